"""Law as dated data: parameters with citations, legal scope, statutes."""

from yuheng.kernel.law.book import LawBook, LawError, law
from yuheng.kernel.law.citation import BadCitation, Citation
from yuheng.kernel.law.parameter import GENERAL, LegalScope, Parameter

__all__ = ["GENERAL", "BadCitation", "Citation", "LawBook", "LawError", "LegalScope", "Parameter", "law"]
