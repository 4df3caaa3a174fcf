"""All tables of the kernel in one place for Django; they are declared by subject in the modules beside."""

from yuheng.kernel.records.changes import Change, PartyMerge
from yuheng.kernel.records.ledger import Amended, Checkpoint, Event, Leaf, Opening, TreeNode, Unsequenced
from yuheng.kernel.records.matters import (
    Clock,
    Helper,
    Link,
    Matter,
    MatterParty,
    Member,
    Recusal,
    Scope,
    SearchRow,
    StepState,
    Tally,
)
from yuheng.kernel.records.office import Draft, ErasureRequest, ImportBatch, ImportRow, Look, Notice, SavedFilter
from yuheng.kernel.records.organs import Account, Certificate, CertificatePause, Organ, OrganName, Person, Post
from yuheng.kernel.records.papers import Blob, Handling, NumberCounter, Paper, Sheet, Signature, VoidNumber
from yuheng.kernel.records.parties import Party, PartyName

__all__ = [
    "Account",
    "Amended",
    "Blob",
    "Certificate",
    "CertificatePause",
    "Change",
    "Checkpoint",
    "Clock",
    "Draft",
    "ErasureRequest",
    "Event",
    "Handling",
    "Helper",
    "ImportBatch",
    "ImportRow",
    "Leaf",
    "Link",
    "Look",
    "Matter",
    "MatterParty",
    "Member",
    "Notice",
    "NumberCounter",
    "Opening",
    "Organ",
    "OrganName",
    "Paper",
    "Party",
    "PartyMerge",
    "PartyName",
    "Person",
    "Post",
    "Recusal",
    "SavedFilter",
    "Scope",
    "SearchRow",
    "Sheet",
    "Signature",
    "StepState",
    "Tally",
    "TreeNode",
    "Unsequenced",
    "VoidNumber",
]
