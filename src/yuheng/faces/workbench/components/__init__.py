"""Typed contexts of every page and part of the workbench; `docs/pages.md` lists them."""

from .authority import AuthorityPage, OfficerCheckPage
from .base import Act, Cite, Component, Empty, Link, Page
from .decisions import Answered, DecisionEditPage, DecisionLine, DecisionTablePage, DecisionTablesPage, EditCell, Shelf
from .deliveries import DeliveriesPage, DeliveryPage
from .desk import DeskBoardPage, DeskHandoverPage, DeskItemPage, DeskPage, OfferLine, OrphanLine, Tile
from .disclosure import OpenPage, OpenTable
from .enterprises import BriefPage, BriefPart, EnterpriseFilePage, EnterpriseSearchPage
from .exams import Asked, ExamPaperPage, ExamResultsPage, HallLine, HallPage, SittingPage
from .figures import Calibre, Chart, FigurePage, FigureRow, FiguresPage, Quotient, Series, Share
from .forms import Consequence, FormError, FormField, FormPage, Group, Option, PaperNeed, Preview, field_of
from .frame import Chapter, Choice, Frame, Message
from .home import Column, FigureTile, HomePage, Todo, WeekDay
from .imports import BatchLine, ImportPage, ImportProgress, ImportRow, RowProblem
from .inspections import (
    ChecklistPage,
    InspectionSheetPage,
    InspectionTaskPage,
    PointAsked,
    RatingLetter,
    RatingLettersPage,
    RatingPage,
    TaskPart,
)
from .laws import LawPage, LawsPage, ProvisionPart, RuleLine
from .legal_review import LawBeside, LawSide, LegalReviewPage
from .leniency import AnswerLine, LeniencyPage
from .lights import Clock, Day, Derivation, DerivationLine, Due, Light, Span
from .lists import BulkAct, Cell, Chip, ListColumn, ListPage, Pager, RegisterPage, Row, Table
from .maps import Edge, MapPage, Node
from .matter import (
    AlikePage,
    Fact,
    Field,
    Happening,
    LedgerProof,
    Linked,
    Mark,
    MatterPage,
    NextAct,
    Pair,
    Paper,
    PartyCard,
    Refused,
    Side,
    Stage,
)
from .money import FoundLine, MoneyBoardPage, MoneyCheckPage, RedlinePage, RuleStanding
from .people import (
    AuditPage,
    Hit,
    HitGroup,
    Notice,
    OrganNode,
    OrganPage,
    OutboxPage,
    PartyPage,
    PersonPage,
    SearchPage,
)
from .public import CalculatorPage, CertificateCheckPage, CertificatePage, ErrorPage, LoginPage, VerifyPage, error_page
from .reports import (
    ChipPane,
    FigureState,
    Insertable,
    Passage,
    ProofPage,
    ProofRow,
    ReportDraftPage,
    ReportPage,
    ReportUnitPage,
    ReportUnitsPage,
    Run,
    SentPassage,
    UnitState,
)
from .reviews import ProblemAct, ReviewItem, ReviewPage, ReviewProblemPage, ReviewSheetPage
from .sheets import (
    ApprovalPage,
    DerivationPage,
    MorningPage,
    Opinion,
    PaperPage,
    RollLine,
    RollPage,
    RollRow,
    RollsPage,
    StatisticsPage,
    WeeklyPage,
)
from .supervision import ClueDeskPage, ClueGroup, ClueLine, ModelLine, SupervisionPlanPage

__all__ = [
    "Act", "AlikePage", "AnswerLine", "Answered", "ApprovalPage", "Asked", "AuditPage", "AuthorityPage", "BatchLine", "BriefPage", "BriefPart", "BulkAct", "CalculatorPage",
    "Calibre", "Cell", "CertificateCheckPage", "CertificatePage", "Chapter", "Chart", "ChecklistPage", "Chip", "ChipPane", "Choice", "Cite", "Clock", "ClueDeskPage",
    "ClueGroup", "ClueLine", "Column", "Component", "Consequence", "Day", "DecisionEditPage", "DecisionLine", "DecisionTablePage", "DecisionTablesPage", "DeliveriesPage",
    "DeliveryPage", "Derivation", "DerivationLine", "DerivationPage", "DeskBoardPage", "DeskHandoverPage", "DeskItemPage", "DeskPage", "Due", "Edge", "EditCell", "Empty",
    "EnterpriseFilePage", "EnterpriseSearchPage", "ErrorPage", "ExamPaperPage", "ExamResultsPage", "Fact", "Field", "FigurePage", "FigureRow", "FigureState", "FigureTile",
    "FiguresPage", "FormError", "FormField", "FormPage", "FoundLine", "Frame", "Group", "HallLine", "HallPage", "Happening", "Hit", "HitGroup", "HomePage", "ImportPage",
    "ImportProgress", "ImportRow", "Insertable", "InspectionSheetPage", "InspectionTaskPage", "LawBeside", "LawPage", "LawSide", "LawsPage", "LedgerProof", "LegalReviewPage",
    "LeniencyPage", "Light", "Link", "Linked", "ListColumn", "ListPage", "LoginPage", "MapPage", "Mark", "MatterPage", "Message", "ModelLine", "MoneyBoardPage",
    "MoneyCheckPage", "MorningPage", "NextAct", "Node", "Notice", "OfferLine", "OfficerCheckPage", "OpenPage", "OpenTable", "Opinion", "Option", "OrganNode", "OrganPage",
    "OrphanLine", "OutboxPage", "Page", "Pager", "Pair", "Paper", "PaperNeed", "PaperPage", "PartyCard", "PartyPage", "Passage", "PersonPage", "PointAsked", "Preview",
    "ProblemAct", "ProofPage", "ProofRow", "ProvisionPart", "Quotient", "RatingLetter", "RatingLettersPage", "RatingPage", "RedlinePage", "Refused", "RegisterPage",
    "ReportDraftPage", "ReportPage", "ReportUnitPage", "ReportUnitsPage", "ReviewItem", "ReviewPage", "ReviewProblemPage", "ReviewSheetPage", "RollLine", "RollPage",
    "RollRow", "RollsPage", "Row", "RowProblem", "RuleLine", "RuleStanding", "Run", "SearchPage", "SentPassage", "Series", "Share", "Shelf", "Side", "SittingPage", "Span",
    "Stage", "StatisticsPage", "SupervisionPlanPage", "Table", "TaskPart", "Tile", "Todo", "UnitState", "VerifyPage", "WeekDay", "WeeklyPage", "error_page", "field_of",
]  # fmt: skip
