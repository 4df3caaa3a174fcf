"""The question bank: what an answer is, whether the article behind a question still holds, and papers drawn by rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.kernel.law import LawError
from yuheng.kernel.law.citation import BadCitation, Citation
from yuheng.kernel.law.statutes import find
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.now import today
from yuheng.kernel.procedure.shape import BadValue

LETTERS = "ABCD"
SORTS = [("single", "单选"), ("several", "多选"), ("judge", "判断")]
JUDGED = {"对": "A", "错": "B", "正确": "A", "错误": "B", "√": "A", "×": "B"}
JUDGE_OPTIONS = (("A", "对"), ("B", "错"))


def letters_of(sort: str, answer: str) -> str:
    """The letters of an answer as people write it (ＡＣ, a、c, 对), in order; empty where it is none."""
    plain = answer.strip().upper()
    if sort == "judge":
        return JUDGED.get(plain, "")
    plain = "".join(c for c in plain.translate(str.maketrans("ＡＢＣＤＥＦＧＨ", "ABCDEFGH")) if c not in " ,，、;；")
    return "".join(sorted(set(plain))) if plain.isascii() and plain.isalpha() else ""


def checked_cite(text: str) -> str:
    """A citation of a statute of the law book, with its version. Raises BadValue."""
    try:
        cite = Citation.parse(text.translate(str.maketrans("（）＃", "()#")) if "#" not in text else text)
        version = cite.version or find(cite.statute, today()).version
        statute = find(f"{cite.statute}({version})" if version else cite.statute, today())
    except (BadCitation, LawError) as error:
        raise BadValue(f"出题依据：{error}") from None
    if cite.article and statute.articles and cite.article > statute.articles:
        raise BadValue(f"出题依据：{statute.title}只有 {statute.articles} 条，没有第 {cite.article} 条。")
    return str(cite) if cite.version else str(cite).replace("#", f"({version})#", 1)


def outdated(cite: str, on: date) -> str:
    """Why the article behind a question no longer stands for the law of the day; empty where it does."""
    try:
        cited = Citation.parse(cite)
        old = find(f"{cited.statute}({cited.version})", on)
    except (BadCitation, LawError) as error:
        return str(error)
    if old.applies(on):
        return ""
    try:
        now = find(cited.statute, on)
    except LawError:
        now = None
    if now is not None and now.version != cited.version:
        return f"{old.title}{cited.version}文本已由{now.version}文本取代，请对照现行条文复核。"
    return f"{old.title}{cited.version}文本在 {on} 没有施行，请复核。"


@dataclass(frozen=True)
class Rule:
    """So many questions of a topic and sort, each worth so many points."""

    topic: str
    sort: str
    count: int
    points: int


class Short(ValueError):
    """The bank has too few questions for a rule; the message is Chinese."""


def draw(bank: Iterable[Mapping[str, Any]], rules: Iterable[Rule], seed: str, on: date) -> list[dict[str, Any]]:
    """The questions of a paper, numbered from 1. Raises Short.

    A question's place in the draw is the digest of seed and number: the same bank, rules and seed give the same paper, and
    anybody can compute it again. Questions whose article no longer stands are not drawn.
    """
    fresh = [one for one in bank if not outdated(one["cite"], on)]
    found: list[dict[str, Any]] = []
    taken: set[int] = set()
    for rule in rules:
        fit = [one for one in fresh if one["topic"] == rule.topic and one["sort"] == rule.sort and one["matter_id"] not in taken]
        if len(fit) < rule.count:
            name = dict(SORTS)[rule.sort]
            raise Short(f"“{rule.topic}”{name}题需要 {rule.count} 题，题库中依据现行有效的只有 {len(fit)} 题。")
        drawn = sorted(fit, key=lambda one: place(seed, one["matter_id"]))[: rule.count]
        taken |= {one["matter_id"] for one in drawn}
        found += [_asked(one, rule.points) for one in drawn]
    return [{"no": number, **one} for number, one in enumerate(found, start=1)]


def place(seed: str, number: int) -> bytes:
    """Where a number stands in a draw."""
    return sm3(f"{seed}:{number}".encode())


def _asked(one: Mapping[str, Any], points: int) -> dict[str, Any]:
    options: tuple[tuple[str, str], ...] = JUDGE_OPTIONS
    if one["sort"] != "judge":
        options = tuple((letter, one[f"option_{letter.lower()}"]) for letter in LETTERS if one[f"option_{letter.lower()}"])
    return {
        "question": one["matter_id"], "sort": one["sort"], "topic": one["topic"], "stem": one["stem"], "options": [list(pair) for pair in options],
        "answer": letters_of(one["sort"], one["answer"]), "points": points, "cite": one["cite"],
    }  # fmt: skip


def score(paper: Iterable[Mapping[str, Any]], answers: Mapping[str, str]) -> int:
    """Points of the answers (by number of the question); an answer counts when it is wholly right."""
    return sum(one["points"] for one in paper if answers.get(str(one["no"]), "") == one["answer"])
