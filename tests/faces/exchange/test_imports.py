"""Registers from a sheet: what a dry run says of every row, what is recorded, that nothing is recorded twice, and how it is taken back."""

from __future__ import annotations

import io
from datetime import datetime

import pytest

from tests.kernel.engine.test_perform import everything
from yuheng.faces.exchange.batches import accept, discard, form_of, keep, take_back
from yuheng.faces.exchange.judging import declared, examine, order_of
from yuheng.faces.exchange.sheets import exported, problems_of
from yuheng.kernel import now
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import ImportRow, Matter, Party, Scope
from yuheng.systems.culture.publicity.facts import Activity
from yuheng.systems.enforcement.training.exam_facts import Question
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewProblem
from yuheng.systems.services.legal_service.facts import Consultation, Lecture

LECTURE = {"举办日期": "2023.9.1", "主题": "民法典进社区", "类别": "民法典", "地点": "江浦社区", "主讲人": "张律师", "听讲人数": "45人"}
CONSULTATION = {"咨询日期": "2023年9月2日", "方式": "电话", "事项": "劳动", "咨询人": "", "解答摘要": ""}


def tried(zone, who: str, procedure: str, data: bytes):
    seen = zone.viewer(who)
    return examine(seen, declared(seen, procedure), "表.csv", data)


def imported(zone, who: str, procedure: str, data: bytes):
    seen = zone.viewer(who)
    batch = keep(seen, tried(zone, who, procedure, data))
    while not accept(seen, batch.pk, seconds=0).finished:
        pass
    batch.refresh_from_db()
    return batch


def reasons(one) -> str:
    return "；".join(f"{column}|{value}|{why}" for column, value, why in one.problems)


def test_a_dry_run_says_of_every_row_what_would_become_of_it_and_changes_nothing(zone, today, sheet):
    wrong = {**LECTURE, "主题": "", "举办日期": "2099-1-1", "类别": "反诈", "听讲人数": "很多"}
    before = everything()
    found = tried(zone, "clerk", "services.lecture", sheet([LECTURE, wrong, {**LECTURE, "主题": "反诈"}]))
    assert [one.state for one in found.found] == ["new", "refused", "new"]
    said = reasons(found.found[1])
    for words in ("举办日期|2099-1-1|", "晚于今天", "类别|反诈|没有选项", "主题||必填", "听讲人数|很多|"):
        assert words in said, said
    assert [one.number for one in found.found] == [2, 3, 4]
    assert found.remarks == ("表中没有的列，按空白处理：对象、费用、满意度评分。",)
    assert everything() == before
    assert not ImportRow.objects.exists()


def test_the_good_rows_are_recorded_and_the_refused_come_back_in_a_file_that_can_be_corrected_and_sent_again(zone, today, sheet):
    wrong = {**LECTURE, "主题": "反诈", "类别": "反炸"}
    batch = imported(zone, "clerk", "services.lecture", sheet([LECTURE, wrong]))
    assert (batch.state, batch.accepted, batch.refused, batch.known) == ("accepted", 1, 1, 0)
    one = Lecture.objects.get()
    assert (one.topic, str(one.held_on), one.audience, one.theme) == ("民法典进社区", "2023-09-01", 45, "civil_code")
    assert Matter.objects.get().lead_id == zone.organs["c1"]
    assert ImportRow.objects.get(state="done").data is None
    file = problems_of(batch, form_of(batch, zone.viewer("clerk")))
    again = tried(zone, "clerk", "services.lecture", file)
    assert [one.state for one in again.found] == ["refused"]
    assert "反炸" in reasons(again.found[0])
    corrected = tried(zone, "clerk", "services.lecture", sheet([LECTURE, {**wrong, "类别": "防范金融诈骗"}]))
    assert [one.state for one in corrected.found] == ["known", "new"]


def test_the_same_sheet_twice_adds_nothing_whoever_sends_it_and_anonymous_rows_are_counted_each(zone, today, sheet):
    data = sheet([CONSULTATION] * 120)
    first = imported(zone, "clerk", "services.consultation", data)
    assert first.accepted == Consultation.objects.count() == 120
    assert "不能回访" in ImportRow.objects.filter(batch=first).first().notes[0]
    again = tried(zone, "clerk", "services.consultation", data)
    assert again.count("known") == 120
    more = tried(zone, "clerk", "services.consultation", sheet([CONSULTATION] * 121))
    assert (more.count("known"), more.count("new")) == (120, 1)
    elsewhere = tried(zone, "other", "services.consultation", data)
    assert elsewhere.count("new") == 120


def test_a_named_row_told_twice_is_one_and_a_row_recorded_by_hand_is_known(zone, today, sheet):
    named = {**CONSULTATION, "咨询人": "赵丽"}
    found = tried(zone, "clerk", "services.consultation", sheet([named, named]))
    assert [one.state for one in found.found] == ["new", "known"]
    perform_many([order_of(zone.viewer("clerk"), found.form, found.found[0].data(), None)])
    again = tried(zone, "clerk", "services.consultation", sheet([named]))
    assert [one.state for one in again.found] == ["known"]


def test_a_batch_accepted_twice_or_by_two_people_records_each_row_once(zone, today, sheet):
    seen, data = zone.viewer("clerk"), sheet([LECTURE])
    one, two = (keep(seen, tried(zone, "clerk", "services.lecture", data)) for _ in range(2))
    for batch in (one, one, two):
        accept(seen, batch.pk)
    assert Lecture.objects.count() == 1
    two.refresh_from_db()
    assert (two.state, two.accepted, two.known) == ("accepted", 0, 1)


def test_a_batch_is_taken_back_and_the_rows_that_cannot_be_say_why(zone, today, sheet):
    data = sheet([LECTURE, {**LECTURE, "主题": "反诈"}])
    batch = imported(zone, "clerk", "services.lecture", data)
    seen = zone.viewer("clerk")
    with pytest.raises(Refused, match="理由"):
        take_back(seen, batch.pk, " ")
    assert take_back(seen, batch.pk, "传错了表").finished
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert set(Lecture.objects.values_list("topic", flat=True)) == {None}
    assert list(replay()) == []
    again = imported(zone, "clerk", "services.lecture", data)
    assert again.accepted == 2
    with now.at(datetime(2023, 10, 11, 9, tzinfo=CHINA)):
        take_back(zone.viewer("clerk"), again.pk, "晚了一天")
    kept = ImportRow.objects.filter(batch=again)
    assert {row.state for row in kept} == {"kept"}
    assert "只能在当天" in kept[0].notes[-1]


def test_only_who_may_record_in_a_register_may_import_and_only_for_units_of_their_own(zone, today, sheet):
    with pytest.raises(Refused, match="没有这一岗位"):
        declared(zone.viewer("clerk"), "training.course")
    with pytest.raises(Refused, match="没有这一程序"):
        declared(zone.viewer("cashier"), "none")
    found = tried(zone, "clerk", "services.lecture", sheet([{**LECTURE, "承办单位": "新城社区"}, {**LECTURE, "承办单位": "江浦社区"}]))
    assert [one.state for one in found.found] == ["refused", "new"]
    assert "不能为它登记" in reasons(found.found[0])


def test_people_and_units_are_found_by_name_and_code_and_ambiguous_ones_are_told_apart(zone, today, sheet):
    row = {"考核场次": "第一场", "考核日期": "2023-9-20", "所在单位": "squad", "成绩": "90", "合格": "√"}
    names = ("王伟（一中队）", "李娜", "王伟", "无此人", "王伟（江浦社区）", str(zone.people["a"]))
    found = tried(zone, "unit", "training.exam", sheet([{**row, "参考人员": name} for name in names] + [{**row, "参考人员": "李娜", "所在单位": "三中队"}]))
    assert [one.state for one in found.found] == ["new", "new", "refused", "refused", "refused", "known", "refused"]
    assert "有 2 人：王伟（一中队）、王伟（综合执法局）" in reasons(found.found[2])
    assert "没有“无此人”" in reasons(found.found[3])
    assert "没有单位“三中队”" in reasons(found.found[6])
    assert found.found[0].given["candidate"] == zone.people["a"]


def test_rows_of_a_record_stand_in_further_lines_and_matters_are_found_by_number(zone, today, sheet):
    Matter.objects.create(procedure="penalty.ordinary", number="昆高执罚〔2023〕1号", title="某案", lead_id=zone.organs["squad"], status="rest")
    case = Matter.objects.get()
    Scope.objects.create(token=f"o{zone.organs['zone']}", matter=case, procedure=case.procedure, sort_day="2023-09-01", status="rest", level=1)
    row = {"序号": "1", "评查日期": "2023-9-20", "季度": "3", "案卷": case.number, "案卷编号": "A1", "被评查单位": "一中队", "得分": "92", "同时作为监督抽查": "是"}
    problem = {"评查问题：发现日期": "2023-9-20", "评查问题：类别": "程序", "评查问题：问题": "送达超期"}
    lines = [{**row, **problem}, {"序号": "1", **problem, "评查问题：问题": "文书缺页"}, {**row, "序号": "2", "案卷编号": "A2"},
             {**row, "序号": "3", "案卷": "没有的号"}, {"序号": "3", "得分": "10", **problem, "评查问题：类别": "不明"}]  # fmt: skip
    batch = imported(zone, "reviewer", "oversight.reviewed_file", sheet(lines))
    assert (batch.accepted, batch.refused) == (2, 1)
    first = ReviewedFile.objects.get(file_number="A1")
    assert first.file_id == case.pk
    assert sorted(ReviewProblem.objects.filter(matter=first.pk).values_list("content", flat=True)) == ["文书缺页", "送达超期"]
    said = str(ImportRow.objects.get(batch=batch, state="refused").problems)
    for words in ("没有编号为", "这一栏却不相同", "没有选项"):
        assert words in said
    assert list(replay(list(Matter.objects.exclude(pk=case.pk).values_list("pk", flat=True)))) == []
    assert take_back(zone.viewer("reviewer"), batch.pk, "传错").finished
    assert list(replay(list(Matter.objects.exclude(pk=case.pk).values_list("pk", flat=True)))) == []


def test_a_code_with_a_wrong_check_digit_is_refused_with_the_right_one_and_the_others_stand(zone, today, sheet):
    good = made("91", "320583", 7)
    row = {"送达日期": "2023-9-1", "企业名称": "某公司", "处罚决定书文号": "昆高执罚决〔2023〕1号", "处罚决定日期": "2023-8-1"}
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    seen = tried(zone, "unit", "credit.notice", sheet([{**row, "统一社会信用代码": code} for code in (good, wrong)]))
    assert [one.state for one in seen.found] == ["new", "refused"]
    assert good[-1] in reasons(seen.found[1])


def test_an_export_reads_back_and_adds_nothing_and_masked_values_are_never_taken_for_names(zone, today, sheet):
    imported(zone, "clerk", "services.lecture", sheet([LECTURE, {**LECTURE, "主题": "反诈", "听讲人数": "5"}]))
    out = io.BytesIO()
    seen = zone.viewer("clerk")
    assert exported(seen, declared(seen, "services.lecture"), out, year=2023) == 2
    again = tried(zone, "clerk", "services.lecture", out.getvalue())
    assert [one.state for one in again.found] == ["known", "known"]
    assert any("合计" in remark for remark in again.remarks)
    masked = tried(zone, "clerk", "services.lecture", sheet([{**LECTURE, "主讲人": "张**"}]))
    assert "遮盖后的内容" in reasons(masked.found[0])


def test_who_sees_nothing_exports_nothing(zone, today, sheet):
    imported(zone, "clerk", "services.lecture", sheet([LECTURE]))
    for who, count in (("other", 0), ("justice", 1), ("clerk", 1)):
        seen = zone.viewer(who)
        assert exported(seen, declared(seen, "services.lecture"), io.BytesIO()) == count, who


def test_html_in_a_name_stays_a_name(zone, today, sheet):
    row = {"活动日期": "2023-9-1", "主题": "<script>alert(1)</script>", "地点": "='A1'", "五进类别": "进机关"}
    imported(zone, "clerk", "culture.activity", sheet([row]))
    assert Activity.objects.get().theme == "<script>alert(1)</script>"


def test_a_checked_batch_can_be_thrown_away_and_an_accepted_one_cannot(zone, today, sheet):
    seen = zone.viewer("clerk")
    batch = keep(seen, tried(zone, "clerk", "services.lecture", sheet([LECTURE])))
    discard(seen, batch.pk)
    assert not ImportRow.objects.exclude(data=None).exists()
    assert accept(seen, batch.pk).finished
    assert Lecture.objects.count() == 0
    done = imported(zone, "clerk", "services.lecture", sheet([LECTURE]))
    with pytest.raises(Refused, match="已经导入"):
        discard(seen, done.pk)


QUESTION = {"主题": "行政处罚法", "题型": "单选", "题干": "执法人员最少几人", "选项A": "一人", "选项B": "两人", "选项C": "三人", "选项D": "四人", "答案": "B", "出题依据": "行政处罚法#42"}


def test_questions_are_imported_and_a_row_that_nobody_could_answer_is_refused(zone, today, sheet):
    rows = [QUESTION, {**QUESTION, "答案": "E"}, {**QUESTION, "选项C": "两人"}, {**QUESTION, "题干": "下列属于证据的有", "题型": "多选", "答案": "Ａ、c"}]
    batch = imported(zone, "unit", "training.question", sheet(rows))
    kept = {row.number: (row.state, row.problems) for row in ImportRow.objects.filter(batch=batch)}
    assert [kept[number][0] for number in sorted(kept)] == ["done", "refused", "refused", "done"]
    assert "答案不在所填的选项之中" in str(kept[3][1])
    assert "两个选项完全相同" in str(kept[4][1])
    assert set(Question.objects.values_list("cite", flat=True)) == {"行政处罚法(2021-01-22)#42"}


def test_a_code_with_a_wrong_check_digit_in_row_seven_is_refused_and_the_other_rows_are_kept(zone, today, sheet):
    codes = [made("91", "320583", 6100 + n) for n in range(8)]
    codes[5] = "91320583MA1KGX100F"  # the head is row 1, so the sixth record stands in row 7
    rows = [
        {"检查日期": "2023-09-20", "检查对象": f"昆山第{n}有限公司", "统一社会信用代码": code, "检查方式": "日常检查", "执法人员": "2", "涉企检查": "是", "结果": "未发现问题", "发现问题": "0"}
        for n, code in enumerate(codes)
    ]  # fmt: skip
    batch = imported(zone, "a", "enforcement.inspection", sheet(rows))
    assert (batch.accepted, batch.refused) == (7, 1)
    wrong = ImportRow.objects.get(batch=batch, state="refused")
    assert (wrong.number, wrong.problems[0][0]) == (7, "统一社会信用代码")
    assert "校验位应为 E" in reasons(wrong)
    assert set(Party.objects.values_list("uscc", flat=True)) == {code for code in codes if code != codes[5]}
