"""An examination day on the served site: 400 people begin within a minute, 50 of them lose the network for two, every answer arrives."""

from __future__ import annotations

import asyncio
import os
import random
import re
import time
from datetime import date, timedelta

from bench.clients import Connection
from bench.rows import Row, percentiles
from bench.served import PORT, WORKERS, served

OWN_SITE = True
PEOPLE = 400
QUESTIONS = 50
SAVES = 10
"""Messages of answers of one person; each brings five."""
CUT = 50
"""Phones whose network is gone after their second message."""
ARRIVE = 60.0
AWAY = float(os.environ.get("YUHENG_BENCH_AWAY", "120"))
"""Seconds for which it is gone."""
TOKEN = "b" * 32


def rows() -> list[Row]:
    from django.db import connection
    from django.test import Client

    from yuheng.kernel.records.models import Account
    from yuheng.systems.enforcement.training.facts import ExamResult

    exam, people = _prepared()
    cookies = []
    for account in Account.objects.bulk_create([Account(username=f"bench-{n}", person_id=person) for n, person in enumerate(people)]):
        client = Client()  # signed in before the start: a password hash takes 0.35 s
        client.force_login(account)
        cookies.append(client.cookies["yuheng_session"].value)
    connection.close()
    with served():
        began, papers, saved, handed = asyncio.run(_day(exam, cookies))
    if ExamResult.objects.filter(score=100).count() != PEOPLE:
        raise RuntimeError("answers were lost")
    paper, save, hand = percentiles(papers), percentiles(saved), percentiles(handed)
    note = f"{PEOPLE} within {ARRIVE:.0f} s, {QUESTIONS} questions, {WORKERS} workers; clients and server share the cores"
    return [
        Row("people with their paper, counted from the start", began, "s", f"≤ {ARRIVE:.0f} + 2", note),
        Row("from 开考 to the paper, p50", paper[0], "ms", "", f"p95 {paper[1]:.0f}, p99 {paper[2]:.0f}, longest {max(papers):.0f}"),
        Row("answers saved, one message, p50", save[0], "ms", "", f"p95 {save[1]:.0f}, longest {max(saved):.0f}; {CUT} phones away for {AWAY:.0f} s; {PEOPLE * QUESTIONS:,} answers, all counted"),
        Row("sheets handed in, p50", hand[0], "ms", "", f"longest {max(handed):.0f}; each sealed by one event"),
    ]


async def _day(exam: int, cookies: list[str]) -> tuple[float, list[float], list[float], list[float]]:
    """When the last one had the paper (seconds from the start), and milliseconds of papers, messages and handing in."""
    chance, started = random.Random(7), time.perf_counter()
    moments: list[float] = []
    papers: list[float] = []
    saved: list[float] = []
    handed: list[float] = []

    async def candidate(number: int, cookie: str, arrives: float) -> None:
        await asyncio.sleep(arrives)
        line, headers = Connection(PORT), {"Cookie": f"yuheng_session={cookie}; yuheng_csrf={TOKEN}", "X-CSRFToken": TOKEN}

        async def ask(method: str, path: str, spent: list[float], body: object = None) -> bytes:
            begun = time.perf_counter()
            status, content = await line.ask(method, path, {**headers, **({"Content-Type": "application/json"} if body else {})}, body)
            if status not in (200, 302):
                raise RuntimeError(f"{method} {path}: {status}")
            spent.append((time.perf_counter() - begun) * 1000)
            return content

        begun: list[float] = []
        await ask("POST", f"/exams/{exam}/sit/", begun)
        page = (await ask("GET", f"/exams/{exam}/sit/", begun)).decode()
        papers.append(sum(begun))
        moments.append(time.perf_counter() - started)
        found = re.search(r'data-exam="([0-9]+)"', page)
        assert found is not None
        held: dict[str, list[object]] = {}
        for save in range(SAVES):
            held.update({str(n): ["B", 1] for n in range(save * 5 + 1, save * 5 + 6)})
            if number < CUT and 2 <= save < SAVES - 1:
                await asyncio.sleep(AWAY / (SAVES - 3))
                continue
            await ask("POST", f"/exams/{exam}/sheets/{found[1]}/answers/", saved, {"answers": held})
            held = {}
            await asyncio.sleep(chance.uniform(0.5, 4))
        await ask("POST", f"/exams/{exam}/sheets/{found[1]}/hand-in/", handed)
        line.close()

    await asyncio.gather(*(candidate(n, cookie, chance.uniform(0, ARRIVE)) for n, cookie in enumerate(cookies)))
    return max(moments), papers, saved, handed


def _prepared() -> tuple[int, list[int]]:
    """A round with an approved paper, and who should sit."""
    from yuheng.kernel.engine import office
    from yuheng.kernel.engine.orders import Opening, Order
    from yuheng.kernel.engine.perform import perform, perform_many
    from yuheng.kernel.now import now
    from yuheng.kernel.records.models import Organ, Person, Post
    from yuheng.systems import catalogue
    from yuheng.systems.enforcement.training.exam_procedure import QUESTION, ROUND

    catalogue.load()
    zone = Organ.objects.create(code="exam-zone", name="高新区", kind="zone", prefix="昆高", holds_power=True)

    def person(name: str, *roles: str) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=zone, title="人员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    clerk, checker = person("甲", "unit_clerk"), person("乙", "legal_reviewer")
    people = [person(f"考生{n}", "examinee") for n in range(PEOPLE)]
    office.changed()
    start = now()
    asked = {"topic": "处罚", "sort": "single", "option_a": "一人", "option_b": "两人", "option_c": "三人", "option_d": "四人", "answer": "B", "cite": "行政处罚法(2021-01-22)#42"}
    perform_many([Order("record", clerk, opening=Opening(QUESTION, lead=zone.pk), data={**asked, "stem": f"第{n}题：执法人员最少几人"}) for n in range(QUESTIONS + 10)])
    data = {
        "name": "压力测试", "opens_at": start, "closes_at": start + timedelta(hours=2), "minutes": 60, "grace": 5, "pass_mark": 80, "attempts": 1,
        "rules": [{"topic": "处罚", "sort": "single", "count": QUESTIONS, "points": 100 // QUESTIONS}],
    }  # fmt: skip
    exam = perform(Order("plan", clerk, opening=Opening(ROUND, lead=zone.pk), data=data)).matter
    perform(Order("enrol", clerk, matter=exam, data={"candidates": [{"candidate": one, "unit": zone.pk} for one in people]}))
    perform(Order("assemble", clerk, matter=exam, data={"seed": "bench"}))
    perform(Order("approve", checker, matter=exam, data={"opinion": "同意"}))
    return exam, people
