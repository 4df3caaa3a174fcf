"""Tags and filters of the templates: show a component, an icon, a day, a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yuheng.faces.workbench.citing import linked

register = template.Library()


@register.simple_tag(takes_context=True)
def show(context: template.Context, part: Any) -> SafeString | str:
    """Render a component where it stands; None renders nothing, so that a template need not ask first."""
    if part is None or part == "":
        return ""
    name = getattr(part, "template", None)
    if name is None or context.template is None:
        return part.html(context.get("request"))
    # As an inclusion tag does: the context processors of the page have run, and are not run again for each part.
    inner = context.new({"it": part, "request": context.get("request"), "csrf_token": context.get("csrf_token")})
    return context.template.engine.get_template(name).render(inner)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite: silent beside text, with a name where it stands alone."""
    href = f"{static('vendor/tabler/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="y-icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="y-icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """2023-09-27, in Beijing time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html('<time datetime="{0}">{0}</time>', f"{value:%Y-%m-%d}")


@register.filter
def moment(value: date | datetime | None) -> SafeString | str:
    """2023-09-27 16:20; a bare date stays a date."""
    if not isinstance(value, datetime):
        return day(value)
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), f"{value:%Y-%m-%d %H:%M}")


@register.filter
def cited(value: Any) -> SafeString | str:
    """A text in which every citation is a link to its article."""
    return linked(value if isinstance(value, str) else str(value or ""))


@register.filter
def thousands(value: float | int | None) -> str:
    """10000 as 10,000."""
    return "" if value is None else f"{value:,}"


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    """A value by a key that the template holds in a variable."""
    return mapping.get(key)
