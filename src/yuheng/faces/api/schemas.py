"""Schemas: fixed ones, and those derived from the shape of each step."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.shape import Field as Fact
from yuheng.kernel.procedure.shape import Shape

MAX_ID = 2**53 - 1


class Problem(Schema):
    """What is wrong, in Chinese (RFC 9457): which rule, citing which article, and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    remedy: str = ""
    cites: list[str] = []
    errors: dict[str, str] = {}


class MatterLine(Schema):
    """A matter as lists show it."""

    id: int
    procedure: str
    number: str
    title: str
    stage: str
    status: str
    opened_on: dt.date | None
    closed_on: dt.date | None
    due_on: dt.date | None
    lead: str
    handler: str


class MatterList(Schema):
    """A page of matters; `after` and `before` are keys of the neighbouring pages."""

    items: list[MatterLine]
    after: str | None
    before: str | None


class ClockOut(Schema):
    step: str
    name: str
    due: dt.date | None
    provisional: bool
    suspended: bool


class EventOut(Schema):
    """One act in the matter's chain."""

    id: int
    seq: int
    kind: str
    step: str
    row: int
    day: dt.date
    hash: str
    late: bool
    backlog: bool


class PaperOut(Schema):
    id: int
    seq: int
    kind: str
    name: str
    number: str
    state: str
    day: dt.date


class MatterOut(MatterLine):
    """A matter with its facts and rows (personal data masked), clocks, papers and events."""

    facts: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    clocks: list[ClockOut]
    papers: list[PaperOut]
    events: list[EventOut]


class StepOut(Schema):
    id: str
    name: str
    stage: str
    cites: list[str]
    writes: list[str]


class ProcedureOut(Schema):
    """A procedure in its newest version; `opens`: the account may begin such matters."""

    id: str
    version: int
    name: str
    chapter: int
    opens: bool
    steps: list[StepOut]


class ChoiceOut(Schema):
    """A step as it stands for the account."""

    step: str
    name: str
    row: int
    allowed: bool
    why_not: str
    cites: list[str]
    due: dt.date | None


class DoneOut(Schema):
    """An act that was performed. `repeated`: the same key and data came before; this is the first result."""

    matter: int
    event: int
    seq: int
    step: str
    hash: str
    number: str
    clocks: list[ClockOut]
    papers: list[int]
    repeated: bool
    late: bool


class OpinionOut(Schema):
    """One signature on a sheet, or who submitted it."""

    place: str
    person: str
    opinion: str
    at: dt.datetime
    how: str = ""


class SheetOut(Schema):
    """An approval sheet: the step it carries, what is proposed (personal data masked), who signed, and the place at which it waits.

    `state`: open, done (the step was performed), returned. `mine`: waits for the account.
    """

    sheet: int
    matter: int
    procedure: str
    step: str
    row: int
    state: str
    place: str
    role: str
    mine: bool
    data: dict[str, Any]
    opinions: list[OpinionOut]


class Verdict(Schema):
    """同意 or 退回, with the opinion in words; for 退回 the reason."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["agree", "send_back"]
    opinion: str = Field(min_length=1, max_length=1000)


class SignedOut(Schema):
    """What a signature did: the sheet waits for the next place, was sent back, or the step was performed."""

    sheet: int
    state: str
    done: DoneOut | None


class FigureOut(Schema):
    """A figure with the number of records behind it."""

    id: str
    chapter: int
    caption: str
    value: float | int | None
    unit: str
    rows: int
    numerator: int | None = None
    denominator: int | None = None
    blanks: int = 0


class FigureRows(FigureOut):
    """A figure with its definition and the matters behind it; `visible` of them may be seen, the figure counts all."""

    definition: str
    visible: int
    matters: list[MatterLine]


class CheckpointOut(Schema):
    size: int
    root: str
    text: str


class KeyOut(Schema):
    key: str
    pem: str


class ConsistencyOut(Schema):
    first: int
    second: int
    path: list[str]


class OpeningOut(Schema):
    field: str
    value: str
    salt: str


class ProofOut(Schema):
    """`yuheng-proof/1` of docs/ledger.md."""

    format: str
    event: int
    hash: str
    leaf: int
    path: list[str]
    checkpoint: str
    body: str | None = None
    openings: list[OpeningOut] = []


class ReceiptOut(Schema):
    """`yuheng-receipt/1` of docs/ledger.md."""

    format: str
    event: int
    hash: str
    code: str
    short_code: str
    checkpoint: str
    proves: str


class Common(Schema):
    """What every act may say beside its data."""

    model_config = ConfigDict(extra="forbid")

    at: dt.datetime | None = Field(None, description="办理时间；不填为当前时间")
    row: int = Field(0, ge=0, le=100_000, description="所办理的行")
    with_: list[int] = Field([], alias="with", max_length=20, description="共同办理人员")
    reason: str = Field("", max_length=1000)


_TYPES: dict[str, Any] = {
    "text": str,
    "long_text": str,
    "encrypted": str,
    "int": int,
    "money": int,
    "date": dt.date,
    "datetime": dt.datetime,
    "bool": bool,
    "choices": list[str],
    "party": int,
    "organ": int,
    "person": int,
    "matter": int,
}


def _type(fact: Fact, place: str) -> Any:
    if fact.kind == "choice":
        return Enum(f"{place}_{fact.name}", {code: code for code, _label in fact.choices}, type=str)
    return _TYPES[fact.kind]


def _description(fact: Fact) -> str:
    unit = "，单位：分" if fact.kind == "money" else f"，单位：{fact.unit}" if fact.unit else ""
    options = "；" + "、".join(f"{code}={label}" for code, label in fact.choices) if fact.choices else ""
    return f"{fact.label}{unit}{options}"


def _model(name: str, shape: Shape, fields: list[str], extra: dict[str, Any] | None = None) -> Any:
    made: dict[str, Any] = {}
    for field in fields:
        if field in shape.rows:
            row = shape.rows[field]
            keys = {"row": (int | None, None), "voided": (bool | None, None)}
            inner: Any = _model(f"{name}_{field}", row, list(row.fields), keys)
            rows: Any = list.__class_getitem__(inner)
            made[field] = (rows | None, Field(None, description=row.label, max_length=5000))
            continue
        fact = shape.fields[field]
        limits: dict[str, Any] = {"max_length": fact.max_length} if fact.max_length and fact.kind != "choice" else {}
        if fact.kind in ("party", "organ", "person", "matter"):
            limits = {"ge": 1, "le": MAX_ID}
        made[field] = (_type(fact, name) | None, Field(None, description=_description(fact), **limits))
    made.update(extra or {})
    return create_model(name, __config__=ConfigDict(extra="forbid", use_enum_values=True), **made)


def data_schema(procedure: Procedure, step: Step) -> Any:
    """The schema of what a step writes."""
    name = f"{procedure.id}_{step.id}_v{procedure.version}".replace(".", "_")
    return _model(f"{name}_data", procedure.shape, [name for name in step.writes if name not in procedure.shape.fields or not procedure.shape.fields[name].fixed])


def act_schema(procedure: Procedure, step: Step) -> Any:
    """The schema of performing a step."""
    name = f"{procedure.id}_{step.id}_v{procedure.version}".replace(".", "_")
    extra: dict[str, Any] = {"data": (data_schema(procedure, step), Field(default_factory=dict))}
    if step.opens:
        extra |= {
            "lead": (int, Field(ge=1, le=MAX_ID, description="承办单位")),
            "area": (int | None, Field(None, ge=1, le=MAX_ID, description="属地")),
            "field": (str, Field("", max_length=40, description="执法领域")),
        }
    return create_model(name, __base__=Common, **extra)


def sheet_schema(procedure: Procedure, step: Step) -> Any:
    """The schema of submitting a step for approval."""
    name = f"{procedure.id}_{step.id}_v{procedure.version}".replace(".", "_")
    fields: dict[str, Any] = {
        "data": (data_schema(procedure, step), Field(default_factory=dict)),
        "row": (int, Field(0, ge=0, le=100_000, description="所办理的行")),
        "proposal": (str, Field("", max_length=1000, description="承办意见")),
    }
    return create_model(f"{name}_sheet", __config__=ConfigDict(extra="forbid"), **fields)


Status = Literal["open", "closed", "rest"]
