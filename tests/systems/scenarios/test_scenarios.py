"""Every scenario that stands beside a system runs as it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.systems.enforcement.sparing import publish
from tests.systems.scenarios.runner import Play, read
from yuheng import systems

ROOT = Path(systems.__file__).parent
FILES = sorted(ROOT.glob("*/*/scenarios/*.yaml"))
SCENARIOS = [
    pytest.param(one, id=f"{file.parts[-3]}-{file.stem}-{one['名称']}") for file in FILES for one in read(file)
]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_it_goes_as_the_scenario_says(scenario: dict[str, Any], bureau: SimpleNamespace, book: int):
    if scenario["程序"] == "免罚轻罚核验":
        publish(bureau, date(2023, 1, 4))
    lead = {"人民调解程序": bureau.committee, "行政执法投诉": bureau.zone}.get(scenario["程序"], bureau.squad)
    Play(scenario, bureau, lead).run()


def test_there_are_scenarios():
    assert FILES


def test_no_two_scenarios_bear_one_name():
    names = [one.values[0]["名称"] for one in SCENARIOS]
    assert len(names) == len(set(names))
