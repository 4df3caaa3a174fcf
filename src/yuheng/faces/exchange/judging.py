"""The dry run: what would become of every record of a sheet, with every reason, and nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from yuheng.faces.exchange.candidates import Candidate, engine_problems, gathered
from yuheng.faces.exchange.forms import Form, records_form
from yuheng.faces.exchange.lookup import Lookup, visible_ids
from yuheng.faces.exchange.parties import party_problem
from yuheng.faces.exchange.twins import content_key, mark_known
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_lead, may_open, roles_of
from yuheng.kernel.engine.orders import Opening, Order, Part, Refused
from yuheng.kernel.engine.trial import trials
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.state import Outcome, Refusal
from yuheng.kernel.sheets.columns import BadSheet
from yuheng.kernel.sheets.packed import Limits
from yuheng.kernel.sheets.reading import Table, read

LIMITS = Limits(rows=20_000)
"""One file: 10 MB, so many rows; more go in several files."""

_TRIED = 1000


@dataclass(frozen=True)
class Examined:
    """A sheet after its dry run."""

    form: Form
    file_name: str
    digest: str
    remarks: tuple[str, ...]
    found: tuple[Candidate, ...]

    def count(self, state: str) -> int:
        return sum(1 for one in self.found if one.state == state)


def declared(viewer: Viewer, procedure_id: str) -> Procedure:
    """The procedure in force today, if the viewer may record under it. Raises Refused."""
    newest = [p for p in registry.all_procedures() if p.id == procedure_id]
    if not newest or procedure_id not in viewer.procedures:
        raise Refused(Refusal("procedure", "没有这一程序，或者您没有查看的权限。"))
    if not may_open(viewer, newest[-1]):
        names = "、".join(role.name for role in roles_of(newest[-1].opening))
        raise Refused(Refusal("role", f"“{newest[-1].name}”须由{names}登记，您没有这一岗位，不能导入。"))
    try:
        return registry.current(procedure_id, viewer.day)
    except registry.UnknownProcedure as error:
        raise Refused(Refusal("procedure", str(error))) from None


def units_of(viewer: Viewer, procedure: Procedure, post: int | None = None) -> list[int]:
    """The units of the posts from which the viewer may record, the chosen post first."""
    wanted = {role.id for role in roles_of(procedure.opening)}
    posts = [one for one in viewer.staff.posts_on(viewer.person or 0, viewer.day) if one.roles & wanted]
    posts.sort(key=lambda one: one.id != post)
    return list(dict.fromkeys(one.organ for one in posts))


def read_sheet(form: Form, data: bytes) -> Table:
    """The table in a file. Raises BadSheet, also for a sheet that cannot be taken as a whole."""
    table = read(data, form.columns, limits=LIMITS)
    if table.complaints:
        raise BadSheet("header", "".join(table.complaints) + "请使用下载的模板填写。")
    return table


def examine(viewer: Viewer, procedure: Procedure, file_name: str, data: bytes, *, post: int | None = None) -> Examined:
    """The dry run of a sheet of records. Writes nothing. Raises BadSheet."""
    form = records_form(procedure)
    table = read_sheet(form, data)
    found = gathered(form, table, Lookup(viewer))
    judge(viewer, form, found, post)
    return Examined(form, file_name, sha256(data).hexdigest(), remarks_of(form, table), tuple(found))


def remarks_of(form: Form, table: Table) -> tuple[str, ...]:
    """What a person should know of the sheet. That columns about the opening are not there is usual and not worth a word."""
    usual = {item.column.label for item in form.items if item.part == "about"}
    absent = [label for label in table.missing if label not in usual]
    kept = [remark for remark in table.remarks if not remark.startswith("表中没有的列")]
    return (*kept, f"表中没有的列，按空白处理：{'、'.join(absent)}。") if absent else tuple(kept)


def judge(viewer: Viewer, form: Form, found: Sequence[Candidate], post: int | None) -> None:
    """Gives every record its state and its reasons."""
    _known_by_number(viewer, form, found)
    fresh = [one for one in found if one.state == "new"]
    place(viewer, form.procedure, fresh, post)
    for one in fresh:
        if problem := party_problem(one.about):
            one.problems.append(problem)
    for start in range(0, len(fresh), _TRIED):
        part = fresh[start : start + _TRIED]
        outcomes = trials([order_of(viewer, form, one.data(), post) for one in part])
        for one, outcome in zip(part, outcomes, strict=True):
            _weighed(form, one, outcome)
    mark_known(form, found)


def _weighed(form: Form, one: Candidate, outcome: Outcome | Refusal) -> None:
    if isinstance(outcome, Refusal):
        one.problems += engine_problems(form, one, outcome)
    if one.problems or isinstance(outcome, Refusal):
        one.state = "refused"
        return
    one.written = outcome.writes
    rows = {kind: list(items.values()) for kind, items in outcome.row_writes.items()}
    one.key = content_key(form.procedure.id, one.about["lead"], outcome.writes, rows)
    _remark(form, one)


def _remark(form: Form, one: Candidate) -> None:
    """What a person should know although nothing is wrong."""
    for item in form.items:
        if item.part == "fact" and item.personal == "name" and item.field is not None and item.field.blank and item.name not in one.given:
            one.notes.append(f"未填{item.column.label}，按匿名登记，不能回访。")


def _known_by_number(viewer: Viewer, form: Form, found: Sequence[Candidate]) -> None:
    """A row that an export gave its system number is there already; what it says now is not compared."""
    numbered = {one.about["id"] for one in found if one.about.get("id")}
    there = visible_ids(viewer, form.procedure.id, numbered) if numbered else set()
    for one in found:
        number = one.about.get("id")
        if number is None:
            continue
        if number.isdecimal() and int(number) in there:
            one.state, one.matter, one.problems = "known", int(number), []
            one.notes.append("系统中已有；要改动的，请在该件中办理更正。")
        else:
            one.refuse("系统编号", number[:30], "没有这一系统编号的记录，或者您没有查看的权限。新记录请把这一格清空。")


def place(viewer: Viewer, procedure: Procedure, found: Sequence[Candidate], post: int | None) -> None:
    """The lead unit of each record: the person's own unit, or the one below it that the row names."""
    own = units_of(viewer, procedure, post)
    for one in found:
        lead = one.about.setdefault("lead", own[0] if own else 0)
        if not may_lead(viewer, procedure, lead, own):
            name = viewer.staff.names.get(lead, "")
            one.refuse("承办单位", name, "不是您所在的单位或者其下属单位，您不能为它登记。")


def order_of(
    viewer: Viewer, form: Form, data: Mapping[str, Any], post: int | None, *, batch: int | None = None, parties: tuple[Part, ...] = (), key: str = ""
) -> Order:
    """What the engine is asked for one record: the same order that its form would send."""
    about = data["about"]
    step = form.procedure.opening
    at = Candidate(0, about=dict(about)).at
    opening = Opening(form.procedure.id, lead=about["lead"], area=about.get("area"), batch=batch, parties=parties)
    return Order(
        step.id, viewer.person or 0, opening=opening, data=data["given"], at=at, post=post, with_=tuple(about.get("with", ())),
        account=viewer.account.pk, key=key,
    )  # fmt: skip
