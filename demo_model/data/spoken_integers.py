"""Wordings for whole numbers and their functions: (wordings, program); see problems_spoken.py."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# {a} has up to four digits, {b} up to three, {t}, {m}, {u} two, {s} and {r} with s <= r are small, {l} < {g}; {f} a decimal
_PRIME = "n = {a}\nprint(n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1)))"
_PRIMES = "print([n for n in range(2, {m}) if all(n % d for d in range(2, n))])"
_PRIME_COUNT = "print(len([n for n in range(2, {m}) if all(n % d for d in range(2, n))]))"
_DIVISORS = "print([d for d in range(1, {a} + 1) if {a} % d == 0])"
_DIVISOR_COUNT = "print(len([d for d in range(1, {a} + 1) if {a} % d == 0]))"
_FACTORS = "n, d, x = {a}, 2, []\nwhile n > 1:\n    if n % d == 0:\n        x.append(d)\n        n //= d\n    else:\n        d += 1\nprint(x)"
_FIBONACCI = "a, b = 0, 1\nfor _ in range({t}):\n    a, b = b, a + b\nprint(a)"
_FIBONACCIS = "x = [1, 1]\nwhile len(x) < {u}:\n    x.append(x[-1] + x[-2])\nprint(x)"
_DIGIT_SUM = "print(sum(int(d) for d in str({a})))"
_DIGIT_PRODUCT = "import math\nprint(math.prod(int(d) for d in str({a})))"
_SQUARE = "import math\nprint(math.isqrt({a}) ** 2 == {a})"
_ROOT = "import math\nprint(round(math.sqrt({a}), 2))"
_BETWEEN = "print(sum(range({l}, {g} + 1)))"
_CIRCLE = "import math\nprint(round(math.pi * {t} ** 2, 2))"
_AROUND = "import math\nprint(round(2 * math.pi * {t}, 2))"
_NEXT_PRIME = "n = {a} + 1\nwhile any(n % d == 0 for d in range(2, n)):\n    n += 1\nprint(n)"
INTEGERS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("(Is|Would you call) {a} (prime|a prime|a prime number)[ or (composite|not)]?", "{a}: prime or (not|composite)?", "(Test|Check|Find out|Decide) (if|whether) {a} is (a prime|prime)[.]", "Is {a} divisible only by 1 and itself?", "(prime test|primality of|is it prime:) {a}"), _PRIME),
        (("(Primes|All primes|Prime numbers) (under|smaller than|below|less than) {m}[?]", "(Which|What) (primes|prime numbers) (are|come|exist) (below|under|before) {m}?", "(Name|Enumerate|Write down) (the|all) prime numbers (below|smaller than) {m}[.]"), _PRIMES),
        (("How many (primes|prime numbers) (are there|exist|are|lie) (below|under|less than) {m}?", "(Count|Number of) (the |)primes (below|under) {m}[.]"), _PRIME_COUNT),
        (("(The |What is the |Find the |)(next|first|smallest) prime (number |)(after|above|greater than|larger than) {a}[?|.]",), _NEXT_PRIME),
        (("(Which|What) numbers (divide|are divisors of|are factors of|go evenly into) {a}?", "(List|Give|Name|Find|Show) (all |the |all the |)(divisors|factors) of {a}[.]", "{a}: all (divisors|factors)", "By what (numbers|integers) can {a} be divided without (rest|remainder)?", "(divisors|factors) of {a}"), _DIVISORS),
        (("How many (divisors|factors) (has {a}|does {a} have|are there of {a})?", "(Count|Number of) (the |)(divisors|factors) of {a}[.]", "How many numbers divide {a} evenly?"), _DIVISOR_COUNT),
        (("(Factor|Factorise|Factorize|Decompose|Break) {a} (into primes|into prime factors|into its prime factors)[.]", "(What are|List|Give|Find) the prime factors of {a}[.]", "(Prime factorization|Prime factorisation|Prime factors) of {a}[?]", "Which primes multiply to {a}?", "(Write) {a} as a product of primes[.]"), _FACTORS),
        (("(gcd|GCD|Greatest common divisor|Highest common factor) of {a} and {b}[?]", "(Which|What) is the (largest|biggest|greatest) number that divides (both |){a} and {b}?", "gcd {a}, {b}", "(Largest|Biggest) common (divisor|factor) of {a} and {b}[?]", "What do {a} and {b} have as greatest common divisor?", "Two ribbons of {a} cm and {b} cm are cut into equal pieces without waste. How long can a piece be at most?", "A floor of {a} by {b} cm gets square tiles as large as possible. What side do they have?"), "import math\nprint(math.gcd({a}, {b}))"),
        (("(lcm|LCM|Least common multiple|Smallest common multiple) of {s} and {t}[?]", "(Which|What) is the (smallest|least|lowest) number that (both |){s} and {t} divide?", "lcm {s}, {t}", "(Smallest|Lowest) number divisible by both {s} and {t}", "One bus comes every {s} minutes, another every {t}. Both just left; after how many minutes do they leave together again?", "Two lights blink every {s} and {t} seconds. After how many seconds do they blink together again?"), "import math\nprint(math.lcm({s}, {t}))"),
        (("{s}![?| = ?]", "(The |)factorial of {s}[?]", "(Compute|Find|Calculate|Evaluate|Give) {s} factorial[.]", "In how many (different |)(orders|ways) can {s} (pictures be hung|runners finish|songs be played|guests line up|books be shelved)?", "(Multiply|The product of) all (whole |)numbers from 1 to {s}[.]", "How many (arrangements|permutations) of {s} (objects|items|letters) (exist|are there)?", "1 times 2 times 3 and so on up to {s}[?]"), "import math\nprint(math.factorial({s}))"),
        (("(Which|What) is the {t}th Fibonacci number?", "(The |)Fibonacci number (no.|number) {t}[?]", "(Compute|Find|Give me) the {t}th (Fibonacci number|number of the Fibonacci sequence)[.]", "fibonacci {t}", "number {t} of the Fibonacci sequence"), _FIBONACCI),
        (("(List|Give|Show|Print|Write) the first {u} Fibonacci numbers[.]", "(The |)first {u} (numbers|terms) of the Fibonacci (sequence|series)[.]", "{u} Fibonacci numbers from the start"), _FIBONACCIS),
        (("(Digit sum|Sum of digits|The digit sum|Cross sum) of {a}[?]", "(Add|Add up|Sum) (all |the |)(single |)digits of {a}[.]", "What do the digits of {a} (add up to|sum to|make together)?", "(Take|Look at) {a} and add its digits (together|up)[.]", "{a}: sum of (its|the) digits[?]"), _DIGIT_SUM),
        (("(The |)product of the digits of {a}[?]", "(Multiply) (all |)the digits of {a}[ together][.]"), _DIGIT_PRODUCT),
        (("(How many|Number of) digits (of|in) {a}[?]", "{a} has how many digits?", "With how many digits is {a} written?", "(Count) the digits of {a}[.]"), "print(len(str({a})))"),
        (("(Reverse|Flip|Turn round) (the digits of|the number) {a}[.]", "{a} with its digits (reversed|in reverse order)[.]", "(Write|Read) the number {a} (backwards|from right to left)[.]"), "print(str({a})[::-1])"),
        (("(Write|Show|Express|Give|Put) {a} (in binary|in base 2|in base two|in the binary system|with zeros and ones)[.]", "{a} (in|to|as) binary[?]", "(Binary|The binary form|The bits) of {a}[?]", "How does a computer write {a} in bits?", "How would you write {a} in the binary system?", "bin of {a}", "(Convert|Change|Turn) {a} (into|to) (zeros and ones|base 2|binary)[.]"), "print(bin({a})[2:])"),
        (("(Write|Show|Express|Give|Put) {a} (in hexadecimal|in hex|in base 16|in base sixteen)[.]", "{a} (in|to|as) (hex|hexadecimal)[?]", "(Hex|The hexadecimal form|The hex code) of {a}[?]", "(Convert|Change|Turn) {a} (into|to) (hex|base 16|hexadecimal)[.]"), "print(hex({a})[2:])"),
        (("(Convert|Change|Turn) {a} (into|to) (octal|base 8)[.]", "{a} in (octal|base 8|base eight)[?]"), "print(oct({a})[2:])"),
        (("(What|Which) (decimal |)number is (binary|the binary number) {code}[ in decimal]?", "(Convert|Change|Turn) (the binary|the binary number|binary) {code} (to|into) (decimal|base 10|a decimal number)[.]", "binary {code} in decimal[?]", "{code} in base 2 is what (in decimal|decimal number)?"), "print(int('{code}', 2))"),
        (("(Convert|Change|Turn) (the hex number|hex|hexadecimal) {code} (to|into) (decimal|base 10|a decimal number)[.]", "(hex|hexadecimal) {code} in decimal[?]", "(What|Which) decimal number is (hex|hexadecimal) {code}?"), "print(int('{code}', 16))"),
        (("(Is|Is the number) {a} (even|an even number)?", "(Check|Tell me|Test) (if|whether) {a} is even[.]", "Can {a} be halved without (rest|remainder)?", "{a}: even?"), "print({a} % 2 == 0)"),
        (("(Is|Is the number) {a} (odd|an odd number)?", "(Check|Tell me|Test) (if|whether) {a} is odd[.]", "{a}: odd?"), "print({a} % 2 == 1)"),
        (("Is {a} (divisible|evenly divisible) by {u}?", "(Can|Could) {a} be divided by {u} without (rest|remainder)?", "Does {u} (divide|go evenly into) {a}?", "(Check|Tell me|Test) (if|whether) {a} is (divisible by|a multiple of) {u}[.]", "Is {a} a multiple of {u}?", "Is {u} a (factor|divisor) of {a}?"), "print({a} % {u} == 0)"),
        (("(Add|Sum)( up|) (every number|all integers|each whole number|all the numbers) from (1|one) (up to|to|through) {a}[.]", "1 + 2 + 3 + ... + {a}[?| = ?]", "(The |)sum of the first {a} (positive integers|natural numbers|whole numbers)[?]", "(How much|What) is 1 plus 2 plus 3 and so on (up |)to {a}?", "(Sum|Total) of 1 to {a}[?]", "A stack has 1 can on top, 2 below, then 3, and {a} at the bottom. How many cans?", "{name} saves 1 dollar on day one, 2 on day two, and so on for {a} days. How much is saved?"), "print(sum(range(1, {a} + 1)))"),
        (("(Sum|The sum|Total) of (all |the |)(numbers|integers) from {l} to {g}[?]", "(Add|Sum)[ up] (all|the|all the) (numbers|integers) from {l} (to|through) {g}[.]", "{l} + ... + {g}, all whole numbers[?]", "What do the numbers {l} through {g} add up to?"), _BETWEEN),
        (("(Sum|The sum|Total) of (all |the |)even numbers (up to|from 2 to|through) {b}[?]", "(Add|Sum)[ up] (all |the |)even numbers up to {b}[.]"), "print(sum(range(2, {b} + 1, 2)))"),
        (("(Sum|The sum|Total) of (all |the |)odd numbers (up to|from 1 to|through) {b}[?]", "(Add|Sum)[ up] (all |the |)odd numbers up to {b}[.]"), "print(sum(range(1, {b} + 1, 2)))"),
        (("How many (numbers|integers|whole numbers) (from 1 to|up to) {a} (are divisible by|are multiples of|can be divided by) {u}?", "(Count|Number of) (the |)multiples of {u} (up to|from 1 to) {a}[.]", "How many multiples of {u} (are there|lie|exist) (up to|between 1 and) {a}?", "(From|Between) 1 (to|and) {a}, how many numbers does {u} divide?"), "print({a} // {u})"),
        (("(List|Give|Name|Show) (all |the |)multiples of {u} (up to|not above) {m}[.]", "Which multiples of {u} are there up to {m}?"), "print(list(range({u}, {m} + 1, {u})))"),
        (("(List|Give|Show|Print) the first {u} multiples of {s}[.]", "(The |)first {u} multiples of {s}", "{s} times table, (up to|through) {u}"), "print([{s} * n for n in range(1, {u} + 1)])"),
        (("(List|Give|Show|Print) the (squares of the numbers) from 1 to {u}[.]", "(The |)first {u} square numbers[.]", "Squares of 1 to {u}"), "print([n ** 2 for n in range(1, {u} + 1)])"),
        (("(Square root|The square root|The root|Root) of {a}[?]", "(Take|Extract|Find|Work out) the (square root|root) of {a}[.]", "(Which|What) number (times itself|squared) (is|gives|makes) {a}?", "sqrt {a}", "√{a}[ = ?]", "A square (field|room|garden) has an area of {a} square metres. How long is (a|one) side?", "How long is the side of a square (with|of) area {a}?"), _ROOT),
        (("(Cube root|The cube root|The third root) of {a}[?]", "A cube has a volume of {a}. How long is its edge?"), "print(round({a} ** (1 / 3), 2))"),
        (("Is {a} a (perfect square|square number)?", "(Check|Test) (if|whether) {a} is a (perfect square|square number)[.]", "{a}: (a |)perfect square?", "Is the square root of {a} a whole number?"), _SQUARE),
        (("In how many ways can I (choose|pick|select) {s} (out of|from|of) {r}( things| books|)[?]", "{r} choose {s}[?]", "{s} (people|cards|players|toppings) (are picked|are drawn|are chosen) from {r}, order ignored: how many (ways|possibilities)?", "How many (groups|teams|committees|hands) of {s} can be (formed|made) from {r} (people|members|cards)?", "(Binomial coefficient|The binomial coefficient) of {r} over {s}[?]"), "import math\nprint(math.comb({r}, {s}))"),
        (("In how many ways can {s} of {r} (people|runners|books) be (placed|arranged|put) in order?", "{s} (places|medals|seats) are given to {r} (runners|people). How many orders?", "(Permutations|Number of permutations) of {s} out of {r}[?]"), "import math\nprint(math.perm({r}, {s}))"),
        (("(Round|Please round) {f} (to the nearest whole number|to an integer|to a whole number|to the nearest integer)[.]", "{f} rounded to (a whole number|the nearest integer)[?]", "(Nearest|The nearest|Closest) (whole number|integer) to {f}[?]"), "print(round({f}))"),
        (("(Round|Please round) {f} to (two|2) (decimals|decimal places|places)[.]", "{f} (rounded to|with) (two|2) (decimals|decimal places)[?]", "(Round|Give) {f} to the nearest hundredth[.]"), "print(round({f}, 2))"),
        (("(Round|Please round) {f} to (one|1) (decimal|place|decimal digit)[.]", "{f} (rounded to|with) (one|1) (decimal|decimal place)[?]", "(Round|Give) {f} to the nearest tenth[.]"), "print(round({f}, 1))"),
        (("(Round|Please round) {a} to the nearest (ten|10)[.]", "{a} to the nearest ten[?]"), "print(round({a}, -1))"),
        (("(Round|Please round) {a} to the nearest (hundred|100)[.]", "{a} to the nearest hundred[?]"), "print(round({a}, -2))"),
        (("(Area|The area) of a circle of radius {t}[?]", "A (round|circular) (table|pond|field|pizza) has a radius of {t}( cm| m|). (What is its area|How large is its surface|Area)?", "circle, radius {t}: area?", "How much (space|surface) does a circle of radius {t} cover?"), _CIRCLE),
        (("(Circumference|Perimeter) of a circle of radius {t}[?]", "A (round|circular) (table|pond|field|track) has a radius of {t}( cm| m|). (How long is its edge|How far is it around|Circumference)?", "circle, radius {t}: circumference?"), _AROUND),
    ),
    "zh": (
        (("{a}(是不是|是否是|是否为)(一个|)(质数|素数)？", "{a}算质数吗？", "(判断|检验|看看|查查){a}(是不是|是否是)(质数|素数)(。|)", "{a}只能被1和它自己整除吗？", "{a}(质数吗|素数吗)？"), _PRIME),
        (("(小于|不到){m}的(质数|素数)(有哪些|是哪些|)(？|)", "(列举|列出|写出|给出)(小于|不到){m}的(所有|全部|)(质数|素数)(。|)"), _PRIMES),
        (("(小于|不到|低于){m}的(质数|素数)(有|)(几|多少)个？", "{m}以内(有|)(几|多少)个(质数|素数)？"), _PRIME_COUNT),
        (("大于{a}的(下一个|最小|第一个)(质数|素数)是(多少|几)？", "{a}之后的(下一个|第一个)(质数|素数)"), _NEXT_PRIME),
        (("{a}的(约数|因数)(有哪些|是哪些|)(？|)", "(列出|写出|找出|求){a}的(约数|因数|全部因数)(。|)", "(哪些数|什么数)能整除{a}？", "{a}能被哪些数整除？"), _DIVISORS),
        (("{a}(有|共有|一共有)(几|多少)个(约数|因数)？", "{a}的(约数|因数)(的|)个数(是多少|)(？|)", "能整除{a}的数有几个？"), _DIVISOR_COUNT),
        (("(把|将){a}(分解质因数|分解成质因数|写成质数的乘积)(。|)", "{a}的质因数(有哪些|分解|)(？|)", "(求|写出){a}的质因数(。|)", "分解质因数：{a}"), _FACTORS),
        (("{a}、{b}的(最大公约数|最大公因数|公因数最大是多少)(？|)", "能(同时|)整除{a}和{b}的最大的数是(几|多少)？", "(算|算出|求出|告诉我){a}跟{b}的(最大公约数|最大公因数)(。|)", "两根绳子长{a}厘米和{b}厘米，剪成同样长的小段不剩余，每段最长多少？", "{a}乘{b}厘米的地面铺尽可能大的正方形地砖，边长多少？", "gcd {a}, {b}"), "import math\nprint(math.gcd({a}, {b}))"),
        (("{s}、{t}的(最小公倍数|公倍数最小是多少)(？|)", "同时是{s}和{t}的倍数的最小(正|)数是(几|多少)？", "(算|算出|求出|告诉我){s}跟{t}的最小公倍数(。|)", "两路车每{s}分钟和每{t}分钟一班，同时发车后，多少分钟再次同时发车？", "两盏灯每{s}秒和{t}秒闪一次，几秒后再同时闪？", "lcm {s}, {t}"), "import math\nprint(math.lcm({s}, {t}))"),
        (("{s}!(是多少？|等于多少？|)", "{s}的阶乘(是多少|等于几|)(？|)", "(算出|算|求出){s}的阶乘(。|)", "(从|)1乘到{s}(是|等于)多少？", "{s}(首歌|幅画|位客人|名选手)(排顺序|的排列|排队)有(几|多少)种？", "{s}个(不同的|)(字母|东西|数字)全排列有多少种？", "1×2×3×…×{s}"), "import math\nprint(math.factorial({s}))"),
        (("(斐波那契数列|斐波那契)(的|)第{t}(项|个数)(是多少|是几|)(？|)", "(求|算)第{t}个斐波那契数(。|)", "第{t}个斐波那契数是多少？"), _FIBONACCI),
        (("(列出|写出|给出|输出)(斐波那契数列|斐波那契)的前{u}(项|个数)(。|)", "前{u}个斐波那契数", "斐波那契数列前{u}项"), _FIBONACCIS),
        (("{a}(各位|每一位|各个数位)(上的|的|)(数字|数)(加起来|之和|相加|的和)(是多少|得几|)(？|)", "(把|将){a}的(各位数字|每位数字|数字)(相加|加起来|求和)(。|)", "{a}的(数字之和|数位和|各位和)(是多少|)(？|)"), _DIGIT_SUM),
        (("{a}(各位|每一位)(数字|数)(相乘|之积|的积|的乘积)(是多少|得几|)(？|)",), _DIGIT_PRODUCT),
        (("{a}(一共|共|)(是|有)几位？", "{a}的位数(是多少|)(？|)", "{a}由几个数字组成？", "(数数|数一下){a}有几位"), "print(len(str({a})))"),
        (("(把|将)(数字|数|){a}(倒过来|反过来|逆序|颠倒)(写|)(。|)", "{a}(倒过来写|的各位倒过来|的数字反转)(是多少|)(？|)"), "print(str({a})[::-1])"),
        (("{a}(用二进制|的二进制|转二进制|化为二进制)(怎么写|表示|是多少)(？|)", "(用|以)二进制(写|表示|写出){a}(。|)", "(把|将){a}(转|化|换算|变)成(二进制|2进制)(。|)", "十进制{a}(是|等于|转成)二进制多少？"), "print(bin({a})[2:])"),
        (("{a}(用十六进制|的十六进制|转十六进制)(怎么写|表示|是多少)(？|)", "(用|以)十六进制(写|表示){a}(。|)", "(把|将){a}(转换|转|化|换算)成(十六进制|16进制)(。|)"), "print(hex({a})[2:])"),
        (("(把|将){a}(转换|转|化|换算)成(八进制|8进制)(。|)", "{a}的八进制(是多少|)(？|)"), "print(oct({a})[2:])"),
        (("(二进制|二进制数){code}(是|等于|合)(十进制的|十进制|)多少？", "(把|将)(二进制数|二进制){code}(转|化|换算|转换)成十进制(。|)"), "print(int('{code}', 2))"),
        (("(十六进制|十六进制数){code}(是|等于|合)(十进制的|十进制|)多少？", "(把|将)(十六进制数|十六进制){code}(转|化|换算|转换)成十进制(。|)"), "print(int('{code}', 16))"),
        (("{a}是不是(偶数|双数)？", "{a}是(偶数|双数)吗？", "{a}能被2整除吗？", "(判断|看看){a}是不是(偶数|双数)(。|)"), "print({a} % 2 == 0)"),
        (("{a}是不是(奇数|单数)？", "{a}是(奇数|单数)吗？", "(判断|看看){a}是不是(奇数|单数)(。|)"), "print({a} % 2 == 1)"),
        (("{a}能不能被{u}整除？", "{a}(能|可以)被{u}整除吗？", "{u}能整除{a}吗？", "{a}是不是{u}的倍数？", "(判断|检查|看看){a}(能否被{u}整除|是不是{u}的倍数)(。|)", "{u}是{a}的(因数|约数)吗？", "{a}除以{u}(除得尽|能除尽)吗？"), "print({a} % {u} == 0)"),
        (("1+2+3+…+{a}(等于多少？|是多少？|=|)", "(从|)1(到|至){a}(的|)(所有|)(整数|自然数)(的和|之和|加起来|求和)(是多少|)(？|)", "前{a}个(正整数|自然数)的和(是多少|)(？|)", "1到{a}(全部|都|)(加起来|相加)(是多少|)(？|)", "一堆罐子，顶层1个，往下每层多1个，底层{a}个，共几个？", "{name}第1天存1元，第2天存2元，这样存{a}天，共存多少元？"), "print(sum(range(1, {a} + 1)))"),
        (("(从|){l}(到|加到|一直加到){g}(的|)(所有整数|全部整数|)(之和|的和|加起来)(是多少|)(？|)", "{l}到{g}的(整数|自然数)(求和|总和)"), _BETWEEN),
        (("(不超过|小于等于){b}的(所有|)(偶数|双数)(之和|的和|加起来)(是多少|)(？|)", "{b}以内(的|)偶数(之和|的和)"), "print(sum(range(2, {b} + 1, 2)))"),
        (("(不超过|小于等于){b}的(所有|)(奇数|单数)(之和|的和|加起来)(是多少|)(？|)", "{b}以内(的|)奇数(之和|的和)"), "print(sum(range(1, {b} + 1, 2)))"),
        (("1到{a}(里|中|之间)(有|)(几|多少)个(数|)能被{u}整除？", "(不超过|从1到){a}的(正整数|整数|数)(里|中)有(几|多少)个{u}的倍数？", "{a}以内{u}的倍数有(几|多少)个？", "1到{a}(里|中|之间)是{u}的倍数的有几个？"), "print({a} // {u})"),
        (("(列出|写出|给出){m}以内{u}的(所有|)倍数", "{m}以内{u}的倍数有哪些？"), "print(list(range({u}, {m} + 1, {u})))"),
        (("(列出|写出|给出){s}的前{u}个倍数(。|)", "{s}的前{u}个倍数(是什么|)"), "print([{s} * n for n in range(1, {u} + 1)])"),
        (("(列出|写出|给出)1到{u}的平方(数|)(。|)", "前{u}个平方数", "1到{u}每个数的平方"), "print([n ** 2 for n in range(1, {u} + 1)])"),
        (("{a}(的根号|的平方根|的算术平方根)(约|)(是|等于|为)(多少|几)？", "(算出|求出|算算)根号{a}", "√{a}", "根号{a}(是多少|等于几|)(？|)", "(哪个|什么)数的平方(是|等于){a}？", "正方形(的|)(菜地|房间|广场|)面积(是|){a}平方米，边长(多少|是多少)(米|)？", "sqrt {a}", "面积{a}的正方形，边长是多少？"), _ROOT),
        (("{a}的立方根(是多少|)(？|)", "正方体体积(是|){a}，棱长是多少？"), "print(round({a} ** (1 / 3), 2))"),
        (("{a}(是不是|是否为)(完全平方数|平方数)？", "{a}是(完全平方数|平方数)吗？", "(判断|检查){a}是不是平方数", "{a}的平方根是整数吗？"), _SQUARE),
        (("从{r}(个|个人|种)(里|中)(选|挑|取|任选){s}(个|)，(有|共有)(几|多少)种(选法|取法|组合)？", "{r}(人|名队员)中选{s}人(组队|开会|)，(不计顺序，|)有(几|多少)种(选法|组合)？", "{r}选{s}(有多少种|的组合数|)(？|)", "{r}个里选{s}个的组合数是多少？"), "import math\nprint(math.comb({r}, {s}))"),
        (("从{r}人中选{s}人排(成一排|队|座位)，有(几|多少)种(排法|方法)？", "{r}个里取{s}个的排列数(是多少|)", "{r}名选手争{s}个名次，有多少种结果？"), "import math\nprint(math.perm({r}, {s}))"),
        (("(把|将){f}(四舍五入|四舍五入取整|四舍五入到整数|保留整数)(。|)", "{f}(四舍五入到个位|四舍五入取整|最接近的整数)(是多少|)(？|)", "离{f}最近的整数是几？"), "print(round({f}))"),
        (("(把|将){f}(保留|四舍五入到|精确到)(两位小数|小数点后两位|2位小数)(。|)", "{f}(保留两位小数|精确到百分位)(是多少|)(？|)"), "print(round({f}, 2))"),
        (("(把|将){f}(精确到|四舍五入到|保留)(一位小数|小数点后一位|1位小数)(。|)", "{f}(保留一位小数|精确到十分位)(是多少|)(？|)"), "print(round({f}, 1))"),
        (("(把|将){a}四舍五入到(十位|整十)(。|)", "{a}(四舍五入到十位|精确到十位)(是多少|)(？|)"), "print(round({a}, -1))"),
        (("(把|将){a}四舍五入到(百位|整百)(。|)", "{a}(四舍五入到百位|精确到百位)(是多少|)(？|)"), "print(round({a}, -2))"),
        (("圆的半径(是|为|){t}(厘米|米|)，(面积|圆的面积)(是|)(多少|多大)？", "半径{t}的圆(，|的)面积(是|)(多少|多大)？", "(圆桌|圆形水池|圆形草坪)半径{t}米，占地多少平方米？"), _CIRCLE),
        (("圆的半径(是|为|){t}(厘米|米|)，(周长|圆周长)(是|)(多少|多长)？", "半径{t}的圆(，|的)周长(是|)(多少|多长)？", "(圆桌|圆形水池|圆形跑道)半径{t}米，绕一圈多少米？"), _AROUND),
    ),
}  # fmt: skip
