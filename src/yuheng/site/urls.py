"""Addresses: those of the workbench, the API's if it is installed, and whether the site is well."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from yuheng.faces.workbench.routes import urlpatterns as workbench
from yuheng.site.health import healthz
from yuheng.systems import catalogue

catalogue.load()

urlpatterns: list[URLPattern | URLResolver] = [path("healthz", healthz), *workbench]
if find_spec("yuheng.faces.api") and find_spec("yuheng.faces.api.urls"):
    urlpatterns.append(path("api/", include("yuheng.faces.api.urls")))

handler400 = "yuheng.faces.workbench.views.problems.bad_request"
handler403 = "yuheng.faces.workbench.views.problems.forbidden"
handler404 = "yuheng.faces.workbench.views.problems.missing"
handler500 = "yuheng.faces.workbench.views.problems.broken"
