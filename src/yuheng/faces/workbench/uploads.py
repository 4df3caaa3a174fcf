"""Files that come with an act: judged by their content, kept by their digest, before the engine is asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest

from yuheng.faces.workbench import components as ui
from yuheng.kernel.documents.store import store
from yuheng.kernel.documents.uploads import BadUpload, check
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.state import Paper, Refusal

MOST = 10
"""Files with one act."""


def upload_fields(procedure: Procedure, step: Step, there: Iterable[str], errors: dict[str, str]) -> list[ui.FormField]:
    """A place for every paper that the step needs and the file lacks, and one for whatever else belongs to the act."""
    lacking = [kind for kind in step.requires if kind not in set(there)]
    found = [
        ui.FormField(name=f"y_paper.{kind}", label=procedure.papers.get(kind, kind), kind="file", required=True, error=errors.get(f"y_paper.{kind}", ""))
        for kind in lacking
    ]
    more = ui.FormField(
        name="y_paper.", label="其他附件", kind="file", multiple=True, wide=True, error=errors.get("y_paper.", ""),
        help="扫描件、照片、录音录像、docx、PDF；可以一次选几个。",
    )  # fmt: skip
    return [*found, more]


def papers_sent(request: HttpRequest, procedure: Procedure, step: Step) -> tuple[Paper, ...]:
    """The papers uploaded with the form. Raises Refused for a file that may not be kept."""
    found: list[Paper] = []
    for name in request.FILES:
        if not name.startswith("y_paper."):
            continue
        kind = name.removeprefix("y_paper.")
        if kind and kind not in step.requires:
            continue
        for file in request.FILES.getlist(name)[:MOST]:
            data = file.read()
            try:
                upload = check(data)
            except BadUpload as wrong:
                raise Refused(Refusal("paper", str(wrong), fields={name: str(wrong)})) from None
            digest = store(settings.HOME / "files", data)
            title = procedure.papers.get(kind, "") or (file.name or "附件")[:200]
            found.append(Paper(kind or "attachment", title, digest, upload.size, upload.media))
    return tuple(found)
