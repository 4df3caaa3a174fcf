"""Organs: set up, renamed, moved, joined to another, abolished. Names are dated; the matters of an organ stay its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from yuheng.kernel.engine import office as offices
from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.staff.record import Actor, Why, checked, record
from yuheng.kernel.engine.statements import table
from yuheng.kernel.engine.write import SCOPE, tokens
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Matter, Member, Organ, OrganName, Post, Scope

CHUNK = 2000
"""Matters whose scope is written anew at a time."""


def found(by: Actor, parent: int, code: str, name: str, why: Why, *, short: str = "", kind: str = "unit", prefix: str = "") -> int:
    """Sets up an organ below another. `prefix` is that of its document numbers 文书字号. Returns its identifier. Raises Refused."""
    why = _now_or_before(checked(why))
    code, name = code.strip(), name.strip()
    if not name or not code:
        raise refuse("data", "请填写单位编码和名称。")
    with transaction.atomic():
        above = _live(parent, why)
        if Organ.objects.filter(code=code).exists():
            raise refuse("data", f"单位编码“{code}”已经使用。", "请换一个编码。")
        _name_free(name)
        organ = Organ.objects.create(
            code=code[:40], name=name[:100], short=short.strip()[:40], kind=kind, parent=above, prefix=prefix.strip()[:20] or above.prefix, from_on=why.on,
        )  # fmt: skip
        OrganName.objects.create(organ=organ, name=organ.name, short=organ.short, from_on=why.on, paper=why.paper)
        record(by, "设立单位", "organ", organ.pk, why, organ=organ.pk, after={"name": organ.name, "parent": parent, "code": organ.code})
        offices.changed()
    return organ.pk


def rename(by: Actor, organ: int, name: str, why: Why, *, short: str = "") -> None:
    """Gives an organ a new name from a day on; papers and minutes of earlier days keep the old one. Raises Refused."""
    why, name = _now_or_before(checked(why)), name.strip()
    with transaction.atomic():
        one = _live(organ, why)
        if not name or name == one.name:
            raise refuse("data", "请填写与现名称不同的新名称。")
        _name_free(name)
        last = OrganName.objects.filter(organ=one).order_by("-from_on").first()
        if last is not None and last.from_on >= why.on:
            raise refuse("data", f"现名称自 {last.from_on} 起使用，新名称的起用日期应当在其后。")
        if last is not None:
            OrganName.objects.filter(pk=last.pk).update(to_on=why.on - timedelta(days=1))
        OrganName.objects.create(organ=one, name=name[:100], short=short.strip()[:40], from_on=why.on, paper=why.paper)
        before = {"name": one.name, "short": one.short}
        one.name, one.short = name[:100], short.strip()[:40]
        one.save(update_fields=["name", "short"])
        record(by, "更名", "organ", organ, why, organ=organ, before=before, after={"name": one.name, "short": one.short})
        offices.changed()


def move(by: Actor, organ: int, parent: int, why: Why) -> int:
    """Puts an organ below another; its matters are seen from there at once. Returns how many matters' scope was written anew."""
    why = _now_or_before(checked(why))
    with transaction.atomic():
        one, above = _live(organ, why), _live(parent, why)
        _not_below(organ, parent)
        if one.parent_id is None:
            raise refuse("data", "最上级单位不能改变隶属关系。")
        if one.parent_id == parent:
            raise refuse("same", f"已经隶属于“{above.name}”。")
        before = {"parent": one.parent_id}
        one.parent = above
        one.save(update_fields=["parent"])
        record(by, "改变隶属关系", "organ", organ, why, organ=organ, before=before, after={"parent": parent})
        offices.changed()
        return rescope(organ)


def merge(by: Actor, organ: int, into: int, why: Why) -> int:
    """Joins an organ to another 并入: it ends, its matters are seen and gone on with from there, its posts go on there.

    The organ stays in the tree below the other as one that was, so that what it did stays under its name. Returns how many
    matters' scope was written anew.
    """
    why = _now_or_before(checked(why))
    with transaction.atomic():
        one, other = _live(organ, why), _live(into, why)
        _not_below(organ, into)
        if one.parent_id is None:
            raise refuse("data", "最上级单位不能并入其他单位。")
        last = why.on - timedelta(days=1)
        moved = []
        for post in list(Post.objects.filter(organ=one).filter(Q(to_on=None) | Q(to_on__gte=why.on))):
            ends, starts = post.to_on, max(post.from_on, why.on)
            Post.objects.filter(pk=post.pk).update(to_on=max(last, post.from_on - timedelta(days=1)))
            new = Post.objects.create(
                person_id=post.person_id, organ=other, title=post.title, roles=post.roles, how=post.how, from_on=starts, to_on=ends, paper=why.paper,
            )  # fmt: skip
            moved.append([post.pk, new.pk])
        before = {"parent": one.parent_id, "to_on": None}
        one.parent, one.to_on = other, last
        one.save(update_fields=["parent", "to_on"])
        record(by, "并入其他单位", "organ", organ, why, organ=organ, before=before, after={"parent": into, "to_on": last.isoformat(), "posts": moved})
        offices.changed()
        return rescope(organ)


def abolish(by: Actor, organ: int, why: Why) -> None:
    """Ends an organ that has neither matters under way, nor posts, nor organs below. Raises Refused."""
    why = checked(why)
    with transaction.atomic():
        one = _live(organ, why)
        if Organ.objects.filter(parent=one).filter(Q(to_on=None) | Q(to_on__gte=why.on)).exists():
            raise refuse("data", "本单位尚有下级单位。", "请先改变下级单位的隶属关系，或者将其撤销。")
        open_ = Matter.objects.filter(lead=one).exclude(status="rest").count()
        if open_:
            raise refuse("data", f"本单位尚有 {open_} 件未了事项。", "请先移交，或者将本单位并入承接单位。")
        if Post.objects.filter(organ=one).filter(Q(to_on=None) | Q(to_on__gte=why.on)).exists():
            raise refuse("data", "本单位尚有在岗人员。", "请先免去岗位。")
        one.to_on = why.on - timedelta(days=1)
        one.save(update_fields=["to_on"])
        record(by, "撤销单位", "organ", organ, why, organ=organ, after={"to_on": one.to_on.isoformat()})
        offices.changed()


def rescope(organ: int) -> int:
    """Writes anew who may see the matters of an organ and of all below it; returns how many."""
    staff = offices.office()
    below = [one for one in staff.parents if organ in staff.line(one)]
    ids = list(Matter.objects.filter(Q(lead__in=below) | Q(area__in=below)).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        _rescoped(ids[start : start + CHUNK], staff)
    return len(ids)


def _rescoped(ids: list[int], staff: offices.Office) -> None:
    members: dict[int, list[tuple[int, str]]] = {}
    for matter, person, part in Member.objects.filter(matter__in=ids, to_on=None).values_list("matter_id", "person_id", "part"):
        members.setdefault(matter, []).append((person, part))
    rows = []
    for m in Matter.objects.filter(pk__in=ids):
        for token in tokens(m, members.get(m.pk, ()), staff):
            rows.append([token, m.pk, m.procedure, m.opened_on, m.status, m.level, m.due_on])
    Scope.objects.filter(matter__in=ids).delete()
    table(Scope).insert(SCOPE, rows)


def _live(organ: int, why: Why) -> Organ:
    one = Organ.objects.select_for_update().filter(pk=organ).first()
    if one is None:
        raise refuse("data", "没有这一单位。")
    if one.to_on is not None and one.to_on < why.on:
        raise refuse("data", f"“{one.name}”已于 {one.to_on} 撤销。")
    if one.from_on is not None and one.from_on > why.on:
        raise refuse("data", f"“{one.name}”设立于 {one.from_on}，生效日期不能在其前。")
    return one


def _not_below(organ: int, target: int) -> None:
    if organ in offices.office().line(target):
        raise refuse("data", "不能隶属于自己或者自己的下级单位。")


def _name_free(name: str) -> None:
    other: Iterable[str] = Organ.objects.filter(name=name, to_on=None).values_list("code", flat=True)[:1]
    for code in other:
        raise refuse("data", f"名称“{name}”已由编码 {code} 的单位使用。", "请核对名称。")


def _now_or_before(why: Why) -> Why:
    """A change of the tree holds from the day it is entered, or from an earlier one; the future is entered when it comes."""
    if why.on > today():
        raise refuse("time", f"生效日期 {why.on} 尚未到来。", "请在生效当日登记。")
    return why
