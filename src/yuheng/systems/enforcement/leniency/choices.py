"""Codes of lenient enforcement. What a code means never changes."""

WAYS = (("before", "发现前已经自行改正"), ("spot", "当场改正"), ("order", "承诺在责令期限内改正"), ("refuse", "不改正"))
"""Who has corrected, or promises to; whether the promise was kept is checked later."""

HARMS = (("none", "没有危害后果"), ("slight", "危害后果轻微"), ("grave", "危害后果较重"))

RESULTS = (("no_penalty", "不予处罚"), ("not_filed", "不予立案"), ("mitigated", "减轻处罚"), ("light", "从轻处罚"), ("full", "清单不适用，依法办理"))

SPARED = ("no_penalty", "not_filed")
"""Results after which nothing is punished once the violation is put right."""

KINDNESS = ("no_penalty", "not_filed", "mitigated", "light", "full")
"""From what is best for the party to what is not: the better of two lists is applied (行政处罚法 第三十七条)."""

SAMPLED = (("real", "记录属实"), ("wrong", "发现问题"))

GROUNDS = (
    ("slight", "违法行为轻微并及时改正，没有造成危害后果"), ("first", "初次违法且危害后果轻微并及时改正"), ("no_fault", "当事人有证据足以证明没有主观过错"), ("other", "法律法规规章规定的其他情形"),
)  # fmt: skip
