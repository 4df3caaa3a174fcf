"""Which systems there are: every folder `systems/<chapter>/<system>/` with facts is one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

CHAPTERS = {
    "coordination": "统筹部署",
    "services": "公共服务",
    "culture": "法治氛围",
    "enforcement": "行政执法",
    "oversight": "权力监督",
    "disputes": "纠纷化解",
    "assessment": "考核报告",
}
"""The chapters of the report, in its order; folders of `systems/`."""

_HERE = Path(__file__).parent


@cache
def systems() -> tuple[str, ...]:
    """Dotted names of all systems, in the order of the chapters."""
    return tuple(
        f"yuheng.systems.{chapter}.{folder.name}"
        for chapter in CHAPTERS
        for folder in sorted((_HERE / chapter).glob("*"))
        if (folder / "facts.py").exists()
    )


def system_apps() -> tuple[str, ...]:
    """The systems as Django applications (each has `apps.py`)."""
    return systems()


@cache
def load() -> None:
    """Imports every system's declarations, which register themselves, and tells access the roles."""
    from yuheng.kernel.access.grants import know_roles
    from yuheng.systems import roles

    know_roles(roles.ALL)
    for name in systems():
        folder = _HERE.joinpath(*name.split(".")[2:])
        for module in ("procedure", "indicators", "statements", "rolls", "papers", "documents", "entries", "disclosed"):
            if (folder / f"{module}.py").exists() or (folder / module / "__init__.py").exists():
                import_module(f"{name}.{module}")
