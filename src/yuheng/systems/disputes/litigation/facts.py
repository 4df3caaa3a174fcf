"""What the office records of a case of reconsideration or litigation, and of the analysis of one that was lost."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Substr

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, person, text, whole, yes_no
from yuheng.kernel.records.columns import secret as sealed
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_digest, valid_uscc
from yuheng.systems.disputes.litigation import choices as of

INDEX = 64
"""Digits of the blind index with which a sealed value begins."""


class LostCase(Facts):
    """The analysis of a lost case, one row a case; that of a case handled here is written when its analysis is approved."""

    case_number = code("案号", max_length=80)
    kind = choice("类型", [("reconsideration", "行政复议"), ("lawsuit", "行政诉讼")])
    ended_year = whole("结案年份", least=2000, most=2100, index=True)
    unit = organ("被申请（起诉）单位")
    cause = choice("败诉原因", of.CAUSES)
    reviewed_on = day("剖析日期", index=True)
    measure = long_text("整改措施")
    ended_on = day("裁判（决定）日期", blank=True)
    result = choice(
        "裁判（决定）结果",
        [("revoked", "撤销"), ("changed", "变更"), ("illegal", "确认违法"), ("void", "确认无效"), ("ordered", "责令履行"), ("paid", "赔偿、补偿")],
        blank=True,
    )
    act_number = code("被诉（复议）行为文号", blank=True, max_length=80)
    head_present = yes_no("负责人出庭", blank=True)
    absent_why = text("负责人未出庭的理由", blank=True)
    pattern = choice("特点", [("one_case", "一案多诉"), ("one_person", "一人多诉"), ("flaw", "程序瑕疵"), ("other", "其他")], blank=True)
    advice = text("司法建议及回复", blank=True, max_length=500)
    case = matter("复议应诉案件", blank=True, fixed=True)

    agreements = (
        Agreement(("ended_year", "reviewed_on"), lambda year, on: on.year >= year, "剖析日期早于结案年份。"),
        Agreement(("ended_on", "ended_year"), lambda on, year: on.year == year, "结案年份与裁判（决定）日期不一致。"),
        in_order("ended_on", "reviewed_on", "剖析日期不能早于裁判（决定）日期。"),
        needed("absent_why", "head_present", lambda yes: yes is False, "负责人未出庭的，请说明理由（《行政诉讼法》第三条）。"),
    )

    class Meta:
        verbose_name = "败诉案件分析"


class Contest(Facts):
    """One case of reconsideration or litigation as the unit complained of lives it. `ended_on` is the day from which its result stands."""

    route = choice("类型", of.ROUTES, blank=True, index=True)
    received_on = day("收到日期", blank=True, index=True, group="收文", help="收到申请书（起诉状）副本之日；答复、答辩期限自次日起算")
    way = choice("收到方式", of.WAYS, blank=True, group="收文")
    docket = code("案号", blank=True, max_length=80, index=True, group="收文")
    body = text("复议机关（人民法院）", blank=True, group="收文")
    accepted_on = day("受理（立案）日期", blank=True, group="收文", help="通知书载明的日期，审理期限自该日起算")
    track = choice("适用程序", of.TRACKS, blank=True, default="ordinary", group="收文")
    answer_by = day("法院指定的举证期限", blank=True, future=True, group="收文", help="简易程序由法院确定或者当事人商定，不超过十五日")
    sort = choice("被诉行为种类", of.SORTS, blank=True, group="被诉行为")
    act_number = code("被诉行为文号", blank=True, max_length=80, index=True, group="被诉行为")
    act_on = day("被诉行为作出日期", blank=True, group="被诉行为")
    act_file = matter("被诉行为案件", blank=True, group="被诉行为", help="在本平台办理的处罚等案件；选择后，该案件显示复议、诉讼情况")
    before = matter("此前的复议（诉讼）案件", blank=True, group="被诉行为")
    claims = long_text("请求和理由", blank=True, max_length=5000, group="被诉行为")
    unit = organ("被申请（起诉）单位", blank=True, fixed=True)
    applicant_kind = choice("申请人类型", of.APPLICANTS, blank=True, fixed=True)
    handler = person("承办人", blank=True)
    statement = long_text("答复（答辩）意见", blank=True, help="逐项针对对方的请求和理由，写明事实、证据、依据、程序")
    answered_on = day("提交日期", blank=True)
    asked_on = day("申请延期举证日期", blank=True)
    obstacle_over_on = day("正当事由消除日期", blank=True)
    stayed = choice("停止执行的情形", of.STAYS, blank=True)
    suspended = choice("中止的情形", of.SUSPENDED, blank=True)
    station = choice("化解地点", of.STATIONS, blank=True, index=True)
    mediable = choice("争议性质", of.MEDIABLE, blank=True, help="行政诉讼只有行政赔偿、补偿和行使自由裁量权的案件可以调解；其他的可以和解后撤诉")
    taking_part = text("参加化解的单位和人员", blank=True, max_length=300)
    settled = choice("化解结果", of.SETTLED, blank=True)
    terms = long_text("调解、和解内容", blank=True, max_length=5000)
    own_change = text("自行改变被诉行为的情况", blank=True, max_length=500, help="一审期间改变被诉行为的，应当书面告知人民法院")
    first_result = choice("一审结果", of.RESULTS, blank=True)
    paper = choice("一审文书", of.PAPERS, blank=True)
    first_on = day("一审裁判日期", blank=True)
    first_received_on = day("收到一审裁判日期", blank=True)
    appealing = yes_no("提起上诉", blank=True)
    appeal_why = text("上诉（不上诉）的理由", blank=True, max_length=500)
    appealed_on = day("收到上诉状副本日期", blank=True)
    appeal_answer = long_text("上诉答辩意见", blank=True)
    second_result = choice("二审结果", of.SECOND, blank=True)
    altered_to = choice("改判为", of.RESULTS, blank=True)
    second_on = day("二审裁判日期", blank=True)
    retrial_on = day("收到再审申请书副本日期", blank=True)
    retrial_opinion = long_text("再审书面意见", blank=True)
    result = choice("结果", of.RESULTS, blank=True, index=True)
    result_number = code("结果文书文号", blank=True, max_length=80)
    ended_on = day("结果生效日期", blank=True, help="复议：决定书送达之日；诉讼：裁判发生法律效力之日")
    lost = yes_no("败诉（被纠错）", fixed=True)
    after_change = yes_no("被诉行为改变后撤回", blank=True)
    duty = choice("履行义务", of.DUTIES, blank=True)
    perform_by = day("履行期限", blank=True, future=True)
    performed_on = day("履行日期", blank=True)
    performed = text("履行情况", blank=True, max_length=500)
    head_present = yes_no("负责人出庭", blank=True, help="历年案件填；在办案件由出庭情况得出")
    cause = choice("败诉原因", of.CAUSES, blank=True)
    defects = long_text("存在的问题", blank=True, max_length=5000)
    remedy = long_text("整改措施", blank=True, max_length=5000)
    responsible = person("责任人", blank=True)
    rule_fix = text("制度、规则的修正", blank=True, max_length=500)
    analysis_opinion = text("审定意见", blank=True, max_length=500)
    accountable = choice("追责情况", of.ACCOUNTABLE, blank=True)
    account_why = text("追责（不追责）的理由", blank=True, max_length=500)

    agreements = (
        in_order("act_on", "received_on", "收到日期不能早于被诉行为作出日期。"),
        in_order("accepted_on", "received_on", "收到副本的日期不能早于受理（立案）日期。"),
        in_order("received_on", "answered_on", "提交日期不能早于收到日期。"),
        in_order("first_on", "first_received_on", "收到一审裁判的日期不能早于裁判日期。"),
        in_order("received_on", "ended_on", "结果生效日期不能早于收到日期。"),
        in_order("ended_on", "performed_on", "履行日期不能早于结果生效日期。"),
        needed("altered_to", "second_result", lambda how: how == "altered", "二审改判的，请选择改判的结果。"),
        needed("perform_by", "duty", lambda duty: duty in ("redo", "do", "pay", "terms"), "请填写履行期限。"),
        Agreement(("applicants",), lambda rows: len(rows) > 0, "请填写申请人（原告）。"),
    )

    class Meta:
        verbose_name = "复议应诉案件"
        indexes = [models.Index(fields=["ended_on", "unit", "route", "sort", "applicant_kind", "result", "lost", "cause", "settled", "matter"], name="contest_analysis")]


class Applicant(Row):
    """Who contests. Two are one only by the number of their certificate or their credit code; a name joins nobody."""

    rows_of, kind = Contest, "applicants"
    sort = choice("申请人（原告）类型", of.APPLICANTS)
    name = text("申请人（原告）", personal="name")
    id_number = sealed("证件号码", blank=True)
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc)
    phone = text("联系电话", personal="phone", blank=True)
    agent = text("代理人", personal="name", blank=True)

    class Meta(Row.Meta):
        verbose_name = "申请人（原告）"
        indexes = [models.Index(Substr("id_number", 1, INDEX), "matter", name="applicant_identity")]


class Exhibit(Row):
    """One piece of evidence in the catalogue: its pages in the volume handed in, and the digest of what was handed in."""

    rows_of, kind = Contest, "exhibits"
    sort = choice("证据种类", of.EVIDENCE)
    name = text("证据名称")
    made_on = day("形成日期", blank=True)
    first_page = whole("起页", least=1)
    last_page = whole("止页", least=1)
    digest = code("文件摘要", blank=True, check=valid_digest, help="SM3 或者 SHA-256；取自被诉行为案卷的文书填文书编号，由系统带入")
    paper = code("案卷文书编号", blank=True, max_length=80)
    proves = text("证明内容", max_length=500)
    supplement = choice("补充证据的情形", of.SUPPLEMENTS, blank=True, help="被诉行为作出以后形成的证据，只有经准许才能提交")
    closed = yes_no("不予查阅", blank=True, help="涉及国家秘密、商业秘密、个人隐私的")

    agreements = (in_order("first_page", "last_page", "止页不能小于起页。"),)

    class Meta(Row.Meta):
        verbose_name = "证据"


class Agent(Row):
    rows_of, kind = Contest, "agents"
    sort = choice("代理人身份", [("staff", "本单位工作人员"), ("lawyer", "律师")])
    name = text("代理人姓名", personal="name")
    post = text("职务（律师事务所）", blank=True)
    power = choice("代理权限", [("general", "一般代理"), ("special", "特别授权")])

    class Meta(Row.Meta):
        verbose_name = "代理人"


class Hearing(Row):
    """One session, and who came. Each instance counts by itself."""

    rows_of, kind = Contest, "hearings"
    stage = choice("程序", of.STAGES)
    on = day("开庭（听证）日期", future=True, index=True)
    place = text("地点", blank=True)
    presence = choice("出庭情况", of.PRESENCE, blank=True, index=True)
    head = person("出庭负责人", blank=True)
    rank = choice("负责人职级", of.RANKS, blank=True)
    excuse = choice("不能出庭的事由", of.EXCUSES, blank=True)
    absent_why = text("不能出庭的说明", max_length=500, blank=True)
    staff = text("出庭工作人员", max_length=200, blank=True)

    agreements = (
        needed("head", "presence", lambda how: how == "head", "请选择出庭的负责人。"),
        needed("rank", "presence", lambda how: how == "head", "请选择负责人职级。"),
        needed("excuse", "presence", lambda how: how in ("staff", "lawyer", "absent"), "负责人没有出庭的，请选择事由（《行政诉讼法》第三条）。"),
        needed("absent_why", "presence", lambda how: how in ("staff", "lawyer", "absent"), "负责人没有出庭的，请书面说明理由（《行政诉讼法》第三条）。"),
        needed("staff", "presence", lambda how: how == "staff", "请写明委托出庭的工作人员。"),
    )

    class Meta(Row.Meta):
        verbose_name = "开庭（听证）"


class Advice(Row):
    """A letter of the court, the procurator or the reconsideration organ, and what was answered to it."""

    rows_of, kind = Contest, "advices"
    sort = choice("建议书种类", of.ADVICES, index=True)
    sender = text("发出机关")
    number = code("建议书文号", max_length=80, blank=True)
    received_on = day("建议书收到日期", index=True)
    content = text("建议内容", max_length=1000)
    answer_by = day("答复期限", blank=True, future=True, help="复议意见书、规范性文件建议的期限由系统按法律得出；其他的按建议书所定填写")
    answered_on = day("答复日期", blank=True)
    answer = text("答复内容", max_length=1000, blank=True)

    agreements = (in_order("received_on", "answer_by", "答复期限不能早于收到日期。"), in_order("received_on", "answered_on", "答复日期不能早于收到日期。"))

    class Meta(Row.Meta):
        verbose_name = "建议书"
