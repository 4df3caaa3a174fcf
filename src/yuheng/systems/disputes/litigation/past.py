"""历年复议应诉案件台账: cases that ended before they were handled here, as lists of the court and the reconsideration organ tell them."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.disputes.litigation.facts import Contest
from yuheng.systems.disputes.litigation.rules import JUDGED
from yuheng.systems.disputes.litigation.steps import OFFICE

WRITTEN = (
    "route", "docket", "body", "received_on", "sort", "act_number", "act_on", "unit", "applicant_kind", "result", "ended_on", "after_change", "settled", "head_present", "cause", "remedy", "applicants",
)  # fmt: skip

PAST = registry.register(
    Procedure(
        id="litigation.past", name="历年复议应诉案件台账", for_any_unit=True, shape=shape_of(Contest), in_force=date(2018, 1, 1), title="{docket}（{body}）", chapter=6, stages=("已登记",), cites=(),
        steps=(
            Step(
                "record", "登记", (OFFICE,), (), "已登记", opens=True, closes=True, statutory=False, writes=WRITTEN,
                needs=("route", "docket", "body", "sort", "unit", "applicant_kind", "result", "ended_on", "applicants"), derives=JUDGED, asks=("results", "explained"),
                help="用于补录上线以前已经生效的案件，可以按法院、复议机关的清单导入；败诉的须写明原因和整改措施",
            ),
        ),
    )
)  # fmt: skip
