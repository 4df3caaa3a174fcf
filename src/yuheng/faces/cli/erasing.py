"""What `yuheng ledger erase` asks of the records. Whatever it cannot answer is a `Refused` in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

import click

from yuheng.faces.cli.wording import Refused
from yuheng.kernel.engine.erase import choices, erase, settle
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Account, Matter, Paper


def matter_of(number: int) -> Matter:
    found = Matter.objects.filter(pk=number).first()
    if found is None:
        raise Refused(f"没有编号为 {number} 的事项。")
    return found


def print_choices(matter: Matter) -> None:
    """What the matter still holds that may be erased."""
    click.echo(f"{matter.number} {matter.title}".strip())
    for one in choices(matter.pk, registry.get(matter.procedure, matter.version)):
        click.echo(f"  --field {one.name}  {one.label}")
    for paper in Paper.objects.filter(matter=matter, made=False).exclude(file=""):
        click.echo(f"  --paper {paper.pk}  《{paper.name}》")


def erase_now(matter: Matter, fields: Sequence[str], papers: Sequence[int], ground: str, reason: str, by: str, second: str) -> int:
    """Erases, sequences the event, deletes the files; returns the event."""
    settle()  # what an earlier command did not live to finish
    done = erase(matter.pk, fields, by=_person(by), second=_person(second), ground=ground, reason=reason, papers=papers)
    drain()
    return done.event


def _person(username: str) -> int:
    account = Account.objects.filter(username=username, is_active=True, kind="person").first()
    if account is None or account.person_id is None:
        raise Refused(f"没有启用的个人账号“{username}”。用 yuheng users list 查看全部账号。")
    return account.person_id
