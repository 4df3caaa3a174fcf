"""The API with every operation declared: each step of each procedure has one of its own, typed by what the step writes."""

from __future__ import annotations

from yuheng.faces.api import books, reading, sheets
from yuheng.faces.api.acting import declare_all
from yuheng.faces.api.base import api
from yuheng.kernel.access import grants
from yuheng.systems import catalogue, roles

__all__ = ["api", "books", "reading", "sheets"]

catalogue.load()
grants.know_roles(roles.ALL)
declare_all()

from yuheng.faces.api import money as _money  # noqa: E402, F401  (its body is made of declarations loaded above)
