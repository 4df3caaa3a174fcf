"""依法删除 of a matter: one person says what goes, under which article and why; another confirms it, and only then it goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.guard import may_erase
from yuheng.faces.workbench.views.acts import form_page, reason_field
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine import erasing
from yuheng.kernel.engine.erase import choices
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import ErasureRequest

STAYS = (
    "过程记录本身（谁在何时办理了什么）和它的摘要", "公开的要素、编号、文号、期限和处理结果", "当事人档案中的登记信息（其他事项仍在使用的）",
    "已经打印、送达、导出、报送或者公布的副本", "以前的备份：恢复时按删除清单再次删除",
)  # fmt: skip
"""What an erasure does not reach; people are told before they ask for one."""

USUAL = "个人信息保护法(2021-08-20)#47"


def erase(request: HttpRequest, matter: int) -> HttpResponse:
    """The form, or what waits for the second person; a POST with `do` (ask, confirm, turn_down) acts."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if not may_erase(seen, found.head.lead_id):
        raise PermissionDenied("依法删除由承办单位、行使职权的机关的负责人或者档案、法制审核人员办理。")
    waiting = ErasureRequest.objects.filter(matter=matter, state=erasing.OPEN).select_related("asked_by").first()
    do = request.POST.get("do", "")
    try:
        if request.method == "POST" and do == "ask":
            return _asked(request, seen, found)
        if request.method == "POST" and waiting is not None and request.POST.get("request") == str(waiting.pk):
            if do == "confirm":
                erasing.confirm(waiting.pk, by=seen.person or 0, post=post_of(request))
                messages.success(request, "已依法删除。过程记录中保留删除的事实和依据。")
                return HttpResponseRedirect(reverse("matter", args=[matter]))
            erasing.turn_down(waiting.pk, by=seen.person or 0)
            messages.success(request, "已撤回，没有删除。" if waiting.asked_by_id == seen.person else "已退回，没有删除。")
            return HttpResponseRedirect(reverse("matter", args=[matter]))
    except Refused as refused:
        error = ui.FormError(str(refused.refusal))
        return _waiting(request, seen, found, waiting, [error]) if waiting is not None else _form(request, found, [error])
    if request.method == "POST":
        messages.info(request, "这一项依法删除已经办理或者撤回。")
        return HttpResponseRedirect(reverse("erase", args=[matter]))
    return _waiting(request, seen, found, waiting, []) if waiting is not None else _form(request, found, [])


def _asked(request: HttpRequest, seen: Viewer, found: Dossier) -> HttpResponse:
    names = request.POST.getlist("names")
    papers = [int(one) for one in request.POST.getlist("papers") if one.isdigit() and len(one) < 19]
    second = request.POST.get("second", "")
    tell = int(second) if second.isdigit() and int(second) in seen.staff.people else None
    erasing.prepare(found.head.id, names, papers, by=seen.person or 0, ground=request.POST.get("ground", ""), reason=request.POST.get("reason", ""), tell=tell)
    messages.success(request, "已提出，须由行使职权的机关或者其上级机关的另一人复核后删除。")
    return HttpResponseRedirect(reverse("erase", args=[found.head.id]))


def _labels(found: Dossier) -> dict[str, str]:
    return {one.name: one.label for one in choices(found.head.id, found.procedure)}


def _form(request: HttpRequest, found: Dossier, errors: list[ui.FormError]) -> HttpResponse:
    labels = _labels(found)
    uploads = [kept for kept in found.papers if kept.file]
    chosen, files = set(request.POST.getlist("names")), set(request.POST.getlist("papers"))
    fields = [
        ui.FormField(name="names", label="要删除的要素和文字", kind="checkboxes", options=[ui.Option(name, label, name in chosen) for name, label in labels.items()], wide=True),
        ui.FormField(name="papers", label="要删除的上传文件", kind="checkboxes", options=[ui.Option(str(one.id), f"《{one.name}》", str(one.id) in files) for one in uploads], wide=True),
        ui.FormField(name="ground", label="法律依据", value=request.POST.get("ground", USUAL), required=True, wide=True, help="写明法律、文本日期和条文，如 个人信息保护法(2021-08-20)#47。"),
        reason_field(request.POST.get("reason", ""), "事由（记入过程记录，请勿写入要删除的内容）"),
        ui.FormField(name="second", label="请谁复核", kind="select", search_href=reverse("find_person"), help="行使职权的机关或者其上级机关的另一人；平台通知其复核。"),
        ui.FormField(name="do", label="", kind="hidden", value="ask"),
    ]  # fmt: skip
    if not labels and not uploads:
        fields = []
    kept = [field for field in fields if field.kind != "checkboxes" or field.options]
    page = form_page(found, "提出依法删除", reverse("erase", args=[found.head.id]), [ui.Group("依法删除", kept, "所选要素的各次记录、由它制作的文书文件、检索词一并删除，不能恢复。")], errors,
                     f"不删除：{'；'.join(STAYS)}。", danger=True, final=["由行使职权的机关或者其上级机关的另一人复核后才删除；删除后不能恢复。"])  # fmt: skip
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def _waiting(request: HttpRequest, seen: Viewer, found: Dossier, waiting: ErasureRequest, errors: list[ui.FormError]) -> HttpResponse:
    labels = _labels(found)
    names = [labels.get(name, name) for name in waiting.names] + [f"《{kept.name}》" for kept in found.papers if kept.id in waiting.papers]
    mine = waiting.asked_by_id == seen.person
    act = {"request": str(waiting.pk)}
    address = reverse("erase", args=[found.head.id])
    rows = [
        ("删除的内容", "、".join(names)), ("法律依据", waiting.ground), ("事由", waiting.reason),
        ("提出人", f"{waiting.asked_by} {waiting.asked_at.astimezone(CHINA):%Y-%m-%d %H:%M}"), ("不删除的", "；".join(STAYS)),
    ]  # fmt: skip
    acts = [ui.Act("撤回" if mine else "退回", address, post=True, hidden={**act, "do": "turn_down"})]
    if not mine:
        gone = [f"删除 {len(names)} 项，不能恢复", "由所删要素制作的文书文件一并删除"]
        acts.insert(0, ui.Act("复核并删除", address, danger=True, post=True, hidden={**act, "do": "confirm"}, confirm=gone))
    table = ui.Table([ui.ListColumn("what", "项目"), ui.ListColumn("text", "内容")], [ui.Row(name, [ui.Cell(name), ui.Cell(text)]) for name, text in rows])
    page = ui.ListPage(
        title="依法删除",
        crumbs=[ui.Link(found.procedure.name, reverse("list", args=[found.procedure.id])), ui.Link(found.head.number or "事项", reverse("matter", args=[found.head.id]))],
        lead=errors[0].text if errors else "等待另一人复核。" if mine else "请核对后复核；复核人须是行使职权的机关或者其上级机关的人员。",
        table=table, count="待复核 1 项", acts=acts, views=views(found, "erase"),
    )  # fmt: skip
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)
