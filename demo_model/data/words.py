"""Random values: names, places, phrases, codes and numbers, none of them held out for the evaluation."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from demo_model.hold_out import is_held_out

T = TypeVar("T")


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN_CITIES = _split(
    "Amsterdam Athens Auckland Barcelona Bergen Berlin Bilbao Bologna Bordeaux Boston Bristol Brisbane Brno "
    "Bruges Cairo Calgary Cardiff Chicago Cologne Copenhagen Cork Dallas Denver Dresden Dublin Dundee "
    "Edinburgh Essen Florence Geneva Genoa Ghent Glasgow Graz Hamburg Hanover Helsinki Houston Innsbruck "
    "Istanbul Izmir Kobe Krakow Kyoto Lagos Leeds Leipzig Lima Lisbon Liverpool London Lyon Madrid Malaga "
    "Manchester Marseille Melbourne Miami Milan Montreal Munich Nagoya Nairobi Nantes Naples Nice Nuremberg "
    "Odense Osaka Oslo Palermo Paris Perth Phoenix Pisa Porto Prague Quito Reykjavik Riga Rome Rotterdam "
    "Salzburg Santiago Sapporo Seattle Seoul Seville Sheffield Siena Sofia Stockholm Sydney Tallinn Tampere "
    "Tokyo Toronto Toulouse Trieste Turin Utrecht Valencia Vancouver Venice Verona Vienna Vilnius Warsaw "
    "Zagreb Zurich Beijing Shanghai Shenzhen Hangzhou Bangkok Hanoi Jakarta Manila Mumbai Delhi Singapore "
    "Dubai"
)
_ZH_CITIES = _split(
    "北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 郑州 青岛 大连 沈阳 哈尔滨 长春 济南 "
    "厦门 福州 合肥 南昌 昆明 贵阳 南宁 海口 兰州 西宁 银川 太原 石家庄 呼和浩特 乌鲁木齐 拉萨 宁波 无锡 "
    "温州 东莞 佛山 珠海 汕头 烟台 威海 洛阳 开封 桂林 三亚 丽江 大理 敦煌 扬州 绍兴 嘉兴 台州 徐州 常州 "
    "镇江 泉州 漳州 芜湖 黄山 九江 景德镇 岳阳 张家界 遵义 绵阳 乐山 宜昌 襄阳 香港 澳门 台北 高雄 巴黎 "
    "伦敦 罗马 柏林 东京 大阪 京都 首尔 纽约 波士顿 芝加哥 悉尼 墨尔本 曼谷 新加坡 马德里 里斯本 维也纳 "
    "布拉格 奥斯陆 赫尔辛基 莫斯科 开罗"
)
_ONSETS = _split("b br c ch cl d dr f fl g gl gr h j k kr l m n p pl qu r s sk sl sn st t th tr v w z zh")
_VOWELS = _split("a e i o u ai ea oo ou y")
_CODAS = ("", "", "", *_split("b ck d g l lm m n nd ng nk p r rk rn s sh t x z"))
_ZH_SYLLABLES = (
    "阿安奥巴贝波布川达岱德迪东多尔法菲弗福戈格冠桂哈海汉浩赫恒华辉霍吉加嘉杰金锦晶卡凯康科克坤拉莱兰朗勒雷丽力林灵隆鲁路罗洛马麦曼"
    "梅蒙米莫木纳南尼宁诺欧帕派佩皮普启千青庆泉荣瑞萨塞森沙山盛施石双斯松苏塔泰特天廷图托瓦万维沃吴西希夏祥翔星雅亚扬耀伊义银英永优"
    "宇玉元岳云泽扎哲志中卓子宗祖佐"
)
_EN_STREETS = _split("Street Road Avenue Way Drive Court Hill Close Terrace Boulevard Parade Walk Quay Gardens Row")
_ZH_STREETS = _split("路 街 大街 胡同 弄 里 东路 西路 北街 南街 环路")
_ZH_TRADES = _split(
    "电子 科技 纸业 钢铁 化工 医药 银行 证券 保险 能源 航空 汽车 机械 建材 服装 家具 传媒 出版 农业 水产 饮料 酒业 "
    "电器 通信 地产 旅游 教育 集团 公司 印刷 造船 矿业 电力 轮胎 乳业 茶业"
)
_EN_TRADES = _split(
    "Motors Foods Steel Glass Paper Energy Bank Press Records Airlines Chemicals Insurance "
    "Brothers Group Systems Partners Mining Shipping Tools Farms Dairy Books Furniture Electric Labs Hotels Media"
)
_EN_ENDS = ("com", "org", "net", "io", "dev", "eu", "cn")
_MONTHS = _split("January February March April May June July August September October November December")
_WEEKDAYS = _split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_ZH_COUNTRIES = _split(
    "中国 日本 韩国 蒙古 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚 菲律宾 文莱 印度 巴基斯坦 "
    "孟加拉国 尼泊尔 不丹 斯里兰卡 马尔代夫 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 阿富汗 "
    "伊朗 伊拉克 科威特 沙特阿拉伯 也门 阿曼 卡塔尔 巴林 约旦 黎巴嫩 以色列 土耳其 格鲁吉亚 亚美尼亚 阿塞拜疆 "
    "俄罗斯 乌克兰 白俄罗斯 波兰 捷克 斯洛伐克 匈牙利 罗马尼亚 保加利亚 塞尔维亚 克罗地亚 斯洛文尼亚 黑山 "
    "希腊 阿尔巴尼亚 意大利 马耳他 西班牙 葡萄牙 法国 比利时 荷兰 卢森堡 德国 奥地利 瑞士 英国 爱尔兰 冰岛 "
    "挪威 瑞典 芬兰 丹麦 爱沙尼亚 拉脱维亚 立陶宛 埃及 利比亚 突尼斯 阿尔及利亚 摩洛哥 苏丹 埃塞俄比亚 肯尼亚 "
    "坦桑尼亚 乌干达 卢旺达 尼日利亚 加纳 塞内加尔 喀麦隆 刚果 安哥拉 赞比亚 津巴布韦 莫桑比克 马达加斯加 "
    "南非 纳米比亚 博茨瓦纳 加拿大 美国 墨西哥 危地马拉 古巴 牙买加 海地 巴拿马 哥斯达黎加 哥伦比亚 委内瑞拉 "
    "厄瓜多尔 秘鲁 玻利维亚 智利 阿根廷 乌拉圭 巴拉圭 巴西 澳大利亚 新西兰 斐济"
)
_HOURS = _split("one two three four five six seven eight nine ten eleven twelve")
_ZH_HOURS = _split("一 两 三 四 五 六 七 八 九 十 十一 十二")
_EN_TITLES = _split("Mr. Mrs. Ms. Dr. Professor Aunt Uncle Coach")
_EN_RELATIVES = (
    *_split("Mum Dad Grandma Grandpa HR"),
    *("my brother", "my sister", "my wife", "my husband", "my son", "my daughter"),
    *("the boss", "the landlord", "the neighbours", "the whole team", "the plumber"),
)
_ZH_TITLES = _split("老师 医生 经理 师傅 阿姨 叔叔 主任 教练 总 先生 女士 同学 教授 律师")
_ZH_RELATIVES = _split(
    "妈妈 爸爸 爷爷 奶奶 外公 外婆 哥哥 姐姐 弟弟 妹妹 老板 房东 物业 全组 老婆 老公 邻居 舅舅 表姐 班长"
)


_COARSE = re.compile(r"(sex|fuc?k|shit|cunt|nigg|porn|rape|penis|vagin|whore|slut|dick|bitch|nazi|hitler)", re.I)
_COARSE_ZH = re.compile(r"[奸淫妓嫖婊屎屌]|强暴|卖身|性交|乳房|自杀|法轮")


def _allowed(values: Sequence[str]) -> tuple[str, ...]:
    fine = [value for value in values if not _COARSE.search(value) and not _COARSE_ZH.search(value)]
    return tuple(dict.fromkeys(value for value in fine if not is_held_out(value)))


@dataclass(frozen=True)
class Pools:
    """Lists of single words and names; none is held out."""

    en_words: tuple[str, ...]
    zh_words: tuple[str, ...]
    zh_characters: tuple[str, ...]
    """Those that zh_words are made of."""
    en_first: tuple[str, ...]
    en_last: tuple[str, ...]
    zh_names: tuple[str, ...]
    en_cities: tuple[str, ...]
    zh_cities: tuple[str, ...]
    en_countries: tuple[str, ...]
    zh_countries: tuple[str, ...]
    en_jobs: tuple[str, ...]
    times: tuple[str, ...]


@functools.cache
def pools() -> Pools:
    """The pools, read once from wordfreq, jieba and Faker."""
    import jieba  # type: ignore[import-untyped]
    import wordfreq
    from faker.providers.address.zh_CN import Provider as ZhAddress
    from faker.providers.date_time import Provider as Dates
    from faker.providers.job.en_US import Provider as Jobs
    from faker.providers.person.en_US import Provider as EnPerson
    from faker.providers.person.zh_CN import Provider as ZhPerson

    en_words = [w for w in wordfreq.top_n_list("en", 25_000) if w.isascii() and w.isalpha() and 3 <= len(w) <= 11]
    with jieba.dt.get_dict_file() as dictionary:
        entries = [line.decode().split() for line in dictionary]
    common = sorted(
        (-int(count), word)
        for word, count, kind in entries
        if kind in ("n", "nz", "v", "vn", "a") and 2 <= len(word) <= 4 and int(count) >= 60
    )
    places = [w for w, count, kind in entries if kind == "ns" and 2 <= len(w) <= 4 and int(count) >= 30]
    surnames, given = list(ZhPerson.last_names)[:120], list(ZhPerson.first_names)
    generator = Random(1)
    zh_names = [
        generator.choice(surnames) + "".join(generator.choices(given, k=generator.choice((1, 2, 2))))
        for _ in range(20_000)
    ]
    capitals = [country.capital for country in Dates.countries]
    return Pools(
        en_words=_allowed(en_words),
        zh_words=(zh_words := _allowed([word for _, word in common[:25_000]])),
        zh_characters=tuple(sorted(set("".join(zh_words)))),
        en_first=_allowed(list(EnPerson.first_names)),
        en_last=_allowed(list(EnPerson.last_names)),
        zh_names=_allowed(zh_names),
        en_cities=_allowed([city for city in (*_EN_CITIES, *capitals) if city.isascii()]),
        zh_cities=_allowed([*_ZH_CITIES, *ZhAddress.cities, *places]),
        en_countries=_allowed([country.name for country in Dates.countries if len(country.name) < 20]),
        zh_countries=_allowed(_ZH_COUNTRIES),
        en_jobs=_allowed([job.split(",")[0].lower() for job in Jobs.jobs]),
        times=_allowed([f"{hour}:{minute:02}" for hour in range(24) for minute in range(0, 60, 5)]),
    )


class Words:
    """Draws values for one conversation, in its language ("en" or "zh")."""

    def __init__(self, random: Random, language: str) -> None:
        self.random = random
        self.zh = language == "zh"
        self.language = language
        self.pools = pools()

    def fresh(self, make: Callable[[], T]) -> T:
        """A value of make that is not held out."""
        value = make()
        while is_held_out(value) or _COARSE_ZH.search(str(value)):
            value = make()
        return value

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.random.random() * len(options))]

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.random.random() < probability

    # numbers

    def integer(self, low: int, high: int) -> int:
        """A number from low to high; of three digits or more only those that are not held out."""
        value = self.random.randint(low, high)
        while (value > 99 or value < -99) and is_held_out(value):
            value = self.random.randint(low, high)
        return value

    def size(self) -> int:
        """A positive number with 1 to 5 digits, small ones more often."""
        return self.integer(1, self.pick((9, 20, 60, 99, 99, 500, 999, 5000, 99_999)))

    def decimal(self, low: float, high: float, digits: int = 1) -> float:
        """A number with at most this many decimals."""
        return self.fresh(lambda: round(self.random.uniform(low, high), digits))

    # single words

    def word(self) -> str:
        """A dictionary's word in the language."""
        return self.pick(self.pools.zh_words if self.zh else self.pools.en_words)

    def en_word(self) -> str:
        """An English dictionary's word."""
        return self.pick(self.pools.en_words)

    def made_up(self) -> str:
        """A word that no dictionary has, in lower case."""
        return self.fresh(self._zh_made_up if self.zh else self._en_made_up)

    def en_made_up(self) -> str:
        """A word of Latin letters that no dictionary has, in lower case."""
        return self.fresh(self._en_made_up)

    def _en_made_up(self) -> str:
        syllables = self.pick((1, 2, 2, 2, 3))
        return "".join([self.pick(_ONSETS) + self.pick(_VOWELS) + self.pick(_CODAS) for _ in range(syllables)])

    def _zh_made_up(self) -> str:
        characters = self.pools.zh_characters if self.chance(0.5) else _ZH_SYLLABLES
        return "".join(self.random.choices(characters, k=self.pick((2, 2, 3, 3, 4))))

    # names and places

    def first_name(self) -> str:
        """A person's first name, or a Chinese full name."""
        if self.zh and self.chance(0.93):
            return self.pick(self.pools.zh_names)
        return self.pick(self.pools.en_first) if self.chance(0.85) else self.en_made_up().capitalize()

    def person(self) -> str:
        """A person's full name."""
        if self.zh and self.chance(0.93):
            return self.pick(self.pools.zh_names)
        return self.fresh(lambda: f"{self.pick(self.pools.en_first)} {self.pick(self.pools.en_last)}")

    def called(self) -> str:
        """Somebody as those who know them say: by a title and a name, as a relative, or by what they do."""
        if self.chance(0.4):
            return self.fresh(lambda: self.pick(_ZH_RELATIVES if self.zh else _EN_RELATIVES))
        if not self.zh:
            return self.fresh(lambda: f"{self.pick(_EN_TITLES)} {self.pick(self.pools.en_last)}")
        return self.fresh(self._zh_called)

    def _zh_called(self) -> str:
        surname = self.pick(self.pools.zh_names)[0]
        return self.pick("小老阿") + surname if self.chance(0.3) else surname + self.pick(_ZH_TITLES)

    def city(self) -> str:
        """A real or invented city."""
        if self.zh and self.chance(0.85):
            if self.chance(0.85):
                return self.pick(self.pools.zh_cities)
            return self.fresh(lambda: self._zh_made_up() + self.pick("市县镇城"))
        if self.chance(0.6):
            return self.pick(self.pools.en_cities)
        return self.fresh(self._en_town)

    def _en_town(self) -> str:
        base = self._en_name()
        kind = self.random.random()
        if kind < 0.4:
            return base + self.pick(("ville", "ton", "berg", "stad", "port", "field", "mouth", "burgh", "ford"))
        if kind < 0.7:
            return self.pick(("New", "Port", "Lake", "North", "Saint", "East", "Mount", "San")) + " " + base
        return base

    def country(self) -> str:
        """A country."""
        return self.pick(self.pools.zh_countries if self.zh else self.pools.en_countries)

    def proper(self) -> str:
        """The invented name of a company, product, ship, ..."""
        return self.fresh(self._zh_made_up) if self.zh else self.fresh(lambda: self._en_made_up().capitalize())

    def company(self) -> str:
        """The invented name of a company, with its trade."""
        if self.zh:
            return self.fresh(lambda: self._zh_place() + self.pick(_ZH_TRADES))
        return self.fresh(lambda: f"{self._en_name()} {self.pick(_EN_TRADES)}")

    def street(self) -> str:
        """An address: a street, mostly with a number."""
        number = self.random.randint(1, self.pick((20, 99, 300)))
        if self.zh:
            return self.fresh(
                lambda: self._zh_place() + self.pick(_ZH_STREETS) + ("" if self.chance(0.15) else f"{number}号")
            )
        street = self.fresh(lambda: f"{self._en_name()} {self.pick(_EN_STREETS)}")
        return street if self.chance(0.15) or is_held_out(f"{number} {street}") else f"{number} {street}"

    def _zh_place(self) -> str:
        return self.pick(self.pools.zh_cities) if self.chance(0.3) else self._zh_made_up()

    def _en_name(self) -> str:
        return self.pick(self.pools.en_last) if self.chance(0.6) else self._en_made_up().capitalize()

    def email(self) -> str:
        """An e-mail address."""
        return self.fresh(self._email)

    def _email(self) -> str:
        user = self.pick(self.pools.en_first).lower() if self.chance(0.6) else self._en_made_up()
        if self.chance(0.4):
            user += self.pick(".-_") + self.pick(self.pools.en_last).lower()
        elif self.chance(0.3):
            user += str(self.random.randint(1, 99))
        return f"{user}@{self._host()}"

    def _host(self) -> str:
        return f"{self._en_made_up() if self.chance(0.5) else self.en_word()}.{self.pick(_EN_ENDS)}"

    def url(self) -> str:
        """A web address."""
        return self.fresh(lambda: f"https://{self._host()}/{self.en_word()}" if self.chance(0.5) else self._host())

    def host(self) -> str:
        """A computer in a network: its name, or its address."""
        if self.chance(0.5):
            return self.fresh(lambda: ".".join([str(self.random.randint(1, 254)) for _ in range(4)]))
        return self.fresh(lambda: f"{self.en_word()}.{self._host()}")

    # text

    def phrase(self, low: int = 1, high: int = 4) -> str:
        """Some words in a row, as a title, a query or a message."""
        return self.fresh(lambda: self._phrase(self.random.randint(low, high)))

    def _phrase(self, n_words: int) -> str:
        if self.zh:
            return "".join([self.word() for _ in range(max(1, (n_words + 1) // 2))])
        words = [self.en_word() for _ in range(n_words)]
        kind = self.random.random()
        if kind < 0.3:
            words[0] = words[0].capitalize()
        elif kind < 0.45:
            words = [word.capitalize() for word in words]
        elif kind < 0.53:
            words.insert(self.random.randrange(n_words + 1), str(self.integer(1, 2100)))
        elif kind < 0.57:
            words[0] = f"{self.pick(self.pools.en_first)}'s"
        return " ".join(words)

    def title(self) -> str:
        """What a book, a film or a song is called."""
        if self.zh:
            return self.fresh(lambda: self.word() + self.pick(("的", "与", "", "")) + self.word())
        words = self.random.randint(1, 2)
        return self.fresh(
            lambda: " ".join(
                [
                    self.pick(("The", "The", "A", "My", "Our", "In", "No")),
                    *[self.en_word().capitalize() for _ in range(words)],
                ]
            )
        )

    def code(self) -> str:
        """An order number, a ticket's id, a room ...: letters, digits and dashes."""
        return self.fresh(self._code)

    def _code(self) -> str:
        letters = "".join(self.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=self.pick((1, 2, 2, 3))))
        number = str(self.random.randint(1, 10 ** self.pick((2, 3, 4, 5)) - 1))
        kind = self.random.random()
        if kind < 0.4:
            return f"{letters}-{number}"
        if kind < 0.7:
            return letters + number
        if kind < 0.8:
            return letters.lower() + self.pick("-_") + number
        return f"{number}-{letters}"

    def file(self) -> str:
        """A file's name."""
        end = self.pick(("txt", "pdf", "csv", "md", "png", "jpg", "json", "docx", "xlsx", "py", "log", "mp3"))
        return self.fresh(lambda: f"{self._phrase(1) if self.chance(0.6) else self._en_made_up()}{self._tail()}.{end}")

    def _tail(self) -> str:
        return f"{self.pick('_-')}{self.random.randint(1, 2030)}" if self.chance(0.3) else ""

    def folder(self) -> str:
        """A folder's path."""
        parts = [self.en_word() if self.chance(0.7) else self.en_made_up() for _ in range(self.pick((1, 2, 2, 3)))]
        return self.fresh(lambda: self.pick(("/", "~/", "", "./")) + "/".join([*parts[1:], self.en_word()]))

    # times

    def date(self) -> str:
        """A date as people write it or as ISO has it."""
        return self.fresh(self._date)

    def _date(self) -> str:
        year, month, day = self.random.randint(1990, 2035), self.random.randint(1, 12), self.random.randint(1, 28)
        kind = self.random.random()
        if kind < 0.45:
            return f"{year}-{month:02}-{day:02}"
        if self.zh:
            return f"{month}月{day}日" if kind < 0.75 else f"{year}年{month}月{day}日"
        if kind < 0.7:
            return f"{_MONTHS[month - 1]} {day}"
        if kind < 0.85:
            return f"{day} {_MONTHS[month - 1]}"
        if kind < 0.95:
            return self.pick(_WEEKDAYS)
        return f"{_MONTHS[month - 1]} {day}, {year}"

    def day(self) -> str:
        """A day as a request has it: a date, or as seen from today."""
        return self.date() if self.chance(0.7) else self.fresh(self._spoken_day)

    def _spoken_day(self) -> str:
        day, month, number = self.random.randint(1, 31), self.random.randint(1, 12), self.random.randint(2, 10)
        if self.zh:
            weekday = self.pick("一二三四五六日天")
            return self.pick(
                (
                    self.pick(("今天", "明天", "后天", "大后天", "昨天", "月底", "本周末", "下周末", "下个月")),
                    self.pick(("周", "星期", "下周", "下周", "这周", "本周", "下星期", "礼拜", "上周")) + weekday,
                    f"{day}号",
                    f"{month}月{day}号",
                    f"下个月{day}号",
                    f"{number}天后",
                )
            )
        weekday, name = self.pick(_WEEKDAYS), _MONTHS[month - 1]
        nth = f"{day}{'th' if day in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
        return self.pick(
            (
                self.pick(("today", "tomorrow", "the day after tomorrow", "yesterday", "next week", "this weekend")),
                f"{self.pick(('next', 'this', 'next', 'last'))} {weekday}",
                weekday,
                f"the {nth}",
                f"{name} {nth}",
                f"the {nth} of {name}",
                f"{weekday}, {name} {day}",
                f"{name[:3]} {day}",
                f"in {number} days",
            )
        )

    def time(self) -> str:
        """A time of day."""
        if self.chance(0.6):
            return self.pick(self.pools.times)
        return self.fresh(self._spoken_time)

    def _spoken_time(self) -> str:
        hour = self.random.randint(1, 12)
        if self.zh:
            part = self.pick(("上午", "下午", "早上", "晚上", "傍晚", "凌晨", "中午", ""))
            number = str(hour) if self.chance(0.6) else _ZH_HOURS[hour - 1]
            return part + number + "点" + self.pick(("", "", "", "半", "一刻", "20", "四十", "整"))
        if self.chance(0.55):
            return f"{hour}{self.pick(('am', 'pm', ' am', ' pm', ':30 pm', ':15 am', ':45 pm'))}"
        spoken = _HOURS[hour - 1] if self.chance(0.6) else str(hour)
        form = self.pick(
            (
                "half past {}", "quarter past {}", "quarter to {}", "{} o'clock", "{} in the morning",
                "{} in the evening", "{} in the afternoon", "noon", "midnight", "ten to {}",
            )
        )  # fmt: skip
        return form.format(spoken)

    def phone(self) -> str:
        """A telephone number."""
        return self.fresh(self._phone)

    def _phone(self) -> str:
        text = "".join(self.random.choices("0123456789", k=8))
        begin = self.pick(("+", "0", "555-", "1")) + str(self.random.randint(10, 99))
        if self.chance(0.3):
            gap = self.pick(" -")
            return f"{begin}{gap}{text[:4]}{gap}{text[4 : self.pick((6, 7, 8))]}"
        return begin + text[: self.pick((4, 5, 7, 8))]
