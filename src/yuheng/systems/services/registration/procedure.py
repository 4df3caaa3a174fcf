"""Registers: one step each."""

from __future__ import annotations

from yuheng.systems.registers import register
from yuheng.systems.roles import WINDOW_CLERK
from yuheng.systems.services.registration.facts import Chain, Conversion, Deregistration, OperatorChange, Startup

register("services.startup", "企业开办台账", Startup, (WINDOW_CLERK,), chapter=2, title="{name}")

register("services.chain", "连锁企业一照多址台账", Chain, (WINDOW_CLERK,), chapter=2, title="{name}")

register("services.deregistration", "“1+N”注销台账", Deregistration, (WINDOW_CLERK,), chapter=2, title="{name}")

register(
    "services.operator_change",
    "个体工商户变更经营者台账",
    OperatorChange,
    (WINDOW_CLERK,),
    chapter=2,
    title="{name}",
    cites=("促进个体工商户发展条例(2022-10-01)#13",),
)

register(
    "services.conversion",
    "个体工商户转型企业台账",
    Conversion,
    (WINDOW_CLERK,),
    chapter=2,
    title="{name}",
    cites=("促进个体工商户发展条例(2022-10-01)#13",),
)
