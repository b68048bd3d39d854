"""Problems about lists, texts and dates, each with the short Python program that solves it."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

import datetime

from demo_model.data.phrases import Random, pick, say
from demo_model.data.problems import Problem, drawn
from demo_model.data.vocabulary import number, people, words
from demo_model.hold_out import is_held_out

# (wordings, program); {x} is the list as a person writes it, {list} as Python writes it
_NUMBER_LISTS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("(What is|What's|Compute|Calculate|Find|Give me|Determine|Work out|I need|Tell me) the (mean|average|arithmetic mean|mean value|average value) of[ the numbers| these numbers:| the values|:] {x}[?|.]",
          "{name} (measured|scored|got|noted|counted) {x}. What is the (mean|average)[ of that|]?", "(On average, how much is|Average|Mean of|average of) {x}[?]",
          "The (temperatures|scores|marks|prices|heights|weights|ages) (were|are) {x}. (What is their (mean|average)|Find the (mean|average)|How much is that on average)[?|.]"),
         "import statistics\nprint(round(statistics.mean({list}), 2))"),
        (("(What is|What's|Compute|Calculate|Find|Give me|Determine|Tell me) the (median|median value|middle value) of[ the numbers| these numbers:| the values|:] {x}[?|.]",
          "{name} (measured|scored|got|noted) {x}. What is the median?", "(Median of|median:|the median for) {x}[?]", "The (temperatures|scores|marks|ages) (were|are) {x}. (What is their median|Find the median)[?|.]"),
         "import statistics\nprint(statistics.median({list}))"),
        (("(What is|What's|Compute|Calculate|Find|Give me|Tell me) the (sum|total) of[ the numbers| these numbers:| all of|:] {x}[?|.]", "(Add up|Add|Sum up|Total|Sum)[ the numbers| all of these:|:] {x}[.]",
          "{name} (spent|earned|collected|scored|ran) {x}. (How much is that|What is the total|What is the sum)[ altogether| in all]?", "How much (is|are) {x} (together|altogether|in all|in total)?"),
         "print(sum({list}))"),
        (("(What is|Which is|Find|Give me|Tell me|Show) the (largest|biggest|greatest|highest|maximum|top)[ number| value| one] (of|in|among|out of)[ the numbers| these:| the list|:] {x}[?|.]", "(Maximum|Max|Largest) of {x}",
          "{name} (scored|measured|got|noted) {x}. What was the (highest|best|maximum|largest) (value|result|number)?"),
         "print(max({list}))"),
        (("(What is|Which is|Find|Give me|Tell me|Show) the (smallest|lowest|least|minimum)[ number| value| one] (of|in|among|out of)[ the numbers| these:| the list|:] {x}[?|.]", "(Minimum|Min|Smallest) of {x}",
          "{name} (scored|measured|got|noted) {x}. What was the (lowest|smallest|minimum) (value|result|number)?"),
         "print(min({list}))"),
        (("(What is|Compute|Find|Calculate) the (range|spread|difference between the largest and the smallest|difference of maximum and minimum) of[ the numbers|:] {x}[?|.]",),
         "x = {list}\nprint(max(x) - min(x))"),
        (("(Sort|Order|Arrange|Rank|Put in order|Bring into order)[ the numbers| these numbers:| the list|:] {x}[ (in ascending order|from (small|low|smallest) to (large|high|largest)|ascending|upwards|in increasing order)][.| please.]",
          "(Please sort|Can you sort|Could you order|I need sorted:|Sort for me:) {x}[?|.]", "What is {x} (sorted|in ascending order|in order|from small to large)?"),
         "print(sorted({list}))"),
        (("(Sort|Order|Arrange|Rank|Put)[ the numbers| these numbers:| the list|:] {x} (in descending order|from (large|high|largest|big) to (small|low|smallest)|descending|downwards|in decreasing order|with the (largest|biggest) first|in reverse order)[.| please.]",
          "(Please sort|Can you sort|Could you order) {x} (descending|from large to small|in descending order|largest first)[?|.]", "What is {x} (in descending order|from large to small|sorted downwards)?"),
         "print(sorted({list}, reverse=True))"),
        (("(How many|Count the) (even)[ numbers] (are|there are|are there)[ in| among|:] {x}[?|.]", "(Count|How many of) {x} (are even|, the even ones)[?|.]"), "print(len([n for n in {list} if n % 2 == 0]))"),
        (("(How many|Count the) (odd)[ numbers] (are|there are|are there)[ in| among|:] {x}[?|.]", "(How many of) {x} (are odd)[?|.]"), "print(len([n for n in {list} if n % 2 == 1]))"),
        (("(How many|Count the) (numbers|values|elements|items|entries) (are|there are|are there) in[ the list|:] {x}[?|.]", "How (long|many) is the list {x}?"), "print(len({list}))"),
        (("(What is|Compute|Find|Calculate|Give me) the product of[ the numbers|:] {x}[?|.]", "Multiply[ the numbers| all of|:] {x}[ together][.]"), "import math\nprint(math.prod({list}))"),
        (("(Remove|Drop) the duplicates (from|in) {x} and sort[ the rest| it][.]", "(Which|What) (different|distinct) numbers are (in|among) {x}[, sorted]?"), "print(sorted(set({list})))"),
        (("(Reverse|Turn round|Turn around)[ the list|:] {x}[.]", "What is {x} (backwards|reversed|in reversed order)?"), "print({list}[::-1])"),
        (("(What is|Which is|Find) the second (largest|highest|biggest)[ number] (of|in|among) {x}[?|.]",), "print(sorted({list})[-2])"),
        (("(What is|Which is|Find) the second (smallest|lowest)[ number] (of|in|among) {x}[?|.]",), "print(sorted({list})[1])"),
    ),
    "zh": (
        (("(求|计算|算出|算一下|请计算|给出|)[这几个数][：]{x}的(平均数|平均值|均值|平均|算术平均数)(是多少|)(？|。|)", "{name}的(成绩|得分|分数|测量值)是{x}，(平均|平均分|平均值)是多少？", "(数据|温度|成绩|价格|身高|体重|年龄)(分别|)(为|是){x}，(求平均数|平均是多少|平均值是多少|算一下均值)(。|？|)", "{x}平均(是|)多少？"),
         "import statistics\nprint(round(statistics.mean({list}), 2))"),
        (("(求|计算|算出|找出|请给出|)[这几个数][：]{x}的(中位数|中值|中间值)(是多少|)(？|。|)", "{name}的(成绩|得分|测量值)是{x}，中位数是多少？", "(数据|温度|成绩|年龄)(分别|)(为|是){x}，(求中位数|中位数是多少|中位数是几)(。|？|)"),
         "import statistics\nprint(statistics.median({list}))"),
        (("(求|计算|算出|算一下|请给出|)[这几个数][：]{x}的(和|总和|总数|合计)(是多少|)(？|。|)", "把{x}(加起来|相加|全部加起来|都加上)(是多少|等于多少|，结果是多少|)(？|。|)", "{name}(花了|赚了|得了|跑了|收了){x}，(一共是多少|总共多少|合计多少)？", "{x}(加起来|一共|总共)(是|)多少？"),
         "print(sum({list}))"),
        (("(找出|求|给出|)[：]{x}(中|里|里面)(最大|最高|最大的|最高的)(的数|的|数)(是多少|是哪个|是几|)(？|。|)", "{name}的(成绩|得分)是{x}，最高(分|)是多少？", "{x}的最大值(是多少|是|)(？|)"), "print(max({list}))"),
        (("(找出|求|给出|)[：]{x}(中|里|里面)(最小|最低|最小的|最低的)(的数|的|数)(是多少|是哪个|是几|)(？|。|)", "{name}的(成绩|得分)是{x}，最低(分|)是多少？", "{x}的最小值(是多少|是|)(？|)"), "print(min({list}))"),
        (("(求|计算|)[：]{x}的(极差|最大值与最小值的差|最大值减最小值|最大数和最小数的差)(是多少|)(？|。|)",), "x = {list}\nprint(max(x) - min(x))"),
        (("(把|将|请把|请将|帮我把)[这些数][：]{x}(从小到大|按升序|由小到大|升序|按从小到大的顺序|)(排序|排列|排一下|排好|排个序)(。|！|)", "(从小到大|升序|由小到大)(排列|排序)[：]{x}(。|)", "(给|对){x}(排序|从小到大排序|升序排序|升序排列)(。|)", "{x}(从小到大|升序)(排列|)(是什么|怎么排|是怎样的)？"),
         "print(sorted({list}))"),
        (("(把|将|请把|请将|帮我把)[这些数][：]{x}(从大到小|按降序|由大到小|降序|按从大到小的顺序)(排序|排列|排一下|排好)(。|！|)", "(从大到小|降序|由大到小)(排列|排序)[：]{x}(。|)", "(给|对){x}(从大到小排序|降序排序|降序排列)(。|)", "{x}(从大到小|降序)(排列|)(是什么|怎么排|是怎样的)？"),
         "print(sorted({list}, reverse=True))"),
        (("{x}(中|里|里面)(有|)(几个|多少个)(偶数|双数)？", "(数一数|统计){x}(中|里)偶数的个数(。|)"), "print(len([n for n in {list} if n % 2 == 0]))"),
        (("{x}(中|里|里面)(有|)(几个|多少个)(奇数|单数)？", "(数一数|统计){x}(中|里)奇数的个数(。|)"), "print(len([n for n in {list} if n % 2 == 1]))"),
        (("(列表|){x}(中|里|里面)有(几个|多少个)(数|元素|数字)？",), "print(len({list}))"),
        (("(求|计算|)[：]{x}的(乘积|积|连乘积)(是多少|)(？|。|)", "把{x}(相乘|乘起来|全部乘起来)(是多少|)(？|。|)"), "import math\nprint(math.prod({list}))"),
        (("(去掉|删除|去除){x}(中|里)(重复的数|的重复数字|的重复)(，|再|并)(排序|从小到大排列)(。|)", "{x}(中|里)有哪些不同的数？"), "print(sorted(set({list})))"),
        (("(把|将)(列表|){x}(倒过来|反转|颠倒顺序|倒序排列)(。|)",), "print({list}[::-1])"),
        (("{x}(中|里)第二(大|高)的数是(多少|几|哪个)？",), "print(sorted({list})[-2])"),
        (("{x}(中|里)第二(小|低)的数是(多少|几|哪个)？",), "print(sorted({list})[1])"),
    ),
}  # fmt: skip
_WORD_LISTS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("(Sort|Order|Arrange|Put in order)[ the (words|names)| these (words|names):| the list|:] {x}[ (alphabetically|in alphabetical order|by the alphabet|from A to Z)][.| please.]", "(Please sort|Can you sort|Could you order|Alphabetise) {x}[ (alphabetically|from A to Z)][?|.]",
          "What is the alphabetical order of {x}?", "{x}: (sort them|sort these|in alphabetical order[, please]|put these in alphabetical order)[.]"), "print(sorted({list}))"),
        (("(Sort|Order|Arrange)[ the (words|names)|:] {x} (in reverse alphabetical order|from Z to A|backwards by the alphabet|in descending order|descending alphabetically)[.]",), "print(sorted({list}, reverse=True))"),
        (("(Sort|Order|Arrange)[ the words|:] {x} by (length|their length|number of letters|how long they are)[.| from short to long.|, shortest first.]",), "print(sorted({list}, key=len))"),
        (("(Which|What) (word|name|one) (is the longest|is longest|has the most letters)[ of| among| in|:|,] {x}?", "(Find|Give me) the longest (word|name|one) (of|in|among) {x}[.]", "the longest of {x}"), "print(max({list}, key=len))"),
        (("(Which|What) (word|name|one) (is the shortest|is shortest|has the fewest letters)[ of| among| in|:|,] {x}?", "(Find|Give me) the shortest (word|name|one) (of|in|among) {x}[.]"), "print(min({list}, key=len))"),
        (("(How many|Count the) (words|names|items) (are|there are|are there) in[ the list|:] {x}[?|.]",), "print(len({list}))"),
        (("(Which|What) (word|name|one) (comes first|is first)[ in alphabetical order| alphabetically| in the alphabet][:| of|,] {x}?",), "print(min({list}))"),
        (("(Which|What) (word|name|one) (comes last|is last)[ in alphabetical order| alphabetically| in the alphabet][:| of|,] {x}?",), "print(max({list}))"),
    ),
    "zh": (
        (("(把|将|请把|帮我把)(这些|)(单词|英文单词|名字|英文名|)[：]{x}(按字母顺序|按字母|按字母表顺序|从 A 到 Z)(排序|排列|排好|排一下)(。|)", "(按字母顺序|按字母)(排列|排序)[：]{x}(。|)", "(给|对){x}(排序|按字母排序)(。|)"), "print(sorted({list}))"),
        (("(把|将)(单词|名字|)[：]{x}(按字母倒序|按字母从 Z 到 A|按字母逆序|按字母降序)(排序|排列)(。|)",), "print(sorted({list}, reverse=True))"),
        (("(把|将)(单词|词语|)[：]{x}(按长度|按字数|从短到长)(排序|排列)(。|)",), "print(sorted({list}, key=len))"),
        (("{x}(中|里|当中)(哪个|哪个词|哪个单词)(最长|字母最多|字数最多)？", "(找出|给出){x}(中|里)最长的(词|单词|一个)(。|)"), "print(max({list}, key=len))"),
        (("{x}(中|里|当中)(哪个|哪个词|哪个单词)(最短|字母最少|字数最少)？", "(找出|给出){x}(中|里)最短的(词|单词|一个)(。|)"), "print(min({list}, key=len))"),
        (("{x}(一共|)有(几个|多少个)(词|单词|名字)？", "(数一数|)(列表|){x}里有(几个|多少个)(词|单词|名字)？"), "print(len({list}))"),
    ),
}  # fmt: skip
_TEXTS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("(How many times|How often) (does|do) the (letter|character) {c} (occur|appear|come up|show up|come|stand) in[ the word| the name] {w}?", "(How many) (letters |times |){c} (are there|are|does one find|can be found) in[ the word| the name] {w}?",
          "(Count|Count up|Find the number of)[ the letter| the letters| all] {c} in[ the word] {w}[.| please.]", "How many {c}'s (are in|are there in|has|does|in) {w}[ have]?", "(In|For) the word {w}, how (many times|often) is there (a|an) {c}?"),
         "print({w}.lower().count({lc}))"),
        (("(How many|Count the|What is the number of) (letters|characters) (are in|in|there are in|of|has|does)[ the word| the name] {w}[ have][?|.]", "How long is[ the word| the name| the string] {w}[, in letters]?", "(What is|Give me) the length of[ the word| the string] {w}[?|.]"),
         "print(len({w}))"),
        (("(Spell|Write|Reverse|Say|Type)[ the word] {w} (backwards|in reverse|from back to front|reversed)[.]", "(Reverse)[ the (word|string|letters of)] {w}[.]", "What is {w} (backwards|reversed|spelled backwards|read from behind)?"), "print({w}[::-1])"),
        (("(How many|Count the) vowels (are in|in|there are in|has|does)[ the word] {w}[ have][?|.]", "(Count)[ all| the] vowels (of|in) {w}[.]"), "print(sum(c in 'aeiou' for c in {w}.lower()))"),
        (("(Write|Put|Print|Convert|Turn)[ the word] {w} (in|into|to) (capitals|upper case|capital letters|uppercase)[.]",), "print({w}.upper())"),
        (("(How many) (different|distinct|unique) letters (are in|has|does|are there in)[ the word] {w}[ have]?",), "print(len(set({w}.lower())))"),
        (("(How many|Count the|What is the number of) words (are in|in|there are in|of|has|does)[ the (sentence|text|phrase|line)|:] {s}[ have][?|.]", "How many words: {s}[?]", "(Count|Number) (the words of|the words in) {s}[.]"), "print(len({s}.split()))"),
        (("(How many|Count the) (characters|letters and spaces|symbols) (are in|in|has|does)[ the (sentence|text|phrase)] {s}[ have][, spaces included][?|.]",), "print(len({s}))"),
        (("(Is|Check whether|Tell me if)[ the word] {w} (a palindrome|the same backwards)[?| or not?]",), "w = {w}\nprint(w == w[::-1])"),
        (("(How many times|How often) does the word {k} (occur|appear|come up) in[ the sentence|:] {s}?", "(Count)[ the word] {k} in[ the sentence|:] {s}[.]"), "print({s}.split().count({k}))"),
    ),
    "zh": (
        (("(单词|英文单词|){w}(中|里|里面)(有|出现了|出现)(几个|几次|多少个)(字母|){c}(？|)", "(字母|){c}在(单词|){w}(中|里)(出现|出现了)(几次|多少次)？", "(数一数|统计)(单词|){w}(中|里)(有几个|字母|){c}(的个数|)(。|？|)"), "print({w}.lower().count({lc}))"),
        (("(单词|英文单词|){w}(有|由|里有)(几个|多少个)字母(组成|)？", "(单词|){w}(有多长|的长度是多少|多长)？", "(数一数|统计)(单词|){w}的字母数(。|)"), "print(len({w}))"),
        (("(把|将)(单词|){w}(倒过来写|反过来|倒着写|反转|倒序写出)(。|)", "(单词|){w}(倒过来|反过来)(是什么|怎么写)？"), "print({w}[::-1])"),
        (("(单词|){w}(中|里|)有(几个|多少个)元音(字母|)？",), "print(sum(c in 'aeiou' for c in {w}.lower()))"),
        (("(把|将)(单词|){w}(变成|改成|写成|转成)大写(字母|)(。|)",), "print({w}.upper())"),
        (("(句子|这句话|文字|){z}(中|里|)(有|一共有)(几个字|多少个字|多少字)？", "(数一数|统计)(句子|){z}(有多少个字|的字数)(。|？|)", "{z}(是几个字|有多长)？"), "print(len({z}))"),
        (("(句子|){z}(中|里)(“{h}”字|“{h}”|{h}字)(出现了|出现|有)(几次|多少次|几个)？", "(“{h}”字|“{h}”)在(句子|){z}(中|里)(出现|出现了)(几次|多少次)？", "(数一数|统计){z}(里|中)有几个“{h}”(字|)(。|？|)"), "print({z}.count({qh}))"),
        (("(把|将)(句子|){z}(倒过来写|反过来|倒着写|反转)(。|)",), "print({z}[::-1])"),
    ),
}  # fmt: skip
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATES: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("How many days (are there|are|lie|pass|is it|does it take) (between|from) {d} (and|to|until) {e}?", "(Count|Compute|Calculate|Find) the (days|number of days) (between|from) {d} (and|to|until) {e}[.]", "(What is the difference in days|How many days apart) (between|are) {d} and {e}?",
          "{name} (leaves|starts|travels|moves in|begins) on {d} and (comes back|ends|returns|finishes|moves out) on {e}. (How many days (is that|later|in between)|How many days does it take)?", "(days|number of days) from {d} (to|until) {e}", "It is {d}. How many days (until|to|are left until) {e}?"),
         "from datetime import date\nprint(({ey} - {dy}).days)"),
        (("(What date|Which date|What day) is (it |){n} days after {d}?", "(What|Which) (is the date|date comes|date is it|day is it) {n} days (after|from|later than) {d}?", "(Add|Count) {n} days to {d}[.]", "{name} (starts|leaves|orders|begins) on {d} (and|;) {n} days later (it arrives|comes back|is done). (What|Which) date is that?", "{d} plus {n} days", "(Today is|It is) {d}. What is the date in {n} days?", "When is it {n} days after {d}?"),
         "from datetime import date, timedelta\nprint({dy} + timedelta(days={n}))"),
        (("(What|Which) (is the date|date was|date was it|day was it) {n} days (before|earlier than) {d}?", "(Subtract|Take) {n} days from {d}[.]", "{d} minus {n} days", "(Today is|It is) {d}. What was the date {n} days ago?", "When was it {n} days before {d}?"),
         "from datetime import date, timedelta\nprint({dy} - timedelta(days={n}))"),
        (("(What|Which) (day of the week|weekday|day) (is|was|will be|falls on|did we have on) {d}?", "(On (what|which) (day of the week|weekday)) (is|was|falls|does) {d}[ fall]?", "{name} was born on {d}. (What|Which) (day of the week|weekday) was (that|it)?", "(weekday of|Day of the week for|weekday on) {d}", "(Find|Tell me|Give me) the (weekday|day of the week) (of|for|on) {d}[.]", "Is {d} a Monday or what[ day]?"),
         "from datetime import date\nprint({dy}.strftime('%A'))"),
        (("Is (the year |){y} a leap year?", "(Check|Tell me) (whether|if) {y} is a leap year[.]", "(leap year|was there a 29 February in) {y}?"), "import calendar\nprint(calendar.isleap({y}))"),
        (("(What|Which) (number|day) of the year is {d}?", "The how many-th day of the year is {d}?"), "from datetime import date\nprint({dy}.timetuple().tm_yday)"),
    ),
    "zh": (
        (("(从|){d}到{e}(有|一共有|相隔|相差|经过|要过)(多少|几)天？", "{d}(和|与|跟){e}(相差|相隔|之间有|隔了)(多少|几)天？", "(计算|算一下|求)(从|){d}到{e}的天数(。|)", "{name}{d}(出发|开始|入住|离开)，{e}(回来|结束|离店|返回)，(一共多少天|共几天|是多少天)？", "今天是{d}，(离|距|距离){e}还有(多少|几)天？"),
         "from datetime import date\nprint(({ey} - {dy}).days)"),
        (("{d}(之后|后|以后|往后)(的|)(第|){n}天是(几月几日|哪天|什么日期|哪一天|几号)？", "{d}(再过|过了|加|加上|过){n}天是(几月几日|哪天|什么日期|哪一天|几号)？", "今天是{d}，{n}天(后|以后|之后)是(几月几日|哪天|什么日期|几号)？", "{name}{d}(下单|出发|开始)，{n}天后(送到|回来|完成)，(那天是几月几日|是哪天|日期是什么)？"),
         "from datetime import date, timedelta\nprint({dy} + timedelta(days={n}))"),
        (("{d}(之前|前|以前|往前){n}天是(几月几日|哪天|什么日期|哪一天|几号)？", "{d}(减|减去|往前数){n}天是(几月几日|哪天|什么日期|几号)？", "今天是{d}，{n}天(前|以前|之前)是(几月几日|哪天|什么日期|几号)？", "{d}的{n}天(前|之前)是(哪天|几号)？"),
         "from datetime import date, timedelta\nprint({dy} - timedelta(days={n}))"),
        (("{d}(是|是个|那天是|)(星期几|周几|礼拜几)？", "(请问|算一下|查一下|)(，|){d}(是|)(星期几|周几)(。|？|)", "{name}(生于|出生于|的生日是){d}，那天是(星期几|周几)？"),
         "from datetime import date\nprint('星期' + '一二三四五六日'[{dy}.weekday()])"),
        (("{y}年(是|是不是)闰年(吗|)？", "(判断|查一下){y}年是不是闰年(。|)"), "import calendar\nprint(calendar.isleap({y}))"),
        (("{d}是(这一年|当年|那年|一年中)的第几天？",), "from datetime import date\nprint({dy}.timetuple().tm_yday)"),
    ),
}  # fmt: skip
_MATHS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("(What is|Find|Compute|Calculate|Give me) the (square root|root) of {a}[?|.]", "(root|sqrt|square root) of {a}"), "import math\nprint(round(math.sqrt({a}), 2))"),
        (("(What is|Find|Compute|Calculate|Give me) the (greatest common divisor|gcd|greatest common factor|highest common factor) of {a} and {b}[?|.]",), "import math\nprint(math.gcd({a}, {b}))"),
        (("(What is|Find|Compute|Calculate|Give me) the (least common multiple|lcm|smallest common multiple|lowest common multiple) of {s} and {t}[?|.]",), "import math\nprint(math.lcm({s}, {t}))"),
        (("(What is|Find|Compute|Calculate) (the factorial of {s}|{s} factorial|{s}!)[?|.]", "In how many (ways|orders) can {s} (people|books|cards) (be arranged|stand in a row|be put in a row)?"), "import math\nprint(math.factorial({s}))"),
        (("(What is|Find|Compute) the sum of (all |the |)(numbers|integers|whole numbers) from (1|one) to {a}[?|.]", "(Add|Sum)[ up] (all |the |)(numbers|integers) from 1 to {a}[.]"), "print(sum(range(1, {a} + 1)))"),
        (("(List|Print|Show|Find|Give me|What are|Which are) (all |the |all the |)(primes|prime numbers) (up to|below|under|less than) {m}[.|?]",), "print([n for n in range(2, {m}) if all(n % d for d in range(2, n))])"),
        (("(Is|Check whether|Is the number) {a} (a prime|prime|a prime number)[?]",), "n = {a}\nprint(n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1)))"),
        (("(What is|Write|Convert|Give) {a} (in|to|as a|into) (binary|base 2|binary number)[?|.]",), "print(bin({a})[2:])"),
        (("(What is|Compute|Find|Calculate) the (sum of the digits|digit sum|cross sum) of {a}[?|.]", "(Add|Sum)[ up] the digits of {a}[.]"), "print(sum(int(d) for d in str({a})))"),
        (("How many digits (does {a} have|has {a}|are in {a}|are there in {a})?",), "print(len(str({a})))"),
        (("(In how many ways can|How many ways to choose|How many combinations:) {s} (people|cards|books) (be chosen |)(from|out of) {m}[?]",), "import math\nprint(math.comb({m}, {s}))"),
        (("Round {f} to (one decimal|1 decimal|one place|one decimal place|1 decimal place)[.]",), "print(round({f}, 1))"),
        (("(What is|Compute|Find) the area of a circle with (radius|a radius of) {t}[ cm| m][?|.]",), "import math\nprint(round(math.pi * {t} ** 2, 2))"),
        (("(What is|Compute|Find) the (circumference|perimeter) of a circle with (radius|a radius of) {t}[ cm| m][?|.]",), "import math\nprint(round(2 * math.pi * {t}, 2))"),
    ),
    "zh": (
        (("(求|计算|算一下|){a}的(平方根|算术平方根)(是多少|)(？|。|)", "{a}开(平方|根号)(是多少|等于多少)？"), "import math\nprint(round(math.sqrt({a}), 2))"),
        (("(求|计算|){a}(和|与){b}的(最大公约数|最大公因数)(是多少|)(？|。|)",), "import math\nprint(math.gcd({a}, {b}))"),
        (("(求|计算|){s}(和|与){t}的最小公倍数(是多少|)(？|。|)",), "import math\nprint(math.lcm({s}, {t}))"),
        (("(求|计算|){s}的阶乘(是多少|)(？|。|)", "{s}(个人|本书|张牌)排成一(排|列)有(多少|几)种(排法|方法)？"), "import math\nprint(math.factorial({s}))"),
        (("(求|计算|)(从|)1(加|)到{a}(的和|的总和|的所有整数之和|)(是多少|等于多少|)(？|。|)", "从1一直加到{a}(是多少|等于多少)？"), "print(sum(range(1, {a} + 1)))"),
        (("(列出|找出|给出|写出){m}(以内|以下|之内)的(所有|全部|)(质数|素数)(。|)", "{m}(以内|以下)(有哪些|的)(质数|素数)(？|)"), "print([n for n in range(2, {m}) if all(n % d for d in range(2, n))])"),
        (("{a}(是|是不是)(质数|素数)(吗|)？", "(判断|检查){a}是不是(质数|素数)(。|)"), "n = {a}\nprint(n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1)))"),
        (("(把|将|){a}(转换成|写成|化成|的)二进制(数|)(是多少|)(？|。|)",), "print(bin({a})[2:])"),
        (("(求|计算|){a}的(各位数字之和|数字和|各位数之和|每位数字的和)(是多少|)(？|。|)",), "print(sum(int(d) for d in str({a})))"),
        (("{a}(是|有)几位数(字|)？", "{a}有(多少|几)位(数字|)？"), "print(len(str({a})))"),
        (("从{m}(个人|本书|张牌)(中|里)选{s}(个|本|张)有(多少|几)种(选法|方法)？",), "import math\nprint(math.comb({m}, {s}))"),
        (("(把|将){f}(保留|四舍五入到)一位小数(。|)", "{f}保留一位小数是多少？"), "print(round({f}, 1))"),
        (("(求|计算|)半径(为|是){t}(厘米|米|)的圆的面积(是多少|)(？|。|)",), "import math\nprint(round(math.pi * {t} ** 2, 2))"),
        (("(求|计算|)半径(为|是){t}(厘米|米|)的圆的周长(是多少|)(？|。|)",), "import math\nprint(round(2 * math.pi * {t}, 2))"),
    ),
}  # fmt: skip


def written(rng: Random, items: list[str], language: str) -> str:
    """The items as a person lists them."""
    share = rng.random()
    if language == "zh":
        if share < 0.6:
            return "、".join(items)
        return ("，" if share < 0.8 else ", " if share < 0.9 else " ").join(items)
    if share < 0.5:
        return ", ".join(items[:-1]) + (" and " if share < 0.4 else ", and ") + items[-1]
    if share < 0.85:
        return ", ".join(items)
    return " ".join(items) if share < 0.92 else "[" + ", ".join(items) + "]"


def numbers(rng: Random, language: str) -> Problem:
    """A problem about a list of numbers."""
    wordings, code = drawn(rng, _NUMBER_LISTS[language])
    low, high = ((1, 20), (1, 99), (1, 99), (10, 999))[int(rng.random() * 4)]
    values = [number(rng, low, high) for _ in range(3 + int(rng.random() * 6))]
    x = written(rng, [str(value) for value in values], language)
    return Problem(
        say(rng, pick(rng, wordings), x=x, name=pick(rng, people(language))), code.replace("{list}", repr(values))
    )


def word_list(rng: Random, language: str) -> Problem:
    """A problem about a list of words or names."""
    wordings, code = drawn(rng, _WORD_LISTS[language])
    latin = language == "en" or "sorted({list})" in code or "reverse" in code or rng.random() < 0.3
    source = people("en") if latin and rng.random() < 0.4 else words("en" if latin else "zh")
    values = [pick(rng, source) for _ in range(3 + int(rng.random() * 4))]
    return Problem(
        say(rng, pick(rng, wordings), x=written(rng, values, language)), code.replace("{list}", repr(values))
    )


def quoted(rng: Random, text: str, language: str) -> str:
    marks = ("''", '""', "“”") if language == "en" else ("“”", "“”", "“”", '""', "''")
    mark = marks[int(rng.random() * len(marks))]
    return mark[0] + text + mark[1]


def text(rng: Random, language: str) -> Problem:
    """A problem about the letters of a word or the words of a sentence."""
    wordings, code = rng.choice(_TEXTS[language])
    word = pick(rng, people("en") if rng.random() < 0.25 else words("en"))
    if "==" in code and rng.random() < 0.5:
        word += word[-2::-1]
    parts = words(language)
    sentence = [pick(rng, parts) for _ in range(3 + int(rng.random() * 6))]
    if rng.random() < 0.4:
        sentence[int(rng.random() * len(sentence))] = sentence[0]
    joined = " ".join(sentence) if language == "en" else "".join(sentence)
    letter = pick(rng, word) if rng.random() < 0.8 else pick(rng, "aeiorstln")
    letter, one = letter.lower(), (pick(rng, joined) if language == "zh" else pick(rng, sentence))
    asked = {
        "w": word if rng.random() < 0.35 else quoted(rng, word, language),
        "c": letter if rng.random() < 0.6 else quoted(rng, letter, language),
        "s": quoted(rng, joined, language), "z": quoted(rng, joined, language),
        "k": quoted(rng, one, language), "h": one,
    }  # fmt: skip
    code = (
        code.replace("{w}", repr(word))
        .replace("{lc}", repr(letter))
        .replace("{k}", repr(one))
        .replace("{qh}", repr(one))
    )
    return Problem(
        say(rng, pick(rng, wordings), **asked), code.replace("{s}", repr(joined)).replace("{z}", repr(joined))
    )


def _a_date(rng: Random) -> datetime.date:
    while True:
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=int(rng.random() * 32000))
        if not is_held_out(day.year) and not is_held_out(day.isoformat()):
            return day


def date_text(rng: Random, day: datetime.date, language: str, style: float) -> str:
    if style < 0.35:
        return day.isoformat()
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    month = _MONTHS[day.month - 1]
    if style < 0.6:
        return f"{month} {day.day}, {day.year}"
    return f"{day.day} {month} {day.year}"


def dates(rng: Random, language: str) -> Problem:
    """A problem about dates."""
    wordings, code = rng.choice(_DATES[language])
    first, style = _a_date(rng), rng.random()
    while True:
        second = first + datetime.timedelta(days=1 + int(rng.random() * (120 if rng.random() < 0.6 else 1500)))
        if not is_held_out(second.year) and not is_held_out(second.isoformat()):
            break
    n = str(number(rng, 2, 99) if rng.random() < 0.6 else number(rng, 100, 999))
    asked = {
        "d": date_text(rng, first, language, style),
        "e": date_text(rng, second, language, style),
        "y": str(first.year),
    }
    for slot, day in (("dy", first), ("ey", second)):
        code = code.replace("{" + slot + "}", f"date({day.year}, {day.month}, {day.day})")
    filled = say(rng, pick(rng, wordings), n=n, name=pick(rng, people(language)), **asked)
    return Problem(filled, code.replace("{n}", n).replace("{y}", str(first.year)))


def maths(rng: Random, language: str) -> Problem:
    """A problem with a function of one or two numbers."""
    wordings, code = rng.choice(_MATHS[language])
    slots = {
        "a": number(rng, 10, 999 if rng.random() < 0.7 else 9999), "b": number(rng, 10, 500), "s": number(rng, 2, 10), "t": number(rng, 3, 40),
        "m": number(rng, 11, 60), "f": number(rng, 1, 99) + int(rng.random() * 1000) / 1000,
    }  # fmt: skip
    filled = say(rng, pick(rng, wordings), **slots)
    for slot, value in slots.items():
        code = code.replace("{" + slot + "}", str(value))
    return Problem(filled, code)
