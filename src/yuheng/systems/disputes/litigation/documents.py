"""The papers of reconsideration and litigation: answer, catalogue of evidence, power of attorney, who comes to court, settlement, analysis, replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yuheng.kernel.documents import (
    FORM,
    OFFICIAL,
    Addressee,
    Attachments,
    Block,
    Context,
    Fields,
    Heading,
    Label,
    Note,
    Number,
    OrganHead,
    PaperKind,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Table,
    Title,
    Value,
    register,
)
from yuheng.systems.disputes.litigation import choices as of
from yuheng.systems.disputes.litigation.rules import SUIT

SORTS, RESULTS, CAUSES, EVIDENCE, EXCUSES = dict(of.SORTS), dict(of.RESULTS), dict(of.CAUSES), dict(of.EVIDENCE), dict(of.EXCUSES)
STATIONS, SETTLED, RANKS, STAGES, ADVICES, WAYS = dict(of.STATIONS), dict(of.SETTLED), dict(of.RANKS), dict(of.STAGES), dict(of.ADVICES), dict(of.WAYS)
AGENTS = {"staff": "本单位工作人员", "lawyer": "律师"}
POWERS = {"general": "一般代理", "special": "特别授权"}
HANDS_OVER, TAKES = "移交人", "接收人"


def _sued(c: Context) -> bool:
    return c.raw("route") == "lawsuit"


def _others(c: Context) -> str:
    return "、".join(row["name"] for row in c.rows("applicants")) or "________"


def _roles(c: Context) -> tuple[str, str]:
    """How the two sides are called."""
    return ("被告", "原告") if _sued(c) else ("被申请人", "申请人")


def _case(c: Context) -> str:
    number = str(c.raw("docket") or "")
    return f"{number}{_others(c)}{'诉' if _sued(c) else '不服'}我单位{SORTS.get(str(c.raw('sort')), '行政行为')}{'一案' if _sued(c) else '申请行政复议一案'}"


def _head(c: Context, title: str) -> list[Block]:
    return [OrganHead(c["organ"]), Title(title), Number(f"编号：{c['case_number']}", align="right")]


def handover(c: Context) -> list[Block]:
    people = list(c.raw("signers") or ())
    rows: list[list[Label | Value]] = [
        [Label("来文机关"), Value(c["body"]), Label("收到方式"), Value(WAYS.get(str(c.raw("way")), ""))],
        [Label("收到日期"), Value(c.day("received_on")), Label("转办日期"), Value(c.day("day"))],
        [Label("申请人（原告）"), Value(_others(c), span=3)],
        [Label("被诉行为"), Value(f"{SORTS.get(str(c.raw('sort')), '')} {c['act_number']}", span=3)],
        [Label("承办人"), Value(c["handler"]), Label("答复期限"), Value(c.day("due.answer"))],
    ]
    hands, takes = [*people, "", ""][:2]
    return [
        *_head(c, "收文转办单"), Fields(rows, widths=(16, 28, 16, 28)), SignLines([Sign(HANDS_OVER, hands, day=c.date("day")), Sign(TAKES, takes, day=c.date("day"))]),
        Note("收到当日转办；本单一式两份，移交、接收各执一份。"),
    ]  # fmt: skip


def _evidence_rows(c: Context) -> list[list[str]]:
    told = []
    for number, row in enumerate(sorted(c.rows("exhibits"), key=lambda one: int(one.raw("first_page") or 0)), start=1):
        first, last = row["first_page"], row["last_page"]
        pages = first if first == last else f"{first}－{last}"
        closed = "（不予查阅）" if row.raw("closed") else ""
        told.append([str(number), EVIDENCE.get(str(row.raw("sort")), ""), f"{row['name']}{closed}", pages, row["proves"], str(row.raw("digest") or "")[:16]])
    return told


def draft(c: Context) -> list[Block]:
    return _listed(c, "证据目录（草稿）")


def catalogue(c: Context) -> list[Block]:
    return _listed(c, "证据目录")


def _listed(c: Context, title: str) -> list[Block]:
    ours, _theirs = _roles(c)
    return [
        *_head(c, title), Paragraph(f"{ours}：{c['organ']}　　案由：{_case(c)}", indent=False),
        Table(["序号", "种类", "名称", "页码", "证明内容", "文件摘要（前16位）"], _evidence_rows(c), widths=(6, 12, 26, 10, 26, 18)),
        Paragraph("以上证据和依据均为作出被诉行为时收集；注明经准许补充的除外。"), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def answer(c: Context) -> list[Block]:
    ours, theirs = _roles(c)
    lines = [line for line in str(c.raw("statement") or "").splitlines() if line.strip()] or ["________"]
    asked = "请求人民法院依法判决。" if _sued(c) else "请求行政复议机关依法作出决定。"
    return [
        *_head(c, "行政答辩状" if _sued(c) else "行政复议答复书"),
        Paragraph(f"{ours}：{c['organ']}", indent=False), Paragraph(f"{theirs}：{_others(c)}", indent=False), Paragraph(f"{c['body']}："),
        Paragraph(f"{_case(c)}，我单位于{c.day('received_on')}收到{'起诉状' if _sued(c) else '申请书'}副本，现{'答辩' if _sued(c) else '答复'}如下："),
        Heading(1, "作出被诉行为的事实和证据、依据、程序"), *(Paragraph(line) for line in lines), Heading(1, "意见"),
        Paragraph(f"综上，我单位作出的{SORTS.get(str(c.raw('sort')), '行政行为')}（{c.text('act_number', 8)}）的证据、依据见证据目录。{asked}"),
        Attachments([f"证据目录及证据共 {len(c.rows('exhibits'))} 件", "授权委托书"]), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def attorney(c: Context) -> list[Block]:
    rows = [[row["name"], AGENTS.get(str(row.raw("sort")), ""), row["post"], POWERS.get(str(row.raw("power")), "")] for row in c.rows("agents")]
    return [
        *_head(c, "授权委托书"), Paragraph(f"委托单位：{c['organ']}", indent=False), Paragraph(f"现委托下列人员在{_case(c)}中作为我单位的代理人："),
        Table(["姓名", "身份", "职务（律师事务所）", "代理权限"], rows, widths=(16, 20, 28, 20)),
        Paragraph("特别授权的，可以代为承认、变更请求，进行和解、调解；一般代理的，代为提交材料、陈述意见、参加审理。委托期限至本案审结之日。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def _session(c: Context) -> Context:
    """The session that the paper is about, with its people by name."""
    same = [row for row in c.rows("hearings") if (row.raw("on"), row.raw("stage")) == (c.raw("row.on"), c.raw("row.stage"))]
    return same[-1] if same else Context({})


def identity(c: Context) -> list[Block]:
    return [
        *_head(c, "负责人身份证明书"), Addressee(c["body"]),
        Paragraph(f"{_session(c).text('head', 6)}系我单位{RANKS.get(str(c.raw('row.rank')), '负责人')}，出庭（参加听证）参加{_case(c)}的{STAGES.get(str(c.raw('row.stage')), '')}审理。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def absence(c: Context) -> list[Block]:
    law = "《中华人民共和国行政诉讼法》第三条第三款" if _sued(c) else "行政复议听证的有关规定"
    return [
        *_head(c, "负责人不能出庭（听证）情况说明"), Addressee(c["body"]),
        Paragraph(f"{_case(c)}定于{c.day('row.on')}开庭（听证）。我单位负责人因{EXCUSES.get(str(c.raw('row.excuse')), '____')}不能到庭，具体情况：{c.text('row.absent_why', 12)}"),
        Paragraph(f"依照{law}，委托{c.text('row.staff', 8)}出庭，陈述意见、解释说明并参与实质性解决争议。"), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def settlement(c: Context) -> list[Block]:
    ours, theirs = _roles(c)
    return [
        *_head(c, "行政争议化解协议"), Paragraph(f"{theirs}：{_others(c)}", indent=False), Paragraph(f"{ours}：{c['organ']}", indent=False),
        Paragraph(f"{_case(c)}，经{STATIONS.get(str(c.raw('station')), '')}组织，{c.text('taking_part', 8)}参加，双方自愿{SETTLED.get(str(c.raw('settled')), '')}："),
        Paragraph(c.text("terms", 20)), Paragraph("本协议不损害国家利益、社会公共利益和他人合法权益。"), SignLines([Sign(theirs), Sign(f"{ours}（盖章）"), Sign("主持人")]),
    ]  # fmt: skip


def changed(c: Context) -> list[Block]:
    return [
        *_head(c, "改变行政行为告知书"), Addressee(f"{c['body']}、{_others(c)}"), Paragraph(f"{_case(c)}审理期间，我单位自行改变被诉行为：{c.text('own_change', 20)}"),
        Paragraph("特此书面告知。"), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def analysis(c: Context) -> list[Block]:
    parts = [
        ("基本案情", f"{_case(c)}。请求和理由：{c.text('claims', 12)}"), ("结果", f"{RESULTS.get(str(c.raw('result')), '')}（{c.text('result_number', 8)}，{c.day('ended_on')}生效）。"),
        ("败诉原因", f"{CAUSES.get(str(c.raw('cause')), '')}。{c.text('defects', 20)}"), ("整改措施", c.text("remedy", 20)), ("责任人", c.text("responsible", 6)),
        ("制度、规则的修正", c.text("rule_fix", 10)),
    ]  # fmt: skip
    blocks: list[Block] = []
    for name, text in parts:
        blocks += [Heading(1, name), *(Paragraph(line) for line in text.splitlines() or [""])]
    return [*_head(c, "败诉案件分析报告"), *blocks, Seal(c["organ"], c.date("day"))]


def reply(c: Context) -> list[Block]:
    return [
        *_head(c, "建议书回复"), Addressee(c.text("row.sender", 8)),
        Paragraph(f"{ADVICES.get(str(c.raw('row.sort')), '建议书')}（{c.text('row.number', 8)}）已于{c.day('row.received_on')}收悉。关于“{c.text('row.content', 12)}”，现回复如下："),
        Paragraph(c.text("row.answer", 20)), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def appeal(c: Context) -> list[Block]:
    return [
        *_head(c, "行政上诉状"), Paragraph(f"上诉人（原审被告）：{c['organ']}", indent=False), Paragraph(f"被上诉人（原审原告）：{_others(c)}", indent=False),
        Paragraph(f"上诉人不服{c['body']}的一审判决（裁定）（{c.text('result_number', 8)}，{c.day('first_received_on')}收到），提起上诉。"),
        Heading(1, "上诉请求和理由"), Paragraph(c.text("appeal_why", 20)), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def appeal_answer(c: Context) -> list[Block]:
    return [
        *_head(c, "上诉答辩状"), Paragraph(f"被上诉人（原审被告）：{c['organ']}", indent=False), Paragraph(f"上诉人（原审原告）：{_others(c)}", indent=False),
        Paragraph(f"我单位于{c.day('appealed_on')}收到上诉状副本，现答辩如下："), Paragraph(c.text("appeal_answer", 20)), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


Build = Callable[[Context], Sequence[Block]]

COMMON: tuple[tuple[str, str, Build, bool], ...] = (
    ("handover", "收文转办单", handover, False), ("evidence", "证据目录（草稿）", draft, False), ("catalogue", "证据目录", catalogue, True),
    ("attorney", "授权委托书", attorney, True), ("identity", "负责人身份证明书", identity, True), ("absence", "负责人不能出庭（听证）情况说明", absence, True),
    ("settlement", "行政争议化解协议", settlement, False), ("changed", "改变行政行为告知书", changed, True), ("analysis", "败诉案件分析报告", analysis, False), ("reply", "建议书回复", reply, True),
)  # fmt: skip


def _kind(family: str, key: str, name: str, build: Build, served: bool, cites: tuple[str, ...] = ()) -> PaperKind:
    return PaperKind(f"litigation.{family}.{key}", name, build, None, (), (), served, cites, FORM if key in ("handover", "evidence") else OFFICIAL)


register(
    *(_kind(family, *one) for family in ("reconsideration", "lawsuit") for one in COMMON),
    _kind("reconsideration", "answer", "行政复议答复书", answer, True),
    _kind("lawsuit", "answer", "行政答辩状", answer, True, (f"{SUIT}#67.1",)),
    _kind("lawsuit", "appeal", "行政上诉状", appeal, True, (f"{SUIT}#85",)),
    _kind("lawsuit", "appeal_answer", "上诉答辩状", appeal_answer, True),
)

