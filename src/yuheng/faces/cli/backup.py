"""`yuheng backup` and `yuheng restore`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Refused


@click.command(
    "backup",
    short_help="备份数据库、文件、公钥、检查点和依法删除的清单。",
    help="备份到新目录 DIRECTORY：先取数据库的快照，再取文件，最后写清单；清单写成之前目录不出现。"
    "运行中的网站不必停。签名密钥、字段密钥只在 --with-key、--with-secrets 时备份；平时请与备份分开保管。",
)
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--with-key", is_flag=True, help="连同总账的签名密钥。")
@click.option("--with-secrets", is_flag=True, help="连同字段密钥（secrets/fields、secrets/index）：没有它们，加密的证件号码不能读出。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def backup(directory: Path, with_key: bool, with_secrets: bool, as_json: bool) -> None:
    home = setup.ready()
    from yuheng.faces.cli.keeping.write import NoBackup, write

    try:
        made = write(home, directory.absolute(), with_key=with_key, with_secrets=with_secrets)
    except NoBackup as error:
        raise Refused(str(error)) from error
    if as_json:
        setup.say_json(made.to_json())
    else:
        click.echo(made.words())
    sys.exit(1 if made.missing else 0)


@click.command(
    "restore",
    short_help="从备份恢复到空的数据目录。",
    help="从 DIRECTORY 恢复到空的数据目录（YUHENG_HOME；用 PostgreSQL 的，数据库也须是空的）。先核对备份的每个文件，"
    "恢复后核验总账，指明与 --checkpoint 相比缺少的记录，并按 --erasures 再次执行备份之后的依法删除。",
)
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--secrets", type=click.Path(exists=True, file_okay=False, path_type=Path), help="另行保管的字段密钥所在目录（fields、index）；备份中有的不必给出。"
)
@click.option("--without-secrets", is_flag=True, help="字段密钥已经遗失：照样恢复，加密的证件号码不能再读出。")
@click.option(
    "--checkpoint", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="见证人保存的、备份之后的检查点。"
)
@click.option(
    "--erasures", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="备份之后的依法删除清单（yuheng ledger erasures）。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def restore(
    directory: Path, secrets: Path | None, without_secrets: bool, checkpoint: Path | None, erasures: Path | None, as_json: bool
) -> None:
    from yuheng.faces.cli.keeping.manifest import BadBackup
    from yuheng.faces.cli.keeping.read import NoSecrets, NotEmpty, read

    try:
        listed = json.loads(erasures.read_text(encoding="utf-8")) if erasures else []
        witness = checkpoint.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if checkpoint else None
        found = read(
            directory.absolute(), setup.home(), secrets=secrets, without_secrets=without_secrets, witness=witness, erased=listed
        )
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refused("依法删除清单或者检查点不是这种文件，没有恢复。") from None
    except (BadBackup, NoSecrets, NotEmpty) as error:
        raise Refused(str(error)) from error
    if as_json:
        setup.say_json(found.to_json())
    else:
        click.echo(found.words())
    sys.exit(1 if found.wrong else 0)
