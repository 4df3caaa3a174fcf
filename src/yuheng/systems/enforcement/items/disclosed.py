"""What this system has for the public: who enforces, and what each may enforce on which basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from yuheng.systems.disclosing import Section, Told, contribute
from yuheng.systems.enforcement.items.choices import FIELD_NAMES, KINDS, SUBJECTS, WAYS
from yuheng.systems.enforcement.items.facts import PowerItem, Subject
from yuheng.systems.enforcement.items.procedure import OPENNESS

ACT = "行政处罚法(2021-01-22)"


def subjects(on: date) -> Iterator[Told]:
    """Organs confirmed as ones that may enforce, and published as such."""
    standing = Subject.objects.filter(published_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on)).exclude(matter__status="void")
    sorts = dict(SUBJECTS)
    rows = standing.order_by("unit__code").values_list("unit__name", "sort", "basis", "duties", "confirmed_on")
    yield Told(("执法主体", "主体类型", "主体资格依据", "职责、权限", "确认日期"), [(name, sorts.get(sort, ""), basis or "", duties or "", str(day)) for name, sort, basis, duties, day in rows])


def items(on: date) -> Iterator[Told]:
    """The power items that may be exercised on the day, one table an organ."""
    held = PowerItem.objects.filter(published_on__lte=on, from_on__lte=on).filter(Q(back_on=None) | Q(back_on__gt=on)).exclude(matter__status="void")
    kinds, ways, tables = dict(KINDS), dict(WAYS), dict[str, list[tuple[str, ...]]]()
    for organ, code, name, kind, field, basis, way in held.order_by("holder__code", "code").values_list("holder__name", "code", "name", "kind", "field", "basis", "way"):
        tables.setdefault(organ, []).append((code, name, kinds.get(kind, ""), FIELD_NAMES.get(field, ""), basis or "", ways.get(way, "")))
    for organ, rows in tables.items():
        yield Told(("编码", "事项名称", "职权类型", "执法领域", "设定依据", "来源"), rows, title=organ)


contribute(
    Section("subjects", "执法主体", "有执法资格的机关、组织及其职责权限", subjects, 10, (f"{ACT}#39", OPENNESS)),
    Section("items", "权力事项", "各机关可以行使的事项及其设定依据", items, 20, (f"{ACT}#39", OPENNESS)),
)
