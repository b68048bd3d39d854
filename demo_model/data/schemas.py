"""Tools as they are offered: names, descriptions and parameters written in many styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from demo_model.data.lists import Action, Slot, Texts
from demo_model.data.values import Parameter, draw, text_of
from demo_model.data.words import Words
from demo_model.hold_out import is_held_out

# parameters of hand-written actions that are called otherwise than their kind
_NAMED = {
    "low": "下限", "high": "上限", "height": "身高", "exercise": "运动项目", "statement": "语句",
    "hall": "会议室", "department": "部门", "project": "项目", "copies": "份数", "contract": "合同编号",
    "invoice": "发票号", "campaign": "营销活动", "version": "版本", "base": "目标分支", "database": "数据库",
    "domain": "域名", "port": "端口", "replicas": "实例数", "package": "软件包", "feature": "功能",
    "column": "列名", "old": "旧词", "new": "新词", "account": "账户", "policy": "保单号", "claim_number": "理赔号",
    "article": "条款号", "case": "案号", "lawyer": "律师", "warehouse": "仓库", "pallet": "托盘号",
    "shelf": "货架", "driver": "司机", "container": "集装箱号", "machine": "机器", "part": "零件号",
    "sample": "样本编号", "instrument": "仪器", "patient": "病人", "ward": "病区", "drug": "药品", "student": "学生",
    "subject": "科目", "field": "地块", "crop": "作物", "ear_tag": "耳标号", "vaccine": "疫苗", "meter": "表号",
    "reading": "读数", "building": "大楼", "visitor": "访客", "badge": "卡号", "gate": "地点",
    "thickness": "厚度", "grade": "成绩", "second": "第二个文件", "other": "另一列", "addition": "另一种药",
    "server": "服务器", "length": "长度", "from_date": "起始日期", "to_date": "结束日期", "years": "年数",
    "n": "数", "a": "第一个数", "b": "第二个数", "area": "区域", "pet": "宠物名字", "grams": "克数",
    "cups": "杯数", "channel": "频道", "doctor": "医生", "ml": "毫升数", "upper": "高压", "lower": "低压",
    "animal": "动物", "bin": "垃圾桶颜色", "claim": "说法", "discipline": "比赛项目", "element": "元素",
    "flight": "航班号", "isbn": "书号", "job": "职业", "law": "法律名称", "league": "联赛", "lot": "拍品编号",
    "meters": "平方米数", "model": "车型", "plant": "植物", "plate": "车牌号", "post": "帖子编号", "river": "河流",
    "seat": "座位号", "stars": "星数", "station": "充电桩编号", "stop": "站名", "street": "街道", "team": "球队",
    "branch": "分支名", "service": "服务", "stage": "环境", "card": "卡号", "reason": "原因",
    "bike": "车号", "course": "课程", "rooms": "房间数", "question": "问题", "name": "名字", "host": "主机",
    "width": "宽度", "format": "格式", "address": "地址", "points": "积分", "reward": "奖品",
    "game": "游戏", "difficulty": "难度", "sensor": "传感器编号", "valve": "阀门编号", "sign": "星座",
    "topic": "主题", "playlist": "歌单", "angle": "角度", "move": "走法", "piece": "棋子", "bed": "地块",
    "medicine": "药品", "other_medicine": "另一种药", "stain": "污渍", "fabric": "衣物", "sleep_hours": "睡眠小时数",
}  # fmt: skip


@dataclass(frozen=True)
class Tool:
    """A tool of one conversation: its definition for the system message, and how users ask for it."""

    name: str
    definition: dict[str, Any]
    parameters: tuple[Parameter, ...]
    action: Action


@dataclass(frozen=True)
class Style:
    """How all tools of a conversation are written."""

    case: str
    english: bool  # the schema's language
    described: float  # share of parameters with a description
    is_nonsense_name: bool
    required_first: bool
    wordy: float  # share of tools with a second sentence

    @classmethod
    def drawn(cls, words: Words) -> Style:
        """A random one."""
        return cls(
            case=words.pick(("snake", "snake", "snake", "camel", "camel", "pascal", "flat", "kebab")),
            english=not words.zh or words.chance(0.5),
            described=words.pick((0.0, 0.5, 0.9, 1.0, 1.0)),
            is_nonsense_name=words.chance(0.1),
            required_first=words.chance(0.1),
            wordy=words.pick((0.0, 0.0, 0.3, 0.7)),
        )

    def joined(self, parts: list[str]) -> str:
        """The parts of a name in this style."""
        if self.case == "camel":
            return parts[0] + "".join([part.capitalize() for part in parts[1:]])
        if self.case == "pascal":
            return "".join([part.capitalize() for part in parts])
        return {"snake": "_", "flat": "", "kebab": "-"}[self.case].join(parts)


def build(action: Action, style: Style, words: Words) -> Tool:
    """The action as a tool in the style."""
    name = _name(action, style, words)
    parameters: list[Parameter] = []
    for slot in action.slots:
        parameters.append(_parameter(slot, style, words, [p.name for p in parameters]))
    properties = {p.name: _property(p, style, words) for p in parameters}
    required = [p.name for p in parameters if p.required]
    schema: dict[str, Any] = {"type": "object"}
    if required and style.required_first:
        schema["required"] = required
    schema["properties"] = properties
    if (required or words.chance(0.5)) and not style.required_first:
        schema["required"] = required
    about = _description(action, parameters, style, words)
    return Tool(name, {"name": name, "description": about, "parameters": schema}, tuple(parameters), action)


_EXAMPLES = {"en": (", e.g. {}", " (for example {})", ", such as {}"), "zh": ("，例如{}", "（如{}）", "，比如{}")}
_MORE = {
    "en": (
        "Needs {p}.", "Give {p}.", "Returns a dict.", "Only when the user asks for it.", "Takes {p}.", "Returns JSON.",
        "Fails if nothing is found.", "Works offline.", "May take some seconds.", "Requires {p}.", "Gives a text.",
        "It answers at once.", "Use {p} as the user gave it.", "Returns None if unknown.",
    ),
    "zh": (
        "需要{p}。", "请给出{p}。", "返回一个字典。", "仅在用户要求时使用。", "参数为{p}。", "结果是文本。",
        "找不到时会报错。", "可离线使用。", "可能需要几秒钟。", "必须提供{p}。", "返回JSON。", "立即返回结果。",
        "{p}按用户原话填写。", "未知时返回空。",
    ),
}  # fmt: skip


def _description(action: Action, parameters: list[Parameter], style: Style, words: Words) -> str:
    """What the tool does, sometimes with a sentence on what it needs or returns."""
    english = style.english
    language = "en" if english else "zh"
    text = words.pick(action.about[language])
    more = words.pick(_MORE[language])
    if not words.chance(style.wordy) or ("{p}" in more and not parameters):
        return text
    named = ["the " + p.name.replace("_", " ") if english else p.called for p in parameters]
    more = more.replace("{p}", (" and " if english else "和").join(named))
    end = "" if text[-1] in ".。" else ("." if english else "。")
    return text + end + (" " if english else "") + more


def _name(action: Action, style: Style, words: Words) -> str:
    if style.is_nonsense_name:
        return words.en_made_up()
    for i in range(8):
        parts = words.pick(action.names).split()
        if words.chance(0.5 if i > 2 else 0.04):  # soon, where the action's own names are held out
            parts.append(words.pick(("tool", "api", "v2", "service", "now", "fn")))
        name = style.joined(parts)
        if not is_held_out(name):
            return name
    return words.fresh(lambda: style.joined([*words.pick(action.names).split(), words.en_word()]))


def _parameter(slot: Slot, style: Style, words: Words, taken: list[str]) -> Parameter:
    kind = slot.kind
    index = words.random.randrange(max(1, len(kind.names)))
    if not kind.names:
        plain = words.en_word() if words.chance(0.5) else words.en_made_up()
        called = words.made_up() if words.zh and words.chance(0.5) else words.word()
        called = called if words.zh and not style.english else plain
    elif slot.key in _NAMED and kind.is_shared:
        plain = slot.key
        called = _NAMED[plain] if words.zh else plain
    elif kind.value == "flag":
        plain = kind.names[index]
        called = kind.called_zh[index % len(kind.called_zh)] if words.zh else plain.replace("_", " ")
    else:
        plain = kind.names[index]
        called = words.pick(kind.called_zh) if words.zh else plain.replace("_", " ")
    while plain in taken:
        plain = words.pick(kind.names) if kind.names and words.chance(0.7) else f"{plain}_{words.en_word()}"
    name = plain if style.case != "camel" or words.chance(0.3) else style.joined(plain.split("_"))
    called = called.split("（")[0]
    if kind.value != "enum":
        choices: Texts = ()
    elif kind.choices["en"]:
        choices = kind.choices["en" if style.english else "zh"]
        choices = tuple(words.random.sample(choices, k=min(len(choices), words.pick((2, 3, 3, 4, 5)))))
    else:
        draw = words.en_word if style.english else words.word
        choices = tuple(dict.fromkeys([draw() for _ in range(words.pick((2, 3, 4)))]))
    return Parameter(name, called, kind, choices, slot.required, slot.key, slot.fitting)


def _property(parameter: Parameter, style: Style, words: Words) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": parameter.kind.json_type}
    # a parameter whose name says nothing to the user needs its description
    needed = (not style.english and words.zh) or not parameter.kind.names
    if needed or words.chance(style.described):
        schema["description"] = _about(parameter, style, words)
        if not parameter.choices and parameter.kind.json_type != "boolean" and words.chance(0.12):
            example = text_of(draw(parameter, words), words.zh)
            form = words.pick(
                (", e.g. {}", " (for example {})", ", such as {}")
                if style.english
                else ("，例如{}", "（如{}）", "，比如{}")
            )
            if "e.g." not in schema["description"]:
                schema["description"] += form.format(example)
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if words.chance(0.04) and not parameter.required and parameter.kind.json_type == "integer":
        schema["default"] = words.size()
    if words.chance(0.04) and parameter.kind.value in ("size", "small", "minutes", "age", "id"):
        schema["minimum"] = 0
    return schema


def _about(parameter: Parameter, style: Style, words: Words) -> str:
    if not parameter.kind.is_shared:
        return words.pick(parameter.kind.about_en) if style.english else parameter.called
    if not style.english:
        return words.pick(("{}", "{}", "要用的{}", "{}，必填" if parameter.required else "{}，可选")).format(
            parameter.called
        )
    if parameter.kind.about_en and parameter.key not in _NAMED and words.chance(0.8):
        text = words.pick(parameter.kind.about_en)
        return text.replace("{w}", parameter.name.replace("_", " "))
    plain = parameter.called if not words.zh else parameter.name.replace("_", " ")
    return words.pick(("the {}", "{} to use", "{}", "which {}", "{} of it")).format(plain)
