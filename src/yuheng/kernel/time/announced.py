"""What was announced: the days off and the worked weekends of a year, read from a file and checked before anything relies on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

LARGEST = 1_000_000
"""Bytes of a calendar file; a larger one is another file given by mistake."""

KINDS = {"statutory": "法定节假日", "makeup": "补假", "swap": "调休", "special": "特别放假", "weekend": "周末", "expected": "预计"}
"""What a day off can be. `expected` is a day that the 放假办法 fixes in a year whose arrangement is not announced."""

_KIND_OF = {**{kind: kind for kind in KINDS}, **{word: kind for kind, word in KINDS.items()}}
_REGION = re.compile(r"\d{6}")


class BadCalendar(ValueError):
    """An arrangement that cannot be right; the message is Chinese."""


@dataclass(frozen=True)
class Year:
    """One year's arrangement. `off` and `worked` are named days; `notice` says who announced it, `region` for whom (empty: the country)."""

    year: int
    off: Mapping[date, str]
    worked: Mapping[date, str]
    notice: str = ""
    region: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)


class _Loader(yaml.SafeLoader):
    """YAML in which a key that stands twice is an error instead of the last one winning."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, (dict, list)):
            raise BadCalendar("日历文件的格式不对，请对照说明书中的样例。")
        if key in found:
            raise BadCalendar(f"{key} 列了两次，请核对。")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path, fixed: Mapping[tuple[int, int], str] | None = None) -> dict[int, Year]:
    """The years of a calendar file. Raises BadCalendar. `fixed` are the days that every year of the country must have off."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadCalendar(f"{path.name} 超过 1 MB，不是日历文件。")
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError:
        raise BadCalendar(f"{path.name} 不是 UTF-8 文本，不能读取。") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadCalendar(f"{path.name} 不是 YAML" + (f"（第 {mark.line + 1} 行附近）" if mark else "") + "，不能读取。") from None
    except RecursionError:
        raise BadCalendar(f"{path.name} 的格式不对，请对照说明书中的样例。") from None
    except OSError:
        raise BadCalendar(f"{path.name} 不能读取，请检查文件和权限。") from None
    return years_of(content, fixed)


def years_of(content: Any, fixed: Mapping[tuple[int, int], str] | None = None) -> dict[int, Year]:
    """The years of what a calendar file holds: `years`, or one year with its `year`. Raises BadCalendar."""
    if isinstance(content, Mapping) and "year" in content:
        content = {**content, "years": {content["year"]: content}}
    if not isinstance(content, Mapping) or not isinstance(content.get("years"), Mapping) or not content["years"]:
        raise BadCalendar("日历文件应当写明 year（或者逐年列在 years 之下），列出放假 days_off 和调休上班 days_worked 的日期。")
    region = str(content.get("region") or "")
    if region and not _REGION.fullmatch(region):
        raise BadCalendar(f"region 应当为六位行政区划代码，现为“{region}”。")
    return {year.year: year for year in (_year(name, entry, region, fixed) for name, entry in content["years"].items())}


def _year(name: Any, entry: Any, region: str, fixed: Mapping[tuple[int, int], str] | None) -> Year:
    try:
        year = int(name)
    except (TypeError, ValueError):
        year = 0
    if not 1949 <= year <= 2200 or not isinstance(entry, Mapping):
        raise BadCalendar(f"“{name}”不是年份，或者没有列出日期。")
    kinds: dict[date, str] = {}
    off = dict(_days(entry.get("days_off"), region, kinds))
    worked = {day: text.rsplit(" ", 1)[0] for day, text in _days(entry.get("days_worked"), region, {})}
    for day in [*off, *worked]:
        if day.year != year:
            raise BadCalendar(f"{day} 不在 {year} 年内，请核对。")
    for day in worked:
        if day.weekday() < 5:
            raise BadCalendar(f"{day} 是星期{'一二三四五'[day.weekday()]}，本来就上班，不能列为调休上班，请核对通知。")
    if set(off) & set(worked):
        raise BadCalendar(f"{min(set(off) & set(worked))} 同时列为放假和上班，请核对。")
    if not off and not worked:
        raise BadCalendar(f"{year} 年没有列出任何日期。")
    if not region:
        for (month, number), festival in (fixed or {}).items():
            if date(year, month, number) not in off:
                raise BadCalendar(f"{year} 年缺少{festival}（{month}月{number}日）的放假，请核对是否完整。")
    return Year(year, off, worked, _notice(entry), region, tuple(_doubts(year, kinds, worked)) if not region else ())


def _doubts(year: int, kinds: Mapping[date, str], worked: Mapping[date, str]) -> Iterator[str]:
    """What is not wrong, but deserves a second look: a weekday given by exchange is paid for by a worked weekend day."""
    swapped = sum(1 for kind in kinds.values() if kind == "swap")
    if kinds and swapped != len(worked):
        yield f"{year} 年调休放假 {swapped} 天，调休上班 {len(worked)} 天，通常应当相等，请核对。"


def _days(listed: Any, region: str, kinds: dict[date, str]) -> Iterator[tuple[date, str]]:
    """Days with `name kind`: from a mapping of days to names, or from a list of days or of {date, name, kind}."""
    if listed is None:
        return
    items = listed.items() if isinstance(listed, Mapping) else _listed(listed)
    seen: set[date] = set()
    for key, text in items:
        day = _date(key)
        if day in seen:
            raise BadCalendar(f"{day} 列了两次，请核对。")
        seen.add(day)
        name, _blank, kind = str(text or "").strip().rpartition(" ")
        if kind in _KIND_OF:
            kinds[day] = _KIND_OF[kind]
        else:
            name, kind = str(text or "").strip(), "special" if region else "weekend" if day.weekday() > 4 else "swap"
        yield day, f"{name or '放假'} {_KIND_OF[kind]}"


def _listed(listed: Any) -> Iterator[tuple[Any, str]]:
    if not isinstance(listed, list):
        raise BadCalendar("days_off 和 days_worked 应当逐日列出。")
    for item in listed:
        if isinstance(item, Mapping):
            yield item.get("date"), f"{item.get('name') or ''} {item.get('kind') or ''}"
        else:
            yield item, ""


def _date(value: Any) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(str(value).strip())
    except ValueError:
        raise BadCalendar(f"“{value}”不是日期，应当写作 2027-10-01。") from None


def _notice(entry: Mapping[str, Any]) -> str:
    if entry.get("notice"):
        return str(entry["notice"])
    notices = entry.get("notices") or ()
    listed = notices if isinstance(notices, list) else [notices]
    return "、".join(
        str(one.get("number") or one.get("title") or "") if isinstance(one, Mapping) else str(one) for one in listed
    )


def written(year: Year) -> str:
    """A year as its file in the data directory."""
    content = {
        **({"region": year.region} if year.region else {}),
        "year": year.year,
        "notice": year.notice,
        "days_off": {day.isoformat(): text for day, text in sorted(year.off.items())},
        "days_worked": {day.isoformat(): text for day, text in sorted(year.worked.items())},
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
