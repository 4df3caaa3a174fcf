"""The one desk: its queue, the board with its map, urging, and matters without a holder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.kernel.access import matters
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.irregular import hand_over
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.desk.board import board as board_of
from yuheng.systems.disputes.desk.board import places
from yuheng.systems.disputes.desk.choices import CHANNELS, ROUTES, SORTS
from yuheng.systems.disputes.desk.facts import Intake
from yuheng.systems.disputes.desk.holding import orphans, takers
from yuheng.systems.disputes.desk.procedure import INTAKE, URGING
from yuheng.systems.disputes.desk.queue import STATES, Asked, counts, page
from yuheng.systems.disputes.mediation.facts import KINDS, Dispute

SIZE, MOST = 50, 40
RISKS = (("high", "高"), ("middle", "中"), ("low", "低"))
LIGHTS = {"overdue": "逾期", "soon": "临期", "fine": "正常", "none": "无期限"}
ORDERS = {"due": "按期限", "-day": "新来的在前"}
CHOICES: Mapping[str, tuple[str, Iterable[tuple[str, str]]]] = {
    "channel": ("来源渠道", CHANNELS), "route": ("处理途径", ROUTES), "kind": ("事项类型", KINDS), "risk": ("风险等级", RISKS), "light": ("期限", tuple(LIGHTS.items())),
}  # fmt: skip
TILE, ROW, GAP = 120, 68, 8
"""The drawing's units of one square of the map."""


def at_desk(seen: Viewer) -> bool:
    """Whether the person reads what comes to the desk."""
    return INTAKE.id in seen.reads


def dispatchers(seen: Viewer) -> bool:
    """Who sends items on, urges and hands over for the whole zone."""
    return seen.is_any("dispute_clerk", "petition_clerk", "justice_head")


def asked_of(request: HttpRequest) -> Asked:
    """The filters of the address; a value that is none of the declared reads as not given."""
    given = {name: value for name, (_label, options) in CHOICES.items() if (value := request.GET.get(name, "")) in dict(options)}
    state, area = request.GET.get("state", "open"), request.GET.get("area", "")
    return Asked(
        state=state if state in STATES else "open", area=int(area) if area.isdecimal() and len(area) < 19 else None,
        since=_day(request.GET.get("since", "")), until=_day(request.GET.get("until", "")), **given,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _given(asked: Asked, **changes: str) -> dict[str, str]:
    found = {name: str(value) for name, value in vars(asked).items() if value and value != "open"}
    return {name: value for name, value in {**found, **changes}.items() if value}


def desk(request: HttpRequest) -> HttpResponse:
    """The queue of what the viewer may see, the most pressing first."""
    seen, asked = viewer_of(request), asked_of(request)
    order = request.GET.get("order", "")
    # Items without a date are in no order by date: whoever asks for them gets the newest first.
    order = "-day" if order == "-day" or asked.light == "none" or asked.state == "closed" else "due"
    found = page(seen, asked, size=SIZE, after=request.GET.get("after"), before=request.GET.get("before"), order=order)
    told = counts(seen, asked)
    mine = _given(asked)
    kept = {**mine, "order": order}
    out = ui.DeskPage(
        title="一个窗口",
        lead="来件、矛盾纠纷和信访事项在一处排队；并入的、已有纠纷承接的不再列出。",
        states=[ui.Link(words, f"?{urlencode(_given(asked, state='' if name == 'open' else name, light=''))}", current=asked.state == name) for name, words in STATES.items()],
        asking=[*(_select(name, label, getattr(asked, name), options) for name, (label, options) in CHOICES.items()), _area(asked), *_days(asked)],
        hidden=[("state", asked.state), ("order", order)],
        counts=[(LIGHTS[name], _most(number), name if number else "none", f"?{urlencode(_given(asked, light=name))}") for name, number in told.items()],
        table=ui.Table([*HEADS, *([URGE] if may_open(seen, URGING) else [])], _lines(found.rows, seen), empty=ui.Empty("没有符合条件的事项。", ui.Act("全部未了", reverse("desk")) if mine else None)),
        orders=[ui.Link(words, f"?{urlencode({**mine, 'order': name})}", current=order == name) for name, words in ORDERS.items()],
        pager=_pager(found, kept, sum(told.values())),
        links=_links(seen),
        filtered=bool(set(mine) - {"state", "light"}),
        act=ui.Act("登记来件", reverse("open", args=[INTAKE.id]), primary=True) if may_open(seen, INTAKE) else None,
    )  # fmt: skip
    return out.response(request, frame(request, "work", INTAKE.id))


HEADS = [
    ui.ListColumn("due", "期限"), ui.ListColumn("number", "编号", "code"), ui.ListColumn("title", "事项"), ui.ListColumn("from", "来源"), ui.ListColumn("state", "状态"),
    ui.ListColumn("unit", "承办"), ui.ListColumn("place", "属地"), ui.ListColumn("on", "收到", "date"),
]  # fmt: skip
URGE = ui.ListColumn("urge", "催办")


def _lines(rows: list[Matter], seen: Viewer) -> list[ui.Row]:
    """The rows of a page; what they say beside their matters is read in two statements."""
    keys = [one.pk for one in rows]
    items = {pk: (channel, route) for pk, channel, route in Intake.objects.filter(pk__in=keys).values_list("pk", "channel", "route")}
    sources = dict(Dispute.objects.filter(pk__in=keys).values_list("pk", "source"))
    channels, routes, staff, urges = dict(CHANNELS), dict(ROUTES), seen.staff, may_open(seen, URGING)
    found = []
    for one in rows:
        channel, route = items.get(one.pk, (sources.get(one.pk), None))
        href = reverse("desk_item" if one.procedure == INTAKE.id else "matter", args=[one.pk])
        handler = staff.people.get(one.handler_id or 0, "")
        words = (routes.get(route) or "待分类") if one.procedure == INTAKE.id else one.stage
        cells = [
            ui.Cell(part=showing.light(one.due_on, one.warn_on, seen.day)), ui.Cell(one.number or "未编号", href, kind="code"), ui.Cell(one.title, title=one.title),
            ui.Cell(channels.get(channel or "", "")), ui.Cell(words), ui.Cell(f"{staff.names.get(one.lead_id, '')} {handler}", title=staff.names.get(one.lead_id, "")),
            ui.Cell(staff.names.get(one.area_id or 0, "")), ui.Cell(str(one.opened_on or ""), kind="date"),
        ]  # fmt: skip
        if urges:
            cells.append(ui.Cell("催办、督办", reverse("desk_urge", args=[one.pk])) if one.status == "open" else ui.Cell())
        found.append(ui.Row(str(one.pk), cells, href))
    return found


def _most(number: int) -> str:
    return f"{matters.MANY:,}+" if number > matters.MANY else f"{number:,}"


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> ui.FormField:
    return ui.FormField(name=name, label=label, kind="select", options=[ui.Option(value, text, value == chosen) for value, text in options], prefix="ask_")


def _area(asked: Asked) -> ui.FormField:
    return _select("area", "属地", str(asked.area or ""), [(str(pk), name) for pk, name, _square in places()])


def _days(asked: Asked) -> list[ui.FormField]:
    told = (("since", "收到日期自", asked.since), ("until", "至", asked.until))
    return [ui.FormField(name=name, label=label, kind="date", value=str(day or ""), prefix="ask_") for name, label, day in told]


def _pager(found: matters.Page, kept: dict[str, str], total: int) -> ui.Pager | None:
    if not found.after and not found.before:
        return None
    first = f"?{urlencode(kept)}"
    return ui.Pager(
        f"每页 {SIZE} 件" + (f"，共 {_most(total)} 件" if total else ""), first=first if found.before else "", before=f"{first}&{urlencode({'before': found.before})}" if found.before else "",
        after=f"{first}&{urlencode({'after': found.after})}" if found.after else "",
    )  # fmt: skip


def _links(seen: Viewer) -> list[ui.Link]:
    pages = [("风险研判", reverse("desk_board"), True), ("无人承办", reverse("desk_handover"), dispatchers(seen)), ("催办督办", reverse("list", args=[URGING.id]), URGING.id in seen.reads)]
    return [ui.Link(name, href) for name, href, there in pages if there]


def board(request: HttpRequest) -> HttpResponse:
    """Open matters by place, kind and risk, and the map of communities; every number opens the list it counts."""
    seen = viewer_of(request)
    risk = request.GET.get("risk", "")
    risk = risk if risk in dict(RISKS) else ""
    found, squares, kinds = board_of(seen, risk), places(), dict(KINDS)
    shown = [kind for kind, _count in found.kinds.most_common(10)]
    most = max((found.places[pk] for pk, _name, _square in squares), default=0)
    late = sum(found.late.values())
    named = [(pk, name) for pk, name, _square in squares if found.places[pk]]

    def to(**given: object) -> str:
        return f"{reverse('desk')}?{urlencode({**given, **({'risk': risk} if risk else {})})}"

    out = ui.DeskBoardPage(
        title="风险研判",
        lead="未了的来件、矛盾纠纷和信访事项；数字打开所计的事项。地图是示意图，一格一个社区（村），不按比例。",
        counts=[
            ("未了", f"{found.total:,}", "none", to()), ("逾期", f"{late:,}", "overdue" if late else "none", to(light="overdue")),
            *((f"{words}风险", f"{found.risks[code]:,}", "soon" if code == "high" else "none", f"{reverse('desk')}?risk={code}") for code, words in RISKS),
        ],
        risks=[ui.Link(words, f"?risk={code}" if code else "?", current=risk == code) for code, words in (("", "全部"), *((code, f"{words}风险") for code, words in RISKS))],
        tiles=[
            ui.Tile(
                GAP + column * (TILE + GAP), GAP + row * (ROW + GAP), name, found.places[pk], found.late[pk], _shade(found.places[pk], most), to(area=pk),
            )
            for pk, name, (column, row) in squares
        ],
        width=GAP + (TILE + GAP) * (max((square[0] for _pk, _name, square in squares), default=0) + 1),
        height=GAP + (ROW + GAP) * (max((square[1] for _pk, _name, square in squares), default=0) + 1),
        heads=[kinds.get(kind, kind) for kind in shown],
        lines=[(name, [(found.cells[pk, kind], to(area=pk, kind=kind)) for kind in shown], found.places[pk], to(area=pk)) for pk, name in named],
        clusters=[(seen.staff.names.get(place or 0, ""), kinds.get(kind, kind), count, to(area=place, kind=kind)) for place, kind, count in found.clusters(seen)[:10]],
        crumbs=[ui.Link("一个窗口", reverse("desk"))],
    )  # fmt: skip
    return out.response(request, frame(request, "work", INTAKE.id))


def _shade(count: int, most: int) -> int:
    """Four steps of shading, none for nothing."""
    return 0 if not count else min(4, 1 + 4 * count // (most + 1))


def handover(request: HttpRequest) -> HttpResponse:
    """Open matters without a holder. POST hands on those for which somebody was chosen; each is one signed event."""
    seen, error = viewer_of(request), ""
    if request.method == "POST":
        try:
            return _handed(request, seen)
        except Refused as refused:
            error = str(refused.refusal)
    found, total = orphans(seen, MOST)
    offered = {lead: [ui.Option(str(person), name) for person, name in takers(seen, lead)[:60]] for lead in {one.matter.lead_id for one in found}}
    out = ui.DeskHandoverPage(
        title="无人承办的事项",
        action=reverse("desk_handover"),
        lines=[
            ui.OrphanLine(
                str(one.matter.pk), ui.Link(f"{one.matter.number or '未编号'} {one.matter.title}", reverse("matter", args=[one.matter.pk])), seen.staff.names.get(one.matter.lead_id, ""),
                one.was, offered[one.matter.lead_id],
            )
            for one in found
        ],
        more=total - len(found),
        error=error,
        reason=request.POST.get("reason", ""),
        crumbs=[ui.Link("一个窗口", reverse("desk"))],
    )  # fmt: skip
    return out.response(request, frame(request, "work", INTAKE.id), status=422 if error else 200)


def _handed(request: HttpRequest, seen: Viewer) -> HttpResponse:
    """Only what is listed can be handed on here, and only to whom the list offers."""
    found, _total = orphans(seen, MOST)
    chosen = [(one.matter, to) for one in found if (to := request.POST.get(f"to.{one.matter.pk}", ""))]
    done = 0
    for matter, to in chosen:
        if to not in {str(person) for person, _name in takers(seen, matter.lead_id)}:
            raise PermissionDenied("所选的人不在可选范围内。")
        hand_over(matter.pk, int(to), by=seen.person or 0, reason=request.POST.get("reason", ""), post=post_of(request), account=seen.account.pk)
        done += 1
    if done:
        messages.success(request, f"已移交 {done} 件，接收人的待办随之增加。")
    else:
        messages.warning(request, "没有选择接收人，没有移交。")
    return HttpResponseRedirect(reverse("desk_handover"))


def urge(request: HttpRequest, matter: int) -> HttpResponse:
    """Urges or supervises over one matter; its unit answers by the day."""
    seen = viewer_of(request)
    head, _state, _law = core(seen, matter)
    if not may_open(seen, URGING):
        raise PermissionDenied("您的岗位不能催办、督办。")

    def do() -> str:
        sort = request.POST.get("sort", "")
        data = {"sort": sort, "file": matter, "demand": request.POST.get("demand", "").strip(), "answer_by": adm.day(request, "answer_by", "反馈期限")}
        # It goes to the unit that leads the matter, whose people find it among what they must do.
        key = "urge-" + sm3(json.dumps(data, default=str, sort_keys=True).encode()).hex()[:40]  # a second click says the same and finds the first
        order = Order("issue", seen.person or 0, opening=Opening(URGING.id, lead=head.lead_id, area=head.area_id), data=data, post=post_of(request), account=seen.account.pk, key=key)
        done = perform(order)
        if head.handler_id and head.handler_id != seen.person and not done.repeated:
            hand_over(done.matter, head.handler_id, by=seen.person or 0, reason="交承办人反馈", post=post_of(request), account=seen.account.pk)
        return f"已发出{dict(SORTS).get(sort, '')}，应于 {data['answer_by']} 前反馈。"

    def groups() -> list[ui.Group]:
        fields = [
            adm.select(request, "sort", "方式", SORTS, required=True, help="催办是提醒；督办要求限期反馈并核实，附督办单"),
            adm.text(request, "answer_by", "反馈期限", kind="date", required=True),
            adm.text(request, "demand", "要求", kind="textarea", required=True, wide=True, maxlength=2000),
        ]
        return [ui.Group("催办、督办", fields)]

    lead = "不改变事项自己的期限。承办单位反馈以后，由您核实办结或者退回重办；反馈人不能自己核实。"
    return adm.asked(request, "催办、督办", reverse("matter", args=[matter]), groups, do, subject=head.number or head.title, lead=lead, crumbs=[ui.Link("一个窗口", reverse("desk"))])
