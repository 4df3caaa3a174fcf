"""Checks of values that many registers hold."""

from __future__ import annotations

from yuheng.kernel.identity.uscc import BadUscc, checked
from yuheng.kernel.procedure.shape import BadValue


def valid_uscc(text: str) -> str:
    """A unified social credit code with a right check digit; BadValue says which character is wrong."""
    try:
        return checked(text)
    except BadUscc as error:
        raise BadValue(str(error)) from None
