"""Fixtures that many tests share."""

from __future__ import annotations

import pytest


@pytest.fixture
def staffed(db):
    """The example office."""
    from tests.example.office import staff

    return staff()
