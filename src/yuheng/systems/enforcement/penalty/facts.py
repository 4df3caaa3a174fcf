"""What a penalty file holds."""

from __future__ import annotations

from yuheng.kernel.records.columns import (
    choice,
    code,
    day,
    long_text,
    matter,
    moment,
    money,
    person,
    several,
    text,
    whole,
    yes_no,
)
from yuheng.kernel.records.columns import secret as sealed
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_digest, valid_uscc
from yuheng.systems.enforcement.penalty.choices import (
    ATTITUDE,
    CLOSED_DOORS,
    CORRECTED,
    CREDIT_ENDS,
    DISPOSALS,
    DROPPED,
    FILMED,
    GRADES,
    GROUNDS,
    HARM,
    HIDDEN,
    KINDS,
    NOT_FILED,
    ON_SPOT,
    OUTCOMES,
    OVERTURNED,
    PARTIES,
    POINTS,
    REVIEWED,
    SHOWN,
    SOURCES,
    THINGS,
)
from yuheng.systems.enforcement.penalty.shown import AGREEMENTS as SHOWN_AGREE


class Penalty(Facts):
    agreements = SHOWN_AGREE
    found_on = day("线索发现日期", index=True, group="线索")
    source = choice("案件来源", SOURCES, index=True, group="线索")
    source_number = code("来源编号", blank=True, group="线索")
    reporter = text("举报人", personal="name", blank=True, group="线索", help="仅受理人员可见")
    cause = text("案由", index=True, group="线索")
    place = text("违法行为发生地", personal="address", group="线索")
    item_code = code("权力事项编码", blank=True, group="线索", help="见“权力事项清单”")
    basis = text("处罚依据", max_length=500, group="线索", help="法律、法规、规章的条款")
    order_first = yes_no("以逾期不改正或者拒不改正为处罚条件", blank=True, default=False, group="线索", help="处罚依据写明“逾期不改正的”“拒不改正的”，填是")
    ended_on = day("违法行为终了日期", blank=True, group="线索", help="连续或者继续的行为填终了之日；没有终了不填")
    long_limit = yes_no("涉及公民生命健康安全、金融安全且有危害后果", blank=True, group="线索")
    party_kind = choice("当事人类型", PARTIES, index=True, group="当事人")
    party_name = text("当事人姓名（名称）", personal="name", group="当事人")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc, group="当事人")
    id_number = sealed("证件号码", blank=True, group="当事人")
    phone = text("联系电话", personal="phone", blank=True, group="当事人")
    party_address = text("住所（住址）", personal="address", blank=True, group="当事人")
    party_head = text("法定代表人（负责人、经营者）", personal="name", blank=True, group="当事人")
    electronic = yes_no("同意电子送达", blank=True)
    electronic_address = text("电子送达地址", personal="phone", blank=True)
    verification = long_text("核查情况", blank=True)
    not_filed_ground = choice("不予立案的情形", NOT_FILED, blank=True, index=True)
    not_filed_reason = text("不予立案理由", max_length=500, blank=True)
    filed_on = day("立案日期", index=True, blank=True)
    order = long_text("责令改正内容", blank=True)
    correct_by = day("改正期限", future=True, blank=True)
    corrected = yes_no("已改正", blank=True)
    help_organ = text("协助机关", blank=True)
    help_asked = long_text("请求协助的事项", blank=True)
    help_by = day("请求答复的日期", future=True, blank=True)
    help_answer = long_text("协助机关的答复", blank=True)
    finding = long_text("调查情况", blank=True)
    facts_found = long_text("认定的违法事实", blank=True)
    discretion = text("裁量因素和等级", max_length=500, blank=True, help="有公布的裁量基准的，不填由系统写入")
    violation = code("裁量事项", blank=True, table="discretion.violation", group="裁量", quiet=True, help="裁量基准所列的违法行为；案由与所列名称相同的不必选")
    harm = choice("危害后果", HARM, blank=True, group="裁量")
    put_right = choice("改正情况", CORRECTED, blank=True, group="裁量")
    times = whole("被查处次数", unit="次", blank=True, group="裁量", help="含本次")
    attitude = choice("配合调查", ATTITUDE, blank=True, group="裁量")
    value = money("货值（涉及的金额）", blank=True, group="裁量")
    area = whole("面积", unit="平方米", blank=True, group="裁量")
    deviation = text("偏离裁量基准的理由", max_length=500, blank=True, group="裁量", help="拟罚款不在裁量基准的幅度内的必填，须经法制审核")
    grade = choice("裁量档次", GRADES, blank=True, index=True, fixed=True)
    fine_least = money("裁量基准的下限", blank=True, fixed=True)
    fine_most = money("裁量基准的上限", blank=True, fixed=True)
    discretion_version = matter("适用的裁量基准", blank=True, of="enforcement.table", fixed=True)
    discretion_receipt = long_text("裁量凭据", blank=True, quiet=True, fixed=True)
    disposal = choice("登记保存物品的处理", DISPOSALS, blank=True)
    study = matter("案情研究会议", blank=True, of="penalty.meeting")
    study_opinion = long_text("研究意见", blank=True)
    proposed_basis = text("拟处罚依据", max_length=500, blank=True, takes="basis")
    proposed_kinds = several("拟处罚种类", KINDS, blank=True)
    proposed_fine = money("拟罚款金额", blank=True, help="没有罚款填 0；裁量基准列有这一违法行为的，不填由系统按下限写入")
    proposed_income = money("拟没收金额", blank=True, default=0)
    complex = yes_no("情节复杂或者重大违法行为", blank=True)
    notified_on = day("告知书送达日期", blank=True)
    notified_kinds = several("告知的处罚种类", KINDS, blank=True)
    notified_fine = money("告知的罚款金额", blank=True)
    notified_income = money("告知的没收金额", blank=True, default=0)
    notified_basis = text("告知的处罚依据", max_length=500, blank=True, takes="proposed_basis", fixed=True)
    notified_facts = long_text("告知的违法事实", blank=True, takes="facts_found", fixed=True)
    defence = long_text("陈述申辩意见", blank=True)
    re_examination = long_text("复核意见", blank=True)
    hearing_on = moment("听证时间", future=True, blank=True)
    hearing_until = moment("预计结束时间", future=True, blank=True)
    hearing_place = text("听证地点", blank=True, index=True)
    hearing_host = person("听证主持人", blank=True, help="不填为办理通知的人；不能是本案调查人员")
    hearing_public = yes_no("公开听证", blank=True)
    hearing_closed = choice("不公开听证的理由", CLOSED_DOORS, blank=True)
    hearing_record = long_text("听证情况", blank=True)
    hearing_report = long_text("听证报告", blank=True)
    review_ok = several("审核没有问题的事项", POINTS, blank=True)
    review_bad = several("审核存在问题的事项", POINTS, blank=True)
    review_result = choice("审核结论", REVIEWED, blank=True, index=True)
    review_opinion = long_text("法制审核意见", blank=True)
    meeting = code("集体讨论会议编号", blank=True, index=True, help="建档的旧案；在本系统讨论的，会议见“集体讨论会议”")
    discussed_at = matter("集体讨论会议", blank=True, of="penalty.meeting")
    meeting_on = day("集体讨论日期", blank=True, index=True)
    discussion = long_text("集体讨论意见", blank=True)
    decided_kinds = several("处罚种类", KINDS, blank=True)
    decided_fine = money("罚款金额", blank=True, index=True)
    decided_income = money("没收金额", blank=True, default=0)
    licence = text("暂扣、吊销的证照名称和编号", blank=True)
    effective_until = day("处罚有效期", future=True, blank=True, help="暂扣、限制等有期限的，填最后一日")
    decided_on = day("决定日期", blank=True, index=True)
    ground = choice("不予处罚的理由", GROUNDS, blank=True, index=True)
    education = long_text("教育情况", blank=True)
    drop_ground = choice("销案的情形", DROPPED, blank=True, index=True)
    drop_reason = text("销案理由", max_length=500, blank=True)
    transferred_to = text("移送单位", blank=True)
    outcome = choice("处理结果", OUTCOMES, blank=True, index=True)
    hardship = text("申请分期、延期的理由", max_length=500, blank=True)
    paid = money("已缴罚款", blank=True)
    paid_on = day("缴清日期", blank=True, index=True)
    surcharge = money("加处罚款", blank=True)
    waived = money("减免加处罚款", blank=True)
    payment_code = code("缴款码", blank=True)
    bank_receipt = code("银行回单号", blank=True)
    court = text("申请强制执行的法院", blank=True)
    ruling = choice("法院裁定", [("granted", "准予执行"), ("refused", "不准予执行")], blank=True)
    ruling_number = code("裁定书案号", blank=True)
    closed_ground = choice(
        "结案理由",
        [
            ("paid", "处罚决定执行完毕"),
            ("court", "法院裁定强制执行"),
            ("none", "不予处罚"),
            ("dropped", "销案"),
            ("transferred", "移送"),
            ("not_filed", "不予立案"),
        ],
        blank=True,
    )
    shown = choice("公示方式", SHOWN, blank=True, default="summary")
    not_shown_ground = choice("不予公开的情形", HIDDEN, blank=True, help="不予公开的必选")
    masked = text("公示前的处理", blank=True, help="隐去的个人信息、商业秘密")
    reshown_why = text("更正公示的理由", max_length=500, blank=True, help="已经公示的，再次办理即为更正，须写明理由")
    shown_record = long_text("公示内容", blank=True, quiet=True, fixed=True)
    shown_digest = code("公示内容摘要", blank=True, quiet=True, fixed=True)
    publish_receipt = code("公示平台回执号", blank=True)
    overturned_how = choice("决定的变动", OVERTURNED, blank=True, index=True)
    overturned_on = day("变动的日期", blank=True)
    overturned_by = text("作出变动的机关和文号", blank=True)
    credit_receipt = code("信用平台回执号", blank=True)
    credit_until = day("信用公示截止日期", future=True, blank=True)
    credit_end_ground = choice("终止信用公示的理由", CREDIT_ENDS, blank=True)
    withdrawn_why = text("撤回公示的理由", max_length=500, blank=True)
    volume = code("案卷号", blank=True)

    class Meta:
        verbose_name = "行政处罚案件"


class Addressee(Row):
    rows_of, kind = Penalty, "addressees"
    name = text("受送达人", personal="name")
    way = choice(
        "送达方式",
        [
            ("direct", "直接送达"),
            ("left", "留置送达"),
            ("mail", "邮寄送达"),
            ("electronic", "电子送达"),
            ("public", "公告送达"),
        ],
    )

    class Meta(Row.Meta):
        verbose_name = "受送达人"


class Evidence(Row):
    rows_of, kind = Penalty, "evidence"
    sort = choice(
        "证据种类",
        [
            ("paper", "书证"),
            ("thing", "物证"),
            ("video", "视听资料"),
            ("data", "电子数据"),
            ("witness", "证人证言"),
            ("statement", "当事人陈述"),
            ("opinion", "鉴定意见"),
            ("record", "勘验笔录、现场笔录"),
        ],
    )
    name = text("名称")
    origin = text("来源", help="由谁提供、在何处取得")
    taken_by = person("提取人")
    taken_at = moment("提取时间")
    file_digest = code("文件摘要", blank=True, check=valid_digest, help="视听资料、电子数据必填；上传的文件在文书中有摘要，可以照抄")
    proves = text("证明内容", max_length=500, blank=True)

    class Meta(Row.Meta):
        verbose_name = "证据"


class Recording(Row):
    """A clip of a body camera: where it lies is the device's business, that it is this one its digest says."""

    rows_of, kind = Penalty, "recordings"
    device = code("执法记录仪编号")
    started_at = moment("开始时间")
    ended_at = moment("结束时间")
    digest = code("文件摘要", check=valid_digest)
    officer = person("使用人")
    covers = choice("对应的环节", FILMED, blank=True)
    shows = text("记录的内容", blank=True)

    class Meta(Row.Meta):
        verbose_name = "执法记录仪音像"


class Thing(Row):
    """A thing on one of the lists: 登记保存清单, 抽样取证凭证, 查封（扣押）清单."""

    rows_of, kind = Penalty, "things"
    held = choice("清单", THINGS)
    name = text("物品名称")
    model = text("规格型号", blank=True)
    quantity = text("数量")
    worth = money("价值", blank=True)
    place = text("存放地点", blank=True)
    seal = code("封条号", blank=True)

    class Meta(Row.Meta):
        verbose_name = "清单物品"


class Instalment(Row):
    rows_of, kind = Penalty, "instalments"
    due_on = day("应缴日期", future=True)
    sum = money("金额")
    paid_on = day("缴款日期", blank=True)

    class Meta(Row.Meta):
        verbose_name = "分期"


class SummaryPenalty(Facts):
    agreements = SHOWN_AGREE
    happened_on = day("违法行为发现日期", index=True, group="违法行为")
    cause = text("案由", index=True, group="违法行为")
    place = text("违法行为发生地", personal="address", group="违法行为")
    item_code = code("权力事项编码", blank=True, group="违法行为", help="见“权力事项清单”")
    basis = text("处罚依据", max_length=500, group="违法行为")
    facts_found = long_text("违法事实和证据", group="违法行为")
    party_kind = choice("当事人类型", PARTIES, index=True, group="当事人")
    party_name = text("当事人姓名（名称）", personal="name", group="当事人")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc, group="当事人")
    id_number = sealed("证件号码", blank=True, group="当事人")
    phone = text("联系电话", personal="phone", blank=True, group="当事人")
    party_address = text("住所（住址）", personal="address", blank=True, group="当事人")
    party_head = text("法定代表人（负责人、经营者）", personal="name", blank=True, group="当事人")
    proposed_kind = choice("拟处罚种类", [("warning", "警告"), ("fine", "罚款")], blank=True)
    proposed_fine = money("拟罚款金额", blank=True, help="警告填 0")
    informed = yes_no("已口头告知事实、理由、依据和权利", blank=True)
    defence = text("陈述申辩记录", max_length=1000, blank=True)
    book_number = code("当场处罚决定书编号", blank=True, index=True)
    decided_on = day("决定日期", blank=True, index=True)
    fine = money("罚款金额", blank=True, index=True)
    ground = choice("不予处罚的理由", GROUNDS, blank=True, index=True)
    promise = long_text("改正和承诺情况", blank=True)
    outcome = choice("处理结果", OUTCOMES, blank=True, index=True)
    paid_on = day("缴款日期", blank=True)
    on_spot = yes_no("当场收缴", blank=True)
    on_spot_ground = choice("当场收缴的情形", ON_SPOT, blank=True, index=True, help="当场收缴的必填")
    on_spot_why = text("当场收缴的理由", blank=True, help="事后难以执行的，写明情形；边远、水上、交通不便地区的，写明当事人的请求")
    spot_receipt = code("专用票据号码", blank=True, help="财政部门统一制发的票据；不出具的，当事人有权拒绝缴纳")
    landed_on = day("抵岸日期", blank=True, help="在水上当场收缴的填；交款期限自抵岸之日起算")
    collected_on = day("交款起算日期", blank=True)
    handed_on = day("交至机关日期", blank=True)
    banked_on = day("缴付银行日期", blank=True)
    bank_receipt = code("银行回单号", blank=True)
    converted_to = matter("转为的普通程序案件", blank=True, of="penalty.ordinary")
    shown = choice("公示方式", SHOWN, blank=True, default="summary")
    not_shown_ground = choice("不予公开的情形", HIDDEN, blank=True, help="不予公开的必选")
    masked = text("公示前的处理", blank=True, help="隐去的个人信息、商业秘密")
    reshown_why = text("更正公示的理由", max_length=500, blank=True, help="已经公示的，再次办理即为更正，须写明理由")
    shown_record = long_text("公示内容", blank=True, quiet=True, fixed=True)
    shown_digest = code("公示内容摘要", blank=True, quiet=True, fixed=True)
    publish_receipt = code("公示平台回执号", blank=True)
    overturned_how = choice("决定的变动", OVERTURNED, blank=True, index=True)
    overturned_on = day("变动的日期", blank=True)
    overturned_by = text("作出变动的机关和文号", blank=True)
    withdrawn_why = text("撤回公示的理由", max_length=500, blank=True)
    volume = code("案卷号", blank=True)

    class Meta:
        verbose_name = "简易程序案件"


class SpotRecording(Row):
    """A clip of a body camera that shows the summary procedure."""

    rows_of, kind = SummaryPenalty, "recordings"
    device = code("执法记录仪编号")
    started_at = moment("开始时间")
    ended_at = moment("结束时间")
    digest = code("文件摘要", check=valid_digest)
    officer = person("使用人")
    covers = choice("对应的环节", FILMED, blank=True)

    class Meta(Row.Meta):
        verbose_name = "执法记录仪音像"
