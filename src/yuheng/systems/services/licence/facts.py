"""What the office records of each application for a licence, and of its decision."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, secret, text
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import CERTIFICATES, certificate_fits, valid_resident_id, valid_uscc

HOLDERS = (("person", "自然人"), ("individual", "个体工商户"), ("organisation", "法人及非法人组织"))
KINDS = (("common", "普通"), ("franchise", "特许"), ("recognition", "认可"), ("approval", "核准"), ("registration", "登记"), ("other", "其他"))
RESULTS = (("granted", "准予许可"), ("refused", "不予许可"), ("rejected", "不予受理"), ("withdrawn", "申请人撤回"))
ENDS = (("revoked", "撤销"), ("withdrawn", "撤回"), ("cancelled", "注销"), ("expired", "有效期届满未延续"))


class Licence(Facts):
    applied_on = day("申请日期", index=True)
    accepted_on = day("受理日期", blank=True, index=True)
    decided_on = day("决定日期", index=True)
    result = choice("决定结果", RESULTS, index=True)
    item = text("许可事项")
    kind = choice("许可类别", KINDS, index=True)
    holder_kind = choice("行政相对人类别", HOLDERS, index=True)
    holder = text("行政相对人名称", personal="name")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc)
    legal_person = text("法定代表人", personal="name", max_length=50, blank=True)
    legal_id = secret("法定代表人身份证号", blank=True, check=valid_resident_id)
    id_kind = choice("证件类型", CERTIFICATES, blank=True)
    id_number = secret("证件号码", blank=True)
    paper_name = text("许可决定文书名称", max_length=64, blank=True)
    number = code("许可决定文书号", max_length=64, blank=True, index=True)
    certificate_name = text("许可证书名称", max_length=64, blank=True)
    certificate_number = code("许可编号", blank=True)
    content = text("许可内容", max_length=4000, blank=True)
    valid_from = day("有效期自", future=True, blank=True)
    valid_to = day("有效期至", future=True, blank=True, help="长期有效的不填")
    reason = text("不予许可（受理）的理由", max_length=500, blank=True)
    ended_on = day("撤销、注销日期", blank=True, index=True)
    ended_how = choice("撤销、注销情形", ENDS, blank=True)

    agreements = (
        in_order("applied_on", "accepted_on", "受理日期不能早于申请日期。"),
        in_order("applied_on", "decided_on", "决定日期不能早于申请日期。"),
        in_order("accepted_on", "decided_on", "决定日期不能早于受理日期。"),
        in_order("valid_from", "valid_to", "有效期至不能早于有效期自。"),
        in_order("decided_on", "ended_on", "撤销、注销日期不能早于决定日期。"),
        certificate_fits("id_kind", "id_number"),
        Agreement(
            ("holder_kind", "uscc"), lambda kind, uscc: kind == "person" or uscc, "法人、非法人组织和个体工商户须填写统一社会信用代码。", empty=True,
        ),
        needed("number", "result", lambda result: result == "granted", "准予许可的，须填写决定文书号。"),
        needed("paper_name", "result", lambda result: result == "granted", "准予许可的，须填写决定文书名称。"),
        needed("content", "result", lambda result: result == "granted", "准予许可的，须填写许可内容。"),
        needed("valid_from", "result", lambda result: result == "granted", "准予许可的，须填写有效期。"),
        needed("reason", "result", lambda result: result in ("refused", "rejected"), "不予许可、不予受理的须说明理由（《行政许可法》第三十八条）。"),
        needed("accepted_on", "result", lambda result: result in ("granted", "refused"), "作出许可决定的，须填写受理日期。"),
        needed("ended_how", "ended_on", lambda on: on, "填写了撤销、注销日期的，请选择情形。"),
    )

    class Meta:
        verbose_name = "行政许可"
