"""法治政府建设年度报告: sent before 1 March, public before 1 April of the year after."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Due, Forbidden, Procedure, Stale, Step, Without
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.assessment.annual_report.facts import AnnualReport
from yuheng.systems.roles import JUSTICE_HEAD, REPORT_CONTRIBUTOR, REPORT_EDITOR, ZONE_LEADER

RULE = "法治政府建设与责任落实督察工作规定(2019)"

is_secret = Condition("is_secret", "涉及国家秘密或者工作秘密", ("secret",), lambda f: f.secret, (f"{RULE}#24",))

OPEN_TO_UNITS = ("collect", "confirm")
"""What units may still owe when the report goes out: the statutory day does not wait for them. The figures they did not confirm
are named, and published only with a reason."""

ANNUAL_REPORT = registry.register(
    Procedure(
        id="report.annual",
        name="法治政府建设年度报告",
        shape=shape_of(AnnualReport),
        in_force=date(2019, 4, 15),
        title="{title}",
        chapter=7,
        stages=("征集材料", "统稿", "审核审议", "报送公开"),
        cites=(f"{RULE}#23.2", f"{RULE}#24", f"{RULE}#25"),
        steps=(
            Step(
                "start",
                "启动编制",
                (REPORT_EDITOR,),
                (f"{RULE}#23.2",),
                "征集材料",
                opens=True,
                writes=("year", "title", "collect_by", "submit_by", "publish_by", "units"),
                needs=("submit_by", "publish_by", "units"),
                obliges=(
                    Due("collect", on="collect_by"), Due("confirm", on="submit_by"), Due("join"), Due("send", on="submit_by"),
                    Due("publish", on="publish_by"),
                ),
                help="参编单位、标题和两个法定日期不填的，由系统按指标的责任单位和规定填写。",
            ),
            Step(
                "collect", "报送材料", (REPORT_CONTRIBUTOR,), (), "征集材料", after=("start",), repeat=True, for_each="units",
                row_organ="unit", writes=("passages",), needs=("passages",), statutory=False,
            ),
            Step(
                "confirm", "确认数字", (REPORT_CONTRIBUTOR,), (), "征集材料", after=("start",), repeat=True, for_each="units",
                row_organ="unit", writes=("confirmations",), needs=("confirmations",), statutory=False,
            ),
            Step(
                "invite", "增加参编单位", (REPORT_EDITOR,), (), "征集材料", after=("start",), repeat=True, writes=("units",),
                needs=("units",), statutory=False,
            ),
            Step(
                "remind", "提请补报、重新确认", (REPORT_EDITOR,), (), "", after=("start",), repeat=True, for_each="units",
                obliges=(Due("collect"), Due("confirm")), statutory=False,
            ),
            Step(
                "join",
                "统稿",
                (REPORT_EDITOR,),
                (f"{RULE}#25",),
                "统稿",
                after=("start",),
                repeat=True,
                writes=("draft",),
                needs=("draft",),
                voids=("review", "secrecy", "deliberate"),
                obliges=(Due("review"), Due("secrecy"), Due("deliberate")),
            ),
            Step(
                "review", "审核", (JUSTICE_HEAD,), (f"{RULE}#25",), "审核审议", after=("join",), writes=("review_opinion",),
                needs=("review_opinion",), separate_from=("join",), effect="reviews",
            ),
            Step(
                "secrecy", "保密审查", (JUSTICE_HEAD,), (f"{RULE}#24",), "审核审议", after=("join",), writes=("secret", "secrecy_opinion"),
                needs=("secret",), separate_from=("join",), effect="reviews",
            ),
            Step(
                "deliberate", "党工委审议", (ZONE_LEADER,), (f"{RULE}#23.2",), "审核审议", after=("review", "secrecy"), writes=("meeting",),
                needs=("meeting",), separate_from=("join", "review"), effect="approves",
            ),
            Step(
                "send", "报送上级", (REPORT_EDITOR,), (f"{RULE}#23.2",), "报送公开", after=("deliberate",), writes=("sent_to",), needs=("sent_to",),
            ),
            Step(
                "publish", "向社会公开", (REPORT_EDITOR,), (f"{RULE}#24",), "报送公开", after=("deliberate", "send"),
                writes=("place", "unconfirmed_reason", "digest"), needs=("place",), when=~is_secret, closes=True,
                leaves=OPEN_TO_UNITS, excludes=OPEN_TO_UNITS,
                help="公开后正文和数字冻结，不能撤回；之后补录的记录只显示为“发布后变动”。",
            ),
            Step(
                "withhold", "不予公开", (JUSTICE_HEAD,), (f"{RULE}#24",), "报送公开", after=("deliberate", "send"), when=is_secret, closes=True,
                leaves=("publish", *OPEN_TO_UNITS), statutory=True, excludes=("publish", *OPEN_TO_UNITS),
            ),
        ),
        never=(
            Without("publish", "deliberate", cites=(f"{RULE}#23.2",)),
            Stale("publish", "deliberate", "join", (f"{RULE}#23.2",)),
            Stale("deliberate", "review", "join", (f"{RULE}#25",)),
            Forbidden("publish", is_secret, (f"{RULE}#24",)),
        ),
    )
)  # fmt: skip
