"""The site's settings with the example system that the kernel's own tests use."""

import os

import tests.environment  # noqa: F401  # first: it sets what the settings read
from yuheng.site.settings import *  # noqa: F403
from yuheng.site.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.example"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: several connections must see one database, as in service.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["YUHENG_HOME"], f"test-{os.getpid()}.sqlite3")}
