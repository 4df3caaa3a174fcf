"""A dispute with everything that its papers can say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yuheng.kernel.now import CHINA

MEDIATORS = [{"name": "周惠芳", "title": "人民调解员", "certificate": "", "part": ""}]


def act(month: int, day: int) -> dict[str, Any]:
    at = datetime(2023, month, day, 10, 5, tzinfo=CHINA)
    return {"at": at, "day": at.date(), "officers": MEDIATORS, "by": "周惠芳", "reason": ""}


DISPUTE: dict[str, Any] = {
    "organ": "高新区人民调解委员会", "lead": "高新区人民调解委员会", "committee": "新乐社区人民调解委员会", "title": "邻里纠纷", "case_number": "（2023）昆高调字第00123号",
    "number": "（2023）昆高调协字第00045号", "day": date(2023, 3, 6), "at": act(3, 6)["at"], "signers": ["周惠芳"], "officers": MEDIATORS,
    "received_on": date(2023, 3, 1), "source": "12345", "source_number": "KS20230301001", "referral": "none", "kind": "neighbour", "persons": 2,
    "summary": "甲方住二楼，乙方住三楼。2023年2月10日，乙方家中水管破裂，漏水致甲方客厅吊顶、地板受损，双方对赔偿数额意见不一，多次争吵。",
    "address": "新乐锦园3幢", "start_mode": "applied", "decline_reason": "人民法院已经受理", "routed_to": "lawsuit",
    "disputants": [
        {"side": "a", "name": "王甲", "id_number": "320583199001011234", "phone": "13900000001", "born_on": date(1990, 1, 1)},
        {"side": "b", "name": "李乙", "id_number": "320583198502022345", "phone": "13900000002", "born_on": date(1985, 2, 2)},
    ],
    "finding": "经查看现场，漏水点为三楼厨房给水管接头，客厅吊顶约4平方米、地板约6平方米起翘。", "session": "调解员分别听取双方意见，说明相邻关系和侵权责任的规定，双方就修复费用协商。",
    "agreed_on": date(2023, 3, 6), "agreement": "一、乙方一次性赔偿甲方修复费用人民币3000元；\n二、乙方于2023年3月15日前更换给水管接头；\n三、双方就本次漏水再无其他争议。",
    "oral": False, "amount": 3_000_00, "perform_by": date(2023, 3, 15), "cautions": [], "outcome": "agreed", "performed": "full", "visit_note": "赔偿款已付，水管已更换，双方关系缓和。",
    "content_with": "yes", "failure": "双方对赔偿数额分歧较大", "court": "昆山市人民法院",
    "instalments": [{"due_on": date(2023, 3, 10), "sum": 2_000_00}, {"due_on": date(2023, 3, 15), "sum": 1_000_00}],
    "acts": {"mediate": act(3, 6), "close": act(3, 20)},
    "papers": [
        {"kind": "register", "name": "人民调解受理登记表", "number": "", "day": date(2023, 3, 1), "made": True},
        {"kind": "agreement", "name": "人民调解协议书", "number": "（2023）昆高调协字第00045号", "day": date(2023, 3, 6), "made": True},
    ],
    "made": {"agreement": {"number": "（2023）昆高调协字第00045号"}},
}  # fmt: skip
