"""Released versions are locked by what decides in them."""

from __future__ import annotations

from dataclasses import replace

from tests.kernel.procedure.check.small import LAW, PENALTY, but
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.check import check, lock
from yuheng.kernel.procedure.declare import Derived
from yuheng.systems import catalogue


def test_a_released_version_whose_relations_change_is_refused(tmp_path):
    path = tmp_path / "procedures.lock"
    assert lock.write(path, [PENALTY]) == 1
    locked = lock.read(path)
    assert check(PENALTY, LAW, locked).ok
    changed = check(but(rethink={"voids": ("review",)}), LAW, locked)
    assert "changed" in [problem.code for problem in changed.problems]


def test_words_and_articles_of_a_released_version_may_be_corrected(tmp_path):
    path = tmp_path / "procedures.lock"
    lock.write(path, [PENALTY])
    reworded = but(rethink={"name": "书面复核", "help": "写明理由", "cites": ("行政处罚法(2021-01-22)#45.1",)})
    assert lock.unlocked(reworded, lock.read(path)) == []


def test_a_new_version_is_locked_beside_the_old_which_never_changes(tmp_path):
    path = tmp_path / "procedures.lock"
    lock.write(path, [PENALTY])
    before = lock.read(path)
    second = replace(but(rethink={"repeat": False}), version=2)
    assert lock.write(path, [but(rethink={"repeat": False}), second]) == 1
    after = lock.read(path)
    assert {key: after[key] for key in before} == before
    assert ("penalty.small", 2) in after


def test_every_procedure_of_the_systems_can_be_locked(tmp_path):
    catalogue.load()
    known = registry.all_procedures()
    assert lock.write(tmp_path / "procedures.lock", known) == len(known)


def test_the_digest_sees_a_derived_fact():
    derived = Derived("fine", ("kind",), lambda f: 0)
    assert lock.digest(but(decide={"derives": (derived,)})) != lock.digest(PENALTY)


def test_the_digest_sees_a_changed_condition_and_a_changed_period():
    first = lock.digest(PENALTY)
    assert first == lock.digest(replace(PENALTY, name="别名"))
    assert first != lock.digest(but(decide={"when": None}))
    assert first != lock.digest(but(decide={"wait": ()}))
    assert len(first) == 64
