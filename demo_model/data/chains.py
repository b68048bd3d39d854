"""Stories put together from events: something is there, more comes, some goes, it doubles, and what is left is asked for."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from demo_model.data.phrases import Random, pick, say
from demo_model.data.vocabulary import number
from demo_model.hold_out import is_held_out


@dataclass(frozen=True)
class Scene:
    """Wordings of a beginning, of what adds {k}, of what takes {k}, and of the question."""

    begins: tuple[str, ...]
    adds: tuple[str, ...]
    takes: tuple[str, ...]
    asks: tuple[str, ...]


SCENES: dict[str, tuple[Scene, ...]] = {
    "en": (
        Scene(
            ("{name} (has|owns|starts with|had|possesses|keeps) {k} {things}", "{name} (bought|collected|made|found|received) {k} {things}", "At first {name} has {k} {things}", "There are {k} {things} in {name}'s {box}"),
            ("(gets|buys|finds|receives|picks up|earns|wins|makes|collects|adds|is given|inherits|borrows|discovers) {k} (more|others|new ones)", "{name2} (gives|sends|brings|hands|passes|lends) {name} {k}[ more]", "{k} (more|others) (come|are added|arrive)"),
            ("(gives|sells|hands|sends|passes|lends|donates) {k} to {name2}", "(loses|eats|uses|breaks|throws away|drops|forgets|gives away|uses up|leaves behind|returns) {k}[ of them]", "{name2} (takes|borrows|buys|steals|eats|breaks) {k}[ of them]", "{k} (of them |)(break|get lost|are stolen|go bad|disappear)"),
            ("How many (are left|remain|are there now|does {name} have (now|in the end|left|at last|then))?", "How many {things} (does {name} have (now|in the end|left)|are (left|there now)|remain)?", "(What is the number of {things} now|How many is that)?"),
        ),
        Scene(
            ("A (bus|train|tram|ferry|lift|plane) (starts|leaves|sets off|departs) with {k} (passengers|people)", "There are {k} (people|passengers|travellers) (on|in) (a|the) (bus|train|tram|boat)"),
            ("(at the next stop|then|in {day}'s rush|later|at the station) {k} (get on|board|enter|join|climb in)", "{k} (more |)(people |passengers |)(get on|enter|come aboard|board)"),
            ("(at the next stop|then|later|after that) {k} (get off|leave|get out|step off)", "{k} (people |passengers |of them )(get off|leave|go out)"),
            ("How many (people|passengers) are (on it|there|on board|left|inside)[ now| then| at the end]?", "How many (are|remain) (on board|there|inside)?"),
        ),
        Scene(
            ("A (warehouse|shop|{place}|store|depot) (has|holds|stores|stocks|had) {k} {things}", "(In|At) the {place} there are {k} {things}"),
            ("{k} (more |)(are delivered|arrive|come in|are bought|are ordered|are produced)", "(it|the shop) (gets|receives|buys|orders) {k}[ more]", "a lorry brings {k}"),
            ("{k} (are sold|are sent out|are shipped|are taken away|are damaged|leave|are removed|go out)", "(customers|people) (buy|take|order) {k}", "it sells {k}"),
            ("How many {things} (are left|remain|are there now|are in stock|does it have now)?", "(What is the stock|How many are there|How many are left)[ now| at the end]?"),
        ),
        Scene(
            ("{name} (has|owns|starts with|had) {k} (dollars|euros|yuan|pounds|coins)[ in the bank| in the account| in the purse]", "(On|In) {name}'s account there are {k} (dollars|euros|yuan)"),
            ("(earns|gets|receives|wins|finds|deposits|pays in|saves|is paid) {k}[ more| (dollars|euros)]", "{name2} (gives|pays|lends) {name} {k}"),
            ("(spends|pays|loses|withdraws|gives away|donates) {k}[ (on|for) {things}]", "(buys {things}|pays the bill|buys a {thing}) for {k}", "{k} (are withdrawn|are spent|go to {name2})"),
            ("How much (is left|money is left|does {name} have[ now| left| in the end]|is there now|remains)?", "(What is the balance|What remains|What does {name} have now)?"),
        ),
        Scene(
            ("A (tank|barrel|pool|bucket) (holds|has|contains) {k} litres[ of water]", "There are {k} litres of water in a (tank|barrel|pool)"),
            ("{k} litres (are added|flow in|are poured in|come in|rain in)", "{name} (pours in|adds) {k}[ litres]"),
            ("{k} litres (are used|flow out|leak out|evaporate|are taken out|run out)", "{name} (takes out|uses|pours out) {k}[ litres]"),
            ("How many litres (are left|are in it now|remain|are there)?", "How much water is (left|in it|there)[ now]?"),
        ),
        Scene(
            ("{name} (has|starts with|scores) {k} points[ in a game]", "In a (game|quiz|match) {name} has {k} points"),
            ("(wins|gets|scores|gains|earns) {k}[ points| more]", "(for a right answer|in the next round) {name} gets {k}"),
            ("(loses|is fined|gives up|drops) {k}[ points]", "(for a mistake|in the next round) {name} loses {k}"),
            ("How many points (does {name} have[ now| in the end]|are there|is that)?", "What is the (score|result)[ now| in the end]?"),
        ),
        Scene(
            ("(A|The) (village|school|club|company|class|team|queue) (has|had) {k} (members|people)", "{k} (people|guests|visitors) are (at a party|in the {place}|in a room|at a meeting)"),
            ("{k} (more |new |)(people |ones |)(join|arrive|come|come in|move in|are hired|are born)",),
            ("{k} (of them |people |)(leave|go home|move away|quit|are ill|go away)",),
            ("How many (are there|are there now|people are there|are left|remain)[ in the end]?", "How many people is that?"),
        ),
        Scene(
            ("(I think of the number|Start with|Take the number|Begin with|Take) {k}", "{name} (thinks of|writes down|takes) the number {k}"),
            ("(add|plus) {k}", "(increase it by|raise it by) {k}"),
            ("(subtract|take away|minus) {k}", "(decrease it by|lower it by|reduce it by) {k}"),
            ("What (is the result|do I get|is it now|comes out)?", "(Which number is that|What number do you get)?"),
        ),
    ),
    "zh": (
        Scene(
            ("{name}(有|原来有|一开始有|买了|收集了|做了){k}{m}{thing}", "{name}的{box}里有{k}{m}{thing}"),
            ("(又|)(买了|得到|捡到|收到|赢了|做了|找到|借来|添了){k}{m}", "{name2}(给了|送给|借给|带来)(他|她|{name}|){k}{m}", "又(来了|添了|多了){k}{m}"),
            ("(送给|卖给|借给|分给|给了){name2}{k}{m}", "(弄丢了|吃了|用了|弄坏了|扔了|丢了|捐了|卖了){k}{m}", "{name2}(拿走了|借走了|买走了|吃了){k}{m}", "(坏了|丢了){k}{m}"),
            ("(现在|最后|)(还剩|还有|剩下|有)(多少|几){m}(|{thing})？", "{name}(现在|最后)有(多少|几){m}(|{thing})？", "一共有多少{m}？"),
        ),
        Scene(
            ("(公交车|火车|地铁|渡船|电梯|飞机)上(原来|)有{k}(人|名乘客)", "一辆(公交车|客车)(出发时|开车时)有{k}(人|名乘客)"),
            ("(下一站|到站后|后来|第二站|然后|)上(来|了|车){k}人", "又(上来|上车){k}人"),
            ("(下一站|到站后|后来|第三站|然后|)下(去|了|车){k}人", "又(下去|下车){k}人"),
            ("(现在|这时|)(车上|上面|)(还|)有多少人？", "(现在|最后)(一共|)有几(人|名乘客)？"),
        ),
        Scene(
            ("{place}(原有|有|存有|进了){k}{m}{thing}", "(仓库|商店)里有{k}{m}{thing}"),
            ("又(运来|进货|购进|生产|送来|订了){k}{m}", "(运进|买进|收到){k}{m}"),
            ("(卖出|运走|售出|发出|拿走|损坏|退掉)(了|){k}{m}", "(顾客|客人)(买走|拿走)(了|){k}{m}"),
            ("(现在|最后|)(还剩|还有|剩下|库存)(多少|几){m}？", "(现在|)有多少{m}{thing}？"),
        ),
        Scene(
            ("{name}(有|账户里有|存了|身上有|带了){k}元",),
            ("(又|)(挣了|收到|得到|存入|赚了|捡到|领了){k}元", "{name2}(给了|还给|借给)(他|她|{name}){k}元"),
            ("(花了|用去|取出|付了|捐了|借出|丢了){k}元", "买{thing}(花了|用了){k}元", "(给|借给)(了|){name2}{k}元"),
            ("(现在|最后|)(还剩|还有|剩下|有)多少(钱|元)？", "(余额|账户里)(是|有)多少(元|)？"),
        ),
        Scene(
            ("(水箱|水桶|水池|油罐)里有{k}升(水|)",),
            ("(又|)(加入|流进|倒进|注入){k}升",),
            ("(又|)(用去|流出|倒出|漏掉|蒸发|放出)(了|){k}升",),
            ("(现在|)(还剩|还有|有|剩下)多少升(水|)？",),
        ),
        Scene(
            ("{name}(在游戏里|比赛中|)有{k}分",),
            ("(又|)(得了|赢了|加了|增加){k}分", "答对(题|)加{k}分"),
            ("(又|)(扣了|输了|减去|丢了){k}分", "答错(题|)扣{k}分"),
            ("(现在|最后|)(一共|)(有|得|是)多少分？",),
        ),
        Scene(
            ("(村里|学校|俱乐部|公司|班里|队里|教室里|会场里)有{k}人",),
            ("(又|)(来|加入|搬来|招|进来)(了|){k}人",),
            ("(离开|走|搬走|退出|回家)(了|){k}人",),
            ("(现在|最后|)(还|一共|)有多少人？",),
        ),
        Scene(
            ("(我想了一个数|从数字|取一个数|有一个数)(：|){k}(开始|)",),
            ("(加|加上|增加){k}",),
            ("(减|减去|减少){k}",),
            ("(结果|得数|得到的数|现在)是(多少|几)？", "等于(多少|几)？"),
        ),
    ),
}  # fmt: skip
_TIMES = {
    "en": (("(the number|that|it all) (doubles|is doubled|becomes twice as much)", 2), ("(the number|that|it all) (triples|is tripled|becomes three times as much)", 3), ("(the number|that|it all) becomes {k} times as (much|many)", 0)),
    "zh": (("(数量|它|总数)(翻倍|变成原来的两倍|变成2倍|翻了一番)", 2), ("(数量|它|总数)(变成原来的三倍|变成3倍)", 3), ("(数量|它|总数)变成原来的{k}倍", 0)),
}  # fmt: skip
_SHARED = {
    "en": ("(they|these|all) are (shared|divided|split) (equally|evenly) among {k} (people|children|friends)", "the rest is (shared|divided) equally among {k}"),
    "zh": ("(然后|最后|)平均分(给|成){k}(个人|份)", "剩下的平均分给{k}个人"),
}  # fmt: skip
_SHARE_ASKED = {
    "en": ("How many does each get?", "How much is one share?", "How many for each?"),
    "zh": ("每(人|份)(是|有|得)多少？", "每(人|份)得几个？"),
}
_JOINTS = {"en": (". Then ", ". ", ", then ", " and ", ". After that ", ". Later ", ", and then ", "; "), "zh": ("，", "，", "，然后", "。", "，后来", "，接着", "；")}  # fmt: skip


def chain(rng: Random, language: str, slots: dict[str, str]) -> tuple[str, str]:
    """A story of two to five events, and the expression that answers its question."""
    scene = rng.choice(SCENES[language])
    high = (30, 99, 99, 800)[int(rng.random() * 4)]
    value = number(rng, 5, high)
    expression, is_sum = str(value), False
    parts = [say(rng, pick(rng, scene.begins), k=value, **slots)]
    for _ in range(1 + int(rng.random() * 3)):
        chance = rng.random()
        if chance < 0.12:
            wording, k = rng.choice(_TIMES[language])
            k = k or number(rng, 2, 9)
            value *= k
            expression, is_sum = (f"({expression}) * {k}" if is_sum else f"{expression} * {k}"), False
        elif chance < 0.56 or value < 4:
            k = number(rng, 2, high)
            wording, value, expression, is_sum = pick(rng, scene.adds), value + k, f"{expression} + {k}", True
        else:
            k = number(rng, 1, min(value - 1, high))
            wording, value, expression, is_sum = pick(rng, scene.takes), value - k, f"{expression} - {k}", True
        parts.append(say(rng, wording, k=k, **slots))
    ask = pick(rng, scene.asks)
    k = number(rng, 2, 12)
    if rng.random() < 0.25 and value % k == 0:
        parts.append(say(rng, pick(rng, _SHARED[language]), k=k))
        expression = f"({expression}) // {k}" if is_sum else f"{expression} // {k}"
        ask = pick(rng, _SHARE_ASKED[language])
    return _joined(rng, parts, language) + say(rng, ask, **slots), expression


def _joined(rng: Random, parts: list[str], language: str) -> str:
    """The events as sentences; in English one that has no subject gets a pronoun after a full stop."""
    text = parts[0]
    pronoun = pick(rng, ("he ", "she "))
    for part in parts[1:]:
        joint = pick(rng, _JOINTS[language])
        first = part.split(" ")[0]
        if (
            language == "en"
            and first.endswith("s")
            and first.islower()
            and "name" not in first
            and first not in ("customers", "these", "plus", "minus")
        ):
            part = pronoun + part
        text += joint + (part[0].upper() + part[1:] if joint == ". " else part)
    return text + (". " if language == "en" else pick(rng, ("，", "。")))


_OPERATORS = (" + ", " - ", " * ", " / ")
_ASKED = {
    "en": ("{x}", "{x} = ?", "{x}?", "(What is|Compute|Calculate|Evaluate|Work out|How much is|Solve|What's the value of|Find) {x}[?|.]", "(Please |)(calculate|compute) the (expression|value of) {x}[.]"),
    "zh": ("{x}", "{x} = ？", "(计算|求|算一下|请算|请计算|算出)(：|){x}(。|)", "{x}(等于多少|是多少|等于几|的值是多少|得多少)？", "(求|计算)(算式|表达式|)(：|){x}的值(。|)"),
}  # fmt: skip


def formula(rng: Random, language: str) -> tuple[str, str]:
    """A written formula of two to five numbers, and the same as Python writes it."""

    def value() -> str:
        whole = number(rng, 1, (20, 99, 99, 2000)[int(rng.random() * 4)])
        decimal = str(round(whole + int(1 + rng.random() * 98) / 100, 2))
        return str(whole) if rng.random() < 0.85 or is_held_out(decimal) else decimal

    def term(depth: int) -> str:
        parts = [
            value() if depth == 0 or rng.random() < 0.7 else f"({term(0)})" for _ in range(2 + int(rng.random() * 2))
        ]
        text = parts[0]
        for part in parts[1:]:
            text += _OPERATORS[int(rng.random() * 3.4)] + part
        return text

    expression = term(1)
    style = rng.random()
    written = expression
    if style < 0.3:
        written = written.replace(" ", "")
    if style > 0.6:
        written = written.replace("*", "×" if style < 0.85 else "x").replace("/", "÷" if style < 0.85 else "/")
    return say(rng, pick(rng, _ASKED[language]), x=written), expression
