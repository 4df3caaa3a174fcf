"""Parties: who the matters concern, under which names and codes; one party with all its matters; two registrations made one and parted again.

A party is seen by whoever may see one of its matters in which it is not kept secret, and by those who register parties. What is
shown of a natural person is masked; one field is opened with a reason.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import administering as adm
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.guard import file_readers, openers
from yuheng.faces.workbench.menu import listed_procedures
from yuheng.faces.workbench.parties import called
from yuheng.kernel.access import files
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import TooMany, unmask
from yuheng.kernel.access.matters import visible
from yuheng.kernel.engine import parties
from yuheng.kernel.engine.likeness import alike
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.records.models import MatterParty, Party, PartyMerge, PartyName

SIZE = 50
SHOWN = 100
"""Matters of a party that are listed; beyond them the list of matters goes on."""

KINDS = dict(Party.Kind.choices)
FIELDS = {"phone": ("电话", "phone"), "address": ("住所（地址）", "address"), "head": ("法定代表人（负责人、经营者）", "name")}


def shown_name(party: Party) -> str:
    """The name as lists show it: that of a natural person masked."""
    return masked("name", party.name) if party.kind == Party.Kind.PERSON else party.name


def seen_parties(seen: Viewer) -> QuerySet[Party]:
    """Parties that the viewer may see, those merged into others left out."""
    mine = visible(seen).filter(pk=OuterRef("matter"))
    parts = MatterParty.objects.filter(Exists(mine), hidden=False).filter(Q(party=OuterRef("pk")) | Q(party__merged_into=OuterRef("pk")))
    return Party.objects.filter(Exists(parts), merged_into=None)


def listed(request: HttpRequest) -> HttpResponse:
    """Parties by name, code or kind, in order of registration by key."""
    seen, get = viewer_of(request), request.GET
    query, kind, after = get.get("q", "").strip()[:60], get.get("kind", ""), get.get("after", "")
    found = seen_parties(seen)
    if query:
        found = found.filter(called(query) | Q(names__name__contains=query)).distinct()
    if kind in KINDS:
        found = found.filter(kind=kind)
    if after.isdigit() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    shown = list(found.order_by("-pk")[: SIZE + 1])
    counts = _matter_counts(seen, [one.pk for one in shown])
    rows = [
        ui.Row(str(one.pk), [
            ui.Cell(shown_name(one)[:40], reverse("party", args=[one.pk]), one.name if one.kind != "person" else ""), ui.Cell(KINDS[one.kind]),
            ui.Cell(one.uscc or "", kind="code"), ui.Cell(masked("address", one.address)[:30] if one.kind == "person" else one.address[:30], title=""),
            ui.Cell(str(counts.get(one.pk, 0)), kind="number"),
        ], reverse("party", args=[one.pk]))
        for one in shown[:SIZE]
    ]  # fmt: skip
    columns = [
        ui.ListColumn("name", "姓名（名称）"), ui.ListColumn("kind", "类型"), ui.ListColumn("uscc", "统一社会信用代码", "code"),
        ui.ListColumn("address", "住所（地址）"), ui.ListColumn("matters", "事项（您可以查看的）", "number", unit="件"),
    ]  # fmt: skip
    rest = request.GET.copy()
    rest.pop("after", None)
    rest["after"] = str(shown[SIZE - 1].pk) if len(shown) > SIZE else ""
    page = ui.ListPage(
        title="当事人", table=ui.Table(columns, rows, "当事人", ui.Empty("没有符合条件的当事人。" if query or kind else "您可以查看的事项还没有登记当事人。")),
        count=f"本页 {len(rows)} 个", search=ui.FormField(name="q", label="在本页查找", value=query, placeholder="名称、曾用名、代码", prefix="find_"),
        views=[ui.Link("全部", "?", current=not kind)] + [ui.Link(text, f"?kind={value}", current=kind == value) for value, text in KINDS.items()],
        filter_hidden=[("kind", kind)] if kind else [],
        acts=[ui.Act("登记当事人", reverse("party_new"), primary=True)] if openers(seen) else [],
        pager=ui.Pager(f"每页 {SIZE} 个", first="?" if after else "", after=f"?{rest.urlencode()}" if rest["after"] else "") if rest["after"] or after else None,
        href=request.path,
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def _matter_counts(seen: Viewer, ids: list[int]) -> dict[int, int]:
    mine = visible(seen).filter(pk=OuterRef("matter"))
    parts = MatterParty.objects.filter(Exists(mine), party__in=ids, hidden=False)
    return dict(parts.values_list("party").annotate(n=Count("matter", distinct=True)))


def _party(seen: Viewer, party: int) -> Party:
    """The party, at the registration under which it stands. Raises PermissionDenied alike for none and for one not to be seen."""
    one = Party.objects.filter(pk=party).first()
    if one is not None:
        one = parties.root(one)
        known = parties.family(one.pk)
        free = openers(seen) and not MatterParty.objects.filter(party__in=known).exists()
        # Whoever opened the enterprise's file today has seen more than this page tells.
        if free or seen_parties(seen).filter(pk=one.pk).exists() or files.opened(seen, known) is not None:
            return one
    raise PermissionDenied("没有这一当事人，或者您没有查看的权限。")


def party(request: HttpRequest, party: int) -> HttpResponse:
    """One party: what it is, its names, its matters, registrations merged into it, and others that may be the same."""
    seen = viewer_of(request)
    one = _party(seen, party)
    known = parties.family(one.pk)
    page = ui.PartyPage(
        title=shown_name(one),
        crumbs=[ui.Link("当事人", reverse("parties"))],
        facts=_facts(one),
        fields=[
            ui.Field(name, label, masked(kind, str(getattr(one, name))), reverse("party_unmask", args=[one.pk, name]) if openers(seen) else "")
            for name, (label, kind) in FIELDS.items() if getattr(one, name)
        ] + ([ui.Field("name", "姓名", shown_name(one), reverse("party_unmask", args=[one.pk, "name"]) if openers(seen) else "")] if one.kind == "person" else []),
        tables=[_matters(seen, known), *(table for table in (_names(known), _merges(seen, one), _alike(seen, one)) if table.rows)],
        acts=[
            *([ui.Act("企业档案", reverse("enterprise", args=[one.pk]))] if one.kind != Party.Kind.PERSON and file_readers(seen) else []),
            *([ui.Act("更名", reverse("party_rename", args=[one.pk])), ui.Act("与其他登记合并", reverse("party_merge", args=[one.pk]))] if openers(seen) else []),
        ],
    )  # fmt: skip
    return page.response(request, frame(request, "work"))


def _facts(one: Party) -> list[ui.Calibre]:
    found = [ui.Calibre("类型", KINDS[one.kind])]
    if one.uscc:
        found.append(ui.Calibre("统一社会信用代码", one.uscc))
    if one.old_number:
        found.append(ui.Calibre("旧注册号", one.old_number))
    if one.id_kind:
        found.append(ui.Calibre("证件", f"{one.id_kind}，已核对"))
    if one.sex:
        found.append(ui.Calibre("性别", one.sex))
    return found


def _matters(seen: Viewer, known: list[int]) -> ui.Table:
    parts = dict(MatterParty.objects.filter(party__in=known, hidden=False).order_by("pk").values_list("matter", "part")[:2000])
    found = list(visible(seen).filter(pk__in=parts).order_by("-opened_on", "-pk")[:SHOWN])
    names = {p.id: p.name for p in listed_procedures(seen)}
    rows = [
        ui.Row(str(m.pk), [
            ui.Cell(m.number, kind="code"), ui.Cell(m.title[:40], reverse("matter", args=[m.pk]), m.title), ui.Cell(names.get(m.procedure, "")),
            ui.Cell(parts[m.pk]), ui.Cell(seen.staff.names.get(m.lead_id, "")), ui.Cell(str(m.opened_on), kind="date"), ui.Cell(showing.STATUS.get(m.status, "")),
        ], reverse("matter", args=[m.pk]))
        for m in found
    ]  # fmt: skip
    columns = [
        ui.ListColumn("no", "编号", "code"), ui.ListColumn("title", "事项"), ui.ListColumn("procedure", "程序"), ui.ListColumn("part", "身份"),
        ui.ListColumn("lead", "承办单位"), ui.ListColumn("on", "开始日期", "date"), ui.ListColumn("status", "状态"),
    ]  # fmt: skip
    return ui.Table(columns, rows, f"事项（您可以查看的 {len(found)} 件）", ui.Empty("没有您可以查看的事项。"), id="matters")


def _names(known: list[int]) -> ui.Table:
    rows = [
        ui.Row(str(one.pk), [ui.Cell(one.name if one.party.kind != "person" else masked("name", one.name)), ui.Cell(str(one.from_on), kind="date"), ui.Cell(str(one.to_on or ""), kind="date")])
        for one in PartyName.objects.filter(party__in=known).select_related("party").order_by("-from_on")
    ]
    columns = [ui.ListColumn("name", "名称"), ui.ListColumn("from", "自", "date"), ui.ListColumn("to", "至", "date")]
    return ui.Table(columns, rows, "名称沿革", ui.Empty("名称没有变更过。"), id="names")


def _merges(seen: Viewer, one: Party) -> ui.Table:
    rows = []
    for merge in PartyMerge.objects.filter(kept=one).select_related("merged").order_by("-pk"):
        undo = ui.Cell("撤销合并", reverse("party_part", args=[merge.pk])) if merge.undone_at is None and openers(seen) else ui.Cell(f"已撤销：{merge.undone_why}" if merge.undone_at else "")
        cells = [ui.Cell(f"{shown_name(merge.merged)} {merge.merged.uscc or merge.merged.old_number}"), ui.Cell(parties.GROUNDS[merge.ground]), ui.Cell(merge.proof), ui.Cell(f"{merge.made_at:%Y-%m-%d}", kind="date"), undo]
        rows.append(ui.Row(str(merge.pk), cells, void=merge.undone_at is not None))
    columns = [ui.ListColumn("merged", "并入的登记"), ui.ListColumn("ground", "合并依据"), ui.ListColumn("proof", "证明材料"), ui.ListColumn("on", "日期", "date"), ui.ListColumn("undo", "办理")]
    return ui.Table(columns, rows, "合并记录", ui.Empty("没有合并过。"), id="merges")


def _alike(seen: Viewer, one: Party) -> ui.Table:
    """Registrations that may be the same: proposed, decided by a person."""
    found = alike(one) if openers(seen) else []
    rows = [
        ui.Row(str(like.party.pk), [
            ui.Cell(shown_name(like.party)), ui.Cell(KINDS[like.party.kind]), ui.Cell(like.party.uscc or like.party.old_number, kind="code"), ui.Cell(like.why),
            ui.Cell("合并到本登记", f"{reverse('party_merge', args=[one.pk])}?other={like.party.pk}&ground={like.ground}"),
        ])
        for like in found
    ]  # fmt: skip
    columns = [ui.ListColumn("name", "姓名（名称）"), ui.ListColumn("kind", "类型"), ui.ListColumn("uscc", "代码（旧注册号）", "code"), ui.ListColumn("why", "相同之处"), ui.ListColumn("do", "办理")]
    return ui.Table(columns, rows, "疑似同一主体的其他登记", ui.Empty("没有。名称相同不等于同一主体，由人确认后合并。"), id="alike")


def register(request: HttpRequest) -> HttpResponse:
    """Registers a party: codes are checked character by character."""
    post, errors = request.POST, {}
    if request.method == "POST":
        try:
            values = parties.cleaned(
                post.get("kind", ""), post.get("name", ""), post.get("uscc", ""), post.get("id_number", ""),
                phone=post.get("phone", ""), address=post.get("address", ""), head=post.get("head", ""),
            )  # fmt: skip
            found = parties.register(adm.actor(request), values, alone=True)
        except parties.PartyFault as fault:
            errors = fault.errors
        else:
            messages.success(request, "当事人已登记。同一统一社会信用代码只登记一次，已有的直接打开。")
            return HttpResponseRedirect(reverse("party", args=[found]))
    kinds = [ui.Option(value, text, value == post.get("kind", "")) for value, text in KINDS.items()]

    def field(name: str, label: str, help: str = "", **more: object) -> ui.FormField:
        return ui.FormField(name=name, label=label, value=post.get(name, ""), error=errors.get(name, ""), help=help, **more)  # type: ignore[arg-type]

    fields = [
        ui.FormField(name="kind", label="类型", kind="radio", options=kinds, required=True, error=errors.get("kind", ""), wide=True),
        field("name", "姓名（名称）", required=True, maxlength=200, wide=True),
        field("uscc", "统一社会信用代码", "企业、个体工商户和其他组织填写，18 位，逐位核对；没有换发的，填写 15 位旧注册号。", maxlength=24),
        field("id_number", "公民身份号码", "自然人填写，18 位；号码加密保存，页面上不显示，只用于核对是否同一人。", maxlength=24),
        field("head", "法定代表人（负责人、经营者）", maxlength=100), field("phone", "电话", inputmode="tel", maxlength=40),
        field("address", "住所（地址）", maxlength=300, wide=True),
    ]  # fmt: skip
    page = ui.FormPage(title="登记当事人", act="登记当事人", action=request.path, cancel_href=reverse("parties"), groups=[ui.Group("当事人", fields)], crumbs=[ui.Link("当事人", reverse("parties"))], draft="party/new")
    return page.response(request, frame(request, "work"), status=422 if errors else 200)


def rename(request: HttpRequest, party: int) -> HttpResponse:
    """A new name from a day on."""
    one = _party(viewer_of(request), party)

    def do() -> str:
        parties.rename(adm.actor(request), one.pk, request.POST.get("name", ""), adm.why(request))
        return "已更名，此前的文书仍用旧名称。"

    return adm.asked(
        request, "更名", reverse("party", args=[one.pk]),
        lambda: [ui.Group("更名", [ui.FormField(name="was", label="现名称", value=shown_name(one), readonly=True, wide=True), adm.text(request, "name", "新名称", required=True, maxlength=200, wide=True), *adm.why_fields(request)])],
        do, subject=shown_name(one), crumbs=[ui.Link("当事人", reverse("parties"))],
    )  # fmt: skip


def merge(request: HttpRequest, party: int) -> HttpResponse:
    """Takes another registration under this one, with the proof; it can be taken back."""
    seen = viewer_of(request)
    one = _party(seen, party)
    given = request.POST.get("other") or request.GET.get("other", "")
    other = Party.objects.filter(pk=int(given)).first() if given.isdigit() and len(given) < 19 else None

    def do() -> str:
        parties.merge(adm.actor(request), one.pk, adm.number(request, "other", "要并入的登记"), request.POST.get("ground", ""), request.POST.get("proof", ""))
        return "已合并，两个登记的事项列在一起；合并可以撤销。"

    def groups() -> list[ui.Group]:
        options = [ui.Option(str(other.pk), f"{shown_name(other)}（{other.uscc or KINDS[other.kind]}）", True)] if other else []
        fields = [
            ui.FormField(name="other", label="要并入的登记", kind="select", options=options, search_href=reverse("find_party"), required=True, wide=True),
            adm.select(request, "ground", "合并依据", list(parties.GROUNDS.items()), request.GET.get("ground", ""), required=True),
            adm.text(request, "proof", "证明材料", required=True, maxlength=300, wide=True, help="如：营业执照、变更登记通知书文号。名称相同不足以证明。"),
        ]
        return [ui.Group("合并", fields, f"并入“{shown_name(one)} {one.uscc or ''}”。")]

    return adm.asked(request, "合并当事人", reverse("party", args=[one.pk]), groups, do, subject=shown_name(one), crumbs=[ui.Link("当事人", reverse("parties"))])


def part(request: HttpRequest, merge: int) -> HttpResponse:
    """Takes a merge back."""
    row = PartyMerge.objects.filter(pk=merge).select_related("merged").first()
    if row is None:
        raise PermissionDenied("没有这一合并记录。")
    seen = viewer_of(request)
    # Whoever merged may take it back, even where the merged one's matters are not theirs to see.
    one = parties.root(Party.objects.get(pk=row.kept_id)) if row.made_by_id == seen.account.pk else _party(seen, row.kept_id)

    def do() -> str:
        parties.part(adm.actor(request), row.pk, request.POST.get("reason", ""))
        return "合并已撤销，两个登记恢复原状。"

    reason = ui.FormField(name="reason", label="理由", kind="textarea", value=request.POST.get("reason", ""), required=True, wide=True, maxlength=300)
    return adm.asked(
        request, "撤销合并", reverse("party", args=[one.pk]), lambda: [ui.Group("撤销合并", [reason], f"“{shown_name(row.merged)}”将恢复为独立的登记。")], do,
        subject=shown_name(one), crumbs=[ui.Link("当事人", reverse("parties"))],
    )  # fmt: skip


def unmask_field(request: HttpRequest, party: int, field: str) -> HttpResponse:
    """Opens one masked field of a party; the look with its reason is written before the answer."""
    seen = viewer_of(request)
    one = _party(seen, party)
    label = "姓名" if field == "name" else FIELDS.get(field, ("", ""))[0]
    value = str(getattr(one, field)) if label else ""
    if not value:
        raise PermissionDenied("没有这一项，或者已经依法删除。")
    href, reason, error = reverse("party_unmask", args=[one.pk, field]), request.POST.get("reason", "").strip(), ""
    if len(reason) < 2:
        error = "请写明查看完整信息的理由，理由将被记录。"
    else:
        try:
            unmask(seen, f"当事人{label}（全文）", matter=None, field=f"party-{field}", reason=reason, address=request.META.get("REMOTE_ADDR", ""))
        except TooMany as refused:
            error = str(refused)
    if error:
        return HttpResponse(ui.Field(field, label, "", href, error=error).html(request), status=422)
    if request.headers.get("HX-Request"):
        return HttpResponse(ui.Field(field, label, "", href, opened=value).html(request))
    messages.info(request, f"{label}：{value}（本次查看已记录）")
    return HttpResponseRedirect(reverse("party", args=[one.pk]))


