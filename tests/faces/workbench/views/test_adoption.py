"""存量案件建档: the form keeps what was typed, refuses what cannot be, and the matter shows what it had behind it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.example.office import moment
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.records.models import Matter

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" + (
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def filled(march, **changes):
    scan = SimpleUploadedFile("案卷.png", PNG, "image/png")
    return {
        "y_number": "昆高受〔2022〕0911号", "y_second": str(march.head), "y_reason": "启用前受理", "y_paper.": scan, "y_lead": str(march.squad),
        "y_did.accept": "2023-02-06", "y_did.visit": "2023-02-13", "y_who.visit": str(march.inspector), "applicant": "李四", "subject": "临时占道",
        "area": "50", "risky": "true", "visits.1.place": "路口", "y_party_name": "某某商行", "y_party_kind": "individual",
        "y_party_uscc": made("92", "320583", 12), **changes,
    }  # fmt: skip


def test_a_case_of_before_is_entered_and_shows_its_past(march, browser_of):
    client = browser_of(march.clerk)
    address = reverse("adopt", args=["example.permit"])
    assert "存量案件建档" in client.get(reverse("list", args=["example.permit"])).content.decode()
    assert client.get(address).status_code == 200
    wrong = client.post(address, filled(march, **{"y_did.visit": "二月十三"}))
    assert wrong.status_code == 422
    assert "应当写作" in wrong.content.decode()
    assert "临时占道" in wrong.content.decode()
    assert Matter.objects.count() == 0
    done = client.post(address, filled(march), follow=True)
    page = done.content.decode()
    assert "未经系统校验" in page
    assert "2023-02-13" in page
    assert Matter.objects.get().opened_on == moment(2, 6).date()


def test_who_may_not_open_may_not_adopt(march, browser_of):
    address = reverse("adopt", args=["example.permit"])
    assert browser_of(march.head).get(address).status_code == 403
    assert browser_of(march.head).post(address, filled(march)).status_code == 403
    assert Matter.objects.count() == 0
