"""Persons and posts maintained: by the system administrator who works where, by the security administrator who may what."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import viewer_of
from yuheng.faces.workbench.guard import leaders
from yuheng.kernel.access.grants import Viewer, all_roles
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.shortages import shortages
from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.irregular import hand_over
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.staff import people
from yuheng.kernel.records.models import Matter, Post


def _crumbs(seen: Viewer, person: int) -> list[ui.Link]:
    return [ui.Link("机构人员", reverse("organs")), ui.Link(seen.staff.people[person], reverse("person", args=[person]))]


def _named(request: HttpRequest, person: int | None) -> str:
    name = viewer_of(request).staff.people.get(person or 0)
    if name is None:
        raise PermissionDenied("没有这一人员。")
    return name


def _lacking(request: HttpRequest, organ: int | None) -> None:
    """Says what an organ can no longer do, now that somebody is gone."""
    lost = shortages(organ)
    if lost:
        messages.warning(request, f"本单位人员已不足以办理：{'；'.join(lost[:3])}{'等' if len(lost) > 3 else ''}。请尽快补充岗位。")


def register(request: HttpRequest) -> HttpResponse:
    """Registers a person."""

    def do() -> str:
        from pypinyin import Style, lazy_pinyin  # fifty megabytes that only a registration needs

        name = request.POST.get("name", "").strip()
        initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
        people.register(adm.actor(request), name, adm.why(request), initials=initials, phone=request.POST.get("phone", ""))
        return f"已登记“{name}”。岗位和账号由安全管理员办理。"

    def groups() -> list[ui.Group]:
        fields = [adm.text(request, "name", "姓名", required=True, maxlength=100), adm.text(request, "phone", "手机", inputmode="tel", maxlength=40)]
        return [ui.Group("人员", [*fields, *adm.why_fields(request, "登记日期", paper=False)])]

    return adm.asked(request, "登记人员", reverse("organs"), groups, do, crumbs=[ui.Link("机构人员", reverse("organs"))])


def leave(request: HttpRequest, person: int) -> HttpResponse:
    """A person leaves: posts, access and account end on that day."""
    name, seen = _named(request, person), viewer_of(request)
    held = [post.organ for post in seen.staff.posts_on(person, seen.day)]

    def do() -> str:
        people.leave(adm.actor(request), person, adm.why(request))
        for organ in dict.fromkeys(held):
            _lacking(request, organ)
        return f"“{name}”已登记离岗，岗位和账号当日终止。"

    lead = f"在办事项 {people.in_hand(person)} 件。" + ("须先由所在单位负责人移交。" if people.in_hand(person) else "")
    return adm.asked(
        request, "登记离岗", reverse("person", args=[person]), lambda: [ui.Group("离岗", adm.why_fields(request, "离岗日期"))], do,
        subject=name, lead=lead, final=["自离岗之日起不能再登录和办理；以往办理的记录保留"], crumbs=_crumbs(seen, person), danger=True,
    )  # fmt: skip


def appoint(request: HttpRequest, person: int) -> HttpResponse:
    """Gives a person a post with its roles."""
    name, seen = _named(request, person), viewer_of(request)

    def do() -> str:
        people.appoint(
            adm.actor(request), person, adm.number(request, "organ", "单位"), request.POST.get("title", ""), _roles(request), adm.why(request),
            how=request.POST.get("how", ""), until=adm.some_day(request, "until", "截止日期"),
        )  # fmt: skip
        return f"“{name}”的岗位已登记。"

    def groups() -> list[ui.Group]:
        chosen = set(request.POST.getlist("roles"))
        options = [ui.Option(one.id, one.name, one.id in chosen) for one in all_roles()]
        places = [("", "")] + [(str(organ), words) for organ, words in seen.staff.names.items()]
        fields = [
            adm.select(request, "organ", "单位", places, required=True, wide=True), adm.text(request, "title", "职务", required=True, maxlength=60),
            adm.select(request, "how", "方式", [(how, how) for how in people.HOW], required=True, help="代理、借调、挂职、委托须写截止日期。"),
            ui.FormField(name="until", label="截止日期", kind="date", value=request.POST.get("until", ""), help="期满自动终止。"),
            ui.FormField(name="roles", label="角色", kind="checkboxes", options=options, required=True, wide=True, help="角色决定能办理哪些环节、能查看哪些事项。"),
        ]  # fmt: skip
        return [ui.Group("岗位", [*fields, *adm.why_fields(request, "起始日期")])]

    return adm.asked(request, "登记岗位", reverse("person", args=[person]), groups, do, subject=name, crumbs=_crumbs(seen, person))


def _roles(request: HttpRequest) -> list[str]:
    """The roles chosen: those of administrators stand alone, so that nobody guards himself."""
    known = {one.id for one in all_roles()}
    roles = [one for one in request.POST.getlist("roles") if one in known]
    apart = [one for one in roles if one in ADMINISTRATORS]
    if len(apart) > 1:
        raise refuse("separate", "系统管理员、安全管理员、审计管理员由三个人分别担任。")
    if apart and set(roles) - {*apart, "auditor"}:
        raise refuse("separate", "管理员不能同时办理业务。", "请另行指定人员。")
    return roles


ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})


def end_post(request: HttpRequest, post: int) -> HttpResponse:
    """Ends a post."""
    one = Post.objects.filter(pk=post).select_related("person", "organ").first()
    if one is None:
        raise PermissionDenied("没有这一岗位。")

    def do() -> str:
        people.end_post(adm.actor(request), one.pk, adm.why(request))
        _lacking(request, one.organ_id)
        return f"“{one.person.name}”的岗位“{one.title}”已终止。"

    return adm.asked(
        request, "终止岗位", reverse("person", args=[one.person_id]), lambda: [ui.Group("终止", adm.why_fields(request, "终止日期"))], do,
        subject=f"{one.person.name} {one.organ.name} {one.title}", crumbs=_crumbs(viewer_of(request), one.person_id), danger=True,
        lead=f"在办事项 {people.in_hand(one.person_id)} 件；岗位终止后不能再办理，请先移交。",
    )  # fmt: skip


MOST = 200
"""Matters handed over at a time."""


def handover_all(request: HttpRequest, person: int) -> HttpResponse:
    """Hands over what a person has in hand, as far as it belongs to the viewer's units: one event a matter, each with its signature."""
    name, seen = _named(request, person), viewer_of(request)
    mine = matters_to_hand_over(seen, person)

    def do() -> str:
        to = adm.number(request, "to", "接收人")
        done, refused = 0, ""
        for matter in mine.values_list("pk", flat=True)[:MOST]:
            try:
                hand_over(matter, to, by=seen.person or 0, reason=request.POST.get("reason", ""))
                done += 1
            except Refused as wrong:
                refused = str(wrong.refusal)
                if not done:
                    raise
        if refused:
            messages.warning(request, f"部分事项没有移交：{refused}")
        return f"已移交 {done} 件，接收人的待办随之增加。"

    def groups() -> list[ui.Group]:
        fields = [
            ui.FormField(name="to", label="接收人", kind="select", search_href=reverse("find_person"), required=True),
            ui.FormField(name="reason", label="理由", kind="textarea", value=request.POST.get("reason", ""), required=True, wide=True, maxlength=300),
        ]
        return [ui.Group("移交", fields, f"“{name}”在您单位承办的未了事项 {mine.count()} 件，全部移交；每件各记一条过程记录。")]

    return adm.asked(request, "移交在办事项", reverse("person", args=[person]), groups, do, subject=name, crumbs=_crumbs(seen, person))


def matters_to_hand_over(seen: Viewer, person: int) -> QuerySet[Matter]:
    """Matters of the person that the viewer may hand over: the viewer's own, or those of units led."""
    found = visible(seen).filter(handler=person).exclude(status="rest")
    if seen.person == person:
        return found
    if not leaders(seen):
        return Matter.objects.none()
    below = [organ for organ in seen.staff.parents if set(seen.units) & set(seen.staff.line(organ))]
    return found.filter(lead__in=below)
