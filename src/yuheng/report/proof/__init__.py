"""Proof-reading a draft of the annual report against the records. Knows no database: recorded figures come from a source."""

from .document import Document, Unreadable
from .figures import Figure, Figures, FiguresSource, figures_of
from .model import Comparison, Finding, Meta, Proof, Quantity
from .proof import proofread
from .reading import read, read_bytes
from .verdict import Verdict
from .wording import Wording, load_wordings, wordings_of

__all__ = [
    "Comparison",
    "Document",
    "Figure",
    "Figures",
    "FiguresSource",
    "Finding",
    "Meta",
    "Proof",
    "Quantity",
    "Unreadable",
    "Verdict",
    "Wording",
    "figures_of",
    "load_wordings",
    "proofread",
    "read",
    "read_bytes",
    "wordings_of",
]
