"""What a tool answers, and the sentence that states it to the user."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from demo_model.data.schemas import Tool
from demo_model.data.words import Words

_WEATHER_EN = ("sunny", "cloudy", "rainy", "foggy", "windy", "snowy", "clear", "stormy", "partly cloudy", "light rain")
_WEATHER_ZH = ("晴", "多云", "小雨", "大雨", "阴", "有雾", "大风", "下雪", "雷阵雨", "晴转多云")
_FIELDS: tuple[tuple[str, str, Callable[[Words], Any]], ...] = (
    ("temperature", "温度", lambda w: w.integer(-30, 45) if w.chance(0.6) else w.decimal(-20, 40)),
    ("condition", "天气", lambda w: w.pick(_WEATHER_ZH if w.zh else _WEATHER_EN)),
    ("price", "价格", lambda w: w.size() if w.chance(0.4) else w.decimal(1, 2000, 2)),
    ("total", "总数", Words.size),
    ("count", "数量", Words.size),
    ("result", "结果", lambda w: w.decimal(-500, 5000, w.pick((1, 2, 3))) if w.chance(0.6) else w.size()),
    ("distance_km", "距离", lambda w: w.decimal(0, 3000) if w.chance(0.5) else w.size()),
    ("duration", "时长", lambda w: w.fresh(lambda: f"{w.size()}{'分钟' if w.zh else ' minutes'}")),
    ("rate", "汇率", lambda w: w.decimal(0, 20, 4)),
    ("date", "日期", Words.date),
    ("time", "时间", Words.time),
    ("departure", "出发", Words.time),
    ("arrival", "到达", Words.time),
    ("name", "名称", lambda w: w.person() if w.chance(0.5) else w.phrase(1, 2)),
    ("title", "标题", lambda w: w.phrase(1, 3)),
    ("city", "城市", Words.city),
    ("address", "地址", lambda w: w.fresh(lambda: f"{w.proper()}{'路' if w.zh else ' Street '}{w.size()}")),
    ("phone", "电话", Words.phone),
    ("email", "邮箱", Words.email),
    ("location", "位置", Words.city),
    ("status", "状态", lambda w: w.word()),
    ("available", "可用", lambda w: w.chance(0.5)),
    ("balance", "余额", lambda w: w.decimal(0, 9999, 2)),
    ("humidity", "湿度", lambda w: w.integer(1, 100)),
    ("score", "得分", lambda w: w.fresh(lambda: f"{w.integer(0, 9)}:{w.integer(0, 9)}")),
    ("author", "作者", Words.person),
    ("text", "内容", lambda w: w.phrase(2, 6)),
    ("translation", "译文", lambda w: w.phrase(1, 5)),
    ("percent", "百分比", lambda w: w.integer(0, 100)),
    ("level", "级别", lambda w: w.integer(0, 100)),
    ("items", "项目", lambda w: [w.word() for _ in range(w.pick((1, 2, 3, 3, 4)))]),
    ("names", "名单", lambda w: [w.first_name() for _ in range(w.pick((1, 2, 3)))]),
    ("values", "数值", lambda w: [w.size() for _ in range(w.pick((2, 3, 4)))]),
    ("unit", "单位", Words.word),
    ("code", "代码", Words.code),
    ("file", "文件", Words.file),
)
_DONE: tuple[Callable[[Words], Any], ...] = (
    lambda w: {"status": w.pick(("ok", "done", "success", "created", "sent", "saved", "confirmed", "accepted"))},
    lambda w: {"status": w.pick(("ok", "booked", "queued", "running", "deleted")), "id": w.code()},
    lambda w: {"ok": True, w.pick(("id", "number", "reference")): w.code() if w.chance(0.6) else w.size()},
    lambda w: {"success": True},
    lambda w: {"id": w.size(), "state": w.pick(("open", "new", "active", "pending", "started"))},
    lambda w: w.pick(("ok", "done", "saved", "sent", "success")),
    lambda w: {"message": w.phrase(2, 5)},
    lambda w: {"confirmation": w.code()},
)
_ERRORS_EN = (
    "{w} not found", "no such {w}", "permission denied", "timeout after {n} seconds", "unknown {w}",
    "{w} is not available",
    "the service is down", "invalid {w}", "too many requests",
    "no connection to {w}", "{w} already exists", "out of {w}",
)  # fmt: skip
_ERRORS_ZH = (
    "找不到{w}", "没有这个{w}", "权限不足", "{n}秒后超时", "未知的{w}", "{w}不可用", "服务已停止", "{w}无效",
    "请求过多",
    "无法连接{w}", "{w}已存在", "{w}不足",
)  # fmt: skip


def observe(tool: Tool, words: Words) -> Any:
    """A result of the tool: a dict, number or str, as a Python function would return it."""
    if words.chance(0.07):
        return _error(words)
    if tool.action.attribute and words.chance(0.5):
        value = words.pick(_FIELDS)[2](words)
        return {tool.action.attribute.replace(" ", "_"): value}
    if not tool.action.is_query and words.chance(0.75):
        return words.pick(_DONE)(words)
    kind = words.random.random()
    if kind < 0.12:
        return words.pick((words.size(), words.decimal(-999, 9999, 2), words.decimal(0, 99, 1)))
    if kind < 0.24:
        return words.pick((Words.phrase, Words.code, _sentence))(words)
    n = words.pick((1, 1, 2, 2, 2, 3, 3, 4))
    chosen = [words.pick(_FIELDS) for _ in range(n)]
    result = {}
    for en, zh, draw in chosen:
        key = zh if words.zh and words.chance(0.3) else en
        if words.chance(0.2):
            key = words.word() if words.chance(0.7) else words.made_up()
        result[key] = draw(words)
    if words.chance(0.06):
        return {words.pick(("result", "data", "answer", "info")): result}
    return result


def _sentence(words: Words) -> str:
    """What a function may say that answers with a sentence."""
    if words.zh:
        return f"{words.phrase(2, 6)}{words.size()}{words.word()}。"
    return f"{words.phrase(2, 5).capitalize()} {words.size()} {words.word()}."


def _error(words: Words) -> Any:
    text = words.pick(_ERRORS_ZH if words.zh and words.chance(0.6) else _ERRORS_EN)
    text = text.replace("{w}", words.word()).replace("{n}", str(words.integer(1, 60)))
    if words.chance(0.75):
        return {"error": text}
    return f"Error: {text}"


def written(result: Any) -> str:
    """The observation's content."""
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)


def stated(result: Any, zh: bool) -> str:
    """The answer that states the result; the form depends on the result alone, so that it can be learnt from little."""
    if isinstance(result, dict):
        if "error" in result:
            return _failed(result["error"], zh)
        pairs = [(key.replace("_", " "), _value(value)) for key, value in _flat(result)]
        if zh:
            return "，".join([f"{key}是{value}" for key, value in pairs]) + "。"
        texts = [f"the {key} is {value}" for key, value in pairs]
        text = ", ".join(texts[:-1]) + (" and " if len(texts) > 1 else "") + texts[-1]
        return text[0].upper() + text[1:] + "."
    text = _value(result)
    if text.startswith("Error: "):
        return _failed(text[7:], zh)
    end = "" if text[-1] in ".!?。！？" else ("。" if zh else ".")
    return (f"结果是{text}" if zh else f"The result is {text}") + end


def _flat(result: dict[str, Any]) -> list[tuple[str, Any]]:
    """The entries of a dict, those of dicts within it in their place."""
    pairs: list[tuple[str, Any]] = []
    for key, value in result.items():
        pairs += _flat(value) if isinstance(value, dict) else [(key, value)]
    return pairs


def _failed(text: str, zh: bool) -> str:
    return f"没有成功：{text}。" if zh else f"That did not work: {text}."


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join([_value(item) for item in value])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
