"""What forms of administrators have in common: who acts, from which day, by which paper, why; a refusal comes back with the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.staff.record import Actor, Why
from yuheng.kernel.now import today


def actor(request: HttpRequest) -> Actor:
    seen = viewer_of(request)
    return Actor(seen.account.pk, seen.person)


def day(request: HttpRequest, name: str, label: str) -> date:
    """A day of the form. Raises Refused."""
    given = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise refuse("data", f"“{label}”应为日期，如 {today()}。") from None


def some_day(request: HttpRequest, name: str, label: str) -> date | None:
    return day(request, name, label) if request.POST.get(name, "").strip() else None


def number(request: HttpRequest, name: str, label: str) -> int:
    """The identifier that a select sent. Raises Refused."""
    given = request.POST.get(name, "")
    if not given.isdigit() or len(given) > 18:
        raise refuse("data", f"请选择{label}。")
    return int(given)


def why(request: HttpRequest) -> Why:
    return Why(request.POST.get("reason", ""), day(request, "on", "生效日期"), request.POST.get("paper", ""))


def why_fields(request: HttpRequest, on: str = "生效日期", paper: bool = True) -> list[ui.FormField]:
    """Day, paper and reason, at the end of every such form."""
    post = request.POST
    found = [ui.FormField(name="on", label=on, kind="date", value=post.get("on", str(today())), required=True)]
    if paper:
        found.append(ui.FormField(name="paper", label="依据文件", value=post.get("paper", ""), maxlength=200, placeholder="文号"))
    found.append(ui.FormField(name="reason", label="理由", kind="textarea", value=post.get("reason", ""), required=True, wide=True, maxlength=300))
    return found


def text(request: HttpRequest, name: str, label: str, value: str = "", **more: object) -> ui.FormField:
    return ui.FormField(name=name, label=label, value=request.POST.get(name, value), **more)  # type: ignore[arg-type]


def select(request: HttpRequest, name: str, label: str, options: Sequence[tuple[str, str]], proposed: str = "", **more: object) -> ui.FormField:
    chosen = request.POST.get(name, proposed)
    return ui.FormField(name=name, label=label, kind="select", options=[ui.Option(v, t, v == chosen) for v, t in options], **more)  # type: ignore[arg-type]


def asked(
    request: HttpRequest,
    act: str,
    back: str,
    groups: Callable[[], list[ui.Group]],
    do: Callable[[], str],
    *,
    subject: str = "",
    lead: str = "",
    final: Sequence[str] = (),
    crumbs: Sequence[ui.Link] = (),
    danger: bool = False,
) -> HttpResponse:
    """A form and its act. `do` returns the sentence that tells what was done; a refusal answers the filled form with 422."""
    errors: list[ui.FormError] = []
    if request.method == "POST":
        try:
            said = do()
        except Refused as refused:
            errors = [ui.FormError(str(refused.refusal))]
        else:
            messages.success(request, said)
            return HttpResponseRedirect(back)
    page = ui.FormPage(
        title=f"{act} · {subject}" if subject else act, act=act, action=request.path, cancel_href=back, groups=groups(), lead=lead, errors=errors,
        final=final, crumbs=crumbs, danger=danger,
    )  # fmt: skip
    return page.response(request, frame(request, "work"), status=422 if errors else 200)
