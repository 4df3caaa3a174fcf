"""The gallery served to a headless browser out of memory: no socket, no database, and a policy as strict as in production."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory

import yuheng.faces

STATIC = Path(yuheng.faces.__file__).parent / "static"
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
HOST = "http://yuheng.test"


@pytest.fixture(autouse=True)
def page_settings(settings: Any) -> None:
    """What docs/pages.md asks of the settings, so that these tests stand by themselves."""
    settings.DEBUG = True
    settings.INSTALLED_APPS = ["django.contrib.staticfiles", "yuheng.faces.workbench"]
    settings.STATICFILES_DIRS = [STATIC]
    settings.STATIC_URL = "/static/"
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ]


def html_of(name: str) -> str:
    from yuheng.faces.workbench.gallery import gallery

    return gallery(RequestFactory().get(f"/gallery/{name}"), name).content.decode()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("chromium is not installed: run `make system`")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


Answer = tuple[int, str]


class Visit:
    """A browser tab on the gallery. `said` collects console errors, `outside` requests to anywhere else, `posts` what was sent."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.said: list[str] = []
        self.outside: list[str] = []
        self.posts: list[tuple[str, str]] = []
        self.answers: dict[str, Callable[[], Answer]] = {}
        tab.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: self.said.append(str(error)))
        tab.route("**/*", self.serve)

    def serve(self, route: Any) -> None:
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != HOST:
            self.outside.append(route.request.url)
            route.abort()
        elif url.path.startswith("/static/"):
            file = STATIC / url.path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(status=200 if file.is_file() else 404, body=file.read_bytes() if file.is_file() else b"", content_type=kind)
        else:
            if route.request.method == "POST":
                self.posts.append((url.path, route.request.post_data or ""))
            status, body = self.answer(url.path)
            headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
            route.fulfill(status=status, body=body, headers=headers)

    def answer(self, path: str) -> Answer:
        """What a test has put there, else the sample page, else 404 (a preview that no test watches, /favicon.ico)."""
        from yuheng.faces.workbench.gallery import PAGES

        name = path.removeprefix("/gallery/")
        if path in self.answers:
            return self.answers[path]()
        return (200, html_of(name)) if name in PAGES else (404, "")

    def open(self, name: str) -> Any:
        self.tab.goto(f"{HOST}/gallery/{name}")
        return self.tab


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Visit]]:
    """visit(width=1440, **context options): a fresh context, closed afterwards."""
    contexts = []

    def start(width: int = 1440, **options: Any) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        return Visit(context.new_page())

    yield start
    for context in contexts:
        context.close()
