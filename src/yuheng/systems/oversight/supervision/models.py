from yuheng.systems.oversight.supervision.facts import (
    KeyPoint,
    ReviewedFile,
    ReviewProblem,
    ReviewRound,
    SupervisionRound,
)

__all__ = ["KeyPoint", "ReviewProblem", "ReviewRound", "ReviewedFile", "SupervisionRound"]
