"""Accounts maintained by the security administrator, and the record of what administrators changed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.staff import accounts
from yuheng.kernel.engine.staff.record import broken
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.records.models import Account, Change

SIZE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """All accounts with their state; `q` finds by user name or person."""
    seen, query = viewer_of(request), request.GET.get("q", "").strip()
    found = Account.objects.select_related("person").order_by("username")
    rows = []
    for one in found:
        name = one.person.name if one.person else "（系统接入）"
        if query and query not in one.username and query not in name:
            continue
        places = "、".join(dict.fromkeys(seen.staff.names[post.organ] for post in seen.staff.posts_on(one.person_id or 0, seen.day)))
        cells = [
            ui.Cell(one.username, reverse("account", args=[one.pk, "password"]), kind="code"),
            ui.Cell(name, reverse("person", args=[one.person_id]) if one.person_id else ""),
            ui.Cell(places[:24], title=places), ui.Cell(_state(one)), ui.Cell(str(one.password_on or ""), kind="date"),
            ui.Cell("启用、解除暂停" if not one.is_active or one.locked_until else "停用", reverse("account", args=[one.pk, "enable" if not one.is_active or one.locked_until else "disable"])),
        ]  # fmt: skip
        rows.append(ui.Row(str(one.pk), cells, void=not one.is_active))
    columns = [
        ui.ListColumn("user", "用户名（重设密码）", "code"), ui.ListColumn("person", "人员"), ui.ListColumn("organ", "单位"), ui.ListColumn("state", "状态"),
        ui.ListColumn("on", "密码设置日期", "date"), ui.ListColumn("act", "办理"),
    ]  # fmt: skip
    page = ui.ListPage(
        title="账号", lead="每人只能有一个启用的账号；新账号在人员页面开通。", table=ui.Table(columns, rows, "账号", ui.Empty("没有符合条件的账号。")),
        count=f"共 {len(rows)} 个", search=ui.FormField(name="q", label="在本页查找", value=query, placeholder="用户名、姓名", prefix="find_"), href=request.path,
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def _state(one: Account) -> str:
    if not one.is_active:
        return "停用"
    if one.locked_until and one.locked_until > now():
        return "密码错误过多，暂停登录"
    return "登录后须改密码" if one.must_change else "启用"


def open_account(request: HttpRequest, person: int) -> HttpResponse:
    """Opens an account for a person; the first password is told once."""
    seen = viewer_of(request)
    name = seen.staff.people.get(person)
    if name is None:
        raise PermissionDenied("没有这一人员。")

    def do() -> str:
        return _told(accounts.open_account(adm.actor(request), person, request.POST.get("username", ""), adm.why(request)))

    def groups() -> list[ui.Group]:
        field = adm.text(request, "username", "用户名", required=True, maxlength=60, help="字母、数字、点、下划线、短横线。")
        return [ui.Group("账号", [field, *adm.why_fields(request, "开通日期", paper=False)])]

    crumbs = [ui.Link("机构人员", reverse("organs")), ui.Link(name, reverse("person", args=[person]))]
    return adm.asked(request, "开通账号", reverse("person", args=[person]), groups, do, subject=name, crumbs=crumbs)


def _told(first: accounts.FirstPassword) -> str:
    return f"账号“{first.username}”的首次登录密码为 {first.password} ，只显示这一次，请当面或者密封交给本人；本人登录后须立即修改。"


def account(request: HttpRequest, account: int, act: str) -> HttpResponse:
    """Stops, enables, or gives a first password."""
    one = Account.objects.filter(pk=account).select_related("person").first()
    if one is None or act not in _ACTS:
        raise PermissionDenied("没有这一账号。")
    label, does = _ACTS[act]
    return adm.asked(
        request, label, reverse("accounts"), lambda: [ui.Group(label, adm.why_fields(request, "办理日期", paper=False))],
        lambda: does(request, one), subject=f"{one.username} {one.person or ''}", crumbs=[ui.Link("账号", reverse("accounts"))], danger=act == "disable",
    )  # fmt: skip


def _disable(request: HttpRequest, one: Account) -> str:
    accounts.disable(adm.actor(request), one.pk, adm.why(request))
    return f"账号“{one.username}”已停用，已登录的随即中断。"


def _enable(request: HttpRequest, one: Account) -> str:
    accounts.enable(adm.actor(request), one.pk, adm.why(request))
    return f"账号“{one.username}”已启用。"


def _password(request: HttpRequest, one: Account) -> str:
    return _told(accounts.first_password(adm.actor(request), one.pk, adm.why(request)))


_ACTS: dict[str, tuple[str, Callable[[HttpRequest, Account], str]]] = {
    "disable": ("停用账号", _disable),
    "enable": ("启用账号", _enable),
    "password": ("重设首次登录密码", _password),
}


def changes(request: HttpRequest) -> HttpResponse:
    """What administrators changed, newest first; the chain is checked here and now."""
    seen, after = viewer_of(request), request.GET.get("after", "")
    found = Change.objects.order_by("-seq")
    if after.isdigit():
        found = found.filter(seq__lt=int(after))
    shown = list(found[: SIZE + 1])
    wrong = list(broken())
    if wrong:
        messages.error(request, "变更记录不完整：" + "；".join(wrong[:3]))
    names = dict(Account.objects.filter(pk__in={one.account for one in shown}).values_list("pk", "username"))
    rows = [ui.Row(str(one.pk), _cells(one, seen, names)) for one in shown[:SIZE]]
    columns = [
        ui.ListColumn("no", "序号", "number"), ui.ListColumn("at", "时间", "date"), ui.ListColumn("who", "经办"), ui.ListColumn("act", "办理"),
        ui.ListColumn("what", "对象"), ui.ListColumn("on", "生效日期", "date"), ui.ListColumn("paper", "依据"), ui.ListColumn("why", "理由"),
    ]  # fmt: skip
    more = f"?after={shown[SIZE - 1].seq}" if len(shown) > SIZE else ""
    page = ui.ListPage(
        title="变更记录", lead="机构、人员、岗位、证件、账号和当事人的变更；每条与前一条相接，" + ("有缺失或者改动。" if wrong else "经核对完整。"),
        table=ui.Table(columns, rows, "变更记录", ui.Empty("还没有变更。")), count=f"本页 {len(rows)} 条",
        pager=ui.Pager(f"每页 {SIZE} 条", first="?" if after else "", after=more) if more or after else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def _cells(one: Change, seen: Viewer, names: dict[int, str]) -> list[ui.Cell]:
    what, href = subject_words(one, seen)
    who = seen.staff.people.get(one.person or 0, names.get(one.account, ""))
    return [
        ui.Cell(str(one.seq), kind="number"), ui.Cell(f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}", kind="date"), ui.Cell(who), ui.Cell(one.act),
        ui.Cell(what, href), ui.Cell(str(one.on), kind="date"), ui.Cell(one.paper), ui.Cell(one.reason[:40], title=one.reason),
    ]  # fmt: skip


def subject_words(one: Change, seen: Viewer) -> tuple[str, str]:
    """What a change was about, and the page of it."""
    staff = seen.staff
    if one.subject == "organ":
        return staff.names.get(one.subject_id, ""), reverse("organ", args=[one.subject_id])
    person = one.subject_id if one.subject == "person" else one.after.get("person")
    if person:
        extra = one.after.get("title") or one.after.get("username") or one.after.get("number") or ""
        return f"{staff.people.get(person, '')} {extra}".strip(), reverse("person", args=[person])
    return {"account": "账号", "party": "当事人"}.get(one.subject, ""), ""
