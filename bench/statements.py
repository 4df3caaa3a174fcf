"""SQL statements between BEGIN and COMMIT, and transactions, of each write of a penalty's lifecycle over the API."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from bench import lifecycle
from bench.lists import token_client
from bench.rows import Row

IN_TOWN = True


def rows(size: int) -> list[Row]:
    from yuheng.kernel.now import now

    settings.ALLOWED_HOSTS = ["*"]
    people, accounts = lifecycle.cast()
    clients = {part: token_client(account) for part, account in accounts.items()}
    at = now() - timedelta(minutes=30)
    for number in (900_001, 900_002):  # the second time everything is warm
        found, matter = {}, 0
        for write in lifecycle.writes(people, at, number):
            path = f"/api/matters/{lifecycle.PROCEDURE}" + (f"/{matter}/{write.step}" if matter else "")
            inside, beside, commits = _counted(lambda w=write, p=path: _post(clients[w.account], p, w.body))
            found[write.step] = (inside, beside, commits)
            matter = _answer["matter"]
    most = max(inside for inside, _beside, _commits in found.values())
    told = "; ".join(f"{step} {inside}+{beside}" for step, (inside, beside, _c) in found.items())
    transactions = max(commits for _i, _b, commits in found.values())
    return [
        Row("SQL between BEGIN and COMMIT, most of a lifecycle's six writes", most, "statements", "≤ 12", f"inside + before: {told}"),
        Row("transactions a step", transactions, "", "1"),
    ]


_answer: dict[str, Any] = {}


def _post(client: Any, path: str, body: dict[str, Any]) -> None:
    response = client.post(path, json.dumps(body), content_type="application/json")
    if response.status_code != 200:
        raise AssertionError(response.content.decode())
    _answer.clear()
    _answer.update(response.json())


def _counted(work: Any) -> tuple[int, int, int]:
    inside = beside = commits = 0

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal inside, beside
        if connection.in_atomic_block:
            inside += 1
        else:
            beside += 1
        return execute(sql, *rest)

    commit = connection._commit

    def counting() -> None:
        nonlocal commits
        commits += 1
        commit()

    connection._commit = counting  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(note):
            work()
    finally:
        connection._commit = commit  # type: ignore[method-assign]
    return inside, beside, commits
