"""A small list of what is spared, published by the persons of the bureau."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Organ, Person, Post
from yuheng.kernel.tables.content import read

CITE = "行政处罚法(2021-01-22)#33.1"


def row(result: str, id: str = "stall", window: int | None = 12, **when: Any) -> dict[str, Any]:
    then = {"result": result, "ground": "first", "same": "占道设摊", "days": 10, **({"window": window} if window else {})}
    return {"id": id, "name": "占道设摊", "when": {"violation": ["stall"], **when}, "then": then, "cites": [CITE]}


def content(*rows: dict[str, Any]) -> str:
    options = {"violation": [["stall", "城市管理：占道设摊"], ["ads", "城市管理：小广告"]]}
    return read({"table": "leniency", "options": options, "otherwise": {"then": {"result": "full"}, "cites": [CITE]}, "rows": list(rows)}).bytes.decode()


FIRST = row("no_penalty", first=[True], corrected=["before", "spot", "order"], harm=["none", "slight"])


def publish(bureau: SimpleNamespace, since: date, table: str = "") -> int:
    """A list drafted, signed off by a second reviewer and published on the day from which it holds."""
    second, new = Person.objects.get_or_create(name="法制二")
    if new:
        Post.objects.create(person=second, organ=Organ.objects.get(pk=bureau.squad).parent, title="法制审核", roles=["legal_reviewer"], from_on=date(2020, 1, 1))
        office.changed()
    data = {"table_id": "leniency", "title": f"{since.year}年清单", "issuer": "综合执法局", "in_force": since, "content": table or content(FIRST)}

    def do(step: str, by: int, hour: int, **more: Any) -> int:
        at = datetime(since.year, since.month, since.day, hour, tzinfo=CHINA)
        return perform(Order(step, by, at=at, recorded=at, **more)).matter

    matter = do("draft", bureau.reviewer, 8, opening=Opening("enforcement.table", lead=bureau.squad), data=data)
    do("sign_off", second.pk, 9, matter=matter, data={"opinion": "同意"})
    do("publish", bureau.deputy, 10, matter=matter, data={"published_on": since, "place": "门户网站"})
    return matter
