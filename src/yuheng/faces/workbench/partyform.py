"""A party on a form: one picked from the register of parties, or one registered with the matter."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.kernel.identity.resident_id import BadId
from yuheng.kernel.identity.resident_id import checked as checked_id
from yuheng.kernel.identity.uscc import BadUscc
from yuheng.kernel.identity.uscc import checked as checked_uscc
from yuheng.kernel.now import today
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
    return ((_registered(post), "当事人"),)


def _registered(post: dict[str, str]) -> int:
    errors: dict[str, str] = {}
    kind = post["y_party_kind"]
    values: dict[str, object] = {"kind": kind, "name": post["y_party_name"][:200], "phone": post["y_party_phone"][:40],
                                 "address": post["y_party_address"][:300], "head": post["y_party_head"][:100]}  # fmt: skip
    if kind not in Party.Kind.values:
        errors["y_party_kind"] = "请选择当事人的类型。"
    if post["y_party_uscc"]:
        try:
            values["uscc"] = checked_uscc(post["y_party_uscc"])
        except BadUscc as error:
            errors["y_party_uscc"] = str(error)
    elif kind in ("enterprise", "individual"):
        errors["y_party_uscc"] = "企业和个体工商户请填写统一社会信用代码。"
    if post["y_party_id"]:
        try:
            known = checked_id(post["y_party_id"], today())
            values.update(id_kind="居民身份证", born_on=known.born_on, sex=known.sex)
        except BadId as error:
            errors["y_party_id"] = str(error)
    if errors:
        raise PartyErrors(errors)
    if values.get("uscc"):
        existing = Party.objects.filter(uscc=values["uscc"]).first()
        if existing is not None:
            return existing.pk
    return Party.objects.create(**values).pk
