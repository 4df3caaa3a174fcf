"""Every quantity of a text: how it is written, what it is worth exactly, in which unit, and how sharply it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache

from .masks import Mask, masks
from .numerals import MULTIPLIERS, Written, arabic, chinese, fold
from .units import all_units, structural


class Fuzz(StrEnum):
    """How sharply a quantity is said."""

    EXACT = "exact"
    MORE_THAN = "more_than"  # 余, 多, 超过: more, yet less than the next unit of the last place written
    AT_LEAST = "at_least"  # 以上, 不少于
    NEARLY = "nearly"  # 近
    ABOUT = "about"  # 约, 左右
    LESS_THAN = "less_than"  # 不足, 以下
    RANGE = "range"  # 30至50


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as found. `start` and `end` count characters of its paragraph; `written` is in the unit written (万 counted in)."""

    start: int
    end: int
    text: str
    written: Written | None
    unit: str
    fuzz: Fuzz = Fuzz.EXACT
    upper: Fraction | None = None
    by_hand: bool = False  # in Chinese numerals
    scaled: bool = False  # with 万 or 亿 in a count
    structural: bool = False  # 三个方面, 两级: orders the text unless an indicator asks for it
    mask: Mask | None = None

    @property
    def value(self) -> Fraction | None:
        return self.written.value if self.written else None


_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万亿半]")
_CHINESE = "[零〇○一二两三四五六七八九十百千万亿]"
_MORE = "余|多|来"
_VAGUE = {"几": (3, 9), "数": (2, 9)}
_BEFORE: tuple[tuple[Fuzz, str], ...] = (
    (Fuzz.AT_LEAST, r"(?:不少于|不低于|至少|最少)(?:有|达|为)?$"),
    (Fuzz.LESS_THAN, r"(?:不足|不到|不超过|少于|低于|未满)$"),
    (Fuzz.MORE_THAN, r"(?:超过|超出|超|逾|突破|多于|高于|大于|上)$"),
    (Fuzz.NEARLY, r"(?:将近|接近|近)$"),
    (Fuzz.ABOUT, r"(?:大约|约|大概|左右|平均约)$"),
)  # fmt: skip
_AFTER = {"以上": Fuzz.AT_LEAST, "左右": Fuzz.ABOUT, "上下": Fuzz.ABOUT, "以下": Fuzz.LESS_THAN, "以内": Fuzz.LESS_THAN,
          "余": Fuzz.MORE_THAN, "多": Fuzz.MORE_THAN}  # fmt: skip
_WORDS_ENDING_IN_NUMERAL = re.compile(r"(?:统|唯|之|同|任|单|逐|专|每|某|另|归|划|合|如|万|惟|第|其|进|不|初)$")
_NEIGHBOURS = re.compile(r"[一二三四五六七八九两]{2}[十百千万]?")


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in all_units() if unit != "%")
    number = r"\d{1,3}(?:[ \u00a0\u2009]\d{3}){1,3}(?=[\u4e00-\u9fff])|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,10})?|\d{1,40}(?:\.\d{1,10})?"
    return re.compile(
        rf"(?P<per>百分之|千分之|万分之)(?P<pern>{_CHINESE}{{1,12}}(?:点[零〇一二三四五六七八九]{{1,6}})?|{number})"
        rf"|(?P<whole>[二三四五六七八九十]{{1,3}})分之(?P<part>[一二三四五六七八九十]{{1,3}})"
        rf"|(?P<tenths>[一二三四五六七八九])成(?P<tenth>[一二三四五六七八九半])?(?P<tafter>以上|左右|多)?(?![立为员长效功果品年本])"
        rf"|(?P<half>半数|过半|(?<!另)一半)(?P<hafter>以上|左右)?"
        rf"|(?P<top>\d{{1,9}})/(?P<bottom>\d{{1,9}})(?![\d/])"
        rf"|(?P<left>\d{{1,5}})\s{{0,2}}[::比]\s{{0,2}}(?P<right>\d{{1,5}})(?!\d|[::])"
        rf"|(?P<low>{number})(?P<lowscale>万|亿)?(?P<lowpct>%)?\s{{0,2}}(?:[-~～—–－至到]|—{{2}})\s{{0,2}}(?P<high>{number})(?P<hmult>亿|万)?(?P<hunit>%|‰|{units})"
        rf"|(?P<num>{number})\s{{0,2}}(?P<more1>{_MORE})?(?P<mult>万亿|千万|百万|十万|亿|万|千(?![克米瓦])|百)?(?P<more2>{_MORE})?"
        rf"\s{{0,2}}(?P<unit>%|‰|{units})?(?P<after>以上|左右|上下|以下|以内|余(?![额款])|多(?=[,，。;；、]))?"
        rf"|(?P<vague>[几数](?=[十百千万])|[上过](?=[百千万]))?(?P<cnum>{_CHINESE}{{1,20}}(?:点[零〇一二三四五六七八九]{{1,6}})?)(?P<cmore>余|多|来|几)?"
        rf"(?P<cunit>{units})(?P<cafter>以上|左右|上下|以下|以内)?"
    )


def amounts(paragraph: str) -> list[Amount]:
    """All quantities of one paragraph in order, those that are no results carrying their mask."""
    text = fold(paragraph)
    hidden = masks(text)
    found = [_masked(paragraph, text, mask) for mask in hidden]
    # The same length everywhere, so that positions hold; a masked span ends whatever stands beside it.
    shown = list(text)
    for mask in hidden:
        shown[mask.start : mask.end] = "▮" * (mask.end - mask.start)
    bare = "".join(shown)
    if not _NUMERAL.search(bare):
        return found
    found += [amount for match in _pattern().finditer(bare) for amount in _read(match, bare, paragraph)]
    return sorted(found, key=lambda amount: amount.start)


def _masked(paragraph: str, text: str, mask: Mask) -> Amount:
    digits = re.search(r"\d+(?:\.\d+)?", text[mask.start : mask.end])
    written = arabic(digits.group()) if digits and mask.code == "date" else None
    unit = "年" if written and written.value > 1900 else ""
    return Amount(mask.start, mask.end, paragraph[mask.start : mask.end], written if unit else None, unit, mask=mask)


def _read(match: re.Match[str], text: str, paragraph: str) -> Iterator[Amount]:
    if match["per"]:
        amount = _per(match)
    elif match["whole"]:
        amount = _fraction(match)
    elif match["tenths"]:
        amount = _tenths(match)
    elif match["half"]:
        fuzz = Fuzz.MORE_THAN if match["half"] == "过半" else _AFTER.get(match["hafter"] or "", Fuzz.EXACT)
        amount = Amount(match.start(), match.end(), "", Written(Fraction(50), Fraction(1), Fraction(10)), "%", fuzz, by_hand=True)
    elif match["top"] or match["left"]:
        amount = _proportion(match)
    elif match["low"]:
        amount = _range(match)
    elif match["num"]:
        amount = _arabic(match)
    else:
        amount = _chinese(match, text)
    if amount:
        yield _sharpened(amount, text, paragraph)


def _per(match: re.Match[str]) -> Amount | None:
    written = arabic(match["pern"]) if match["pern"][0].isdigit() else chinese(match["pern"])
    if written is None:
        return None
    factor = {"百分之": Fraction(1), "千分之": Fraction(1, 10), "万分之": Fraction(1, 100)}[match["per"]]
    return Amount(match.start(), match.end(), "", written.times(factor), "%", by_hand=not match["pern"][0].isdigit())


def _fraction(match: re.Match[str]) -> Amount | None:
    whole, part = chinese(match["whole"]), chinese(match["part"])
    if whole is None or part is None or not whole.value:
        return None
    value = 100 * part.value / whole.value
    return Amount(match.start(), match.end(), "", Written(value, Fraction(0), Fraction(1)), "%", by_hand=True)


def _proportion(match: re.Match[str]) -> Amount:
    left, right = int(match["top"] or match["left"]), int(match["bottom"] or match["right"])
    written = Written(Fraction(left, right), Fraction(0), Fraction(1)) if right else None
    return Amount(match.start(), match.end(), "", written, "比")


def _range(match: re.Match[str]) -> Amount:
    low, high, unit = arabic(match["low"]), arabic(match["high"]), match["hunit"]
    unit, factor = _scaled(unit, match["hmult"])
    low_factor = MULTIPLIERS[match["lowscale"]] if match["lowscale"] and factor == 1 else factor
    return Amount(match.start(), match.end(), "", low.times(low_factor), unit, Fuzz.RANGE, upper=high.times(factor).value)


def _scaled(unit: str, multiplier: str | None) -> tuple[str, int]:
    """万 belongs to the unit of money (万元) and to the number of anything else (1.2万件)."""
    if multiplier and unit == "元" and multiplier in ("千", "万", "百万", "千万", "亿"):
        return multiplier + unit, 1
    return unit, MULTIPLIERS[multiplier] if multiplier else 1


def _arabic(match: re.Match[str]) -> Amount:
    unit, factor = _scaled(match["unit"] or "", match["mult"])
    written = arabic(match["num"]).times(factor)
    more = match["more1"] or match["more2"]
    fuzz = _AFTER.get(match["after"] or "", Fuzz.EXACT)
    if more:
        fuzz = Fuzz.ABOUT if more == "来" else Fuzz.MORE_THAN
    return Amount(match.start(), match.end(), "", written, unit, fuzz, scaled=factor > 1)


def _chinese(match: re.Match[str], text: str) -> Amount | None:
    numeral, unit, more = match["cnum"], match["cunit"], match["cmore"]
    before = text[max(0, match.start() - 4) : match.start()]
    bare = numeral[0] in "百千万亿" and not (match["vague"] or more)
    if numeral == "一" and _WORDS_ENDING_IN_NUMERAL.search(before):
        return None
    if bare and not re.search(r"(?:近|约|超|超过|逾)$", before):
        return None
    if _NEIGHBOURS.fullmatch(numeral):
        return _between(match, numeral, unit)
    multiplier = numeral[-1] if unit == "元" and numeral[-1] in "万亿" and len(numeral) > 1 else ""
    written = chinese(numeral[:-1] if multiplier else numeral)
    if written is None:
        return None
    unit = multiplier + unit
    if match["vague"] in ("上", "过"):
        return Amount(match.start(), match.end(), "", written, unit, Fuzz.AT_LEAST, by_hand=True)
    if match["vague"]:
        low, high = _VAGUE[match["vague"]]
        return Amount(match.start(), match.end(), "", written.times(low), unit, Fuzz.RANGE,
                      upper=written.value * (high + 1) - 1, by_hand=True)  # fmt: skip
    fuzz = {"余": Fuzz.MORE_THAN, "多": Fuzz.MORE_THAN, "几": Fuzz.MORE_THAN, "来": Fuzz.ABOUT}.get(more or "", Fuzz.EXACT)
    fuzz = _AFTER.get(match["cafter"] or "", fuzz)
    return Amount(match.start(), match.end(), "", written, unit, fuzz, by_hand=True, scaled=numeral[-1] in "万亿")


def _between(match: re.Match[str], numeral: str, unit: str) -> Amount | None:
    """六七次 is six or seven, 二三十件 twenty to thirty."""
    low, high = chinese(numeral[0] + numeral[2:]), chinese(numeral[1] + numeral[2:])
    if low is None or high is None or high.value <= low.value:
        return None
    return Amount(match.start(), match.end(), "", low, unit, Fuzz.RANGE, upper=high.value, by_hand=True)


def _tenths(match: re.Match[str]) -> Amount | None:
    """九成 and 九成五 as percent, rounded at the tenth or the hundredth shown."""
    whole, part = chinese(match["tenths"]), match["tenth"]
    if whole is None:
        return None
    more = Fraction(5) if part == "半" else chinese(part).value if part else Fraction(0)  # type: ignore[union-attr]
    place = Fraction(1) if part else Fraction(10)
    fuzz = _AFTER.get(match["tafter"] or "", Fuzz.EXACT)
    written = Written(whole.value * 10 + more, place, place)
    return Amount(match.start(), match.end(), "", written, "%", fuzz, by_hand=True)


def _sharpened(amount: Amount, text: str, paragraph: str) -> Amount:
    """The words before a number that make it 近, 约 or 超过 become part of it."""
    fuzz, start = amount.fuzz, amount.start
    before = text[max(0, start - 5) : start]
    for kind, pattern in _BEFORE:
        found = re.search(pattern, before)
        if found and not (kind is Fuzz.NEARLY and amount.unit in ("年", "个月", "天", "日")) and fuzz is not Fuzz.RANGE:
            fuzz, start = (kind if fuzz is Fuzz.EXACT else fuzz), start - len(found.group())
            break
    end = amount.end
    while end > start and text[end - 1].isspace():
        end -= 1
    unit, orders = amount.unit, amount.unit in structural()
    if orders and unit[0] == "个":
        unit, end = "个", end - len(unit) + 1
    return replace(amount, start=start, end=end, text=paragraph[start:end], unit=unit, fuzz=fuzz, structural=orders)
