"""The roles that posts give, and how far each reaches. What a role may never do is in the steps and in `access`."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Role

# Enforcement
ENFORCER = Role("enforcer", "行政执法人员", "unit", certified=True)
AUXILIARY = Role("auxiliary", "执法辅助人员", "unit")
SQUAD_HEAD = Role("squad_head", "中队负责人", "unit")
BUREAU_LEADER = Role("bureau_leader", "分管负责人", "organ")
ORGAN_HEAD = Role("organ_head", "行政机关负责人", "organ")
LEGAL_REVIEWER = Role("legal_reviewer", "法制审核人员", "organ")
HEARING_OFFICER = Role("hearing_officer", "听证主持人", "organ")
DISCUSSION_CLERK = Role("discussion_clerk", "集体讨论记录人员", "organ")
CASE_REVIEWER = Role("case_reviewer", "案卷评查人员", "zone")
ARCHIVIST = Role("archivist", "档案管理人员", "organ")
CREDIT_CLERK = Role("credit_clerk", "信用管理人员", "zone")
CASHIER = Role("cashier", "罚没收入核对人员", "organ")

# Justice office and coordination
JUSTICE_CLERK = Role("justice_clerk", "依法治区办工作人员", "zone")
JUSTICE_HEAD = Role("justice_head", "司法所所长", "zone")
SUPERVISOR = Role("supervisor", "行政执法监督人员", "zone")
REPORT_EDITOR = Role("report_editor", "年度报告编辑", "zone")
UNIT_CLERK = Role("unit_clerk", "单位联络员", "unit")
UNIT_LEADER = Role("unit_leader", "单位负责人", "unit")
ZONE_LEADER = Role("zone_leader", "党工委、管委会负责人", "zone")

# Disputes and services
MEDIATOR = Role("mediator", "人民调解员", "unit")
COMMITTEE_HEAD = Role("committee_head", "调解委员会主任", "unit")
GRID_WORKER = Role("grid_worker", "网格员", "zone")
DISPUTE_CLERK = Role("dispute_clerk", "矛调中心工作人员", "zone")
COMMUNITY_CLERK = Role("community_clerk", "村（社区）工作人员", "unit")
LEGAL_AID_CLERK = Role("legal_aid_clerk", "法律援助工作人员", "zone")
PETITION_CLERK = Role("petition_clerk", "信访工作人员", "zone")
WINDOW_CLERK = Role("window_clerk", "窗口工作人员", "unit")
ADVISER = Role("adviser", "法律顾问", "member")

# Administration: three separate persons, no business data
SECURITY_ADMIN = Role("security_admin", "安全管理员", "zone")
SYSTEM_ADMIN = Role("system_admin", "系统管理员", "zone")
AUDIT_ADMIN = Role("audit_admin", "审计管理员", "zone")
AUDITOR = Role("auditor", "审计人员（只读）", "zone")

ALL: dict[str, Role] = {role.id: role for role in list(globals().values()) if isinstance(role, Role)}
