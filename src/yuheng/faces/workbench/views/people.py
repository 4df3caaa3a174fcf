"""Organs, people and posts: who sits where, with which roles and certificates, from when to when."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.guard import admins, leaders, security_admins, system_admins
from yuheng.kernel.access.grants import Viewer, role
from yuheng.kernel.access.matters import visible
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Certificate, Change, Organ, OrganName, Post
from yuheng.systems.enforcement.officers.standing import one as standing

CARD = "enforcement.certificate"
"""The procedure of a certificate's file."""


def organs(request: HttpRequest) -> HttpResponse:
    """The tree, opened at the zone."""
    seen = viewer_of(request)
    root = next((organ for organ, above in seen.staff.parents.items() if above is None), None)
    if root is None:
        raise PermissionDenied("还没有登记单位。")
    return organ(request, root)


def organ(request: HttpRequest, organ: int) -> HttpResponse:
    """One organ: what it is, its names over time, who holds which post."""
    seen = viewer_of(request)
    found = Organ.objects.filter(pk=organ).first()
    if found is None:
        raise PermissionDenied("没有这一单位。")
    names = OrganName.objects.filter(organ=found).order_by("-from_on")
    facts = [
        ui.Calibre("上级", seen.staff.names.get(found.parent_id or 0, "—")),
        ui.Calibre("以自己名义行使职权", "是" if found.holds_power else f"否（以{seen.staff.names.get(seen.staff.power_of(organ) or 0, '—')}名义）"),
        ui.Calibre("文书字号", found.prefix or "—"),
        *(ui.Calibre(f"{one.from_on} 起", one.name) for one in names),
    ]
    posts = Post.objects.filter(organ=found).select_related("person").order_by("to_on", "from_on")
    acts = [ui.Act(name, reverse("organ_act", args=[organ, act])) for act, name in ORGAN_ACTS.items()] if system_admins(seen) and found.to_on is None else []
    if system_admins(seen):
        acts.insert(0, ui.Act("登记人员", reverse("person_new"), primary=True))
    if found.to_on:
        facts.insert(0, ui.Calibre("撤销", f"自 {found.to_on} 之后"))
    tables = [_posts(posts, "岗位", seen)] + ([changes_of(seen, "organ", [organ])] if admins(seen) else [])
    page = ui.OrganPage(title=found.name, tree=_tree(seen, organ), facts=facts, tables=tables, acts=acts)
    return page.response(request, frame(request, "work"))


def _tree(seen: Viewer, current: int) -> list[ui.OrganNode]:
    staff = seen.staff
    below: dict[int | None, list[int]] = {}
    for one, above in staff.parents.items():
        below.setdefault(above, []).append(one)
    people: Counter[int] = Counter()
    for held in staff.posts.values():
        people.update({post.organ for post in held if post.held_on(seen.day)})
    open_ = set(staff.line(current))

    def node(one: int) -> ui.OrganNode:
        # A zone has a hundred committees: below what is not on the way to the chosen organ nothing is drawn.
        inside = [node(child) for child in below.get(one, [])] if one in open_ else []
        return ui.OrganNode(staff.names[one], reverse("organ", args=[one]), people=people[one], below=inside, current=one == current)

    return [node(one) for one in below.get(None, [])]


def _role_words(roles: list[str]) -> str:
    return "、".join(known.name if known else name for name, known in ((name, role(name)) for name in roles))


def changes_of(seen: Viewer, subject: str, ids: list[int]) -> ui.Table:
    """The last changes of one organ or person, for administrators."""
    found = Change.objects.filter(subject=subject, subject_id__in=ids).order_by("-seq")[:20]
    columns = [ui.ListColumn("at", "登记时间", "date"), ui.ListColumn("who", "经办"), ui.ListColumn("act", "办理"), ui.ListColumn("on", "生效日期", "date"),
               ui.ListColumn("paper", "依据"), ui.ListColumn("why", "理由")]  # fmt: skip
    rows = [
        ui.Row(str(one.pk), [
            ui.Cell(f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}", kind="date"), ui.Cell(seen.staff.people.get(one.person or 0, "")), ui.Cell(one.act),
            ui.Cell(str(one.on), kind="date"), ui.Cell(one.paper), ui.Cell(one.reason[:40], title=one.reason),
        ])
        for one in found
    ]  # fmt: skip
    return ui.Table(columns, rows, "变更记录", ui.Empty("没有变更。"))


def _posts(posts: object, caption: str, seen: Viewer, of_person: bool = False) -> ui.Table:
    """Posts of an organ with their holders, or (`of_person`) of a person with their organs."""
    columns = [
        ui.ListColumn("who", "单位" if of_person else "人员"), ui.ListColumn("post", "岗位"), ui.ListColumn("role", "角色"), ui.ListColumn("how", "方式"),
        ui.ListColumn("from", "自", "date"), ui.ListColumn("to", "至", "date"), ui.ListColumn("paper", "依据"), ui.ListColumn("end", "办理", shown=security_admins(seen)),
    ]  # fmt: skip
    ends = security_admins(seen)
    rows = [
        ui.Row(
            str(one.pk),
            [
                ui.Cell(one.organ.name, reverse("organ", args=[one.organ_id])) if of_person else ui.Cell(one.person.name, reverse("person", args=[one.person_id])), ui.Cell(one.title), ui.Cell(_role_words(one.roles)),
                ui.Cell(one.how), ui.Cell(str(one.from_on), kind="date"), ui.Cell(str(one.to_on or ""), kind="date"), ui.Cell(one.paper),
                *([ui.Cell("终止", reverse("post_end", args=[one.pk])) if one.to_on is None or one.to_on >= seen.day else ui.Cell()] if ends else []),
            ],
            reverse("organ", args=[one.organ_id]) if of_person else reverse("person", args=[one.person_id]),
            void=one.to_on is not None and one.to_on < seen.day,
        )
        for one in posts  # type: ignore[attr-defined]
    ]  # fmt: skip
    return ui.Table(columns, rows, caption, ui.Empty("没有在岗人员。"))


def post_table(seen: Viewer, person: int | None) -> ui.Table:
    """All posts of a person."""
    return _posts(Post.objects.filter(person=person).select_related("person", "organ").order_by("-from_on"), "岗位", seen, of_person=True)


def certificate_table(seen: Viewer, person: int | None) -> ui.Table:
    """All certificates of enforcement of a person."""
    columns = [
        ui.ListColumn("number", "证号", "code"), ui.ListColumn("organ", "单位"), ui.ListColumn("from", "自", "date"),
        ui.ListColumn("to", "至", "date"), ui.ListColumn("state", "状态"),
    ]  # fmt: skip
    rows = []
    found = list(Certificate.objects.filter(person=person).order_by("-to_on"))
    mine = set(visible(seen, [CARD]).filter(pk__in=[card.matter_id for card in found if card.matter_id]).values_list("pk", flat=True)) if found else set()
    for card in found:
        held = standing(card, seen.staff, seen.day)
        state = held.why.partition("）")[2] or held.why if held.why else "有效" if held.post else "持证人不在所属机关"
        cells = [
            ui.Cell(card.number, reverse("matter", args=[card.matter_id]) if card.matter_id in mine else "", kind="code"), ui.Cell(seen.staff.names.get(card.organ_id, "")), ui.Cell(str(card.from_on), kind="date"),
            ui.Cell(str(card.to_on), kind="date"), ui.Cell(state),
        ]  # fmt: skip
        rows.append(ui.Row(str(card.pk), cells))
    return ui.Table(columns, rows, "行政执法证件", ui.Empty("没有行政执法证件。"))


def person(request: HttpRequest, person: int) -> HttpResponse:
    """A member of staff: posts, certificates, how many matters in hand of those that the viewer may see."""
    seen = viewer_of(request)
    name = seen.staff.people.get(person)
    if name is None:
        raise PermissionDenied("没有这一人员。")
    in_hand = visible(seen).filter(handler=person, status="open").count()
    left = seen.staff.left.get(person)
    facts = [ui.Calibre("在办事项（您可以查看的）", f"{in_hand} 件")] + ([ui.Calibre("离岗日期", str(left))] if left else [])
    tables = [post_table(seen, person), certificate_table(seen, person)] + ([changes_of(seen, "person", [person])] if admins(seen) else [])
    page = ui.PersonPage(title=name, crumbs=[ui.Link("机构人员", reverse("organs"))], facts=facts, tables=tables, acts=_acts(seen, person, in_hand, left is not None))
    return page.response(request, frame(request, "work"))


ORGAN_ACTS = {"found": "设立下级单位", "rename": "更名", "move": "改变隶属关系", "merge": "并入其他单位", "abolish": "撤销"}


def _acts(seen: Viewer, person: int, in_hand: int, gone: bool) -> list[ui.Act]:
    """What this viewer may do about a person: each administrator their part, a leader the matters in hand."""
    acts = []
    if in_hand and (person == seen.person or leaders(seen)):
        acts.append(ui.Act("移交在办事项", reverse("person_handover", args=[person])))
    if gone or person == seen.person:
        return acts
    if system_admins(seen):
        acts.append(ui.Act("登记离岗", reverse("person_leave", args=[person]), danger=True))
    if security_admins(seen):
        acts += [ui.Act("登记岗位", reverse("post_new", args=[person]), primary=True), ui.Act("开通账号", reverse("account_new", args=[person]))]
    return acts
