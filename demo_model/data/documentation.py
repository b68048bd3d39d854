"""Questions about this software in many wordings, each with the one fixed answer of its fact.

The answer is always the same text, so that the model has only to find out which fact is meant; therefore the questions
vary as widely as they can.
"""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from demo_model.data import (
    Conversation,
    documentation_en,
    documentation_en_further,
    documentation_en_more,
    documentation_zh,
    documentation_zh_further,
    documentation_zh_more,
    talk,
)
from demo_model.data.phrases import Random, as_typed, pick, say
from demo_model.data.topics import Topic


def _widened(topics: dict[str, Topic], *more: dict[str, tuple[str, ...]]) -> dict[str, Topic]:
    """The topics with all further ways of asking for them."""
    further = {fact_id: sum((asks.get(fact_id, ()) for asks in more), ()) for fact_id in topics}
    return {fact_id: replace(topic, ask=topic.ask + further[fact_id]) for fact_id, topic in topics.items()}


TOPICS: dict[str, dict[str, Topic]] = {
    "en": _widened(documentation_en.TOPICS, documentation_en_more.ASKS, documentation_en_further.ASKS),
    "zh": _widened(documentation_zh.TOPICS, documentation_zh_more.ASKS, documentation_zh_further.ASKS),
}

_DO_FRAMES = {
    "en": (
        "(how|in what way|by what means) (do|can|could|would|should|may|does one|might) I {x}?",
        "how (does one|do you|do people|would one|can one) {x}?",
        "(what|which command|what command|which thing) (do|should|must|would|can) I (use|need|type|enter|run|take|write|call) to {x}?",
        "(what|which) {kind} (do I need|is there|is it|do I use|should I use|is used|lets me use) to {x}?",
        "what(| is|'s) the {kind} to {x}?",
        "I(| would| 'd) (want|like|need|wish|have) to {x}",
        "I(| really) (want|need) to {x}[, (how|what do I do|what do I type|help|is that possible)]",
        "(is there|do you have|does pyglm have|is there any) (a way|a possibility|an option|some way|something) to {x}?",
        "(can|could|may|am I able to) I {x}?",
        "(is it|would it be) possible to {x}?",
        "(show|tell|teach|explain to) me how to {x}",
        "(help me|please help me|I need help to|I'm trying to|trying to|my goal is to|my plan is to|I am about to) {x}",
        "(the right|the correct|the best|an easy|a) way to {x}[?]",
        "(how to|howto|command to|need to|want to|ways to) {x}",
        "{x}[ (how|command|?|please)]",
    ),
    "zh": (
        "(怎么|怎样|如何|怎么才能|要怎么|该怎么|应该怎样|怎样才能|如何才能){x}？",
        "(我想|我要|我需要|我打算|我希望|我得)(，|){x}(，怎么办|，怎么做|，该怎么做|，用什么命令|，该输入什么|)",
        "{x}(要|该|应该|得|需要)(怎么做|用什么|用什么{kind}|输入什么|怎么弄|运行什么)？",
        "(用|要用|该用)(什么|哪个)({kind}|方法|办法)(来|可以|能|){x}？",
        "{x}的({kind}|方法|办法)(是什么|是哪个|呢|有吗|叫什么)？",
        "(有没有|有)(办法|方法|什么办法|什么{kind}){x}(吗|)？",
        "(可以|能|能不能|可不可以){x}吗？",
        "(教我|告诉我|请教|说明一下|请告诉我)(怎么|如何|怎样){x}",
        "{x}(怎么做|怎么弄|呢|有什么{kind}|)",
        "(什么|哪个){kind}(能|可以|用来|能够){x}？",
    ),
}
_ABOUT_FRAMES = {
    "en": (
        "(what about|how about|what is there to say about|and) {x}?",
        "(tell me|say something|speak|explain|inform me) about {x}",
        "(what is|what's|what can you tell me about|what do you know about|what should I know about) {x}?",
        "(a question|question|one question|my question is|just a question) (about|on|regarding|concerning) {x}",
        "(I would like to know|I want to know|I'd like to hear|I wonder|I am interested in|I need information on|"
        "I am curious about|I am looking for) {x}",
        "{x}[?|, please| please| info|...]",
        "(information|info|facts|details|something|a word) (on|about|for|regarding) {x}[, please]",
        "(explain|describe|clarify) {x}[ (to me|briefly|, please)]",
        "how is it with {x}?",
    ),
    "zh": (
        "{x}(是什么|是怎样的|怎么样|呢|如何|是什么情况)？",
        "(请问|问一下|想问问|想知道|我想了解|我想知道|告诉我|说说|讲讲|介绍一下|请说明|解释一下)(，|){x}",
        "(关于|有关){x}(，|)(请说明|有什么可说的|我想问一下|给我讲讲|你知道什么|说一说)",
        "{x}",
        "(查一下|了解一下|说明一下){x}",
        "{x}(的信息|的情况|的问题|方面)",
    ),
}
_WRAPPED = {
    "en": (
        *("{x}",) * 12,
        "(please|hi, |hello, |hey, |ok, |so, |now |well, |hmm, |good, |right, |sorry, |quick question: |one more thing: |next: |"
        "thanks, and |I see, and |question: |and |also, |another question: |by the way, |excuse me, |dear model, ){x}",
        "{x}[,] (please|thanks|thank you|do you know|if I may ask|in short|exactly|actually|again|then|briefly)",
        "(can|could|would|will) you (tell me|explain|say|help)[, please][:] {x}",
        "(do you know|any idea|I wonder|tell me|I'd like to know|I forgot|remind me)[:|,] {x}",
        "(I'm new here|I am a beginner|I just installed it|I read the README|sorry for asking|a friend asks|my boss asks)[.|,|:] {x}",
    ),
    "zh": (
        *("{x}",) * 10,
        "(请问|你好，|您好，|嗨，|那么|那|好，|嗯，|麻烦问一下，|请问一下，|问个问题：|还有，|另外，|对了，|顺便问一下，|不好意思，|打扰了，|谢谢，再问一下，|再问一个：){x}",
        "{x}(谢谢|，谢谢|麻烦了|请告诉我|，你知道吗|，请简单说说|，急)",
        "(你知道|能告诉我|可以告诉我|能说一下|我忘了|我想知道|想了解)(，|：|){x}",
        "(我是新手|我刚装好|我刚开始用|朋友问我|老板问|我看了说明)(，|：){x}",
    ),
}
_FOLLOW_UPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("q4-size", "(and|what about|how about) (as |with |in |)(q8|int8|8 bits)?", "q8-size"),
        ("q4-size", "(and|what about|how about) (as |with |in |)(f16|fp16|half precision)?", "f16-size"),
        ("q8-size", "(and|what about|how about) (as |with |in |)(q4|int4|4 bits)?", "q4-size"),
        ("q8-size", "(and|what about|how about) (as |with |in |)(f16|fp16|half precision)?", "f16-size"),
        ("f16-size", "(and|what about|how about) (as |with |in |)(q8|int8|8 bits)?", "q8-size"),
        ("f16-size", "(and|what about|how about) (as |with |in |)(q4|int4|4 bits)?", "q4-size"),
        ("chat", "(and|how do I do that|what about|the same|how about)( it|) (in|from) Python?", "python-chat"),
        ("generate", "(and|how do I do that|what about|the same|how about)( it|) (in|from) Python?", "python-generate"),
        ("quantize", "(and|how do I get|what if I want) (q8|f16|another type)( instead|)?", "quantize-type"),
        ("quantize", "(and|) (which|what) type does it use [by default|if I say nothing]?", "default-type"),
        ("cache-list", "(and|) how do I (empty|clear|delete) it?", "cache-clear"),
        ("cache-size", "(and|) how do I (change|limit|lower|raise) that?", "cache-limit"),
        ("cache-size", "(and|) how do I (turn it off|avoid it|switch it off)[ altogether]?", "no-cache"),
        ("doc-option", "(and|) (when|if) the chat is running already?", "doc-command"),
        ("doc-option", "(and|) (what|which package) do I install for (PDF|PDFs|HTML)?", "doc-pdf"),
        ("demo-model", "(and|) (where|how) do I get (the|a) (real|big|large) one?", "real-model"),
        ("demo-model", "so you are (ChatGLM3|the real ChatGLM3-6B)?", "not-chatglm3"),
        ("not-chatglm3", "(and|so|then) how do I get (it|the real one|that model)?", "real-model"),
        ("not-chatglm3", "(so|then) what are you[ then]?", "demo-model"),
        ("install", "(and|) how do I (test|check) it?", "make-test"),
        ("instruction-sets", "(and|what about|how about) (on |)(ARM|a Raspberry Pi|Apple silicon)?", "arm"),
        ("instruction-sets", "(and|) how do I force (one|another|a certain one)?", "force-isa"),
        ("real-model", "(and|) how (big|large) is it as (q4|int4)?", "q4-size"),
        ("python-load", "(and|) how do I (chat with it|get a reply)( then| from it|)?", "python-chat"),
        ("python-load", "(and|) how do I (continue|complete) a text( with it| then|)?", "python-generate"),
    ),
    "zh": (
        ("q4-size", "(那|)(q8|int8|八位)(呢|的呢)？", "q8-size"),
        ("q4-size", "(那|)(f16|fp16|半精度)(呢|的呢)？", "f16-size"),
        ("q8-size", "(那|)(q4|int4|四位)(呢|的呢)？", "q4-size"),
        ("q8-size", "(那|)(f16|fp16|半精度)(呢|的呢)？", "f16-size"),
        ("f16-size", "(那|)(q8|int8|八位)(呢|的呢)？", "q8-size"),
        ("f16-size", "(那|)(q4|int4|四位)(呢|的呢)？", "q4-size"),
        ("chat", "(那|)(在 Python 里|用 Python)(呢|怎么做)？", "python-chat"),
        ("generate", "(那|)(在 Python 里|用 Python)(呢|怎么做)？", "python-generate"),
        ("quantize", "(那|)(想要|要) (q8|f16) 呢？", "quantize-type"),
        ("quantize", "(那|)默认(是|用)(什么|哪种)(类型|)？", "default-type"),
        ("cache-list", "(那|)(怎么|如何)(清空|删除)(它|)？", "cache-clear"),
        ("cache-size", "(那|)(怎么|如何)(改|限制|调小)(它|)？", "cache-limit"),
        ("cache-size", "(那|)(怎么|如何)(关掉|不用)(它|)？", "no-cache"),
        ("doc-option", "(那|)聊天已经(开始了|开着)呢？", "doc-command"),
        ("doc-option", "(那|)(PDF|HTML)(要装什么|需要安装什么)？", "doc-pdf"),
        ("demo-model", "(那|)(真正的|大)模型(在哪|怎么得到)？", "real-model"),
        ("demo-model", "(所以|那)你是 ChatGLM3 吗？", "not-chatglm3"),
        ("not-chatglm3", "(那|)(怎么|如何)得到它？", "real-model"),
        ("not-chatglm3", "那你是(什么|谁)？", "demo-model"),
        ("install", "(那|)(怎么|如何)测试？", "make-test"),
        ("instruction-sets", "(那|)(ARM|树莓派|苹果芯片)呢？", "arm"),
        ("real-model", "(那|)(它|)用 q4 (有多大|多大)？", "q4-size"),
        ("python-load", "(那|)(怎么|如何)(聊天|得到回答)？", "python-chat"),
    ),
}  # fmt: skip


def question(rng: Random, topic: Topic, language: str) -> str:
    """One wording of a question about the topic."""
    kinds = rng.random()
    if topic.do and kinds < 0.4:
        text = say(rng, pick(rng, _DO_FRAMES[language]), x=say(rng, pick(rng, topic.do)), kind=topic.kind)
    elif topic.about and kinds < 0.55:
        text = say(rng, pick(rng, _ABOUT_FRAMES[language]), x=say(rng, pick(rng, topic.about)))
    else:
        text = say(rng, pick(rng, topic.ask))
    wrapped = say(rng, pick(rng, _WRAPPED[language]), x=text)
    if language == "en" and rng.random() < 0.6:
        wrapped = wrapped[0].upper() + wrapped[1:]
    return as_typed(rng, " ".join(wrapped.split()))


def conversations(random: random.Random) -> Iterator[Conversation]:
    """Endless conversations of one to eight questions, some with talk between them."""
    ids = tuple(TOPICS["en"])
    while True:
        language = "en" if random.random() < 0.5 else "zh"
        yield Conversation(_conversation(random, language, ids), "documentation", language)


def _conversation(rng: Random, language: str, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    topics = TOPICS[language]
    messages = talk.system_message(rng, language)
    if rng.random() < 0.12:
        messages += talk.exchange(rng, language)
    for _ in range(1 + int(rng.random() * 7)):
        if rng.random() < 0.08:
            messages += talk.exchange(rng, language)
        if rng.random() < 0.12:
            first, asked, second = rng.choice(_FOLLOW_UPS[language])
            messages += _turn(question(rng, topics[first], language), topics[first].answer)
            messages += _turn(as_typed(rng, say(rng, asked).strip().capitalize()), topics[second].answer)
        else:
            topic = topics[pick(rng, ids)]
            messages += _turn(question(rng, topic, language), topic.answer)
    return messages


def _turn(asked: str, answer: str) -> list[dict[str, Any]]:
    return [{"role": "user", "content": asked}, {"role": "assistant", "metadata": "", "content": answer}]
