"""Sign-in, sign-out, password, and the person's own page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login as django_login
from django.contrib.auth import logout as django_logout
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import bare, frame, viewer_of
from yuheng.faces.workbench.passwords import Rules
from yuheng.faces.workbench.signing_in import remember_device, try_password
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Account, SavedFilter


def login(request: HttpRequest) -> HttpResponse:
    """The sign-in page; `next` brings back to where the person was."""
    target = _target(request, request.POST.get("next") or request.GET.get("next", ""))
    username, errors = request.POST.get("username", "").strip(), []
    if request.method == "POST":
        answer = try_password(request, username, request.POST.get("password", ""))
        if answer.account is not None:
            django_login(request, answer.account, backend="django.contrib.auth.backends.ModelBackend")
            response = HttpResponseRedirect(target)
            remember_device(response, username)
            return response
        errors = [ui.FormError(answer.error)]
    elif request.user.is_authenticated:
        return HttpResponseRedirect(target)
    page = ui.LoginPage(
        title="登录",
        fields=[
            ui.FormField(name="username", label="用户名", value=username, required=True, autocomplete="username"),
            ui.FormField(name="password", label="密码", kind="password", required=True, autocomplete="current-password"),
        ],
        action=reverse("login"),
        errors=errors,
        notice="一段时间没有操作，已退出登录。请重新登录，刚才填写的内容还在。" if request.GET.get("ended") else "",
        hidden={"next": target},
        calculator_href=reverse("calculator"),
        certificate_href=reverse("certificate_check"),
        open_href=reverse("open_home"),
    )
    return page.response(request, bare(request), status=422 if errors else 200)


def _target(request: HttpRequest, wanted: str) -> str:
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("home")


def logout(request: HttpRequest) -> HttpResponse:
    """Ends the session; a link alone ends nothing."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("home"))
    django_logout(request)
    return HttpResponseRedirect(reverse("login"))


def password(request: HttpRequest) -> HttpResponse:
    """Changes one's own password; forced at the first sign-in."""
    account = viewer_of(request).account
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _change(account, request)
        if not errors:
            update_session_auth_hash(request, account)
            messages.success(request, "密码已经修改。")
            return HttpResponseRedirect(reverse("home"))
    fields = [
        _secret("old", "现在的密码", errors, "current-password"),
        _secret("new", "新密码", errors, "new-password", Rules().get_help_text()),
        _secret("again", "再输一次新密码", errors, "new-password"),
    ]
    page = ui.FormPage(
        title="修改密码",
        act="修改密码",
        action=reverse("password"),
        cancel_href=reverse("home"),
        groups=[ui.Group("密码", fields)],
        lead="首次登录须修改初始密码。" if account.must_change else "",
    )
    return page.response(request, frame(request, "me"), status=422 if errors else 200)


def _secret(name: str, label: str, errors: dict[str, str], complete: str, help: str = "") -> ui.FormField:
    return ui.FormField(
        name=name, label=label, kind="password", required=True, error=errors.get(name, ""), help=help, autocomplete=complete
    )


def _change(account: Account, request: HttpRequest) -> dict[str, str]:
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    if not check_password(old, account.password):
        return {"old": "现在的密码不对。"}
    if new != request.POST.get("again", ""):
        return {"again": "两次输入的新密码不一样。"}
    if new == old:
        return {"new": "新密码不能与现在的相同。"}
    try:
        validate_password(new, account)
    except ValidationError as error:
        return {"new": error.messages[0]}
    account.password, account.must_change, account.password_on = make_password(new), False, today()
    account.save(update_fields=["password", "must_change", "password_on"])
    return {}


def me(request: HttpRequest) -> HttpResponse:
    """The person's own page: posts, saved filters."""
    from yuheng.faces.workbench.views.people import certificate_table, post_table

    seen = viewer_of(request)
    saved = SavedFilter.objects.filter(account=seen.account).order_by("page", "name")
    rows = [
        ui.Row(str(one.pk), [ui.Cell(one.name, f"{reverse('list', args=[one.page])}?{one.query}"), ui.Cell(one.page)])
        for one in saved
    ]
    tables = [post_table(seen, seen.person), certificate_table(seen, seen.person)]
    if rows:
        tables.append(ui.Table([ui.ListColumn("name", "名称"), ui.ListColumn("page", "程序")], rows, "常用筛选"))
    page = ui.PersonPage(
        title=seen.name,
        facts=[ui.Calibre("用户名", seen.account.username), ui.Calibre("今天", str(seen.day))],
        tables=tables,
        acts=[ui.Act("修改密码", reverse("password"))],
    )
    return page.response(request, frame(request, "me"))
