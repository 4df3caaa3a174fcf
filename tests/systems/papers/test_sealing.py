"""Papers are made from the ledger, rendered once, and fixed by their digests."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuheng.kernel.documents.store import MissingFile, place_of
from yuheng.kernel.engine import paper_view, sealing
from yuheng.kernel.engine.correct import correct
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.records.models import Blob, Event, Paper

SPOT = {
    "happened_on": date(2023, 9, 27), "cause": "占道设摊", "place": "前进中路1号门前", "basis": "《城市市容和环境卫生管理条例》第十四条",
    "facts_found": "当事人在人行道上摆放水果摊，占地2平方米。", "party_kind": "person", "party_name": "张三", "proposed_kind": "fine",
    "proposed_fine": 200_00,
}  # fmt: skip
DECISION = {"book_number": "当场№000001", "decided_on": date(2023, 9, 27), "fine": 200_00, "outcome": "penalised"}
LATER = datetime(2023, 9, 28, 9, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Each test keeps its files in a directory of its own."""
    settings.HOME = tmp_path


def moment(hour: int) -> datetime:
    return datetime(2023, 9, 27, hour, tzinfo=CHINA)


@pytest.fixture
def decision(bureau, book) -> Paper:
    """The decision of a summary case, made and not yet opened."""

    def act(step: str, hour: int, data, **more) -> int:
        order = Order(step, bureau.a, data=data, with_=(bureau.b,), at=moment(hour), recorded=moment(hour), **more)
        return perform(order).matter

    matter = act("discover", 10, SPOT, opening=Opening("penalty.summary", lead=bureau.squad))
    act("inform", 11, {"informed": True}, matter=matter)
    act("decide", 12, DECISION, matter=matter)
    return Paper.objects.get(matter=matter, kind="spot_decision")


def test_opening_a_paper_seals_it_once(decision):
    with at(LATER):
        first = sealing.open_pdf(decision.pk)
        again = sealing.open_pdf(decision.pk)
    assert first == again
    assert first.startswith(b"%PDF")
    decision.refresh_from_db()
    assert decision.pdf
    assert decision.docx
    assert Event.objects.filter(matter=decision.matter, kind="seal").count() == 1
    assert set(Blob.objects.values_list("digest", flat=True)) >= {decision.pdf, decision.docx}


def test_looking_at_a_paper_seals_nothing(decision):
    assert "当场行政处罚决定书" in sealing.html(decision.pk)
    assert not Event.objects.filter(kind="seal").exists()


def test_the_same_paper_gives_the_same_bytes(decision):
    assert sealing._rendered(decision.pk) == sealing._rendered(decision.pk)


def test_a_later_correction_does_not_change_an_earlier_paper(decision, bureau):
    before = sealing.html(decision.pk)
    with at(LATER):
        correct(decision.matter_id, "party_name", "李四", by=bureau.a, reason="姓名录入有误")
    assert sealing.html(decision.pk) == before


def test_ledger_and_tables_are_clean_after_sealing(decision, settings):
    with at(LATER):
        sealing.seal(decision.pk)
    assert list(replay([decision.matter_id])) == []
    assert verify(settings.HOME, deep=True).findings == []


def test_a_touched_file_is_refused(decision):
    with at(LATER):
        sealed = sealing.seal(decision.pk)
        place = place_of(sealing.files(), sealed.docx)
        place.chmod(0o640)
        place.write_bytes(place.read_bytes() + b" ")
        with pytest.raises(MissingFile):
            sealing.open_docx(decision.pk)


def test_a_paper_whose_facts_were_changed_behind_the_engines_back_is_refused(decision):
    Paper.objects.filter(pk=decision.pk).update(data="0" * 64)
    with pytest.raises(paper_view.Changed):
        sealing.html(decision.pk)


def test_whoever_comes_second_gets_the_first_ones_files(decision):
    with at(LATER):
        stale = Paper.objects.get(pk=decision.pk)
        sealed = sealing.seal(decision.pk)
        with pytest.raises(sealing._Already):
            sealing._recorded(stale, 0, b"other", b"other")
    decision.refresh_from_db()
    assert decision.pdf == sealed.pdf


def test_papers_of_a_demonstration_say_so(decision, settings):
    assert "演示" not in sealing.html(decision.pk)
    (settings.HOME / "demonstration.json").write_text("{}")
    assert "演示" in sealing.html(decision.pk)
