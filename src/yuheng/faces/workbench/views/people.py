"""Organs, people and posts: who sits where, with which roles and certificates, from when to when."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.access.grants import Viewer, role
from yuheng.kernel.access.matters import visible
from yuheng.kernel.records.models import Certificate, Organ, OrganName, Post


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
    page = ui.OrganPage(title=found.name, tree=_tree(seen, organ), facts=facts, tables=[_posts(posts, "岗位")])
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


def _posts(posts: object, caption: str) -> ui.Table:
    columns = [
        ui.ListColumn("person", "人员"), ui.ListColumn("post", "岗位"), ui.ListColumn("role", "角色"), ui.ListColumn("how", "方式"),
        ui.ListColumn("from", "自", "date"), ui.ListColumn("to", "至", "date"), ui.ListColumn("paper", "依据"),
    ]  # fmt: skip
    rows = [
        ui.Row(
            str(one.pk),
            [
                ui.Cell(one.person.name, reverse("person", args=[one.person_id])), ui.Cell(one.title), ui.Cell(_role_words(one.roles)),
                ui.Cell(one.how), ui.Cell(str(one.from_on), kind="date"), ui.Cell(str(one.to_on or ""), kind="date"), ui.Cell(one.paper),
            ],
            reverse("person", args=[one.person_id]),
            void=one.to_on is not None,
        )
        for one in posts  # type: ignore[attr-defined]
    ]  # fmt: skip
    return ui.Table(columns, rows, caption, ui.Empty("没有在岗人员。"))


def post_table(seen: Viewer, person: int | None) -> ui.Table:
    """All posts of a person."""
    return _posts(Post.objects.filter(person=person).select_related("person").order_by("-from_on"), "岗位")


def certificate_table(seen: Viewer, person: int | None) -> ui.Table:
    """All certificates of enforcement of a person."""
    columns = [
        ui.ListColumn("number", "证号", "code"), ui.ListColumn("organ", "单位"), ui.ListColumn("from", "自", "date"),
        ui.ListColumn("to", "至", "date"), ui.ListColumn("state", "状态"),
    ]  # fmt: skip
    rows = []
    for card in Certificate.objects.filter(person=person).order_by("-to_on"):
        state = f"{card.stopped_on} {card.stopped_why}" if card.stopped_on else "有效" if card.from_on <= seen.day <= card.to_on else "不在有效期"
        cells = [
            ui.Cell(card.number, kind="code"), ui.Cell(seen.staff.names.get(card.organ_id, "")), ui.Cell(str(card.from_on), kind="date"),
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
    page = ui.PersonPage(title=name, crumbs=[ui.Link("机构人员", reverse("organs"))], facts=facts, tables=[post_table(seen, person), certificate_table(seen, person)])
    return page.response(request, frame(request, "work"))
