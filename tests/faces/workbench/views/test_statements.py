"""Statistics, sheets, calibres and 双公示 as pages."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yuheng.kernel import now
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.indicators.roll import rolls
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.facts import shape_of
from yuheng.kernel.records.models import Clock, Organ, Person, Post, SavedFilter
from yuheng.kernel.sheets.columns import Column
from yuheng.kernel.sheets.reading import read
from yuheng.systems import catalogue
from yuheng.systems.enforcement.credit.facts import PublicityItem

NOW = datetime(2024, 1, 8, 10, tzinfo=CHINA)
ROLES = ["justice_clerk", "petition_clerk", "credit_clerk", "window_clerk", "legal_reviewer", "unit_clerk"]


@pytest.fixture
def clerk(db):
    catalogue.load()
    code = made_uscc("11", "320583", 9)
    zone = Organ.objects.create(code="zone", name="高新区管委会", kind="zone", prefix="昆高", holds_power=True, facts={"uscc": code})
    person = Person.objects.create(name="甲")
    Post.objects.create(person=person, organ=zone, title="科员", roles=ROLES, from_on=date(2020, 1, 1))
    office.changed()
    with now.at(NOW):
        yield person.pk, zone.pk


def record(clerk, procedure: str, day: date, **data):
    at = datetime(day.year, day.month, day.day, 15, tzinfo=CHINA)
    return perform(Order("record", clerk[0], opening=Opening(procedure, lead=clerk[1]), data=data, at=at, recorded=at))


def petitions(clerk, *days: date) -> None:
    for day in days:
        record(clerk, "petition.batch", day, received_on=day, form="visit", persons=2, first=True, kind="appeal", content="estate", petitioner="王小明")


def licence(clerk, number: int = 1) -> None:
    day = date(2024, 1, 4)
    record(
        clerk, "services.licence", day, applied_on=day, accepted_on=day, decided_on=day, result="granted", item="食品经营许可", kind="common", holder_kind="organisation",
        holder="昆山甲有限公司", uscc=made_uscc("91", "320583", number), paper_name="准予行政许可决定书", number=f"昆高审许准〔2024〕{number}号", content="准予。", valid_from=day,
    )  # fmt: skip


def test_every_roll_stands_on_columns_that_exist():
    catalogue.load()
    for roll in rolls().values():
        shape = shape_of(roll.facts)
        for head in roll.heads:
            kind, _dot, name = head.field.partition(".")
            assert head.field.startswith("@") or head.field in shape.fields or name in shape.rows[kind].fields, (roll.id, head)


def test_the_count_at_the_foot_is_the_indicator_of_the_same_calibre(clerk, browser_of):
    petitions(clerk, date(2023, 2, 20), date(2023, 2, 21), date(2023, 3, 20), date(2023, 3, 21))
    page = browser_of(clerk[0]).get(reverse("roll", args=["petitions.batches"]), {"year": 2023, "month": 3, "from_day": 21}).content.decode()
    counted = value(all_indicators()["petitions.batches"], Period.month(2023, 3, from_day=21)).value
    assert counted == 2
    assert "<b>2 批</b>" in page
    assert "<b>4 人次</b>" in page
    assert page.count('<th scope="row"><a href="/m/') == 2
    assert "王小明" not in page


def test_a_roll_is_exported_with_its_columns_and_its_count(clerk, browser_of):
    petitions(clerk, date(2023, 5, 9))
    answer = browser_of(clerk[0]).get(reverse("roll", args=["petitions.batches"]), {"year": 2023, "export": "xlsx"})
    rows = read(answer.content, [Column("day", "登记日期", "date", required=True), Column("n", "人数", "int", required=True)]).rows
    assert rows[0].values == {"day": date(2023, 5, 9), "n": 2}


def test_another_calibre_is_asked_and_kept(clerk, browser_of):
    petitions(clerk, date(2023, 2, 20), date(2023, 3, 21))
    client = browser_of(clerk[0])
    figure = reverse("figure", args=["petitions.batches"])
    assert '<p class="y-huge">2<' in client.get(figure, {"year": 2023}).content.decode()
    page = client.get(figure, {"year": 2023, "date": "answered_on", "regular": "1"}).content.decode()
    assert '<p class="y-huge">0<' in page
    assert "有程序瑕疵的不计" in page
    assert "答复日期" in page
    client.post(reverse("save_calibre", args=["petitions.batches"]), {"name": "按答复", "query": "date=answered_on&regular=1&evil=1"})
    assert SavedFilter.objects.get().query == "date=answered_on&regular=1"
    assert "按答复" in client.get(figure).content.decode()


@pytest.mark.parametrize("query", ["year=9999999&month=99&organ=abc&date=;drop&from_day=31", "year=２０２３&quarter=x", "organ=99999999999999999999"])
def test_no_address_leads_to_an_error(clerk, browser_of, query):
    client = browser_of(clerk[0])
    for place in (reverse("figure", args=["petitions.batches"]), reverse("statements"), reverse("rolls"), reverse("roll", args=["petitions.batches"])):
        assert client.get(f"{place}?{query}").status_code == 200


def test_statistics_show_zeros_and_every_cell_is_a_door(clerk, browser_of):
    page = browser_of(clerk[0]).get(reverse("statements"), {"year": 2023}).content.decode()
    assert "限制从业" in page
    assert "2024-01-31" in page
    assert "全部一致" in page
    assert page.count(">0</a>") == 28  # one organ and the total, fourteen columns


def test_statistics_are_exported_as_four_sheets(clerk, browser_of):
    licence(clerk)
    answer = browser_of(clerk[0]).get(reverse("statements"), {"year": 2024, "export": "xlsx"})
    table = read(answer.content, [Column("all", "申请（件）", "int", required=True)], sheet="表二")
    assert next(row.values["all"] for row in table.rows if row.values["all"] is not None) == 1


def test_compiling_seals_the_cells_and_later_changes_are_shown(clerk, browser_of):
    client = browser_of(clerk[0])
    answer = client.post(reverse("compile_statistics"), {"year": "2024"})
    assert answer.status_code == 302
    assert "数字与记录一致" in client.get(reverse("statements"), {"year": 2024}).content.decode()
    licence(clerk)
    page = client.get(reverse("statements"), {"year": 2024}).content.decode()
    assert "处变动，年报数字不变" in page
    assert "重新编制" in page
    assert client.post(reverse("compile_statistics"), {"year": "x"}).status_code == 302


def test_who_reads_none_of_the_records_reads_none_of_the_sheets(clerk, browser_of):
    stranger = Person.objects.create(name="乙")
    Post.objects.create(person=stranger, organ_id=clerk[1], title="窗口", roles=["window_clerk"], from_on=date(2020, 1, 1))
    office.changed()
    client = browser_of(stranger.pk)
    assert client.get(reverse("roll", args=["petitions.batches"])).status_code == 403
    assert client.get(reverse("statements")).status_code == 200  # licences alone
    assert client.get(reverse("statement", args=["enforcement.penalties"])).status_code == 403
    assert client.get(reverse("deliveries")).status_code == 403


def test_a_delivery_goes_out_once_and_its_answers_come_in(clerk, browser_of):
    licence(clerk, 1)
    licence(clerk, 2)
    client = browser_of(clerk[0])
    asked = {"sort": "licence", "from_on": "2024-01-01", "to_on": "2024-01-07"}
    page = client.post(reverse("make_delivery"), asked).headers["Location"]
    matter = int(page.strip("/").split("/")[-1])
    assert client.post(reverse("make_delivery"), asked).headers["Location"].startswith(reverse("deliveries"))  # nothing is left
    assert client.get(page, {"export": "xlsx"}).status_code == 200
    perform(Order("send", clerk[0], matter=matter, data={"sent_on": NOW.date(), "channel": "信用平台"}, at=NOW, recorded=NOW))
    text = "决定书文号,处理结果,返回说明\n昆高审许准〔2024〕1号,成功,\n昆高审许准〔2024〕2号,退回,代码有误\n"
    client.post(page, {"answers": SimpleUploadedFile("回执.csv", text.encode("utf-8-sig"))})
    assert sorted(PublicityItem.objects.values_list("state", flat=True)) == ["accepted", "rejected"]
    again = client.get(reverse("deliveries"), asked).content.decode()
    assert "昆高审许准〔2024〕2号" in again
    assert "<b>1</b><span>可以报送</span>" in again
    # What was returned is a duty with its date: the delivery is not closed before it went out again.
    assert Clock.objects.filter(matter=matter, step="resend", ended=0, asleep=False, due_on__isnull=False).exists()
    with pytest.raises(Refused):
        perform(Order("reconcile", clerk[0], matter=matter, data={"note": "办结"}, at=NOW, recorded=NOW))
    assert "重新报送退回记录（1 条）" in client.get(page).content.decode()
    second = client.post(page, {"resend": "1"}).headers["Location"]
    assert second != page
    assert "昆高审许准〔2024〕2号" in client.get(second).content.decode()
    assert "昆高审许准〔2024〕1号" not in client.get(second).content.decode()
    assert "重新报送退回记录" not in client.get(page).content.decode()
    perform(Order("reconcile", clerk[0], matter=matter, data={"note": "退回 1 条另行报送"}, at=NOW, recorded=NOW))
    client.post(page, {"answers": SimpleUploadedFile("坏.xlsx", b"PK\x03\x04broken")})
    assert PublicityItem.objects.filter(state="accepted").count() == 1
