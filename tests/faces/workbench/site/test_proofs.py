"""From the matter to the receipt to the public check, and nothing is written by reading."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuheng.kernel.records.models import Account, Matter


@pytest.fixture
def client(year):
    signed_in = Client()
    signed_in.force_login(Account.objects.get(username="squad-1.squad_head.1"))
    return signed_in


def test_a_receipt_is_printed_and_checked_by_anybody(year, client):
    matter = Matter.objects.filter(lead=year.organs["squad-1"]).first()
    receipt = reverse("receipt", args=[matter.pk, 1])
    assert receipt in client.get(reverse("proof", args=[matter.pk])).content.decode()
    sheet = client.get(receipt).content.decode()
    assert '<svg' in sheet
    code = re.search(r"YH1:[A-Z2-7]+", sheet)[0]
    held = Client().get(reverse("verify"), {"code": code}).content.decode()
    assert "已经记入台账" in held
    assert matter.title not in held
    wrong = Client().get(reverse("verify"), {"code": code[:-3] + "AAA"}).content.decode()
    assert "核验相符" not in wrong
    assert "回执码" in wrong


def test_reading_proofs_writes_nothing(year, client):
    matter = Matter.objects.filter(lead=year.organs["squad-1"]).first()
    with CaptureQueriesContext(connection) as captured:
        for address in (reverse("proof", args=[matter.pk]), reverse("receipt", args=[matter.pk, 1]), reverse("matter", args=[matter.pk])):
            assert client.get(address).status_code == 200
    assert not [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
