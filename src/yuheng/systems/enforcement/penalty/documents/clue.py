"""线索和立案: where the case comes from, and whether a file is opened."""

from __future__ import annotations

from yuheng.kernel.documents import Block, Context, Fields, Label, Value
from yuheng.systems.enforcement.penalty.choices import NOT_FILED, SOURCES
from yuheng.systems.enforcement.penalty.documents.common import (
    GRID,
    article,
    form_heads,
    heads,
    kind,
    opinion,
    party_rows,
    sheet,
    signed,
    wide,
    words,
)

CONFIDENTIAL = "已另行登记，依法保密"


def source(c: Context) -> list[Block]:
    reporter = CONFIDENTIAL if c.has("reporter") else ""
    return [
        *form_heads(c, "案件来源登记表"),
        Fields(
            [
                wide("案件来源", c.choice("source", dict(SOURCES))),
                [Label("来源编号"), Value(c["source_number"], 2), Label("发现（收到）日期"), Value(c.day("found_on"), 2)],
                [Label("举报人"), Value(reporter, 2), Label("权力事项编码"), Value(c["item_code"], 2)],
                wide("案由", f"涉嫌{c['cause']}"),
                wide("违法行为发生地", c["place"]),
                *party_rows(c),
                wide("涉嫌违反的规定", c["basis"], 3),
                opinion("登记人意见", "建议核查后依法处理。" if c.has("cause") else "", signed(c)),
                opinion("承办机构负责人意见", "", "签名：______　　____年__月__日", 3),
            ],
            GRID,
        ),
    ]  # fmt: skip


def filing(c: Context) -> list[Block]:
    basis = f"有初步证据证明存在违法行为，依法应当给予行政处罚，属于本机关管辖，且未超过行政处罚时效。依据{article('54.2')}的规定，建议立案调查。"
    return [
        *heads(c, "立案审批表"),
        Fields(
            [
                wide("案由", f"涉嫌{c['cause']}案"),
                [Label("案件来源"), Value(words(c, "source", SOURCES), 2), Label("发现日期"), Value(c.day("found_on"), 2)],
                *party_rows(c),
                wide("违法行为发生地", c["place"]),
                wide("核查情况", c["verification"], 4),
                wide("处罚依据", c["basis"], 2),
                *sheet(c, ("承办机构负责人意见", "行政机关负责人审批意见"), basis, f"同意立案，立案日期为{c.day('filed_on')}。"),
            ],
            GRID,
        ),
    ]  # fmt: skip


def not_filed(c: Context) -> list[Block]:
    return [
        *form_heads(c, "不予立案审批表"),
        Fields(
            [
                wide("案由", f"涉嫌{c['cause']}"),
                [Label("案件来源"), Value(words(c, "source", SOURCES), 2), Label("发现日期"), Value(c.day("found_on"), 2)],
                *party_rows(c),
                wide("违法行为发生地", c["place"]),
                wide("核查情况", c["verification"], 4),
                wide("不予立案的情形", words(c, "not_filed_ground", NOT_FILED)),
                wide("不予立案的理由", c["not_filed_reason"], 4),
                *sheet(c, ("承办机构负责人意见", "行政机关负责人审批意见"), "建议不予立案。", "同意不予立案。", 2),
                wide("告知情况", "□已告知举报人、移送单位　□无须告知　告知日期：____年__月__日"),
            ],
            GRID,
        ),
    ]  # fmt: skip


KINDS = (
    kind("ordinary", "source", "案件来源登记表", source, needs=("cause", "found_on"), signed_by=("登记人",), cites=("54.1",)),
    kind(
        "ordinary", "filing", "立案审批表", filing, number="file", needs=("cause", "filed_on", "verification"),
        signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("54.2",),
    ),
    kind(
        "ordinary", "not_filed", "不予立案审批表", not_filed, needs=("not_filed_reason",),
        signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("54.2",),
    ),
)  # fmt: skip
