"""依法删除 by two persons, each signed in: one prepares it, another of the organ that exercises the power confirms or refuses.

Nothing is erased before the second person confirms; then `erase` does it in the names of both.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.erase import erase, judged
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.now import now
from yuheng.kernel.records.models import ErasureRequest, Notice

OPEN, DONE, REFUSED, WITHDRAWN = "open", "done", "refused", "withdrawn"


def prepare(matter: int, names: Sequence[str], papers: Sequence[int], *, by: int, ground: str, reason: str, tell: int | None = None) -> ErasureRequest:
    """Prepares an erasure and tells whoever should confirm it; whatever would refuse it then refuses it now. Raises `Refused`."""
    judged(matter, names, papers, by=by, ground=ground, reason=reason)
    try:
        with transaction.atomic():
            found = ErasureRequest.objects.create(
                matter_id=matter, names=list(dict.fromkeys(names)), papers=list(papers), ground=ground.strip(), reason=reason.strip()[:300], asked_by_id=by, asked_at=now()
            )
            if tell is not None and tell != by:
                text = f"{found.matter.number} {found.matter.title}：请您复核依法删除。".strip()[:500]
                Notice.objects.create(person_id=tell, matter_id=matter, kind=f"erase:{found.pk}", text=text, made_at=now(), channel="site", sent_at=now())
            return found
    except IntegrityError:
        raise refuse("same", "本件已有一项待复核的依法删除。", "请先由复核人员复核，或者撤回原申请。") from None


def confirm(request: int, *, by: int, post: int | None = None) -> Done:
    """Confirms and erases, in one transaction. Raises `Refused`."""
    with transaction.atomic():
        found = _open(request)
        if found.asked_by_id == by:
            raise refuse("second", "复核人员不能是提出人本人。", "请由另一人复核。")
        done = erase(found.matter_id, found.names, by=found.asked_by_id, second=by, ground=found.ground, reason=found.reason, papers=found.papers, post=post)
        _end(found, DONE, by)
        return done


def turn_down(request: int, *, by: int) -> None:
    """The second person refuses, or the first withdraws; nothing is erased. Raises `Refused`."""
    with transaction.atomic():
        found = _open(request)
        _end(found, WITHDRAWN if found.asked_by_id == by else REFUSED, by)


def _open(request: int) -> ErasureRequest:
    found = ErasureRequest.objects.select_for_update().filter(pk=request, state=OPEN).first()
    if found is None:
        raise refuse("same", "这一项依法删除已经办理或者撤回。", "请刷新页面查看。")
    return found


def _end(found: ErasureRequest, state: str, by: int) -> None:
    found.state, found.ended_by_id, found.ended_at = state, by, now()
    found.save(update_fields=["state", "ended_by", "ended_at"])
