"""`yuheng import`: a sheet into a register or procedure, as an account, with the same rules as the page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Misused, Refused

KINDS = {"records": "新登记", "adopt": "存量案件", "receipts": "缴款回单"}


@click.command(
    "import",
    short_help="导入表格：台账、存量案件、缴款回单。",
    help="将 xlsx、xls 或者 csv 导入一项台账或者程序（如 services.lecture），与网页导入的规则相同。先逐行核对；不加 --dry-run 的，随即导入没有问题的行。"
    "退出码：0 全部导入或者本来已有；1 整个文件或者账号不能导入；2 命令写得不对；3 有退回的行，其余已导入（--dry-run 时表示有会被退回的行）。",
)
@click.argument("procedure", metavar="程序")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "account", required=True, metavar="账号", help="以这个账号登记；只能登记该账号有权登记的内容。")
@click.option("--dry-run", is_flag=True, help="只核对，不写入任何记录。")
@click.option("--kind", type=click.Choice(list(KINDS)), default="records", show_default=True, help="records 新登记，adopt 存量案件，receipts 缴款回单。")
@click.option("--scans", type=click.Path(exists=True, file_okay=False, path_type=Path), help="存量案件扫描件所在的文件夹，文件名以原案号开头。")
@click.option("--problems", type=click.Path(dir_okay=False, path_type=Path), help="将退回的行和原因写入这个 xlsx，改正后可以再导入。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def import_(
    procedure: str, file: Path, account: str, dry_run: bool, kind: str, scans: Path | None, problems: Path | None, as_json: bool
) -> None:
    if scans is not None and kind != "adopt":
        raise Misused("--scans 只用于 --kind adopt。")
    setup.continue_simulated_time(setup.start())
    from yuheng.faces.cli.accounts import viewer_named
    from yuheng.kernel.engine import orders
    from yuheng.kernel.sheets.columns import BadSheet

    seen = viewer_named(account)
    try:
        examined = _examined(seen, procedure, file, kind, scans)
        told, refused = (_checked(examined), examined.count("refused")) if dry_run else _recorded(seen, examined, problems)
    except BadSheet as wrong:
        raise Refused(f"{file.name}：{wrong}没有写入任何记录。") from None
    except orders.Refused as refusal:
        raise Refused(str(refusal.refusal)) from None
    if as_json:
        setup.say_json(told)
    else:
        _say(told)
    sys.exit(3 if refused else 0)


def _examined(seen: Any, procedure: str, file: Path, kind: str, scans: Path | None) -> Any:
    from yuheng.faces.exchange import adopting, judging, receipts

    data = file.read_bytes()
    if kind == "receipts":
        return receipts.examine(seen, receipts.allowed(seen, procedure), file.name, data)
    known = judging.declared(seen, procedure)
    if kind == "adopt":
        return adopting.examine(seen, known, file.name, data, _papers(scans) if scans else ())
    return judging.examine(seen, known, file.name, data)


def _papers(folder: Path) -> list[Any]:
    from django.conf import settings

    from yuheng.kernel.documents.store import store
    from yuheng.kernel.documents.uploads import BadUpload, check
    from yuheng.kernel.procedure.state import Paper

    found = []
    for path in sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith(".")):
        data = path.read_bytes()
        try:
            upload = check(data)
        except BadUpload as wrong:
            raise Refused(f"扫描件 {path.name}：{wrong}") from None
        found.append(Paper("attachment", path.name, store(settings.HOME / "files", data), upload.size, upload.media))
    return found


def _checked(examined: Any) -> dict[str, Any]:
    counts = {"new": examined.count("new"), "known": examined.count("known"), "refused": examined.count("refused")}
    rows = [_row(one.number, one.state, one.problems, one.notes, one.matter) for one in examined.found]
    return {"dry_run": True, "file": examined.file_name, "counts": counts, "remarks": list(examined.remarks), "rows": rows}


def _row(number: int, state: str, problems: Any, notes: Any, matter: int | None) -> dict[str, Any]:
    said = [{"column": column, "value": value, "reason": reason} for column, value, reason in problems]
    return {"row": number, "state": state, "problems": said, "notes": list(notes), "matter": matter}


def _recorded(seen: Any, examined: Any, problems: Path | None) -> tuple[dict[str, Any], int]:
    from yuheng.faces.exchange import batches
    from yuheng.faces.exchange.sheets import problems_of
    from yuheng.kernel.records.models import ImportRow

    batch = batches.keep(seen, examined)
    while not batches.accept(seen, batch.pk, seconds=60).finished:
        pass
    batch.refresh_from_db()
    if batch.procedure == "money.payment":
        from yuheng.systems.oversight.money.runner import pending

        pending()  # while the site serves, its own look does this
    if problems is not None and batch.refused:
        problems.write_bytes(problems_of(batch, batches.form_of(batch, seen)))
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    told = {
        "dry_run": False, "file": examined.file_name, "batch": batch.pk,
        "counts": {"done": batch.accepted, "known": batch.known, "refused": batch.refused}, "remarks": batch.remarks,
        "rows": [_row(one.number, one.state, one.problems, one.notes, one.matter_id) for one in rows],
    }  # fmt: skip
    return told, batch.refused


def _say(told: dict[str, Any]) -> None:
    words = {"new": "可以导入", "done": "已导入", "known": "已有，跳过", "refused": "退回"}
    click.echo(f"{told['file']}：" + "，".join(f"{words[key]} {number:,}" for key, number in told["counts"].items()) + "。")
    for remark in told["remarks"]:
        click.echo(f"  {remark}")
    for row in told["rows"]:
        for problem in row["problems"]:
            value = f"“{problem['value']}”" if problem["value"] else ""
            click.echo(f"  第 {row['row']} 行 {problem['column']}{value} {problem['reason']}")
    if told["dry_run"]:
        click.echo("只作核对，没有写入任何记录。")
