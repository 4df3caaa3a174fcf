"""What the record of one lenient handling holds."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, money, text, whole, yes_no
from yuheng.kernel.records.columns import secret as sealed
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import valid_digest, valid_uscc
from yuheng.systems.enforcement.leniency.choices import GROUNDS, HARMS, RESULTS, SAMPLED, WAYS
from yuheng.systems.enforcement.penalty.choices import PARTIES


class Leniency(Facts):
    """A minor or first violation, from the moment it was found to the end without penalty, or to the case that it became."""

    happened_on = day("违法行为发现日期", index=True, group="违法行为")
    violation = code("违法行为（清单事项）", max_length=64, index=True, group="违法行为", table="leniency.violation", quiet=True)
    place = text("违法行为发生地", personal="address", index=True, group="违法行为")
    signboard = text("店招（摊位名称）", blank=True, index=True, group="违法行为")
    facts_found = long_text("违法事实和证据", group="违法行为")
    party_kind = choice("当事人类型", PARTIES, index=True, group="当事人")
    party_name = text("当事人姓名（名称）", personal="name", group="当事人")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc, group="当事人")
    id_number = sealed("证件号码（经营者证件号码）", blank=True, group="当事人", help="核验初次违法用；换了营业执照的，按经营者的证件号码也能查到")
    phone = text("联系电话", personal="phone", blank=True, group="当事人")
    item = code("清单事项名称", max_length=200, blank=True, index=True, fixed=True)
    first = yes_no("初次违法", blank=True, fixed=True)
    seen_from = day("回溯起始日期", blank=True, fixed=True)
    earlier = long_text("回溯期内的同类违法", blank=True, fixed=True)
    hints = long_text("提示（不影响认定）", blank=True, fixed=True)
    corrected = choice("改正情况", WAYS, blank=True, group="条件")
    harm = choice("危害后果", HARMS, blank=True, group="条件")
    blameless = yes_no("没有主观过错", blank=True, group="条件")
    source = yes_no("能说明来源", blank=True, group="条件")
    licensed = yes_no("已取得许可", blank=True, group="条件")
    cooperates = yes_no("配合调查", blank=True, group="条件")
    accident = yes_no("造成事故", blank=True, group="条件")
    gain = yes_no("有违法所得", blank=True, group="条件")
    dishonest = yes_no("列入严重失信名单", blank=True, group="条件")
    fatal = yes_no("三年内有死亡事故", blank=True, group="条件")
    value = money("货值（金额）", blank=True, group="条件")
    area = whole("面积", unit="平方米", blank=True, group="条件")
    items = whole("数量", unit="处（件）", blank=True, group="条件")
    persons = whole("人数", unit="人", blank=True, group="条件")
    share = whole("占用比例", unit="%", most=100, blank=True, group="条件")
    months = whole("持续（逾期）时间", unit="个月", blank=True, group="条件")
    tonnes = whole("年产生量", unit="吨", blank=True, group="条件")
    others = yes_no("其他条件", blank=True, group="条件")
    result = choice("清单给出的处理", RESULTS, blank=True, index=True, fixed=True)
    ground = choice("不予处罚（从轻、减轻）的理由", GROUNDS, blank=True, fixed=True)
    line = code("清单行号", blank=True, fixed=True, quiet=True)
    basis = text("依据", max_length=500, blank=True, fixed=True)
    measures = text("教育措施", max_length=500, blank=True, fixed=True)
    days = whole("清单规定的改正期限", unit="日", blank=True, fixed=True)
    list_used = text("适用的清单", max_length=500, blank=True, fixed=True)
    list_why = text("适用该版本清单的理由", max_length=500, blank=True, fixed=True)
    version = matter("清单版本", blank=True, of="enforcement.table", fixed=True)
    receipt = long_text("清单查询凭据", max_length=100_000, blank=True, fixed=True, quiet=True)
    order = long_text("责令改正内容", blank=True)
    correct_by = day("改正期限", future=True, blank=True)
    promise = long_text("当事人的承诺", blank=True)
    signed = yes_no("当事人已在承诺书上签字", blank=True)
    put_right = yes_no("已经改正", blank=True)
    checked_how = long_text("核查情况", blank=True)
    photo = code("改正照片摘要", blank=True, check=valid_digest, help="照片作为附件上传的不必填写")
    decided_on = day("决定日期", index=True, blank=True)
    education = long_text("教育情况", blank=True)
    spared = yes_no("不予处罚", blank=True)
    refer_why = text("转立案件的理由", max_length=500, blank=True)
    case = matter("转立的案件", blank=True)

    sampled = choice("抽查结果", SAMPLED, blank=True, index=True)
    sampled_note = long_text("抽查情况", blank=True)

    agreements = (
        in_order("happened_on", "correct_by", "改正期限不能早于违法行为发现日期。"),
        in_order("happened_on", "decided_on", "决定日期不能早于违法行为发现日期。"),
        Agreement(("signed",), bool, "当事人没有签字承诺的，不能按承诺免予处罚；请说明规定，由当事人决定是否承诺。"),
        needed("sampled_note", "sampled", lambda found: found == "wrong", "抽查发现问题的，请写明情况和处理意见。"),
        Agreement(("party_kind", "uscc"), lambda kind, uscc: kind != "person" or not uscc, "公民没有统一社会信用代码，请填写证件号码。", at="uscc"),
    )

    class Meta:
        verbose_name = "免罚轻罚事项"
