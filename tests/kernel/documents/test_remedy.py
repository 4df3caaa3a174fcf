"""The remedy paragraph follows the law of the day on which was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from yuheng.kernel.documents import Composed
from yuheng.kernel.documents.remedy import OrganFacts, remedy, remedy_paragraph
from yuheng.kernel.documents.setting import Para, set_paper
from yuheng.kernel.documents.text import written
from yuheng.kernel.law import LawError

BUREAU = OrganFacts(
    "昆山市某某局",
    government="昆山市人民政府",
    superior="苏州市某某局",
    court="昆山市人民法院",
    higher_court="苏州市中级人民法院",
)
OLD, NEW = date(2023, 12, 31), date(2024, 1, 1)


def text(organ: OrganFacts, act: str, on: date, **more: bool) -> str:
    paper = Composed("x", remedy_paragraph(organ, act, on, **more))  # type: ignore[arg-type]
    return "".join(written(each.pieces) for each in set_paper(paper) if isinstance(each, Para))


def test_an_on_the_spot_decision_of_the_last_day_of_2023_may_be_sued_directly() -> None:
    shown = text(BUREAU, "on_the_spot", OLD)
    assert "向昆山市人民政府或者苏州市某某局申请行政复议；也可以自收到本决定书之日起六个月内" in shown
    assert "直接向昆山市人民法院提起行政诉讼" in shown
    assert "《行政复议法》第九条第一款" in shown
    assert "应当先" not in shown
    assert not remedy(BUREAU, "on_the_spot", OLD).first


def test_an_on_the_spot_decision_of_2024_must_first_go_to_reconsideration() -> None:
    shown = text(BUREAU, "on_the_spot", NEW)
    assert "根据《行政复议法》第二十三条第一款第（一）项的规定，应当先申请行政复议" in shown
    assert "自收到本决定书之日起六十日内，依照《行政复议法》第二十条第一款的规定，向昆山市人民政府申请行政复议" in shown
    assert "通过本机关提交行政复议申请（《行政复议法》第三十二条第一款）" in shown
    assert "自收到行政复议决定书之日起十五日内，依照《行政诉讼法》第四十五条的规定" in shown
    assert "直接" not in shown
    assert "苏州" not in shown
    assert [str(cite) for cite in remedy(BUREAU, "on_the_spot", NEW).cites] == [
        "行政复议法(2023-09-01)#23.1（一）",
        "行政复议法(2023-09-01)#20.1",
        "行政复议法(2023-09-01)#24.1（一）",
        "行政诉讼法(2017-06-27)#45",
        "行政诉讼法(2017-06-27)#18",
    ]


def test_an_ordinary_decision_leaves_both_ways_open_before_and_after() -> None:
    assert "苏州市某某局" in text(BUREAU, "decision", OLD)
    shown = text(BUREAU, "decision", NEW)
    assert "苏州市某某局" not in shown
    assert "也可以自收到本决定书之日起六个月内，依照《行政诉讼法》第四十六条第一款的规定，直接向昆山市人民法院" in shown


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("decision", False, False),
        ("on_the_spot", False, True),
        ("resource", True, True),
        ("inaction", False, True),
        ("disclosure", False, True),
    ],
)
def test_reconsideration_comes_first_where_the_law_of_the_day_lists_the_act(
    act: str, before: bool, after: bool
) -> None:
    assert remedy(BUREAU, act, OLD).first is before  # type: ignore[arg-type]
    assert remedy(BUREAU, act, NEW).first is after  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("department", ("昆山市人民政府", "苏州市某某局"), ("昆山市人民政府",)),
        ("agency", ("昆山市人民政府",), ("昆山市人民政府",)),
        ("branch", ("苏州市某某局", "昆山市人民政府"), ("昆山市人民政府",)),
        ("vertical", ("苏州市某某局",), ("苏州市某某局",)),
        ("justice", ("昆山市人民政府", "苏州市某某局"), ("昆山市人民政府", "苏州市某某局")),
    ],
)
def test_who_decides_on_the_reconsideration_depends_on_the_organ_and_the_act_in_force(
    kind: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    organ = replace(BUREAU, kind=kind)  # type: ignore[arg-type]
    assert remedy(organ, "decision", OLD).to == before
    assert remedy(organ, "decision", NEW).to == after


def test_acts_of_a_government_go_to_the_government_above_and_to_the_intermediate_court() -> None:
    found = remedy(
        OrganFacts(
            "昆山市人民政府",
            "government",
            superior="苏州市人民政府",
            court="昆山市人民法院",
            higher_court="苏州市中级人民法院",
        ),
        "decision",
        NEW,
    )
    assert (found.to, found.court) == (("苏州市人民政府",), "苏州市中级人民法院")
    assert str(found.cites[-1]) == "行政诉讼法(2017-06-27)#15"


def test_what_is_not_known_of_the_organ_is_left_blank_and_a_penalty_is_not_stayed() -> None:
    shown = text(OrganFacts("某局"), "decision", NEW)
    assert "None" not in shown
    assert "向申请行政复议" in shown
    assert "不停止执行，法律另有规定的除外（《行政处罚法》第七十三条第一款）" in shown
    assert "不停止执行" not in text(OrganFacts("某局"), "decision", NEW, penalty=False)


def test_a_day_before_the_law_book_is_refused() -> None:
    with pytest.raises(LawError, match="没有施行的规定"):
        remedy(BUREAU, "decision", date(2015, 1, 1))
