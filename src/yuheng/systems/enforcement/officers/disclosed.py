"""What this system has for the public: valid certificates of enforcement by number. Whose a number is, the public check answers to whoever holds the card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yuheng.kernel.engine.office import office
from yuheng.systems.disclosing import Section, Told, contribute
from yuheng.systems.enforcement.officers.standing import held


def officers(on: date) -> Iterator[Told]:
    """Valid certificates, one table an organ."""
    staff, tables = office(), dict[str, list[tuple[str, ...]]]()
    for one in held(staff, on):
        if one.valid:
            row = (one.card.number, "、".join(one.card.kinds), "执法辅助人员证" if one.card.auxiliary else "行政执法证", str(one.card.to_on))
            tables.setdefault(staff.names.get(one.card.organ_id, ""), []).append(row)
    for organ, rows in sorted(tables.items()):
        yield Told(("证号", "执法类别", "证件", "有效期止"), sorted(rows), title=f"{organ}（{len(rows)} 人）")


contribute(Section("officers", "执法人员", "有效的行政执法证件；遇到执法人员，可以在“证件核验”按证号和姓名核对", officers, 30, ("国办发〔2018〕118号(2018-12-05)#（四）", "行政处罚法(2021-01-22)#42.1")))
