"""Facts as a person may see them by default: personal data masked by kind, free text scrubbed."""

from __future__ import annotations

from typing import Any

from yuheng.kernel.identity import masking
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.procedure.shape import Field


def shown(field: Field, value: Any) -> Any:
    """One value as it may be shown without unmasking."""
    if value is None:
        return None
    if field.kind == "encrypted":
        return "******"
    if field.personal:
        return masking.masked(field.personal, str(value))
    if field.kind in ("text", "long_text") and not field.public:
        return scrubbed(str(value))
    return value
