"""Every citation a link: from the words 《行政处罚法》第六十条 to the article on the page of its statute."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from yuheng.kernel.law import BadCitation, Citation, texts
from yuheng.kernel.law.reading import citations_in
from yuheng.kernel.law.statutes import known, split
from yuheng.kernel.procedure.provisions import anchor_of, is_cited


def href_of(citation: Citation) -> str:
    """Where the cited place is shown; empty for what is no statute (a standard)."""
    name = f"{citation.statute}({citation.version})" if citation.version else citation.statute
    return _href(name, anchor_of(citation)) if citation.statute in known() or is_cited(citation.statute) else ""


def _href(name: str, anchor: str) -> str:
    try:
        address = reverse("statute", args=[name])
    except NoReverseMatch:
        return ""
    return f"{address}#{quote(anchor)}" if anchor else address


@lru_cache(maxsize=8192)
def _named(title: str, article: int, anchor: str) -> str:
    """The address of an article of a statute named without its version: the text in force is shown."""
    short, version = split(title)
    if short not in known():
        # A code is held in parts: the article tells which.
        parts = [versions[-1] for name, versions in known().items() if name.startswith(f"{short}·")]
        holds = [part for part in parts if (text := texts.text_of(part.short, part.version)) and text.article(article)]
        found = (holds or [part for part in parts if article and (part.articles or 0) >= article] or parts)[:1]
        return _href(found[0].name, anchor) if found else ""
    return _href(f"{short}({version})" if version else short, anchor)


@lru_cache(maxsize=8192)
def _linked(text: str) -> SafeString | None:
    pieces, position = [], 0
    for found in citations_in(text):
        href = _named(found.statute, found.article, found.anchor)
        if href:
            pieces.append(conditional_escape(text[position : found.start]))
            pieces.append(format_html('<a class="y-law" href="{}">{}</a>', href, text[found.start : found.end]))
            position = found.end
    return mark_safe("".join([*pieces, conditional_escape(text[position:])])) if pieces else None


def linked(text: str) -> SafeString | str:
    """A text with every citation in it a link; as it is where it has none, and safe HTML as it is."""
    if isinstance(text, SafeString) or "《" not in text:
        return text
    return _linked(text) or text


def cite_href(text: str) -> str:
    """Where a citation in the form of declarations (行政处罚法(2021-01-22)#60) is shown; empty where there is none."""
    try:
        return href_of(Citation.parse(text))
    except BadCitation:
        return ""
