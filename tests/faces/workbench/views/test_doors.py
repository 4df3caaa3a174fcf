"""Every route × every role × own and other organ: nobody sees more than access gives, reading writes nothing, refusals change nothing."""

from __future__ import annotations

import io

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.example.office import moment
from tests.kernel.engine.test_perform import everything
from tests.kernel.tables.samples import SPARING
from yuheng.faces.workbench.routes import ROUTES
from yuheng.kernel.access import matters
from yuheng.kernel.access.figures import readable
from yuheng.kernel.access.grants import viewer
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.records.models import Account, Look, Matter, Notice, Party, SavedFilter

WHO = ("clerk", "inspector", "reviewer", "head", "stranger", "supervisor", "nobody")
WRITES = ("INSERT", "UPDATE", "DELETE", "BEGIN", "SAVEPOINT")
LOOKED = {"audit", "export", "inspection_enterprise"}
"""Routes whose reading is itself recorded."""


@pytest.fixture
def cases(march):
    """One matter of the squad, one secret one, one of the other squad."""
    own = march.accept(moment(3, 1)).matter
    perform(march.order("visit", march.inspector, moment(3, 2), matter=own, with_=(march.second,), data={"visits": [{"place": "路口"}], "risky": True}))
    secret = perform(march.accept_order(moment(3, 2), subject="涉密事项")).matter
    Matter.objects.filter(pk=secret).update(level=3)
    from yuheng.kernel.records.models import Scope

    Scope.objects.filter(matter=secret).update(level=3)
    other = perform(march.accept_order(moment(3, 3), by=march.stranger, subject="另队事项").__class__(
        "accept", march.stranger, opening=march.opening(lead=march.other, area=march.other),
        data={"applicant": "赵六", "subject": "另队事项", "area": 10}, at=moment(3, 3), recorded=moment(3, 3),
    )).matter  # fmt: skip
    return {"own": own, "secret": secret, "other": other}


def person_of(march, who: str) -> int | None:
    return None if who == "nobody" else getattr(march, who)


def seen_by(client_account: Account) -> set[int]:
    return set(matters.visible(viewer(client_account)).values_list("pk", flat=True))


def addresses(march, matter: int) -> dict[str, str]:
    """An address for every route, about one matter."""
    found = {}
    for route in ROUTES:
        words = {
            "<str:procedure>": "example.permit", "<int:matter>": str(matter), "<int:exam>": str(matter), "<int:plan>": str(matter), "<int:review>": str(matter), "<str:step>": "review", "<int:seq>": "1", "<int:no>": "0",
            "<int:paper>": "1", "<str:field>": "f-applicant", "<str:figure>": "none", "<int:organ>": str(march.squad),
            "<int:person>": str(march.clerk), "<int:sheet>": "1", "<int:batch>": "1", "<str:table>": SPARING.id, "<path:statute>": "行政许可法",
            "<str:act>": "rename", "<int:post>": "1", "<int:account>": "1",
            "<int:party>": "1", "<int:merge>": "1", "<int:row>": "1", "<int:clue>": "1", "<str:statement>": "none", "<str:roll>": "none", "<str:code>": "2345678923456789", "<str:uscc>": "91320583MA1KGX100E", "<int:publication>": "1", "<str:part>": "items",
        }  # fmt: skip
        path = route.path
        for name, value in words.items():
            path = path.replace(name, value)
        assert "<" not in path, path
        found[route.name] = "/" + path
    return found


@pytest.mark.parametrize("who", WHO)
def test_every_route_shows_only_what_access_gives(march, cases, browser_of, who):
    client: Client = browser_of(person_of(march, who))
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    allowed = seen_by(account)
    words = {cases["own"]: "占道施工", cases["secret"]: "涉密事项", cases["other"]: "另队事项"}
    for matter, word in words.items():
        for name, address in addresses(march, matter).items():
            if name == "logout":
                continue
            # What is not about a matter is asked without words once only.
            for query in ("", f"?q={word}", "?export=xlsx") if f"/{matter}/" in address or matter == cases["own"] else (f"?q={word}",):
                answer = client.get(address + query)
                assert answer.status_code in (200, 302, 403, 405, 422) or (name.startswith("open_") and answer.status_code == 404), (name, answer.status_code)
                if answer.status_code != 200 or "sheet" in answer.headers["Content-Type"]:
                    continue
                text = answer.content.decode().replace(f'value="{word}"', "").replace(f"<b title=\"{word}\">{word}</b>", "")
                text = text.replace(f"查找：<b>{word}", "").replace(f'title="{word}"', "")
                for other, hidden in words.items():
                    if other not in allowed:
                        assert f"申请{hidden}" not in text, (who, name, query, hidden)
            if f"/m/{matter}/" in address and matter not in allowed:
                assert client.get(address).status_code in (403, 405), (who, name)


@pytest.mark.parametrize("who", WHO)
def test_counts_search_and_export_agree_with_access(march, cases, browser_of, who):
    client = browser_of(person_of(march, who))
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    allowed = seen_by(account)
    answer = client.get(reverse("work"))
    if not viewer(account).procedures:
        assert answer.status_code == 403
        return
    assert f"共 {len(allowed)} 件" in answer.content.decode()
    sheet = client.get(reverse("work") + "?export=xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert len([row for row in rows[1:] if row[0] and "导出" not in str(row[0])]) == len(allowed)
    found = client.get(reverse("find_matter") + "?q=事项").json()
    assert {int(one["value"]) for one in found} <= allowed


def test_who_has_not_signed_in_is_sent_to_the_sign_in_page(march, cases):
    client = Client()
    for name, address in addresses(march, cases["own"]).items():
        answer = client.get(address)
        public = next(route.public for route in ROUTES if route.name == name)
        assert answer.status_code == (200 if public else 302) or (name in ("open_decision", "open_year") and answer.status_code == 404), name


@pytest.mark.parametrize("who", WHO)
def test_reading_writes_nothing(march, cases, browser_of, who):
    client = browser_of(person_of(march, who))
    for name, address in addresses(march, cases["own"]).items():
        if name in LOOKED or name == "logout":
            continue
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        written = [q["sql"] for q in captured if q["sql"].lstrip().upper().startswith(WRITES)]
        assert not written, (name, written)


def tables() -> list:
    return everything() + [sorted(map(str, model.objects.values_list())) for model in (Party, SavedFilter, Notice, Look)]


def posted(client: Client, address: str) -> int:
    """The answer's status. What was done is taken back, what was refused is left as it is."""
    with transaction.atomic():
        status = client.post(address, {"y_party_name": "某店", "reason": "", "result": "另", "opinion": ""}).status_code
        transaction.set_rollback(status not in (403, 405, 422))
    return status


@pytest.mark.parametrize("who", WHO)
def test_a_refused_post_changes_nothing(march, cases, browser_of, who):
    client = browser_of(person_of(march, who))
    before = tables()
    asked = [(name, address) for matter in cases.values() for name, address in addresses(march, matter).items() if name not in ("logout", "login")]
    for _name, address in asked:
        posted(client, address)
    if tables() != before:
        for name, address in asked:
            before = tables()
            posted(client, address)
            assert tables() == before, (who, name)
        raise AssertionError((who, "the first refusal only"))


LIMITS = {"home": 12, "work": 8, "list": 9, "matter": 8, "step": 7, "open": 5, "search": 12, "matter_map": 6, "done": 6, "import": 6, "imports": 6}
"""Queries of a whole page at most, with the account's own; a page that grows beyond must say why here."""


def test_pages_ask_the_database_no_more_than_their_baseline(march, cases, browser_of):
    client = browser_of(march.reviewer)
    where = addresses(march, cases["own"])
    for name, limit in LIMITS.items():
        person = browser_of(march.clerk) if name in ("open", "import", "imports") else client
        address = where[name] + ("?q=占道" if name == "search" else "")
        assert person.get(address).status_code == 200, name
        with CaptureQueriesContext(connection) as captured:
            person.get(address)
        asked = [q["sql"] for q in captured]
        assert len(asked) <= limit, (name, len(asked), [sql[:120] for sql in asked])


def test_the_page_of_all_figures_asks_two_questions_a_figure(march, cases, browser_of):
    client = browser_of(march.reviewer)
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    figures = len(readable(viewer(account)))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("figures"))
    assert len(captured) <= 6 + 4 * figures  # a share asks its parts


def test_the_matter_page_asks_six_questions_beside_the_session(march, cases, browser_of):
    client = browser_of(march.reviewer)
    address = reverse("matter", args=[cases["own"]])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    beside = [q["sql"] for q in captured if "kernel_account" not in q["sql"]]
    assert len(beside) <= 6, [sql[:100] for sql in beside]
