"""Who looked at what, and what notices went out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access import files
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.access.looks import record
from yuheng.kernel.engine.notices import again
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Look, Notice

SIZE = 50


def audit(request: HttpRequest) -> HttpResponse:
    """All looks, or those at files of enterprises, newest first, by key; this look is recorded, too."""
    seen = viewer_of(request)
    record(seen, "查阅日志", address=request.META.get("REMOTE_ADDR", ""))
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:100]
    found = Look.objects.all()
    if kind == "files":
        found = found.filter(party__isnull=False)
    elif kind == "many":
        found = found.filter(what=files.MANY)
    if text:
        # The number printed on a paper ends with the look's own.
        number = text.rpartition("-")[2]
        found = found.filter(pk=int(number)) if number.isdecimal() and 15 <= len(number) < 19 else found.filter(Q(party__name__startswith=text) | Q(party__uscc=text.upper()) | Q(person__name=text))
    tabs = [ui.Link(words, f"?kind={name}" if name else "?", current=kind == name) for name, words in {"": "全部", "files": "企业档案", "many": "批量调阅提醒"}.items()]
    return _audit(request, found, "谁看过", "", tabs, kind, text)


def looks(request: HttpRequest, matter: int) -> HttpResponse:
    """The looks at one matter."""
    found = dossier(viewer_of(request), matter)
    tabs = views(found, "looks")
    return _audit(request, Look.objects.filter(matter=matter), "谁看过", f"{found.head.number} {found.head.title}".strip(), tabs)


def _audit(request: HttpRequest, found: QuerySet[Look], title: str, lead: str, tabs: list[ui.Link], kind: str = "", text: str | None = None) -> HttpResponse:
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    shown = list(found.select_related("person", "account").order_by("-pk")[: SIZE + 1])
    rest = urlencode({name: value for name, value in (("kind", kind), ("q", text or "")) if value})
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
    more = f"?{rest}{'&' if rest else ''}after={shown[SIZE - 1].pk}" if len(shown) > SIZE else ""
    page = ui.AuditPage(
        title=title,
        lead=lead,
        count=f"本页 {len(rows)} 次",
        table=ui.Table(columns, rows, title, ui.Empty("还没有查看完整信息或者导出的记录。")),
        pager=ui.Pager(f"每页 {SIZE} 次", first=f"?{rest}" if after else "", after=more) if more or after else None,
        views=tabs, filter_hidden=[("kind", kind)] if kind else [], href=request.path,
        search=ui.FormField(name="q", label="在本页查找", value=text, placeholder="企业名称、代码、人员、调阅编号", prefix="find_") if text is not None else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def outbox(request: HttpRequest) -> HttpResponse:
    """Notices to me: waiting, sent, delivered, failed; one that was given up is sent again at a press."""
    seen = viewer_of(request)
    if request.method == "POST":
        number = request.POST.get("notice", "")
        if number.isdigit() and len(number) < 19 and again(int(number), seen.person):
            messages.success(request, "将再次发送。")
        return HttpResponseRedirect(reverse("outbox"))
    mine = Notice.objects.filter(person=seen.person)
    states = {"waiting": Q(sent_at=None, given_up=False), "sent": Q(sent_at__isnull=False), "failed": Q(given_up=True)}
    counts = mine.aggregate(all=Count("pk"), **{name: Count("pk", filter=where) for name, where in states.items()})
    kind, after = request.GET.get("state", ""), request.GET.get("after", "")
    found = mine.filter(states[kind]) if kind in states else mine
    if after.isdigit() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    shown = list(found.select_related("person", "matter").order_by("-pk")[: SIZE + 1])
    words = {"": "全部", "waiting": "待发", "sent": "已发出", "failed": "未能送达"}
    more = f"?state={kind}&after={shown[SIZE - 1].pk}" if len(shown) > SIZE else ""
    page = ui.OutboxPage(
        title="通知发送",
        counts=[ui.Link(text, f"?state={name}" if name else "?", count=counts[name or "all"], current=kind == name) for name, text in words.items()],
        notices=[_notice(one) for one in shown[:SIZE]],
        pager=ui.Pager(f"每页 {SIZE} 条", first=f"?state={kind}" if after else "", after=more) if more or after else None,
        empty=None if shown else ui.Empty("没有通知。期限临近或者逾期时，在这里提醒。"),
    )
    return page.response(request, frame(request, "work"))


def _notice(one: Notice) -> ui.Notice:
    state, level = "▲ 待发", "soon"
    if one.given_up:
        state, level = f"■ 未能送达：{one.problem}", "overdue"
    elif one.problem:
        state = f"▲ 第 {one.tries} 次未成：{one.problem}"
    elif one.answered_at or one.channel == "site":
        state, level = "● 已送达", "fine"
    elif one.sent_at:
        state, level = "○ 已发出，未回执", "none"
    retry = ui.Act("再发", reverse("outbox"), post=True, hidden={"notice": str(one.pk)}) if one.given_up else None
    matter = ui.Link(one.matter.number or one.matter.title, reverse("matter", args=[one.matter_id])) if one.matter else None
    return ui.Notice(
        f"{one.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}", CHANNELS.get(one.channel, one.channel), masked("name", str(one.person)), one.text, state, level, matter, retry,
    )  # fmt: skip


CHANNELS = {"site": "站内", "file": "文件", "sms": "短信", "wecom": "政务微信"}
