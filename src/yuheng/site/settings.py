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
            "CONN_MAX_AGE": None,
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
        # Only of the engine's statements (kernel/engine/prepared.py): Django's bind in the client and are never prepared.
        "OPTIONS": {"prepare_threshold": 3},
    }


SECRET_KEY = _secret("django")
FIELD_KEY = _secret("fields")
INDEX_KEY = _secret("index")
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

ORIGIN = os.environ.get("YUHENG_ORIGIN", "玉衡")
"""The name under which checkpoints are signed."""

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).resolve().parents[1] / "faces" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

MIDDLEWARE = [
    "yuheng.site.middleware.Security",
    "yuheng.site.static.Static",
    "yuheng.site.middleware.Trace",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "yuheng.site.middleware.Idle",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
            ],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
        },
    }
]

# Reading commits nothing: the session is a signed cookie, and the minute of the last request stands in it.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "yuheng_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_MINUTES = 15
CSRF_COOKIE_NAME = "yuheng_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "yuheng.faces.workbench.views.problems.csrf"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("YUHENG_ORIGINS", "").split(",") if origin]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
# Behind a proxy that speaks TLS, cookies travel only over it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("YUHENG_TLS", "") == "1"
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
# A list of several hundred rows is edited as one sheet.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGIN_URL = "/login/"
LOGIN_FAILURES = 5
LOGIN_LOCK_MINUTES = 15
AUTH_PASSWORD_VALIDATORS = [{"NAME": "yuheng.faces.workbench.passwords.Rules"}]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "yuheng.site.middleware.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    # A refusal is an answer, not a fault.
    "loggers": {"django.request": {"level": "ERROR"}},
}
