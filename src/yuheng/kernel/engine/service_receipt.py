"""送达回证 of a paper that was served by an act of its own: filled with what was recorded, to be signed by whoever received it.

It is a form: rendered when asked for and not kept. What is kept is its signed scan, bound to the paper by digest.
"""

from __future__ import annotations

import json

from yuheng.kernel.documents import (
    FORM,
    Block,
    Composed,
    Fields,
    Label,
    Number,
    OrganHead,
    Title,
    Value,
)
from yuheng.kernel.documents.receipt import REFUSED, SIGNATURES
from yuheng.kernel.engine.filling import GONE
from yuheng.kernel.engine.handling import WAYS
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.paper_view import is_demonstration, organ_names
from yuheng.kernel.ledger.body import REASON
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Event, Handling, Opening

NAME = "送达回证"


def receipt_of(handling: Handling) -> Composed:
    """The receipt of one service, as of the day on which it happened."""
    paper, matter, staff = handling.paper, handling.matter, office()
    event = Event.objects.get(matter=matter, seq=handling.seq)
    opened = Opening.objects.filter(event=event, field=REASON).values_list("value", flat=True).first()
    organ = matter.power_id or matter.lead_id
    at = event.at.astimezone(CHINA)
    blocks: list[Block] = [
        OrganHead(organ_names((organ,), handling.day, staff)[organ]),
        Title(NAME),
        Number(f"编号：{matter.number}", align="right"),
        Fields(
            [
                [Label("事项"), Value(matter.title, 3)],
                [Label("受送达人、送达地点"), Value(json.loads(opened) if opened else GONE, 3, lines=3)],
                [Label("送达文书名称及文号"), Value(f"《{paper.name}》{paper.number}", 3, lines=2)],
                [Label("送达方式"), Value(WAYS.get(handling.way, handling.way)), Label("送达时间"), Value(f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分")],
                [Label("送达人"), Value(staff.people.get(event.person or 0, ""), 3)],
                *SIGNATURES,
            ],
            (18, 25, 13, 26),
        ),
        REFUSED,
    ]  # fmt: skip
    return Composed(NAME, tuple(blocks), FORM, "", is_demonstration())
