"""A party on a form: one picked from the register of parties, or one registered with the matter."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.administering import actor
from yuheng.kernel.engine import parties
from yuheng.kernel.records.models import Party

NAMES = ("y_party", "y_party_kind", "y_party_name", "y_party_uscc", "y_party_id", "y_party_phone", "y_party_address", "y_party_head")


class PartyErrors(Exception):
    """What is wrong with the party that was typed, by field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = errors


def fields_of_party(request: HttpRequest, errors: dict[str, str]) -> list[ui.FormField]:
    """The fields: search among known parties, or type a new one."""
    post = request.POST
    picked = post.get("y_party", "")
    options = []
    if picked.isdigit():
        name = Party.objects.filter(pk=int(picked)).values_list("name", flat=True).first()
        options = [ui.Option(picked, name or picked, True)]
    kinds = [ui.Option(value, text, value == post.get("y_party_kind", "")) for value, text in Party.Kind.choices]

    def text(name: str, label: str, help: str = "", **more: object) -> ui.FormField:
        return ui.FormField(name=name, label=label, value=post.get(name, ""), error=errors.get(name, ""), help=help, **more)  # type: ignore[arg-type]

    return [
        ui.FormField(name="y_party", label="查找当事人", kind="select", options=options, search_href=reverse("find_party"), wide=True, error=errors.get("y_party", "")),
        ui.FormField(name="y_party_kind", label="类型", kind="select", options=kinds, error=errors.get("y_party_kind", "")),
        text("y_party_name", "姓名（名称）", maxlength=200),
        text("y_party_uscc", "统一社会信用代码", "企业、个体工商户和其他组织填写，18 位。", maxlength=24),
        text("y_party_id", "公民身份号码", "自然人填写，18 位；只核对并登记出生日期、性别。", maxlength=24),
        text("y_party_head", "法定代表人（负责人、经营者）", maxlength=100),
        text("y_party_phone", "电话", inputmode="tel", maxlength=40),
        text("y_party_address", "住所（地址）", maxlength=300, wide=True),
    ]


def party_sent(request: HttpRequest) -> tuple[tuple[int, str], ...]:
    """The party of the form with its part; registers a new one. Raises PartyErrors; then nothing was registered."""
    post = {name: request.POST.get(name, "").strip() for name in NAMES}
    if post["y_party"].isdigit():
        if not Party.objects.filter(pk=int(post["y_party"])).exists():
            raise PartyErrors({"y_party": "没有这一当事人，请重新查找。"})
        return ((int(post["y_party"]), "当事人"),)
    if not post["y_party_name"]:
        if post["y_party_uscc"] or post["y_party_id"]:
            raise PartyErrors({"y_party_name": "请填写当事人的姓名（名称）。"})
        return ()
    return ((_registered(request, post), "当事人"),)


def _registered(request: HttpRequest, post: dict[str, str]) -> int:
    try:
        values = parties.cleaned(
            post["y_party_kind"], post["y_party_name"], post["y_party_uscc"], post["y_party_id"],
            phone=post["y_party_phone"], address=post["y_party_address"], head=post["y_party_head"],
        )  # fmt: skip
    except parties.PartyFault as fault:
        raise PartyErrors({_FIELDS[column]: message for column, message in fault.errors.items()}) from None
    return parties.register(actor(request), values)


_FIELDS = {"kind": "y_party_kind", "name": "y_party_name", "uscc": "y_party_uscc", "id_number": "y_party_id"}
