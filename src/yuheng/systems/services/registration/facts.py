"""What the office records of each."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.law import law
from yuheng.kernel.procedure.agreement import Agreement, in_order
from yuheng.kernel.records.columns import choice, code, day, organ, secret, several, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row
from yuheng.kernel.time import current_calendar, reckon
from yuheng.systems.checks import valid_resident_id, valid_uscc


class Startup(Facts):
    name = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    registered_on = day("登记日期", index=True)
    online = yes_no("全链网办", index=True)
    licence = yes_no("营业执照", blank=True)
    seal = yes_no("公安刻章", blank=True)
    insurance = yes_no("社保登记", blank=True)
    bank = yes_no("银行开户", blank=True)
    hours = whole("办理时长", unit="小时", blank=True)
    applied_on = day("申请日期", blank=True)
    channel = choice("办理渠道", [("online", "全程网办"), ("window", "窗口"), ("kiosk", "自助终端")], blank=True)
    receipt = code("受理编号", blank=True)
    tax = yes_no("税务登记", blank=True)
    fund = yes_no("公积金登记", blank=True)
    legal_person = text("法定代表人", personal="name", blank=True)
    legal_id = secret("法定代表人身份证号", blank=True, check=valid_resident_id)
    stopped = text("未办成的环节和原因", blank=True, max_length=500)

    agreements = (
        Agreement(
            ("online", "licence", "seal", "insurance", "bank"), lambda whole_chain, *steps: not whole_chain or all(steps),
            "营业执照、公安刻章、社保登记、银行开户有一项没有办成的，为部分办结，不计全链网办。", at="online", empty=True,
        ),
        in_order("applied_on", "registered_on", "登记日期不能早于申请日期。"),
    )

    class Meta:
        verbose_name = "企业开办"


class Chain(Facts):
    name = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    registered_on = day("办理日期", index=True)
    places = whole("备案经营场所", unit="处", least=1)
    number = code("备案编号", blank=True)

    agreements = (
        Agreement(("places", "sites"), lambda n, sites: not sites or n == len(sites), "备案经营场所数与所列场所不一致。", at="places"),
        Agreement(
            ("sites",), lambda sites: len({s.get("address") for s in sites}) == len(sites), "所列经营场所有重复的地址，请核对门牌和室号。",
        ),
    )

    class Meta:
        verbose_name = "一照多址登记"


class ChainSite(Row):
    rows_of, kind = Chain, "sites"
    address = text("经营场所地址", personal="address")
    area = organ("所在村（社区）", blank=True)
    opened_on = day("备案日期", blank=True)
    permit = yes_no("涉及前置许可", blank=True)
    withdrawn_on = day("撤销日期", blank=True)

    agreements = (in_order("opened_on", "withdrawn_on", "撤销日期不能早于备案日期。"),)

    class Meta(Row.Meta):
        verbose_name = "经营场所"


def _noticed(way: str | None, first: date | None, last: date | None) -> bool:
    """A simple deregistration has stood on notice for its whole period."""
    if way != "simple" or first is None or last is None:
        return True
    due = reckon(law("deregister.simple.notice_days", first), first, current_calendar()).due
    return due is None or last >= due


class Deregistration(Facts):
    name = text("单位名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    closed_on = day("注销日期", index=True)
    licences = whole("同步注销许可", unit="项", least=1, help="“1+N”中的 N")
    tax_clear_on = day("清税日期", blank=True)
    way = choice("注销方式", [("simple", "简易注销"), ("general", "一般注销")], blank=True)
    matters = several(
        "同步办理事项",
        [("tax", "税务"), ("insurance", "社会保险"), ("customs", "海关"), ("permit", "许可"), ("bank", "银行账户"), ("seal", "公章")],
        blank=True,
    )
    pre_checked_on = day("预检日期", blank=True)
    notice_from = day("公告开始", blank=True)
    notice_to = day("公告结束", blank=True)
    objection = yes_no("公告期内有异议", blank=True)

    agreements = (
        in_order("tax_clear_on", "closed_on", "注销日期不能早于清税日期。"),
        in_order("pre_checked_on", "closed_on", "注销日期不能早于预检日期。"),
        in_order("notice_from", "notice_to", "公告结束日期不能早于开始日期。"),
        in_order("notice_to", "closed_on", "公告期满前不能注销。"),
        Agreement(
            ("way", "notice_from", "notice_to"), _noticed, "简易注销公告期不足（《市场主体登记管理条例》第三十三条）。",
        ),
        Agreement(
            ("way", "objection"), lambda way, objected: not (way == "simple" and objected), "公告期内有异议的，不能简易注销，请改按一般注销办理。", at="way",
        ),
    )

    class Meta:
        verbose_name = "“1+N”注销"


class OperatorChange(Facts):
    name = text("个体工商户名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    changed_on = day("变更日期", index=True)
    before = text("原经营者", personal="name")
    after = text("新经营者", personal="name")
    direct = yes_no("直接变更", index=True)
    debts_told_on = day("债务、处罚告知日期", blank=True)
    both_signed = yes_no("新旧经营者均已确认", blank=True)
    permits = whole("需同步变更的许可", unit="项", blank=True)
    permits_moved = whole("已同步变更的许可", unit="项", blank=True)

    agreements = (
        Agreement(("before", "after"), lambda old, new: old != new, "新旧经营者不能是同一人。"),
        Agreement(("both_signed",), lambda yes: yes, "新旧经营者都确认后才能办理变更。"),
        in_order("debts_told_on", "changed_on", "变更日期不能早于债务、处罚告知日期。"),
        Agreement(("permits", "permits_moved"), lambda due, done: done <= due, "已同步变更的许可不能多于需变更的。"),
    )

    class Meta:
        verbose_name = "变更经营者"


class Conversion(Facts):
    name = text("转型后企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    before_name = text("原个体工商户名称")
    before_uscc = code("原统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    approved_on = day("审批日期", index=True)
    direct = yes_no("直接审批", index=True, help="直接变更为企业的选“是”；先注销再设立的选“否”")
    founded_on = day("原成立日期", blank=True)
    permits_moved = whole("已同步变更的许可", unit="项", blank=True)

    agreements = (
        Agreement(
            ("direct", "before_uscc", "uscc"), lambda direct, old, new: (old == new) if direct else (old != new),
            "直接变更的保留原统一社会信用代码；先注销再设立的另赋新码。",
        ),
        in_order("founded_on", "approved_on", "审批日期不能早于原成立日期。"),
    )

    class Meta:
        verbose_name = "个转企"
