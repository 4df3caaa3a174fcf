"""What must not stand in a public report: personal data, and words that belong to secret papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..data import load
from ..draft import Draft, at_span
from ..model import Finding

PRIVACY = "《政府信息公开条例》第十五条：涉及个人隐私等会对第三方合法权益造成损害的不得公开"
SECRECY = "《法治政府建设与责任落实督察工作规定》第二十四条：涉及党和国家秘密的除外"
_NUMBERS = (
    ("居民身份号码", re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")),
    ("手机号码", re.compile(r"(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")),
    ("银行账号", re.compile(r"(?<!\d)[3-6]\d{15,18}(?!\d)")),
    ("车牌号", re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{5,6}(?![A-Z0-9])")),
)


@cache
def _named() -> re.Pattern[str]:
    words = load("names")
    leads = "|".join(sorted(words["person_leads"], key=len, reverse=True))
    return re.compile(rf"(?:{leads})(?P<name>[{words['surnames']}][\u4e00-\u9fff]{{1,2}})(?=[，,。；;、（(因与诉向]|$)")


def personal_data(draft: Draft) -> Iterator[Finding]:
    """Identity, telephone, account and plate numbers, and full names of parties. 张某 and 王×× are masked and fine."""
    for sentence in draft.sentences:
        told: list[tuple[int, int]] = []
        for kind, pattern in _NUMBERS:
            for match in pattern.finditer(sentence.folded):
                if any(start <= match.start() < end for start, end in told):
                    continue
                told.append(match.span())
                yield at_span(sentence, match.span(), "privacy.number", "must", f"这里有{kind}，公开前应当删去", PRIVACY)
        for match in _named().finditer(sentence.text):
            name = match["name"]
            if any(sign in name for sign in "某×*") or name[:2] in load("names")["not_names"]:
                continue
            message = f"“{name}”疑为当事人姓名，公开前应当隐去（写作“{name[0]}某”）"
            yield at_span(sentence, match.span("name"), "privacy.name", "must", message, PRIVACY)


def secret_words(draft: Draft) -> Iterator[Finding]:
    """Words of secret or internal papers, or of a case still being investigated."""
    pattern = re.compile("|".join(map(re.escape, load("names")["secret_words"])))
    for sentence in draft.sentences:
        for match in pattern.finditer(sentence.text):
            message = f"“{match.group()}”：公开前应当经保密审查"
            yield at_span(sentence, match.span(), "secrecy", "must", message, SECRECY)
