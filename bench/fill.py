"""Enterprises and their records, written straight into the tables by SQL: a million and ten millions in some minutes on PostgreSQL."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

EACH = 10
"""Records an enterprise."""

LARGE = 2000
"""One enterprise in so many is a large one: every twentieth record is about one of them."""

FIRST = 10**12
"""Identifiers of matters begin here."""

BLOCK = 20_000
TRADES = ("餐饮管理", "精密模具", "电子科技", "新材料", "物流", "装饰工程", "环保科技", "五金机械", "贸易", "汽车服务", "食品", "光电科技", "自动化设备", "塑胶制品", "建设工程")
FIRST_PART = "鑫恒华盛宏泰瑞丰达嘉和信诚立通源安邦德隆凯联创益同晟博远卓越佳美康利兴茂永长顺金玉银海天龙凤祥福禄寿喜春夏秋冬东南西北"
MIDDLE = "科智慧云星月光明亮清新洁净雅致优品质精工匠心合作共赢发展腾飞翔宇宙环球国际中大小高低远近快速捷达运营商贸易"


def filled(size: int) -> float:
    """Writes them where they are not there yet. Returns seconds."""
    from django.db import connection

    from yuheng.kernel.records.models import Party

    if Party.objects.count() >= size:
        return 0.0
    started = time.time()
    fast = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    staff = _staff()
    dropped = _without_indexes()
    _parties(size)
    for sql, parameters in _records(size, staff):
        connection.cursor().execute(sql, parameters)
    for sql in dropped:
        connection.cursor().execute(sql)
    for sql in fast:
        connection.cursor().execute(sql)
    connection.cursor().execute("ANALYZE")
    return time.time() - started


def _postgresql() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in ("SET session_replication_role = replica", "SET synchronous_commit = off", "SET maintenance_work_mem = '512MB'"):
            cursor.execute(sql)
    return ["SET session_replication_role = origin"]


def _sqlite() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000"):
            cursor.execute(sql)
    return ["PRAGMA foreign_keys=ON", "PRAGMA synchronous=NORMAL", "INSERT INTO kernel_search_party (kernel_search_party) VALUES ('rebuild')"]


def _staff() -> dict[str, int]:
    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Account, Organ, Person, Post

    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    bureau = Organ.objects.create(code="e", name="综合执法局", kind="bureau", parent=zone, holds_power=True, prefix="昆高执")
    person = Person.objects.create(name="甲")
    Post.objects.create(person=person, organ=bureau, title="队员", roles=["enforcer", "squad_head"], from_on=date(2020, 1, 1))
    Account.objects.create_user("officer", person_id=person.pk)
    office.changed()
    return {"organ": bureau.pk, "person": person.pk}


def _without_indexes() -> list[str]:
    """Drops indexes of the large tables that no constraint needs; returns how they are made again."""
    from django.db import connection

    from yuheng.kernel.records.models import Matter, MatterParty, Party, Scope

    tables = [model._meta.db_table for model in (Matter, MatterParty, Party, Scope, *(model for model, *_rest in _kinds()))]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = indexname)", [tables],
            )  # fmt: skip
            found = [("INDEX", name, sql) for name, sql in cursor.fetchall()]
        else:
            marks = ", ".join(["%s"] * len(tables))
            cursor.execute(f"SELECT type, name, sql FROM sqlite_master WHERE (type = 'index' OR name LIKE 'party_words%%') AND sql IS NOT NULL AND tbl_name IN ({marks})", tables)
            found = list(cursor.fetchall())
        for kind, name, _sql in found:
            cursor.execute(f'DROP {kind} "{name}"')
    return [sql for _kind, _name, sql in found]


def _parties(size: int) -> None:
    from django.db import connection

    from yuheng.kernel.records.models import Party, PartyName
    from yuheng.kernel.search.words import indexed

    draw, columns = random.Random(3), [f.column for f in Party._meta.concrete_fields]

    def made() -> Iterator[list[Any]]:
        for n in range(1, size + 1):
            name = f"昆山{draw.choice(FIRST_PART)}{draw.choice(FIRST_PART)}{draw.choice(MIDDLE)}{draw.choice(MIDDLE)}{draw.choice(TRADES)}有限公司"
            words = " ".join(word for word in indexed(name).split() if len(word) > 1)
            known = {"id": n, "kind": "enterprise", "name": name, "uscc": code(n), "address": f"昆山市玉山镇前进中路{n % 999}号", "head": "欧阳某某", "phone": "13800000000", "words": words}
            yield [known.get(column, None if column in ("born_on", "merged_into_id") else "") for column in columns]

    names = [f.column for f in PartyName._meta.concrete_fields if f.column != "id"]
    rows = made()
    while block := list(islice(rows, BLOCK)):
        _written(connection, Party._meta.db_table, columns, block)
        place = columns.index("name")
        _written(connection, PartyName._meta.db_table, names, [[{"party_id": row[0], "name": row[place], "from_on": "2018-01-01"}.get(column) for column in names] for row in block])


def code(n: int) -> str:
    """A code of eighteen characters; its check digit is nobody's business here."""
    return f"91320583MA{n:07d}X"


def _written(connection: Any, table: str, columns: list[str], block: list[list[Any]]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for row in block:
                    copy.write_row(row)
        else:
            cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({", ".join(["%s"] * len(columns))})', block)


def _kinds() -> list[tuple[Any, str, str, str, dict[str, str]]]:
    """Facts, procedure, the part of a party (empty where only a code names it), which of ten records, and columns as SQL over `day` and `code`."""
    from yuheng.systems.disputes.mediation.facts import Dispute
    from yuheng.systems.enforcement.credit.facts import RepairNotice
    from yuheng.systems.enforcement.inspection.facts import Inspection
    from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty
    from yuheng.systems.services.licence.facts import Licence

    penalty = {"cause": "'占道经营'", "place": "'前进中路1号'", "uscc": "code", "decided_on": "day", "outcome": "'penalised'"}
    return [
        (Inspection, "enforcement.inspection", "", "0, 1, 2, 3", {"inspected_on": "day", "uscc": "code", "place": "'前进中路1号'", "way": "'daily'", "result": "'fine'", "problems": "0"}),
        (SummaryPenalty, "penalty.summary", "当事人", "4, 5", {**penalty, "fine": "20000", "book_number": "'当场№001'"}),
        (Penalty, "penalty.ordinary", "当事人", "6", {**penalty, "decided_fine": "500000", "found_on": "day"}),
        (Licence, "services.licence", "", "7", {"decided_on": "day", "uscc": "code", "item": "'食品经营许可'", "result": "'granted'", "number": "'昆高审许准〔2023〕1号'"}),
        (RepairNotice, "credit.notice", "", "8", {"given_on": "day", "uscc": "code", "decision_number": "'昆高执罚决〔2023〕1号'"}),
        (Dispute, "mediation.dispute", "被申请人", "9", {"received_on": "day", "kind": "'labour'", "outcome": "'agreed'"}),
    ]  # fmt: skip


def _records(size: int, staff: dict[str, int]) -> Iterator[tuple[str, list[Any]]]:
    from django.db import connection

    from yuheng.kernel.records.models import Matter, MatterParty, Scope

    total, large = size * EACH, max(size // LARGE, 1)
    postgresql = connection.vendor == "postgresql"
    series = f"SELECT n FROM generate_series(0, {total - 1}) AS g(n)" if postgresql else f"SELECT value AS n FROM series WHERE value < {total}"
    numbers = "" if postgresql else f"WITH RECURSIVE series(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM series WHERE value < {total - 1}) "
    # A prime spreads neighbours; every twentieth record goes to the large ones.
    who = f"CASE WHEN (n / 10) %% 20 = 0 THEN 1 + (n / 200) %% {large} ELSE 1 + (n * 7919) %% {size} END"
    day = "DATE '2019-01-01' + (n %% 1800)::int" if postgresql else "date('2019-01-01', '+' || (n %% 1800) || ' days')"
    text = "'91320583MA' || to_char(p, 'FM0000000') || 'X'" if postgresql else "'91320583MA' || printf('%%07d', p) || 'X'"
    base = f"SELECT n, n %% 10 AS turn, {who} AS p, {day} AS day FROM ({series.replace('n FROM', 'n::bigint AS n FROM', 1) if postgresql else series}) x"
    for model, procedure, part, turns, columns in _kinds():
        source = f"(SELECT n, p, day, {text} AS code FROM ({base}) y WHERE turn IN ({turns})) z"
        status = "CASE WHEN n %% 97 = 0 THEN 'open' ELSE 'rest' END"
        given = {
            "id": f"{FIRST} + n", "procedure": f"'{procedure}'", "version": "1", "number": "'昆高〔2023〕' || n", "title": "'事项' || n", "lead_id": str(staff["organ"]), "status": status,
            "opened_on": "day", "level": "2" if procedure.startswith("mediation") else "1", "stage": "'办理'",
        }  # fmt: skip
        yield numbers + _insert(Matter, given, source), []
        yield numbers + _insert(model, {"matter_id": f"{FIRST} + n", **columns}, source), []
        if part:
            yield numbers + _insert(MatterParty, {"matter_id": f"{FIRST} + n", "party_id": "p", "part": f"'{part}'", "hidden": "false" if postgresql else "0"}, source), []
        scope = {"token": f"'o{staff['organ']}'", "matter_id": f"{FIRST} + n", "procedure": f"'{procedure}'", "sort_day": "day", "status": status, "level": "1"}
        yield numbers + _insert(Scope, scope, source), []


def _insert(model: Any, given: dict[str, str], source: str) -> str:
    """`INSERT … SELECT`: columns that may not be empty and were not given take their declared default."""
    columns = dict(given)
    for field in model._meta.concrete_fields:
        if field.column not in columns and not field.null and not (field.primary_key and field.column == "id" and model._meta.db_table in ("kernel_matterparty", "kernel_scope")):
            columns[field.column] = _literal(field.get_default())
    named = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{model._meta.db_table}" ({named}) SELECT {", ".join(columns.values())} FROM {source}'


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        from django.db import connection

        return str(value).lower() if connection.vendor == "postgresql" else str(int(value))
    if isinstance(value, list | dict):
        return "'[]'" if isinstance(value, list) else "'{}'"
    return str(value) if isinstance(value, int) else f"'{value or ''}'"
