"""One file per enterprise: found by code or name, opened for a task or a stated reason, read, printed before an inspection, drawn as a PDF.

Whoever opened a file today comes back to it without being asked again; everybody else is asked first, whichever address they follow.
"""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.enterprise_parts import (
    KINDS,
    MASKED,
    entry_table,
    facts_of,
    heading_links,
    identity_fields,
    lead_of,
    lookers,
    merged_table,
    names_table,
    people_table,
    sources_table,
    year_links,
)
from yuheng.faces.workbench.framing import frame, is_demonstration, viewer_of, zone_name
from yuheng.faces.workbench.guard import openers
from yuheng.kernel.access import files
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import TooMany, unmask
from yuheng.kernel.access.matters import visible
from yuheng.kernel.identity import uscc
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.records.models import Look, Matter, Member, Party
from yuheng.systems.enforcement.enterprise import brief as briefing
from yuheng.systems.enforcement.enterprise.extract import MOST
from yuheng.systems.enforcement.enterprise.extract import extract as drawn
from yuheng.systems.enforcement.enterprise.file import EnterpriseFile
from yuheng.systems.enforcement.enterprise.subject import LEAST, Subject, find, subject
from yuheng.systems.enforcement.enterprise.subject import MOST as LISTED
from yuheng.systems.entries import HEADINGS, source_of
from yuheng.systems.roles import FILE_READERS, FILE_WATCHERS

GONE = "没有这一企业，或者不建企业档案（自然人不建档）。"
CODE = 18


def search(request: HttpRequest) -> HttpResponse:
    """Enterprises by code, old number, name, former name or a part of one. A wrong code is answered with its wrong character."""
    seen, text = viewer_of(request), request.GET.get("q", "").strip()[:100]
    found = find(text) if text else []
    said, wrong = ("", False) if not text else _said(text, len(found))
    rows = [
        ui.Row(str(hit.party.pk), [
            ui.Cell(hit.party.name[:40], reverse("enterprise", args=[hit.party.pk]), hit.party.name), ui.Cell(f"曾用名：{hit.once}" if hit.once else ""),
            ui.Cell(hit.party.uscc or hit.party.old_number, kind="code"), ui.Cell(KINDS[hit.party.kind]), ui.Cell(hit.party.address[:30], title=hit.party.address),
        ], reverse("enterprise", args=[hit.party.pk]))
        for hit in found[:LISTED]
    ]  # fmt: skip
    columns = [ui.ListColumn("name", "名称"), ui.ListColumn("once", "曾用名"), ui.ListColumn("code", "统一社会信用代码（旧注册号）", "code"), ui.ListColumn("kind", "类型"), ui.ListColumn("address", "住所")]
    page = ui.EnterpriseSearchPage(
        title="企业档案", lead="查看某一企业的档案，须选择正在办理的事项或者写明事由；每次调阅都记入查阅日志。", action=reverse("enterprises"),
        field=ui.FormField(name="q", label="统一社会信用代码、名称、曾用名或者其中几个字", value=text, maxlength=100, wide=True, prefix="ask_"),
        said=said, wrong=wrong, table=ui.Table(columns, rows, "查到的企业", id="found") if rows else None, recent=_recent(seen),
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def _said(text: str, found: int) -> tuple[str, bool]:
    if found > LISTED:
        return f"超过 {LISTED} 家，只列出前 {LISTED} 家，请补充名称或者使用统一社会信用代码。", False
    if found:
        return "", False
    code = uscc.normalised(text)
    if code.isascii() and code.isalnum() and len(code) >= CODE - 2 and any(c.isdigit() for c in code):
        try:
            uscc.checked(code)
        except uscc.BadUscc as wrong:
            return str(wrong), True
        return "代码无误，但本平台没有这一企业的记录。", False
    if len(text) < LEAST:
        return f"请至少输入 {LEAST} 个字。", True
    return "没有查到。可以换用统一社会信用代码、曾用名，或者名称中连续的两个字以上。", False


def _recent(seen: Viewer) -> list[ui.Link]:
    start = datetime.combine(now().date(), time.min, CHINA)
    mine = Look.objects.filter(account=seen.account, at__gte=start, party__isnull=False, what__startswith=files.OPENED).select_related("party").order_by("-at")[:LISTED]
    return [ui.Link(one.party.name, reverse("enterprise", args=[one.party_id]), one.reason) for one in mine if one.party]


def of_matter(request: HttpRequest, matter: int) -> HttpResponse:
    """From a matter to the file of the enterprise that it concerns, with the matter as the task."""
    head, state, _law = core(viewer_of(request), matter)
    source = source_of(head.procedure)
    codes = [state.facts.get(name) for name in source.codes] if source else []
    known = Party.objects.exclude(kind=Party.Kind.PERSON)
    found = known.filter(uscc__in=[code for code in codes[:1] if code]).first()
    if found is None and source and source.parts:
        found = known.filter(matters__matter=matter, matters__hidden=False, matters__part__in=source.parts).first()
    if found is None:
        raise PermissionDenied("本事项没有登记企业，或者当事人是自然人，没有企业档案。")
    return HttpResponseRedirect(f"{reverse('enterprise', args=[found.pk])}?task={matter}")


def _subject(party: int) -> Subject:
    one = subject(party)
    if one is None:
        raise PermissionDenied(GONE)
    return one


def _entered(request: HttpRequest, party: int) -> tuple[Viewer, Subject, Look] | HttpResponseRedirect:
    """The file and the reader's look that opened it today; otherwise the way to the gate."""
    seen, one = viewer_of(request), _subject(party)
    look = files.opened(seen, one.ids)
    if look is None:
        task = request.GET.get("task", "")
        return HttpResponseRedirect(reverse("enterprise_open", args=[one.party.pk]) + (f"?task={task}" if task.isdecimal() else ""))
    return seen, one, look


def gate(request: HttpRequest, party: int) -> HttpResponse:
    """Asks for the task or the reason, writes it down, and only then shows the file."""
    seen, one = viewer_of(request), _subject(party)
    tasks = _tasks(seen, one)
    must = not seen.is_any(*FILE_READERS)
    chosen, reason, error = request.POST.get("task") or request.GET.get("task", ""), request.POST.get("reason", ""), ""
    if request.method == "POST":
        task = next((m.pk for m in tasks if str(m.pk) == chosen), None)
        if must and task is None:
            error = "您的岗位只能在参与办理的事项中调阅企业档案，请选择事项。"
        else:
            try:
                files.open_file(seen, one.ids, one.party.name, reason or _task_words(tasks, task), task=task, address=_address(request), watchers=FILE_WATCHERS)
            except files.NoReason as wrong:
                error = str(wrong)
            else:
                return HttpResponseRedirect(reverse("enterprise", args=[one.party.pk]))
    options = [ui.Option(str(m.pk), f"{m.number} {m.title}".strip(), str(m.pk) == chosen) for m in tasks]
    fields = []
    if options:
        none = [] if must else [ui.Option("", "不属于以上事项，写明事由", chosen not in {o.value for o in options})]
        fields.append(ui.FormField(name="task", label="正在办理的事项", kind="radio", options=[*options, *none], wide=True, error=error if must else ""))
    if not must:
        help = "如：办理食品经营许可变更，核对原许可。事由记入查阅日志，并印在导出的每一页上。"
        fields.append(ui.FormField(name="reason", label="调阅事由", kind="textarea", value=reason, required=not options, maxlength=files.MOST, wide=True, help=help, error=error))
    errors = [ui.FormError(error)] if error else [ui.FormError("您没有正在办理的、涉及该企业的事项，不能调阅。")] if must and not options else []
    page = ui.FormPage(
        title=f"调阅企业档案 · {one.party.name}", act="调阅企业档案", action=request.path, cancel_href=reverse("enterprises"), lead=lead_of(one), errors=errors,
        groups=[ui.Group("为什么调阅", fields, "当日有效；改日再看，须再次说明。")] if fields else [], crumbs=[ui.Link("企业档案", reverse("enterprises"))],
    )  # fmt: skip
    return page.response(request, frame(request, "work"), status=422 if error else 200)


def _tasks(seen: Viewer, one: Subject) -> list[Matter]:
    """Open matters concerning the enterprise in which the viewer takes part."""
    open_ = [entry.matter for entry in EnterpriseFile(seen, one).open]
    if not open_ or seen.person is None:
        return []
    mine = Q(handler=seen.person) | Q(pk__in=Member.objects.filter(person=seen.person, matter__in=open_, to_on=None).values("matter"))
    return list(Matter.objects.filter(mine, pk__in=open_).order_by("-opened_on")[:LISTED])


def _task_words(tasks: list[Matter], task: int | None) -> str:
    return next((f"办理 {m.number} {m.title}".strip() for m in tasks if m.pk == task), "")


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _asked(request: HttpRequest) -> tuple[str, int | None, tuple]:
    """Heading, year and key of the page that was asked for; what makes no sense is left out."""
    get = request.GET
    heading = get.get("heading", "") if get.get("heading", "") in HEADINGS else ""
    year = get.get("year", "")
    day, _dot, matter = get.get("after", "").partition(".")
    try:
        key = (datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=CHINA).date(), int(matter[:18])) if day else ()
    except ValueError:
        key = ()
    return heading, int(year) if year.isdecimal() and len(year) == 4 and int(year) > 1900 else None, key


def file(request: HttpRequest, party: int) -> HttpResponse:
    """The file: open problems first, then every record by day, under the filters."""
    entered = _entered(request, party)
    if isinstance(entered, HttpResponseRedirect):
        return entered
    seen, one, look = entered
    heading, year, key = _asked(request)
    found = EnterpriseFile(seen, one)
    page = found.page(heading, year, key or None)
    shown = {entry.matter for entry in (*page.entries, *found.problems)}
    may_open = set(visible(seen).filter(pk__in=shown).values_list("pk", flat=True))
    late = sum(1 for e in found.problems if e.due_on and e.due_on < seen.day)
    query = "&".join(filter(None, [f"heading={heading}" if heading else "", f"year={year}" if year else ""]))
    after = f"?{query}{'&' if query else ''}after={page.after[0]}.{page.after[1]}#timeline" if page.after else ""
    answer = ui.EnterpriseFilePage(
        title=one.party.name, lead=lead_of(one), crumbs=[ui.Link("企业档案", reverse("enterprises"))], why=_why(look),
        facts=facts_of(found), fields=identity_fields(one),
        counts=[("记录", f"{found.number:,}", "none"), ("未了事项", str(len(found.problems)), "soon" if found.problems else "fine"), ("其中逾期", str(late), "overdue" if late else "fine")],
        problems=entry_table(found.problems[:LISTED], seen, may_open, "problems", "没有未了事项。"),
        views=heading_links(found, heading, year), years=year_links(found, heading, year), timeline=entry_table(page.entries, seen, may_open, "entries", "没有符合条件的记录。"),
        pager=ui.Pager("按日期，最近的在前", first=f"?{query}#timeline" if key else "", after=after) if key or after else None,
        tables=[
            (title, table)
            for title, table in (("相关人员和场所", people_table(found, openers(seen))), ("合并的登记", merged_table(one)), ("名称沿革", names_table(one)))
            if table.rows
        ],
        sources=sources_table(found), sources_words=f"来源的完整和更新情况（{len(found.counts)} 个来源有记录）",
        links=[
            ui.Link("本次检查前须知", reverse("enterprise_brief", args=[one.party.pk])),
            ui.Link("导出 PDF", reverse("enterprise_extract", args=[one.party.pk]) + (f"?{query}" if query else ""), "每一页印有事由、调阅人、时间和编号；导出记入查阅日志"),
            *([ui.Link("登记与合并", reverse("party", args=[one.party.pk]))] if openers(seen) else []),
        ],
        notes=lookers(one, seen),
    )  # fmt: skip
    return answer.response(request, frame(request, "work"))


def _why(look: Look) -> str:
    task = f"办理事项 {look.matter.number or look.matter.title}" if look.matter else f"事由：{look.reason}"
    return f"{look.at.astimezone(CHINA):%H:%M} 调阅，{task}。本次调阅已登记，当日有效。"


def number_of(look: Look) -> str:
    """The number under which the audit finds a look; printed on what leaves the platform."""
    return f"{look.at.astimezone(CHINA):%Y%m%d}-{look.pk}"


def brief(request: HttpRequest, party: int) -> HttpResponse:
    """本次检查前须知, one page to print."""
    entered = _entered(request, party)
    if isinstance(entered, HttpResponseRedirect):
        return entered
    seen, one, look = entered
    found = EnterpriseFile(seen, one)
    page = ui.BriefPage(
        title="本次检查前须知", file=ui.Link(one.party.name, reverse("enterprise", args=[one.party.pk])), on=seen.day, facts=facts_of(found, people=True),
        parts=[ui.BriefPart(part.heading, part.lines, part.more, part.heed) for part in briefing.brief(found, seen.day, seen.staff.names)],
        rules=briefing.RULES, why=look.reason, reader=seen.name, number=number_of(look),
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def extract(request: HttpRequest, party: int) -> HttpResponse:
    """The file as a PDF, as it is filtered; the look is written before the answer and its number stands on every page."""
    entered = _entered(request, party)
    if isinstance(entered, HttpResponseRedirect):
        return entered
    from yuheng.kernel.documents.pdf import render_pdf

    seen, one, opened = entered
    heading, year, _key = _asked(request)
    found = EnterpriseFile(seen, one)
    page = found.page(heading, year, size=MOST)
    narrowed = "".join([f"{year} 年" if year else "", HEADINGS.get(heading, "")]) + (f"（只列最近 {MOST} 件）" if page.after else "")
    look = files.exported(seen, one.party.pk, one.party.name, opened.reason, _address(request))
    paper = drawn(
        found, page.entries, organ=zone_name(seen), number=number_of(look), reader=seen.name, reason=opened.reason, at=look.at, units=seen.staff.names, narrowed=narrowed,
        demonstration=is_demonstration(),
    )  # fmt: skip
    response = HttpResponse(render_pdf(paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(f'企业档案摘录 {one.party.name} {number_of(look)}')}.pdf"
    return response


def unmask_field(request: HttpRequest, party: int, field: str) -> HttpResponse:
    """Opens one masked field of the enterprise; the look with its reason is written first. Only inside a file that was opened today."""
    seen, one = viewer_of(request), _subject(party)
    label, value = MASKED.get(field, ("", ""))[0], str(getattr(one.party, field, "")) if field in MASKED else ""
    if files.opened(seen, one.ids) is None or not value:
        raise PermissionDenied("请先调阅该企业的档案。" if value else "没有这一项。")
    href, reason, error = reverse("enterprise_unmask", args=[one.party.pk, field]), request.POST.get("reason", "").strip(), ""
    if len(reason) < LEAST:
        error = "请写明查看完整信息的理由，理由将被记录。"
    else:
        try:
            unmask(seen, f"企业档案{label}（全文）：{one.party.name}", matter=None, field=f"file-{field}", reason=reason, address=_address(request))
        except TooMany as refused:
            error = str(refused)
    if error:
        return HttpResponse(ui.Field(field, label, "", href, error=error).html(request), status=422)
    if request.headers.get("HX-Request"):
        return HttpResponse(ui.Field(field, label, "", href, opened=value).html(request))
    return HttpResponseRedirect(reverse("enterprise", args=[one.party.pk]))
