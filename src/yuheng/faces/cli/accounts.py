"""What `yuheng users` asks of the office and of the accounts. Whatever it cannot answer is a `Refused` in Chinese."""

from __future__ import annotations

from typing import Any

from yuheng.faces.cli.wording import Refused
from yuheng.kernel.access.grants import Viewer, viewer
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.identity.names import normalised
from yuheng.kernel.now import now, today
from yuheng.kernel.records.models import Account, Organ, Person


def find_person(wanted: str, code: str | None) -> int:
    """The one person meant by a name or identifier, among those who hold a post in the organ today if one is given."""
    staff, day = office(), today()
    number = int(wanted) if wanted.isdecimal() and len(wanted) <= 20 else None
    if number is not None:
        found = [number] if number in staff.people else []
    else:
        name = normalised(wanted)
        found = [person for person, known in staff.people.items() if name and normalised(known) == name]
    if not found:
        what = "编号" if number is not None else "姓名"
        raise Refused(f"没有{what}为“{wanted}”的人员。请核对{what}；新来的人员先登记人员和岗位。")
    if code is not None:
        organ = Organ.objects.filter(code=code).first()
        if organ is None:
            raise Refused(f"没有编码为“{code}”的单位。请核对单位编码。")
        there = [p for p in found if any(post.organ == organ.pk for post in staff.posts_on(p, day))]
        if not there:
            raise Refused(f"“{wanted}”今天在“{organ.name}”没有岗位。现有：{'；'.join(map(described, found))}。")
        found = there
    present = [person for person in found if not _gone(staff, person)] or found
    if len(present) > 1:
        many = "；".join(f"{person} {described(person)}" for person in sorted(present))
        raise Refused(f"姓名“{wanted}”有 {len(present)} 人：{many}。请用 --person 编号，或者加 --organ 单位编码。")
    return present[0]


def _gone(staff: Office, person: int) -> bool:
    left = staff.left.get(person)
    return left is not None and left <= today()


def described(person: int) -> str:
    """The person with the organs of today's posts: 甲（一中队）."""
    staff = office()
    organs = dict.fromkeys(staff.names[post.organ] for post in staff.posts_on(person, today()))
    where = f"{staff.left[person]} 离岗" if _gone(staff, person) else "、".join(organs) or "今天没有岗位"
    return f"{staff.people[person]}（{where}）"


def may_hold(person: int) -> None:
    """Whether the person may be given an enabled account; in a transaction, as it locks the person against a second one."""
    one = Person.objects.select_for_update().get(pk=person)
    if one.left_on is not None and one.left_on <= today():
        raise Refused(f"“{one.name}”已于 {one.left_on} 离岗，不能有启用的账号。")
    other = Account.objects.filter(person_id=person, kind="person", is_active=True).first()
    if other is not None:
        raise Refused(
            f"“{one.name}”已有启用的账号“{other.username}”，每人只能有一个。"
            f"忘记密码的，用 yuheng users password {other.username} 重新设置；要换用户名的，先停用原账号。"
        )


def named(username: str) -> Account:
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise Refused(f"没有账号“{username}”。用 yuheng users list 查看全部账号。")
    return account


def viewer_named(username: str) -> Viewer:
    """What the account of a person may see and do today."""
    account = named(username)
    if not account.is_active:
        raise Refused(f"账号“{username}”已停用。")
    if account.person_id is None:
        raise Refused(f"“{username}”是系统账号，请用人员的账号。")
    return viewer(account)


def locked(username: str) -> Account:
    """The account, held until the transaction ends."""
    return Account.objects.select_for_update().get(pk=named(username).pk)


def has_password(account: Account) -> bool:
    """Whether anybody can sign in to it; an account is opened without a password."""
    return bool(account.password) and account.has_usable_password()


def listed() -> list[dict[str, Any]]:
    """All accounts by user name, as JSON objects."""
    staff, day, moment = office(), today(), now()
    codes = dict(Organ.objects.values_list("id", "code"))
    entries = []
    for account in Account.objects.order_by("username"):
        person = account.person_id
        posts = staff.posts_on(person, day) if person is not None else []
        organs = sorted({post.organ for post in posts})
        entries.append(
            {
                "username": account.username,
                "kind": account.kind,
                "person": person,
                "name": staff.people.get(person) if person is not None else None,
                "organs": [{"code": codes[organ], "name": staff.names[organ]} for organ in organs],
                "active": account.is_active,
                "has_password": has_password(account),
                "must_change": account.must_change,
                "password_on": account.password_on,
                "locked_until": account.locked_until
                if account.locked_until and account.locked_until > moment
                else None,
                "left_on": staff.left.get(person) if person is not None else None,
            }
        )
    return entries


def _state(entry: dict[str, Any]) -> str:
    if not entry["active"]:
        return "停用"
    words = ["启用"]
    if entry["left_on"] is not None and entry["left_on"] <= today():
        words.append(f"人员已于 {entry['left_on']} 离岗")
    if entry["kind"] == "person" and not entry["has_password"]:
        words.append("未设密码")
    elif entry["must_change"]:
        words.append("登录后须改密码")
    if entry["locked_until"] is not None:
        words.append("暂停登录")
    return "，".join(words)


def print_listed(entries: list[dict[str, Any]]) -> None:
    """The accounts as a table for people."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"账号 {len(entries):,} 个")
    for heading in ("用户名", "姓名", "人员编号", "单位", "状态"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "人员编号")  # to be copied whole
    for entry in entries:
        organs = "、".join(organ["name"] for organ in entry["organs"])
        name = entry["name"] or ("系统账号" if entry["kind"] != "person" else "")
        cells = (entry["username"], name, str(entry["person"] or ""), organs, _state(entry))
        table.add_row(*(Text(cell) for cell in cells))  # Text: a name in brackets is a name, not a style
    console = Console()
    # A file or a pipe has no width: there a row is one line.
    (console if console.is_terminal else Console(width=240)).print(table)
