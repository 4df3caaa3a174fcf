"""Forms: the fields a step writes, the papers it needs, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from django import forms
from django.utils.safestring import SafeString

from .base import Cite, Component, Link, Page

FieldKind = Literal[
    "text", "textarea", "number", "money", "date", "datetime", "select", "radio", "checkboxes", "checkbox", "file", "password", "hidden"
]


@dataclass(frozen=True)
class Option:
    """One choice; `chosen` marks the present value, `help` stands under a radio or checkbox."""

    value: str
    text: str
    chosen: bool = False
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class FormField(Component):
    """One field. `help` is the model's help text, `cite` the article that asks for it, `error` what is wrong and what to do.

    `search_href` makes a select that asks the server (parties, posts): GET `?q=`, answered by a JSON list of {value, text}.
    `wide` spans both columns. `capture` opens the camera of a phone for a file.
    """

    template: ClassVar[str] = "workbench/parts/form_field.html"
    name: str
    label: str
    kind: FieldKind = "text"
    value: str = ""
    options: Sequence[Option] = ()
    required: bool = False
    help: str = ""
    cite: Cite | None = None
    error: str = ""
    unit: str = ""
    placeholder: str = ""
    multiple: bool = False
    readonly: bool = False
    wide: bool = False
    search_href: str = ""
    maxlength: int | None = None
    inputmode: str = ""
    autocomplete: str = "off"
    accept: str = ""
    capture: bool = False
    prefix: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.prefix}{self.name}"

    @property
    def described(self) -> str:
        """Value of aria-describedby: the help and the error, where there are any."""
        parts = [f"{self.id}_help"] if self.help or self.cite else []
        return " ".join(parts + ([f"{self.id}_error"] if self.error else []))

    @property
    def grouped(self) -> bool:
        return self.kind in {"radio", "checkboxes"}


def field_of(bound: forms.BoundField, cite: Cite | None = None, **more: Any) -> FormField:
    """A Django form's field as ours, with its value, choices, help and first error."""
    inner = bound.field
    kinds: list[tuple[type, FieldKind]] = [
        (forms.PasswordInput, "password"), (forms.HiddenInput, "hidden"), (forms.Textarea, "textarea"), (forms.CheckboxInput, "checkbox"),
        (forms.CheckboxSelectMultiple, "checkboxes"), (forms.RadioSelect, "radio"), (forms.Select, "select"), (forms.FileInput, "file"),
        (forms.DateTimeInput, "datetime"), (forms.DateInput, "date"), (forms.NumberInput, "number"),
    ]  # fmt: skip
    kind: FieldKind = next((ours for theirs, ours in kinds if isinstance(inner.widget, theirs)), "text")
    value = bound.value()
    chosen = {str(item) for item in value} if isinstance(value, list | tuple) else {str(value)}
    flat: list[tuple[Any, Any]] = []
    for key, text in getattr(inner, "choices", ()):
        flat.extend(text if isinstance(text, list | tuple) else [(key, text)])
    values: dict[str, Any] = {
        "name": bound.html_name,
        "label": str(bound.label),
        "kind": kind,
        "value": "" if value is None or kind == "file" else str(value),
        "options": [Option(str(key), str(text), str(key) in chosen) for key, text in flat],
        "required": inner.required,
        "help": str(bound.help_text),
        "cite": cite,
        "error": str(bound.errors[0]) if bound.errors else "",
        "multiple": isinstance(inner.widget, forms.SelectMultiple),
        "readonly": inner.disabled,
        "wide": kind in {"textarea", "checkboxes", "radio"},
        "maxlength": getattr(inner, "max_length", None),
    }
    return FormField(**(values | more))


@dataclass(frozen=True)
class Group:
    """Fields that belong together: on a phone one group a screen.

    `more` is the value that the button `more_label` sends as `y_add`: the form comes back with one more such group.
    """

    title: str
    fields: Sequence[FormField]
    note: str = ""
    more: str = ""
    more_label: str = "再添一项"


@dataclass(frozen=True)
class PaperNeed:
    """A paper the step needs: there or missing, with the place to add it. `made` says that the step makes it itself."""

    name: str
    there: bool
    number: str = ""
    href: str = ""
    made: bool = False
    cite: Cite | None = None


@dataclass(frozen=True)
class Consequence:
    """What follows from the step: 制作处罚决定书, 应于 2023-12-20 前送达."""

    text: str
    on: date | None = None
    cite: Cite | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Preview(Component):
    """The paper as it would be now. `href` is asked again (POST of the form) while the person types; its answer is this component."""

    template: ClassVar[str] = "workbench/parts/preview.html"
    name: str
    body: SafeString
    href: str = ""


@dataclass(frozen=True)
class FormError:
    """An error of the whole form or, with `field_id`, of a field, for the summary on top."""

    text: str
    field_id: str = ""
    cite: Cite | None = None


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """A step, or any other act with a form. `act` is the label of its one primary button: the step's name, never 提交.

    `draft` names the form for autosave (matter and step); "" saves nothing. `hidden` holds such as the idempotency key.
    `final` is what cannot be undone, said before the button. `after` fills 这一步之后.
    """

    template: ClassVar[str] = "workbench/form.html"
    act: str
    action: str
    cancel_href: str
    groups: Sequence[Group]
    lead: str = ""
    cites: Sequence[Cite] = ()
    matter: Link | None = None
    matter_line: str = ""
    errors: Sequence[FormError] = ()
    papers: Sequence[PaperNeed] = ()
    after: Sequence[Consequence] = ()
    preview: Preview | None = None
    final: Sequence[str] = ()
    hidden: dict[str, str] = field(default_factory=dict)
    draft: str = ""
    danger: bool = False

    @property
    def uploads(self) -> bool:
        return any(item.kind == "file" for group in self.groups for item in group.fields)

    @property
    def all_errors(self) -> list[FormError]:
        found = [FormError(f"{f.label}：{f.error}", f.id, f.cite) for group in self.groups for f in group.fields if f.error]
        return [*self.errors, *found]
