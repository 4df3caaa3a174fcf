"""Parties of a matter: masked, and opened field by field with a reason that is written down first."""

from __future__ import annotations

from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.kernel.access.dossier import Dossier, TakingPart
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.records.models import Party

KINDS = dict(Party.Kind.choices)
MASKS = {"phone": ("电话", "phone"), "address": ("住所（地址）", "address"), "head": ("法定代表人（负责人、经营者）", "name")}
"""Fields of a party that are masked: their label and kind of mask."""


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
    return ui.PartyCard(party.part, party.name, KINDS.get(party.kind, ""), "", fields)


def _personal_facts(found: Dossier) -> list[ui.PartyCard]:
    """Personal data among the facts themselves, as one card."""
    fields = []
    for name, field in found.procedure.shape.fields.items():
        value = found.state.facts.get(name)
        if field.personal and value:
            fields.append(_masked(found.head.id, f"f-{name}", field.label, masked(field.personal, str(value))))
    return [ui.PartyCard("个人信息", "本件所记个人信息", fields=fields)] if fields else []


def _masked(matter: int, id: str, label: str, text: str) -> ui.Field:
    return ui.Field(id, label, text, reverse("unmask", args=[matter, id]))


def opened(found: Dossier, id: str) -> tuple[str, str] | None:
    """Label and full text of a masked field by its id; None for none."""
    kind, _dash, name = id.partition("-")
    if kind == "f":
        field = found.procedure.shape.fields.get(name)
        value = found.state.facts.get(name)
        return (field.label, str(value)) if field is not None and field.personal and value else None
    for party in found.parties:
        if f"p{party.id}" == kind and not party.hidden and name in MASKS:
            return MASKS[name][0], str(getattr(party, name))
    return None
