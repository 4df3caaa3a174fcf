"""One step on many matters: counted first, done one by one, refusals told; nothing that decides can be done so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.example.office import moment
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.records.models import Event, Matter


@pytest.fixture
def two(staffed, march):
    """A matter that may be archived, and one that may not."""
    life = [order for order in staffed.life("a", 2) if order.step != "archive"]
    outcomes = perform_many(life)
    return outcomes[0].matter, march.accept(moment(3, 1)).matter


def test_a_bulk_act_is_counted_then_done(two, march, browser_of):
    ready, not_yet = two
    client = browser_of(march.clerk)
    address = reverse("bulk", args=["example.permit", "archive"])
    keys = {"keys": [str(ready), str(not_yet), str(ready), "x", "99"]}
    counted = client.post(address + "?count=1", keys).content.decode()
    assert counted.startswith("可办理 1 件，2 件不能：")
    assert not Event.objects.filter(step="archive").exists()
    done = client.post(address, keys, follow=True).content.decode()
    assert "已办理" in done
    assert list(Event.objects.filter(step="archive").values_list("matter", flat=True)) == [ready]
    again = client.post(address, keys, follow=True).content.decode()
    assert "3 件不能" in again
    assert Event.objects.filter(step="archive").count() == 1


def test_steps_that_decide_are_not_done_in_bulk(two, march, browser_of):
    for step in ("decide", "accept", "visit", "no_such_step"):
        assert browser_of(march.head).post(reverse("bulk", args=["example.permit", step]), {"keys": [str(two[0])]}).status_code == 403
    assert browser_of(march.reviewer).post(reverse("bulk", args=["example.permit", "archive"]), {"keys": [str(two[0])]}).status_code == 403


def test_the_list_offers_what_can_be_done_in_bulk(two, march, browser_of):
    page = browser_of(march.clerk).get(reverse("list", args=["example.permit"])).content.decode()
    assert reverse("bulk", args=["example.permit", "archive"]) in page
    assert f'value="{two[0]}"' in page
    assert reverse("bulk", args=["example.permit", "decide"]) not in page
    assert Matter.objects.count() == 2
