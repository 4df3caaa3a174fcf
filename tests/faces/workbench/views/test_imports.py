"""The import page: a file is looked through, accepted in pieces, taken back; seen by its author and superiors; as fast for 10,000 rows."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.faces.exchange.conftest import sheet, today, zone  # noqa: F401
from yuheng.faces.exchange import batches
from yuheng.kernel.records.models import ImportBatch, ImportRow, Look, Matter
from yuheng.systems.services.legal_service.facts import Lecture

LECTURE = {"举办日期": "2023.9.1", "主题": "民法典进社区", "类别": "民法典", "地点": "江浦社区", "主讲人": "张律师", "听讲人数": "45人"}
WRONG = {**LECTURE, "主题": "<b>反诈</b>", "类别": "不明"}


@pytest.fixture
def clerk(zone, today, browser_of):  # noqa: F811
    from django.test import Client

    client = Client()
    client.force_login(zone.account("clerk"))
    return client


def client_of(zone, name):  # noqa: F811
    from django.test import Client

    client = Client()
    client.force_login(zone.account(name))
    return client


def send(client, data, name="九月.csv", procedure="services.lecture", **more):
    return client.post(reverse("import", args=[procedure]), {"file": SimpleUploadedFile(name, data), **more})


def test_from_the_list_to_the_template_to_the_result_to_the_records(zone, clerk, sheet):  # noqa: F811
    page = clerk.get(reverse("list", args=["services.lecture"])).content.decode()
    assert reverse("import", args=["services.lecture"]) in page
    assert reverse("import_template", args=["services.lecture"]) in page
    assert clerk.get(reverse("import_template", args=["services.lecture"])).content[:2] == b"PK"
    answer = send(clerk, sheet([LECTURE, WRONG]))
    assert answer.status_code == 302
    assert Matter.objects.count() == 0
    page = clerk.get(answer.url).content.decode()
    assert "已核对，尚未导入" in page
    assert "没有选项" in page
    assert "<b>反诈</b>" not in page
    assert "张律师" not in page
    done = clerk.post(answer.url, {"y_act": "accept"}, follow=True).content.decode()
    assert "已导入 1 件" in done
    assert clerk.post(answer.url, {"y_act": "accept"}).status_code == 302
    assert Lecture.objects.count() == 1
    looks = Look.objects.count()
    assert clerk.get(reverse("import_problems", args=[ImportBatch.objects.get().pk])).content[:2] == b"PK"
    assert Look.objects.count() == looks + 1
    undone = clerk.post(answer.url, {"y_act": "undo", "reason": "传错了表"}, follow=True).content.decode()
    assert "已撤销" in undone
    assert Matter.objects.get().status == "void"
    listed = clerk.get(reverse("imports")).content.decode()
    assert "九月.csv" in listed


def test_a_bad_file_and_none_at_all_answer_the_same_page_with_the_reason(zone, clerk):  # noqa: F811
    for data, words in ((b"%PDF-1.7", "不是表格文件"), (b"a,b\n1,2", "没有找到表头"), (b"x" * (10 * 1024 * 1024 + 1), "最多 10 MB")):
        answer = send(clerk, data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert clerk.post(reverse("import", args=["services.lecture"])).status_code == 422
    assert not ImportBatch.objects.exists()


def test_a_batch_is_seen_by_its_author_and_superiors_and_accepted_by_its_author_only(zone, clerk, sheet):  # noqa: F811
    address = send(clerk, sheet([LECTURE])).url
    batch = ImportBatch.objects.get()
    assert client_of(zone, "other").get(address).status_code == 403
    assert client_of(zone, "justice").get(address).status_code == 403
    from datetime import date

    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Account, Person, Post

    leader = Person.objects.create(name="主任")
    Post.objects.create(person=leader, organ_id=zone.organs["zone"], title="主任", roles=["zone_leader"], from_on=date(2020, 1, 1))
    Account.objects.create(username="leader", person=leader)
    office.changed()
    above = client_of(zone, "leader")
    assert above.get(address).status_code == 200
    assert above.post(address, {"y_act": "accept"}).status_code == 403
    assert above.get(reverse("import_problems", args=[batch.pk])).status_code == 403
    assert Matter.objects.count() == 0
    clerk.post(address, {"y_act": "accept"})
    assert above.post(address, {"y_act": "undo", "reason": "责令撤销"}).status_code == 302
    assert Matter.objects.get().status == "void"


def test_who_may_not_record_may_neither_import_nor_take_the_template(zone, today, sheet):  # noqa: F811
    client = client_of(zone, "cashier")
    for name in ("import", "import_template"):
        assert client.get(reverse(name, args=["services.lecture"])).status_code == 403
    assert send(client, sheet([LECTURE])).status_code == 403
    assert client.get(reverse("import", args=["penalty.ordinary"]) + "?kind=receipts").status_code == 200
    assert client.get(reverse("import_template", args=["penalty.ordinary"]) + "?kind=receipts").content[:2] == b"PK"


def test_an_import_goes_on_where_it_stopped_whatever_stopped_it(zone, clerk, sheet, monkeypatch):  # noqa: F811
    monkeypatch.setattr(batches, "PIECE", 2)
    address = send(clerk, sheet([{**LECTURE, "主题": f"第{n}讲"} for n in range(5)])).url
    batch = ImportBatch.objects.get()
    seen = zone.viewer("clerk")
    assert batches.accept(seen, batch.pk, seconds=0) == batches.Progress(2, 5, False)
    page = clerk.get(address).content.decode()
    assert "正在导入：2 / 5 件" in page
    assert "继续导入" in page
    with monkeypatch.context() as broken:
        broken.setattr(batches, "_write", lambda rows: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            batches.accept(seen, batch.pk, seconds=0)
    assert Lecture.objects.count() == ImportRow.objects.filter(state="done").count() == 2
    assert "已导入 5 件" in clerk.post(address, {"y_act": "accept"}, follow=True).content.decode()
    assert Lecture.objects.count() == 5
    assert batches.take_back(seen, batch.pk, "传错了表", seconds=0) == batches.Progress(2, 5, False)
    assert "正在撤销：2 / 5 件" in clerk.get(address).content.decode()
    clerk.post(address, {"y_act": "undo"})
    assert set(Matter.objects.values_list("status", flat=True)) == {"void"}


def test_the_page_of_a_large_batch_asks_as_few_questions_as_that_of_a_small_one(zone, clerk, sheet):  # noqa: F811
    small = send(clerk, sheet([LECTURE])).url
    with CaptureQueriesContext(connection) as asked:
        large = send(clerk, sheet([{**LECTURE, "主题": f"第{n}讲"} for n in range(1200)])).url
    assert len(asked) <= 40, len(asked)
    counts = []
    for address in (small, large, large + "?state=new&after=600"):
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(address).status_code == 200
        counts.append(len(asked))
    assert max(counts) <= 8, counts
    with CaptureQueriesContext(connection) as asked:
        clerk.get(reverse("imports"))
    assert len(asked) <= 6, len(asked)
