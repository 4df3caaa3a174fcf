"""Organs maintained by the system administrator: set up, renamed, moved, joined, abolished."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import viewer_of
from yuheng.kernel.engine.staff import organs
from yuheng.kernel.records.models import Organ

NAMES = {"found": "设立下级单位", "rename": "更名", "move": "改变隶属关系", "merge": "并入其他单位", "abolish": "撤销"}
FINAL = {
    "merge": ["本单位自生效之日起撤销，在岗人员转入承接单位", "本单位的全部事项由承接单位查看和继续办理，原记录、原文号不变"],
    "abolish": ["撤销后不能再登记岗位和事项；以往的记录保留"],
}


def organ_act(request: HttpRequest, organ: int, act: str) -> HttpResponse:
    """One act on an organ, with day, paper and reason."""
    one = Organ.objects.filter(pk=organ).first()
    if one is None or act not in NAMES:
        raise PermissionDenied("没有这一单位。")
    asks, does = _ACTS[act]
    return adm.asked(
        request, NAMES[act], reverse("organ", args=[organ]),
        lambda: [ui.Group(NAMES[act], [*asks(request, one), *adm.why_fields(request)])], lambda: does(request, one),
        subject=one.name, final=FINAL.get(act, ()), danger=act == "abolish",
        crumbs=[ui.Link("机构人员", reverse("organs")), ui.Link(one.name, reverse("organ", args=[organ]))],
    )  # fmt: skip


def _asks_found(request: HttpRequest, organ: Organ) -> list[ui.FormField]:
    return [
        adm.text(request, "name", "名称", required=True, maxlength=100, wide=True),
        adm.text(request, "short", "简称", maxlength=40),
        adm.text(request, "code", "单位编码", required=True, maxlength=40, help="字母、数字和短横线，如 squad-7。"),
        adm.text(request, "kind", "类型", organ.kind, maxlength=30),
        adm.text(request, "prefix", "文书字号", organ.prefix, maxlength=20),
    ]


def _found(request: HttpRequest, organ: Organ) -> str:
    post = request.POST
    name = post.get("name", "")
    more = {key: post.get(key, "") for key in ("short", "prefix")}
    organs.found(adm.actor(request), organ.pk, post.get("code", ""), name, adm.why(request), kind=post.get("kind", "") or organ.kind, **more)
    return f"已在“{organ.name}”下设立“{name}”。"


def _asks_rename(request: HttpRequest, organ: Organ) -> list[ui.FormField]:
    return [
        ui.FormField(name="was", label="现名称", value=organ.name, readonly=True, wide=True),
        adm.text(request, "name", "新名称", required=True, maxlength=100, wide=True, help="生效日期以前的文书、纪要仍用旧名称。"),
        adm.text(request, "short", "新简称", organ.short, maxlength=40),
    ]


def _rename(request: HttpRequest, organ: Organ) -> str:
    name = request.POST.get("name", "")
    organs.rename(adm.actor(request), organ.pk, name, adm.why(request), short=request.POST.get("short", ""))
    return f"“{organ.name}”已更名为“{name.strip()}”，此前的文书仍用旧名称。"


def _asks_target(label: str) -> Callable[[HttpRequest, Organ], list[ui.FormField]]:
    def asks(request: HttpRequest, organ: Organ) -> list[ui.FormField]:
        staff = viewer_of(request).staff
        others = [("", "")] + [(str(one), name) for one, name in staff.names.items() if organ.pk not in staff.line(one)]
        return [adm.select(request, "target", label, others, required=True, wide=True)]

    return asks


def _move(request: HttpRequest, organ: Organ) -> str:
    moved = organs.move(adm.actor(request), organ.pk, adm.number(request, "target", "上级单位"), adm.why(request))
    return f"隶属关系已变更，{moved:,} 件事项的查看范围随之调整。"


def _merge(request: HttpRequest, organ: Organ) -> str:
    moved = organs.merge(adm.actor(request), organ.pk, adm.number(request, "target", "承接单位"), adm.why(request))
    return f"“{organ.name}”已并入，{moved:,} 件事项由承接单位继续办理。"


def _abolish(request: HttpRequest, organ: Organ) -> str:
    organs.abolish(adm.actor(request), organ.pk, adm.why(request))
    return f"“{organ.name}”已撤销。"


_Asks = Callable[[HttpRequest, Organ], list[ui.FormField]]
_Does = Callable[[HttpRequest, Organ], str]
_ACTS: dict[str, tuple[_Asks, _Does]] = {
    "found": (_asks_found, _found),
    "rename": (_asks_rename, _rename),
    "move": (_asks_target("新的上级单位"), _move),
    "merge": (_asks_target("承接单位"), _merge),
    "abolish": (lambda request, organ: [], _abolish),
}
