"""行政处罚决定书和不予行政处罚决定书: what article 59 asks for, each with the remedies of its own day."""

from __future__ import annotations

from yuheng.kernel.documents import OFFICIAL, Block, Context, Items, Note, Paragraph, Seal
from yuheng.kernel.law.numerals import chinese
from yuheng.systems.enforcement.penalty.choices import GROUNDS
from yuheng.systems.enforcement.penalty.documents.common import (
    article,
    articles,
    basis,
    evidence,
    heads,
    kind,
    measures,
    parameter,
    party_lines,
    period,
    remedies,
    words,
)

GROUND_PLACES = {"slight": "33.1", "first": "33.1", "no_fault": "33.2", "unproven": "57.1（三）"}
"""The article of each ground; incapacity has two, by age and by illness."""
COPIES = "本决定书一式三份，一份送达当事人，一份归档，一份备查。"


def decision(c: Context) -> list[Block]:
    return [
        *heads(c, "行政处罚决定书"),
        *party_lines(c),
        Paragraph(f"当事人{c['cause']}一案，本机关于{c.day('filed_on')}立案，现已调查终结。经查明：{c.text('facts_found', 20)}"),
        Paragraph("以上事实有下列证据证明："),
        Items(evidence(c), "（1）"),
        Paragraph(_told(c)),
        Paragraph(
            f"本机关认为，当事人的行为构成{c['cause']}，应当依照{basis(c)}处罚。裁量情况：{c.text('discretion', 12)}。依据{article('57.1')}的规定，"
            "决定对当事人作出以下行政处罚："
        ),
        Items([f"{one}。" for one in measures(c, "decided_kinds", "decided_fine")], "（1）"),
        *payment(c),
        *remedies(c),
        Paragraph(f"逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行（{article('72.1（四）')}）。"),
        Seal(c["organ"], c.date("decided_on") or c.date("day")),
        Note(COPIES),
    ]  # fmt: skip


def _told(c: Context) -> str:
    """What was notified, what the party said, whether it was heard."""
    notice = f"本机关于{c.day('notified_on')}向当事人送达《行政处罚事先（听证）告知书》（{c.text('made.notice.number', 10)}），告知拟作出行政处罚的内容及事实、理由、依据和依法享有的权利。"
    if c.has("defence"):
        said = f"当事人提出陈述、申辩：{c['defence']}经复核：{c.text('re_examination', 12)}"
    else:
        said = "当事人在规定期限内未提出陈述、申辩。"
    if c.has("hearing_record"):
        said += f"本机关于{c.day('hearing_on')}举行听证，听证情况：{c['hearing_record']}"
    return notice + said


def payment(c: Context) -> list[Block]:
    """How and until when a fine is paid, and what follows otherwise; nothing where there is none."""
    if "fine" not in (c.raw("decided_kinds") or ()):
        return [Paragraph("当事人应当在本决定书载明的期限内履行；履行方式和期限：____________________。")]
    rate = f"百分之{chinese(int(parameter(c, 'penalty.surcharge.rate').value))}"
    code = f"（缴款码：{c['payment_code']}）" if c.has("payment_code") else "（缴款码：____________）"
    return [
        Paragraph(
            f"当事人应当自收到本决定书之日起{period(c, 'penalty.pay')}内，到{c.text('organ_facts.bank', 10)}或者通过电子支付系统缴纳罚款{code}。到期不缴纳的，"
            f"依据{article('72.1（一）')}的规定，每日按罚款数额的{rate}加处罚款，加处罚款的数额不超出罚款的数额。确有经济困难的，可以申请暂缓或者分期缴纳。"
        )
    ]  # fmt: skip


def no_penalty(c: Context) -> list[Block]:
    ground = str(c.raw("ground") or "")
    place = articles("30", "31") if ground == "incapable" else article(GROUND_PLACES.get(ground, "57.1"))
    return [
        *heads(c, "不予行政处罚决定书"),
        *party_lines(c),
        Paragraph(f"当事人{c['cause']}一案，本机关于{c.day('filed_on')}立案，现已调查终结。经查明：{c.text('facts_found', 20)}"),
        Paragraph("以上事实有下列证据证明："),
        Items(evidence(c), "（1）"),
        Paragraph(f"本机关认为，本案属于{words(c, 'ground', GROUNDS)}的情形。依据{place}的规定，决定对当事人不予行政处罚。"),
        Paragraph(f"当事人应当引以为戒，遵守法律、法规、规章的规定。本机关已对当事人进行教育（{article('33.3')}）{'：' + c['education'] if c.has('education') else '。'}"),
        *remedies(c, penalty=False),
        Seal(c["organ"], c.date("decided_on") or c.date("day")),
        Note(COPIES),
    ]  # fmt: skip


KINDS = (
    kind(
        "ordinary", "decision", "行政处罚决定书", decision, number="decision", needs=("party_name", "facts_found", "decided_kinds", "decided_on"), served=True,
        cites=("57.1", "59", "67", "72"), page=OFFICIAL,
    ),
    kind(
        "ordinary", "no_penalty", "不予行政处罚决定书", no_penalty, number="no_penalty", needs=("party_name", "facts_found", "ground", "decided_on"), served=True,
        cites=("33", "57.1"), page=OFFICIAL,
    ),
)  # fmt: skip
