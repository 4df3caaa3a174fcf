"""The small ledger as a fixture: each test gets its own to spoil."""

from __future__ import annotations

import pytest

from .sample import SampleLedger, forty_events


@pytest.fixture
def ledger() -> SampleLedger:
    """Forty events of four matters, checkpoints after 10, 25 and 40."""
    return forty_events()
