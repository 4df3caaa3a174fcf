"""Persons and their posts: from when to when, by which paper; leaving ends access, and the use of a certificate, the same day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from yuheng.kernel.engine import office as offices
from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.staff.record import Actor, Why, checked, record
from yuheng.kernel.identity.names import normalised
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Account, Event, Matter, Organ, Person, Post

HOW = ("任职", "兼任", "代理", "主持工作", "借调", "挂职", "聘用", "委托")
"""Ways in which a post is held."""

ENDING = frozenset({"代理", "借调", "挂职", "委托"})
"""Ways that must name their last day: power lent is power for a time."""


def register(by: Actor, name: str, why: Why, *, initials: str = "", phone: str = "") -> int:
    """Registers a person; posts are given apart. Returns the identifier. Raises Refused."""
    why, name = checked(why), normalised(name)
    if len(name) < 2:
        raise refuse("data", "请填写姓名。")
    with transaction.atomic():
        person = Person.objects.create(name=name[:100], initials=initials[:40], phone=phone.strip()[:40])
        record(by, "登记人员", "person", person.pk, why, after={"name": person.name})
        offices.changed()
    return person.pk


def appoint(
    by: Actor, person: int, organ: int, title: str, roles: Sequence[str], why: Why, *, how: str = "任职", until: date | None = None
) -> int:
    """Gives a person a post in an organ from `why.on`, with the roles it brings. Nobody appoints themselves. Raises Refused."""
    why = checked(why)
    _not_oneself(by, person)
    if not title.strip() or not roles:
        raise refuse("data", "请填写职务并至少选择一个角色。")
    if how not in HOW:
        raise refuse("data", "请选择任职方式。")
    if not why.paper:
        raise refuse("paper", "请填写任职依据文件。", "如：昆高任〔2024〕3 号。")
    if how in ENDING and until is None:
        raise refuse("data", f"{how}须写明截止日期。", "期满岗位自动终止，需要延长的重新登记。")
    if until is not None and until < why.on:
        raise refuse("data", f"截止日期 {until} 早于起始日期 {why.on}。")
    with transaction.atomic():
        one = _present(person, why.on)
        if not Organ.objects.filter(pk=organ).filter(Q(to_on=None) | Q(to_on__gte=why.on)).exists():
            raise refuse("data", "没有这一单位，或者单位已经撤销。")
        post = Post.objects.create(
            person=one, organ_id=organ, title=title.strip()[:60], roles=list(dict.fromkeys(roles)), how=how, from_on=why.on, to_on=until, paper=why.paper,
        )  # fmt: skip
        after = {"person": person, "title": post.title, "roles": post.roles, "how": how, "from_on": why.on, "to_on": until}
        record(by, "任职", "post", post.pk, why, organ=organ, after=after)
        offices.changed()
    return post.pk


def end_post(by: Actor, post: int, why: Why) -> None:
    """Ends a post with `why.on` as its first day without it. Acts done from it stay; none may lie behind its end. Raises Refused."""
    why = checked(why)
    with transaction.atomic():
        one = Post.objects.select_for_update().filter(pk=post).first()
        if one is None:
            raise refuse("data", "没有这一岗位。")
        _not_oneself(by, one.person_id)
        if one.to_on is not None and one.to_on < why.on:
            raise refuse("same", f"本岗位已于 {one.to_on} 终止。")
        acted = Event.objects.filter(person=one.person_id, organ=one.organ_id, day__gte=why.on, recorded_at__date__gte=one.from_on).order_by("-day").first()
        if acted is not None and why.on <= today():
            raise refuse("time", f"该人员 {acted.day} 还以本岗位办理过事项，岗位不能在此之前终止。", "请核对终止日期。")
        before = {"to_on": one.to_on}
        one.to_on = why.on - timedelta(days=1)
        one.save(update_fields=["to_on"])
        record(by, "免职", "post", post, why, organ=one.organ_id, before=before, after={"to_on": one.to_on, "person": one.person_id})
        offices.changed()


def in_hand(person: int) -> int:
    """Matters that the person handles and that are not over."""
    return Matter.objects.filter(handler=person).exclude(status__in=("rest", "closed")).count()


def leave(by: Actor, person: int, why: Why) -> None:
    """A person leaves: from `why.on` on no post, no access, no account. Matters in hand must have been handed over. Raises Refused."""
    why = checked(why)
    _not_oneself(by, person)
    with transaction.atomic():
        one = _present(person, why.on)
        held = in_hand(person)
        if held:
            raise refuse("data", f"该人员尚有 {held} 件在办事项。", "请先由所在单位负责人在人员页面“移交在办事项”，不留无人承办的事项。")
        posts = list(Post.objects.filter(person=one).filter(Q(to_on=None) | Q(to_on__gte=why.on)))
        for post in posts:
            Post.objects.filter(pk=post.pk).update(to_on=max(why.on - timedelta(days=1), post.from_on - timedelta(days=1)))
        one.left_on = why.on
        one.save(update_fields=["left_on"])
        accounts = list(Account.objects.filter(person=one, is_active=True).values_list("pk", flat=True)) if why.on <= today() else []
        Account.objects.filter(pk__in=accounts).update(is_active=False)
        after = {"left_on": why.on, "posts": [post.pk for post in posts], "accounts": accounts}
        record(by, "离岗", "person", person, why, organ=posts[0].organ_id if posts else None, after=after)
        offices.changed()


def _present(person: int, day: date) -> Person:
    one = Person.objects.select_for_update().filter(pk=person).first()
    if one is None:
        raise refuse("data", "没有这一人员。")
    if one.left_on is not None and one.left_on <= day:
        raise refuse("data", f"“{one.name}”已于 {one.left_on} 离岗。")
    return one


def _not_oneself(by: Actor, person: int | None) -> None:
    if by.person is not None and by.person == person:
        raise refuse("separate", "不能变更自己的岗位和账号。", "请由另一名管理员办理。")
