"""`yuheng backup` and `yuheng restore`, as an operator uses them: processes of their own, on either database."""

from __future__ import annotations

import json
import shutil
import signal

import pytest

from tests.processes import Place

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker, tmp_path_factory):
    made: list[Place] = []

    def place() -> Place:
        with django_db_blocker.unblock():
            made.append(Place(tmp_path_factory.mktemp("homes") / "home"))
        return made[-1]

    yield place
    with django_db_blocker.unblock():
        for one in made:
            one.drop()


@pytest.fixture(scope="module")
def live(places):
    """A filled home, backed up, then erased in and worked on; with the later checkpoint and the list of erasures."""
    found = places()
    found.matters = found.script("fill")
    root = found.home.parent
    told = json.loads(found.yuheng("backup", str(root / "backup"), "--with-secrets", "--json"))
    assert (told["matters"], told["events"], told["missing"], told["with_key"]) == (2, 2, [], False)
    found.before = found.script("tables")
    found.yuheng("ledger", "erase", str(found.matters[0]), "--field", "party_name", "--ground", "个人信息保护法(2021-08-20)#47",
                 "--reason", "当事人依法请求", "--by", "officer", "--second", "head", "--yes")  # fmt: skip
    found.script("more")
    (root / "later.txt").write_text(found.yuheng("ledger", "checkpoint"), encoding="utf-8")
    (root / "erasures.json").write_text(found.yuheng("ledger", "erasures"), encoding="utf-8")
    found.root = root
    return found


def test_a_restored_ledger_is_the_one_that_was_backed_up_and_goes_on(live, places):
    again = places()
    told = json.loads(again.yuheng("restore", str(live.root / "backup"), "--json"))
    assert (told["matters"], told["events"], told["problems"], told["signs"]) == (2, 2, [], False)
    assert again.script("tables") == live.before
    for name in ("fields", "index"):
        assert (again.home / "secrets" / name).read_bytes() == (live.home / "secrets" / name).read_bytes()
        assert (again.home / "secrets" / name).stat().st_mode & 0o077 == 0
    again.script("more")  # keys of rows go on, triggers queue
    assert "找不到签名密钥" in again.yuheng("ledger", "checkpoint", code=1)
    again.yuheng("ledger", "key", "--new")
    assert "size 3" in again.yuheng("ledger", "checkpoint")
    checked = json.loads(again.yuheng("ledger", "verify", "--deep", "--json"))
    assert (checked["events"], checked["leaves"], checked["unsequenced"], checked["findings"]) == (3, 3, 0, [])


def test_what_was_recorded_after_the_backup_is_named_and_what_was_erased_since_is_erased_again(live, places):
    again = places()
    said = again.yuheng("restore", str(live.root / "backup"), "--checkpoint", str(live.root / "later.txt"), "--erasures",
                        str(live.root / "erasures.json"), code=1)  # fmt: skip
    assert "备份之后的 2 条记录没有恢复" in said
    assert "再次执行备份之后的依法删除 1 次" in said
    kept = again.script("tables")
    assert "昆山第1建设公司" not in str(kept)
    assert "王二" in str(kept)
    assert "没有发现问题" in again.yuheng("ledger", "verify", "--deep")
    assert "0 处不同" in again.yuheng("ledger", "replay", "--decide")


def test_nothing_is_overwritten_and_nothing_goes_into_a_directory_that_is_not_empty(live, places):
    assert "已经存在" in live.yuheng("backup", str(live.root / "backup"), code=1)
    assert "数据目录之外" in live.yuheng("backup", str(live.home / "copy"), code=1)
    assert "不是空的" in live.yuheng("restore", str(live.root / "backup"), code=1)


def test_keys_are_kept_only_when_asked_and_a_restore_says_what_is_missing(live, places):
    assert not (live.root / "backup" / "ledger" / "ledger.key").exists()
    live.yuheng("backup", str(live.root / "whole"), "--with-key")
    assert (live.root / "whole" / "ledger" / "ledger.key").stat().st_mode & 0o077 == 0
    assert not (live.root / "whole" / "secrets").exists()
    assert live.root.joinpath("whole").stat().st_mode & 0o077 == 0
    again = places()
    assert "--secrets" in again.yuheng("restore", str(live.root / "whole"), code=1)
    assert "不是备份时使用的" in again.yuheng("restore", str(live.root / "whole"), "--secrets", str(live.root), code=1)
    assert not again.home.exists()
    told = json.loads(again.yuheng("restore", str(live.root / "whole"), "--secrets", str(live.home / "secrets"), "--checkpoint",
                                   str(live.root / "later.txt"), "--json"))  # fmt: skip
    assert (told["signs"], told["missing"], told["lost_secrets"], told["problems"]) == (True, 0, [], [])
    kept = [again.script("sealed"), live.script("sealed")]
    assert kept[0] == kept[1]
    assert "320583" in str(kept[0])
    blind = places()
    said = blind.yuheng("restore", str(live.root / "whole"), "--without-secrets", code=1)
    assert "没有字段密钥 secrets/fields、secrets/index" in said
    assert "320583" not in str(blind.script("sealed"))


def test_a_damaged_backup_is_refused_before_anything_is_made(live, places):
    again = places()
    for damage in ("changed", "missing", "unfinished", "escaping"):
        broken = live.root / f"broken-{damage}"
        shutil.copytree(live.root / "backup", broken)
        victim = next(path for path in broken.rglob("*") if path.is_file() and path.parent.name == "ledger")
        if damage == "changed":
            victim.write_bytes(victim.read_bytes() + b" ")
        elif damage == "missing":
            victim.unlink()
        elif damage == "unfinished":
            (broken / "manifest.json").unlink()
        else:
            listed = json.loads((broken / "manifest.json").read_text(encoding="utf-8"))
            listed["files"]["../../x"] = [0, ""]
            (broken / "manifest.json").write_text(json.dumps(listed), encoding="utf-8")
        assert "没有恢复" in again.yuheng("restore", str(broken), code=1)
        assert not again.home.exists() or not any(again.home.iterdir())


def test_a_restore_that_was_killed_leaves_a_directory_that_refuses_to_be_used(live, places):
    again = places()
    process = again.begin("restore", str(live.root / "backup"))
    while not (again.home / "restoring").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "恢复没有完成" in again.yuheng("ledger", "verify", code=1)
    assert "不是空的" in again.yuheng("restore", str(live.root / "backup"), code=1)


def test_a_demonstration_is_never_taken_for_real_records_nor_the_other_way_round(live, places):
    mark = live.home / "demonstration.json"
    mark.write_text('{"now": "2024-01-02T09:00:00+08:00"}', encoding="utf-8")
    try:
        assert "正式数据不能以模拟时间运行" in live.yuheng("ledger", "verify", code=1)
        assert "正式数据不能以模拟时间运行" in live.yuheng("serve", "--port", "9561", code=1)
    finally:
        mark.unlink()
    assert "不能载入演示数据" in live.yuheng("demo", "--no-serve", code=1)


def test_a_file_that_is_gone_is_named_and_the_rest_is_backed_up(live):
    """Last: it damages the home of the tests before."""
    next((live.home / "files").glob("??/??/*")).unlink()
    assert "缺少文件" in live.yuheng("backup", str(live.root / "partly"), code=1)
    assert "文件库中没有" in live.yuheng("ledger", "verify", "--deep", code=1)
