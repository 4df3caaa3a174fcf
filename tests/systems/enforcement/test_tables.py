"""Versions of decision tables: derived and proved by the engine, signed off by another person, in force by day."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from tests.kernel.tables.samples import row, table
from yuheng.kernel.engine.correct import correct
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Event
from yuheng.kernel.tables.evaluate import evaluate
from yuheng.kernel.tables.published import by_digest, in_force, versions
from yuheng.kernel.tables.schema import BadTable
from yuheng.systems.enforcement.tables.facts import TableVersion

NAME = "test.sparing"
SPARE_FIRST = table(row("a", "spare", first=[True], harm=["none"]))
SPARE_MORE = table(row("a", "spare", first=[True]))
TORN = table(row("a", "spare", first=[True]), row("b", "light", harm=["none"]))


def moment(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=CHINA)


def draft(bureau, content=SPARE_FIRST, by: int | None = None, day: int = 1, **paper):
    data = {
        "table_id": NAME, "title": "试行清单", "issuer": "综合执法局", "number": "昆高执〔2023〕1号", "in_force": date(2023, 4, 1),
        "content": content.bytes.decode(), **paper,
    }  # fmt: skip
    at = moment(day)
    return perform(Order("draft", by or bureau.reviewer, opening=Opening("enforcement.table", lead=bureau.squad), data=data, at=at, recorded=at)).matter


def act(step: str, by: int, matter: int, day: int, **data):
    at = moment(day)
    return perform(Order(step, by, matter=matter, data=data, at=at, recorded=at))


@pytest.fixture
def second(bureau) -> int:
    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Organ, Person, Post

    one = Person.objects.create(name="法制二")
    Post.objects.create(person=one, organ=Organ.objects.get(code="e"), title="法制审核", roles=["legal_reviewer"], from_on=date(2020, 1, 1))
    office.changed()
    return one.pk


def published(bureau, second, content=SPARE_FIRST, day: int = 1, **paper) -> int:
    matter = draft(bureau, content, day=day, **paper)
    act("sign_off", second, matter, day, opinion="同意")
    act("publish", bureau.deputy, matter, day, published_on=date(2023, 3, day), place="门户网站")
    return matter


def test_digest_and_proof_are_derived_and_cannot_be_given(bureau):
    matter = draft(bureau)
    kept = TableVersion.objects.get(matter=matter)
    assert (kept.digest, kept.proof, kept.lines) == (SPARE_FIRST.digest, "proved", 1)
    assert json.loads(kept.certificate)["digest"] == SPARE_FIRST.digest
    with pytest.raises(Refused, match="不填写“证明”"):
        draft(bureau, proof="proved")
    with pytest.raises(Refused, match="不能单独更正"):
        correct(matter, "digest", "x", by=bureau.reviewer, reason="改一下", second=bureau.deputy)
    with pytest.raises(Refused, match="不能单独更正"):
        correct(matter, "content", SPARE_MORE.bytes.decode(), by=bureau.reviewer, reason="改一下", second=bureau.deputy)
    assert not list(replay([matter]))


def test_what_cannot_be_read_is_refused_and_leaves_nothing(bureau):
    for content, why in (("{", "不是 JSON"), ('{"table": "nowhere"}', "没有裁量表"), (json.dumps({"table": NAME, "rows": ["x"]}), "应当是一行")):
        with pytest.raises(Refused, match=why) as error:
            perform(
                Order(
                    "draft", bureau.reviewer, opening=Opening("enforcement.table", lead=bureau.squad), at=moment(1), recorded=moment(1),
                    data={"table_id": NAME, "title": "坏表", "issuer": "局", "in_force": date(2023, 4, 1), "content": content},
                )
            )  # fmt: skip
        assert "content" in error.value.refusal.fields
    assert not Event.objects.exists()


def test_an_unproved_table_is_neither_signed_off_nor_published(bureau, second):
    matter = draft(bureau, TORN)
    assert TableVersion.objects.get(matter=matter).proof == "faulty"
    for step, by, data in (("sign_off", second, {"opinion": "同意"}), ("publish", bureau.deputy, {"published_on": date(2023, 3, 1), "place": "网站"})):
        with pytest.raises(Refused):
            act(step, by, matter, 1, **data)


def test_nobody_signs_off_what_they_wrote_and_a_change_needs_it_again(bureau, second):
    matter = draft(bureau)
    with pytest.raises(Refused, match="不能"):
        act("sign_off", bureau.reviewer, matter, 1, opinion="同意")
    act("sign_off", second, matter, 1, opinion="同意")
    act("revise", bureau.reviewer, matter, 2, content=SPARE_MORE.bytes.decode())
    assert TableVersion.objects.get(matter=matter).digest == SPARE_MORE.digest
    with pytest.raises(Refused, match="复核"):
        act("publish", bureau.deputy, matter, 2, published_on=date(2023, 3, 2), place="网站")
    act("sign_off", second, matter, 2, opinion="同意")
    act("publish", bureau.deputy, matter, 2, published_on=date(2023, 3, 2), place="网站")
    with pytest.raises(Refused):
        act("revise", bureau.reviewer, matter, 3, content=SPARE_FIRST.bytes.decode())


def test_the_version_of_the_day_answers_and_the_old_one_still_explains_its_receipts(bureau, second):
    first = published(bureau, second)
    case = {"first": True, "harm": "slight"}
    with pytest.raises(BadTable, match="在 2023-03-31 没有公布施行的版本"):
        in_force(NAME, date(2023, 3, 31))
    then = evaluate(in_force(NAME, date(2023, 5, 1)).compiled, case)
    assert then.then == {"result": "full"}
    kept = then.to_json()
    newer = published(bureau, second, SPARE_MORE, day=10, in_force=date(2023, 6, 1))
    assert in_force(NAME, date(2023, 5, 31)).matter == first
    assert evaluate(in_force(NAME, date(2023, 6, 1)).compiled, case).then == {"result": "spare"}
    assert evaluate(by_digest(NAME, kept["digest"]).compiled, case).to_json() == kept
    act("withdraw", bureau.deputy, newer, 20, ceased=date(2023, 7, 1), withdrawn_why="上位法修改")
    assert in_force(NAME, date(2023, 7, 2)).matter == first
    assert [v.to_on for v in versions(NAME)] == [None, date(2023, 7, 1)]


def test_a_version_cannot_end_before_it_began(bureau, second):
    matter = published(bureau, second)
    with pytest.raises(Refused, match="停止施行日期不能早于施行日期"):
        act("withdraw", bureau.deputy, matter, 20, ceased=date(2023, 3, 1), withdrawn_why="有误")
