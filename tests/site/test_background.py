"""Of several serving processes one looks for clues, and not again before its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from yuheng.kernel import now
from yuheng.site import background

pytestmark = pytest.mark.django_db


def test_one_process_takes_the_look_and_none_takes_it_again_before_its_time():
    moment = now.now()
    with now.at(moment):
        assert [background._is_mine() for _ in range(3)] == [True, False, False]
    with now.at(moment + timedelta(seconds=background.BETWEEN - 1)):
        assert not background._is_mine()
    with now.at(moment + timedelta(seconds=background.BETWEEN)):
        assert background._is_mine()


def test_a_demonstration_that_begins_again_earlier_is_looked_through():
    with now.at(now.now()):
        assert background._is_mine()
    with now.at(now.now() - timedelta(days=300)):
        assert background._is_mine()
