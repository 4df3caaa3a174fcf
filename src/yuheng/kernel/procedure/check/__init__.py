"""`yuheng check`: proves what a procedure declares, by exploring every marking it can reach (docs/semantics.md)."""

from yuheng.kernel.procedure.check.law import CitationChecker, Law, LawBook
from yuheng.kernel.procedure.check.result import Problem, Result
from yuheng.kernel.procedure.check.run import BUDGET, check

__all__ = ["BUDGET", "CitationChecker", "Law", "LawBook", "Problem", "Result", "check"]
