"""The papers of penalty files, one file a stage; importing the package makes them known."""

from yuheng.kernel.documents import register
from yuheng.systems.enforcement.penalty.documents import (
    closing,
    clue,
    conclusion,
    correction,
    decision,
    hearing,
    investigation,
    notice,
    performance,
    preservation,
    service,
    spot,
)

STAGES = (
    clue, investigation, preservation, correction, service, conclusion, notice, hearing, decision, performance, closing, spot,
)  # fmt: skip

for stage in STAGES:
    register(*stage.KINDS)
