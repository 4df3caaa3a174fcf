"""Who may enforce what, on a day: the list of power items, the roster of certificates, the card with its QR code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import segno
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.views.officer_check import code_of
from yuheng.kernel.access.grants import Viewer, all_roles
from yuheng.kernel.access.matters import get, published, visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.office import office
from yuheng.kernel.records.models import Certificate
from yuheng.systems.enforcement.items.choices import FIELD_NAMES, KINDS, PENALTY
from yuheng.systems.enforcement.items.facts import PowerItem
from yuheng.systems.enforcement.items.procedure import ITEM, SUBJECT
from yuheng.systems.enforcement.officers.procedure import CARD, QUALIFICATION
from yuheng.systems.enforcement.officers.standing import Held, gone, held, lacking, soon, unreviewed

MOST = 100
"""Rows of one table; the counts above are of all."""


def _day(request: HttpRequest, seen: Viewer) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return seen.day


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> ui.FormField:
    found = [ui.Option("", "全部", not chosen), *(ui.Option(value, text, value == chosen) for value, text in options)]
    return ui.FormField(name=name, label=label, kind="select", options=found, prefix="ask_")


def items(request: HttpRequest) -> HttpResponse:
    """The list of power items as it stands on a day. It is public by law; the file of an item opens for who may read it."""
    seen = viewer_of(request)
    day = _day(request, seen)
    kind, field = request.GET.get("kind", ""), request.GET.get("field", "")
    listed = PowerItem.objects.filter(matter__in=published(ITEM.id), from_on__lte=day).select_related("holder").order_by("field", "code", "pk")
    listed = listed.filter(kind=kind) if kind in dict(KINDS) else listed
    listed = listed.filter(field=field) if field in FIELD_NAMES else listed
    found = list(listed)
    stand = [one for one in found if one.back_on is None or one.back_on > day]
    back = [one for one in found if one.back_on is not None and one.back_on <= day]
    mine = set(visible(seen, [ITEM.id]).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    page = ui.AuthorityPage(
        title="权力事项清单",
        lead=f"{day} 行使的事项。没有列入清单、已经收回的，不能新立案；收回以前立案的案件继续办理。",
        asking=[ui.FormField(name="on", label="日期", kind="date", value=str(day), prefix="ask_"), _select("kind", "职权类型", kind, KINDS), _select("field", "执法领域", field, FIELD_NAMES.items())],
        counts=[
            ("行使中", f"{len(stand):,}", "fine"), ("其中行政处罚", f"{sum(one.kind == PENALTY for one in stand):,}", "none"),
            ("赋权下放", f"{sum(one.way == 'given' for one in stand):,}", "none"), ("已收回", f"{len(back):,}", "none"),
        ],
        tables=[("行使中", _items(stand, mine, "这一日没有行使的事项。"), _cut(stand)), *([("已收回", _items(back, mine, "", gone=True), _cut(back))] if back else [])],
        links=_links(seen, [(ITEM.id, "清单台账", reverse("roll", args=["items.held"])), (SUBJECT.id, "执法主体", reverse("list", args=[SUBJECT.id]))]),
        act=ui.Act("列入清单", reverse("open", args=[ITEM.id]), primary=True) if may_open(seen, ITEM) else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work", ITEM.id))


def _cut(rows: Sequence[object]) -> str:
    return f"另有 {len(rows) - MOST} 行，请按领域、类型查看，或者打开台账。" if len(rows) > MOST else ""


def _links(seen: Viewer, pages: Iterable[tuple[str, str, str]]) -> list[ui.Link]:
    return [ui.Link(name, href) for procedure, name, href in pages if procedure in seen.reads]


def _items(found: Sequence[PowerItem], mine: set[int], empty: str, *, gone: bool = False) -> ui.Table:
    columns = [
        ui.ListColumn("code", "编码", "code"), ui.ListColumn("name", "事项"), ui.ListColumn("field", "领域"), ui.ListColumn("basis", "设定依据"), ui.ListColumn("holder", "行使机关"),
        ui.ListColumn("from", "自", "date"), ui.ListColumn("back", "收回", "date"),
    ]  # fmt: skip
    rows = []
    for one in found[:MOST]:
        href = reverse("matter", args=[one.pk]) if one.pk in mine else ""
        cells = [
            ui.Cell(one.code or "", href, kind="code"), ui.Cell(one.name or "", title=one.name or ""), ui.Cell(FIELD_NAMES.get(one.field, "")), ui.Cell(one.basis or "", title=one.basis or ""),
            ui.Cell(str(one.holder)), ui.Cell(str(one.from_on), kind="date"), ui.Cell(str(one.back_on or ""), title=one.back_by or "", kind="date"),
        ]  # fmt: skip
        rows.append(ui.Row(str(one.pk), cells, href, void=gone))
    return ui.Table(columns, rows, empty=ui.Empty(empty))


def officers(request: HttpRequest) -> HttpResponse:
    """Certificates on a day: what ends soon, who lacks one, whose was not given back, whose year was not reviewed."""
    seen, staff = viewer_of(request), office()
    day, unit = _day(request, seen), request.GET.get("unit", "")
    inside = int(unit) if unit.isdigit() and int(unit) in staff.parents else None
    every = [one for one in held(staff, day) if inside is None or one.post is None or inside in staff.line(one.post.organ)]
    roles = frozenset(role.id for role in all_roles() if role.certified)
    need = [one for one in lacking(staff, day, roles) if inside is None or inside in staff.line(one.organ)]
    ends, left, unseen = soon(every, day), gone(every), unreviewed(every, day)
    paused = [one for one in every if "暂扣" in one.why]
    valid = sum(one.valid and not one.card.auxiliary for one in every)
    units = [(str(pk), staff.names[pk]) for pk in sorted({post.organ for found in staff.posts.values() for post in found if post.roles & roles and post.held_on(day)})]
    mine = set(visible(seen, [CARD.id]).filter(pk__in=[one.card.matter_id for one in every if one.card.matter_id]).values_list("pk", flat=True))
    share = f"{100 * valid // (valid + len(need))}%" if valid + len(need) else "—"
    page = ui.AuthorityPage(
        title="执法人员和证件",
        lead=f"{day} 的情况。没有有效证件的人员，不能作为两名执法人员之一办理；辅助人员不能作为执法人员。",
        asking=[ui.FormField(name="on", label="日期", kind="date", value=str(day), prefix="ask_"), _select("unit", "单位", unit, units)],
        counts=[
            ("持有有效证件", f"{valid:,}", "fine"), ("持证率", share, "none"), ("应持未持", f"{len(need):,}", "overdue" if need else "fine"), ("即将到期", f"{len(ends):,}", "soon" if ends else "fine"),
            ("暂扣中", f"{len(paused):,}", "none"), ("应注销未注销", f"{len(left):,}", "overdue" if left else "fine"), ("逾一年没有年审", f"{len(unseen):,}", "soon" if unseen else "fine"),
            ("辅助人员证件", f"{sum(one.card.auxiliary for one in every):,}", "none"),
        ],
        tables=[
            ("应持未持", _lacking(need, seen), "请尽快申领、换发，或者调整岗位。" if need else ""),
            ("即将到期", _cards(ends, mine, seen, "提前期内没有到期的证件。"), _cut(ends)),
            *([("暂扣中", _cards(paused, mine, seen), _cut(paused))] if paused else []),
            *([("应注销未注销", _cards(left, mine, seen), "持证人已不在所属机关，或者证件已经到期。" + _cut(left))] if left else []),
            *([("逾一年没有年审", _cards(unseen, mine, seen), _cut(unseen))] if unseen else []),
        ],
        links=_links(seen, [(CARD.id, "证件名册", reverse("roll", args=["certificates.standing"])), (QUALIFICATION.id, "资格申领", reverse("list", args=[QUALIFICATION.id])), (CARD.id, "全部证件", reverse("list", args=[CARD.id]))]),
        act=ui.Act("登记发证", reverse("open", args=[CARD.id]), primary=True) if may_open(seen, CARD) else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work", CARD.id))


def _lacking(need: Sequence, seen: Viewer) -> ui.Table:
    columns = [ui.ListColumn("who", "人员"), ui.ListColumn("unit", "单位"), ui.ListColumn("why", "原因")]
    rows = [
        ui.Row(str(one.person), [ui.Cell(one.name, reverse("person", args=[one.person])), ui.Cell(seen.staff.names.get(one.organ, "")), ui.Cell(one.why.removeprefix("的"))])
        for one in need[:MOST]
    ]  # fmt: skip
    return ui.Table(columns, rows, empty=ui.Empty("需要持证的岗位都有有效证件。"))


def _cards(found: Sequence[Held], mine: set[int], seen: Viewer, empty: str = "") -> ui.Table:
    columns = [ui.ListColumn("who", "持证人"), ui.ListColumn("number", "证号", "code"), ui.ListColumn("unit", "所在单位"), ui.ListColumn("to", "有效期止", "date"), ui.ListColumn("why", "情况")]
    rows = []
    for one in found[:MOST]:
        href = reverse("matter", args=[one.card.matter_id]) if one.card.matter_id in mine else ""
        where = seen.staff.names.get(one.post.organ if one.post else one.card.organ_id, "")
        said = one.why.partition("）")[2].removeprefix("已") or ("" if one.post else "持证人不在所属机关")
        rows.append(ui.Row(str(one.card.pk), [ui.Cell(one.name, reverse("person", args=[one.card.person_id])), ui.Cell(one.card.number, href, kind="code"), ui.Cell(where), ui.Cell(str(one.card.to_on), kind="date"), ui.Cell(said, title=said)], href))  # fmt: skip
    return ui.Table(columns, rows, empty=ui.Empty(empty))


def card(request: HttpRequest, matter: int) -> HttpResponse:
    """The card of a certificate with the QR code by which anybody checks it."""
    head = get(viewer_of(request), matter)
    found = Certificate.objects.filter(matter=matter).select_related("person", "organ").first()
    if found is None or head.procedure != CARD.id:
        raise PermissionDenied("没有这一证件。")
    address = request.build_absolute_uri(reverse("officer_card", args=[code_of(found)]))
    drawing = mark_safe(segno.make(address, error="m").svg_inline(scale=4, border=2, svgclass="y-qr", lineclass=None))  # a QR code of our own address
    kind = "执法辅助人员证" if found.auxiliary else "行政执法证"
    body = format_html(
        '<article class="y-sheet"><h1>{}</h1><dl class="y-facts"><div><dt>持证人</dt><dd>{}</dd></div><div><dt>证号</dt><dd class="y-code">{}</dd></div><div><dt>所属执法机关</dt><dd>{}</dd></div>'
        '<div><dt>有效期</dt><dd>{} 至 {}</dd></div></dl><p>{}</p><p>扫描二维码，当日是否有效即可查验。</p><p><a class="y-code y-break" href="{}">{}</a></p></article>',
        kind, found.person.name, found.number, found.organ.name, found.from_on, found.to_on, drawing, address, address,
    )  # fmt: skip
    page = ui.PaperPage(title="证件核验码", number=found.number, matter=ui.Link(head.title, reverse("matter", args=[matter])), body=body, note="可以打印贴在证件背面。")
    return page.response(request, frame(request, "work", CARD.id))
