"""Erasure by law 依法删除: openings, fact values, search words and files go; the event that says so, with its ground, stays.

What was erased reads as 已依法删除 ever after, in the tables as in the ledger, so that `verify` and `replay` stay clean. Files are
marked before the transaction commits and deleted after it: whatever moment a process dies at, `settle` finishes or forgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from yuheng.kernel.documents import store
from yuheng.kernel.engine.acts import Change, Frame, kernel_act, outcome_of, refuse
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.engine.sealing import files
from yuheng.kernel.engine.titles import retitle
from yuheng.kernel.engine.write import Work
from yuheng.kernel.law import Citation
from yuheng.kernel.ledger import body as ledger
from yuheng.kernel.now import now
from yuheng.kernel.procedure.check.books import fault_of
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.records.models import MatterParty, Opening, Paper, Sheet, Signature

WORDS = {ledger.REASON: "办理理由", "@opinion": "办理意见"}
"""What else an event says in free text, and may have to be erased."""


@dataclass(frozen=True)
class Choice:
    """Something of a matter that may be erased: its name for `erase`, and what people call it."""

    name: str
    label: str


def choices(matter: int, procedure: Procedure) -> list[Choice]:
    """What a matter still holds that may be erased: personal data and free text, never what is public."""
    shape = procedure.shape
    there = set(Opening.objects.filter(event__matter=matter).values_list("field", flat=True))
    found = [Choice(name, field.label) for name, field in shape.fields.items() if not field.public and name in there]
    for kind, row in shape.rows.items():
        held = {name.split("/")[2] for name in there if name.startswith(f"{kind}/")}
        found += [Choice(f"{kind}/{name}", f"{row.label}：{field.label}") for name, field in row.fields.items() if not field.public and name in held]
    return found + [Choice(name, label) for name, label in WORDS.items() if any(one.startswith(name) for one in there)]


def erase(
    matter: int,
    fields: Sequence[str],
    *,
    by: int,
    second: int,
    ground: str,
    reason: str = "",
    papers: Sequence[int] = (),
    post: int | None = None,
) -> Done:
    """Erases personal data of a matter as a law demands (个人信息保护法 第四十七条).

    `fields` are facts, `kind/field` for a field of every row of that kind, `@reason` or `@opinion`; `papers` are uploaded files.
    Files that the platform sealed from the erased facts go with them. `ground` is a citation. By a person of the unit or of an
    organ above it, with a second one of the organ that exercises the power, or above. Raises `Refused`; then nothing changed.
    """
    named = list(dict.fromkeys(fields))

    def judge(frame: Frame) -> Change:
        _may(frame)
        _may_confirm(frame, second)
        _judge(frame, named, papers, ground, reason)
        own = Q(event__matter=frame.state.matter)
        made = _made(frame, named)
        openings = Opening.objects.filter(own & (_chosen(named, [*papers, *made]) | Q(field__in=[ledger.data(paper) for paper in made])))
        gone = sorted([event, name] for event, name in openings.values_list("event_id", "field"))
        openings.delete()
        _clear(frame, named, list(papers))
        seat = replace(frame.staff.seat(second, frame.recorded.date()), part="复核")
        outcome = outcome_of(frame, "erase", reason=reason.strip(), with_=(seat,))
        _forget(frame, named)
        return Change(outcome, {"fields": gone, "names": named, "papers": list(papers), "ground": str(Citation.parse(ground))})

    return kernel_act(matter, by, judge, post=post)


def judged(matter: int, fields: Sequence[str], papers: Sequence[int], *, by: int, ground: str, reason: str) -> None:
    """Whether a person may ask for this erasure, before a second one is found; nothing is written. Raises `Refused`."""
    with transaction.atomic():
        staff = office()
        loaded = load([matter], staff).get(matter)
        if loaded is None:
            raise refuse("matter", "没有这一事项。", "请核对编号。")
        moment = now()
        head = loaded.head
        seat = staff.seat(by, moment.date(), line=loaded.state.lead_line)
        frame = Frame(Work(loaded), staff, legal_day(head.field, head.region, head.act), seat, moment)
        _may(frame)
        _judge(frame, list(dict.fromkeys(fields)), papers, ground, reason)


def _judge(frame: Frame, named: Sequence[str], papers: Sequence[int], ground: str, reason: str) -> None:
    if fault := fault_of(ground):
        raise refuse("ground", f"删除的法律依据有误：{fault}", "请写明条文，如 个人信息保护法(2021-08-20)#47。")
    if len(reason.strip()) < 2:
        raise refuse("reason", "请填写删除的事由。", "事由将记入过程记录，请勿写入要删除的内容。")
    _erasable(frame, named, papers)
    if not Opening.objects.filter(Q(event__matter=frame.state.matter) & _chosen(named, papers)).exists():
        raise refuse("same", "所选内容没有存留，或者已经依法删除。", "请核对要删除的项目。")


def _may(frame: Frame) -> None:
    """Whoever erases belongs to the unit or to an organ above it."""
    if frame.by.organ not in frame.state.lead_line:
        raise refuse("role", "依法删除须由承办单位或者其上级单位的人员办理。", "请由承办单位的人员办理。")


def _may_confirm(frame: Frame, second: int) -> None:
    """The second person stands for the organ that exercises the power: nobody erases alone, and no unit among itself."""
    line, power = frame.state.lead_line, frame.state.power
    if second == frame.by.person:
        raise refuse("second", "复核人员不能是办理人员本人。", "请由另一人复核。")
    above = line[line.index(power) :] if power in line else line
    held = {seat.organ for seat in frame.staff.seats(second, frame.recorded.date())}
    if not held & set(above):
        raise refuse("second", "复核人员须是行使职权的机关或者其上级机关的人员。", "请另选复核人员。")


def _erasable(frame: Frame, named: Sequence[str], papers: Sequence[int]) -> None:
    shape, procedure = frame.state.procedure.shape, frame.state.procedure
    if not named and not papers:
        raise refuse("data", "没有选择要删除的内容。", "请选择要删除的项目。")
    for name in named:
        kind, _slash, inner = name.partition("/")
        fields = shape.rows[kind].fields if inner and kind in shape.rows else shape.fields
        field = fields.get(inner or name)
        if name not in WORDS and (field is None or field.public):
            raise refuse("data", f"“{name}”不能删除：只能删除个人信息和文字内容，公开的要素不能删除。", "请核对要删除的项目。")
    if frame.work.head.status != "rest" and (held := {name.partition("/")[0] for name in named} & _read(procedure)):
        label = "、".join(sorted(shape.fields[name].label if name in shape.fields else name for name in held))
        raise refuse("open", f"“{label}”决定本件后续程序，了结前不能删除。", "请在办结并了结后办理。")
    known = set(Paper.objects.filter(matter=frame.state.matter, made=False, pk__in=papers).values_list("pk", flat=True))
    if set(papers) - known:
        raise refuse("paper", "没有所选的上传文件。", "请核对要删除的文件。")


def _read(procedure: Procedure) -> set[str]:
    """What the conditions of a procedure read."""
    return {name for condition in procedure.conditions.values() for name in condition.sees}


def _chosen(named: Sequence[str], papers: Sequence[int]) -> Q:
    """The openings of the named values and of these files."""
    found = Q(field__in=[ledger.file(paper) for paper in papers])
    for name in named:
        if name == "@opinion":
            found |= Q(field__startswith="@opinion/")
        elif "/" in name:
            kind, field = name.split("/")
            found |= Q(field__startswith=f"{kind}/", field__endswith=f"/{field}")
        else:
            found |= Q(field=name)
    return found


def _made(frame: Frame, named: Sequence[str]) -> list[int]:
    """Papers whose text carries the facts; none where only words of an event or files go."""
    if all(name in WORDS for name in named):
        return []
    return list(Paper.objects.filter(matter=frame.state.matter, made=True).values_list("pk", flat=True))


def _clear(frame: Frame, named: Sequence[str], papers: Sequence[int]) -> None:
    """Digests out of the papers, bytes out of the store once the transaction stands; what was typed out of approval sheets."""
    matter = frame.state.matter
    rows = Paper.objects.filter(pk__in=[*papers, *_made(frame, named)])
    digests = {digest for row in rows.values_list("pdf", "docx", "file") for digest in row if digest}
    rows.update(pdf="", docx="", file="", data="")
    for sheet in Sheet.objects.filter(matter=matter):
        kept = {name: value for name, value in sheet.data.items() if name not in {one.partition("/")[0] for one in named}}
        if kept != sheet.data:
            Sheet.objects.filter(pk=sheet.pk).update(data=kept)
    if "@opinion" in named:
        Signature.objects.filter(sheet__matter=matter).update(opinion="（已依法删除）")
    root = files()
    for digest in digests:
        store.mark(root, digest)
    transaction.on_commit(lambda: settle() and None)


def _forget(frame: Frame, named: Sequence[str]) -> None:
    """Facts and rows without the values; title and searchable words made anew."""
    work, state = frame.work, frame.work.loaded.state
    for name in named:
        kind, _slash, inner = name.partition("/")
        if inner and kind in state.rows:
            for number, row in state.rows[kind].items():
                row[inner] = None
                work.rows.setdefault(kind, {}).setdefault(number, {})[inner] = None
        elif name in state.facts:
            work.fields.add(name)
            state.facts[name] = None
    parties = MatterParty.objects.filter(matter=state.matter, hidden=False).values_list("party__name", flat=True)
    retitle(work, list(parties))


def settle() -> int:
    """Deletes the bytes of files that were marked and that no paper names any more; forgets marks of acts that were rolled back.

    Returns how many files were deleted.
    """
    root, deleted = files(), 0
    for digest in store.marked(root):
        if not Paper.objects.filter(Q(pdf=digest) | Q(docx=digest) | Q(file=digest)).exists():
            deleted += store.erase(root, digest)
        store.unmark(root, digest)
    return deleted
