"""Channels by which things come to the desk, and the legal routes by which they are handled 分类处理."""

from __future__ import annotations

from dataclasses import dataclass

CHANNELS = (
    ("visit", "来访"), ("grid", "网格"), ("12345", "12345热线"), ("police", "公安"), ("court", "法院"), ("scan", "扫码"), ("letter", "来信"), ("upper", "上级交办"),
)  # fmt: skip
"""The first six are those of a dispute (`mediation.facts.SOURCES`), under the same codes, so that one filter asks both."""

PETITIONS = "信访工作条例(2022-02-25)"


@dataclass(frozen=True)
class Way:
    """One legal route: where it leads, by which article. `opens` are the procedures that take it up here (`usual` the one that mostly does); none: it is handled elsewhere, by `by`."""

    name: str
    cite: str
    opens: tuple[str, ...] = ()
    by: str = ""
    usual: str = ""


WAYS = {
    "mediation": Way("人民调解", "人民调解法(2010-08-28)#17", ("mediation.",)),
    "petition": Way("信访程序", f"{PETITIONS}#31（六）", ("petition.",), usual="petition.batch"),
    "clue": Way("行政执法线索", f"{PETITIONS}#31（五）", ("penalty.", "inspection.", "enforcement.", "leniency."), usual="penalty.ordinary"),
    "legal_aid": Way("法律援助", "法律援助法(2021-08-20)#35", ("legal_aid.",), usual="legal_aid.review"),
    "reconsideration": Way("行政复议", f"{PETITIONS}#31（四）", by="有管辖权的行政复议机关"),
    "ruling": Way("行政裁决等行政程序", f"{PETITIONS}#31（四）", by="有权处理的行政机关"),
    "lawsuit": Way("诉讼", f"{PETITIONS}#31（一）", by="有管辖权的人民法院"),
    "arbitration": Way("仲裁", f"{PETITIONS}#31（二）", by="有管辖权的仲裁机构"),
    "police": Way("公安机关处理", f"{PETITIONS}#31（一）", by="公安机关"),
    "accusation": Way("检举控告", f"{PETITIONS}#30", by="纪检监察机关或者有权处理的机关"),
    "advice": Way("意见建议", f"{PETITIONS}#29", by="有权处理的机关、单位"),
}
ROUTES = tuple((code, way.name) for code, way in WAYS.items())

SORTS = (("urge", "催办"), ("supervise", "督办"))
