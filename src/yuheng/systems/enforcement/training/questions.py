"""What the annual review of a certificate must answer: whose it is, and that suspending and ending it is done in its own file."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.engine.office import office
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import Certificate

CITES = ("国办发〔2018〕118号(2018-12-05)#（二十三）",)


@asks("training.certificate_review:as_filed")
def as_filed(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A certificate that has a file here is its holder's, and is suspended or ended there before its review says so."""
    told, staff = outcome.writes, office()
    cards = said.setdefault("cards", {card.number: card for found in staff.certificates.values() for card in found if card.matter_id is not None})
    card: Certificate | None = cards.get(told["number"])
    if card is None:
        return None
    if card.person_id != told["holder"]:
        return _no("holder", f"证号 {told['number']} 的持证人是{staff.people.get(card.person_id, '他人')}。", "请核对持证人和证号。", outcome)
    day = told["reviewed_on"]
    wrong = {"stopped": "暂扣", "cancelled": "注销"}.get(told["result"], "")
    if wrong and wrong not in staff.why_over(card, max(day, outcome.act.day)):
        return _no("result", f"证件 {card.number} 还没有{wrong}。", f"请先在该证件的档案中办理“{wrong}”，再登记年审结果。", outcome)
    return None


def _no(field: str, message: str, remedy: str, outcome: Outcome) -> Refusal:
    return Refusal("asked", message, CITES, remedy, {field: message}, outcome.act.step)
