"""What is done on a matter beside its steps, and the pages around it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.example.facts import Permit
from tests.example.office import moment
from yuheng.kernel import now
from yuheng.kernel.access import looks
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.records.models import Event, Look, Matter, Paper, SavedFilter


@pytest.fixture
def case(march):
    return march.accept(moment(3, 1), phone="13812348000").matter


def test_two_persons_act_where_the_law_asks_for_two(march, case, browser_of):
    client = browser_of(march.inspector)
    address = reverse("step", args=[case, "visit"])
    form = client.get(address).content.decode()
    assert 'name="y_with1"' in form
    assert 'name="visits.1.place"' in form
    more = client.post(address, {"visits.1.place": "路口", "y_add": "visits", "risky": "true"})
    assert more.status_code == 200
    assert 'name="visits.2.place"' in more.content.decode()
    assert 'value="路口"' in more.content.decode()
    alone = client.post(address, {"visits.1.place": "路口", "risky": "true"})
    assert alone.status_code == 422
    assert "须由2人办理" in alone.content.decode()
    sent = {"visits.1.place": "路口", "visits.3.place": "桥头", "risky": "true", "y_with1": str(march.second), "y_key": "k1"}
    assert client.post(address, sent).status_code == 302
    event = Event.objects.get(matter=case, step="visit")
    assert [p["person"] for p in event.participants] == [march.second]
    page = client.get(reverse("matter", args=[case])).content.decode()
    assert "桥头" in page


def test_an_error_in_a_row_stands_at_the_row_that_was_typed(march, case, browser_of):
    client = browser_of(march.inspector)
    sent = {"visits.1.place": "", "visits.1.visited_on": "", "visits.4.place": "路口", "visits.4.visited_on": "三月", "y_with1": str(march.second)}
    answer = client.post(reverse("step", args=[case, "visit"]), sent)
    assert answer.status_code == 422
    assert re.search(r'id="id_visits\.4\.visited_on_error"', answer.content.decode())


def test_what_may_not_be_done_says_the_rule_and_what_would_lift_it(march, case, browser_of):
    page = browser_of(march.head).get(reverse("matter", args=[case])).content.decode()
    assert "尚未办理“实地核查”" in page
    assert "《行政许可法》第三十七条" in page


def test_after_this_step_names_obligations_with_dates(march, browser_of):
    form = browser_of(march.clerk).get(reverse("open", args=["example.permit"])).content.decode()
    assert "2023-04-10" in form  # 20 working days from 10 March over 清明
    assert "《行政许可法》第四十二条" in form


def test_a_masked_field_opens_with_a_reason_that_is_written_first(march, case, browser_of):
    client = browser_of(march.clerk)
    page = client.get(reverse("matter", args=[case])).content.decode()
    assert "138****8000" in page
    assert "13812348000" not in page
    address = reverse("unmask", args=[case, "f-phone"])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert Look.objects.count() == 0
    answer = client.post(address, {"reason": "电话通知"}, headers={"HX-Request": "true"})
    assert "13812348000" in answer.content.decode()
    look = Look.objects.get()
    assert (look.field, look.reason, look.matter_id) == ("f-phone", "电话通知", case)


def test_the_days_unmaskings_are_limited(march, case, browser_of, monkeypatch):
    monkeypatch.setattr(looks, "DAILY", 1)
    client = browser_of(march.clerk)
    address = reverse("unmask", args=[case, "f-phone"])
    assert client.post(address, {"reason": "核对"}, headers={"HX-Request": "true"}).status_code == 200
    answer = client.post(address, {"reason": "核对"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "13812348000" not in answer.content.decode()


def test_ones_own_latest_act_is_taken_back_the_same_day(march, case, browser_of):
    with now.at(moment(3, 10, 10)):
        perform(march.order("pause", march.clerk, moment(3, 10, 9), matter=case, recorded=moment(3, 10, 10)))
    client = browser_of(march.clerk)
    page = client.get(reverse("matter", args=[case])).content.decode()
    assert reverse("undo", args=[case]) in page
    assert client.post(reverse("undo", args=[case]), {"reason": ""}).status_code == 422
    assert client.post(reverse("undo", args=[case]), {"reason": "点错了"}).status_code == 302
    assert "已撤回" in client.get(reverse("matter", args=[case])).content.decode()


def test_a_fact_is_corrected_and_the_old_value_stands_beside_the_new(march, case, browser_of):
    client = browser_of(march.clerk)
    address = reverse("correct", args=[case])
    assert "申请事项" in client.get(address).content.decode()
    refused = client.post(address, {"field": "area", "value": "900", "reason": "录入有误"})
    assert refused.status_code == 422
    assert "须由另一人复核" in refused.content.decode()
    done = client.post(address, {"field": "subject", "value": "临时占道施工", "reason": "录入有误"}, follow=True)
    assert Permit.objects.get(pk=case).subject == "临时占道施工"
    page = done.content.decode()
    assert "临时占道施工" in page
    assert "录入有误" in page


def test_a_matter_is_handed_over_and_a_stranger_may_not_do_it(march, case, browser_of):
    address = reverse("handover", args=[case])
    assert browser_of(march.supervisor).post(address, {"what": "hand_over", "person": str(march.stranger), "reason": "调岗"}).status_code == 403
    client = browser_of(march.clerk)
    assert client.post(address, {"what": "hand_over", "person": str(march.inspector), "reason": "调岗"}).status_code == 302
    assert Matter.objects.get(pk=case).handler_id == march.inspector
    assert client.post(address, {"what": "recuse", "person": str(march.second), "reason": "近亲属"}).status_code == 302
    assert march.second in Matter.objects.get(pk=case).recused


def test_a_paper_is_shown_with_what_was_known_when_it_was_made(march, case, browser_of):
    paper = Paper.objects.get(matter=case)
    client = browser_of(march.clerk)
    page = client.get(reverse("paper", args=[case, paper.pk])).content.decode()
    assert "受理通知书" in page
    assert paper.number in page
    assert "占道施工" in page
    panel = client.get(reverse("paper", args=[case, paper.pk]), headers={"HX-Request": "true"}).content.decode()
    assert panel.startswith('<article class="paper')
    docx = client.get(reverse("paper", args=[case, paper.pk]) + "?as=docx")
    assert docx.content[:2] == b"PK"
    assert Look.objects.filter(matter=case, what__contains="下载").count() == 1


def test_an_uploaded_file_is_kept_by_its_digest_and_a_program_is_refused(march, case, browser_of):
    client = browser_of(march.inspector)
    address = reverse("step", args=[case, "visit"])
    sent = {"visits.1.place": "路口", "risky": "true", "y_with1": str(march.second)}
    bad = client.post(address, {**sent, "y_paper.": SimpleUploadedFile("照片.jpg", b"MZ\x90\x00program")})
    assert bad.status_code == 422
    assert "不收程序文件" in bad.content.decode()
    assert client.post(address, {**sent, "y_paper.": SimpleUploadedFile("说明.txt", "现场说明".encode())}).status_code == 302
    kept = Paper.objects.get(matter=case, made=False)
    shown = client.get(reverse("paper", args=[case, kept.pk]))
    assert shown.content.decode() == "现场说明"
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_a_filter_is_saved_and_shown_as_a_tab(march, case, browser_of):
    client = browser_of(march.clerk)
    listed = client.get(reverse("list", args=["example.permit"]) + "?status=open&light=fine").content.decode()
    assert "占道施工" in listed
    client.post(reverse("save_filter", args=["example.permit"]), {"name": "在办", "query": "status=open&light=fine&after=x"})
    assert SavedFilter.objects.get().query == "status=open&light=fine"
    assert "在办" in client.get(reverse("list", args=["example.permit"])).content.decode()
    assert "占道施工" not in client.get(reverse("list", args=["example.permit"]) + "?light=overdue").content.decode()


def test_the_derivation_of_a_clock_is_printed(march, case, browser_of):
    page = browser_of(march.clerk).get(reverse("derivation", args=[case, 1, 0])).content.decode()
    assert "届满日为 2023-03-29" in page
    assert "当日不计入" in page


def test_the_calculator_is_public_and_says_what_is_wrong(db, client):
    answer = client.get(reverse("calculator") + "?law=行政处罚法&length=90日&start=2023-09-20")
    assert answer.status_code == 200
    assert "2023-12-19" in answer.content.decode()
    wrong = client.get(reverse("calculator") + "?law=行政处罚法&length=几天&start=2023-09-20")
    assert wrong.status_code == 422


def test_pages_by_key_pass_over_nothing_and_show_nothing_twice(march, browser_of):
    from yuheng.kernel.engine.perform import perform_many

    perform_many([march.accept_order(moment(3, 1 + n % 8), ref=str(n), subject=f"第{n}件") for n in range(120)])
    client = browser_of(march.clerk)
    for sort in ("-day", "day", "due"):
        seen: list[str] = []
        address = reverse("list", args=["example.permit"]) + f"?sort={sort}"
        while address:
            page = client.get(address).content.decode()
            seen += re.findall(r'data-href="/m/(\d+)/"', page)
            following = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
            address = reverse("list", args=["example.permit"]) + following[1].replace("&amp;", "&") if following else ""
        assert len(seen) == len(set(seen)) == 120, sort


def test_a_preview_shows_what_is_typed_and_leaves_what_is_not_right_blank(march, case, browser_of):
    client = browser_of(march.head)
    answer = client.post(reverse("preview", args=[case, "decide"]), {"result": "granted", "fee": "十二"})
    text = answer.content.decode()
    assert "许可决定书" in text
    assert "准予" in text
    assert "十二" not in text
    assert Event.objects.filter(matter=case).count() == 1


def test_lights_divide_the_list_without_rest(march, browser_of):
    late = march.accept(moment(1, 3), subject="甲事").matter
    soon = march.accept(moment(2, 13), subject="乙事").matter
    fine = march.accept(moment(3, 9), subject="丙事").matter
    client = browser_of(march.clerk)
    for light, matter in (("overdue", late), ("soon", soon), ("fine", fine)):
        page = client.get(reverse("list", args=["example.permit"]) + f"?light={light}").content.decode()
        assert re.findall(r'data-href="/m/(\d+)/"', page) == [str(matter)], light
        assert "共 1 件" in page


def test_a_list_is_sorted_by_any_column_and_paged_in_that_order(march, browser_of):
    from yuheng.kernel.engine.perform import perform_many

    perform_many([march.accept_order(moment(3, 1 + n % 8), ref=str(n), subject=f"第{n}件", area=7 * n % 120 if n % 10 else None) for n in range(120)])
    client = browser_of(march.clerk)
    seen: list[str] = []
    address = reverse("list", args=["example.permit"]) + "?sort=-f.area&col=f.area&col=title"
    while address:
        page = client.get(address).content.decode()
        seen += [found.replace(",", "") for found in re.findall(r'<td class="y-number" data-label="占地面积（平方米）">([^<]*)</td>', page)]
        following = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = reverse("list", args=["example.permit"]) + following[1].replace("&amp;", "&") if following else ""
    numbers = [int(one) for one in seen if one]
    assert len(seen) == 120
    assert numbers == sorted(numbers, reverse=True)
    assert seen[-12:] == [""] * 12, "what is empty stands last"
    back = client.get(reverse("list", args=["example.permit"]) + "?sort=number&last=1").content.decode()
    assert re.search(r'href="\?[^"]*before=', back)
    assert "aria-sort" in back
    assert client.get(reverse("list", args=["example.permit"]) + "?sort=f.phone").status_code == 200


def test_numbers_are_ordered_by_size_and_characters_by_sound():
    from yuheng.kernel.access.sorting import spelled

    assert sorted(["昆罚〔2023〕12号", "昆罚〔2023〕9号", "〔2022〕"], key=spelled) == ["〔2022〕", "昆罚〔2023〕9号", "昆罚〔2023〕12号"]
    assert sorted(["张三", "阿明", "李四", "王五"], key=spelled) == ["阿明", "李四", "王五", "张三"]


def test_a_list_too_long_to_sort_says_so_and_keeps_its_usual_order(march, browser_of, monkeypatch):
    from yuheng.faces.workbench.views import lists
    from yuheng.kernel.access import sorting

    for n in range(4):
        march.accept(moment(3, 1 + n), subject=f"第{n}件")
    monkeypatch.setattr(sorting, "SORTED", 3)
    monkeypatch.setattr(lists, "SORTED", 3)
    page = browser_of(march.clerk).get(reverse("list", args=["example.permit"]) + "?sort=number").content.decode()
    assert "只按开始日期、期限排序" in page
    assert len(re.findall(r'data-href="/m/(\d+)/"', page)) == 4
    assert "sort=number" not in re.search(r"<thead>.*</thead>", page)[0]
    assert "sort=due" in page
    export = browser_of(march.clerk).get(reverse("list", args=["example.permit"]) + "?sort=number&export=xlsx")
    assert export.status_code == 200


def test_the_list_over_all_matters_keeps_filters_of_its_own(march, case, browser_of):
    client = browser_of(march.clerk)
    kept = client.post(reverse("save_work_filter"), {"name": "临期", "query": "light=soon&sort=number&after=x"})
    assert kept.headers["Location"] == reverse("work") + "?light=soon&sort=number"
    assert "临期</a>" in client.get(reverse("work")).content.decode()
    assert "临期</a>" not in client.get(reverse("list", args=["example.permit"])).content.decode().split("筛选条件")[0]
