"""Parts of an enterprise's file: who it is, its entries as tables, sources with how fresh they are, people, places, names, merges."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.kernel.access.files import OPENED
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.parties import GROUNDS
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Look, Party, PartyMerge
from yuheng.systems.enforcement.enterprise import words
from yuheng.systems.enforcement.enterprise.file import EnterpriseFile, freshness, left_out
from yuheng.systems.enforcement.enterprise.reading import Entry
from yuheng.systems.enforcement.enterprise.subject import Subject
from yuheng.systems.entries import HEADINGS, sources

KINDS = dict(Party.Kind.choices)
MASKED = {"head": ("法定代表人（负责人、经营者）", "name"), "phone": ("电话", "phone")}
"""Fields of an enterprise that are masked: their label and kind of mask."""

NEEDED = {"uscc": "统一社会信用代码", "address": "住所", "head": "法定代表人（负责人、经营者）", "phone": "电话"}
"""What a complete registration holds."""

YEARS = 6
PEOPLE = 12
NAMING = 200
"""The newest entries, out of which people and places are taken."""
LAST_LOOKS = 3


def lead_of(one: Subject) -> str:
    """Code and kind in one line."""
    code = one.party.uscc or (f"旧注册号 {one.party.old_number}" if one.party.old_number else "没有登记统一社会信用代码")
    return f"{code} · {KINDS[one.party.kind]}"


def facts_of(file: EnterpriseFile, people: bool = False) -> list[ui.Calibre]:
    """Who it is: names, codes, address, how complete the registration is. `people` adds the masked head, for paper."""
    one = file.subject
    party = one.party
    found = [ui.Calibre("统一社会信用代码", "、".join(one.codes) or "未登记"), ui.Calibre("类型", KINDS[party.kind]), ui.Calibre("住所", party.address or "未登记")]
    if people:
        found.append(ui.Calibre("负责人", masked("name", party.head) or "未登记"))
    old = [one.old_number for one in one.registrations if one.old_number]
    if old:
        found.append(ui.Calibre("旧注册号", "、".join(old)))
    former = dict.fromkeys(name.name for name in one.names if name.name != party.name)
    if former:
        found.append(ui.Calibre("曾用名称", "、".join(former)))
    ended = next((e for e in file.newest if e.source.ends), None)
    if ended is not None:
        found.append(ui.Calibre("登记状态", f"{ended.day} 已注销"))
    lacking = [label for column, label in NEEDED.items() if not getattr(party, column)]
    if lacking and not people:
        found.append(ui.Calibre("登记完整度", f"{len(NEEDED) - len(lacking)}/{len(NEEDED)}，缺{'、'.join(lacking)}"))
    return found


def identity_fields(one: Subject) -> list[ui.Field]:
    """Masked fields that open one by one with a reason."""
    return [
        ui.Field(name, label, masked(kind, str(getattr(one.party, name))), reverse("enterprise_unmask", args=[one.party.pk, name]))
        for name, (label, kind) in MASKED.items() if getattr(one.party, name)
    ]  # fmt: skip


def entry_table(entries: Sequence[Entry], seen: Viewer, may_open: Collection[int], id: str, empty: str) -> ui.Table:
    """Entries as rows; one opens its matter where the reader may see that."""
    rows = []
    for entry in entries:
        href = reverse("matter", args=[entry.matter]) if entry.matter in may_open else ""
        result, title = words.result(entry), words.title(entry)
        state = ui.Cell(part=showing.light(entry.due_on, None, seen.day)) if entry.open and entry.due_on else ui.Cell(showing.STATUS.get(entry.status, ""))
        rows.append(ui.Row(str(entry.matter), [
            ui.Cell(str(entry.day), kind="date"), ui.Cell(HEADINGS[entry.source.heading]), ui.Cell(title[:40], href, title), ui.Cell(result[:48], title=result),
            ui.Cell(words.number(entry), kind="code"), ui.Cell(seen.staff.names.get(entry.lead, "")), state,
        ], href))  # fmt: skip
    columns = [
        ui.ListColumn("on", "日期", "date"), ui.ListColumn("heading", "类别"), ui.ListColumn("title", "事项"), ui.ListColumn("result", "结果"),
        ui.ListColumn("number", "编号", "code"), ui.ListColumn("unit", "单位"), ui.ListColumn("state", "状态"),
    ]  # fmt: skip
    return ui.Table(columns, rows, "", ui.Empty(empty), id=id)


def _query(heading: str, year: int | None) -> str:
    return "?" + urlencode({k: v for k, v in (("heading", heading), ("year", year)) if v}) + "#timeline"


def heading_links(file: EnterpriseFile, heading: str, year: int | None) -> list[ui.Link]:
    """A tab for every heading that holds something, with its count over all years."""
    counts = dict.fromkeys(HEADINGS, 0)
    for one in file.counts:
        counts[one.source.heading] += one.number
    found = [ui.Link("全部", _query("", year), count=file.number, current=not heading)]
    return found + [ui.Link(words, _query(key, year), count=counts[key], current=heading == key) for key, words in HEADINGS.items() if counts[key] or heading == key]


def year_links(file: EnterpriseFile, heading: str, year: int | None) -> list[ui.Link]:
    """The years between the first and the last record; of many the latest ones."""
    if not file.counts:
        return []
    first, last = min(one.first.year for one in file.counts), max(one.last.year for one in file.counts)
    if first == last and year is None:
        return []
    years = range(last, max(first, last - YEARS) - 1, -1)
    return [ui.Link("各年", _query(heading, None), current=year is None), *(ui.Link(f"{one} 年", _query(heading, one), current=one == year) for one in years)]


def sources_table(file: EnterpriseFile) -> ui.Table:
    """Where the records come from, how many there are, the newest here and the newest of anybody; what the reader's post is not told."""
    held, newest = {one.source.id: one for one in file.counts}, freshness()
    hidden = {source.id for source in left_out(file.told)}
    rows = []
    for source in sources():
        mine, day = held.get(source.id), newest[source.id]
        told = "您的岗位不能查看" if source.id in hidden else f"{mine.number} 件" if mine else "没有记录"
        rows.append(ui.Row(source.id, [
            ui.Cell(HEADINGS[source.heading]), ui.Cell(source.label), ui.Cell(told), ui.Cell(str(mine.last) if mine else "", kind="date"), ui.Cell(str(day or "还没有记录"), kind="date"),
            ui.Cell("当事人登记、代码" if source.parts and (source.codes or source.row_codes) else "当事人登记" if source.parts else "代码"),
        ]))  # fmt: skip
    columns = [
        ui.ListColumn("heading", "类别"), ui.ListColumn("source", "来源"), ui.ListColumn("held", "本企业"), ui.ListColumn("last", "本企业最近一件", "date"),
        ui.ListColumn("fresh", "该来源最近登记", "date"), ui.ListColumn("by", "按什么归档"),
    ]  # fmt: skip
    return ui.Table(columns, rows, "", id="sources")


def people_table(file: EnterpriseFile, merges: bool) -> ui.Table:
    """People and places that the records name, masked; other enterprises of the same operator; registrations under another code that a record names."""
    rows = []
    for kind, mask in (("people", "name"), ("places", "address")):
        for label, value, entry in words.named(file.newest[:NAMING], kind)[:PEOPLE]:
            rows.append((masked(mask, value), label, f"{words.title(entry)}（{entry.day}）", ""))
    index = file.subject.party.operator_index
    if index:
        for other in Party.objects.filter(operator_index=index, merged_into=None).exclude(pk__in=file.subject.ids)[:PEOPLE]:
            rows.append((other.name, "同一经营者的其他登记", other.uscc or other.old_number, reverse("enterprise", args=[other.pk])))
    rows += _other_codes(file, merges)
    shown = list(dict.fromkeys(rows))
    columns = [ui.ListColumn("who", "人员、场所、企业"), ui.ListColumn("what", "关系"), ui.ListColumn("from", "见于")]
    return ui.Table(columns, [ui.Row(str(n), [ui.Cell(who, href), ui.Cell(what), ui.Cell(where)]) for n, (who, what, where, href) in enumerate(shown)], "", id="people")


def _other_codes(file: EnterpriseFile, merges: bool) -> list[tuple[str, str, str, str]]:
    """A record names two codes (个转企): the other one's registration, and the way to make both one."""
    named = {(str(code), entry.source.fields[name].label) for entry in file.newest[:NAMING] for name in entry.source.codes[1:] if (code := entry.told.get(name))}
    labels = {code: label for code, label in named if code not in file.subject.codes}
    if not labels:
        return []
    here = file.subject.party.pk
    return [
        (other.name, labels[other.uscc or ""], other.uscc or "", f"{reverse('party_merge', args=[here])}?other={other.pk}&ground=converted" if merges else reverse("enterprise", args=[other.pk]))
        for other in Party.objects.filter(uscc__in=labels, merged_into=None)
    ]  # fmt: skip


def names_table(one: Subject) -> ui.Table:
    rows = [ui.Row(str(name.pk), [ui.Cell(name.name), ui.Cell(str(name.from_on), kind="date"), ui.Cell(str(name.to_on or ""), kind="date")]) for name in one.names]
    columns = [ui.ListColumn("name", "名称"), ui.ListColumn("from", "自", "date"), ui.ListColumn("to", "至", "date")]
    return ui.Table(columns, rows, "", id="names")


def merged_table(one: Subject) -> ui.Table:
    """Registrations that were found to be this enterprise, with the proof."""
    if len(one.registrations) == 1:
        return ui.Table([], [], "", id="merged")
    merges = PartyMerge.objects.filter(merged__in=one.ids, undone_at=None).select_related("merged").order_by("-pk")
    rows = [
        ui.Row(str(m.pk), [ui.Cell(m.merged.name), ui.Cell(m.merged.uscc or m.merged.old_number, kind="code"), ui.Cell(GROUNDS[m.ground]), ui.Cell(m.proof), ui.Cell(f"{m.made_at.astimezone(CHINA):%Y-%m-%d}", kind="date")])
        for m in merges
    ]  # fmt: skip
    columns = [ui.ListColumn("name", "并入的登记"), ui.ListColumn("code", "代码（旧注册号）", "code"), ui.ListColumn("ground", "依据"), ui.ListColumn("proof", "证明材料"), ui.ListColumn("on", "日期", "date")]
    return ui.Table(columns, rows, "", id="merged")


def lookers(one: Subject, seen: Viewer) -> list[str]:
    """Who else opened the file last, for whoever reads it: that looks are seen keeps them honest."""
    found = Look.objects.filter(party__in=one.ids, what__startswith=OPENED).exclude(account=seen.account).order_by("-at")
    recent = [f"{at.astimezone(CHINA):%Y-%m-%d} {seen.staff.people.get(person or 0, '')}" for at, person in found.values_list("at", "person")[:LAST_LOOKS]]
    return [f"最近其他人的调阅：{'；'.join(recent)}"] if recent else []
