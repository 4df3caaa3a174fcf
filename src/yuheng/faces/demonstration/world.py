"""Names, places, days and sums of the demonstration: deterministic, synthetic, believable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar

YEAR = 2023

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彬建国志成海波鹏飞宇浩凯文俊峰婷慧雪梅琳宁欣怡佳子轩梓涵晨曦雨桐思远嘉豪春生根宝林福贵荣顺发兴旺"
UYGHUR = ("阿卜杜拉·买买提", "古丽娜尔·艾合买提", "买买提江·吐尔逊", "阿依古丽·库尔班")
TRADES = (
    "精密模具",
    "自动化设备",
    "电子科技",
    "新材料",
    "物流",
    "餐饮管理",
    "建设工程",
    "装饰工程",
    "环保科技",
    "塑胶制品",
    "五金机械",
    "光电科技",
    "食品",
    "贸易",
    "汽车服务",
)
BRANDS = "鑫恒华盛宏泰瑞丰达嘉和信诚立通源安邦德隆凯联创益同晟博远卓越佳美康利兴茂永长顺"
SHOPS = (
    "小吃店",
    "面馆",
    "水果店",
    "便利店",
    "理发店",
    "烟酒店",
    "服装店",
    "快餐店",
    "熟食店",
    "早餐店",
    "五金店",
    "火锅店",
    "奶茶店",
    "汽修店",
)
ROADS = (
    "前进中路",
    "娄苑路",
    "马鞍山路",
    "北门路",
    "虹祺路",
    "西街",
    "亭林路",
    "玉山南路",
    "中山路",
    "同丰西路",
    "城北大道",
    "萧林路",
    "朝阳西路",
    "江浦路",
    "紫竹路",
)
ESTATES = ("锦园", "佳苑", "花园", "新城", "名邸", "公馆", "天玺")
ESTATE_HEADS = (
    "新乐",
    "娄江",
    "玉景",
    "枫情",
    "水岸",
    "江南",
    "星湖",
    "盛世",
    "金色",
    "阳光",
    "翡翠",
    "世纪",
    "同盛",
    "皇冠",
)


class World:
    """One source of chance for a part of the year, so that parts do not disturb each other."""

    def __init__(self, part: str) -> None:
        self.random = Random(f"yuheng-demonstration-{part}")

    def pick(self, items: Sequence, weights: Sequence[float] | None = None):
        return self.random.choices(items, weights)[0] if weights else self.random.choice(items)

    def person(self) -> str:
        """A personal name; now and then a longer one."""
        if self.random.random() < 0.004:
            return self.pick(UYGHUR)
        length = 2 if self.random.random() < 0.78 else 1
        return self.pick(SURNAMES) + "".join(self.random.choices(GIVEN, k=length))

    def firm(self) -> str:
        brand = "".join(self.random.choices(BRANDS, k=2))
        form = self.pick(
            (
                "昆山{b}{t}有限公司",
                "苏州{b}{t}有限公司昆山分公司",
                "{b}{t}（昆山）有限公司",
                "昆山高新区{b}{t}有限公司",
            ),
            (6, 2, 2, 1),
        )
        return form.format(b=brand, t=self.pick(TRADES))

    def shop(self) -> str:
        return f"玉山镇{self.pick(SURNAMES)}{self.pick(BRANDS)}{self.pick(SHOPS)}"

    def estate(self) -> str:
        return self.pick(ESTATE_HEADS) + self.pick(ESTATES)

    def address(self) -> str:
        return f"{self.pick(ROADS)}{self.random.randint(1, 988)}号"

    def phone(self) -> str:
        return f"1{self.pick('3578')}{self.random.randint(0, 999_999_999):09d}"

    def born(self, least: int = 19, most: int = 72) -> date:
        return date(YEAR - self.random.randint(least, most), self.random.randint(1, 12), self.random.randint(1, 28))

    def day(self, months: Sequence[float] | None = None, *, working: bool = True) -> date:
        """A day of the year by the weight of its month; a working day unless told otherwise."""
        while True:
            month = self.pick(range(1, 13), months) if months else self.random.randint(1, 12)
            found = date(YEAR, month, self.random.randint(1, 28 if month == 2 else 30))
            if not working or current_calendar().is_working(found):
                return found

    def at(self, day: date, first: int = 9, last: int = 17) -> datetime:
        """A moment of the day within office hours, to the minute."""
        return datetime(
            day.year, day.month, day.day, self.random.randint(first, last - 1), self.random.randint(0, 59), tzinfo=CHINA
        )

    def later(self, day: date, least: int, most: int) -> date:
        """A working day so many days on."""
        return current_calendar().next_day(day + timedelta(days=self.random.randint(least, most)))


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """A total divided by weights into whole parts that add up to it (largest remainders)."""
    whole = sum(weights)
    exact = [total * w / whole for w in weights]
    parts = [int(x) for x in exact]
    for i in sorted(range(len(weights)), key=lambda i: parts[i] - exact[i])[: total - sum(parts)]:
        parts[i] += 1
    return parts


def sums_to(world: World, total: int, count: int, medians: Sequence[int], largest: int = 0) -> list[int]:
    """`count` believable sums in 分 with these medians that add up to `total`; one of them `largest` where asked."""
    drawn = [max(100_00, round(median * world.random.lognormvariate(0, 0.7))) for median in medians[:count]]
    if largest:
        drawn[world.random.randrange(count)] = largest
    others = [i for i, value in enumerate(drawn) if value != largest]
    scale = (total - largest) / sum(drawn[i] for i in others)
    for i in others:
        drawn[i] = max(50_00, round(drawn[i] * scale / 50_00) * 50_00)
    difference = total - sum(drawn)
    order = sorted(others, key=lambda i: -drawn[i])
    position = 0
    while difference:
        i = order[position % len(order)]
        change = max(-drawn[i] // 2, min(difference, drawn[i] // 4)) if abs(difference) > 100_00 else difference
        if drawn[i] + change >= 10_00:
            drawn[i] += change
            difference -= change
        position += 1
    return drawn
