from yuheng.systems.enforcement.penalty.facts import (
    Addressee,
    Evidence,
    Instalment,
    Penalty,
    Recording,
    SpotRecording,
    SummaryPenalty,
    Thing,
)

__all__ = ["Addressee", "Evidence", "Instalment", "Penalty", "Recording", "SpotRecording", "SummaryPenalty", "Thing"]
