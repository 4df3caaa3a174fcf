"""Claims that need something behind them: shares without a denominator, firsts without proof, problems handed on and called solved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ..draft import Draft, at_quantity, at_span
from ..figures import Figure
from ..model import Finding, Quantity
from ..verdict import plain, span

DENOMINATOR = "统计通则：比率应当有分子、分母和口径"
EVIDENCE = "校对通则：首次、率先等说法应当有依据"
TRUTH = "校对通则：交办与整改完成是两个环节，应当分别写明"
COMPARISON = "统计通则：较上年变动超过三成应当说明原因"
UNEXPLAINED_FROM = Fraction(30, 100)

_WHOLE = re.compile(r"全覆盖|全部覆盖|100%|百分之百|百分百|零(?:败诉|投诉|差错|复议|积案)")
_PARTS_SHOWN = re.compile(r"[（(]\s?\d+\s?/\s?\d+")
_FIRST = re.compile(r"首次|率先|首个|首家|首创|首批|唯一|全国第一|全省第一|全市第一|位居第一|领先")
_PROOF = re.compile(r"获评|获|被[^，。]{1,20}(?:评为|认定|列为|列入|命名|授予|通报表扬)|入选|荣获|[〔\[]\d{4}[〕\]]|《[^》]{2,40}》|经[^，。]{2,16}(?:认定|评审|批准|确认)")
_TITLE = re.compile(r"《[^》]*》|“[^”]*”")
_ASSIGNED = re.compile(r"(?:交办|转办|移交|下发|反馈)[^。；]{0,12}整改|整改[^。；]{0,6}(?:交办|转办)")
_RECTIFIED = re.compile(r"(?:已|均已|全部|完成)整改|整改(?:完成|到位|完毕|率|落实到位)|销号|已(?:办结|完成)|整改[^。]{0,8}\d+\s?(?:个|项|条)")
_REASON = re.compile(r"由于|因为|主要是|原因|得益于|受[^，。]{1,20}影响|随着|源于|缘于|因[^此而，。]{2,}")


def _bare(text: str) -> str:
    """The text with titles and quoted names blanked, positions kept."""
    return _TITLE.sub(lambda match: "▮" * len(match.group()), text)


def without_proof(draft: Draft) -> Iterator[Finding]:
    """全覆盖, 100 %, 零… without a denominator; 首次, 率先 … without a paper or body that says so."""
    shares = {(one.paragraph, one.start): one for one in draft.quantities if one.figure}
    for sentence in draft.told:
        text = _bare(sentence.folded)
        match = _WHOLE.search(text)
        if match:
            tied = next((one for (paragraph, start), one in shares.items()
                         if paragraph == sentence.paragraph and start == sentence.start + match.start()), None)  # fmt: skip
            counted = re.search(r"\d+\s?(?:个|家|村|户|名|人|件|份|项|所|处)[^，。；]{0,20}$|(?:共|应|总计)[^，。；]{0,10}\d+", text[: match.start()])
            counted = counted or _PARTS_SHOWN.match(text, match.end())
            if not counted and not (tied and tied.figure and tied.figure.denominator):
                message = f"“{match.group()}”没有写明分母：应当写清应有多少、实有多少"
                yield at_span(sentence, match.span(), "claim.denominator", "should", message, DENOMINATOR)
        first = _FIRST.search(text)
        if first and not _PROOF.search(sentence.folded):
            message = f"“{first.group()}”没有依据：应当写明由谁、以什么文件认定"
            yield at_span(sentence, first.span(), "claim.first", "should", message, EVIDENCE)


def shares_and_their_parts(draft: Draft) -> Iterator[Finding]:
    """A share with its parts in brackets, 97.6%（41/42）, must be what the parts give."""
    for one, parts in pairwise(draft.quantities):
        if parts.unit != "比" or one.unit != "%" or parts.paragraph != one.paragraph or parts.start - one.end > 1:
            continue
        allowed = span(one.amount)
        if parts.value is not None and allowed and not allowed.holds(100 * parts.value):
            message = f"{one.text}与括号内的{parts.text}不符，按分子、分母应为{plain(100 * parts.value, 2)}%"
            yield at_quantity(one, "claim.parts", "must", message, DENOMINATOR)


def assigned_is_not_rectified(draft: Draft) -> Iterator[Finding]:
    """Problems that were only handed over, told in a way that sounds like rectified."""
    for sentence in draft.told:
        match = _ASSIGNED.search(sentence.folded)
        if match and not _RECTIFIED.search(sentence.folded.replace(match.group(), "")):
            message = f"“{match.group()}”只说明已经交办，不等于整改完成：应当写明已整改、正在整改各多少"
            yield at_span(sentence, match.span(), "claim.rectified", "must", message, TRUTH)


def unexplained_changes(draft: Draft) -> Iterator[Finding]:
    """A figure that moved by more than three tenths against last year, with no reason in its sentence or the next."""
    following = dict(zip(((s.paragraph, s.text.strip()) for s in draft.sentences), draft.sentences[1:], strict=False))
    seen: set[str] = set()
    for one in draft.results():
        figure = one.figure
        if figure is None or figure.id in seen or not _moved(figure):
            continue
        seen.add(figure.id)
        after = following.get((one.paragraph, one.sentence))
        if _REASON.search(one.sentence) or (after and _REASON.search(after.text)):
            continue
        yield at_quantity(one, "change.unexplained", "should", _change_message(one, figure), COMPARISON)


def _moved(figure: Figure) -> bool:
    now, before = figure.exact, figure.previous
    return now is not None and bool(before) and abs(now - before) > UNEXPLAINED_FROM * abs(before)  # type: ignore[operator, arg-type]


def _change_message(one: Quantity, figure: Figure) -> str:
    assert figure.exact is not None
    assert figure.previous is not None
    percent = 100 * abs(figure.exact - figure.previous) / abs(figure.previous)
    way = "增加" if figure.exact > figure.previous else "减少"
    return (
        f"“{figure.caption}”由上年的{plain(figure.previous)}{figure.unit}到本年的{plain(figure.exact)}{figure.unit}，"
        f"{way}{plain(percent, 1)}%，文中没有说明原因（{one.text}）"
    )
