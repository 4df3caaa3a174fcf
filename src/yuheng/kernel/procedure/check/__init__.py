"""`yuheng check`: proves what a procedure declares, by exploring every marking it can reach."""

from yuheng.kernel.procedure.check.result import Problem, Result

__all__ = ["Problem", "Result"]
