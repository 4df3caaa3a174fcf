"""Ratings of inspections: what is published of each month; for the justice office the tallies, the invitations and the publishing."""

from __future__ import annotations

from datetime import timedelta

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.inspection_public import grouped
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform_many
from yuheng.systems.enforcement.inspection import rating
from yuheng.systems.enforcement.inspection.plan_procedure import RATING
from yuheng.systems.enforcement.inspection.rating_facts import RatingMonth

MOST = 60


def ratings(request: HttpRequest) -> HttpResponse:
    """Published months for whoever may read them; POST publishes the months that are over."""
    seen = viewer_of(request)
    if RATING.id not in seen.procedures:
        raise PermissionDenied("您的岗位没有这一项功能。")
    office = may_open(seen, RATING)
    if request.method == "POST":
        if not office:
            raise PermissionDenied("月度评价由司法所公布。")
        messages.success(request, _publish(request, seen))
        return HttpResponseRedirect(reverse("inspection_ratings"))
    shown = RatingMonth.objects.filter(matter__in=visible(seen, [RATING.id])).select_related("rated").order_by("-month", "rated__code")[:MOST]
    waiting = len(rating.to_invite()) if office else 0
    page = ui.AuthorityPage(
        title="检查评价",
        crumbs=[ui.Link("涉企检查", reverse("inspections"))],
        lead=f"企业评价匿名。月度结束后由司法所一次公布，不足 {rating.least(seen.day)} 份的不公布，公布后不再改变。",
        asking=[],
        counts=[("还没有邀请评价的检查", f"{waiting:,}", "soon" if waiting else "fine")] if office else [],
        tables=[("已公布", _published(shown), ""), *([("评价累计（只供司法所监督使用）", _tallies(seen), "只有合计，没有是谁、哪一次检查；不得向被评价机关提供。")] if office else [])],
        links=[ui.Link("评价邀请", reverse("rating_letters"))] if office else [],
        act=ui.Act("公布上月及以前的评价", reverse("inspection_ratings"), primary=True, post=True) if office else None,
    )
    return page.response(request, frame(request, "work", RATING.id))


def _published(shown) -> ui.Table:
    columns = [ui.ListColumn("m", "月份"), ui.ListColumn("o", "机关"), ui.ListColumn("n", "评价", "number"), ui.ListColumn("s", "平均星级", "number"), ui.ListColumn("w", "说明")]
    rows = []
    for one in shown:
        asked = [f"{words} {count} 份" for words, count in (("主动出示", one.card), ("说明事项", one.reason), ("没有影响经营", one.calm)) if count is not None]
        cells = [ui.Cell(f"{one.month:%Y年%m月}"), ui.Cell(one.rated.name), ui.Cell("—" if one.ratings is None else str(one.ratings), kind="number"), ui.Cell(one.stars or "—", kind="number"), ui.Cell(one.note or "；".join(asked))]
        rows.append(ui.Row(str(one.pk), cells))
    return ui.Table(columns, rows, empty=ui.Empty("还没有公布的评价。"))


def _tallies(seen: Viewer) -> ui.Table:
    columns = [ui.ListColumn("m", "月份"), ui.ListColumn("o", "机关"), *(ui.ListColumn(f"s{n}", f"{n} 星", "number") for n in range(5, 0, -1)), ui.ListColumn("a", "平均", "number")]
    rows = []
    for (organ, month), counts in sorted(rating.tallies().items(), key=lambda item: (item[0][1], item[0][0]), reverse=True)[:MOST]:
        stars = {n: counts.get((rating.STARS, str(n)), 0) for n in range(1, 6)}
        cells = [ui.Cell(f"{month:%Y年%m月}"), ui.Cell(seen.staff.names.get(organ, "")), *(ui.Cell(str(stars[n]), kind="number") for n in range(5, 0, -1)), ui.Cell(rating.average(stars) if sum(stars.values()) else "—", kind="number")]
        rows.append(ui.Row(f"{organ}-{month}", cells))
    return ui.Table(columns, rows, empty=ui.Empty("还没有评价。"))


def _publish(request: HttpRequest, seen: Viewer) -> str:
    """Every month that is over, of every organ that was rated or asked for in it, once."""
    known = set(RatingMonth.objects.exclude(matter__status="void").values_list("rated", "month"))
    last = seen.day.replace(day=1) - timedelta(days=1)
    organs = {organ for organ, _month in rating.tallies()}
    due = sorted({*rating.tallies(), *((organ, last.replace(day=1)) for organ in organs)} - known, key=lambda one: (one[1], one[0]))
    orders = [
        Order(
            "record", seen.person or 0, opening=Opening(RATING.id, lead=organ), data={"month": month, "rated": organ}, post=post_of(request), account=seen.account.pk,
            key=f"rating:{organ}:{month}",
        )
        for organ, month in due if rating.over(month, seen.day)
    ]  # fmt: skip
    done = sum(isinstance(one, Done) for one in perform_many(orders))
    return f"已公布 {done} 个月度评价。" if done else "没有需要公布的月度评价。"


def letters(request: HttpRequest) -> HttpResponse:
    """GET lists whom to ask; POST makes the codes and shows them this once. By the justice office alone."""
    seen = viewer_of(request)
    if not may_open(seen, RATING):
        raise PermissionDenied("评价邀请由司法所发出。")
    waiting = rating.to_invite()
    back = ui.Link("检查评价", reverse("inspection_ratings"))
    if request.method == "POST":
        made = rating.invite([one.pk for one in waiting[:MOST]])
        record(seen, f"制作检查评价邀请 {len(made)} 份", address=request.META.get("REMOTE_ADDR", ""))
        address = request.build_absolute_uri(reverse("inspection_rate"))
        page = ui.RatingLettersPage(
            title="评价邀请", letters=[_letter(one, address) for one in made], address=address, back=back,
        )  # fmt: skip
        answer = page.response(request, frame(request, "work", RATING.id))
        answer["Cache-Control"] = "no-store"
        return answer
    rows = [ui.Row(str(one.pk), [ui.Cell(one.target or ""), ui.Cell(one.place or ""), ui.Cell(one.item or "")]) for one in waiting[:MOST]]
    listed = ui.Table([ui.ListColumn("t", "企业"), ui.ListColumn("p", "地址"), ui.ListColumn("i", "检查事项")], rows, empty=ui.Empty("没有需要邀请的。"))
    whole = ui.AuthorityPage(
        title="评价邀请",
        crumbs=[back],
        lead="检查结果告知以后，由司法所直接邀请企业评价。评价码与企业的对应关系不保存；检查机关不经手邀请。",
        asking=[],
        counts=[("待邀请", f"{len(waiting):,}", "soon" if waiting else "fine")],
        tables=[("待邀请的企业", listed, f"一次最多 {MOST} 份。")],
        act=ui.Act(f"制作 {min(len(waiting), MOST)} 份邀请", reverse("rating_letters"), primary=True, post=True, confirm=["评价码只显示一次，请准备好打印"]) if waiting else None,
    )
    return whole.response(request, frame(request, "work", RATING.id))


def _letter(one: rating.Letter, address: str) -> ui.RatingLetter:
    code = grouped(one.code)
    return ui.RatingLetter(one.target, one.place, one.item, code, str(one.until), segno.make(f"{address}#{code}", error="m").svg_data_uri(scale=4, border=2))
