"""校对: a person's own draft held against the records, seen with its marks. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of, year_of
from yuheng.kernel.access.looks import record
from yuheng.report.proof import Document, Meta, Proof, Quantity, Unreadable, proofread, read_bytes
from yuheng.report.proof.judging import year_of as year_in
from yuheng.report.proof.model import number
from yuheng.report.recorded import recorded

LARGEST = 20 * 1024 * 1024
MOST = 8
"""Papers to compare with at once."""
GROUPS = {
    "rol_report.submit": "时限", "rol_report.publish": "时限", "year": "年度", "year.other": "年度", "same_set": "同一批", "same_set.alike": "同一批",
    "copied": "雷同", "copied.shortcoming": "雷同", "promise": "承诺", "against": "对照", "secrecy": "保密", "change.unexplained": "变动",
    "claim.denominator": "分母", "claim.first": "依据", "claim.rectified": "整改", "claim.parts": "比率",
}  # fmt: skip


def proofing(request: HttpRequest) -> HttpResponse:
    """GET asks for the draft, POST shows it marked."""
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("draft")
    if file is None:
        return _form(request, {"draft": "请选择要校对的报告稿。"}, 422)
    try:
        text = _read(file)
        against = [_read(one) for one in request.FILES.getlist("against")[:MOST]]
        earlier = request.FILES.get("last_year")
        last = _read(earlier) if earlier else None
        dates = {name: _day(request.POST.get(name, "")) for name in ("sent", "published")}
        year = _asked_year(request.POST.get("year", "")) or year_in(text)
        if year is None:
            return _form(request, {"year": "正文中没有写明报告年度，请填写。"}, 422)
        proof = proofread(text, recorded(year), against, last, Meta(year, dates["sent"], dates["published"]))
    except Unreadable as error:
        return _form(request, {"draft": str(error)}, 422)
    except ValueError as error:
        return _form(request, {str(error): "日期应当写作 2024-02-28。"}, 422)
    record(viewer_of(request), f"校对报告稿（{file.name or ''}）"[:200])
    page = ui.ProofPage(
        title=f"校对 · {year} 年",
        file_name=f"{file.name}" + (f" · 对照 {len(against)} 份" if against else "") + (" · 对照上年报告" if last else ""),
        counts=[(verdict, proof.counts()[verdict]) for verdict in ("matches", "differs", "untraceable", "not_a_result")],
        passages=marked(text, proof),
        rows=[_row(place, one) for place, one in enumerate(proof.quantities) if one.verdict.value != "not_a_result"],
        findings=[(_group(one.code), f"{one.message}（{one.basis}）" if one.basis else one.message) for one in proof.findings],
        comparisons=_comparisons(proof) if against else None,
        again_href=reverse("proof"),
    )
    return page.response(request, frame(request, "work"))


def _group(code: str) -> str:
    return GROUPS.get(code) or {"part": "内容", "parts": "内容", "privacy": "个人信息", "name": "名称", "names": "名称"}.get(code.split(".")[0], "提示")


def _read(file: UploadedFile) -> Document:
    if (file.size or 0) > LARGEST:
        raise Unreadable(f"{file.name}超过 {LARGEST // 1024 // 1024} MB，不像一份报告，请核对后再送校。")
    return read_bytes(file.read(), file.name or "")


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None


def _asked_year(text: str) -> int | None:
    return int(text) if text.isdigit() and 2000 <= int(text) <= 2100 else None


def marked(text: Document, proof: Proof) -> list[ui.Passage]:
    """The draft's paragraphs cut at their quantities."""
    by_paragraph: dict[int, list[tuple[int, Quantity]]] = {}
    for place, one in enumerate(proof.quantities):
        if one.verdict.value != "not_a_result":
            by_paragraph.setdefault(one.paragraph, []).append((place, one))
    return [ui.Passage(_runs(paragraph.text, by_paragraph.get(paragraph.index, []))) for paragraph in text.paragraphs]


def _runs(text: str, found: Sequence[tuple[int, Quantity]]) -> list[ui.Run]:
    runs, position = [], 0
    for place, one in sorted(found, key=lambda item: item[1].start):
        if one.start < position:
            continue
        if one.start > position:
            runs.append(ui.Run(text[position : one.start]))
        runs.append(ui.Run(text[one.start : one.end], verdict=one.verdict.value, note=one.explanation, id=f"q{place}"))
        position = one.end
    return [*runs, ui.Run(text[position:])] if position < len(text) else runs


def _row(place: int, one: Quantity) -> ui.ProofRow:
    figure = one.figure
    kept = number(one.recorded)
    told = "" if figure is None or kept is None else f"{kept:,} {figure.unit}" if isinstance(kept, int) else f"{float(one.recorded or 0):.4g} {figure.unit}"
    link = ui.Link(figure.caption, reverse("figure", args=[figure.id])) if figure else None
    return ui.ProofRow(one.text, f"{one.sentence}｜{one.explanation}", one.verdict.value, told, link, f"q{place}")


def _comparisons(proof: Proof) -> ui.Table:
    columns = [ui.ListColumn("what", "指标"), ui.ListColumn("here", "本稿"), ui.ListColumn("paper", "文件"), ui.ListColumn("there", "该文件"), ui.ListColumn("agrees", "结果")]
    rows = [
        ui.Row(str(place), [ui.Cell(one.caption), ui.Cell(one.text, title=one.sentence), ui.Cell(one.paper), ui.Cell(one.other_text, title=one.other_sentence), ui.Cell("一致" if one.agrees else "不一致")])
        for place, one in enumerate(proof.comparisons)
    ]
    return ui.Table(columns, rows, "与其他文件对照", ui.Empty("没有两份文件都写明的指标。"))


def _form(request: HttpRequest, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    wrong = errors or {}
    accept = ".txt,.docx,.html,.htm"

    def field(name: str, label: str, kind: str = "text", **more: object) -> ui.FormField:
        return ui.FormField(name=name, label=label, kind=kind, value=request.POST.get(name, "") if kind != "file" else "", error=wrong.get(name, ""), **more)  # type: ignore[arg-type]

    groups = [
        ui.Group("报告稿", [
            field("draft", "要校对的稿件", "file", accept=accept, required=True, wide=True, help="txt、docx 或者 html；稿件不留存。"),
            field("year", "报告年度", "number", placeholder=str(year_of(request)), help="不填的由正文判断。"),
        ]),
        ui.Group("对照", [
            field("against", "同一机关公布的其他文件", "file", accept=accept, multiple=True, wide=True, help="行政执法统计年报、政府信息公开年报等，逐项比对口径。"),
            field("last_year", "上一年度报告", "file", accept=accept, wide=True, help="核对上年承诺是否交代、不足和段落是否雷同。"),
        ]),
        ui.Group("时限", [field("sent", "报送日期", "date", help="3月1日之前"), field("published", "公开日期", "date", help="4月1日之前")]),
    ]  # fmt: skip
    page = ui.FormPage(
        title="校对报告稿",
        act="校对",
        action=reverse("proof"),
        cancel_href=reverse("figures"),
        groups=groups,
        lead="稿中每个数字与记录核对，标出相符、不符和查无来源；并检查时限、应有内容、承诺、雷同、年份、口径、名称和保密。",
        errors=[],
    )
    return page.response(request, frame(request, "work"), status=status)


