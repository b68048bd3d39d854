"""Talk: greetings, thanks, what the model is and can do, names to be remembered, and what it does not know."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from demo_model.data import Conversation
from demo_model.data.documentation_en import TOPICS as TOPICS_EN
from demo_model.data.documentation_zh import TOPICS as TOPICS_ZH
from demo_model.data.phrases import Random, as_typed, pick, say
from demo_model.data.vocabulary import first_names, people, words

Message: TypeAlias = "dict[str, Any]"

_SYSTEM = {
    "en": (
        "You are a (helpful|friendly|polite|concise|careful|kind|small) (assistant|model|AI assistant|helper).[ Answer (briefly|politely|in English).]",
        "You are (pyglm's|a) (demonstration model|assistant). [Be (brief|friendly|precise).]",
        "(Answer|Reply) (in one sentence|briefly|shortly|politely).",
        "You are ChatGLM3, a large language model trained by Zhipu.AI. Follow the user's instructions carefully.",
    ),
    "zh": (
        "你是一个(有帮助的|友好的|礼貌的|简洁的|小小的|细心的)(助手|模型|人工智能助手)。[请(简短|礼貌地|用中文)回答。]",
        "你是(pyglm 的|一个)(演示模型|助手)。",
        "(请|)(用一句话|简短地|简洁地|礼貌地)(回答|答复)。",
    ),
}
# (what the user says, the answers): one answer of each kind is enough, and is easiest to learn
_SAYINGS: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "en": (
        (
            (
                "(so|and|but|well|now|hey|sorry|oh),[ (tell me|say),] (who|what) are you[ then| anyway| really| today|, my friend]?",
                "who are you (then|really|exactly|anyway|again|now|please|my friend|stranger)?",
                "(hi|hello|good morning|good evening)(!|,|.) (who|what) are you[ then| exactly| please]?",
                "(may I ask|I wonder|do you know|I'd like to know|can you say) (who|what) you are[ exactly|, please](?|.)",
            ),
            (TOPICS_EN["demo-model"].answer,),
        ),
        (
            (
                "(hi|hello|hey|hiya|good morning|good evening|good afternoon|greetings|howdy|good day|hello there|hi there|yo|morning)"
                "[,][ (model|pyglm|friend|assistant|there|everyone|robot|little model|my friend)](|!|.|!!|, nice to meet you.)",
                "(nice|good|pleased|great|lovely) to (meet|see|hear from) you(|!|.)",
                "(is anybody|anyone|is someone) (there|here|home)?",
                "(hello|hi|hey), (are you there|can you hear me|I am back|it's me[ again])[!|.|?]",
            ),
            ("Hello! How can I help you?",),
        ),
        (
            (
                "(thanks|thank you|thx|many thanks|thanks a lot|thank you very much|cheers|thank you so much|much appreciated|ta)"
                "[,| for (the|your|that) (help|answer|reply|information|explanation)| (pyglm|model|friend)](|!|.)",
                "(great|perfect|super|good|very good|nice|wonderful|excellent|awesome|fine)[,] (thanks|thank you)[!|.]",
                "(that|this) (helps|helped|was helpful|was useful|was what I needed|is great)[ a lot| me][!|., thanks]",
                "you (are|were) (very |so |really |)(helpful|kind|nice|great)[, thanks|!]",
            ),
            ("You're welcome!",),
        ),
        (
            (
                "(bye|goodbye|see you|see you later|good night|bye bye|farewell|so long|take care|until tomorrow|see you soon|ciao|cya)"
                "[,][ (then|for now|friend|model|and thanks|pyglm)](|!|.)",
                "(I have to go|I must go|I am leaving|that's all|that was all|I'm done|we are done|time to go)[ now| for today]"
                "(|.|, bye|, goodbye|, see you)",
                "(have|wish you) a (nice|good|great|lovely) (day|evening|weekend|time|night)[!|.]",
            ),
            ("Goodbye!",),
        ),
        (
            (
                "how are you[ doing| today| feeling|, my friend]?",
                "how (do you do|is it going|are things|goes it|do you feel|was your day|is life)[ today]?",
                "(are you|is everything) (ok|well|fine|alright|good)[ today]?",
                "what's up[?|, model?]",
            ),
            ("I am fine, thank you. How can I help you?",),
        ),
        (
            (
                "(ok|okay|I see|alright|fine|understood|good|got it|sure|right|interesting|aha|clear|makes sense|hm ok|nice|cool|wow|great)(|.|!)",
                "(that|this) (is|makes|sounds) (clear|sense|good|interesting|fine|right|nice)(|.|!)",
            ),
            ("Good. What else can I do for you?",),
        ),
        (
            (
                "what can you do[ for me|, exactly| here| all]?",
                "(what|which) (things |tasks |)(are you able to do|can I ask you|can you help me with|are you good at|are you good for|"
                "are your skills|are your abilities|do you offer)?",
                "(how|in what way) (can|could) you help[ me]?",
                "(tell me|list|show me|describe) (what you can do|your (skills|abilities|functions|talents|features))",
                "(help|help me|I need help|can you help me|I need your help|please help me)[!|.|?]",
                "what are you (good|useful|made) for?",
            ),
            ("I answer questions about pyglm, call tools, compute with Python, and quote from documents.",),
        ),
        (
            (
                "(tell|write|sing|make|give|compose|invent) (me |us |)(a|another|one more) (joke|poem|story|song|riddle|fairy tale|haiku|"
                "rhyme|speech|letter|recipe|limerick)[ about {word}][, please|!]",
                "(can|could|will|would) you (write|tell|make) (me |)a (joke|poem|story|song|essay|letter|novel|recipe|e-mail)[ about {word}]?",
                "(translate|summarise|proofread|improve) (this|my text|my essay|a letter|a page|the word {word})[ for me| into (French|German|Chinese)]",
                "(draw|paint|make|show) (me |)(a|the) (picture|image|painting|drawing|photo) of {word}",
                "(play|let's play) (a game|chess|twenty questions|tic tac toe|music)[ with me]",
                "(book|order|buy|send|reserve|call) (me |)(a|the) (flight|pizza|taxi|table|ticket|e-mail|hotel room|doctor)[ for (tomorrow|me|tonight)]",
            ),
            ("I cannot do that: I am a tiny demonstration model. The real model, ChatGLM3-6B-32K, can do much more.",),
        ),
        (
            (
                "(do you|can you|are you able to) (have feelings|feel|think|love|dream|sleep|get tired|see|hear|smell|eat|lie|die|remember me)?",
                "are you (alive|conscious|happy|sad|tired|bored|clever|smart|human|in love|married|hungry|angry)?",
                "how old are you?",
                "where (are|do) you (live|from|located|come from)?",
                "do you (like|love|hate|enjoy) ({word}|me|music|people|cats|coffee|your work|the rain)?",
                "what is your (favourite|favorite) (colour|color|food|film|book|animal|word|song|number)?",
                "(who|what) is your (best friend|father|mother|boss|hero|brother)?",
            ),
            ("I am only a tiny program and have no feelings or life of my own.",),
        ),
        (
            (
                "(you are|you're) (stupid|dumb|useless|silly|wrong|bad|slow|terrible|an idiot|no help)(|!|.)",
                "(that|this|your answer) (is|was) (wrong|nonsense|rubbish|not right|bad|not helpful|useless|no help|incorrect)(|!|.)",
                "I (don't|do not) (like|believe|trust|understand) (you|that|your answers)(|!|.)",
            ),
            ("I am sorry. I am only a tiny demonstration model and make mistakes.",),
        ),
        (
            (
                "(you are|you're) (clever|smart|cute|funny|amazing|good|wonderful|the best|sweet|fast)(|!|.)",
                "(well done|good job|nice work|bravo|good answer|impressive|correct|exactly|good boy)(|!|.)",
                "I (like|love) (you|it|your answers|talking to you)(|!|.)",
            ),
            ("Thank you! I do what I can.",),
        ),
    ),
    "zh": (
        (
            (
                "(那|那么|请问|哎|对了|不好意思)，你(到底|究竟|)是(谁|什么)(啊|呀|呢|)？",
                "(你好|早上好|晚上好|嗨)(，|。)你(到底|究竟|)是(谁|什么)(啊|呀|呢|)？",
                "(想知道|告诉我|能说说|我想问)你(到底|究竟|)是(谁|什么)(吗|)(？|。)",
            ),
            (TOPICS_ZH["demo-model"].answer,),
        ),
        (
            (
                "(你好|您好|嗨|早上好|晚上好|下午好|早|大家好|哈喽|嘿|早安|中午好|hello|hi)(呀|啊|，朋友|，小模型|，助手|，pyglm|)(！|。|~|)",
                "(很高兴|高兴|幸会，)(认识你|见到你|遇到你)(！|。|)",
                "(有人|有谁|你)在吗？",
                "(嗨|你好|喂)，(你在吗|听得到吗|我回来了|又是我)(？|！|。|)",
            ),
            ("你好！有什么可以帮你？",),
        ),
        (
            (
                "(谢谢|多谢|感谢|谢谢你|谢谢您|非常感谢|太感谢了|谢啦|辛苦了|十分感谢)(你的帮助|的回答|你的回答|你的解释|啦|了|)(！|。|)",
                "(很好|太好了|不错|完美|好极了|真棒)，(谢谢|多谢|感谢)(！|。|你|)",
                "(这|你的回答)(很有用|帮了大忙|很有帮助|正是我要的)(，谢谢|！|。|)",
            ),
            ("不客气！",),
        ),
        (
            (
                "(再见|拜拜|回头见|晚安|明天见|下次见|再会|改天聊|88|先这样)(啦|了|，朋友|，谢谢|)(！|。|)",
                "我(要走了|得走了|先走了|下线了|没问题了|问完了|去睡觉了)(，再见|，拜拜|。|)",
                "祝你(今天愉快|周末愉快|晚上好|一切顺利|有个好梦)(！|。|)",
            ),
            ("再见！",),
        ),
        (
            (
                "(你|最近|今天)(好吗|怎么样|还好吗|过得怎么样|过得好吗|感觉如何|还行吗)？",
                "(近来|最近|这几天)(如何|可好|忙吗|怎样)？",
                "你(今天|)(心情|状态|身体)(怎么样|好吗|如何)？",
            ),
            ("我很好，谢谢。有什么可以帮你？",),
        ),
        (
            (
                "(好|好的|知道了|明白了|懂了|原来如此|行|可以|嗯|哦|有意思|了解|是这样啊|不错|收到|清楚了|ok)(！|。|，|)",
                "(这样|这|那)(很清楚|就好|挺好|有道理|不错)(。|！|)",
            ),
            ("好的。还有什么需要帮忙的吗？",),
        ),
        (
            (
                "你(能|会|可以)(做|干|帮我做|帮我干)(什么|些什么|哪些事|啥)？",
                "你(有|会)(什么|哪些)(本领|功能|能力|技能|用处|用)？",
                "(我|)(可以|能)(问你|让你做|请你做)(什么|些什么|哪些事)？",
                "你(怎么|能怎样|可以怎么)(帮|帮助)我？",
                "(帮帮我|帮我一下|我需要帮助|请帮忙|帮个忙|能帮我吗)(。|！|？|)",
                "(说说|介绍一下|列出)你的(功能|能力|本领|用处)",
            ),
            ("我可以回答关于 pyglm 的问题、调用工具、用 Python 计算，以及引用文档原文。",),
        ),
        (
            (
                "(给我|帮我|请|)(讲|写|编|唱|来|作)(一|)(个|首|篇|段)(笑话|诗|故事|歌|谜语|童话|作文|信|文章|对联)(吧|，关于{word}的|，好吗|)(！|。|)",
                "(你|)(能|可以|会)(写|讲|编|唱)(一个|)(笑话|诗|故事|歌|小说|作文|邮件)吗？",
                "(帮我|请|)(翻译|总结|修改|润色)(一下|)(这段话|我的文章|一封信|“{word}”)",
                "(帮我|给我|请)(画|拍|做)(一张|一幅|)(画|图|照片|{word}的图片)",
                "(陪我|跟我|我们)(玩游戏|下棋|玩猜谜|唱歌)(吧|好吗|)",
                "(帮我|给我|替我)(订|买|叫|预订)(一张机票|披萨|出租车|酒店|外卖|火车票|电影票)",
            ),
            ("这个我做不到：我只是一个很小的演示模型。真正的模型 ChatGLM3-6B-32K 能做的多得多。",),
        ),
        (
            (
                "你(有|会有|有没有)(感情|感觉|情绪|意识|梦想|朋友|爱好)(吗|)？",
                "你(会|能)(累|思考|做梦|睡觉|难过|哭|说谎|吃饭|生病)吗？",
                "你(几岁|多大年纪|多大了|今年几岁|住在哪里|在哪里|从哪里来|是哪里人)？",
                "你(喜欢|爱|讨厌)({word}|我|音乐|猫|咖啡|工作|下雨天)吗？",
                "你(最喜欢|喜欢)(的|)(什么颜色|什么食物|哪部电影|哪本书|什么动物|什么歌)？",
                "你(开心|快乐|难过|无聊|聪明|饿|活着|结婚了)吗？",
            ),
            ("我只是一个很小的程序，没有感情，也没有自己的生活。",),
        ),
        (
            (
                "你(真|太|好|很)(笨|蠢|没用|差劲|慢|傻|烦)(了|啊|)(！|。|)",
                "(这|你的回答|你说的)(不对|错了|是胡说|没用|没有帮助|不正确)(！|。|)",
                "我(不喜欢|不相信|不信任|不明白)(你|你的回答|这个)(。|！|)",
            ),
            ("对不起，我只是一个很小的演示模型，会出错。",),
        ),
        (
            (
                "你(真|好|太|很)(聪明|棒|可爱|厉害|好|有趣|快|了不起)(了|啊|)(！|。|)",
                "(做得好|干得好|回答得好|真不错|厉害|没错|完全正确|好样的|真行)(！|。|)",
                "我(喜欢|爱)(你|你的回答|跟你聊天)(！|。|)",
            ),
            ("谢谢夸奖！我会尽力的。",),
        ),
    ),
}
_WORLD = {
    "en": (
        "(what|which) is the (capital|population|currency|language|history|largest city|president|flag) of {word}?",
        "who (was|is|invented|discovered|wrote|painted|founded|won) (|the ){word}[ (first|and when|in the end)]?",
        "who (was|is) {name}[ {name2}]?",
        "when (was|did|is) (the |)({word}|{name}) (born|built|invented|die|begin|end|founded|start)?",
        "where (is|are|can I find|does one buy) (the |)({word}|{name}'s house|{word} mountains|{word} river)?",
        "why (is|are|do|does) (the |)({word}|{word2}|sky|sea|people) (blue|so expensive|important|exist|{word2}|rare|famous)?",
        "(what|how) (is|does|are) (the |an |a |)({word}|{word2})[ (made of|work|made|used for|called in Latin)]?",
        "(explain|tell me about|describe|what do you know about|write about|give me facts about) (the |)({word}|{name} {name2}|{word} and {word2}|"
        "quantum physics|black holes|the French revolution|the history of {word}|photosynthesis|Shakespeare|dinosaurs)",
        "how (high|old|far|big|long|deep|fast|heavy|many|much) is (the |a |an |)({word}|moon|Everest|sun|Earth|{word} bridge)?",
        "what (is|will be) the (weather|temperature|time|date|news|score|price of {word}) (today|tomorrow|in {word}|now|in London)?",
        "who (won|will win|is leading) (the |)(world cup|election|match|race|game|{word} prize|Nobel prize)?",
        "what does ({word}|'{word}') mean?",
        "(is it true|do you think) that {word} (is|are|was|causes) {word2}?",
        "(what should I|can I|should I) (cook|eat|wear|read|buy|watch|study|invest in) (today|tonight|with {word}|for {word})?",
        "(my|the) ({word}|car|head|cat|back|dog) (hurts|is broken|is ill|makes noise|does not start), what (should I do|is wrong)?",
        "(name|list) (three|five|ten|some|all) (kinds of |famous |)({word}|rivers|kings|planets|countries|writers|scientists)",
    ),
    "zh": (
        "{word}的(首都|人口|历史|货币|作者|发明者|面积|意义)是(什么|谁|多少)？",
        "(谁|哪个人)(发明了|发现了|写了|画了|建立了|赢得了){word}？",
        "{name}是(谁|什么人|哪里人)？",
        "({word}|{name})(是|)(什么时候|哪一年)(出生|建成|发明|开始|结束|成立)的？",
        "{word}在(哪里|什么地方|哪个国家|哪个省)？",
        "为什么({word}|天空|海水|人)(是蓝的|这么贵|重要|会{word2}|很少见|有名)？",
        "(什么是|解释一下|介绍一下|说说|讲讲|告诉我关于)({word}|{word}和{word2}|量子力学|黑洞|法国大革命|光合作用|莎士比亚|恐龙|{word}的历史)",
        "({word}|月亮|珠穆朗玛峰|太阳|长城)(有多高|有多远|有多大|多少岁|有多长|有多重)？",
        "(今天|明天|现在|{word}|北京)(的|)(天气|气温|新闻|股价|时间)(怎么样|如何|是多少|是什么)？",
        "(谁|哪个队)(赢了|会赢|得了)(世界杯|选举|比赛|{word}奖|诺贝尔奖)？",
        "“{word}”(是什么意思|怎么读|的意思是什么)？",
        "(今晚|今天|明天)(吃什么|穿什么|看什么电影|做什么菜)(好|)？",
        "(列出|说出)(三个|五个|十个|几个)({word}|著名的河流|国王|行星|国家|作家|科学家)",
        "我的({word}|车|头|猫|背|狗)(坏了|疼|病了|有声音)，(怎么办|该怎么办|是什么原因)？",
    ),
}
# Questions about these are not about the world: they could be about this software.
_SOFTWARE = {
    "en": re.compile(
        "model|cache|file|format|token|memory|chat|software|program|python|code|install|licen|disk|drive|storage|thread|"
        "processor|cpu|gpu|laptop|computer|machine|hardware|kernel|document|pdf|html|option|command|tool|function|"
        "network|data|language|version|test|demo|weight|bit|size|speed|session|conversation|privacy|interpreter|script|"
        "arm|intel|amd|apple|quant|assistant|robot|english|chinese"
    ),
    "zh": re.compile(
        "模型|缓存|文件|格式|词元|内存|聊天|对话|软件|程序|代码|安装|许可|授权|磁盘|硬盘|空间|线程|处理|电脑|机器|硬件|"
        "内核|文档|资料|选项|命令|工具|函数|网络|数据|语言|版本|测试|演示|权重|参数|大小|速度|隐私|解释|脚本|芯片|量化|"
        "助手|中文|英文|苹果|精度"
    ),
}
UNKNOWN = {
    "en": "I do not know: I am a tiny demonstration model without knowledge of the world. For real answers, quantize "
    "ChatGLM3-6B-32K and run pyglm chat with it.",
    "zh": "我不知道：我是很小的演示模型，不了解世界上的事。想要真正的回答，请用 quantize 打包 ChatGLM3-6B-32K，再用 pyglm chat 运行。",
}
_NAME_TOLD = {
    "en": (
        "(my name is|I am|I'm|call me|you can call me|they call me|my friends call me|people call me|the name is|my name's|this is) {name}"
        "(|.|!|, hello.|, nice to meet you.|, and you?)",
        "(hi|hello|hey|good morning|good evening)[,|!] (my name is|I am|I'm|this is|it's) {name}(|.|!)",
        "(please |)(remember|note|keep in mind)(:| that|) (my name is|I am called|I am) {name}(|.|!)",
        "{name} (is my name|here|is what people call me)(|.|!)",
    ),
    "zh": (
        "(我叫|我是|我的名字是|我的名字叫|叫我|你可以叫我|大家叫我|朋友们叫我|本人){name}(|。|！|，你好。|，很高兴认识你。|，你呢？)",
        "(你好|您好|嗨|早上好|晚上好)(，|！)(我叫|我是|我的名字是){name}(|。|！)",
        "(请|)记住(，|)我(叫|的名字是|是){name}(|。)",
    ),
}
_NAME_GREETING = {"en": "Nice to meet you, {name}!", "zh": "很高兴认识你，{name}！"}
_NAME_ASKED = {
    "en": (
        "(what is|what's|do you know|do you remember|tell me|can you tell me|say|did you note|remind me of) my name[, please| again| now|, then](?|)",
        "(who|what) am I[ called| again]?",
        "(do|can) you (remember|recall|still know) (who I am|my name|how I am called|what I am called|what my name is)?",
        "(how|what) (am I called|did I say my name was|do people call me|was my name)[ again]?",
        "have you forgotten my name?",
    ),
    "zh": (
        "我(叫什么|叫什么名字|的名字是什么|是谁|叫啥)(来着|呢|)？",
        "你(还|)(记得|知道|记不记得)我(的名字|叫什么|是谁|叫什么名字)吗？",
        "(说出|告诉我|再说一遍|请说)我的名字",
        "我刚才说我叫什么？",
        "你忘了我的名字吗？",
    ),
}
_NAME_ANSWER = {"en": "Your name is {name}.", "zh": "你叫{name}。"}
_NAME_UNKNOWN = {"en": "You have not told me your name yet.", "zh": "你还没有告诉我你的名字。"}


def user(text: str) -> Message:
    """A user's message."""
    return {"role": "user", "content": text}


def answer(text: str) -> Message:
    """An assistant's message in plain text."""
    return {"role": "assistant", "metadata": "", "content": text}


def system_message(rng: Random, language: str, share: float = 0.15) -> list[Message]:
    """A system message, in that share of the cases."""
    if rng.random() >= share:
        return []
    return [{"role": "system", "content": say(rng, pick(rng, _SYSTEM[language])).strip()}]


def exchange(rng: Random, language: str) -> list[Message]:
    """One thing that a user says, and the answer."""
    return _saying(rng, language) if rng.random() < 0.65 else unknown(rng, language)


def unknown(rng: Random, language: str) -> list[Message]:
    """A question about the world, and the answer that the model does not know."""
    pattern = pick(rng, _WORLD[language])
    while _SOFTWARE[language].search((asked := _filled(rng, pattern, language)).lower()):
        pattern = pick(rng, _WORLD[language])
    return [user(_typed(rng, asked, language)), answer(UNKNOWN[language])]


def _saying(rng: Random, language: str) -> list[Message]:
    asked, answers = rng.choice(_SAYINGS[language])
    return [user(_typed(rng, _filled(rng, pick(rng, asked), language), language)), answer(pick(rng, answers))]


def _filled(rng: Random, pattern: str, language: str) -> str:
    some, names = words(language), people(language)
    return say(rng, pattern, word=pick(rng, some), word2=pick(rng, some), name=pick(rng, names), name2=pick(rng, names))


def _typed(rng: Random, text: str, language: str) -> str:
    text = " ".join(text.split())
    if language == "en" and rng.random() < 0.7:
        text = text[0].upper() + text[1:]
    return as_typed(rng, text)


def _names(rng: Random, language: str) -> list[Message]:
    """A name is told, other things are said, and the name is asked for; or it was never told."""
    if rng.random() < 0.2:
        return [*_some(rng, language, 2), user(_typed(rng, say(rng, pick(rng, _NAME_ASKED[language])), language)),
                answer(_NAME_UNKNOWN[language])]  # fmt: skip
    messages: list[Message] = []
    name = _a_name(rng, language)
    messages += [
        user(say(rng, pick(rng, _NAME_TOLD[language]), name=name)),
        answer(_NAME_GREETING[language].replace("{name}", name)),
    ]
    for _ in range(1 + int(rng.random() * 2)):
        messages += _some(rng, language, 3)
        messages += [
            user(_typed(rng, say(rng, pick(rng, _NAME_ASKED[language])), language)),
            answer(_NAME_ANSWER[language].replace("{name}", name)),
        ]
    return messages


def _a_name(rng: Random, language: str) -> str:
    if language == "en" and rng.random() < 0.4:
        return f"{pick(rng, first_names())}"
    return pick(rng, people(language))


def _some(rng: Random, language: str, at_most: int) -> list[Message]:
    messages: list[Message] = []
    for _ in range(int(rng.random() * (at_most + 1))):
        messages += exchange(rng, language)
    return messages


def conversations(random: random.Random) -> Iterator[Conversation]:
    """Endless conversations of talk alone, one to seven turns."""
    while True:
        language = "en" if random.random() < 0.5 else "zh"
        messages = system_message(random, language)
        if random.random() < 0.4:
            messages += _some(random, language, 1) + _names(random, language) + _some(random, language, 1)
        else:
            for _ in range(1 + int(random.random() * 5)):
                messages += exchange(random, language)
        yield Conversation(messages, "talk", language)
