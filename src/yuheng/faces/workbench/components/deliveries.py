"""双公示: what goes out, and what the platform answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .base import Act, Link, Page
from .forms import FormField


@dataclass(frozen=True, kw_only=True)
class DeliveriesPage(Page):
    """What may go out for a period and what may not, with the reason; `before` are the deliveries made."""

    template: ClassVar[str] = "workbench/deliveries.html"
    scope: str
    asking: Sequence[FormField]
    counts: Sequence[tuple[str, str, str]]
    act: Act | None = None
    exports: Sequence[Link] = ()
    refused: Sequence[tuple[Link, str]] = ()
    ready: Sequence[tuple[Link, str]] = ()
    before: Sequence[tuple[Link, str]] = ()


@dataclass(frozen=True, kw_only=True)
class DeliveryPage(Page):
    """One delivery. `rows` are number, day, state, code, words and day of the answer; `late` marks what was never answered; `returned` are the records to be put right, each with
    what is still wrong with it (empty: it may go out again), and `resend` sends those that may;
    with `given_up` it is said why the rest do not go out again."""

    template: ClassVar[str] = "workbench/delivery.html"
    scope: str
    matter: Link
    counts: Sequence[tuple[str, str, str]]
    rows: Sequence[tuple[Link, str, str, str, str, str]]
    action: str
    upload: Sequence[FormField] = ()
    warnings: Sequence[str] = ()
    exports: Sequence[Link] = ()
    note: str = ""
    late: Act | None = None
    resend: Act | None = None
    given_up: FormField | None = None
    returned: Sequence[tuple[Link, str]] = ()
