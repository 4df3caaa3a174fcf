"""支付前校验 over the API: would this payment raise a doubt?"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Schema

from yuheng.faces.api.base import REFUSED, api, viewer_of
from yuheng.faces.api.schemas import act_schema
from yuheng.faces.api.sheets import KEY, acting_account
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.systems.oversight.money.asking import ask
from yuheng.systems.oversight.money.procedure import PAYMENT


class FoundOut(Schema):
    """One rule that the payment meets."""

    rule: str
    name: str
    colour: str = Field(description="red=红色、yellow=黄色")
    content: str
    words: str = Field(description="规则内容")
    basis: str
    owner: str


class AnswerOut(Schema):
    """What the rules say; `colour` is none where they find nothing. An answer is no permission."""

    colour: str = Field(description="red=有红色提示、yellow=有黄色提示、none=未发现疑点")
    found: list[FoundOut]
    unseen: list[str] = Field(description="因合同、发票没有登记而没有核对的")
    matter: int = Field(description="校验记录的事项编号")


def check_payment(request: HttpRequest, body: Any, key: str | None = None) -> Any:
    """Asks the rules about a payment; the payment itself is not recorded, question and answer are."""
    account, seen = acting_account(request), viewer_of(request)
    if not may_open(seen, PAYMENT):
        raise PermissionDenied
    data = body.data.model_dump(exclude_unset=True) if body.data else {}
    opening = Opening(PAYMENT.id, lead=body.lead, area=body.area)
    answer = ask(Order("record", account.person_id or 0, opening=opening, data=data, key=(key or "")[:70], account=account.pk))
    found = [
        {"rule": rule.id, "name": rule.name, "colour": rule.colour, "content": hit.content, "words": rule.said(seen.day), "basis": hit.basis or rule.basis(seen.day), "owner": rule.owner}
        for rule, hit in answer.found
    ]
    return {"colour": answer.colour, "found": found, "unseen": list(answer.unseen), "matter": answer.matter}


check_payment.__annotations__ |= {"request": HttpRequest, "body": act_schema(PAYMENT, PAYMENT.opening), "key": KEY}
api.post("/money/check", response={200: AnswerOut, **REFUSED}, operation_id="money_check", summary="支付前校验", tags=["资金支付监督"])(check_payment)
