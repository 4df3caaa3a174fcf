"""行政执法公示平台: what anybody may read of enforcement, before, during and after. Reads publications and contributed sections, never a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.components.disclosure import KEPT as KEPT_BY
from yuheng.faces.workbench.framing import public_frame
from yuheng.kernel.engine.legal import cite_words
from yuheng.kernel.engine.office import office
from yuheng.kernel.indicators.statement import statements
from yuheng.kernel.now import today
from yuheng.systems.disclosing import Told, section, sections
from yuheng.systems.enforcement.disclosure import finding
from yuheng.systems.enforcement.disclosure.finding import Asked, Key
from yuheng.systems.enforcement.disclosure.hearings import announced
from yuheng.systems.enforcement.disclosure.publication import WITHDRAWN, Publication
from yuheng.systems.enforcement.penalty.choices import KINDS
from yuheng.systems.enforcement.penalty.shown import fields
from yuheng.systems.enforcement.statistics.cells import TOTAL
from yuheng.systems.enforcement.statistics.facts import AnnualStatistics

PAGE, FILE = 30, 1_000
"""Decisions of a page, and of a file for machines; the next file begins where this one ends."""
KEPT = 60
"""Seconds that counts and sections may be behind."""
TABS = (("open_home", "首页"), ("open_before", "事前公开"), ("open_during", "事中公示"), ("open_after", "事后公开"), ("open_years", "统计年报"))
BASIS = "《行政处罚法》第三十九条、第四十八条，《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（国办发〔2018〕118号）"
NOTES = (
    "自然人的姓名只公开姓氏，不公开证件号码、住址、联系方式；当事人不满十八周岁的决定不公开。",
    "认为公开的信息不准确，或者侵犯商业秘密、个人隐私的，可以向处罚机关提出，处罚机关核实后更正或者撤下。",
    "决定被依法变更、撤销、确认违法或者确认无效的，三个工作日内撤回并说明理由（《行政处罚法》第四十八条第二款）。",
)  # fmt: skip


def _page(request: HttpRequest, current: str, title: str, **more: Any) -> HttpResponse:
    tabs = [ui.Link(text, reverse(name), current=name == current) for name, text in TABS]
    crumbs = more.pop("crumbs", [])
    return ui.OpenPage(title=title, tabs=tabs, crumbs=crumbs, **more).response(request, public_frame())


def home(request: HttpRequest) -> HttpResponse:
    """What the site holds, and the latest decisions."""
    on = today()
    rows, _before, _after = finding.page(finding.found(Asked(), on), None, None, 8)
    coming = announced(on)
    cards = [
        (ui.Link("事前公开", reverse("open_before")), "执法主体、人员、权力事项、程序、救济渠道、裁量基准和清单"),
        (ui.Link("事中公示", reverse("open_during")), f"怎样核验执法人员的身份；公开听证公告 {len(coming)} 场"),
        (ui.Link("事后公开", reverse("open_after")), f"行政处罚决定 {_count(Asked(), on)}"),
        (ui.Link("统计年报", reverse("open_years")), "上一年度行政执法总体情况"),
        (ui.Link("证件核验", reverse("officer_check")), "按证号和姓名核验行政执法证"), (ui.Link("法律条文", reverse("laws")), "处罚依据的条文"),
    ]  # fmt: skip
    words = ui.FormField(name="q", label="查行政处罚决定", placeholder="当事人名称、统一社会信用代码、文号、案由", maxlength=60, prefix="find_")
    return _page(
        request, "open_home", "行政执法公示平台", lead=f"依据{BASIS}公开。", asking=[words], action=reverse("open_after"), cards=cards, tables=[_listed(rows, "最新公开的处罚决定")],
    )  # fmt: skip


def before(request: HttpRequest) -> HttpResponse:
    """The sections of 事前公开."""
    cards = [(ui.Link(one.name, reverse("open_section", args=[one.id])), one.about) for one in sections()]
    return _page(request, "open_before", "事前公开", lead="执法机关在执法以前公开的信息，以今日有效的为准。", cards=cards)


def open_section(request: HttpRequest, part: str) -> HttpResponse:
    """One section, as it stands today."""
    one = section(part)
    if one is None:
        raise Http404("没有这一公开栏目。")
    told: list[Told] = _kept(f"open:{one.id}:{today()}", lambda: list(one.read(today())))
    tables = [ui.OpenTable(table.heads, table.rows, table.title, table.note, "现在没有。") for table in told] or [ui.OpenTable((), (), empty="现在没有公开的内容。")]
    crumbs = [ui.Link("事前公开", reverse("open_before"))]
    return _page(request, "open_before", one.name, lead=f"{one.about}（{cite_words(one.cites)}）。", crumbs=crumbs, tables=tables)


def _kept(key: str, read: Any) -> Any:
    found = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, KEPT)
    return found


def during(request: HttpRequest) -> HttpResponse:
    """How to know an officer, and the hearings that anybody may attend."""
    rows = [(f"{one.at:%Y-%m-%d %H:%M}", one.place or "以处罚机关通知为准", one.cause, one.organ) for one in announced(today())]
    hearings = ui.OpenTable(("时间", "地点", "案由", "机关"), rows, "公开听证公告", "凭有效身份证件可以旁听；座位有限的，按到场先后。" if rows else "", "近期没有公开举行的听证。")
    know = ui.OpenTable(
        ("您可以要求", "依据"),
        [
            ("执法人员不少于两人，主动出示执法证件；不出示的，您有权拒绝接受调查或者检查。", "《行政处罚法》第四十二条第一款、第五十五条第一款"),
            ("扫描执法证件上的二维码，或者按证号和姓名在“证件核验”查询，当场知道证件今日是否有效。", "国办发〔2018〕118号（五）"),
            ("执法人员告知执法事由、依据和您的权利；与案件有利害关系的，您可以申请其回避。", "《行政处罚法》第四十三条、第四十四条"),
            ("辅助人员只能协助，不能单独执法、不能作出决定。", "国办发〔2018〕118号（五）"),
        ],
        "怎样核验执法人员",
    )  # fmt: skip
    return _page(request, "open_during", "事中公示", lead="执法过程中您看得到什么、可以要求什么。", cards=[(ui.Link("证件核验", reverse("officer_check")), "查执法证件今日是否有效")], tables=[know, hearings])


def _asked(query: QueryDict) -> Asked:
    def day(name: str) -> date | None:
        try:
            return date.fromisoformat(query.get(name, ""))
        except ValueError:
            return None

    organ, kind = query.get("organ", ""), query.get("kind", "")
    return Asked(
        query.get("q", "").strip()[:60], int(organ) if organ.isascii() and organ.isdigit() and len(organ) < 19 else 0, kind if kind in dict(KINDS) else "",
        query.get("cause", "").strip()[:200], day("since"), day("until"), query.get("withdrawn") == "1",
    )  # fmt: skip


def _query(asked: Asked, **more: str) -> str:
    told = {
        "q": asked.words, "organ": str(asked.organ or ""), "kind": asked.kind, "cause": asked.cause, "since": str(asked.since or ""), "until": str(asked.until or ""),
        "withdrawn": "1" if asked.withdrawn else "", **more,
    }  # fmt: skip
    found = urlencode({name: value for name, value in told.items() if value})
    return f"?{found}" if found else ""


def _key(text: str) -> Key | None:
    day, _dash, number = text.partition("_")
    try:
        return Key(date.fromisoformat(day), int(number)) if number.isascii() and len(number) < 19 else None
    except ValueError:
        return None


def _place(one: Publication) -> str:
    return f"{one.decided_on}_{one.pk}"


def _count(asked: Asked, on: date) -> str:
    count = _kept(f"open-count:{on}:{hash(asked)}", lambda: finding.counted(finding.found(asked, on)))
    return f"{count:,} 件" if count <= finding.MOST else f"超过 {finding.MOST:,} 件"


def after(request: HttpRequest) -> HttpResponse:
    """The decisions that are shown: searched, narrowed, page by page."""
    asked, on = _asked(request.GET), today()
    rows, newer, older = finding.page(finding.found(asked, on), _key(request.GET.get("after", "")), _key(request.GET.get("before", "")), PAGE)
    more = [ui.Link("上一页", _query(asked, before=_place(rows[0])))] if rows and newer else []
    more += [ui.Link("下一页", _query(asked, after=_place(rows[-1])))] if rows and older else []
    other = ui.Link("已公开的决定", reverse("open_after")) if asked.withdrawn else ui.Link("已撤回的决定", "?withdrawn=1")
    return _page(
        request, "open_after", "行政处罚决定" + ("（已撤回）" if asked.withdrawn else ""), lead="按决定日期排列，新的在前。", asking=_asking(asked), action=reverse("open_after"),
        count=f"共 {_count(asked, on)}", exports=[other, ui.Link("JSON", reverse("open_json") + _query(asked)), ui.Link("CSV", reverse("open_csv") + _query(asked))],
        tables=[_listed(rows, "")], more=more, notes=NOTES, listed=False,
    )  # fmt: skip


def _asking(asked: Asked) -> list[ui.FormField]:
    organs: list[tuple[int, str]] = _kept("open-organs", finding.organs)

    def select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]]) -> ui.FormField:
        found = [ui.Option("", "全部", not chosen), *(ui.Option(value, text, value == chosen) for value, text in options)]
        return ui.FormField(name=name, label=label, kind="select", options=found, prefix="find_")

    asking = [
        ui.FormField(name="q", label="查什么", value=asked.words, placeholder="当事人名称、信用代码、文号、案由", maxlength=60, prefix="find_"),
        select("organ", "处罚机关", str(asked.organ or ""), [(str(pk), name) for pk, name in organs]), select("kind", "最重的处罚种类", asked.kind, KINDS),
        ui.FormField(name="since", label="决定日期自", kind="date", value=str(asked.since or ""), prefix="find_"),
        ui.FormField(name="until", label="决定日期至", kind="date", value=str(asked.until or ""), prefix="find_"),
    ]  # fmt: skip
    kept = [("cause", asked.cause), ("withdrawn", "1" if asked.withdrawn else "")]
    return asking + [ui.FormField(name=name, label="", kind="hidden", value=value, prefix="find_") for name, value in kept if value]


def _listed(rows: list[Publication], caption: str) -> ui.OpenTable:
    names = office().names
    told = [
        (ui.Link(one.number or "（无文号）", reverse("open_decision", args=[one.pk])), *(("已撤回", "", "") if one.state == WITHDRAWN else (one.party, one.cause, fields(one.record).get("处罚内容", ""))),
         names.get(one.organ_id or 0, ""), str(one.decided_on))
        for one in rows
    ]  # fmt: skip
    return ui.OpenTable(("文号", "当事人", "案由", "处罚内容", "处罚机关", "决定日期"), told, caption, "", "没有符合条件的决定。")


def decision(request: HttpRequest, publication: int) -> HttpResponse:
    """One decision as it was published; of one that was withdrawn only that it was, and why."""
    one = finding.shown_on(publication, today())
    if one is None:
        raise Http404("没有这一公示，或者公示期已满。")
    organ = one.organ.name if one.organ else ""
    crumbs = [ui.Link("行政处罚决定", reverse("open_after"))]
    if one.state == WITHDRAWN:
        facts = [("决定书文号", one.number), ("处罚机关", organ), ("撤回日期", str(one.ended_on)), ("理由", one.why)]
        return _page(request, "open_after", "已撤回的处罚决定", notice="这一决定的公示已经撤回，内容不再公开。", facts=facts, crumbs=crumbs, listed=False)
    facts = [("决定书文号", one.number), ("处罚机关", organ), *fields(one.record).items(), ("公示日期", str(one.from_on))]
    facts += [("公示期至", str(one.to_on))] if one.to_on else []
    cards = [(ui.Link("同一案由的决定", reverse("open_after") + _query(Asked(cause=one.cause))), one.cause)]
    cards += [(ui.Link("同一当事人的决定", reverse("open_after") + _query(Asked(words=one.uscc))), one.party)] if one.uscc else []
    return _page(
        request, "open_after", f"{one.number or '行政处罚决定'}", facts=[fact for fact in facts if fact[1]], cards=cards, crumbs=crumbs, notes=(*NOTES, f"公示内容摘要（国密 SM3）：{one.digest}"), listed=False,
    )  # fmt: skip


def _told(rows: Iterable[Publication], request: HttpRequest) -> Iterator[dict[str, str]]:
    names = office().names
    for one in rows:
        where = request.build_absolute_uri(reverse("open_decision", args=[one.pk]))
        if one.state == WITHDRAWN:
            yield {"决定书文号": one.number, "处罚机关": names.get(one.organ_id or 0, ""), "撤回日期": str(one.ended_on), "撤回理由": one.why, "网址": where}
        else:
            yield {
                "决定书文号": one.number, "处罚机关": names.get(one.organ_id or 0, ""), **fields(one.record), "公示日期": str(one.from_on), "公示期至": str(one.to_on or ""),
                "摘要": one.digest, "网址": where,
            }  # fmt: skip


COLUMNS = (
    "决定书文号", "处罚机关", "当事人", "当事人类型", "统一社会信用代码", "案由", "违法事实", "处罚依据", "处罚种类", "处罚内容", "暂扣、吊销的证照", "处罚有效期", "适用程序", "决定日期",
    "公示日期", "公示期至", "撤回日期", "撤回理由", "摘要", "网址",
)  # fmt: skip


def _file(request: HttpRequest, name: str) -> tuple[list[dict[str, str]], str]:
    """One file's decisions, and the address of the next file; empty at the end."""
    asked = _asked(request.GET)
    rows, _newer, older = finding.page(finding.found(asked, today()).select_related(None), _key(request.GET.get("after", "")), None, FILE)
    following = request.build_absolute_uri(reverse(name) + _query(asked, after=_place(rows[-1]))) if rows and older else ""
    return list(_told(rows, request)), following


def as_json(request: HttpRequest) -> HttpResponse:
    """The list for machines, a thousand at a time, with the address of the next."""
    rows, following = _file(request, "open_json")
    answer = JsonResponse({"decisions": rows, "next": following or None}, json_dumps_params={"ensure_ascii": False})
    return _headed(answer, following)


def as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a sheet: UTF-8 with its mark, as spreadsheets here expect it, and no cell that a spreadsheet would compute."""
    rows, following = _file(request, "open_csv")
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([_plain(row.get(column, "")) for column in COLUMNS] for row in rows)
    answer = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="penalties-{today()}.csv"'
    return _headed(answer, following)


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _headed(answer: HttpResponse, following: str) -> HttpResponse:
    answer.headers["Cache-Control"] = KEPT_BY
    answer.headers["X-Robots-Tag"] = "noindex, noarchive"
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def years(request: HttpRequest) -> HttpResponse:
    """The yearly statistics that were published."""
    found = _published().order_by("-year", "-pk")
    cards = [(ui.Link(f"{one.year}年度行政执法统计年报", reverse("open_year", args=[one.pk])), f"{one.published_on} 公布，数据截至 {one.taken_on}") for one in found]
    lead = "各机关每年 1 月 31 日以前公开上年度行政执法总体情况（国办发〔2018〕118号（六））。" + ("" if cards else "现在没有公布的年报。")
    return _page(request, "open_years", "行政执法统计年报", lead=lead, cards=cards)


def _published() -> Any:
    return AnnualStatistics.objects.filter(published_on__lte=today()).exclude(matter__status="void")


def year(request: HttpRequest, matter: int) -> HttpResponse:
    """The tables of one year as they were sealed."""
    one = _published().filter(pk=matter).first() if matter < 2**63 else None
    if one is None:
        raise Http404("没有这一年度的统计年报。")
    cells, names, known, tables = json.loads(one.cells or "{}"), office().names, statements(), []
    for name, rows in cells.items():
        if name not in known:
            continue
        columns = known[name].columns
        totals = rows.get(TOTAL, [])
        told = [("、".join(dict.fromkeys(part for part in (column.group, column.caption) if part)), value) for column, value in zip(columns, totals, strict=False)]
        tables.append(ui.OpenTable(("项目", "合计"), told, known[name].name, f"报送机关：{names.get(one.unit_id or 0, '')}"))
    tables.sort(key=lambda table: list(known).index(next(key for key, told in known.items() if told.name == table.caption)))
    return _page(
        request, "open_years", f"{one.year}年度行政执法统计年报", lead=f"{one.published_on} 公布，数据截至 {one.taken_on}。", tables=tables, crumbs=[ui.Link("统计年报", reverse("open_years"))],
        notes=[f"数据摘要（国密 SM3）：{one.digest}"],
    )  # fmt: skip


def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read the public pages, slowly; nothing of the office's own."""
    lines = ["User-agent: *", "Crawl-delay: 10", f"Allow: {reverse('open_home')}", f"Allow: {reverse('laws')}", "Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})
