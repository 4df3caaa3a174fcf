"""Parts of pages: what they say, and that they say it safely."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.faces.workbench import components
from yuheng.faces.workbench.components import (
    Act,
    Cell,
    Clock,
    Day,
    Derivation,
    DerivationLine,
    Due,
    Edge,
    FormField,
    Frame,
    Happening,
    Light,
    ListColumn,
    MapPage,
    Node,
    Page,
    Row,
    SearchPage,
    Span,
    Table,
    field_of,
)
from yuheng.faces.workbench.components.layers import layers_of, place
from yuheng.faces.workbench.gallery import PAGES

BAD = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize(
    ("level", "mark", "name"), [("overdue", "■", "逾期"), ("soon", "▲", "临期"), ("fine", "●", "正常"), ("paused", "‖", "暂停")]
)
def test_a_light_is_a_mark_and_a_word_and_never_colour_alone(level, mark, name):
    html = Light(level, "剩 3 个工作日").html()
    assert mark in html
    assert name in html
    assert "剩 3 个工作日" in html


def test_a_light_does_not_say_its_name_twice():
    assert Light("overdue", "逾期 2 日").html().count("逾期") == 1


def test_a_provisional_light_says_so():
    assert "暂定" in Light("fine", "剩 88 日", provisional=True).html()


def test_the_derivation_shows_every_line_its_legend_and_only_kinds_that_occur():
    derivation = Derivation(
        [DerivationLine("开始的当日不计入", components.Cite("《行政处罚法》第八十五条"))],
        [Day(date(2023, 9, 20), "trigger"), Day(date(2023, 9, 21), "counted"), Day(date(2023, 9, 29), "off", "中秋节")],
    )
    html = derivation.html()
    assert "第八十五条" in html
    assert "2023-09-29 中秋节" in html
    assert [kind for kind, _ in derivation.legend] == ["trigger", "counted", "off"]


def test_a_long_strip_leaves_out_only_fortnights_in_which_nothing_happens():
    start = date(2023, 1, 2)
    days = [Day(start + timedelta(n), "counted") for n in range(365)]
    days[0], days[180], days[-1] = Day(days[0].on, "trigger"), Day(days[180].on, "suspended", "听证"), Day(days[-1].on, "end")
    strip = Derivation([], days).strip
    for kept in (days[0], days[180], days[-1]):
        assert kept.on.isoformat() in strip
    assert (start + timedelta(100)).isoformat() not in strip
    assert strip.count("其间各日照常计算") == 2


def test_a_short_strip_shows_every_day_once():
    days = [Day(date(2023, 9, 20) + timedelta(n), "counted") for n in range(100)]
    assert all(Derivation([], days).strip.count(f"<title>{day.on}</title><rect") == 1 for day in days)


def test_a_clock_bar_puts_today_and_the_due_day_to_scale_when_late():
    clock = Clock("决定", date(2023, 1, 1), Due(date(2023, 1, 11), Light("overdue", "逾期 10 日")), date(2023, 1, 21))
    assert 'class="late" x="200.0"' in clock.bar
    assert 'class="now" d="M400.0' in clock.bar


def test_a_suspension_that_still_lasts_is_hatched_until_today():
    spans = [Span(date(2023, 1, 6), None, "鉴定")]
    clock = Clock("决定", date(2023, 1, 1), Due(date(2023, 1, 21), Light("paused")), date(2023, 1, 11), spans=spans)
    assert '<rect class="pause" x="100.0" y="3" width="100.0"' in clock.bar
    assert "至 今" in clock.html().replace("  ", " ")


def test_a_happening_shows_two_times_only_if_their_days_differ_in_beijing():
    zone = ZoneInfo("Asia/Shanghai")
    act = datetime(2023, 9, 27, 23, 30, tzinfo=zone)
    same = datetime(2023, 9, 27, 15, 40, tzinfo=ZoneInfo("UTC"))
    assert not Happening(1, "立案", act, same, "甲").two_times
    assert Happening(1, "立案", act, datetime(2023, 9, 28, 0, 10, tzinfo=zone), "甲").two_times


def test_what_people_typed_is_escaped_everywhere():
    parts = [
        Light("fine", BAD),
        Act(BAD, "#", note=BAD),
        Due(date(2023, 1, 1), Light("fine", BAD)),
        Table([ListColumn("a", BAD)], [Row("1", [Cell(BAD, title=BAD)])], BAD),
        FormField(name="a", label=BAD, value=BAD, error=BAD, help=BAD),
        FormField(name="a", label=BAD, kind="textarea", value=BAD),
        Derivation([DerivationLine(BAD)], [Day(date(2023, 1, 1), "off", BAD)]),
    ]
    for part in parts:
        html = part.html()
        assert "<img" not in html
        assert "&lt;img" in html
    nodes = [Node("a", BAD, conditions=[BAD], on=BAD, href='"><img'), Node("b", BAD)]
    page = MapPage(title=BAD, lead="", nodes=nodes, edges=[Edge("a", "b", note=BAD)])
    assert "<img src=x" not in page.response(RequestFactory().get("/"), Frame(zone=BAD)).content.decode()


def test_a_table_row_must_have_a_cell_for_every_shown_column():
    table = Table([ListColumn("a", "甲"), ListColumn("b", "乙")], [Row("1", [Cell("1")])])
    with pytest.raises(ValueError, match="zip"):
        table.html()


def test_every_page_class_has_a_sample_in_the_gallery():
    def below(kind: type[Page]) -> set[type[Page]]:
        return {kind} | {found for inner in kind.__subclasses__() for found in below(inner)}

    shown = {type(page) for page in PAGES.values()}
    assert {kind for kind in below(Page) if kind is not Page} - shown == set()


class Sample(forms.Form):
    fine = forms.IntegerField(label="拟罚款", help_text="以元计")
    kind = forms.ChoiceField(label="种类", choices=[("组", [("a", "警告"), ("b", "罚款")])])
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False, max_length=20)


def test_a_django_field_becomes_ours_with_value_choices_help_and_error():
    form = Sample({"fine": "多", "kind": "b", "note": "x"})
    fine, kind, note = (field_of(form[name]) for name in ("fine", "kind", "note"))
    assert (fine.kind, fine.value, fine.required, fine.help) == ("number", "多", True, "以元计")
    assert fine.error
    assert [(option.value, option.chosen) for option in kind.options] == [("a", False), ("b", True)]
    assert (note.kind, note.wide, note.required, note.maxlength) == ("textarea", True, False, 20)
    html = fine.html()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_fine_help id_fine_error"' in html


def test_search_keeps_what_was_asked_in_the_box():
    html = SearchPage(title="查询", query="扬尘", groups=[]).response(RequestFactory().get("/"), Frame(zone="区")).content.decode()
    assert html.count('value="扬尘"') == 2


names = st.integers(0, 14).map(str)


@settings(max_examples=60, deadline=None)
@given(st.sets(names, min_size=1), st.lists(st.tuples(names, names), max_size=30))
def test_no_two_steps_of_a_map_stand_on_one_spot_even_with_circles(nodes, before):
    spots = place(sorted(nodes), before)
    assert set(spots) == nodes
    assert len(set(spots.values())) == len(spots)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda pair: pair[0] < pair[1]), max_size=30))
def test_a_step_stands_below_everything_it_waits_for(pairs):
    before = [(str(a), str(b)) for a, b in pairs]
    depth = layers_of([str(n) for n in range(15)], before)
    spots = place([str(n) for n in range(15)], before)
    for source, target in before:
        assert depth[source] < depth[target]
        assert spots[source][0] < spots[target][0]
