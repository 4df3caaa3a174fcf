"""A careless user in one browser page: double clicks, a name full of HTML, the way back after a step, a date in 2099, an ended session."""

from __future__ import annotations

from yuheng.kernel.records.models import Account, Event, Matter

NAME = "<b onmouseover=alert(1)>某&店</b>\"'<script>alert(2)</script>"
RAW = "document.querySelectorAll('main b[onmouseover], main script, main s').length"


def test_nothing_is_done_twice_or_lost_and_no_name_becomes_a_tag(year, site_of):
    user = "squad-1.enforcer.1"
    site = site_of(user)
    dialogs: list[str] = []
    site.tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    before = Matter.objects.count()
    tab = site.open("/p/penalty.ordinary/open/")
    assert site.status == 200
    tab.fill("[name=found_on]", "2024-01-02")
    tab.select_option("[name=source]", "patrol")
    for name, text in (("cause", "占道<s>经营</s>"), ("place", "娄苑路1号"), ("basis", "某条例"), ("party_name", NAME)):
        tab.fill(f"[name={name}]", text)
    tab.check("[name=party_kind][value=organisation]")
    tab.locator("button.btn-primary").last.dblclick()
    tab.get_by_text("已办理“登记线索”").wait_for(timeout=10_000)
    assert Matter.objects.count() == before + 1
    matter = Matter.objects.order_by("-pk").first()
    assert matter is not None
    for path in (f"/m/{matter.pk}/", "/p/penalty.ordinary/?col=title&col=f.party_name&sort=-f.party_name", "/matters/", f"/m/{matter.pk}/proof/"):
        tab = site.open(path)
        assert tab.evaluate(RAW) == 0, path
    step = f"/m/{matter.pk}/step/verify/"
    tab = site.open(step)
    tab.fill("[name=verification]", "现场核查属实，写了很久")
    tab.evaluate("document.querySelector('[name=y_at]').value = '2099-01-01 10:00'")
    tab.locator("button.btn-primary").last.click()
    tab.locator(".y-errors").wait_for(timeout=10_000)
    assert "晚于当前时间" in tab.locator(".y-errors").inner_text()
    assert tab.input_value("[name=verification]") == "现场核查属实，写了很久"
    tab.fill("[name=y_at]", tab.get_attribute("[name=y_at_shown]", "value"))
    tab.wait_for_timeout(1200)  # the draft is kept a second after the last key
    site.client.logout()
    tab.locator("button.btn-primary").last.click()
    tab.locator("input[name=password]").wait_for(timeout=10_000)
    site.client.force_login(Account.objects.get(username=user))
    tab = site.open(step)
    assert tab.input_value("[name=verification]") == "现场核查属实，写了很久"
    tab.locator("button.btn-primary").last.dblclick()
    tab.get_by_text("已办理“核查”").wait_for(timeout=10_000)
    assert Event.objects.filter(matter=matter, step="verify").count() == 1
    tab = site.open(step)
    assert "不能重复办理" in tab.locator("main").inner_text()
    assert dialogs == []
