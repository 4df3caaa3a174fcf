"""One import batch as a page: counts that lead to their rows, the rows with their reasons, what may be done with the whole."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame
from yuheng.kernel.access import imports
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.now import CHINA, today
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import ImportBatch, ImportRow

SIZE = 50

BATCH_STATES = {
    "checked": "已核对，尚未导入", "accepting": "正在导入", "accepted": "已导入", "discarded": "已放弃", "undoing": "正在撤销", "undone": "已撤销",
}  # fmt: skip
_COUNTS = (
    ("new", "可以导入", "fine"), ("done", "已导入", "fine"), ("known", "已有，跳过", "none"), ("refused", "退回", "overdue"),
    ("undone", "已撤销", "none"), ("kept", "未能撤销", "soon"), ("discarded", "已放弃", "none"),
)  # fmt: skip


def name_of(procedure: str) -> str:
    """What the procedure of a batch is called."""
    return next((p.name for p in reversed(registry.all_procedures()) if p.id == procedure), procedure)


def line_of(one: ImportBatch, seen: Viewer) -> ui.BatchLine:
    """One batch in a list."""
    counts = [(one.accepted, "导入"), (one.known, "已有"), (one.refused, "退回")]
    words = "，".join(f"{word} {number:,}" for number, word in counts if number) or f"{one.rows_read:,} 条"
    by = seen.staff.people.get(one.account.person_id or 0, one.account.username)
    made = f"{one.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return ui.BatchLine(reverse("import_batch", args=[one.pk]), made, name_of(one.procedure), one.file_name, BATCH_STATES[one.state], words, by)


def batch_page(request: HttpRequest, seen: Viewer, one: ImportBatch, error: str = "") -> HttpResponse:
    """The page of a batch; with `error` what was asked could not be done."""
    here = reverse("import_batch", args=[one.pk])
    tally = dict(ImportRow.objects.filter(batch=one).values_list("state").annotate(n=Count("pk")).order_by())
    state = request.GET.get("state", "")
    state = state if state in tally else "refused" if tally.get("refused") and one.state == "checked" else ""
    author = imports.is_author(seen, one)
    rows, pager = _rows(request, one, state, tally)
    by = seen.staff.people.get(one.account.person_id or 0, one.account.username)
    page = ui.ImportPage(
        title=f"导入 · {name_of(one.procedure)}",
        crumbs=[ui.Link(name_of(one.procedure), reverse("list", args=[one.procedure])), ui.Link("导入", reverse("imports"))],
        state=BATCH_STATES[one.state],
        file_name=f"{one.file_name} · {one.rows_read:,} 条 · {by} · {one.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
        counts=[(word, f"{tally[key]:,}", level, f"?state={key}") for key, word, level in _COUNTS if tally.get(key)],
        errors=[ui.FormError(error)] if error else [],
        remarks=one.remarks,
        columns=one.columns,
        rows=rows,
        pager=pager,
        progress=_progress(one, here, tally) if author or one.state == "undoing" else None,
        problems_href=reverse("import_problems", args=[one.pk]) if author and tally.get("refused") else "",
        **_acts(one, here, tally, author),
    )  # fmt: skip
    return page.response(request, frame(request, "work", one.procedure), status=422 if error else 200)


def _progress(one: ImportBatch, here: str, tally: dict[str, int]) -> ui.ImportProgress | None:
    if one.state == "accepting":
        done, left = tally.get("done", 0), tally.get("new", 0)
        return ui.ImportProgress(f"正在导入：{done:,} / {done + left:,} 件", done, done + left, ui.Act("继续导入", here, hidden={"y_act": "accept"}))
    if one.state == "undoing":
        gone, left = tally.get("undone", 0) + tally.get("kept", 0), tally.get("done", 0)
        return ui.ImportProgress(f"正在撤销：{gone:,} / {gone + left:,} 件", gone, gone + left, ui.Act("继续撤销", here, hidden={"y_act": "undo"}))
    return None


def _acts(one: ImportBatch, here: str, tally: dict[str, int], author: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    new = tally.get("new", 0)
    if one.state == "checked" and author:
        if new:
            found["accept"] = ui.Act(f"导入其中 {new:,} 件", here, True, post=True, hidden={"y_act": "accept"})
        found["discard"] = ui.Act("放弃", here, post=True, hidden={"y_act": "discard"})
    if one.state in ("accepted", "accepting") and tally.get("done") and one.made_at.astimezone(CHINA).date() == today():
        found["undo"] = ui.Act("撤销本批次", here, danger=True, post=True, hidden={"y_act": "undo"})
        found["undo_note"] = "只能在导入当天撤销；导入以后又办理过、文书已经送达的，不能撤销，会逐行说明。"
    return found


def _rows(request: HttpRequest, one: ImportBatch, state: str, tally: dict[str, int]) -> tuple[list[ui.ImportRow], ui.Pager | None]:
    """A page of rows by their numbers."""
    after = request.GET.get("after", "")
    after = after if after.isdecimal() and len(after) < 9 else ""
    found = ImportRow.objects.filter(batch=one).order_by("number").defer("data")
    if state:
        found = found.filter(state=state)
    listed = list(found.filter(number__gt=int(after))[: SIZE + 1] if after else found[: SIZE + 1])
    more, listed = len(listed) > SIZE, listed[:SIZE]
    total = tally.get(state, 0) if state else sum(tally.values())
    words = f"{_word(state)} {total:,} 条，每页 {SIZE} 条"
    kept = f"state={state}&" if state else ""
    pager = ui.Pager(words, first=f"?{kept}".rstrip("&") if after else "", after=f"?{kept}after={listed[-1].number}" if more else "")
    return [_row(row, one) for row in listed], pager if after or more or state else None


def _word(state: str) -> str:
    return next((word for key, word, _level in _COUNTS if key == state), "全部")


def _row(row: ImportRow, one: ImportBatch) -> ui.ImportRow:
    there = row.matter_id is not None and row.state in ("done", "known", "kept")
    return ui.ImportRow(
        row.number, row.state, row.cells, [ui.RowProblem(*problem) for problem in row.problems], row.notes,  # type: ignore[arg-type]
        reverse("matter", args=[row.matter_id]) if there else "", one.columns,
    )  # fmt: skip
