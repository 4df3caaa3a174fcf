"""The table `leniency` 免罚轻罚清单: a row is one item of a published list, with its conditions, its window and what counts as the same violation."""

from __future__ import annotations

from yuheng.kernel.tables.schema import Input, Output, Schema, register
from yuheng.systems.enforcement.leniency.choices import GROUNDS, HARMS, RESULTS, WAYS

ACT = "行政处罚法(2021-01-22)"

LENIENCY = register(
    Schema(
        "leniency",
        "免罚轻罚清单",
        (
            Input("violation", "违法行为", own_choices=True, question="是清单中的哪一种违法行为？"),
            Input("first", "初次违法", "bool", question="是否初次违法？", help="由系统按证件号码、统一社会信用代码核验，不由人填写"),
            Input("corrected", "改正情况", choices=WAYS, question="违法行为是否已经改正？"),
            Input("harm", "危害后果", choices=HARMS, question="造成的危害后果如何？"),
            Input("blameless", "没有主观过错", "bool", question="当事人有证据足以证明没有主观过错吗？"),
            Input("source", "能说明来源", "bool", question="当事人能说明货物的合法来源吗？"),
            Input("licensed", "已取得许可", "bool", question="实际已经取得相应的许可、批准吗？"),
            Input("cooperates", "配合调查", "bool", question="当事人配合调查吗？"),
            Input("accident", "造成事故", "bool", question="是否造成食品安全、交通等事故？"),
            Input("gain", "有违法所得", "bool", question="有没有违法所得？"),
            Input("dishonest", "列入严重失信名单", "bool", question="是否列入严重失信主体名单？"),
            Input("fatal", "三年内有死亡事故", "bool", question="三年内是否发生过死亡生产安全事故？"),
            Input("value", "货值（金额）", "money", least=0, question="货值（涉及的金额）是多少？"),
            Input("area", "面积", "int", unit="平方米", least=0, question="占用（污染）的面积有多大？"),
            Input("items", "数量", "int", unit="处（件）", least=0, question="涉及多少处（件）？"),
            Input("persons", "人数", "int", unit="人", least=0, question="涉及多少人？"),
            Input("share", "占用比例", "percent", least=0, question="占用部分占总宽度的百分之几？"),
            Input("months", "持续（逾期）时间", "int", unit="个月", least=0, question="违法状态持续（逾期）满多少个月？"),
            Input("tonnes", "年产生量", "int", unit="吨", least=0, question="年产生量是多少？"),
            Input("others", "其他条件", "bool", question="清单所列的其他条件都具备吗？"),
        ),
        (
            Output("result", "处理", choices=RESULTS),
            Output("ground", "理由", choices=GROUNDS, required=False),
            Output("window", "初次违法的回溯期", "int", unit="个月", required=False),
            Output("same", "同类案由", "text", required=False),
            Output("days", "改正期限", "int", unit="日", required=False),
            Output("measures", "教育措施", "text", required=False),
            Output("others", "其他条件的内容", "text", required=False),
        ),
        cites=(f"{ACT}#33.1", f"{ACT}#32"),
        help="不予处罚、从轻、减轻处罚的事项。回溯期空白的，所有在案的同类违法都看；同类案由用“、”隔开，与案卷的案由逐字相同才算同类。",
    )
)

ASKED = tuple(one.name for one in LENIENCY.inputs if one.name not in ("violation", "first"))
"""What an officer answers on the spot."""
