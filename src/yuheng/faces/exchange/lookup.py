"""What a sheet's words for units, people, parties and matters mean: found set-wise, with a reason where nothing or several fit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from yuheng.kernel.access import matters
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.identity.names import normalised
from yuheng.kernel.records.models import Matter, Organ, OrganName, Party
from yuheng.kernel.sheets.columns import BadCell
from yuheng.kernel.sheets.plain import folded

_PART = 500
_NAMED = re.compile(r"(.+?)\s*[(（]\s*(.+?)\s*[)）]")


class Lookup:
    """Answers for one sheet and one viewer. Matters are only those that the viewer may see."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer, self.staff = viewer, viewer.staff
        self._organs: dict[str, set[int]] | None = None
        self._people: dict[str, list[int]] = {}
        self._known: dict[str, dict[str, list[tuple[int, str]]]] = {"party": {}, "matter": {}}

    def prepare(self, kind: str, words: Iterable[str]) -> None:
        """Reads what all these words may mean, some hundred a query."""
        if kind not in self._known:
            return
        fresh = sorted({word for word in map(_plain, words) if word} - self._known[kind].keys())
        for start in range(0, len(fresh), _PART):
            part = fresh[start : start + _PART]
            self._known[kind].update({word: [] for word in part})
            for word, number, name in self._read(kind, part):
                self._known[kind][word].append((number, name))

    def one(self, kind: str, word: str) -> int:
        """The one record meant. Raises BadCell."""
        return {"organ": self.organ, "person": self.person, "party": self.party, "matter": self.matter}[kind](word)

    def organ(self, word: str) -> int:
        """A unit by its code, name, short or former name."""
        plain = _plain(word)
        found = sorted(self._organ_words().get(plain, ()))
        if not found:
            raise BadCell(f"没有单位“{word[:30]}”，请填写单位全称、简称或者编码。")
        if len(found) > 1:
            raise BadCell(f"“{word[:30]}”有 {len(found)} 个单位：{self._listed(found)}，请填写编码。")
        return found[0]

    def person(self, word: str) -> int:
        """A member of staff by name, by 姓名（单位）, or by number."""
        if not self._people:
            for person, name in self.staff.people.items():
                self._people.setdefault(normalised(name), []).append(person)
        plain = folded(word)
        if plain.isdecimal() and int(plain) in self.staff.people:
            return int(plain)
        found = self._people.get(normalised(word), [])
        unit = ""
        if not found and (named := _NAMED.fullmatch(word.strip())):
            unit = named[2]
            organ = self.organ(unit)
            there = self._people.get(normalised(named[1]), [])
            found = [person for person in there if any(post.organ == organ for post in self.staff.posts_on(person, self.viewer.day))]
        if not found:
            where = f"在“{unit}”" if unit else ""
            raise BadCell(f"人员中{where}没有“{word[:30]}”，请核对姓名；新来的人员先登记人员和岗位。")
        present = [person for person in found if self.staff.left.get(person) is None] or found
        if len(present) > 1:
            units = "、".join(f"{self.staff.people[person]}（{self._unit(person)}）" for person in present[:6])
            raise BadCell(f"“{word[:30]}”有 {len(present)} 人：{units}，请写明单位，如“{units.partition('、')[0]}”；同单位的填人员编号。")
        return present[0]

    def party(self, word: str) -> int:
        """A party by its credit code or its name."""
        found = self._found("party", word)
        if not found:
            raise BadCell(f"没有登记过当事人“{word[:30]}”，请核对名称或者统一社会信用代码。")
        if len(found) > 1:
            raise BadCell(f"“{word[:30]}”有 {len(found)} 个当事人，请填写统一社会信用代码。")
        return found[0][0]

    def matter(self, word: str) -> int:
        """A matter by its number, among those that the viewer may see."""
        found = self._found("matter", word)
        if not found:
            raise BadCell(f"没有编号为“{word[:40]}”的事项，或者您没有查看的权限。")
        if len(found) > 1:
            names = "、".join(name for _number, name in found[:4])
            raise BadCell(f"编号“{word[:40]}”有 {len(found)} 件：{names}，请填写系统编号。")
        return found[0][0]

    def _found(self, kind: str, word: str) -> list[tuple[int, str]]:
        plain = _plain(word)
        if plain not in self._known[kind]:
            self.prepare(kind, [word])
        return self._known[kind].get(plain, [])

    def _read(self, kind: str, words: list[str]) -> Iterable[tuple[str, int, str]]:
        if kind == "party":
            numbered = Party.objects.filter(uscc__in=[word.upper() for word in words], merged_into=None).values_list("uscc", "pk", "name")
            named = Party.objects.filter(name__in=words, merged_into=None).values_list("name", "pk", "name")
            codes = {word.upper(): word for word in words}
            return [(codes[str(code)], pk, name) for code, pk, name in numbered] + [(word, pk, name) for word, pk, name in named]
        seen = matters.visible(self.viewer).exclude(status="void")
        found = list(seen.filter(number__in=words).values_list("number", "pk", "title"))
        ids = [int(word) for word in words if word.isdecimal() and len(word) < 17]
        return found + [(str(pk), pk, title) for pk, title in seen.filter(pk__in=ids).values_list("pk", "title")]

    def _organ_words(self) -> dict[str, set[int]]:
        if self._organs is None:
            found: dict[str, set[int]] = defaultdict(set)
            former: dict[str, set[int]] = defaultdict(set)
            for pk, *words in Organ.objects.values_list("pk", "code", "name", "short"):
                for word in words:
                    found[_plain(word)].add(pk)
            for pk, *words in OrganName.objects.values_list("organ", "name", "short"):
                for word in words:
                    former[_plain(word)].add(pk)
            # A name borne today goes before one that another unit bore once.
            self._organs = {**former, **found}
        return self._organs

    def _unit(self, person: int) -> str:
        posts = self.staff.posts_on(person, self.viewer.day)
        return self.staff.names[posts[0].organ] if posts else "今天没有岗位"

    def _listed(self, organs: list[int]) -> str:
        codes: dict[int, Any] = dict(Organ.objects.filter(pk__in=organs).values_list("pk", "code"))
        return "、".join(f"{self.staff.names[organ]}（{codes[organ]}）" for organ in organs[:6])


def _plain(word: str) -> str:
    return re.sub(r"\s", "", word.strip().lstrip("'’‘"))


def visible_ids(viewer: Viewer, procedure: str, words: Iterable[str]) -> set[int]:
    """Which of these system numbers are matters of the procedure that the viewer may see."""
    ids = sorted({int(word) for word in words if word.isdecimal() and len(word) < 17})
    found: set[int] = set()
    for start in range(0, len(ids), _PART):
        part = Matter.objects.filter(pk__in=ids[start : start + _PART], procedure=procedure).values("pk")
        found |= set(matters.visible(viewer, [procedure]).filter(pk__in=part).values_list("pk", flat=True))
    return found
