"""Every address stands with what it needs; who may not go there is told so before anything is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from yuheng.kernel.access.grants import Viewer, viewer
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.procedure import registry
from yuheng.systems.roles import ERASERS, LEADERS, TASK_READERS

Needs = Callable[[Viewer], bool]
View = Callable[..., HttpResponse]


def everyone(seen: Viewer) -> bool:
    """Whoever has signed in."""
    return True


def staff(seen: Viewer) -> bool:
    """Who holds a post today."""
    return bool(seen.posts)


def readers(seen: Viewer) -> bool:
    """Who may read matters of some procedure."""
    return bool(seen.procedures)


def openers(seen: Viewer) -> bool:
    """Who may open a matter of some procedure, and so looks for its parties."""
    return any(may_open(seen, procedure) for procedure in registry.all_procedures())


def reporters(seen: Viewer) -> bool:
    """Who reads annual reports, and so may hold a draft against the records."""
    return "report.annual" in seen.reads


def enforcement(seen: Viewer) -> bool:
    """Who works with certificates of enforcement: those who issue, supervise, or lead and are enforcement staff."""
    return "enforcement.certificate" in seen.reads


def file_readers(seen: Viewer) -> bool:
    """Who may open the file of an enterprise, for a task or a stated reason."""
    return seen.is_any(*TASK_READERS)


def auditors(seen: Viewer) -> bool:
    """Who checks what others looked at."""
    return seen.is_any("audit_admin", "auditor")


def system_admins(seen: Viewer) -> bool:
    """Who maintains organs and persons."""
    return seen.is_any("system_admin")


def security_admins(seen: Viewer) -> bool:
    """Who gives posts with their roles, and accounts."""
    return seen.is_any("security_admin")


def admins(seen: Viewer) -> bool:
    """The three administrators: they read what each of them changed."""
    return seen.is_any("system_admin", "security_admin", "audit_admin")


def leaders(seen: Viewer) -> bool:
    """Who answers for the people of a unit."""
    return seen.is_any(*LEADERS)


def may_erase(seen: Viewer, lead: int) -> bool:
    """Who may have personal data of a unit's matter erased: in its line of organs, with a role that answers for them."""
    line = seen.staff.line(lead)
    return any(post.organ in line and post.roles & set(ERASERS) for post in seen.staff.posts_on(seen.person or 0, seen.day))


PUBLIC: Needs = everyone


@dataclass(frozen=True)
class Route:
    """An address, its view, and who may go there. `public` needs no sign-in; `acts` accepts POST."""

    path: str
    view: View
    name: str
    needs: Needs = readers
    public: bool = False
    acts: bool = False


def pattern(route: Route) -> URLPattern:
    return path(route.path, guarded(route), name=route.name)


def guarded(route: Route) -> View:
    """The view behind its door."""

    @wraps(route.view)
    def answer(request: HttpRequest, **where: Any) -> HttpResponse:
        methods = ["GET", "HEAD", "POST"] if route.acts else ["GET", "HEAD"]
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if route.public:
            return route.view(request, **where)
        if not request.user.is_authenticated:
            return _sign_in(request)
        if request.user.must_change and route.name not in ("password", "logout"):
            return HttpResponseRedirect(reverse("password"))
        seen = viewer(request.user)
        request.viewer = seen  # type: ignore[attr-defined]
        chosen = _chosen(request, seen)
        if chosen is not None:
            return chosen
        if not route.needs(seen):
            raise PermissionDenied("您的岗位没有这一项功能。")
        return route.view(request, **where)

    return answer


def _sign_in(request: HttpRequest) -> HttpResponse:
    where = {"next": request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")}
    if getattr(request, "ended", False):
        where["ended"] = "1"
    target = f"{reverse('login')}?{urlencode({k: v for k, v in where.items() if v})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _chosen(request: HttpRequest, seen: Viewer) -> HttpResponse | None:
    """Keeps a choice of the top bar (organ, year, post) in the session and goes back to the page without it."""
    rules: Mapping[str, Callable[[str], bool]] = {
        "as_post": lambda value: value == "" or (value.isdigit() and int(value) in seen.posts),
        "as_organ": lambda value: value == "" or (value.isdigit() and int(value) in seen.staff.parents),
        "as_year": lambda value: value.isdigit() and 2000 <= int(value) <= 2100,
    }
    given = [name for name in rules if name in request.GET]
    if not given or request.method != "GET":
        return None
    for name in given:
        if rules[name](request.GET[name]):
            request.session[name] = request.GET[name]
    rest = request.GET.copy()
    for name in given:
        rest.pop(name)
    return HttpResponseRedirect(request.path + (f"?{rest.urlencode()}" if rest else ""))


def known_procedure(seen: Viewer, procedure_id: str) -> Any:
    """The newest version of a procedure that the viewer may read. Raises PermissionDenied alike for none."""
    versions = [p for p in registry.all_procedures() if p.id == procedure_id]
    if not versions or procedure_id not in seen.procedures:
        raise PermissionDenied("没有这一程序，或者您没有查看的权限。")
    return versions[-1]
