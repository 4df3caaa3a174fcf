"""Publishing a report killed in the middle: text, figures and event stand together or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from tests.example.office import moment
from tests.faults.killing import run
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.records.models import Event, Organ, Person, Post
from yuheng.report.compose import draft
from yuheng.report.publish import publish
from yuheng.report.records.models import FrozenFigure, Published

pytestmark = pytest.mark.faults

_serial = count()


@pytest.fixture(scope="module")
def people(ground) -> dict[str, int]:
    """Who writes, reviews and deliberates the report."""
    zone = Organ.objects.create(code="zone", name="高新区管委会", kind="zone", holds_power=True, prefix="昆高")
    found = {"zone": zone.pk}
    for role in ("report_editor", "justice_head", "zone_leader"):
        found[role] = Person.objects.create(name=role).pk
        Post.objects.create(person_id=found[role], organ=zone, title="工作人员", roles=[role], from_on=date(2020, 1, 1))
    office.changed()
    return found


def ready(people: dict[str, int]) -> int:
    """A report that was deliberated and sent, and waits for its publication."""
    start = moment(1, 5, year=2024) + timedelta(milliseconds=50 * next(_serial))
    opening = Opening(procedure="report.annual", lead=people["zone"], area=people["zone"])
    acts = [
        ("report_editor", "join", {"draft": draft("高新区", 2023)}),
        ("justice_head", "review", {"review_opinion": "同意"}),
        ("justice_head", "secrecy", {"secret": False, "secrecy_opinion": "不涉密"}),
        ("zone_leader", "deliberate", {"meeting": "党工委会议"}),
        ("report_editor", "send", {"sent_to": "市委依法治市办"}),
    ]
    data = {"year": 2023, "title": "年度报告", "submit_by": date(2024, 2, 29), "publish_by": date(2024, 3, 31)}
    matter = perform(
        Order("start", people["report_editor"], opening=opening, data=data, at=start, recorded=start)
    ).matter
    for day, (role, step, written) in enumerate(acts, 1):
        at = start + timedelta(days=day)
        perform(Order(step, people[role], matter=matter, data=written, at=at, recorded=at))
    return matter


def test_a_report_killed_while_it_is_published(ground, people):
    at = moment(3, 20, year=2024)

    def work(matter: int):
        return lambda say: say(str(publish(matter, by=people["report_editor"], place="门户网站", reason="演练", at=at).event))

    places = run(work(ready(people))).passed
    # Composing asks many questions and writes nothing: every place of the writing, and one in nine before.
    chosen = sorted({*range(0, places, 9), *range(places - 40, places)})
    matter = ready(people)
    for place in chosen:
        ended = run(work(matter), place=place)
        assert ended.killed
        events = Event.objects.filter(matter=matter, step="publish").count()
        reports = Published.objects.filter(matter=matter)
        assert reports.count() == events
        assert not ended.said or events
        drain()
        assert verify(ground, deep=True).findings == []
        assert not list(replay([matter]))
        if events:
            assert FrozenFigure.objects.filter(report=reports.get()).count() > 20
            matter = ready(people)
        else:
            assert not FrozenFigure.objects.filter(report=matter).exists()
    assert Published.objects.count() >= 2
