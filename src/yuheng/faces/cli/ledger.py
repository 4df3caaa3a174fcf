"""`yuheng ledger`: verify, replay, checkpoint, prove; the signing key; erasure by law."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Group, Misused, Refused


@click.group("ledger", cls=Group, help="总账：核验、重放、签名检查点、出具证明、密钥、依法删除。")
def ledger() -> None:
    pass


@ledger.command("checkpoint", help="把全部记录编入总账并签名。打印的文本请交见证人保存。")
@click.option("--origin", help="总账名称；不填为 YUHENG_ORIGIN。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def checkpoint(origin: str | None, as_json: bool) -> None:
    directory = setup.ready()
    from django.conf import settings

    from yuheng.kernel.engine import sequencer
    from yuheng.kernel.engine.nature import MARK

    named = origin or settings.ORIGIN
    if MARK in named and not setup.is_demonstration(directory):
        raise Misused(f"正式总账的名称不能含有“{MARK}”二字。")
    sequencer.drain()
    signed = sequencer.checkpoint(directory, named)
    if signed is None:
        raise Refused("总账中还没有记录。")
    if as_json:
        setup.say_json(
            {
                "origin": signed.origin,
                "size": signed.size,
                "root": signed.root.hex(),
                "time": signed.time,
                "key": signed.key,
                "text": signed.text(),
            }
        )
    else:
        click.echo(signed.text(), nl=False)


@ledger.command("verify", help="核验全部记录、总账和签名；发现的问题逐条指明。有问题时退出码为 1。")
@click.option(
    "--witness",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="见证人保存的检查点：末尾被截去、整段被重写的，据此查出。",
)
@click.option("--deep", is_flag=True, help="并核对索引列、原值承诺和文件内容。")
@click.option("--processes", type=click.IntRange(1, 16), help="进程数；不填为记录多时 2 个。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def verify(witness: Path | None, deep: bool, processes: int | None, as_json: bool) -> None:
    directory = setup.ready()
    from yuheng.kernel.engine.verification import verify as check

    result = check(directory, _text(witness) if witness else None, deep=deep, processes=processes)
    if as_json:
        setup.say_json(result.to_json())
    else:
        click.echo(result.words())
    sys.exit(1 if result.findings else 0)


def _text(path: Path) -> str:
    """A checkpoint as it was kept. Line ends that a mail program changed are put right, nothing else."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(f"{path} 不是检查点文本。") from None


@ledger.command("replay", help="由记录重建案情、程序状态、期限、可见范围和文书，并与数据表核对。不一致时退出码为 1。")
@click.option("--matter", "matters", type=int, multiple=True, help="只核对这一事项，可以多次给出。")
@click.option("--decide", is_flag=True, help="并按现行规则和法律重新判断每次办理，指明与当时不同之处。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def replay(matters: tuple[int, ...], decide: bool, as_json: bool) -> None:
    setup.ready()
    from yuheng.kernel.engine.redecide import Judged, redecide
    from yuheng.kernel.engine.replay import replay as rebuild

    chosen = _existing(matters)
    differences, judged = list(rebuild(chosen)), Judged()
    if decide:
        differences += redecide(chosen, judged)
    if as_json:
        setup.say_json([difference.to_json() for difference in differences])
    else:
        for difference in differences:
            click.echo(str(difference))
        tables = sum(1 for one in differences if one.kind == "table")
        click.echo(f"发现 {tables} 处不一致。" if tables else "重建结果与数据表一致。")
        if decide:
            left = f"，{judged.erased} 次因要素已依法删除未作判断" if judged.erased else ""
            click.echo(f"按现行规则重新判断 {judged.acts:,} 次办理{left}，{len(differences) - tables} 处不同。")
    sys.exit(1 if differences else 0)


def _existing(matters: tuple[int, ...]) -> list[int] | None:
    if not matters:
        return None
    from yuheng.kernel.records.models import Matter

    known = set(Matter.objects.filter(pk__in=matters).values_list("pk", flat=True))
    missing = [str(one) for one in matters if one not in known]
    if missing:
        raise Refused(f"没有编号为 {'、'.join(missing)} 的事项。")
    return sorted(known)


@ledger.command("prove", help="出具一条记录 EVENT 在总账中的证明。")
@click.argument("event", type=int)
@click.option("--open", "opened", multiple=True, metavar="FIELD", help="证明中公开这一项的原值，可以多次给出；个人信息请慎重。")
@click.option("--without-body", is_flag=True, help="证明中不含记录正文。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（证明文件）。")
def prove(event: int, opened: tuple[str, ...], without_body: bool, as_json: bool) -> None:
    directory = setup.ready()
    from yuheng.kernel.engine import sequencer
    from yuheng.kernel.engine.proving import NoProof
    from yuheng.kernel.engine.proving import prove as make

    if opened and without_body:
        raise Misused("公开原值的证明须含正文，不能同时用 --without-body。")
    sequencer.drain()
    try:
        proof = make(directory, event, with_body=not without_body, fields=opened)
    except NoProof as error:
        raise Refused(str(error)) from error
    if as_json:
        setup.say_json(proof.to_json())
    else:
        click.echo(f"记录 {event} 是总账第 {proof.leaf} 个叶子，在共 {proof.checkpoint.size} 条的检查点之内。")


@ledger.command("key", help="签名密钥：列出公钥；--new 换用新密钥，旧密钥签过的仍可核验。")
@click.option("--new", "fresh", is_flag=True, help="生成新密钥并换用。恢复的数据没有签名密钥时也用它。")
@click.option("--pem", is_flag=True, help="以 PEM 打印公钥，供公布。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def key(fresh: bool, pem: bool, as_json: bool) -> None:
    directory = setup.ready() / "ledger"
    from yuheng.kernel.ledger import keys

    if fresh:
        _renewed(directory)
    public = keys.public_keys(directory) if directory.exists() else {}
    try:
        present = keys.load(directory).id
    except keys.KeyProblem:
        present = ""
    if as_json:
        setup.say_json([{"key": name, "signs": name == present, "public": found.hex()} for name, found in public.items()])
    elif pem:
        click.echo(b"".join(keys.public_pem(found) for found in public.values()).decode(), nl=False)
    else:
        for name in public:
            click.echo(f"{name}{'（正在使用）' if name == present else ''}")
        if not present:
            click.echo("没有签名密钥：首次签名时生成；恢复的数据请用 --new 生成。")


def _renewed(directory: Path) -> None:
    from yuheng.kernel.ledger import keys

    if (directory / keys.PRIVATE).exists():
        keys.replace(directory)
    else:
        keys.create(directory)


@ledger.command(
    "erase",
    short_help="依法删除一件事项中的个人信息。",
    help="依法删除事项 MATTER 中的个人信息或者文字：原值、案情、检索词、文件一并删除，过程记录保留，总账仍可核验。"
    "不给出 --field 和 --paper 时，列出可以删除的项目。删除不能撤回。",
)
@click.argument("matter", type=int)
@click.option("--field", "fields", multiple=True, help="要删除的项目，可以多次给出。")
@click.option("--paper", "papers", type=int, multiple=True, help="要删除的上传文件的编号，可以多次给出。")
@click.option("--ground", help="法律依据，如 个人信息保护法(2021-08-20)#47。")
@click.option("--reason", default="", help="事由。")
@click.option("--by", "by", help="办理人员的用户名。")
@click.option("--second", "second", help="复核人员的用户名，须是行使职权的机关或者其上级机关的人员。")
@click.option("--yes", is_flag=True, help="不再询问。")
def erase(
    matter: int, fields: tuple[str, ...], papers: tuple[int, ...], ground: str | None, reason: str, by: str | None,
    second: str | None, yes: bool,
) -> None:  # fmt: skip
    setup.ready()
    from yuheng.faces.cli import erasing

    found = erasing.matter_of(matter)
    if not fields and not papers:
        erasing.print_choices(found)
        return
    if not (ground and by and second):
        raise Misused("删除须给出 --ground、--by 和 --second。")
    if not yes:
        click.confirm(f"将从“{found.title}”中永久删除 {len(fields) + len(papers)} 项，不能撤回。继续吗？", abort=True)
    event = erasing.erase_now(found, fields, papers, ground, reason, by, second)
    click.echo(f"已依法删除，过程记录 {event}。请把 yuheng ledger erasures 的清单与检查点一并交存：从较早的备份恢复时须据此再次删除。")


@ledger.command("erasures", help="依法删除的清单（JSON），不含已删除的内容；从较早的备份恢复时用 yuheng restore --erasures 再次删除。")
def erasures() -> None:
    setup.ready()
    from yuheng.kernel.engine.erasures import erasures as listed

    setup.say_json(listed())
