"""Django settings. Everything a deployment sets comes from the environment or from YUHENG_HOME."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from yuheng.systems.catalogue import system_apps

HOME = Path(os.environ.get("YUHENG_HOME", "var")).resolve()


def _secret(name: str) -> str:
    """A secret generated once into YUHENG_HOME, readable by its owner only."""
    path = HOME / "secrets" / name
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        value = secrets.token_hex(32)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(value)
        return value


def database(url: str) -> dict[str, object]:
    """The database that a URL names; without one, SQLite under YUHENG_HOME."""
    if not url:
        HOME.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "yuheng.sqlite3",
            "OPTIONS": {
                # IMMEDIATE takes the write lock at BEGIN: two writers wait for each other instead of failing midway.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous="
                + os.environ.get("YUHENG_SQLITE_SYNCHRONOUS", "FULL")
                + ";PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A server reached through a socket names its directory in the query, as libpq writes it.
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
    }


SECRET_KEY = _secret("django")
FIELD_KEY = _secret("fields")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("YUHENG_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
ROOT_URLCONF = "yuheng.site.urls"
WSGI_APPLICATION = "yuheng.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "yuheng.kernel.records",
    *system_apps(),
    *[name for name in ("yuheng.report.records",) if find_spec(name)],
    *[name for name in ("yuheng.faces.workbench",) if find_spec(name)],
]

DATABASES = {"default": database(os.environ.get("YUHENG_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "kernel.Account"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
