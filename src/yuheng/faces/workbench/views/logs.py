"""Who looked at what, and what notices went out."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.access.looks import record
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Look, Notice

SIZE = 50


def audit(request: HttpRequest) -> HttpResponse:
    """All looks, newest first, by key; this look is recorded, too."""
    seen = viewer_of(request)
    record(seen, "查阅日志", address=request.META.get("REMOTE_ADDR", ""))
    return _audit(request, Look.objects.all(), "谁看过", "", [])


def looks(request: HttpRequest, matter: int) -> HttpResponse:
    """The looks at one matter."""
    found = dossier(viewer_of(request), matter)
    tabs = views(found, "looks")
    return _audit(request, Look.objects.filter(matter=matter), "谁看过", f"{found.head.number} {found.head.title}".strip(), tabs)


def _audit(request: HttpRequest, found: QuerySet[Look], title: str, lead: str, tabs: list[ui.Link]) -> HttpResponse:
    after = request.GET.get("after", "")
    if after.isdigit():
        found = found.filter(pk__lt=int(after))
    shown = list(found.select_related("person", "account").order_by("-pk")[: SIZE + 1])
    rows = [
        ui.Row(
            str(one.pk),
            [
                ui.Cell(f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}", kind="date"),
                ui.Cell(str(one.person or one.account.username)),
                ui.Cell(one.what),
                ui.Cell(one.reason),
                ui.Cell(one.address, kind="code"),
            ],
        )
        for one in shown[:SIZE]
    ]
    columns = [
        ui.ListColumn("at", "时间", "date"), ui.ListColumn("who", "人员"), ui.ListColumn("what", "看了什么"),
        ui.ListColumn("why", "事由"), ui.ListColumn("from", "来源", "code"),
    ]  # fmt: skip
    more = f"?after={shown[SIZE - 1].pk}" if len(shown) > SIZE else ""
    page = ui.AuditPage(
        title=title,
        lead=lead,
        count=f"本页 {len(rows)} 次",
        table=ui.Table(columns, rows, title, ui.Empty("还没有查看完整信息或者导出的记录。")),
        pager=ui.Pager(f"每页 {SIZE} 次", first="?" if after else "", after=more) if more or after else None,
        views=tabs,
    )
    return page.response(request, frame(request, "work"))


def outbox(request: HttpRequest) -> HttpResponse:
    """Notices to me, and those of matters are shown on theirs: sent, waiting."""
    seen = viewer_of(request)
    mine = Notice.objects.filter(person=seen.person)
    counts = mine.aggregate(all=Count("pk"), sent=Count("pk", filter=Q(sent_at__isnull=False)))
    kind = request.GET.get("state", "")
    shown = mine.filter(sent_at__isnull=kind == "waiting") if kind in ("sent", "waiting") else mine
    notices = [
        ui.Notice(
            f"{one.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}", CHANNELS.get(one.channel, one.channel), masked("name", str(one.person)),
            one.text, "● 已送达" if one.sent_at else "▲ 待发", "fine" if one.sent_at else "soon",
            ui.Link(one.matter.number or one.matter.title, reverse("matter", args=[one.matter_id])) if one.matter else None,
        )
        for one in shown.select_related("person", "matter").order_by("-made_at")[:100]
    ]  # fmt: skip
    page = ui.OutboxPage(
        title="通知发送",
        counts=[
            ui.Link("全部", "?", count=counts["all"], current=not kind),
            ui.Link("已送达", "?state=sent", count=counts["sent"], current=kind == "sent"),
            ui.Link("待发", "?state=waiting", count=counts["all"] - counts["sent"], current=kind == "waiting"),
        ],
        notices=notices,
        empty=None if notices else ui.Empty("没有通知。"),
    )
    return page.response(request, frame(request, "work"))


CHANNELS = {"site": "站内", "file": "文件", "sms": "短信", "wecom": "政务微信"}
