"""Public: whether a certificate of enforcement is valid today. Tells what stands on the card, and of an invalid one not even that."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import bare
from yuheng.kernel.engine.office import office
from yuheng.kernel.identity.names import normalised
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Certificate
from yuheng.systems.enforcement.officers.standing import one as standing

_signer = Signer(salt="yuheng.certificate", sep=".")


def code_of(card: Certificate) -> str:
    """What a certificate's QR code says: its identifier, signed, so that nobody walks through them all."""
    return _signer.sign(str(card.pk))


def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """A certificate by its QR code, or by number and name as they stand on the card. Asked by POST, so that no name stands in an address."""
    number, name = request.POST.get("number", "").strip()[:40], request.POST.get("name", "").strip()[:100]
    found, asked = None, bool(code) or request.method == "POST"
    errors = []
    if code:
        found = _by_code(code)
    elif request.method == "POST" and (not number or not name):
        asked, errors = False, [ui.FormError("请照证件填写证号和姓名。")]
    elif asked:
        found = Certificate.objects.filter(number=number, person__name=normalised(name)).select_related("person", "organ").first()
    state, said, facts = _answer(found) if asked else ("", "", [])
    page = ui.OfficerCheckPage(
        title="执法证件核验", action=reverse("officer_check"), errors=errors, state=state, said=said, facts=facts,
        fields=[
            ui.FormField(name="number", label="证号", value=number, required=True, maxlength=40, autocomplete="off"),
            ui.FormField(name="name", label="持证人姓名", value=name, required=True, maxlength=100, autocomplete="off"),
        ],
    )  # fmt: skip
    return page.response(request, bare(request))


def _by_code(code: str) -> Certificate | None:
    try:
        return Certificate.objects.filter(pk=int(_signer.unsign(code[:200]))).select_related("person", "organ").first()
    except (BadSignature, ValueError):
        return None


def _answer(card: Certificate | None) -> tuple[str, str, list[tuple[str, str]]]:
    day = today()
    if card is None:
        return "invalid", "没有查到这一证件：不是本平台登记的证件，或者填写有误。", []
    if not standing(card, office(), day).valid:
        return "invalid", f"该证件 {day} 无效，持证人不能凭此执法。", [("证号", card.number)]
    facts = [("姓名", card.person.name), ("证号", card.number), ("单位", card.organ.name), ("执法类别", "、".join(card.kinds) or "—"), ("有效期止", str(card.to_on))]
    if card.auxiliary:
        return "helper", f"执法辅助人员证，{day} 有效：只能协助执法人员，不能单独执法、不能作出决定。", facts
    return "valid", f"行政执法证，{day} 有效。", facts
