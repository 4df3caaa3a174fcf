"""What a password must be: 10 characters and three kinds of them, without the user name and not a usual one."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

LEAST = 10
_KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z\d]")
_USUAL = ("password", "qwerty", "admin", "123456", "111111", "abcdef", "kunshan", "woaini")


class Rules:
    """A validator as Django asks for it."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < LEAST:
            raise ValidationError(f"密码至少 {LEAST} 位，现为 {len(password)} 位。")
        if sum(1 for kind in _KINDS if re.search(kind, password)) < 3:
            raise ValidationError("密码须含大写字母、小写字母、数字、符号中的三种。")
        plain = password.lower()
        name = str(getattr(user, "username", "")).lower()
        if name and name in plain:
            raise ValidationError("密码不能包含用户名。")
        if any(word in plain for word in _USUAL) or len(set(plain)) < 5:
            raise ValidationError("这个密码太常见，请换一个。")

    def get_help_text(self) -> str:
        return f"至少 {LEAST} 位，含大写字母、小写字母、数字、符号中的三种，不含用户名。"
