"""The pages of statutes: the article behind every citation, for the public too, and without a script."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from tests.kernel.law.test_texts import ACT, INDEX
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.citing import linked
from yuheng.kernel.law.texts import import_texts


@pytest.fixture
def imported(data_home, tmp_path_factory):
    place = tmp_path_factory.mktemp("texts")
    (place / "index.yaml").write_text(INDEX % ("2022-01-01", 4), encoding="utf-8")
    (place / "试验.md").write_text(ACT.replace("涉及秘密", "<script>涉及秘密"), encoding="utf-8")
    import_texts(place)


def page(client, statute: str) -> str:
    answer = client.get(reverse("statute", args=[statute]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_its_text_a_statute_shows_our_own_words_at_the_article(client, data_home):
    html = page(client, "行政处罚法")
    assert "没有导入正文" in html
    assert re.search(r'id="60".{0,900}作出行政处罚决定的期限</b>：90日', html, re.S)
    assert "自 2021-07-15 起施行" in html


def test_an_imported_text_is_shown_with_chapters_and_nothing_in_it_is_markup(client, imported):
    html = page(client, "试验管理条例(2020-01-01)")
    assert 'id="3-1"' in html
    assert "第一章 总 则" in html
    assert "&lt;script&gt;涉及秘密" in html
    assert "自 2022-01-01 起不再适用" in html


def test_an_old_version_says_so_and_leads_to_the_one_in_force(client, data_home):
    html = unquote(page(client, "行政复议法(2017-09-01)"))
    assert "2024-01-01 起不再适用" in html
    assert 'href="/law/行政复议法(2023-09-01)/"' in html


def test_what_was_not_compared_is_marked(client, data_home):
    assert "待核实" in page(client, "GB 11643-1999")


@pytest.mark.parametrize("name", ["没有的法", "行政处罚法(1999-01-01)", "<script>", "a/b", "法" * 500])
def test_an_unknown_statute_is_not_found(client, name):
    assert client.get(reverse("statute", args=[name])).status_code == 404


def test_the_list_is_narrowed_and_a_citation_leads_to_its_article(client, data_home):
    html = client.get(reverse("laws"), {"q": "行政复议"}).content.decode()
    assert "行政复议法实施条例" in html
    assert "人民调解法" not in html
    for asked in ("行政处罚法第六十条", "《行政处罚法》第六十条", "行政处罚法(2021-01-22)#60"):
        answer = client.get(reverse("laws"), {"q": asked})
        assert answer.status_code == 302
        assert answer["Location"].endswith("/#60")
    assert "没有名称中含“&lt;b&gt;”的法律" in client.get(reverse("laws"), {"q": "<b>"}).content.decode()


def test_reading_the_law_asks_the_database_nothing(client, db, imported, django_assert_num_queries):
    with django_assert_num_queries(0):
        page(client, "行政处罚法")
        client.get(reverse("laws"))


def test_who_is_signed_in_reads_it_in_the_frame(march, browser_of, data_home):
    html = browser_of(march.clerk).get(reverse("statute", args=["行政许可法"])).content.decode()
    assert "y-rail" in html
    assert reverse("law_map", args=["example.permit"]) in html


def test_every_citation_in_words_is_a_link_and_the_words_stay_escaped():
    html = unquote(str(linked("依照《行政处罚法》第四十四条、第六十二条 <b>")))
    assert html == (
        '依照<a class="y-law" href="/law/行政处罚法/#44">《行政处罚法》第四十四条</a>、'
        '<a class="y-law" href="/law/行政处罚法/#62">第六十二条</a> &lt;b&gt;'
    )
    assert unquote(str(linked("《民法典》第二百零三条"))).startswith('<a class="y-law" href="/law/民法典·总则(2020-05-28)/#203">')
    assert unquote(str(linked("《民法典》第一千一百六十五条"))).startswith('<a class="y-law" href="/law/民法典·侵权责任编')
    assert linked("没有引用") == "没有引用"


def test_a_citation_of_a_declaration_leads_to_its_version():
    assert unquote(showing.cite("行政处罚法(2021-01-22)#42.2").href) == "/law/行政处罚法(2021-01-22)/#42"
    assert showing.cite("某标准(2020)#1").href == ""


def test_the_calculator_gives_what_the_command_gives_and_links_its_articles(client, db):
    html = unquote(client.get(reverse("calculator") + "?law=行政处罚法&length=5日&start=2023-09-27&whose=party&direction=earliest").content.decode())
    assert '<time datetime="2023-10-11">' in html
    assert "最早可以办理之日" in html
    assert "逾期" not in html
    assert '/law/行政处罚法/#85"' in html
    hours = client.get(reverse("calculator") + "?law=行政强制法&length=24小时&start=2023-09-28&time=16:30").content.decode()
    assert "16:30 止" in hours
