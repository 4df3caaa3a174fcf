"""The rules of the payment check over many payments, and a sheet of 10,000 of them with its check.

YUHENG_BENCH_PAYMENTS says how many (1,000,000): 10,000 are made, the others are copies with other numbers, payees, contracts and accounts, written
directly into the tables. They are bench data and nothing else.
"""

from __future__ import annotations

import io
import os
import time
from datetime import date, timedelta
from typing import Any

from django.test.utils import setup_databases

from bench.rows import Row

BASE = 10_000
MANY = int(os.environ.get("YUHENG_BENCH_PAYMENTS", "1000000"))
UNITS = 40
STEP = 10**12
"""Between the identifiers of one copy and the next."""


def rows() -> list[Row]:
    setup_databases(0, False)
    from yuheng.systems import catalogue

    catalogue.load()
    return [*_imported(), *_checked()]


def _imported() -> list[Row]:
    from yuheng.faces.exchange.batches import accept, keep
    from yuheng.faces.exchange.forms import records_form
    from yuheng.faces.exchange.judging import declared, examine
    from yuheng.kernel.access.grants import viewer
    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Account, Organ, Person, Post
    from yuheng.kernel.sheets.writing import write
    from yuheng.systems.oversight.money import runner

    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    for number in range(UNITS):
        Organ.objects.create(code=f"u{number}", name=f"第{number}局", kind="department", parent=zone, prefix="昆高")
    person = Person.objects.create(name="许静")
    Post.objects.create(person=person, organ=Organ.objects.get(code="u0"), title="监督员", roles=["finance_supervisor"], from_on=date(2020, 1, 1))
    office.changed()
    seen = viewer(Account.objects.create(username="bench-finance", person=person))
    procedure = declared(seen, "money.payment")
    book = io.BytesIO()
    write(book, records_form(procedure).columns, _records(), title=procedure.name)
    started, busy = time.perf_counter(), time.process_time()
    examined = examine(seen, procedure, "支付.xlsx", book.getvalue())
    if examined.count("new") != BASE:
        raise RuntimeError([one.problems for one in examined.found if one.problems][:3])
    batch = keep(seen, examined)
    accept(seen, batch.pk, seconds=600)
    took, busy = time.perf_counter() - started, time.process_time() - busy
    started, used = time.perf_counter(), time.process_time()
    ran = runner.pending()
    checked, used = time.perf_counter() - started, time.process_time() - used
    return [
        Row("10,000 payments imported", took, "s", "≤ 30", f"dry run, kept, recorded; accounts sealed; {busy:.1f} s of processor time"),
        Row("the rules over them as they come", checked, "s", "", f"in parts of {runner.MANY}; {ran.total} doubts; {used:.1f} s of processor time"),
    ]


def _records() -> Any:
    for n in range(BASE):
        yield {
            "fact.number": f"ZF{n:07d}", "fact.paid_on": date(2023, 1, 1) + timedelta(days=n % 8 * 40 + n // 8 % 40), "fact.amount": 18_650_40 + n, "fact.kind": "service", "fact.payee": f"昆山第{n // 8}号服务有限公司",
            "fact.payee_kind": "body", "fact.account": f"32250{n // 8:012d}", "fact.contract": f"HT{n // 8:06d}" if n % 16 < 8 else None, "fact.budget": f"ZB{n // 8 % UNITS:05d}", "about.lead": f"u{n // 8 % UNITS}",
            "row.invoices.number": f"2332{n:016d}", "about.number": str(n),
        }  # fmt: skip


def _checked() -> list[Row]:
    from yuheng.kernel.records.models import Organ
    from yuheng.systems.oversight.money.model import Run, all_rules

    _contracts(list(Organ.objects.exclude(code="zone").order_by("pk").values_list("pk", flat=True)))
    started = time.perf_counter()
    for copy in range(1, MANY // BASE):
        _copy(copy)
    _analyse()
    made = time.perf_counter() - started
    run, slow, found = Run(date(2023, 12, 31)), ("", 0.0), 0
    started, busy = time.perf_counter(), time.process_time()
    for rule in all_rules("after"):
        begun = time.perf_counter()
        found += sum(1 for _hit in rule.find(run))
        slow = max(slow, (rule.id, time.perf_counter() - begun), key=lambda one: one[1])
    took, busy = time.perf_counter() - started, time.process_time() - busy
    return [Row(f"{len(all_rules('after'))} rules over {MANY:,} payments", took, "s", "", f"slowest {slow[0]} {slow[1]:.1f} s; {found} hits; {busy:.1f} s of processor time; tables filled in {made:.0f} s")]


def _contracts(units: list[int]) -> None:
    """A contract for eight payments of every other payee, a budget item for each unit, an invoice for each payment: nearly all in order."""
    from yuheng.kernel.records.models import Matter
    from yuheng.systems.oversight.money.facts import BudgetItem, Contract, Invoice

    def matters(procedure: str, count: int) -> list[int]:
        like = Matter.objects.filter(procedure="money.payment").first()
        assert like is not None
        first = Matter.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        made = []
        for n in range(count):
            like.pk, like.procedure = first + n, procedure
            made.append(Matter(**{f.attname: getattr(like, f.attname) for f in Matter._meta.concrete_fields}))
        Matter.objects.bulk_create(made, batch_size=2000)
        return [one.pk for one in made]

    numbers = range(BASE // 8)
    for n, pk in zip(numbers, matters("money.contract", len(numbers)), strict=True):
        Contract(pk, number=f"HT{n:06d}", name="服务", party=f"昆山第{n}号服务有限公司", amount=40_000_000, signed_on=date(2023, 1, 1), inspected=n % 3 == 0, accepted_on=date(2023, 1, 1), small=n % 50 == 0, pay_by=date(2023, 12, 30), unit_id=units[n % UNITS]).save(force_insert=True)
    items = range(UNITS)
    for n, pk in zip(items, matters("money.budget", len(items)), strict=True):
        BudgetItem(pk, year=2023, code=f"ZB{n:05d}", name="服务费", amount=10**11, unit_id=units[n]).save(force_insert=True)
    bills = matters("money.invoice", BASE)
    Invoice.objects.bulk_create(
        [Invoice(pk, number=f"2332{n:016d}", issued_on=date(2023, 1, 1), seller=f"昆山第{n // 8}号服务有限公司", buyer=f"第{n // 8 % UNITS}局", amount=1, state="normal", unit_id=units[n // 8 % UNITS]) for n, pk in enumerate(bills)],
        batch_size=2000,
    )


def _copy(copy: int) -> None:
    """The base once more, under other identifiers and numbers."""
    from django.db import connection

    from yuheng.kernel.records.models import Matter
    from yuheng.systems.oversight.money.facts import BudgetItem, Contract, Invoice, Payment, PaymentInvoice

    shift = copy * STEP
    renamed = {
        Payment: ("number", "payee", "contract", "budget"), Contract: ("number", "party"), BudgetItem: ("code",), Invoice: ("number", "seller"), PaymentInvoice: ("number",), Matter: ("number",),
    }  # fmt: skip
    base = _base()
    with connection.cursor() as cursor:
        for model in (Matter, Contract, BudgetItem, Invoice, Payment, PaymentInvoice):
            names, values = [], []
            for field in model._meta.concrete_fields:
                column = connection.ops.quote_name(field.column)
                value = column
                if field.primary_key or field.name == "matter":
                    value = f"{column} + {shift}"
                elif field.name in renamed[model]:
                    value = f"{column} || '{copy:03d}'"
                elif field.name == "account":
                    value = f"'{copy:04x}' || substr({column}, 5)"
                names.append(column)
                values.append(value)
            key = connection.ops.quote_name(model._meta.pk.column if model is not PaymentInvoice else "matter_id")
            cursor.execute(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(names)}) SELECT {', '.join(values)} FROM {connection.ops.quote_name(model._meta.db_table)} WHERE {key} <= {base}")


_largest: list[int] = []


def _base() -> int:
    """The largest identifier of the base."""
    from yuheng.kernel.records.models import Matter

    if not _largest:
        _largest.append(Matter.objects.order_by("-pk").values_list("pk", flat=True)[0])
    return _largest[0]


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
