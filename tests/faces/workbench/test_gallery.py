"""Every sample page, as it leaves the server."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.faces.workbench.conftest import html_of
from yuheng.faces.workbench.gallery import PAGES, gallery

ALONE = {name for name in PAGES if name.startswith(("exam-sitting", "login", "error", "calculator", "verify", "officer-", "open-", "inspection-public", "rating-public"))}


class Outline(HTMLParser):
    """Tags opened and closed, ids, headings."""

    VOID = {"meta", "link", "input", "img", "br", "hr"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.heads = 0

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"])
        self.heads += tag == "h1"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.heads += tag == "h1"

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong.append(tag)
        else:
            self.open.pop()


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_is_well_formed_and_has_one_title(name):
    outline = Outline()
    outline.feed(html_of(name))
    assert outline.wrong == []
    assert outline.open == []
    assert outline.heads == (1 if not re.search(r'class="y-sheet">\s*<h1', html_of(name)) else 2)
    assert sorted(set(outline.ids)) == sorted(outline.ids)


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_has_at_most_one_primary_button_outside_menus(name):
    html = re.sub(r'<form[^>]*class="y-menu-form".*?</form>', "", html_of(name), flags=re.S)
    assert html.count("btn-primary") <= (2 if name == "list" else 1)  # a chosen set has its own bar


@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_says_that_its_data_are_a_demonstration(name):
    assert "演示数据" in html_of(name)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ALONE])
def test_a_framed_page_has_rail_search_bell_and_bottom_bar(name):
    html = html_of(name)
    for found in ('class="y-rail"', 'role="search"', 'class="y-bell"', 'class="y-bottom"', "统筹推进", "考核与年报"):
        assert found in html


@pytest.mark.parametrize("name", list(PAGES))
def test_no_button_is_labelled_submit_or_ok(name):
    labels = re.findall(r"<button[^>]*>(?:<svg.*?</svg>)?([^<]*)</button>", html_of(name))
    assert not {"提交", "确定", "OK", "Submit"} & {label.strip() for label in labels}


def test_the_gallery_is_closed_in_production(settings):
    settings.DEBUG = False
    with pytest.raises(Http404):
        gallery(RequestFactory().get("/gallery/home"))
