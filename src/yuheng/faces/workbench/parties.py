"""Parties of a matter: masked, and opened field by field with a reason that is written down first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.kernel.access.dossier import Dossier, TakingPart
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.procedure.shape import Shape
from yuheng.kernel.records.models import Party

KINDS = dict(Party.Kind.choices)
MASKS = {"phone": ("电话", "phone"), "address": ("住所（地址）", "address"), "head": ("法定代表人（负责人、经营者）", "name")}
"""Fields of a party that are masked: their label and kind of mask."""


LEAST_INITIALS = 2
"""Letters from which initials are looked for."""

ROWS = 12
"""Rows shown as cards; a matter with more opens them from its facts."""


def party_cards(found: Dossier) -> list[ui.PartyCard]:
    """The parties, those kept secret from handlers without a name."""
    return [_card(found.head.id, party) for party in found.parties] + _personal_facts(found)


def _card(matter: int, party: TakingPart) -> ui.PartyCard:
    if party.hidden:
        return ui.PartyCard(party.part, "（对办理人员保密）")
    fields = []
    if party.uscc:
        fields.append(ui.Field(f"p{party.id}-uscc", "统一社会信用代码", party.uscc))
    for name, (label, kind) in MASKS.items():
        value = getattr(party, name)
        if value:
            fields.append(_masked(matter, f"p{party.id}-{name}", label, masked(kind, value)))
    return ui.PartyCard(party.part, party.name, KINDS.get(party.kind, ""), reverse("party", args=[party.id]), fields)


def _personal_facts(found: Dossier) -> list[ui.PartyCard]:
    """Personal data among the facts themselves, as one card."""
    fields = []
    for name, field in found.procedure.shape.fields.items():
        value = found.state.facts.get(name)
        if field.personal and value:
            fields.append(_masked(found.head.id, f"f-{name}", field.label, masked(field.personal, str(value))))
    cards = [ui.PartyCard("个人信息", "本件所记个人信息", fields=fields)] if fields else []
    for kind, rows in found.state.rows.items():
        shape = found.procedure.shape.rows[kind]
        for number, row in sorted(rows.items())[:ROWS]:
            if not row.get("voided"):
                cards += _row_card(found.head.id, kind, number, shape, row)
    return cards


def _row_card(matter: int, kind: str, number: int, shape: Shape, row: Mapping[str, Any]) -> list[ui.PartyCard]:
    """A row that holds personal data: a party of a dispute, a person asked."""
    personal = [(name, field) for name, field in shape.fields.items() if field.personal and row.get(name)]
    if not personal:
        return []
    named = next((name for name, field in personal if field.personal == "name"), "")
    shown = masked("name", str(row[named])) if named else f"{shape.label} {number}"
    fields = [_masked(matter, f"r-{kind}-{number}-{name}", field.label, masked(field.personal, str(row[name]))) for name, field in personal]
    return [ui.PartyCard(shape.label, shown, fields=fields)]


def _masked(matter: int, id: str, label: str, text: str) -> ui.Field:
    return ui.Field(id, label, text, reverse("unmask", args=[matter, id]))


def opened(found: Dossier, id: str) -> tuple[str, str] | None:
    """Label and full text of a masked field by its id; None for none."""
    kind, _dash, name = id.partition("-")
    if kind == "f":
        field = found.procedure.shape.fields.get(name)
        value = found.state.facts.get(name)
        return (field.label, str(value)) if field is not None and field.personal and value else None
    if kind == "r":
        rows, number, inner = [*name.split("-", 2), "", ""][:3]
        shape = found.procedure.shape.rows.get(rows)
        row = found.state.rows.get(rows, {}).get(int(number) if number.isdigit() else 0, {})
        one = shape.fields.get(inner) if shape else None
        return (one.label, str(row[inner])) if one is not None and one.personal and row.get(inner) else None
    for party in found.parties:
        if f"p{party.id}" == kind and not party.hidden and name in MASKS:
            return MASKS[name][0], str(getattr(party, name))
    return None


def called(query: str) -> Q:
    """Parties of a name or code, or of a name whose pinyin begins with or holds these initials (顺丰物流: sfwl)."""
    found = Q(name__contains=query) | Q(uscc__contains=query.upper())
    return found | Q(initials__contains=query.lower()) if query.isascii() and query.isalpha() and len(query) >= LEAST_INITIALS else found
