"""The sample pages in a real browser, under the policy of production."""

from __future__ import annotations

import re

import pytest

from yuheng.faces.workbench.components import ChipPane, Field
from yuheng.faces.workbench.gallery import PAGES

pytestmark = pytest.mark.browser
DARK = ["matter", "form-refused", "list", "report", "proof", "map"]
SMALL = ["home", "matter", "form-refused", "list", "figure", "calculator"]


def serious(tab):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize(("width", "checked"), [(1440, list(PAGES)), (390, SMALL)])
def test_pages_stay_inside_and_quiet_and_accessible(visit, width, checked):
    seen, wrong = visit(width), {}
    for name in PAGES:
        tab = seen.open(name)
        over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = serious(tab) if name in checked else []
        if over > 0 or found:
            wrong[name] = (over, found)
    assert wrong == {}
    assert seen.said == []
    assert seen.outside == []


def test_dark_pages_are_accessible(visit):
    seen = visit(color_scheme="dark")
    assert {name: found for name in DARK if (found := serious(seen.open(name)))} == {}


def test_pages_read_without_script(visit):
    seen = visit(java_script_enabled=False)
    tab = seen.open("figure")
    tab.locator("details.y-why summary", has_text="数据表").first.click()
    assert tab.get_by_role("cell", name="1,100").first.is_visible()
    tab = seen.open("matter")
    tab.get_by_text("现在不能办的 2 项").click()
    assert tab.get_by_text("不能作出决定：尚未完成法制审核。").is_visible()
    assert seen.open("list").locator("form#bulk").is_visible()


def test_keys_move_through_a_list_and_open_a_row(visit):
    tab = visit().open("list")
    for key in ("j", "j", "k", "j"):
        tab.keyboard.press(key)
    assert "499号" in tab.locator("tr.y-cursor").inner_text()
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.dataset.find !== undefined")
    tab.keyboard.press("Control+k")
    assert tab.evaluate("document.activeElement.id") == "q"
    tab.locator("tr.y-cursor a").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/gallery/matter")


def test_typed_text_outlives_a_lost_session(visit):
    seen = visit()
    tab = seen.open("form")
    tab.locator("#id_reason").fill("出入口未冲洗，裸土未覆盖。")
    tab.get_by_text("草稿已存").wait_for()
    seen.answers["/gallery/form"] = lambda: (200, "<body class='y-alone'>登录</body>")
    seen.open("form")
    del seen.answers["/gallery/form"]
    tab = seen.open("form")
    assert tab.locator("#id_reason").input_value() == "出入口未冲洗，裸土未覆盖。"
    tab.get_by_role("button", name="不要这些内容").click()
    assert tab.locator("#id_reason").input_value().startswith("2023 年 9 月 12 日")


def test_a_draft_is_dropped_once_the_step_is_done(visit):
    seen = visit()
    tab = seen.open("form")
    tab.locator("#id_reason").fill("改过的理由")
    tab.evaluate("document.querySelector('form[data-draft]').action = '/gallery/matter'")
    tab.get_by_role("button", name="送达告知书").click()
    tab.wait_for_url("**/gallery/matter")
    assert tab.evaluate("Object.keys(localStorage).filter(key => key.startsWith('yuheng.draft'))") == []
    assert "改过的理由" in seen.posts[0][1]


def test_a_refused_form_leads_to_the_field(visit):
    tab = visit().open("form-refused")
    assert tab.evaluate("document.activeElement.id") == "errors"
    tab.locator("#errors a", has_text="送达日期").click()
    assert tab.evaluate("location.hash") == "#id_at"
    assert tab.locator("#id_at").get_attribute("aria-invalid") == "true"


def test_on_a_phone_a_form_shows_one_group_at_a_time(visit):
    tab = visit(390).open("form")
    assert tab.locator("#id_fine").is_visible()
    assert not tab.locator("#id_at").is_visible()
    tab.get_by_role("button", name="下一组").click()
    assert tab.locator("#id_at").is_visible()
    assert not tab.locator("#id_fine").is_visible()


def test_unmasking_asks_for_a_reason_and_replaces_one_field(visit):
    seen = visit()
    seen.answers["/gallery/unmask"] = lambda: (200, Field("f3", "手机", "138****8000", opened="13812348000").html())
    tab = seen.open("matter")
    tab.locator("#f3 summary").click()
    tab.locator("#f3-why").fill("电话通知听证时间")
    tab.locator("#f3 button").click()
    tab.locator("#f3", has_text="13812348000").wait_for()
    assert "reason=" in seen.posts[0][1]
    assert "****" in tab.locator("#f4").inner_text()


def test_a_refused_request_is_told_in_chinese(visit):
    seen = visit()
    seen.answers["/gallery/unmask"] = lambda: (403, "no")
    tab = seen.open("matter")
    tab.locator("#f3 summary").click()
    tab.locator("#f3-why").fill("通知")
    tab.locator("#f3 button").click()
    tab.get_by_text("您的岗位不能办理这一项").wait_for()


def test_a_paper_opens_beside_the_page_and_escape_gives_the_place_back(visit):
    seen = visit()
    seen.answers["/gallery/paper"] = lambda: (200, '<div class="y-sheet"><h1>告知书</h1></div>')
    tab = seen.open("matter")
    link = tab.locator("a[data-panel]").first
    link.click()
    tab.locator("#panel .y-sheet").wait_for()
    assert tab.url.endswith("/gallery/matter")
    tab.keyboard.press("Escape")
    assert not tab.locator("#panel").is_visible()
    assert tab.evaluate("document.activeElement.hasAttribute('data-panel')")


def test_a_figure_chip_opens_its_rows_at_the_side(visit):
    seen = visit()
    seen.answers["/gallery/pane"] = lambda: (200, ChipPane("公开听证", "5", "场", "2023 年 · 全区").html())
    tab = seen.open("report")
    tab.locator("a.y-figure-chip", has_text="5次").click()
    tab.locator("#pane", has_text="公开听证").wait_for()


def test_a_bulk_act_is_counted_before_it_is_done(visit):
    seen = visit()
    seen.answers["/gallery/dry-run"] = lambda: (200, "可办理 1 件，1 件不能：未满归档条件。")
    tab = seen.open("list")
    assert not tab.locator("#bulk").is_visible()
    tab.locator("input[name=keys]").nth(0).check()
    tab.locator("input[name=keys]").nth(3).check()
    tab.get_by_role("button", name="结案归档").click()
    tab.get_by_text("可办理 1 件，1 件不能").wait_for()
    assert [path for path, _ in seen.posts] == ["/gallery/dry-run"]


def test_theme_and_rail_are_remembered_in_cookies_for_the_server(visit):
    tab = visit().open("home")
    tab.locator("[data-rail-fold]").click()
    tab.locator(".y-person summary").click()
    tab.locator("[data-mode=theme]").first.click()
    kept = {cookie["name"]: cookie["value"] for cookie in tab.context.cookies()}
    assert kept["yuheng_rail"] == "folded"
    assert kept["yuheng_theme"] == "dark"


def test_charts_are_drawn_from_the_numbers_on_the_page(visit):
    tab = visit().open("figure")
    assert tab.locator("[data-chart] canvas").count() == 2
    assert re.search(r"1,?100", tab.locator("#by-month-data").inner_text() or tab.locator("#by-month-data").text_content())
