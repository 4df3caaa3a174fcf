"""What the papers of a penalty file share: heads, party, officers, opinions, measures, periods, the remedy paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from yuheng.kernel.documents import (
    FORM,
    Block,
    Context,
    Label,
    Number,
    OrganHead,
    Page,
    PaperKind,
    Paragraph,
    Sign,
    Title,
    Value,
)
from yuheng.kernel.documents.remedy import Act, OrganFacts, remedy_paragraph
from yuheng.kernel.law import Citation, LegalScope, Parameter, law
from yuheng.kernel.law.numerals import chinese
from yuheng.kernel.now import today
from yuheng.kernel.procedure.chains import PROPOSER
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.penalty.approvals import LEGAL
from yuheng.systems.enforcement.penalty.choices import KINDS, PARTIES
from yuheng.systems.enforcement.penalty.facts import Penalty

PENALTY = "行政处罚法(2021-01-22)"
COERCION = "行政强制法(2011-06-30)"
KIND_NAMES = dict(KINDS)
PARTY_NAMES = dict(PARTIES)
_SHAPE = shape_of(Penalty)
WAYS = dict(_SHAPE.rows["addressees"].fields["way"].choices)
SORTS = dict(_SHAPE.rows["evidence"].fields["sort"].choices)
CLOSED = dict(_SHAPE.fields["closed_ground"].choices)
UNITS = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}
GRID = (15, 21, 16, 18, 13, 17)
"""Widths of an approval sheet's six columns."""


def kind(
    family: str,
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
    """One paper of the ordinary or the summary procedure; `cites` are articles of the penalty law or whole citations."""
    full = tuple(one if "#" in one else f"{PENALTY}#{one}" for one in cites)
    return PaperKind(
        f"penalty.{family}.{key}", name, build, number or None, tuple(needs), tuple(signed_by), served, full, page
    )


def article(place: str, act: str = PENALTY) -> str:
    """《中华人民共和国行政处罚法》第五十四条第二款."""
    return Citation.parse(f"{act}#{place}").zh.replace("《", "《中华人民共和国", 1)


def articles(*places: str, act: str = PENALTY) -> str:
    """Several articles of one act, named once: 《中华人民共和国行政处罚法》第五十一条、第五十二条."""
    first, *others = places
    return "、".join([article(first, act), *(Citation.parse(f"{act}#{one}").zh.partition("》")[2] for one in others)])


def parameter(c: Context, key: str) -> Parameter:
    """A parameter of the law of the paper's day, under the case's field and region."""
    scope = LegalScope(*(str(c.raw(f"scope.{name}") or "") for name in ("field", "region", "act")))
    return law(key, on=day_of(c), scope=scope)


def day_of(c: Context) -> date:
    """The paper's day; a form without one is made today."""
    return c.date("day") or today()


def period(c: Context, key: str) -> str:
    """A legal period in words: 十五日, 五个工作日."""
    found = parameter(c, key)
    return f"{chinese(int(found.value))}{UNITS[found.unit]}"


def heads(c: Context, title: str, sub: str = "") -> list[Block]:
    """Organ, title and the paper's own number."""
    return [OrganHead(c["organ"]), Title(title, sub), Number(c["number"])]


def form_heads(c: Context, title: str, sub: str = "") -> list[Block]:
    """Organ, title and, at the right, the number of the case: papers without a number of their own."""
    return [OrganHead(c["organ"]), Title(title, sub), Number(f"案号：{c['case_number']}", align="right")]


def words(c: Context, name: str, options: Sequence[tuple[str, str]]) -> str:
    """The label behind a code, or several; a blank for none."""
    found = c.raw(name)
    codes = [found] if isinstance(found, str) else list(found or ())
    return "、".join(dict(options).get(code, code) for code in codes) or c.text(name)


def evidence(c: Context) -> list[str]:
    """The evidence, one text each: 书证：现场照片（来源：…）."""
    found = []
    for one in c.rows("evidence"):
        origin = f"（来源：{one['origin']}）" if one.has("origin") else ""
        found.append(f"{SORTS.get(str(one.raw('sort')), '证据')}：{one['name']}{origin}；")
    return found or ["____________________；", "____________________；"]


def is_person(c: Context) -> bool:
    return c.raw("party_kind") == "person"


def party_lines(c: Context) -> list[Block]:
    """The party block of a decision: who it is, by what number, who stands for it, where."""
    lines = [f"当事人：{c.text('party_name', 12)}"]
    if is_person(c):
        lines.append(f"公民身份号码：{c.text('id_number', 12)}")
    else:
        lines.append(f"统一社会信用代码：{c.text('uscc', 12)}")
        lines.append(f"法定代表人（负责人、经营者）：{head(c)}")
    lines.append(f"住所（住址）：{address(c)}")
    lines.append(f"联系电话：{phone(c)}")
    return [Paragraph(line) for line in lines]


def head(c: Context) -> str:
    """Who stands for the party: as the file says, else as the register of parties does."""
    return c["party_head"] if c.has("party_head") else c.text("party.head", 8)


def address(c: Context) -> str:
    return c["party_address"] if c.has("party_address") else c.text("party.address", 14)


def basis(c: Context) -> str:
    """The basis of the case: as concluded, before that as first thought of."""
    return c.text("proposed_basis" if c.has("proposed_basis") else "basis", 14)


def phone(c: Context) -> str:
    return c["phone"] if c.has("phone") else c.text("party.phone", 8)


def number_label(c: Context) -> tuple[str, str]:
    """How the party is identified, and by what."""
    return ("公民身份号码", c["id_number"]) if is_person(c) else ("统一社会信用代码", c["uscc"])


def party_rows(c: Context) -> list[list[Label | Value]]:
    """The party in an approval sheet of six columns."""
    label, number = number_label(c)
    return [
        [Label("当事人", down=3), Label("姓名（名称）"), Value(c["party_name"], 2), Label("类型"), Value(words(c, "party_kind", PARTIES))],
        [Label(label), Value(number, 2), Label("联系电话"), Value(phone(c))],
        [Label("住所（住址）"), Value(address(c), 2), Label("法定代表人（负责人）"), Value("—" if is_person(c) else head(c))],
    ]  # fmt: skip


def officers(c: Context, path: str = "officers") -> str:
    """张三（执法证号：320583001）、李四（执法证号：…）; blanks for two where nobody is known."""
    found = c.rows(path)
    if not found:
        return "____（执法证号：________）、____（执法证号：________）"
    return "、".join(f"{one['name']}（执法证号：{one['certificate']}）" for one in found)


def names(c: Context, path: str = "officers") -> str:
    """The names alone."""
    return "、".join(one["name"] for one in c.rows(path)) or "____"


def officer_signs(c: Context, path: str = "officers", role: str = "执法人员") -> list[Sign]:
    """Lines for two officers with their certificate numbers."""
    found = [Sign(role, one["name"], one.text("certificate"), c.date("day") or "") for one in c.rows(path)]
    return found + [Sign(role, "", "", "")] * max(0, 2 - len(found))


def signed(c: Context, step: str = "") -> str:
    """The foot of an opinion: who gave it in which step and when; without a step, in the act that makes the paper."""
    if step:
        who, day = c.text(f"acts.{step}.by", 6), c.day(f"acts.{step}.day")
    else:
        who = "、".join(c.raw("signers") or ()) or "______"
        day = c.day("day")
    return f"签名：{who}　　{day}"


def opinion(label: str, text: str, foot: str, lines: int = 4) -> list[Label | Value]:
    """A row of an approval sheet: an opinion with its signature and day."""
    return [Label(label), Value(text, 5, lines=lines, foot=foot)]


def sheet(c: Context, places: Sequence[str], proposal: str, agreed: str, lines: int = 3) -> list[list[Label | Value]]:
    """The opinions of an approval sheet: the proposal of those who handle the case, then each place in its order.

    What was signed on the platform stands as it was signed; an empty form leaves the places blank.
    """
    by_part = {one["part"]: one for one in c.rows("officers") if one.has("part")}
    signed_all = PROPOSER in by_part
    first = [by_part[part] for part in (PROPOSER, "共同承办人意见") if part in by_part]
    said = proposal
    if first and first[0].has("opinion"):
        said = _split(first[0]["opinion"], c)[0] if first[0]["opinion"] not in ("同意。", "提请审批。") else proposal
    feet = "　".join(f"签名：{one['name']}　{_split(one.text('opinion'), c)[1]}" for one in first)
    found = [opinion("承办人意见", said, feet or "签名：______　______　　____年__月__日", lines)]
    for place in places[:-1]:
        one = by_part.get(place)
        if one is None and (signed_all or place == LEGAL.name):
            continue  # a place that this sheet does not have, or that the last signer signed too
        words_, day = _split(one.text("opinion"), c) if one is not None else ("", "____年__月__日")
        name = one["name"] if one is not None else "______"
        found.append(opinion(place, words_, f"签名：{name}　　{day}", lines))
    return [*found, opinion(places[-1], agreed if c.has("signers") else "", _last(c), lines)]


def _last(c: Context) -> str:
    """The signature of whoever signed last, on the day of the step."""
    officers_ = c.rows("officers")
    name = officers_[0]["name"] if officers_ else "______"
    return f"签名：{name}　　{c.day('day')}"


def _split(words_: str, c: Context) -> tuple[str, str]:
    """An opinion and the day it was given: that of the step, unless it names an earlier one."""
    found = re.fullmatch(r"(.*)（(\d{4})-(\d\d)-(\d\d)）", words_, re.S)
    if found is None:
        return words_, c.day("day")
    return found[1], f"{int(found[2])}年{int(found[3])}月{int(found[4])}日"


def wide(label: str, text: str, lines: int = 1) -> list[Label | Value]:
    """A row of a sheet with one value across."""
    return [Label(label), Value(text, 5, lines=lines)]


def sum_text(c: Context, name: str) -> str:
    """罚款人民币叁仟元整（¥3,000.00）."""
    return f"罚款人民币{c.capital(name)}（¥{c.money(name).removesuffix('元')}）"


def measures(c: Context, kinds: str, fine: str) -> list[str]:
    """What is imposed, one text a kind, with the sum in capitals."""
    income = fine.replace("fine", "income")
    found = []
    for code in c.raw(kinds) or ():
        if code == "fine":
            found.append(sum_text(c, fine))
        elif code.startswith("confiscate") and c.raw(income):
            found.append(f"{KIND_NAMES[code]}（¥{c.money(income).removesuffix('元')}）")
        elif code in ("suspend_licence", "revoke_licence") and c.has("licence"):
            found.append(f"{KIND_NAMES[code]}（{c['licence']}）")
        else:
            found.append(KIND_NAMES.get(code, code))
    return found or ["________________"]


def remedies(c: Context, act: Act = "decision", *, penalty: bool = True) -> list[Block]:
    """Whom the party may turn to, computed from organ, act and day."""
    facts = {key: value for key, value in (c.raw("organ_facts") or {}).items() if key in _REMEDY}
    legal = {"kind": c.raw("organ_facts.legal_kind") or "department"}
    return remedy_paragraph(OrganFacts(**{"name": c["organ"], **facts, **legal}), act, day_of(c), penalty=penalty)


_REMEDY = ("name", "government", "superior", "court", "higher_court")


def contact(c: Context) -> str:
    """Where the organ is reached."""
    return (
        f"联系人：{names(c)}　联系电话：{c.text('organ_facts.phone', 8)}　联系地址：{c.text('organ_facts.address', 12)}"
    )
