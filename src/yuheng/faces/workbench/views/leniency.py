"""免罚轻罚 on the street: the conditions of the list asked one at a time, each by a button; the last page performs the step.

The answers so far stand in the address, so that going back, a lost connection or a second phone lose nothing. Which question comes next is the
open need of the list's own receipt, the most telling first.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields, showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.step import act_time, acting, companions, form_errors, refused_now, tell
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.load import Head
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.procedure.state import Refusal, Snapshot
from yuheng.kernel.tables.schema import Input
from yuheng.systems.enforcement.leniency.assess import Assessment, assess
from yuheng.systems.enforcement.leniency.choices import GROUNDS
from yuheng.systems.enforcement.leniency.filling import PROCEDURE, case_of, result_words, spared
from yuheng.systems.enforcement.leniency.table import ASKED, LENIENCY

STEP = "judge"


def judge(request: HttpRequest, matter: int) -> HttpResponse:
    """GET asks the next question, or shows what the list says; POST performs the step."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    if head.procedure != PROCEDURE:
        raise PermissionDenied("这一事项不是免罚轻罚核验。")
    step = state.procedure.by_id[STEP]
    refusal = refused_now(seen, step, 0, state, law, post_of(request))
    if refusal is not None:
        return _Page(request, seen, head, state, refusal).response(422 if request.method == "POST" else 200)
    if request.method == "POST":
        return _sent(request, seen, head, state)
    return _Page(request, seen, head, state).response()


def _sent(request: HttpRequest, seen: Viewer, head: Head, state: Snapshot) -> HttpResponse:
    step = state.procedure.by_id[STEP]
    data = {name: request.POST[name].strip() for name in ASKED if name in request.POST}
    try:
        order = Order(
            STEP, seen.person or 0, matter=head.id, data=data, at=act_time(request), post=post_of(request), with_=companions(request, step),
            key=request.POST.get("y_key", "")[:80], account=seen.account.pk,
        )  # fmt: skip
        done = perform(order)
    except Refused as refused:
        return _Page(request, seen, head, state, refused.refusal).response(422)
    tell(request, step, done)
    return HttpResponseRedirect(reverse("matter", args=[head.id]))


class _Page:
    """One page of the questions."""

    def __init__(self, request: HttpRequest, seen: Viewer, head: Head, state: Snapshot, refusal: Refusal | None = None) -> None:
        self.request, self.seen, self.head, self.state, self.refusal = request, seen, head, state, refusal
        self.shape = state.procedure.shape
        given = request.POST if request.method == "POST" else request.GET
        self.raw = {name: given[name].strip() for name in ASKED if given.get(name, "").strip()}

    def response(self, status: int = 200) -> HttpResponse:
        answers, wrong = self._answers()
        try:
            one = assess(case_of(self.state.facts, self.head.id), answers, self.seen.day)
        except BadValue as error:
            return self._show(status, item=str(self.state.facts.get("item") or ""), seen=str(error))
        common: dict[str, Any] = {
            "item": one.item, "seen": _seen_words(one), "earlier": one.seen.earlier, "hints": one.seen.hints, "answered": self._answered(answers),
            "kept": [(name, fields.as_text(value)) for name, value in self.raw.items() if name in answers],
        }  # fmt: skip
        if self.refusal is not None and one.result is None:
            return self._show(status, errors=[ui.FormError(str(self.refusal))], **common)
        if one.open:
            return self._show(status, **common, **self._question(one, wrong))
        return self._show(status, **common, **self._result(one))

    def _answers(self) -> tuple[dict[str, Any], Mapping[str, str]]:
        """What was answered so far, as the list takes it; an answer that cannot be is asked again."""
        answers, wrong = {}, {}
        for name, text in self.raw.items():
            try:
                answers[name] = self.shape.fields[name].clean(text)
            except BadValue as error:
                wrong[name] = str(error)
        return answers, wrong

    def _answered(self, answers: Mapping[str, Any]) -> list[ui.AnswerLine]:
        found = []
        for name in answers:
            others = {key: value for key, value in self.raw.items() if key != name and key in answers}
            again = f"{self._here}?{urlencode(others)}" if others else self._here
            field = self.shape.fields[name]
            found.append(ui.AnswerLine(field.label, field.words(answers[name]) + (f" {field.unit}" if field.unit else ""), again))
        return found

    @property
    def _here(self) -> str:
        return reverse("leniency_judge", args=[self.head.id])

    def _question(self, one: Assessment, wrong: Mapping[str, str]) -> dict[str, Any]:
        asked = [name for name in one.open if name != "first"]
        if not asked:
            link = ui.Link("补充当事人身份", reverse("step", args=[self.head.id, "identify"]))
            return {"stopped": "没有证件号码或者统一社会信用代码，不能核验是否初次违法", "stopped_link": link}
        column = LENIENCY.by_name[asked[0]]
        found: dict[str, Any] = {"name": column.name, "question": column.question, "help": self._help(one, column)}
        if column.kind == "choice":
            return {**found, "options": list(column.choices)}
        if column.kind == "bool":
            return {**found, "options": [("true", "是"), ("false", "否")]}
        field = self.shape.fields[column.name]
        number = ui.FormField(
            name=column.name, label=field.label, kind="money" if column.kind == "money" else "number", unit=field.unit or column.unit, required=True,
            value=self.raw.get(column.name, ""), error=wrong.get(column.name, ""), inputmode="decimal" if column.kind == "money" else "numeric",
        )  # fmt: skip
        return {**found, "number": number}

    def _help(self, one: Assessment, column: Input) -> str:
        said = [str(row.then["others"]) for row in one.rows if row.then.get("others")] if column.name == "others" else []
        return "；".join(said) + "。" if said else column.help

    def _result(self, one: Assessment) -> dict[str, Any]:
        then = one.receipt.then or {}
        said = [
            ("适用的清单", one.list_words), ("版本", one.why), ("理由", dict(GROUNDS).get(str(then.get("ground") or ""), "")),
            ("改正期限", f"{then['days']} 日以内" if then.get("days") is not None else ""), ("教育措施", str(then.get("measures") or "")), ("说明", one.spoke.note if one.spoke else ""),
        ]  # fmt: skip
        step = self.state.procedure.by_id[STEP]
        filled = fields.Filled({name: self.request.POST[name] for name in self.request.POST if name.startswith("y_with") or name == "y_at"}, self.refusal.fields if self.refusal else {})
        groups = [acting(self.request, self.seen, step, filled)]
        tail = "" if spared(one.result) else "，核对后转立案件"
        return {
            "result": f"{result_words(one.result)}{tail}", "said": [(name, value) for name, value in said if value], "cites": showing.cites(one.receipt.cites), "groups": groups,
            "hidden": {"y_key": self.request.POST.get("y_key") or secrets.token_urlsafe(16)}, "errors": form_errors(self.refusal, groups), "act": step.name,
        }  # fmt: skip

    def _show(self, status: int, **more: Any) -> HttpResponse:
        if self.refusal is not None and "errors" not in more:
            more["errors"] = [ui.FormError(str(self.refusal))]
        page = ui.LeniencyPage(
            title="逐项核对清单条件", crumbs=[ui.Link(self.state.procedure.name, reverse("list", args=[PROCEDURE]))], matter=ui.Link(self.head.number or "本件", reverse("matter", args=[self.head.id])),
            action=self._here, **more,
        )  # fmt: skip
        return page.response(self.request, frame(self.request, "work", PROCEDURE), status=status)


def _seen_words(one: Assessment) -> str:
    since = f"{one.seen.since} 以来" if one.seen.since else "全部在案记录中"
    if one.seen.first is None:
        return "不能核验是否初次违法"
    return f"初次违法：{since}没有查到同类违法" if one.seen.first else f"不是初次违法：{since}查到同类违法 {len(one.seen.earlier)} 起"
