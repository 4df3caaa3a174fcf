"""What the papers of a mediation file share: heads, the parties, mediators, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from yuheng.kernel.documents import FORM, Block, Context, Label, Number, OrganHead, Page, PaperKind, Sign, Title, Value
from yuheng.kernel.law import Citation
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.disputes.mediation.facts import KINDS, Dispute
from yuheng.systems.disputes.mediation.rules import ACT

KIND_NAMES = dict(KINDS)
_SHAPE = shape_of(Dispute)
ROUTES = dict(_SHAPE.fields["routed_to"].choices)
PERFORMED = dict(_SHAPE.fields["performed"].choices)
CONTENT = dict(_SHAPE.fields["content_with"].choices)
STARTS = dict(_SHAPE.fields["start_mode"].choices)
OUTCOMES = dict(_SHAPE.fields["outcome"].choices)
SOURCES = dict(_SHAPE.fields["source"].choices)
REFERRALS = dict(_SHAPE.fields["referral"].choices)
SIDES = dict(_SHAPE.rows["disputants"].fields["side"].choices)
GRID = (14, 18, 14, 18, 14, 22)
"""Widths of a sheet's six columns."""
HAND = "签名：______　　____年__月__日"


def kind(
    key: str,
    name: str,
    build,
    *,
    number: str = "",
    needs: Sequence[str] = (),
    signed_by: Sequence[str] = (),
    served: bool = False,
    cites: Sequence[str] = (),
    page: Page = FORM,
) -> PaperKind:
    """One paper of a dispute; `cites` are articles of the mediation law or whole citations."""
    full = tuple(one if "#" in one else f"{ACT}#{one}" for one in cites)
    return PaperKind(
        f"mediation.dispute.{key}", name, build, number or None, tuple(needs), tuple(signed_by), served, full, page
    )


def article(place: str) -> str:
    """《中华人民共和国人民调解法》第三十三条第一款."""
    return Citation.parse(f"{ACT}#{place}").zh.replace("《", "《中华人民共和国", 1)


def committee(c: Context) -> str:
    """The committee that mediates; before it is known, the unit that keeps the file."""
    return c["committee"] if c.has("committee") else c["lead"]


def heads(c: Context, title: str, sub: str = "") -> list[Block]:
    """Committee, title and, at the right, the number of the dispute."""
    return [OrganHead(committee(c)), Title(title, sub), Number(f"编号：{c['case_number']}", align="right")]


def sort(c: Context) -> str:
    """邻里纠纷; a blank where the kind is unknown."""
    return f"{KIND_NAMES.get(str(c.raw('kind')), '____')}纠纷"


def people(c: Context, side: str = "") -> list[Context]:
    """The disputants, or those of one side."""
    return [one for one in c.rows("disputants") if not side or one.raw("side") == side]


def names(c: Context, side: str = "", width: int = 6) -> str:
    """Names of the disputants, or of one side."""
    return "、".join(one["name"] for one in people(c, side)) or "_" * (2 * width)


def mediator(c: Context) -> str:
    """Who mediated: those of the latest session, else who makes this paper."""
    held = [one["name"] for one in c.rows("acts.mediate.officers")] or list(c.raw("signers") or ())
    return "、".join(held) or "______"


def party_rows(c: Context, least: int = 2) -> list[list[Label | Value]]:
    """The parties in a sheet of six columns, with room for those not yet written down."""
    rows: list[list[Label | Value]] = []
    for one in people(c):
        rows += _party(SIDES.get(str(one.raw("side")), "当事人"), one)
    blank = Context({})
    for place in range(len(rows) // 2, least):
        rows += _party(("甲方", "乙方")[place] if place < 2 else "当事人", blank)
    return rows


def _party(side: str, one: Context) -> list[list[Label | Value]]:
    return [
        [Label(side, down=2), Label("姓名（名称）"), Value(one["name"], 2), Label("出生日期"), Value(one["born_on"])],
        [Label("证件号码"), Value(one["id_number"], 2), Label("电话"), Value(one["phone"])],
    ]


def party_text(c: Context) -> list[str]:
    """The parties as an agreement names them, one text each."""
    found = [
        f"{SIDES.get(str(one.raw('side')), '当事人')}：{one['name']}，证件号码：{one['id_number']}，电话：{one['phone']}，住址（住所）：____________________"
        for one in people(c)
    ]
    blank = "：________，证件号码：________________，电话：__________，住址（住所）：____________________"
    return found or [f"甲方{blank}", f"乙方{blank}"]


def party_signs(c: Context) -> list[Sign]:
    """A line for each party to sign; a seal or a finger print does as well."""
    found = [Sign(SIDES.get(str(one.raw("side")), "当事人")) for one in people(c)]
    return found or [Sign("甲方"), Sign("乙方")]


def wide(label: str, text: str, lines: int = 1, foot: str = "") -> list[Label | Value]:
    """A row of a sheet with one value across."""
    return [Label(label), Value(text, 5, lines=lines, foot=foot)]


def made_by(c: Context) -> str:
    """The foot of an entry: who made it and when."""
    return f"签名：{'、'.join(c.raw('signers') or ()) or '______'}　　{c.day('day')}"


def sum_text(c: Context, path: str = "amount") -> str:
    """3,000.00元（大写叁仟元整）; a dispute without a sum says so where it is settled, and stays blank before."""
    if c.has(path):
        return f"{c.money(path)}（大写{c.capital(path)}）"
    return "不涉及金额" if c.has("outcome") else ""
