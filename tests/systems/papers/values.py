"""A penalty file and a dispute with everything that their papers can say, and the same with nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yuheng.kernel.now import CHINA

OFFICERS = [
    {"name": "张建国", "title": "中队长", "certificate": "10052500123", "part": "", "opinion": "同意承办意见。"},
    {"name": "李明", "title": "执法队员", "certificate": "10052500124", "part": "共同办理", "opinion": "同意承办意见，事实清楚、证据充分。"},
]  # fmt: skip
FACTS = "当事人于2023年8月30日起，在娄苑路88号工地施工期间，未按规定对裸露土方采取覆盖措施，未设置车辆冲洗设施，造成扬尘污染，涉及面积约1200平方米。"


def moment(month: int, day: int, hour: int = 10, minute: int = 5) -> datetime:
    return datetime(2023, month, day, hour, minute, tzinfo=CHINA)


def act(month: int, day: int) -> dict[str, Any]:
    return {"at": moment(month, day), "day": date(2023, month, day), "officers": OFFICERS, "by": "张建国", "reason": ""}


COMMON: dict[str, Any] = {
    "organ": "昆山高新技术产业开发区综合行政执法局", "lead": "综合行政执法局四中队", "title": "工地扬尘", "case_number": "昆高执案〔2023〕0123号",
    "number": "昆高执罚决〔2023〕0098号", "day": date(2023, 10, 12), "at": moment(10, 12), "signers": ["张建国", "李明"], "officers": OFFICERS,
    "scope": {"field": "", "region": "", "act": ""}, "reason": "案情复杂，需要委托检测，检测尚未完成。",
    "organ_facts": {
        "name": "昆山高新技术产业开发区综合行政执法局", "legal_kind": "agency", "government": "昆山市人民政府", "court": "昆山市人民法院",
        "bank": "代收银行", "address": "昆山市玉山镇前进西路1001号", "phone": "0512-50000000",
    },
    "parties": [{"name": "昆山某某建设工程有限公司"}],
    "party": {
        "name": "昆山某某建设工程有限公司", "uscc": "91320583MA1KGX207N", "address": "昆山市玉山镇萧林中路88号", "head": "王小明", "phone": "13800000000",
    },
}  # fmt: skip

ORDINARY: dict[str, Any] = {
    **COMMON,
    "found_on": date(2023, 9, 1), "source": "12345", "source_number": "KS20230901001", "reporter": "赵举报", "cause": "未采取有效防尘措施", "place": "昆山市玉山镇娄苑路88号",
    "item_code": "0217A123000", "basis": "《中华人民共和国大气污染防治法》第一百一十五条第一款第一项", "party_kind": "organisation", "party_name": "昆山某某建设工程有限公司",
    "uscc": "91320583MA1KGX207N", "phone": "13800000000", "verification": "现场核查属实，土方裸露未覆盖。", "not_filed_reason": "已立即改正，没有造成危害后果。",
    "filed_on": date(2023, 9, 5), "order": "一、对裸露土方全部覆盖；二、设置车辆冲洗设施。", "correct_by": date(2023, 9, 12), "corrected": True,
    "finding": "执法人员于2023年9月11日到现场检查，拍摄照片5张，询问现场负责人1人。", "facts_found": FACTS, "discretion": "一般情节，按照中等幅度处罚",
    "proposed_kinds": ["fine", "stop"], "proposed_fine": 60_000_00, "complex": True, "notified_on": date(2023, 9, 27), "notified_kinds": ["fine", "stop"],
    "notified_fine": 60_000_00, "defence": "工期紧张，请求从轻处罚。", "re_examination": "当事人的理由不属于法定从轻情形，不予采纳。", "hearing_on": moment(10, 9, 9, 30),
    "hearing_public": True, "hearing_place": "二楼听证室", "hearing_record": "双方对事实无争议，对裁量有争议。", "hearing_report": "事实清楚，证据充分，建议维持告知的处罚。", "review_opinion": "主体合法，事实清楚，程序合法，同意。",
    "meeting": "2023年第6次", "meeting_on": date(2023, 10, 11), "discussion": "一致同意给予罚款并责令停工整治。", "decided_kinds": ["fine", "stop"],
    "decided_fine": 60_000_00, "decided_on": date(2023, 10, 12), "ground": "slight", "drop_reason": "违法行为终了于2021年8月1日，2023年9月1日发现，已逾二年。", "drop_ground": "expired", "transferred_to": "昆山市公安局", "outcome": "penalised",
    "paid": 60_000_00, "surcharge": 1_800_50, "payment_code": "32058323000012345678", "court": "昆山市人民法院", "closed_ground": "paid", "volume": "2023-ZF-0098",
    "addressees": [{"name": "昆山某某建设工程有限公司", "way": "direct"}], "row": {"name": "昆山某某建设工程有限公司", "way": "direct"},
    "evidence": [
        {"sort": "record", "name": "现场检查笔录1份", "origin": "执法人员制作"}, {"sort": "video", "name": "现场照片5张", "origin": "执法记录仪DSJ-07"},
        {"sort": "statement", "name": "询问笔录1份"},
    ],
    "instalments": [{"due_on": date(2023, 11, 1), "sum": 30_000_00}, {"due_on": date(2023, 12, 1), "sum": 30_000_00}],
    "acts": {step: act(9, 20) for step in ("verify", "file", "conclude", "defend", "request_hearing", "hearing", "preserve", "demand", "close")},
    "due": {"preserve_decide": date(2023, 9, 20), "release": date(2023, 10, 11), "decide": date(2023, 12, 4)},
    "papers": [
        {"kind": "filing", "name": "立案审批表", "number": "昆高执立〔2023〕0123号", "day": date(2023, 9, 5), "made": True},
        {"kind": "notice", "name": "行政处罚事先（听证）告知书", "number": "昆高执罚告〔2023〕0101号", "day": date(2023, 9, 27), "made": True},
        {"kind": "decision", "name": "行政处罚决定书", "number": "昆高执罚决〔2023〕0098号", "day": date(2023, 10, 12), "made": True},
    ],
    "made": {
        "notice": {"number": "昆高执罚告〔2023〕0101号"}, "decision": {"number": "昆高执罚决〔2023〕0098号"}, "demand": {"number": "昆高执催〔2023〕0004号"},
        "correct": {"number": "昆高执改〔2023〕0056号"},
    },
}  # fmt: skip

SUMMARY: dict[str, Any] = {
    **COMMON,
    "case_number": "昆高执当罚〔2023〕00007号", "happened_on": date(2023, 9, 27), "cause": "占道设摊", "place": "前进中路1号门前",
    "basis": "《城市市容和环境卫生管理条例》第十四条", "facts_found": "当事人在人行道上摆放水果摊，占地2平方米，有现场照片2张。", "party_kind": "person", "party_name": "张三",
    "id_number": "320583199001011234", "phone": "13900000000", "proposed_kind": "fine", "proposed_fine": 50_00, "informed": True, "defence": "第一次，下次不会了。",
    "book_number": "昆高执当罚〔2023〕00007号", "decided_on": date(2023, 9, 27), "day": date(2023, 9, 27), "fine": 50_00, "ground": "first",
    "promise": "当场撤除摊位，承诺不再占道经营。", "outcome": "penalised", "paid_on": date(2023, 9, 27), "on_spot": True, "spot_receipt": "苏财（2023）00012345",
    "acts": {"decide": act(9, 27)},
}  # fmt: skip
