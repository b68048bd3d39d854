"""Wordings for the letters of a word and the words of a sentence: (wordings, program); see problems_spoken.py."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# {w} is a word, {s} an English sentence, {p} either, {z} Chinese text, {m} letters mixed with digits, {c} and {o} letters,
# {k} a word of the sentence, {h} a character of the Chinese text; as {c_} they are as Python writes them
_LETTER = "print({p}.lower().count({c}))"
_LENGTH = "print(len({p}))"
_BACKWARDS = "print({p}[::-1])"
_VOWELS = "print(sum(c in 'aeiou' for c in {p}.lower()))"
_CONSONANTS = "print(sum(c not in 'aeiou' for c in {w}.lower()))"
_UPPER = "print({p}.upper())"
_LOWER = "print({p}.lower())"
_DISTINCT = "print(len(set({w}.lower())))"
_WORD_COUNT = "print(len({s}.split()))"
_PALINDROME = "w = {w}\nprint(w == w[::-1])"
_WORD = "print({s}.split().count({k}))"
_LONGEST = "print(max({s}.split(), key=len))"
_SHORTEST = "print(min({s}.split(), key=len))"
_REPLACE = "print({p}.replace({c}, {o}))"
_REMOVE = "print({p}.replace({c}, ''))"
_DIGITS = "print(sum(c.isdigit() for c in {m}))"
_LETTERS = "print(sum(c.isalpha() for c in {m}))"
_TITLE = "print({s}.title())"
_WORDS_BACK = "print(' '.join({s}.split()[::-1]))"
_SORTED = "print(''.join(sorted({w})))"
_REPEAT = "print({w} * {n})"
_SPACELESS = "print({s}.replace(' ', ''))"
_POSITION = "print({w}.lower().find({c}) + 1)"
_WORDS = "print({s}.split())"
_SORTED_WORDS = "print(sorted({s}.split()))"
TEXTS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        ((
            "How many times is there {c} in {p}?", "How (often|many times) (can|do) you (find|see|read) {c} in {p}?", "{p}: how many (times|letters) {c}?", "(Number|Count) of {c} in {p}[?]", "(Tally|Tell me the number of) {c}s in {p}[.]", "How many of the letters (in|of) {p} are {c}?", "{name} writes {p}. How often does {name} need the letter {c}?", "(Go through|Look at) {p} and count (each|every) {c}[.]", "(What is|Find) the (frequency|number of occurrences|count) of[ the letter] {c} in {p}[?|.]", "Occurrences of {c} in {p}[?]", "A Scrabble player lays {p}. How many {c} tiles are needed?",
        ), _LETTER),
        ((
            "(Length|The length) of {p}[?]", "{p} has how many (letters|characters)?", "{p}: how (long|many characters)[?]", "(Tell me|I need) how long {p} is.", "(Number|Count) of (characters|symbols) in {p}[?]", "How many (keys|tiles|characters) does it take to (type|write) {p}?", "(Measure|Determine|Find) the (length|number of characters) of {p}[.]", "How many characters long is {p}?", "(Count|Count up) (the|all|all the) characters of {p}[.]",
        ), _LENGTH),
        ((
            "{p} (backwards|in reverse|mirrored|reversed|from the last letter to the first)[?|.]", "(Mirror|Flip|Invert|Turn around) {p}[.]", "(Write|Print|Show|Give|Type) {p} (from right to left|the other way round|from the end|back to front|last letter first)[.]", "(Read|Say) {p} from the (end|back)[.]", "How does {p} (read|look) (backwards|in a mirror, letter by letter|from right to left)?", "Reverse the (letters|characters|string) {p}[.]", "{name} reads {p} from the back. What does {name} read?",
        ), _BACKWARDS),
        ((
            "{p}: how many vowels?", "(Number|Count) of vowels in {p}[?]", "How many (of the letters|letters) (of|in) {p} are vowels?", "How many of a, e, i, o, u are (there |)in {p}?", "(Find|Tell me|Give) (the number of vowels|how many vowels there are) in {p}[.]", "(Count|Tally) a, e, i, o and u in {p}[.]", "How many times does {p} have a vowel?",
        ), _VOWELS),
        (("{w}: how many consonants?", "(Number|Count) of consonants in {w}[?]", "How many (consonants are in|consonants has) {w}?", "How many letters of {w} are (not|no) vowels?", "(Count|Tally) the consonants of {w}[.]"), _CONSONANTS),
        (("{p} in (capitals|upper case|capital letters|block letters|all caps)[.|?| please.]", "(Make|Turn|Change|Convert) {p} (all |)(uppercase|upper case|into capitals)[.]", "(Capitalise|Capitalize|Uppercase) (all of |every letter of |){p}[.]", "(Write|Type|Spell) {p} with caps lock on[.]", "How does {p} look in (capitals|all caps|upper case)?"), _UPPER),
        (("{p} in (lower case|small letters|lowercase)[.|?]", "(Make|Turn|Change|Convert) {p} (all |)(lowercase|lower case|into small letters)[.]", "(Lowercase) {p}[.]", "(Write|Type) {p} without (any |)capitals[.]"), _LOWER),
        (("{w}: how many different letters?", "(Number|Count) of (different|distinct) letters in {w}[?]", "How many letters does one need to know to write {w}?", "(Counting each letter once|Without repeats), how many letters has {w}?"), _DISTINCT),
        ((
            "{s}: how many words?", "(Number|Count|Total) of words in {s}[?]", "(How many words|What number of words) (do I|does {name}) (say|use) (in|with) {s}?", "(Give me|Find|Tell me|Determine) the word count (of|for) {s}[.]", "Word count: {s}", "Of how many words does {s} consist?", "A telegram reads {s}. How many words must be paid?", "{s} has how many words?", "How long is {s}, (counted in words|in words)?",
        ), _WORD_COUNT),
        (("{w}: palindrome[ or not]?", "(Does|Will) {w} read the same (backwards|both ways|forwards and backwards|from both ends)?", "Is {w} (its own mirror image|a palindromic word|unchanged when reversed)?", "(Test|Check|Find out) (if|whether) {w} is a palindrome[.]", "Does reversing {w} give the same word?"), _PALINDROME),
        (("How (often|many times) is the word {k} (used|written|said|found) in {s}?", "(Count|Number of times) the word {k} in {s}[.]", "{s}: how many times the word {k}?", "(Occurrences|Frequency) of the word {k} in {s}[?]", "How many of the words of {s} are {k}?"), _WORD),
        (("(The |Find the |Give me the |)longest word (of|in) {s}[.]", "(Which|What) word of {s} (is longest|has the most letters|is the longest)?", "{s}: longest word?", "(Pick|Name) the word with the most letters in {s}[.]"), _LONGEST),
        (("(The |Find the |Give me the |)shortest word (of|in) {s}[.]", "(Which|What) word of {s} (is shortest|has the fewest letters|is the shortest)?", "{s}: shortest word?"), _SHORTEST),
        (("(Replace|Swap|Exchange|Substitute) (every|each|all) {c} (in|of) {p} (by|with|for) {o}[.]", "(Change|Turn) (every|each|all) {c} (in|of) {p} (into|to) {o}[.]", "{p} with {o} instead of {c}[.]", "In {p}, (put|write|use) {o} (wherever there is|instead of|in place of) {c}[.]", "What is {p} when each {c} becomes {o}?"), _REPLACE),
        (("(Remove|Delete|Drop|Strip|Leave out|Take out) (every|each|all) {c} (from|in|of) {p}[.]", "{p} without (any |the letter |){c}[.]", "What is left of {p} when {c} is (removed|left out|deleted)?"), _REMOVE),
        (("How many digits (are in|has) {m}?", "{m}: how many digits?", "(Count|Number of) (the |)digits in {m}[.]", "How many (numerals|figures) (are there|are) in {m}?", "The password {m} has how many digits?"), _DIGITS),
        (("How many letters, (not|no) digits, are in {m}?", "{m}: how many letters, not digits?", "(Count|Number of) (the |)letters, without digits, in {m}[.]"), _LETTERS),
        (("(Write|Put|Give|Show) {s} with (each|every) word capitalised[.]", "{s} in title case[.]", "(Capitalise|Capitalize) (each word|the first letter of each word|every word) (of|in) {s}[.]", "(Start each word of) {s} with a capital[.]"), _TITLE),
        (("(Reverse|Turn round|Flip) the (order of the words|word order) (of|in) {s}[.]", "{s} with the words in reverse order[.]", "(Write|Put) the words of {s} (from last to first|in reverse order)[.]"), _WORDS_BACK),
        (("(Sort|Order|Arrange) the letters of {w}[ alphabetically][.]", "{w} with its letters in alphabetical order[.]", "(Put|Write) the letters of {w} in alphabetical order[.]"), _SORTED),
        (("(Repeat|Write|Print|Type) {w} {n} times[ in a row| without spaces][.]", "{w}, {n} times over[.]", "{n} copies of {w} joined together[.]"), _REPEAT),
        (("(Remove|Delete|Drop|Strip) (all |the |all the |)(spaces|blanks) (from|in) {s}[.]", "{s} without (any |)(spaces|blanks)[.]", "Close up the words of {s}[.]"), _SPACELESS),
        (("(At which|In which|On which) (place|position) of {w} is the first {c}?", "Where in {w} is the first {c}, counted from one?"), _POSITION),
        (("(Split|Cut|Break) {s} into (its |single |)words[.]", "(List|Give me a list of) the words of {s}[.]"), _WORDS),
        (("(Sort|Order|Arrange) the words of {s}[ alphabetically][.]", "{s}: (the |)words in alphabetical order", "(Put|List|Write) the words of {s} in alphabetical order[.]"), _SORTED_WORDS),
    ),
    "zh": (
        ((
            "{p}(这个词|里面|里头|)(一共|总共|)(有|出现)(几|多少)个{c}？", "{p}(里|中)(字母|){c}(有|出现|一共)(几个|几次|多少次)？", "(数数|数一下|统计一下|算算){p}(里|中)(有几个|有多少个){c}", "(字母|){c}在{p}(中|里)的(次数|个数|出现次数)(是多少|是几|)(？|)", "(写|拼){p}要用几个(字母|){c}？", "{p}(，|)字母{c}(的个数|出现几次|几个)(？|)",
        ), _LETTER),
        (("{p}(一共|总共|)(几|多少)个字符？", "{p}的(长度|字符数)(是几|是多少|)(？|)", "(数数|数一下|量一下){p}的(长度|字符数)(。|)", "{p}(有多长|多长|有几个字符)？", "(打|输入){p}要按几个键？"), _LENGTH),
        (("{p}(从后往前|从右往左|倒序|反向)(写|读|拼|输出)(是什么|)(？|)", "(把|将){p}(颠倒|翻转|反过来|逆序|倒转)(过来|写出来|输出|)(。|)", "{p}(的逆序|倒过来|反转后)(是什么|怎么写|是)(？|)", "(倒写|倒着读|反转){p}(。|)", "从最后一个字母开始(写|读){p}"), _BACKWARDS),
        (("{p}(中|里|)(的|)元音(字母|)(有|是|)(几|多少)个？", "(数数|数一下|统计|算算){p}(里|中)(有几个元音|的元音个数|元音字母的数目)(。|)", "{p}(里|中)a、e、i、o、u(一共|总共|)(有|出现)几个？", "元音个数：{p}"), _VOWELS),
        (("{w}(中|里|)(的|)辅音(字母|)(有|是|)(几|多少)个？", "(数数|统计){w}(里|中)的辅音(个数|)(。|)", "{w}(里|中)不是元音的字母有几个？"), _CONSONANTS),
        (("{p}的(大写|大写形式|全大写)(是什么|怎么写|)(？|)", "(用|以)大写(字母|)(写|输出|打出){p}(。|)", "(把|将){p}(全部|都|)(改成|转为|换成|变为)大写(。|)", "{p}(，|)(全部大写|转大写|字母都大写)"), _UPPER),
        (("{p}的(小写|小写形式)(是什么|怎么写|)(？|)", "(用|以)小写(字母|)(写|输出|打出){p}(。|)", "(把|将){p}(全部|都|)(改成|转为|换成|变为)小写(。|)"), _LOWER),
        (("{w}(中|里|)(有|用了)(几|多少)(个|种)不同的字母？", "{w}(里|中)不重复的字母有几个？"), _DISTINCT),
        (("(英文句子|句子|){s}(里|中|)(一共|总共|)(有|)(几|多少)个(单词|词|英文单词)？", "(统计|数数|数一下){s}的(单词数|词数)(。|)", "{s}(由几个单词组成|的单词数是多少|的词数)(？|)"), _WORD_COUNT),
        (("{w}(是|是不是|是否是)回文(词|)？", "{w}(正着读和倒着读|正读反读|正反)(一样|相同|都一样)吗？", "(判断|检查|看看){w}是不是回文(。|)"), _PALINDROME),
        (("{s}(里|中)单词{k}(出现|有)(几次|多少次|几个)？", "单词{k}在{s}(里|中)(出现|用)了(几|多少)次？", "(统计|数数){s}(里|中)单词{k}的(次数|个数)"), _WORD),
        (("{s}(里|中)(最长的单词|哪个单词最长|字母最多的单词)(？|)", "(找出|给出|找)(句子|){s}(里|中)最长的(单词|词)(。|)"), _LONGEST),
        (("{s}(里|中)(最短的单词|哪个单词最短|字母最少的单词)(？|)", "(找出|给出|找)(句子|){s}(里|中)最短的(单词|词)(。|)"), _SHORTEST),
        (("(把|将){p}(里|中)的{c}(都|全|)(换成|替换成|替换为|改成|改为){o}(。|)", "{p}(里|中)(每个|所有的|所有){c}(都|)(换成|变成|改成){o}(是什么|)(？|)", "用{o}代替{p}(里|中)的{c}(。|)"), _REPLACE),
        (("(把|将){p}(里|中)的{c}(都|全|)(去掉|删掉|删除|去除)(。|)", "{p}去掉(所有|全部|){c}(后|)(是什么|还剩什么|剩下什么|)(？|)", "(删除|去掉){p}(里|中)(所有|)的{c}"), _REMOVE),
        (("{m}(里|中)(有|一共有|)(几|多少)个数字？", "(数数|统计){m}(里|中)的数字(个数|有几个|)(。|)", "密码{m}(里|)有几个数字？"), _DIGITS),
        (("{m}(里|中)(有|一共有|)(几|多少)个(英文|)字母？", "(数数|统计){m}(里|中)的字母(个数|有几个|)(。|)"), _LETTERS),
        (("(把|将){s}(每个单词|各单词)(的|)(首字母|第一个字母)(大写|变成大写|改成大写)(。|)", "{s}每个单词首字母大写"), _TITLE),
        (("(把|将){s}的(单词|词)(顺序|次序|)(颠倒|倒过来|反转)(。|)", "{s}(里|)的单词从后往前排"), _WORDS_BACK),
        (("(把|将){w}的字母(按|)(字母表|字母)顺序(排列|排序)(。|)", "{w}的字母(排序|从 a 到 z 排)"), _SORTED),
        (("(把|将){w}(重复|连写|连着写){n}(遍|次)(。|)", "{w}连续写{n}(遍|次)"), _REPEAT),
        (("(把|将){s}(里|中)的空格(都|)(去掉|删掉|删除)(。|)", "{s}(去掉|不要|没有)空格(是什么|)(？|)"), _SPACELESS),
        (("{w}(里|中)第一个{c}(在|是)第几(位|个字母)？",), _POSITION),
        (("(把|将){s}(拆|分)成(一个个|)单词(。|)",), _WORDS),
        (("(把|将){s}(里|)的单词按字母(顺序|)(排列|排序)(。|)", "{s}(里|)的单词按字母排(一排|)"), _SORTED_WORDS),
        (("{z}(里|中|)(一共|总共|)(几|多少)个(字|汉字)？", "{z}的(长度|字数|汉字数)(是几|是多少|)(？|)", "(数数|数一下|算算){z}(有几个字|的字数|是多少字)(。|)", "{z}(几个字|多少字|共几字)(？|)", "(写|抄){z}要写几个字？"), "print(len({z}))"),
        (("{z}(里|中)(有|出现)(几|多少)(个|次)“{h}”？", "“{h}”(字|)在{z}(里|中)(的次数|出现几次|用了几次|有几个)(？|)", "(数数|数一下){z}(里|中)“{h}”(字|)(有几个|的个数)(。|)", "(写|抄){z}要写几次“{h}”(字|)？"), "print({z}.count({h}))"),
        (("{z}(从后往前|从右往左|反向|倒着)(写|读|念)(是什么|)(？|)", "(把|将){z}(颠倒|翻转|逆序|倒转)(过来|写出来|)(。|)", "{z}(的逆序|反转后)(是什么|是)(？|)"), "print({z}[::-1])"),
        (("(把|将){z}(里|中)的“{h}”(都|全|)(去掉|删掉|删除)(。|)", "{z}去掉“{h}”(是什么|还剩什么|)(？|)"), "print({z}.replace({h}, ''))"),
        (("{z}的(第一个字|首字|开头一个字)是什么？",), "print({z}[0])"),
        (("{z}的(最后一个字|末字|末尾的字)是什么？",), "print({z}[-1])"),
    ),
}  # fmt: skip
