"""救济途径: whom a party may turn to, until when, computed from organ, procedure and day; never typed in a template.

Periods and the list of cases in which reconsideration comes first are dated parameters of the law book. Here stands only who
decides on the reconsideration: the old Act let the applicant choose between the government and the upper department, the Act
in force since 2024 gives it to the government (行政复议法(2017-09-01)#12 to #15, 行政复议法(2023-09-01)#24, #27, #28).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yuheng.kernel.documents.blocks import Block, Paragraph
from yuheng.kernel.documents.text import Blank
from yuheng.kernel.law import Citation, LawError, Parameter, law
from yuheng.kernel.law.numerals import chinese

OrganKind = Literal["department", "government", "agency", "branch", "authorised", "vertical", "justice"]
"""工作部门, 人民政府, 派出机关, 派出机构, 授权组织, 垂直领导机关, 履行复议机构职责的司法行政部门."""
Act = Literal["decision", "on_the_spot", "resource", "inaction", "disclosure"]
"""What is contested; all but a plain decision may have to go to reconsideration first."""

_PRIOR: dict[Act, tuple[str, str]] = {
    "on_the_spot": ("当场作出的行政处罚决定", "（一）"),
    "resource": ("自然资源", "（二）"),
    "inaction": ("未履行法定职责", "（三）"),
    "disclosure": ("不予公开", "（四）"),
}
"""The words by which the law's own list names the act, and its item there."""


@dataclass(frozen=True)
class OrganFacts:
    """The organ that acted, as it stood on that day.

    `government` is the people's government it belongs to (or that set it up); `superior` the department or government above
    it. `court` is the court that tries its administrative cases, `higher_court` the intermediate one; what is not known is
    printed as a blank.
    """

    name: str
    kind: OrganKind = "department"
    government: str = ""
    superior: str = ""
    court: str = ""
    higher_court: str = ""


@dataclass(frozen=True)
class Remedy:
    """Ways and periods, each with its parameter. `to` are the organs of reconsideration, one or a choice."""

    to: tuple[str, ...]
    court: str
    first: bool
    apply: Parameter
    sue: Parameter
    cites: tuple[Citation, ...]


def remedy(organ: OrganFacts, act: Act, on: date, law_book: Callable[[str, date], Parameter] = law) -> Remedy:
    """The ways against an act done on a day. Raises LawError where the law book has nothing for the day."""
    to, place = _organs(organ, law_book("reconsider.jurisdiction", on))
    apply = law_book("reconsider.apply", on)
    prior = law_book("reconsider.prior", on)
    words, item = _PRIOR.get(act, ("", ""))
    first = bool(words) and words in str(prior.value)
    sue = law_book("litigation.sue.reconsidered" if first else "litigation.sue.direct", on)
    cites = [apply.citation, place, sue.citation]
    if first:
        whole = prior.citation
        # The old Act names one case without items, the present one counts five.
        cites.insert(0, Citation.parse(f"{whole}{item}") if "（一）" in str(prior.value) else whole)
    court = organ.higher_court if organ.kind == "government" else organ.court
    cites.append(
        law_book("litigation.jurisdiction", on).citation
        if organ.kind == "government"
        else law_book("litigation.jurisdiction.place", on).citation
    )
    return Remedy(to, court, first, apply, sue, tuple(cites))


def remedy_paragraph(
    organ: OrganFacts, act: Act, on: date, *, penalty: bool = True, law_book: Callable[[str, date], Parameter] = law
) -> list[Block]:
    """What a decision must tell its party about reconsideration and litigation, with the articles.

    `penalty`: also that its performance is not suspended (行政处罚法 第七十三条).
    """
    found = remedy(organ, act, on, law_book)
    to = "或者".join(name or str(Blank(10)) for name in found.to)
    court = found.court or str(Blank(10))
    apply, sue = _length(found.apply), _length(found.sue)
    asking = f"自收到本决定书之日起{apply}内，依照{found.apply.citation.zh}的规定，向{to}申请行政复议"
    if found.first:
        text = (
            f"如不服本决定，根据{found.cites[0].zh}的规定，应当先申请行政复议：可以{asking}{_through(act, on, law_book)}。"
            f"对行政复议决定不服的，可以自收到行政复议决定书之日起{sue}内，依照{found.sue.citation.zh}的规定，向{court}提起行政诉讼。"
        )
    else:
        text = (
            f"如不服本决定，可以{asking}；也可以自收到本决定书之日起{sue}内，依照{found.sue.citation.zh}的规定，"
            f"直接向{court}提起行政诉讼。"
        )
    blocks: list[Block] = [Paragraph(text)]
    if penalty:
        stay = law_book("penalty.remedy.no_stay", on)
        blocks.append(
            Paragraph(f"行政复议或者行政诉讼期间，行政处罚不停止执行，法律另有规定的除外（{stay.citation.zh}第一款）。")
        )
    return blocks


def _through(act: Act, on: date, law_book: Callable[[str, date], Parameter]) -> str:
    """On-the-spot decisions may be contested through the organ that made them."""
    if act != "on_the_spot":
        return ""
    try:
        return f"，也可以通过本机关提交行政复议申请（{law_book('reconsider.via.respondent', on).citation.zh}第一款）"
    except LawError:
        return ""


def _organs(organ: OrganFacts, rule: Parameter) -> tuple[tuple[str, ...], Citation]:
    """Who decides on the reconsideration under the Act in force, and where it says so."""
    table = _BY_ACT.get(rule.citation.version)
    if table is None:
        raise LawError(f"行政复议管辖没有 {rule.citation.version} 版本的规则，请补充后再制作文书。")
    names, place = table[organ.kind]
    to = tuple(str(getattr(organ, name)) for name in names)
    return to, Citation.parse(f"行政复议法({rule.citation.version})#{place}")


_BY_ACT: dict[str, dict[OrganKind, tuple[tuple[str, ...], str]]] = {
    "2017-09-01": {
        "department": (("government", "superior"), "12.1"),
        "justice": (("government", "superior"), "12.1"),
        "vertical": (("superior",), "12.2"),
        "government": (("superior",), "13.1"),
        "agency": (("government",), "15.1（一）"),
        "branch": (("superior", "government"), "15.1（二）"),
        "authorised": (("superior",), "15.1（三）"),
    },
    "2023-09-01": {
        "department": (("government",), "24.1（一）"),
        "government": (("superior",), "24.1（二）"),
        "agency": (("government",), "24.1（三）"),
        "authorised": (("government",), "24.1（四）"),
        "branch": (("government",), "24.4"),
        "vertical": (("superior",), "27"),
        "justice": (("government", "superior"), "28"),
    },
}


def _length(period: Parameter) -> str:
    """六十日, 六个月: periods in papers stand in Chinese numerals, as in the statute."""
    units = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}
    return f"{chinese(int(period.value))}{units[period.unit]}"
