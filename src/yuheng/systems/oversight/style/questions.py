"""What a text about style must answer besides: it names nobody of our own staff; a rule that counts as improved shows both texts."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.kernel.records.models import Person
from yuheng.systems.oversight.integrity.facts import RuleImproved
from yuheng.systems.oversight.style.privacy import HINT, names_in

TEXTS = ("name", "evaluation", "measure", "result", "back_why", "topic", "decided")


def _names(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A person's name of three characters or more that stands in the register of staff is no part of a measure."""
    for field in TEXTS:
        text = outcome.writes.get(field)
        if not text:
            continue
        name = Person.objects.filter(name__in=names_in(text)).values_list("name", flat=True).first()
        if name is not None:
            message = f"文字中有工作人员姓名，请改写为岗位或者科室。{HINT}"
            return Refusal("asked", message, (), "请删去姓名后再办理；刚才的内容没有保存。", {field: message}, outcome.act.step)
    return None


for _procedure in ("style.plan", "style.problem", "style.meeting"):
    asks(f"{_procedure}:no_names")(_names)


@asks("style.problem:both_texts")
def both_texts(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """The rule linked is one of the problem's own unit and stands there with its old and its new text."""
    rule = RuleImproved.objects.filter(pk=outcome.writes["rule"]).exclude(matter__status="void").first()
    if rule is not None and rule.old_text and rule.new_text and rule.unit_id == state.facts.get("unit"):
        return None
    message = "没有新旧条文对照的，不计完善制度。" if rule is None or not (rule.old_text and rule.new_text) else "这是其他单位的制度。"
    return Refusal("asked", message, (), "请先在“作风建设完善制度台账”登记本单位制度的原条文和新条文。", {"rule": message}, outcome.act.step)
