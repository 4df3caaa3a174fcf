"""Decision tables on the site: looked at, tried, edited in words and by Excel; a wrong word loses nothing."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.kernel.tables.samples import row, table
from tests.systems.conftest import bureau  # noqa: F401
from tests.systems.enforcement.test_tables import NAME, SPARE_FIRST, draft, moment, published, second  # noqa: F401
from yuheng.faces.exchange.decision_tables import from_file, to_xlsx
from yuheng.kernel import now
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.records.models import Event
from yuheng.kernel.tables.schema import schema_of
from yuheng.systems.enforcement.tables.facts import TableVersion

PAPER = {"title": "新清单", "issuer": "综合执法局", "in_force": "2023-06-01"}
OPTION = {"o1.0": "违法行为", "o1.1": "stall", "o1.2": "占道设摊"}


@pytest.fixture
def april():
    with now.at(moment(10, month=4)):
        yield


def line(n: int, **cells: str) -> dict[str, str]:
    return {f"l{n}.{name}": value for name, value in cells.items()}


def test_a_table_is_shown_and_answers_a_case(bureau, second, april, browser_of, django_assert_max_num_queries):  # noqa: F811
    with now.at(moment(2)):
        published(bureau, second)
    client = browser_of(bureau.a)
    assert "试行清单" in client.get(reverse("decision_tables")).content.decode()
    address = reverse("decision_table", args=[NAME])
    with django_assert_max_num_queries(9):
        page = client.get(address).content.decode()
    assert "不予处罚" in page
    open_ = client.get(address, {"try": "1", "q_first": "yes"}).content.decode()
    assert "还须先知道：危害后果" in open_
    told = client.get(address, {"try": "1", "q_first": "yes", "q_harm": "none", "q_value": "1.5万"}).content.decode()
    assert "处理：不予处罚" in told
    assert "处理：处罚" in client.get(address, {"try": "1", "q_first": "no"}).content.decode()
    assert "看不懂" in client.get(address, {"try": "1", "q_value": "很多"}).content.decode()
    assert "没有公布施行的版本" in client.get(address, {"on": "2023-01-01"}).content.decode()
    assert client.get(reverse("decision_table", args=["nowhere"])).status_code == 403


def test_a_draft_is_written_in_words_proved_and_kept(bureau, april, browser_of):  # noqa: F811
    client = browser_of(bureau.reviewer)
    address = reverse("decision_new", args=[NAME])
    sent = {**PAPER, **OPTION, **line(1, id="r1", name="占道首违", cause="占道设摊", value="很少", cites="行政处罚法(2021-01-22)#33.1", **{"then.result": "不予处罚"})}
    wrong = client.post(address, {**sent, "do": "act"})
    assert wrong.status_code == 422
    body = wrong.content.decode()
    assert "第 1 行“货值”" in body
    assert 'value="占道首违"' in body
    assert not Event.objects.exists()
    good = {**sent, "l1.value": "5000以下", **line(2, id="其余情形", cites="行政处罚法(2021-01-22)#5", **{"then.result": "处罚"})}
    checked = client.post(address, {**good, "do": "check"})
    assert "已证明：1 行" in checked.content.decode()
    assert not Event.objects.exists()
    answer = client.post(address, {**good, "do": "act", "y_key": "once"})
    assert answer.status_code == 302
    assert client.post(address, {**good, "do": "act", "y_key": "once"}).status_code == 302
    kept = TableVersion.objects.get()
    assert (kept.proof, kept.lines, kept.title) == ("proved", 1, "新清单")
    gap = client.post(reverse("decision_edit", args=[kept.matter_id]), {**good, "l2.id": "", "l2.then.result": "", "l2.cites": "", "do": "act"})
    assert gap.status_code == 302
    assert "有情形没有任何一行适用" in client.get(reverse("decision_edit", args=[kept.matter_id])).content.decode()


def test_a_draft_goes_to_excel_and_comes_back(bureau, april, browser_of):  # noqa: F811
    with now.at(moment(2)):
        matter = draft(bureau)
    client = browser_of(bureau.reviewer)
    book = client.get(reverse("decision_edit", args=[matter]), {"export": "xlsx"})
    assert from_file(schema_of(NAME), book.content).digest == SPARE_FIRST.digest
    changed = table(row("a", "light", first=[True]), row("b", "spare", "a", harm=["none"]))
    file = SimpleUploadedFile("改.xlsx", to_xlsx(changed, "改"))
    answer = client.post(reverse("decision_edit", args=[matter]), {**PAPER, "file": file, "do": "act"})
    assert answer.status_code == 302
    assert TableVersion.objects.get().digest == changed.digest
    broken = client.post(reverse("decision_edit", args=[matter]), {**PAPER, "file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04broken"), "do": "act"})
    assert broken.status_code == 422
    assert TableVersion.objects.get().digest == changed.digest


def test_who_may_not_draft_is_told_so_and_html_stays_text(bureau, april, browser_of):  # noqa: F811
    assert browser_of(bureau.a).get(reverse("decision_new", args=[NAME])).status_code == 403
    with now.at(moment(2)):
        matter = draft(bureau, title="<script>alert(1)</script>")
        drain()
    assert browser_of(bureau.a).get(reverse("decision_edit", args=[matter])).status_code == 403
    page = browser_of(bureau.reviewer).get(reverse("decision_edit", args=[matter])).content.decode()
    assert "<script>alert" not in page
    step = browser_of(bureau.reviewer).get(reverse("step", args=[matter, "revise"]))
    assert step.headers["Location"] == reverse("decision_edit", args=[matter])
    assert re.search(r"表|清单", page)
