"""Renders sample papers of every kind of block to a folder, as docx and PDF: python tools/paper_gallery.py FOLDER.

For looking at the layout; the same samples are rendered by the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.kernel.documents.samples import SAMPLES
from yuheng.kernel.documents.docx import render_docx
from yuheng.kernel.documents.pdf import render_pdf


def main(folder: Path) -> None:
    """Writes every sample paper in both formats."""
    folder.mkdir(parents=True, exist_ok=True)
    for key, paper in SAMPLES.items():
        (folder / f"{key}.docx").write_bytes(render_docx(paper))
        (folder / f"{key}.pdf").write_bytes(render_pdf(paper))
        print(f"{folder / key}: {paper.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/paper_gallery.py FOLDER")
    main(Path(sys.argv[1]))
