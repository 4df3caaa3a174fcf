"""Cases that began on paper, from a sheet: its past acts by their days, its facts as they stand, its scans by the name of their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.db import transaction

from yuheng.faces.exchange.candidates import Candidate, engine_problems, gathered
from yuheng.faces.exchange.forms import Form, adoption_form
from yuheng.faces.exchange.judging import Examined, place, read_sheet
from yuheng.faces.exchange.lookup import Lookup
from yuheng.faces.exchange.parties import party_of, party_problem
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.adopt import adopt, try_adopt
from yuheng.kernel.engine.orders import Done, Opening, Part, Refused
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.adopting import PastAct
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.marking import NO_ROW
from yuheng.kernel.procedure.state import Paper, Refusal
from yuheng.kernel.records.models import ImportBatch, Matter

_NAME = "扫描件文件名"


def examine(
    viewer: Viewer, procedure: Procedure, file_name: str, data: bytes, scans: Sequence[Paper] = (), *, post: int | None = None
) -> Examined:
    """The dry run of a sheet of old cases with their scans, each a paper named as its file was. Writes nothing. Raises BadSheet."""
    form = adoption_form(procedure)
    table = read_sheet(form, data)
    found = gathered(form, table, Lookup(viewer))
    place(viewer, procedure, found, post)
    there = _there(procedure, [one.about.get("case", "") for one in found])
    seen: dict[str, int] = {}
    used: set[str] = set()
    for one in found:
        number = one.about.get("case", "")
        if number in there and not one.problems:
            one.state, one.matter = "known", there[number]
            one.notes.append("这一案号已经建档。")
            continue
        if number in seen:
            one.refuse("原案号", number, f"与第 {seen[number]} 行相同，一案只建一次档。")
        seen.setdefault(number, one.number)
        _with_scans(one, scans, used)
        _judged(viewer, form, one, post)
    remarks = [*table.remarks]
    idle = [scan.name for scan in scans if scan.digest not in used]
    if idle:
        remarks.append(f"没有对应案件的扫描件，未使用：{'、'.join(idle[:10])}{'等' if len(idle) > 10 else ''}。")
    return Examined(form, file_name, sha256(data).hexdigest(), tuple(remarks), tuple(found))


def _there(procedure: Procedure, numbers: Sequence[str]) -> dict[str, int]:
    wanted = sorted({number for number in numbers if number})
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 500):
        part = Matter.objects.filter(procedure=procedure.id, number__in=wanted[start : start + 500]).exclude(status="void")
        found.update(part.values_list("number", "pk"))
    return found


def _with_scans(one: Candidate, scans: Sequence[Paper], used: set[str]) -> None:
    """The scans of a case: those that the row names, else those whose names begin with its number."""
    number, told = one.about.get("case", ""), one.about.get("scan", "")
    names = [name.strip() for name in told.replace("；", "、").replace(";", "、").split("、") if name.strip()]
    if names:
        by_name = {scan.name: scan for scan in scans}
        by_name.update({scan.name.rpartition(".")[0]: scan for scan in scans})
        for name in names:
            if name not in by_name:
                one.refuse(_NAME, name, "没有上传这个文件。")
        chosen = [by_name[name] for name in names if name in by_name]
    else:
        chosen = [scan for scan in scans if number and scan.name.startswith(number)]
        if number and not chosen:
            one.refuse(_NAME, "", f"没有上传文件名以“{number}”开头的扫描件。")
    used.update(scan.digest for scan in chosen)
    one.about["papers"] = [[scan.kind, scan.name, scan.digest, scan.size, scan.media] for scan in chosen]


def _judged(viewer: Viewer, form: Form, one: Candidate, post: int | None) -> None:
    if problem := party_problem(one.about):
        one.problems.append(problem)
    if "second" in one.about and "case" in one.about and form.procedure.opening.id in one.did:
        asked = _asked(form, one.data())
        opening = Opening(form.procedure.id, lead=one.about["lead"], area=one.about.get("area"))
        outcome = try_adopt(opening, by=viewer.person or 0, post=post, **asked)
        if isinstance(outcome, Refusal):
            one.problems += engine_problems(form, one, outcome)
    if one.problems:
        one.state = "refused"
    else:
        one.key = sha256(f"adopt {form.procedure.id} {one.about['case']}".encode()).hexdigest()[:48] + "-1"


def _asked(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    about, given = data["about"], data["given"]
    return {
        "acts": _acts(form.procedure, data), "facts": given, "number": about["case"], "second": about["second"], "reason": about.get("reason", ""),
        "papers": [Paper(*one) for one in about.get("papers", ())],
    }  # fmt: skip


def _acts(procedure: Procedure, data: Mapping[str, Any]) -> list[PastAct]:
    """The steps that bear a day, by day; those of one day in the order of the procedure."""
    found = []
    for step in procedure.steps:
        if step.id in data["did"]:
            at = datetime.combine(date.fromisoformat(data["did"][step.id]), time(), CHINA)
            persons = (data["who"][step.id],) if step.id in data["who"] else ()
            rows = range(1, len(data["given"].get(step.for_each, ())) + 1) if step.for_each else (NO_ROW,)
            found += [PastAct(step.id, at, row, persons) for row in rows]
    return sorted(found, key=lambda act: (act.at, act.step != procedure.opening.id))


def enter(viewer: Viewer, form: Form, data: Mapping[str, Any], batch: ImportBatch) -> Done | Refusal:
    """Enters one case of an accepted batch."""
    about = data["about"]
    try:
        with transaction.atomic():
            party = party_of(viewer, about)
            parts = (Part(party[0], "当事人"),) if party is not None else ()
            opening = Opening(form.procedure.id, lead=about["lead"], area=about.get("area"), parties=parts, batch=batch.pk)
            return adopt(opening, by=viewer.person or 0, post=batch.post, **_asked(form, data))
    except Refused as refused:
        return refused.refusal
