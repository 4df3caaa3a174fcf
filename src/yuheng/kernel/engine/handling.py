"""打印、送达: what becomes of a paper after its number. Each is an event of its own that says who, when, how many copies, by which way.

A paper is sealed before it is printed, so that what was printed, served and signed is one file with one digest. What a step of
the procedure serves (a decision, with the periods that run from it) is served there and not here.
"""

from __future__ import annotations

from datetime import datetime

from yuheng.kernel.engine.acts import Change, Frame, kernel_act, outcome_of, refuse
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.engine.sealing import seal
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.records.models import Handling, Paper

WAYS = {
    "direct": "直接送达", "left": "留置送达", "mail": "邮寄送达", "electronic": "电子送达", "entrusted": "委托送达", "public": "公告送达", "spot": "当场交付",
}  # fmt: skip
"""Ways of service (行政处罚法 第六十一条 with 民事诉讼法), and handing over on the spot."""

MOST = 200
"""Copies of one printing."""


def serving_step(steps: tuple[Step, ...], kind: str) -> Step | None:
    """The step that serves papers of this kind, where the procedure has one."""
    return next((step for step in steps if kind in step.serves), None)


def printed(paper: int, copies: int, *, by: int, post: int | None = None, account: int | None = None, key: str = "") -> Done:
    """Records that a paper is printed; it is sealed first. Raises `Refused`, `Changed`."""
    kept = _valid(paper)
    if not 1 <= copies <= MOST:
        raise refuse("data", f"打印份数应为 1 至 {MOST}。", "请核对份数。")
    seal(paper, by)

    def judge(frame: Frame) -> Change:
        outcome = outcome_of(frame, "print")
        Handling.objects.create(matter_id=kept.matter_id, paper=kept, seq=outcome.seq, act="print", day=frame.recorded.date(), copies=copies)
        return Change(outcome, {"paper": paper, "copies": copies})

    return kernel_act(kept.matter_id, by, judge, post=post, account=account, key=key)


def served(
    paper: int, way: str, receiver: str, *, at: datetime, by: int, post: int | None = None, account: int | None = None, key: str = ""
) -> Done:
    """Records that a printed paper was served: by which way, when, to whom and where (`receiver`). Raises `Refused`, `Changed`."""
    kept = _valid(paper)
    if way not in WAYS:
        raise refuse("data", "没有这种送达方式。", "请选择送达方式。")
    if len(receiver.strip()) < 2:
        raise refuse("reason", "请写明受送达人、送达地点；代收、留置的写明代收人或者见证人。")

    def judge(frame: Frame) -> Change:
        state = frame.state
        step = serving_step(state.procedure.steps, kept.kind)
        if step is not None:
            raise refuse("step", f"《{kept.name}》的送达由环节“{step.name}”登记，期限自该环节起算。", f"请办理“{step.name}”。", step.cites)
        when = at if at.tzinfo else at.replace(tzinfo=CHINA)
        if when > frame.recorded:
            raise refuse("future", "送达时间晚于当前时间。", "请填写实际送达时间。")
        if when.date() < kept.day:
            raise refuse("early", f"送达时间早于文书的日期 {kept.day}。", "请核对送达时间。")
        if way != "electronic" and not Handling.objects.filter(paper=kept, act="print").exists():
            raise refuse("print", f"《{kept.name}》还没有打印记录。", "请先登记打印；只有电子送达不需要打印。")
        outcome = outcome_of(frame, "serve", reason=receiver.strip()[:500], at=when)
        Handling.objects.create(matter_id=kept.matter_id, paper=kept, seq=outcome.seq, act="serve", day=when.date(), way=way)
        Paper.objects.filter(pk=paper, state="numbered").update(state="served")
        return Change(outcome, {"paper": paper, "way": way})

    seal(paper, by)
    return kernel_act(kept.matter_id, by, judge, post=post, account=account, key=key)


def _valid(paper: int) -> Paper:
    kept = Paper.objects.get(pk=paper)
    if not kept.made or kept.state in ("void", "superseded"):
        raise refuse("paper", "只有平台制作的有效文书才登记打印和送达。", "上传的材料请直接下载。")
    return kept
