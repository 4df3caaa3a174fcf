"""Every address of the site, with real records, for those who work there: quiet, inside the window, accessible, Chinese, readable."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.workbench.test_browser import serious
from yuheng.faces.workbench.routes import ROUTES
from yuheng.faces.workbench.views.officer_check import code_of
from yuheng.kernel.records.models import Account, Certificate, Matter, Organ, Paper, Party, Person, Post
from yuheng.systems import catalogue  # noqa: F401  # the systems are there before routes are asked
from yuheng.systems.enforcement.training.exam_facts import ExamRound
from yuheng.systems.oversight.supervision.facts import ReviewRound

pytestmark = pytest.mark.browser

PEOPLE = (
    "squad-1.enforcer.1", "squad-1.squad_head.1", "legal.legal_reviewer.1", "enforcement.bureau_leader.1", "mediation.mediator.1", "community-1.clerk",
    "disputes.dispute_clerk.1", "justice-office.justice_head.1", "justice-office.report_editor.1", "zone.audit_admin.1", "zone.system_admin.1",
    "zone.security_admin.1", "finance.finance_supervisor.1",
)  # fmt: skip
LATIN = re.compile(r"(?<![A-Za-z0-9_.\-〔])[A-Za-z][A-Za-z_.]*[A-Za-z](?![A-Za-z0-9_]|[-.]?\d)")
"""Words, not the letters of numbers and codes."""
ALLOWED = frozenset({
    "Excel", "excel", "PDF", "pdf", "docx", "xlsx", "Word", "Ctrl", "OFD", "VOCs", "SM", "CSV", "csv", "html", "txt", "HTML", "XML", "PDF/A", "YH", "GB", "MB", "JSON",
})  # fmt: skip
"""Words that offices themselves write in Latin letters."""

EXAMPLE = "example_"
"""How roles of the kernel's own example begin, which no office has."""

SCRIPTED = "() => { const copy = document.body.cloneNode(true); copy.querySelectorAll('script,style,noscript,.y-code,code,kbd,[hidden]').forEach(e => e.remove()); const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT), found = []; while (walk.nextNode()) found.push(walk.currentNode.data); return found.join(' ') }"


QUERIES = 25
"""More than so many questions a page asks only with a line in BASELINE."""

BASELINE = {"figures": 900, "figure": 60, "home": 36}
"""The home page: eight tiles of three figures each, then kept for a minute; people of the squads read figures of examinations there, too."""

def _review() -> int:
    """The review that was drawn, given out and partly scored."""
    return ReviewRound.objects.get().pk


DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 900}


def addresses(username: str) -> dict[str, str]:
    """An address for every route, about records that this person works with where there are any."""
    mediates = "mediat" in username or "clerk" in username
    procedure = "mediation.dispute" if mediates else "penalty.ordinary"
    matter = Matter.objects.filter(procedure=procedure, status="open").first() or Matter.objects.filter(procedure=procedure).first()
    assert matter is not None
    person = Person.objects.get(accounts__username="squad-1.enforcer.1")
    paper, card = Paper.objects.filter(matter=matter).first(), Certificate.objects.get(person=person)
    party = Party.objects.filter(matters__matter=matter).first()
    step = "report_back" if mediates else "file"
    exam = ExamRound.objects.get().pk
    words = {
        "<int:exam>": str(exam), "<int:plan>": "1", "<int:review>": str(_review()), "<str:procedure>": procedure, "<int:matter>": str(matter.pk), "<str:step>": step, "<int:seq>": "1", "<int:no>": "0",
        "<int:paper>": str(paper.pk if paper else 1), "<str:field>": "f-place", "<str:figure>": "disputes.mediated" if mediates else "penalty.ordinary_decided",
        "<int:organ>": str(Organ.objects.get(code="squad-1").pk), "<int:person>": str(person.pk), "<int:sheet>": "1",
        "<str:act>": "rename", "<str:code>": code_of(card), "<str:uscc>": "91320583MA1KGX100E", "<int:post>": str(Post.objects.filter(person=person).first().pk),
        "<int:account>": str(Account.objects.get(username="squad-1.enforcer.1").pk), "<int:party>": str(party.pk if party else 1), "<int:merge>": "1", "<int:publication>": "1", "<str:part>": "procedures",
    }  # fmt: skip
    found = {}
    for route in ROUTES:
        path = route.path
        for name, value in words.items():
            path = path.replace(name, value)
        if "<" not in path and route.name not in ("logout", "login"):
            found[route.name] = "/" + path.replace(f"accounts/{words['<int:account>']}/rename", f"accounts/{words['<int:account>']}/disable")
    found["search"] += "?q=纠纷"
    found["officer_qr"] = f"/officers/{card.matter_id}/card/"
    return found


def pages(client, username: str, known: set[str], asked: dict[str, int]) -> dict[str, str]:
    """The pages that this person is the first to see; notes how many queries each asked."""
    found = {}
    for name, path in addresses(username).items():
        if name not in known and name not in NO_PAGE:
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path)
            assert answer.status_code in (200, 302, 403, 404, 405), (username, name, answer.status_code)
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                found[name], asked[name] = path, len(captured)
    return found


def faults(site, tab, checked: bool) -> list[str]:
    """What is wrong with the page that is open."""
    found = [f"控制台 {text}" for text in site.said] + [f"外部请求 {url}" for url in site.outside]
    over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        found.append(f"超出 {over} 像素")
    if checked:
        found += [f"axe {one}" for one in serious(tab)]
        # Letters of answers in an examination (ABD) are no words.
        words = {word for word in LATIN.findall(tab.evaluate(SCRIPTED)) if set(word) - set("ABCDEF") and not word.startswith(EXAMPLE)} - ALLOWED
        if words:
            found.append(f"外文 {sorted(words)[:8]}")
    site.said.clear()
    site.outside.clear()
    return found


def test_every_page_is_quiet_inside_accessible_and_chinese_and_asks_little(year, site_of):
    known: set[str] = set()
    wrong: dict[str, list[str]] = {}
    asked: dict[str, int] = {}
    for username in PEOPLE:
        site = site_of(username)
        for name, path in pages(site.client, username, known, asked).items():
            known.add(name)
            tab = site.open(path)
            found = faults(site, tab, checked=True)
            tab.set_viewport_size(PHONE)
            found += faults(site, tab, checked=False)
            tab.set_viewport_size(DESK)
            if found:
                wrong[f"{name} {username}"] = found
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())
    assert {name: count for name, count in asked.items() if count > BASELINE.get(name, QUERIES)} == {}
    filled = {name for name in addresses(PEOPLE[0]) if not name.startswith("report")}  # a report is a matter of its own
    assert filled - known <= {*NO_PAGE, *NEEDS_MORE}


NO_PAGE = {
    "bulk", "login", "logout", "preview", "unmask", "party_unmask", "save_filter", "find_party", "find_person", "find_organ", "find_matter",
    "save_work_filter", "service_receipt", "exam_answers", "exam_hand_in", "training_sign_up", "save_calibre", "import_template", "export", "compile_statistics", "make_delivery", "enterprise_extract", "enterprise_unmask", "open_json", "open_csv", "robots",
}  # fmt: skip
"""Routes that answer no page on GET."""

NEEDS_MORE = {"style_rule", "open_decision", "open_year", "filmed", "publication", "disclosure_desk", "legal_review", "review_queue", "hearing_calendar", "review_sheet", "review_paper", "review_problem", "letter_new", "supervision_plan", "approval", "party_part", "derivation", "decision_new", "decision_edit", "decision_table", "delivery", "certificate_sheet", "leniency_judge", "inspection_sheet", "inspection_checklist", "inspection_join", "inspection_ratings", "rating_letters", "enterprise", "enterprise_brief", "matter_enterprise", "desk_item"}
"""Pages of records that this small year does not hold, or of roles that it does not name; their own tests open them."""


def test_pages_read_without_script(year, site_of):
    site = site_of("enforcement.bureau_leader.1", java_script_enabled=False)
    for name in ("home", "work", "list", "matter", "figures", "organs", "person", "matter_map", "search", "parties"):
        tab = site.open(addresses("enforcement.bureau_leader.1")[name])
        assert site.status == 200, name
        assert tab.locator("main h1").first.is_visible(), name
        assert tab.locator("input[name=password]").count() == 0, f"{name}: the page of sign-in answers"
        assert len(tab.locator("main").inner_text()) > 20, name
