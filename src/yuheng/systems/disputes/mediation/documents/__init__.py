"""The papers of mediation files, one file a stage; importing the package makes them known."""

from yuheng.kernel.documents import register
from yuheng.systems.disputes.mediation.documents import agreement, opening, talks, volume

STAGES = (opening, talks, agreement, volume)

for stage in STAGES:
    register(*stage.KINDS)
