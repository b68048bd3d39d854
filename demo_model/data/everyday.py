"""Values as people really write them: hand-written ones, things with a property, and short notes of ordinary words."""

from __future__ import annotations

from demo_model.data.lists import value_lists
from demo_model.data.phrases import fill, say
from demo_model.data.words import Words


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ADJECTIVES = {
    "en": _split(
        "red blue yellow black white brown pink purple orange grey golden wooden leather cotton woollen "
        "plastic ceramic paper rubber copper bronze marble bamboo linen concrete stainless small big "
        "tiny huge tall low thin thick narrow wide flat round square oval hollow heavy light soft hard "
        "smooth rough dry wet damp cold warm hot frozen fresh old new used antique modern cheap "
        "expensive rare common foldable portable electric wireless waterproof broken spare empty full "
        "clean dirty shiny dull bright dark noisy silent fast slow sweet sour salty bitter spicy smoked "
        "striped checked painted polished rusty sturdy fragile sharp blunt long short double single "
        "giant simple fancy spring summer autumn winter winding hidden"
    ),
    "zh": _split(
        "红色 蓝色 黄色 黑色 白色 棕色 粉色 紫色 橙色 灰色 金色 红 蓝 黄 黑 白 木 铁 铜 皮 布 纸 玻璃 "
        "塑料 竹 陶瓷 羊毛 棉 丝绸 橡胶 小 大 高 矮 长 短 厚 薄 宽 窄 方 圆 扁 轻 重 软 硬 新 旧 老 "
        "古老 现代 便宜 昂贵 稀有 普通 折叠 便携 电动 无线 防水 备用 干净 发亮 安静 坚固 锋利 双层 单人 "
        "巨型 迷你 简单 豪华 春天 夏天 秋天 冬天 明亮 破旧 精美 厚实 柔软 新鲜 冰冻 香甜 辣 酸 甜 咸"
    ),
}
_NOUNS = {
    "en": _split(
        "chair table desk bed sofa shelf cupboard drawer mirror carpet curtain cushion blanket towel "
        "sheet pan pot plate bowl cup mug glass bottle jar spoon fork knife oven stove fridge toaster "
        "mixer fan heater radio camera phone laptop keyboard mouse screen printer cable charger battery "
        "torch bulb candle match clock watch ring necklace coat jacket shirt sweater dress skirt "
        "trousers sock shoe boot hat cap glove belt bag suitcase backpack wallet purse umbrella key "
        "lock door window roof wall floor stair ladder fence gate garden tree bush flower seed leaf "
        "root apple pear plum cherry lemon banana grape melon onion carrot potato tomato bean pea bread "
        "butter cheese egg rice soup cake biscuit jam honey tea coffee juice milk water car bus train "
        "tram bike boat ship plane truck tyre engine brake wheel road bridge tunnel river lake sea "
        "island beach hill valley forest field farm barn horse cow sheep goat pig dog cat rabbit duck "
        "hen fish bird bee book letter stamp envelope pen pencil ruler notebook map poster picture "
        "frame brush paint rope nail screw hammer saw drill spade bucket basket box crate barrel tent "
        "kite ball racket drum flute guitar violin piano ticket coin parcel invoice contract report "
        "meeting lesson exam concert play film party trip flight hotel room office shop market bakery "
        "library school hospital station airport harbour museum"
    ),
    "zh": _split(
        "椅子 桌子 书桌 床 沙发 书架 柜子 抽屉 镜框 地毯 窗帘 靠垫 毯子 毛巾 床单 锅 盘子 碗 杯子 瓶子 "
        "罐子 勺子 叉子 刀 烤箱 炉子 冰箱 风扇 暖气 收音机 相机 手机 电脑 键盘 鼠标 屏幕 打印机 电线 "
        "充电器 电池 手电筒 灯泡 火柴 闹钟 手表 戒指 项链 大衣 夹克 衬衫 毛衣 裙子 裤子 袜子 鞋子 靴子 "
        "手套 皮带 背包 行李箱 钱包 雨伞 钥匙 锁 门 窗户 屋顶 墙 地板 楼梯 梯子 围栏 花园 树 花 种子 "
        "叶子 苹果 梨 李子 樱桃 柠檬 香蕉 葡萄 西瓜 洋葱 萝卜 土豆 番茄 豆子 面包 黄油 奶酪 鸡蛋 米 汤 "
        "饼干 果酱 蜂蜜 茶 咖啡 果汁 牛奶 水 汽车 公交车 火车 自行车 船 飞机 卡车 轮胎 发动机 刹车 路 "
        "桥 隧道 河 湖 海 岛 沙滩 山谷 森林 田地 农场 马 牛 羊 猪 狗 猫 兔子 鸭子 母鸡 鱼 鸟 蜜蜂 书 信 "
        "邮票 信封 钢笔 铅笔 尺子 笔记本 地图 海报 画 相框 刷子 油漆 绳子 钉子 螺丝 锤子 锯子 铲子 水桶 "
        "篮子 箱子 帐篷 球 球拍 鼓 笛子 吉他 小提琴 钢琴 票 硬币 包裹 发票 合同 报告 会议 课 考试 "
        "音乐会 电影 聚会 旅行 航班 酒店 房间 办公室 商店 市场 面包店 图书馆 学校 医院 车站 机场 港口 "
        "展览"
    ),
}
_NOTES = {
    "en": (
        "(the|our|my|your|that|his|her) [{a} ]{n} (is|was|will be|has been|is not|is still) (late|ready|broken|closed|"
        "open|empty|full|gone|here|fine|lost|sold|too small|on its way|cheaper there|out of order|in the {m}|next to "
        "the {m}|at {c}|behind the {m}|for {p})[ (today|again|since {d}|until {t}|now|this week|after all)]",
        "(we|they|I|you) [still|really] (need|want|have|bought|lost|found|sold|forgot|must pay for|should bring) "
        "(more {n}s|another {n}|two {n}s|no {n}|a new {n}|some {n}|the {a} {n}|a {n} and a {m})[ (by {d}|for {p}|from "
        "{c}|at {t}|before the {m}|with {p})]",
        "{p} (will|can|cannot|won't|wants to|has to|may|is going to) (come|call|stay|help|pay|wait|leave|bring the {n}|"
        "fetch the {n}|talk about the {n}|look for the {n}|be late for the {n})[ (until {t}|before noon|tonight|on {d}|"
        "with {p}|in {c}|tomorrow morning)]",
        "[please ](bring|return|check|clean|fix|send|buy|feed|water|move|close|open|sign|renew|collect) (the|my|our) "
        "[{a} ]{n}[ (to {p}|before {t}|again|on {d}|and the {m}|from {c})]",
        "(do not|don't) forget (the|your|our|my) {n}[ (and the {m}|for {p}|on {d}|at {t})]",
        "I am (stuck in traffic|on the train|at the {n}|running late|feeling better|out of office|waiting outside|"
        "almost home|with {p}|in {c})[ and (will call later|will be there at {t}|need the {n}|cannot find the {m})]",
        "(how|where|when|why) (is|was) the {n}[ (of {p}|in {c}|today)]",
        "the {n} (starts|ends|opens|closes|moves|takes place|costs less|costs more|takes longer) [than (the {m}|"
        "planned|last year) |in {c} |at {t} |on {d} ]",
        "(thank you|thanks) for the {a} {n}[ and the {m}]",
        "(happy birthday|see you soon|good luck with the {n}|get well soon|well done|sorry about the {n}|no time for "
        "the {n} today)[, {p}]",
    ),
    "zh": (
        "(我们的|我的|你的|那个|这个|他的|她的|){n}(晚了|准备好了|坏了|关门了|开了|空了|满了|不见了|到了|没问题|丢了|卖完了|太小|在路上|更便宜|"
        "在{m}里|在{m}旁边|在{c}|归{p}|要修|得换)[了|，别急|，等到{t}]",
        "(我|我们|你|他们|大家)[还|真的|又](需要|想要|有|买了|弄丢了|找到了|卖了|忘了|得付|该带)(更多{n}|另一个{n}|两个{n}|新的{n}|一些{n}|"
        "{a}{n}|{n}和{m})[，{d}之前|，给{p}|，在{c}]",
        "{p}(会|能|不能|不会|想|得|可能|打算)(来|打电话|留下|帮忙|付钱|等|走|带{n}|去取{n}|谈谈{n}|找{n})[，{t}之前|，今晚|，明天早上|，在{c}]",
        "[请](带上|归还|检查|打扫|修好|寄出|买|喂|搬走|关好|签|领)[{a}|我的|那些]{n}[，{t}之前|，还有{m}|，交给{p}]",
        "(别忘了|不要忘记|记得)[带|买|还|关|看](你的|我们的|那个|){n}[和{m}|，{p}要用]",
        "我(堵在路上|在火车上|在{n}那边|要晚到|好多了|不在办公室|在外面等|快到家了|和{p}在一起|在{c})[，晚点打给你|，{t}到|，需要{n}|，找不到{m}]",
        "(今天|明天|下周|{d})(的{n}|{n})(取消|推迟|提前|改到{c}|照常|从{t}开始|比{m}便宜|要带{m}|人很多)[了]",
        "{n}(几点|什么时候|在哪里|为什么)(开始|结束|关门|开门|换了)",
        "谢谢[{p}的|你的]{a}{n}[和{m}]",
        "(生日快乐|回头见|{n}顺利|早日康复|干得好|{n}的事对不起|今天没空弄{n})[，{p}]",
    ),
}


_SLOTS = {"p": Words.first_name, "t": Words.time, "d": Words.date, "c": Words.city}
_WRITTEN = 0.5  # of things and notes, the hand-written ones


def written(words: Words, kind: str) -> str:
    """A hand-written value: a note, query, thing, title, firm, dish or place."""

    def value(slot: str) -> str:
        return str(words.integer(2, 40)) if slot == "n" else _SLOTS[slot](words)

    return words.fresh(lambda: fill(words.pick(value_lists()[f"{words.language} {kind}"]), value))


def noun(words: Words) -> str:
    """What a thing is called: mostly something of every day, else any word."""
    return words.fresh(lambda: words.pick(_NOUNS[words.language])) if words.chance(0.8) else words.word()


def adjective(words: Words) -> str:
    """A property of a thing."""
    return words.pick(_ADJECTIVES[words.language])


def thing(words: Words) -> str:
    """A thing, mostly with one property: "wooden ladder"."""
    return written(words, "thing") if words.chance(_WRITTEN) else words.fresh(lambda: _thing(words))


def _thing(words: Words) -> str:
    if words.chance(0.15):
        return noun(words)
    property_of = adjective(words) if words.chance(0.75) else words.word()
    gap = " " if not words.zh else words.pick(("", "", "", "的")) if len(property_of) > 1 else ""
    return property_of + gap + noun(words)


def note(words: Words) -> str:
    """A short message in ordinary words, without a full stop, as the text of a reminder, a report or a message."""
    return written(words, "note") if words.chance(_WRITTEN) else words.fresh(lambda: _note(words))


def title(words: Words) -> str:
    """What a book, a film, a meeting or a song is called."""
    if words.chance(_WRITTEN):
        return written(words, "title")
    if words.chance(0.5):
        return words.title()
    if words.zh:
        return thing(words)
    return words.fresh(lambda: f"{words.pick(('The', 'The', 'A', 'My'))} {_thing(words).title()}")


def _note(words: Words) -> str:
    text = (
        say(
            words.random,
            words.pick(_NOTES[words.language]),
            n=noun(words),
            m=noun(words),
            a=adjective(words),
            **{slot: draw(words) for slot, draw in _SLOTS.items()},
        )
        .strip()
        .replace("  ", " ")
    )
    return text[0].upper() + text[1:] if not words.zh and words.chance(0.15) else text
