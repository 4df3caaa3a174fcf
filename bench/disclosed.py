"""The public list of decisions: pages by key, under every filter, by words; the count; one decision. A million publications are made beside the town's matters."""

from __future__ import annotations

from bench.rows import Row, each

IN_TOWN = True
OF_EACH = 20


def rows(size: int) -> list[Row]:
    from datetime import date, timedelta
    from itertools import cycle

    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    from yuheng.kernel.records.models import Matter
    from yuheng.systems.enforcement.disclosure.keeping import words_of
    from yuheng.systems.enforcement.disclosure.publication import Publication

    causes, first = ("占道设摊", "工地扬尘措施不到位", "餐饮油烟超标", "擅自占用城市道路", "露天烧烤"), date(2019, 1, 1)
    matters = list(Matter.objects.order_by("pk").values_list("pk", "lead")[:size])
    missing = max(0, min(size, len(matters)) - Publication.objects.count())
    for start in range(0, missing, 5_000):
        made = []
        for n, (matter, organ) in enumerate(matters[start : start + 5_000], start):
            party, cause, number = f"昆山市第{n:07d}建设工程有限公司", causes[n % 5], f"昆执罚决〔{2019 + n % 8}〕{n:07d}号"
            record = f'{{"当事人":"{party}","案由":"{cause}","处罚种类":"罚款","处罚内容":"罚款1,000.00元","适用程序":"普通程序","决定日期":"2023-01-01"}}'
            day = first + timedelta(days=n % 2_900)
            made.append(Publication(matter_id=matter, seq=9, organ_id=organ, number=number, kind=("fine", "warning", "stop")[n % 3], cause=cause, party=party, decided_on=day, from_on=day, record=record, digest="0" * 64, words=words_of(party, cause, number)))
        Publication.objects.bulk_create(made, batch_size=1_000, ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    count, one = Publication.objects.count(), Publication.objects.order_by("-pk").values_list("pk", "organ").first() or (0, 0)
    deep = Publication.objects.order_by("decided_on", "pk").values_list("decided_on", "pk")[count // 2 : count // 2 + 1].first() or (first, 0)
    asked = [
        "", f"?organ={one[1]}", "?kind=stop", "?cause=露天烧烤", "?since=2022-01-01&until=2022-02-01", "?q=第0000777建设", "?q=油烟", "?q=没有这样的词语", "?kind=warning&cause=占道设摊&q=建设", f"?after={deep[0]}_{deep[1]}",
    ]  # fmt: skip
    browser, found = Client(), []
    for path in ("/open/after/", "/open/after/list.json"):
        turn = cycle(asked)

        def ask(path: str = path, turn: cycle[str] = turn) -> None:
            cache.clear()
            answer = browser.get(path + next(turn))
            assert answer.status_code == 200

        median, slow = each(ask, OF_EACH * len(asked) if path.endswith("/") else len(asked) * 2)
        goal = "≤ 50 / 200 ms at 1M" if path.endswith("/") else ""
        found.append(Row(f"public {'list page of 30' if path.endswith('/') else 'file of 1,000'}, any filter, {count:,} published", slow, "ms", goal, f"95th percentile, no cache; median {median:.1f} ms"))
    median, slow = each(lambda: browser.get(f"/open/after/{one[0]}/"), 100)
    found.append(Row(f"public page of one decision, {count:,} published", slow, "ms", "≤ 50 at 1M", f"95th percentile; median {median:.1f} ms"))
    return found
