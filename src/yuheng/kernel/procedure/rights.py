"""Who may act: roles, reach, certificates, recusal, separation of duties.

Persons are compared, never posts: nobody judges their own work by changing the chair.
"""

from __future__ import annotations

from itertools import permutations

from yuheng.kernel.procedure.declare import Role, Step
from yuheng.kernel.procedure.state import SYSTEM, Act, LegalDay, Refusal, Seat, Snapshot


def alternatives(seat: Role | tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles that may take one seat of a step."""
    return (seat,) if isinstance(seat, Role) else seat


def role_words(step: Step) -> str:
    """Who performs the step, in Chinese."""
    return "、".join("或者".join(role.name for role in alternatives(seat)) for seat in step.by)


def in_reach(role: Role, seat: Seat, state: Snapshot) -> bool:
    """Whether the post from which the person acts sits where the role asks."""
    if role.reach == "zone" or state.lead is None:
        return True
    if role.reach == "member":
        return seat.person in state.members
    inside = state.power is None or state.power in seat.line
    if role.reach == "organ":
        return inside
    return seat.organ in state.lead_line and (inside or state.power in state.lead_line)


def fits(role: Role, seat: Seat, state: Snapshot) -> bool:
    return role.id in seat.roles and in_reach(role, seat, state) and (seat.certified or not role.certified)


def check_rights(step: Step, act: Act, state: Snapshot, law: LegalDay) -> Refusal | None:
    """The first reason why these people may not do this step, or None."""
    if act.by is SYSTEM:
        return None
    recused = next((seat for seat in act.seats if seat.person in state.recused), None)
    if recused is not None:
        return Refusal(
            "recused",
            f"{recused.name}已回避本案，不能办理“{step.name}”。",
            remedy="请由其他有权人员办理；无人可办的，报请提级或者指定管辖。",
        )
    return _separation(step, act, state, law) or _seating(step, act, state)


def _separation(step: Step, act: Act, state: Snapshot, law: LegalDay) -> Refusal | None:
    for other in step.separate_from:
        done_by = state.performers.get(other, frozenset())
        for seat in act.seats:
            if seat.person in done_by and not seat.proposes:
                return Refusal(
                    "separate",
                    f"{seat.name}办理过本案的“{state.procedure.names[other]}”，不能再办理“{step.name}”{f'（{law.cite(step.cites)}）' if step.cites else ''}。",
                    step.cites,
                    "请由未参与该环节的人员办理。",
                )
    return None


def _seating(step: Step, act: Act, state: Snapshot) -> Refusal | None:
    """Every seat of the step is taken by a different person who fits it."""
    if not step.by:
        return None
    people = [seat for seat in act.seats if seat.person]
    if len({seat.person for seat in people}) < len(people):
        return Refusal("same_person", f"“{step.name}”的办理人员不能重复填写同一人。", step.cites, "请填写不同的人员。")
    seats = [alternatives(seat) for seat in step.by]
    if len(people) < len(seats):
        return Refusal(
            "too_few",
            f"“{step.name}”须由{len(seats)}人办理（{role_words(step)}），现只有{len(people)}人。",
            step.cites,
            "请补充共同办理人员。",
        )
    # The acting person must take a seat; the others may be more than the seats, as helpers and recorders are.
    for chosen in permutations(people, len(seats)):
        if act.by in chosen and all(
            any(fits(role, seat, state) for role in wanted) for wanted, seat in zip(seats, chosen, strict=True)
        ):
            return None
    return _why_unfit(step, act, state)


def _why_unfit(step: Step, act: Act, state: Snapshot) -> Refusal:
    for wanted in (alternatives(seat) for seat in step.by):
        holders = [seat for seat in act.seats if any(role.id in seat.roles for role in wanted)]
        words = "或者".join(role.name for role in wanted)
        if not holders:
            return Refusal(
                "role",
                f"“{step.name}”须由{words}办理，{act.by.name}没有这一岗位。",
                step.cites,
                f"请由{words}登录办理。",
            )
        near = [
            seat for seat in holders if any(role.id in seat.roles and in_reach(role, seat, state) for role in wanted)
        ]
        if not near:
            return Refusal(
                "organ",
                f"本案由其他单位办理，{holders[0].name}不是该单位的{words}，不能办理“{step.name}”。",
                step.cites,
                "请由承办单位的人员办理，或者先办理移交、协办手续。",
            )
        lacking = [seat for seat in near if not any(fits(role, seat, state) for role in wanted)]
        if lacking and len(lacking) == len(near):
            seat = lacking[0]
            return Refusal(
                "certificate",
                f"{seat.name}{seat.no_certificate or '当日没有有效的行政执法证件'}，不能办理“{step.name}”。",
                step.cites,
                "请由持有有效行政执法证件的人员办理。",
            )
    lacking = [s for s in act.seats if s.no_certificate and not s.certified]
    detail = f"{lacking[0].name}{lacking[0].no_certificate}，" if lacking else ""
    return Refusal(
        "certificate" if lacking else "role",
        f"{detail}“{step.name}”须由{len(step.by)}名符合条件的人员（{role_words(step)}）办理。",
        step.cites,
        "请更换或者补充办理人员。",
    )
