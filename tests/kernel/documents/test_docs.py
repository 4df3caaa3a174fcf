"""The example of docs/papers.md runs."""

from __future__ import annotations

import linecache
import re
from pathlib import Path

from tests.kernel.documents.reading import docx_text
from yuheng.kernel.documents import Context, data_digest, paper, template_digest
from yuheng.kernel.documents.docx import render_docx

DOCS = Path(__file__).resolve().parents[3] / "docs" / "papers.md"


def test_the_example_of_the_docs_is_a_paper() -> None:
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    name = "<docs/papers.md>"
    linecache.cache[name] = (len(found[1]), None, found[1].splitlines(keepends=True), name)
    exec(compile(found[1], name, "exec"), {"__name__": "docs.papers"})
    kind = paper("example.filing_sheet")
    context = Context({"organ": "某某局", "party": {"name": "老张面馆"}, "fine": 300000})
    text = docx_text(render_docx(kind.compose(context)))
    assert text.startswith("某某局立案审批表案由当事人老张面馆案发日期年月日")
    assert "3,000.00元（大写叁仟元整）" in text
    assert kind.missing(context) == ["cause"]
    assert len(template_digest(kind)) == len(data_digest(context)) == 64
