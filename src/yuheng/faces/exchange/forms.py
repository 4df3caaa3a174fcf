"""The columns of a sheet from the declaration of a procedure: what its opening step writes, and what opening a matter needs beside it.

One declaration serves the template, the import, the file of refused rows and the export, so that each reads the other's sheets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.records.models import Party
from yuheng.kernel.sheets.columns import Column, Kind

Part = Literal["about", "fact", "row", "did", "who"]

_KINDS: dict[str, Kind] = {
    "text": "text", "long_text": "long_text", "encrypted": "code", "int": "int", "money": "money", "date": "date", "datetime": "datetime",
    "bool": "bool", "choice": "choice", "choices": "choices",
}  # fmt: skip
_REFERENCES = {
    "organ": "填单位全称、简称或者编码", "person": "填姓名；有同名的写作“姓名（单位）”", "party": "填统一社会信用代码；没有代码的填名称",
    "matter": "填编号（案号）",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One column with its place in the record: a fact, a field of a row kind, something about the opening, or a past act's day or person."""

    column: Column
    part: Part
    name: str
    kind: str = ""
    field: Field | None = None

    @property
    def personal(self) -> str:
        return self.field.personal if self.field is not None else ""


@dataclass(frozen=True)
class Form:
    """What a sheet of one kind for one procedure holds. `rows` are the kinds of rows whose items stand in further lines of a record."""

    kind: str
    procedure: Procedure
    title: str
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(item.column for item in self.items)

    @property
    def by_name(self) -> dict[str, Item]:
        return {item.column.name: item for item in self.items}


NUMBER = "about.number"
"""The column that ties the lines of one record together."""
SYSTEM_ID = "about.id"
"""The column by which an exported row is known again."""


def records_form(procedure: Procedure, step: Step | None = None) -> Form:
    """The sheet of a register, or of what opens a matter."""
    step = step or procedure.opening
    shape = procedure.shape
    rows = tuple(name for name in step.writes if name in shape.rows)
    items = [_numbering(shape)] if rows else []
    items += [_fact(shape.fields[name], required=name in step.needs or not shape.fields[name].blank) for name in step.writes if name in shape.fields and not getattr(shape.fields[name], "fixed", False)]
    for kind in rows:
        items += _rows(kind, shape.rows[kind])
    items += _about(procedure, step)
    notes = [f"每行一条“{procedure.name}”记录。"]
    if rows:
        names = "、".join(shape.rows[kind].label for kind in rows)
        notes.append(f"一件有几项{names}的，接着用下一行填写，“{items[0].column.label}”与上一行相同，其他栏可以空着。")
    return Form("records", procedure, procedure.name, _unambiguous(items), tuple(notes), rows)


def adoption_form(procedure: Procedure) -> Form:
    """The sheet by which cases that began on paper enter: number, facts as they stand, a day for each step that was done."""
    shape, judged = procedure.shape, {name for step in procedure.steps for name in step.separate_from}
    items = [_numbering(shape)] if shape.rows else []
    items += [
        _about_item("case", "原案号", required=True, max_length=80),
        _about_item("second", "复核人员", required=True, note=_REFERENCES["person"] + "；承办单位或者其上级单位的另一人"),
        _about_item("reason", "建档说明", required=True, max_length=300),
        _about_item("scan", "扫描件文件名", note="与表一起上传的扫描件；不填的，按原案号对应文件名", max_length=200),
    ]
    for step in procedure.steps:
        did = Column(f"did.{step.id}", f"{step.name}日期（已办）", "date", required=step.opens, note="原案卷记载的办理日期，没有办理的留空")
        items.append(Item(did, "did", step.id))
        if step.id in judged:
            who = Column(f"who.{step.id}", f"{step.name}人员（已办）", note=_REFERENCES["person"])
            items.append(Item(who, "who", step.id))
    items += [_fact(field, required=False) for field in shape.fields.values() if not _is_lead(field)]
    for kind, rows in shape.rows.items():
        items += _rows(kind, rows)
    items += [one for one in _about(procedure, procedure.opening) if one.name not in ("at", "with", "id")]
    notes = ("平台启用前已在办理的案件，沿用原案号，按原案卷如实填写已经办理的环节和日期。", "每件须有扫描件，文件名以原案号开头，或者写在“扫描件文件名”栏。")
    return Form("adopt", procedure, f"{procedure.name}存量案件", _unambiguous(items), notes, tuple(shape.rows))


def _numbering(shape: Shape) -> Item:
    taken = any(field.label == "序号" for field in shape.fields.values())
    return _about_item("number", "登记序号" if taken else "序号", note="一件一个号，同一件的几行填同一个号")


def _fact(field: Field, *, required: bool) -> Item:
    return Item(column_of(field, f"fact.{field.name}", field.label, required=required), "fact", field.name, field=field)


def _rows(kind: str, shape: Shape) -> list[Item]:
    found = []
    for field in (one for one in shape.fields.values() if not one.fixed):
        # Whether the row is there at all is judged when the record is put together.
        column = column_of(field, f"row.{kind}.{field.name}", f"{shape.label}：{field.label}", required=False)
        found.append(Item(column, "row", field.name, kind, field))
    return found


def _about(procedure: Procedure, step: Step) -> list[Item]:
    found = []
    if asks_party(procedure):
        found += [
            _about_item("party", "相关当事人名称", max_length=200, note="登记过的当事人可以只填统一社会信用代码"),
            _about_item("party_kind", "相关当事人类型", kind="choice", choices=Party.Kind.choices),
            _about_item("party_uscc", "相关当事人统一社会信用代码", kind="code"),
        ]
    if len(step.by) > 1:
        found.append(_about_item("with", "共同办理人员", note=_REFERENCES["person"] + "；多人用“、”隔开", required=True))
    # A fact that takes over the lead unit has no column of its own: sheets of other systems call that column by its name.
    taken = tuple(field.label for field in procedure.shape.fields.values() if _is_lead(field))
    found += [
        _about_item("lead", "承办单位", note="不填的，为本单位；" + _REFERENCES["organ"], synonyms=("登记单位", *taken)),
        _about_item("area", "属地（社区、村）", note=_REFERENCES["organ"], synonyms=("属地",)),
        _about_item("at", "办理日期（登记）", kind="date", note="不填的，为导入之时"),
        _about_item("id", "系统编号", kind="code", note="导出时带有；有编号的行已在系统中，导入时跳过"),
    ]
    return found


def _is_lead(field: Field) -> bool:
    """Whether the fact is the lead unit, which has its own column."""
    return field.kind == "organ" and field.fixed


def _about_item(name: str, label: str, kind: Kind = "text", **more: object) -> Item:
    return Item(Column(f"about.{name}", label, kind, **more), "about", name)  # type: ignore[arg-type]


def column_of(field: Field, name: str, label: str, *, required: bool) -> Column:
    """The column of one fact. Bounds and check digits are the fact's own business; the sheet refuses what cannot be read at all."""
    kind = _KINDS.get(field.kind, "text")
    if kind == "text" and (field.public or field.personal in ("id", "phone", "bank")):
        kind = "code"
    if field.kind in _REFERENCES:
        return Column(name, label, "text", required=required, note=_joined(field.help, _REFERENCES[field.kind]))
    unit = "元" if kind == "money" else field.unit
    longest = field.max_length if kind in ("text", "long_text") else None
    return Column(name, label, kind, required=required, choices=field.choices, note=field.help, unit=unit, max_length=longest, least=None, red=field.red)


def _joined(*notes: str) -> str:
    return "；".join(note for note in notes if note)


def _unambiguous(items: list[Item]) -> tuple[Item, ...]:
    """The items, each label once: what comes later under a label already taken says what it belongs to."""
    taken: set[str] = set()
    found = []
    for item in items:
        label = item.column.label
        if label in taken:
            label = f"{label}（{'分项' if item.part == 'row' else '登记'}）"
            item = replace(item, column=replace(item.column, label=label))
        taken.add(label)
        found.append(item)
    return tuple(found)


def asks_party(procedure: Procedure) -> bool:
    """Whether a party is told beside the facts: not where the facts themselves hold the parties, or name one, nor in what is about our own people and units."""
    shape, opening = procedure.shape, procedure.opening.writes
    inner = any(shape.fields[name].kind in ("person", "organ") and not shape.fields[name].blank for name in opening if name in shape.fields)
    own = any(field.kind == "party" for field in shape.fields.values())
    rows = any(field.personal == "name" for row in shape.rows.values() for field in row.fields.values())
    return not (procedure.is_register or own or rows or inner)


def shown_template(form: Form) -> tuple[Item, ...]:
    """The items of the empty sheet: without the number that only exports bear."""
    return tuple(item for item in form.items if item.column.name != SYSTEM_ID)
