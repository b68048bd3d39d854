"""Values that only the evaluation uses: names, places, phrases, numbers, dates; every one is held out.

Most are composed of parts, so that thousands are possible and none is worth remembering.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from demo_model.hold_out import is_held_out

Value = str | int | float
Maker = Callable[[random.Random], Value]

_FIRST = """Agnes Albert Alma Basil Beatrix Boris Carla Cedric Dora Edgar Elsa Felix Fiona Gerda Gustav Hanna Hugo Ida
Igor Jasper Joyce Karla Kasper Lena Leopold Mabel Magnus Nadia Norman Olga Oscar Petra Quentin Rita Rufus Selma Silas
Tamara Theo Ursula Victor Wanda Wilfred Yvonne Zelda""".split()
_LAST = """Abbott Barlow Castell Drummond Ekberg Farrow Gallagher Hartwell Ingram Jessop Kettler Lomax Merritt Norwood
Osborne Penrose Quigley Radcliff Sandoval Thackeray Underhill Vasquez Whitlock Yardley Zimmer Fox Beck Stone Marsh
Holloway""".split()
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马苗方任袁柳鲍史唐"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉萍红玲芬燕彬凤洁梅琳雪荣爱妹霜香月莺媛晨曦宇轩睿博"
_PLACES = """Lisbon Oslo Nairobi Lima Quito Hanoi Dublin Warsaw Porto Tunis Accra Bergen Zagreb Malmo Seville Krakow Turin
Leeds Dallas Denver Ottawa Perth Osaka Busan Jakarta Cairo Dakar Havana Tbilisi Riga Vilnius Basel Ghent Lyon Bremen
Cork Bath Tampa Boise Fresno""".split()
_PLACE_STARTS = "Vel Har Bren Thorn Kes Mor Lin Ash Dun Fair Gren Hol Mar Nor Pen Quar Rav Sten Wex Yar".split()
_PLACE_ENDS = "mora wick ford dale bury haven stead mouth field holm bridge ton gate crest vale".split()
_ZH_PLACES = """昆明 大连 厦门 兰州 洛阳 桂林 温州 无锡 徐州 扬州 绍兴 泉州 珠海 南通 烟台 芜湖 株洲 襄阳 柳州 遵义 银川 西宁
海口 三亚 丽江 大理 敦煌 延安 承德 秦皇岛 张家口 赤峰 鞍山 吉林 齐齐哈尔 牡丹江 常州 镇江 嘉兴 湖州""".split()
_ZH_PLACE_STARTS = "青白云石龙凤临清安永平新长东南西北古双宝"
_ZH_PLACE_ENDS = "溪河山川州阳江湖城塘桥岭浦港原"
_ADJECTIVES = """amber brass copper crooked distant dusty early faded gentle golden hollow iron ivory lonely marble narrow
painted patient plain quiet rusty scarlet silent silver sleepy striped velvet violet wooden yellow""".split()
_NOUNS = """anchor basket bell blanket bottle button candle carpet chair clock drum fence garden hammer jacket kettle
ladder lantern mirror orchard pillow ribbon saddle scarf shovel teapot umbrella violin wagon whistle""".split()
_ZH_ADJECTIVES = (
    "红色 蓝色 绿色 旧 新 木制 铜制 银色 条纹 安静的 遥远的 金色 古老的 褪色的 沉默的 小 大 圆形 白色 紫色".split()
)
_ZH_NOUNS = (
    "铃铛 毛毯 瓶子 蜡烛 地毯 椅子 时钟 花园 外套 水壶 梯子 灯笼 镜子 果园 枕头 丝带 围巾 茶壶 雨伞 小提琴".split()
)
_FOODS = """lentil mushroom pumpkin salmon spinach chicken tofu walnut apricot ginger tomato barley""".split()
_DISHES = "soup pie curry salad stew risotto noodles pancakes omelette casserole".split()
_ZH_FOODS = "番茄 土豆 南瓜 蘑菇 菠菜 鸡肉 豆腐 核桃 生姜 牛肉 茄子 冬瓜".split()
_ZH_DISHES = "汤 饼 咖喱 沙拉 炖菜 炒饭 面 煎饼 粥 火锅".split()
_FIELDS = "Foods Motors Energy Textiles Software Paper Glass Logistics".split()
_ZH_FIELDS = "食品 汽车 能源 纺织 软件 造纸 玻璃 物流".split()
_STREETS = "Street Road Lane Avenue Square".split()
_ZH_STREETS = "路 街 大道 巷".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SUBJECTS = """the meeting|the delivery|our train|the second lesson|the concert|my appointment|the garden party|the rehearsal
the lecture|our picnic|the inspection|the workshop""".replace("\n", "|").split("|")
_EVENTS = """starts an hour later|has moved to the north hall|is cancelled this week|needs two more chairs|went very well
begins at the old bridge|will take all morning|is postponed until spring|costs less than planned
has been confirmed""".replace("\n", "|").split("|")
_ZH_SUBJECTS = "会议 送货 火车 第二节课 音乐会 体检 聚餐 排练 讲座 野餐 检查 培训".split()
_ZH_EVENTS = "推迟一小时 改到北楼举行 这周取消了 还缺两把椅子 进行得很顺利 在老桥边开始 要花一上午 延期到春天 比计划便宜 已经确认".split()
_WORDS = """acorn bramble cobalt dapper ember fathom gossamer harbour idle jovial kindle lattice meadow nimble opaque pebble
quarry ramble saunter thistle umber vivid wander yonder zephyr brisk clutter drizzle hearth lull mellow nook plume
ripple sober thrift vessel wharf""".split()
_WORD_STARTS = "bram clov dorn fenn grit hask jund kelp marl nibb plum quen rusk sorr tarn vesp wimb yarr".split()
_WORD_ENDS = "ble dle ish er ling tle ock ow et ion".split()
_ZH_WORDS = """勤奋 从容 辽阔 琐碎 慷慨 踌躇 斑斓 谨慎 茂盛 清澈 倔强 恬静 蜿蜒 陡峭 温润 憧憬 执着 豁达 缜密 朴素 寂寥 悠扬
璀璨 蓬勃 敏锐 淳朴 凛冽 婉转 坦荡 浩瀚""".split()
_STEMS = (
    "budget|travel_plan|inventory|sales_report|class_list|draft|survey|minutes|photos|backup|notes_old|invoice".split(
        "|"
    )
)
_SUFFIXES = "csv txt pdf xlsx docx".split()
_MAILS = "orbmail.org finchpost.net larkbox.com".split()
_PINYIN = "li wang zhao chen liu sun wu zhou xu ma".split()


def held_out(make: Maker, random: random.Random) -> Value:
    """The first value of make that is held out."""
    while True:
        value = make(random)
        if is_held_out(value):
            return value


def _date(r: random.Random) -> str:
    month, day = r.randint(1, 12), r.randint(1, 28)
    return r.choice(
        (
            f"2{r.randint(20, 99):03d}-{month:02d}-{day:02d}",
            f"{_MONTHS[month - 1]} {day}",
            f"{day} {_MONTHS[month - 1]}",
        )
    )


def _zh_date(r: random.Random) -> str:
    month, day = r.randint(1, 12), r.randint(1, 28)
    return r.choice(
        (
            f"2{r.randint(20, 99):03d}-{month:02d}-{day:02d}",
            f"{month}月{day}日",
            f"2{r.randint(20, 99):03d}年{month}月{day}日",
        )
    )


def _time(r: random.Random) -> str:
    return f"{r.randint(0, 23):02d}:{r.choice(range(0, 60, 5)):02d}"


def _place(r: random.Random) -> str:
    return r.choice(_PLACES) if r.random() < 0.4 else r.choice(_PLACE_STARTS) + r.choice(_PLACE_ENDS)


def _zh_place(r: random.Random) -> str:
    return r.choice(_ZH_PLACES) if r.random() < 0.4 else r.choice(_ZH_PLACE_STARTS) + r.choice(_ZH_PLACE_ENDS)


def _person(r: random.Random) -> str:
    return f"{r.choice(_FIRST)} {r.choice(_LAST)}" if r.random() < 0.7 else r.choice(_FIRST)


def _zh_person(r: random.Random) -> str:
    return r.choice(_SURNAMES) + "".join(r.choices(_GIVEN, k=r.choice((1, 2, 2))))


def _code(r: random.Random) -> str:
    letters = "".join(r.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=2))
    return f"{letters}{r.randint(100, 9999)}"


def _amount(r: random.Random) -> float | int:
    return r.randint(100, 9999) if r.random() < 0.4 else r.randint(11, 999) + r.randint(1, 9) / 10


def _email(r: random.Random) -> str:
    return f"{r.choice(_FIRST).lower()}.{r.choice(_LAST).lower()}@{r.choice(_MAILS)}"


def _zh_email(r: random.Random) -> str:
    return f"{r.choice(_PINYIN)}{r.randint(10, 999)}@{r.choice(_MAILS)}"


def _file(r: random.Random) -> str:
    return f"{r.choice(_STEMS)}_{r.randint(1, 99)}.{r.choice(_SUFFIXES)}"


_SHARED: dict[str, Maker] = {
    "time": _time,
    "number": lambda r: r.randint(100, 99999) if r.random() < 0.5 else r.randint(100, 999),
    "amount": _amount,
    "hundreds": lambda r: r.randint(100, 999),
    "code": _code,
    "file": _file,
    "picture": lambda r: f"{r.choice(_STEMS)}_{r.randint(1, 99)}.{r.choice(('png', 'jpg'))}",
}
_MAKERS: dict[str, dict[str, Maker]] = {
    "en": {
        **_SHARED,
        "city": _place,
        "person": _person,
        "date": _date,
        "title": lambda r: f"The {r.choice(_ADJECTIVES).title()} {r.choice(_NOUNS).title()}",
        "item": lambda r: f"{r.choice(_ADJECTIVES)} {r.choice(_NOUNS)}",
        "message": lambda r: f"{r.choice(_SUBJECTS)} {r.choice(_EVENTS)}",
        "company": lambda r: f"{r.choice(_PLACE_STARTS)}{r.choice(_PLACE_ENDS)} {r.choice(_FIELDS)}",
        "word": lambda r: r.choice(_WORDS) if r.random() < 0.4 else r.choice(_WORD_STARTS) + r.choice(_WORD_ENDS),
        "dish": lambda r: f"{r.choice(_FOODS)} {r.choice(_DISHES)}",
        "street": lambda r: f"{r.randint(1, 99)} {r.choice(_LAST)} {r.choice(_STREETS)}",
        "email": _email,
    },
    "zh": {
        **_SHARED,
        "city": _zh_place,
        "person": _zh_person,
        "date": _zh_date,
        "title": lambda r: r.choice(_ZH_ADJECTIVES) + r.choice(_ZH_NOUNS),
        "item": lambda r: r.choice(_ZH_ADJECTIVES) + r.choice(_ZH_NOUNS),
        "message": lambda r: r.choice(_ZH_SUBJECTS) + r.choice(_ZH_EVENTS),
        "company": lambda r: r.choice(_ZH_PLACE_STARTS) + r.choice(_ZH_PLACE_ENDS) + r.choice(_ZH_FIELDS),
        "word": lambda r: r.choice(_ZH_WORDS) if r.random() < 0.5 else r.choice(_ZH_ADJECTIVES) + r.choice(_ZH_NOUNS),
        "dish": lambda r: r.choice(_ZH_FOODS) + r.choice(_ZH_DISHES),
        "street": lambda r: (
            f"{r.choice(_ZH_PLACE_STARTS)}{r.choice(_ZH_PLACE_ENDS)}{r.choice(_ZH_STREETS)}{r.randint(1, 99)}号"
        ),
        "email": _zh_email,
    },
}
_SMALL = {"few": (2, 20), "tens": (30, 99), "count": (2, 99)}  # numbers that both sides share
KINDS = (*_MAKERS["en"], *_SMALL)


def value(kind: str, language: str, random: random.Random) -> Value:
    """A value of a kind, one of KINDS; held out, but for numbers below 100."""
    if kind in _SMALL:
        return random.randint(*_SMALL[kind])
    return held_out(_MAKERS[language][kind], random)


def distinct(kind: str, language: str, count: int, random: random.Random) -> list[Any]:
    """So many different values of a kind."""
    found: dict[Value, None] = {}
    while len(found) < count:
        found[value(kind, language, random)] = None
    return list(found)
