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
        ((
            "(Is|Would you call) {a} (prime|a prime|a prime number)[ or (composite|not)]?", "{a}: prime or (not|composite)?", "(Test|Check|Find out|Decide) (if|whether) {a} is (a prime|prime)[.]", "Is {a} divisible only by 1 and itself?", "(prime test|primality of|is it prime:) {a}",
            "Does {a} have any divisor besides 1 and {a} itself, or is it prime? Answer whether it is prime[.]", "prime {a}?", "Am I right that {a} is a prime?", "{name} bets that {a} is prime. Is the bet won?", "Only rows of one: can {a} be laid out in no other rectangle, that is, is it prime?", "Would {a} stand in a table of primes?", "Is {a} one of the primes?",
        ), _PRIME),
        ((
            "(Primes|All primes|Prime numbers) (under|smaller than|below|less than) {m}[?]", "(Which|What) (primes|prime numbers) (are|come|exist) (below|under|before) {m}?", "(Name|Enumerate|Write down) (the|all) prime numbers (below|smaller than) {m}[.]",
            "List every prime that is less than {m}[.]", "Sieve out the primes below {m}[.]", "primes < {m}", "{name} climbs to step {m} and rests on each prime step before it. On which steps?", "Which numbers before {m} have no divisors but 1 and themselves? Start with 2[.]",
        ), _PRIMES),
        ((
            "How many (primes|prime numbers) (are there|exist|are|lie) (below|under|less than) {m}?", "(Count|Number of) (the |)primes (below|under) {m}[.]",
            "Sieving up to but not including {m}, how many primes turn up?", "number of primes < {m}", "What is the count of primes before {m}?", "How many numbers less than {m} are prime?", "{name} circles the primes smaller than {m}. How many circles?",
        ), _PRIME_COUNT),
        ((
            "(The |What is the |Find the |)(next|first|smallest) prime (number |)(after|above|greater than|larger than) {a}[?|.]",
            "Going up from {a}, which prime do I meet first?", "{a} is past; when is the next prime?", "next prime > {a}", "The prime that follows {a}[?]", "Look for the smallest prime exceeding {a}[.]", "Which prime lies closest above {a}?",
        ), _NEXT_PRIME),
        ((
            "(Which|What) numbers (divide|are divisors of|are factors of|go evenly into) {a}?", "(List|Give|Name|Find|Show) (all |the |all the |)(divisors|factors) of {a}[.]", "{a}: all (divisors|factors)", "By what (numbers|integers) can {a} be divided without (rest|remainder)?", "(divisors|factors) of {a}",
            "Into rows of what lengths can {a} chairs be put, with none left over?", "divisors {a}", "{name} packs {a} eggs into boxes of equal size. Which sizes work out without a rest?", "What are all the whole numbers that {a} is a multiple of?", "Write down everything that divides {a}, 1 and {a} included[.]", "Which team sizes split {a} players evenly?", "Numbers n so that {a} / n is whole[?]",
        ), _DIVISORS),
        ((
            "How many (divisors|factors) (has {a}|does {a} have|are there of {a})?", "(Count|Number of) (the |)(divisors|factors) of {a}[.]", "How many numbers divide {a} evenly?",
            "{a} chairs go in equal rows without a rest. Among how many row lengths can I choose?", "number of divisors of {a}", "How long is the list of the divisors of {a}?", "By how many whole numbers can {a} be divided without remainder?", "How many factors is {a} blessed with, 1 and itself counted?",
        ), _DIVISOR_COUNT),
        ((
            "(Factor|Factorise|Factorize|Decompose|Break) {a} (into primes|into prime factors|into its prime factors)[.]", "(What are|List|Give|Find) the prime factors of {a}[.]", "(Prime factorization|Prime factorisation|Prime factors) of {a}[?]", "Which primes multiply to {a}?", "(Write) {a} as a product of primes[.]",
            "prime factors {a}", "Split {a} up until only primes are left[.]", "What primes is {a} built from?", "Draw the factor tree of {a} and read off the primes at its tips[.]", "{a} equals which primes multiplied, repeats written out?", "Take {a} apart into prime factors[.]",
        ), _FACTORS),
        ((
            "(gcd|GCD|Greatest common divisor|Highest common factor) of {a} and {b}[?]", "(Which|What) is the (largest|biggest|greatest) number that divides (both |){a} and {b}?", "gcd {a}, {b}", "(Largest|Biggest) common (divisor|factor) of {a} and {b}[?]", "What do {a} and {b} have as greatest common divisor?", "Two ribbons of {a} cm and {b} cm are cut into equal pieces without waste. How long can a piece be at most?", "A floor of {a} by {b} cm gets square tiles as large as possible. What side do they have?",
            "{a} apples and {b} pears go into as many identical bags as possible, nothing left over. How many bags?", "I want to cancel the fraction {a}/{b}. By what number at most?", "The largest measuring stick that fits exactly into {a} and into {b} is how long?", "HCF for {a}, {b}[?]", "{name} plants {a} tulips and {b} roses in identical beds. What's the greatest number of beds?", "What's the highest factor shared by {a} and {b}?", "Find the biggest whole number going into {a} as well as into {b}[.]",
        ), "import math\nprint(math.gcd({a}, {b}))"),
        ((
            "(lcm|LCM|Least common multiple|Smallest common multiple) of {s} and {t}[?]", "(Which|What) is the (smallest|least|lowest) number that (both |){s} and {t} divide?", "lcm {s}, {t}", "(Smallest|Lowest) number divisible by both {s} and {t}", "One bus comes every {s} minutes, another every {t}. Both just left; after how many minutes do they leave together again?", "Two lights blink every {s} and {t} seconds. After how many seconds do they blink together again?",
            "Gears with {s} and {t} teeth start at a mark. After how many teeth do both marks meet again?", "{name} jogs every {s} days, swims every {t} days, and did both today. In how many days will it be both again?", "Fractions with denominators {s} and {t} are added. What is their lowest common denominator?", "The first number found in the times tables of {s} and {t} alike is what?", "LCM for {s}, {t}[?]", "Hot dogs come in packs of {s}, buns in packs of {t}. What's the smallest equal number of each I can buy?",
        ), "import math\nprint(math.lcm({s}, {t}))"),
        ((
            "{s}![?| = ?]", "(The |)factorial of {s}[?]", "(Compute|Find|Calculate|Evaluate|Give) {s} factorial[.]", "In how many (different |)(orders|ways) can {s} (pictures be hung|runners finish|songs be played|guests line up|books be shelved)?", "(Multiply|The product of) all (whole |)numbers from 1 to {s}[.]", "How many (arrangements|permutations) of {s} (objects|items|letters) (exist|are there)?", "1 times 2 times 3 and so on up to {s}[?]",
            "{name} shuffles {s} different cards. How many orders can come out?", "factorial {s}", "How many ways are there to seat {s} people on {s} chairs in a row?", "n! for n = {s}[?]", "With all {s} letters different, how many anagrams, sense or nonsense?", "{s} tasks, one after the other, any sequence goes. How many sequences?", "Multiply {s} by each smaller whole number down to 1[.]",
        ), "import math\nprint(math.factorial({s}))"),
        ((
            "(Which|What) is the {t}th Fibonacci number?", "(The |)Fibonacci number (no.|number) {t}[?]", "(Compute|Find|Give me) the {t}th (Fibonacci number|number of the Fibonacci sequence)[.]", "fibonacci {t}", "number {t} of the Fibonacci sequence",
            "Rabbits breed by Fibonacci: 1, 1, 2, 3, 5 ... Which number stands in place {t}?", "With 1 and 1 to begin and each number the sum of the two before, what is number {t}?", "{name} writes Fibonacci numbers, 1 and 1 at the start. Which is number {t}?", "Term {t} of Fibonacci's sequence[?]",
        ), _FIBONACCI),
        ((
            "(List|Give|Show|Print|Write) the first {u} Fibonacci numbers[.]", "(The |)first {u} (numbers|terms) of the Fibonacci (sequence|series)[.]", "{u} Fibonacci numbers from the start",
            "Start at 1, 1 and keep adding the last two until you have {u} numbers. List them[.]", "fibonacci list, {u} terms", "How does Fibonacci's sequence begin? Give {u} terms[.]", "{name} needs {u} Fibonacci numbers, from 1, 1 on[.]", "1, 1, 2, 3 and so on: write {u} terms of this Fibonacci sequence[.]",
        ), _FIBONACCIS),
        ((
            "(Digit sum|Sum of digits|The digit sum|Cross sum) of {a}[?]", "(Add|Add up|Sum) (all |the |)(single |)digits of {a}[.]", "What do the digits of {a} (add up to|sum to|make together)?", "(Take|Look at) {a} and add its digits (together|up)[.]", "{a}: sum of (its|the) digits[?]",
            "To test {a} for divisibility by nine I need its digit sum. What is it?", "digit sum {a}", "Take the number {a} apart into digits and total them[.]", "{name} adds up the digits on the licence plate {a}. Result?", "Digits of {a}, all added[?]", "If every digit of {a} were that many coins, how many coins would there be?",
        ), _DIGIT_SUM),
        ((
            "(The |)product of the digits of {a}[?]", "(Multiply) (all |)the digits of {a}[ together][.]",
            "digit product {a}", "What do the digits of {a} make when multiplied with each other?", "Take {a} apart into digits and multiply these[.]", "{a}: product of its digits[?]", "All digits of {a} times one another[?]",
        ), _DIGIT_PRODUCT),
        ((
            "(How many|Number of) digits (of|in) {a}[?]", "{a} has how many digits?", "With how many digits is {a} written?", "(Count) the digits of {a}[.]",
            "How many figures long is {a}?", "digit count {a}", "How many boxes does {a} fill with a digit in each?", "Is {a} a two-digit, three-digit or four-digit number? Give just how many digits[.]", "{name} paints the number {a} on a gate, digit by digit. How many digits to paint?",
        ), "print(len(str({a})))"),
        ((
            "(Reverse|Flip|Turn round) (the digits of|the number) {a}[.]", "{a} with its digits (reversed|in reverse order)[.]", "(Write|Read) the number {a} (backwards|from right to left)[.]",
            "What number do I see when {a} is read from its last digit to its first?", "reverse digits {a}", "Swap the digits of {a} end for end[.]", "{name} dials {a} in the wrong direction, last digit first. What is dialled?", "{a}, mirrored digit by digit[.]",
        ), "print(str({a})[::-1])"),
        ((
            "(Write|Show|Express|Give|Put) {a} (in binary|in base 2|in base two|in the binary system|with zeros and ones)[.]", "{a} (in|to|as) binary[?]", "(Binary|The binary form|The bits) of {a}[?]", "How does a computer write {a} in bits?", "How would you write {a} in the binary system?", "bin of {a}", "(Convert|Change|Turn) {a} (into|to) (zeros and ones|base 2|binary)[.]",
            "binary {a}", "Which zeros and ones stand for {a}?", "Switches on and off show {a} in base two. Write it with 1 and 0[.]", "In powers of two, what bit pattern has {a}?", "{name} teaches robots; say {a} in binary[.]", "Base ten {a}, base two?",
        ), "print(bin({a})[2:])"),
        ((
            "(Write|Show|Express|Give|Put) {a} (in hexadecimal|in hex|in base 16|in base sixteen)[.]", "{a} (in|to|as) (hex|hexadecimal)[?]", "(Hex|The hexadecimal form|The hex code) of {a}[?]", "(Convert|Change|Turn) {a} (into|to) (hex|base 16|hexadecimal)[.]",
            "hex {a}", "With digits 0 to f, how is {a} written?", "Base ten {a}, base sixteen?", "A programmer writes {a} in hexadecimal. What is written?", "Which hex digits stand for {a}?",
        ), "print(hex({a})[2:])"),
        ((
            "(Convert|Change|Turn) {a} (into|to) (octal|base 8)[.]", "{a} in (octal|base 8|base eight)[?]",
            "octal {a}", "With digits 0 to 7 only, that is in base 8, how is {a} written?", "Base ten {a}, base eight?", "(Write|Show|Express|Give) {a} in octal[.]", "The octal form of {a}[?]",
        ), "print(oct({a})[2:])"),
        ((
            "(What|Which) (decimal |)number is (binary|the binary number) {code}[ in decimal]?", "(Convert|Change|Turn) (the binary|the binary number|binary) {code} (to|into) (decimal|base 10|a decimal number)[.]", "binary {code} in decimal[?]", "{code} in base 2 is what (in decimal|decimal number)?",
            "The bits read {code}. Which ordinary number is that?", "Decode the binary {code} to a decimal number[.]", "base 2 {code} -> base 10", "A row of switches shows {code} in binary. Which decimal value is it?", "What does binary {code} amount to in the decimal system?",
        ), "print(int('{code}', 2))"),
        ((
            "(Convert|Change|Turn) (the hex number|hex|hexadecimal) {code} (to|into) (decimal|base 10|a decimal number)[.]", "(hex|hexadecimal) {code} in decimal[?]", "(What|Which) decimal number is (hex|hexadecimal) {code}?",
            "base 16 {code} -> base 10", "Decode the hexadecimal {code} to a decimal number[.]", "What does hex {code} amount to in the decimal system?", "A memory dump says {code} in hexadecimal. What is it in decimal?", "The hex digits {code} - which ordinary number is that?",
        ), "print(int('{code}', 16))"),
        ((
            "(Is|Is the number) {a} (even|an even number)?", "(Check|Tell me|Test) (if|whether) {a} is even[.]", "Can {a} be halved without (rest|remainder)?", "{a}: even?",
            "Would {a} people make pairs with nobody left alone?", "Is house {a} on the even side of the street?", "even or not: {a}", "Does two go into {a} without anything left over?", "Can {name} share {a} sweets fairly with one friend?", "Is {a} a multiple of two?",
        ), "print({a} % 2 == 0)"),
        ((
            "(Is|Is the number) {a} (odd|an odd number)?", "(Check|Tell me|Test) (if|whether) {a} is odd[.]", "{a}: odd?",
            "Would {a} people leave one alone when they pair up?", "Is house {a} on the odd side of the street?", "odd or not: {a}", "Does {a} divided by two leave a rest of one?", "Is {a} one of the odd numbers?",
        ), "print({a} % 2 == 1)"),
        ((
            "Is {a} (divisible|evenly divisible) by {u}?", "(Can|Could) {a} be divided by {u} without (rest|remainder)?", "Does {u} (divide|go evenly into) {a}?", "(Check|Tell me|Test) (if|whether) {a} is (divisible by|a multiple of) {u}[.]", "Is {a} a multiple of {u}?", "Is {u} a (factor|divisor) of {a}?",
            "Would {a} eggs fill cartons of {u} with none left over?", "Can {a} cards be dealt evenly to {u} players?", "{a} divisible by {u}?", "{name} lays {a} tiles in rows of {u}. Does it come out exactly?", "Is {a} in the times table of {u}?", "Does {a} : {u} leave no remainder?", "{u} divides {a}, true or false?", "Is the remainder of {a} over {u} zero?",
        ), "print({a} % {u} == 0)"),
        ((
            "(Add|Sum)( up|) (every number|all integers|each whole number|all the numbers) from (1|one) (up to|to|through) {a}[.]", "1 + 2 + 3 + ... + {a}[?| = ?]", "(The |)sum of the first {a} (positive integers|natural numbers|whole numbers)[?]", "(How much|What) is 1 plus 2 plus 3 and so on (up |)to {a}?", "(Sum|Total) of 1 to {a}[?]", "A stack has 1 can on top, 2 below, then 3, and {a} at the bottom. How many cans?", "{name} saves 1 dollar on day one, 2 on day two, and so on for {a} days. How much is saved?",
            "1 to {a}, everything added[?]", "sum of 1..{a}", "Bowling pins: rows of 1, 2, 3 and so on, {a} rows. How many pins?", "Young Gauss had to add the numbers from 1 through {a}. What did he get?", "An advent calendar with as many sweets as the day's number, for {a} days, holds how many sweets?", "Triangular number no. {a}[?]", "A clock strikes once, then twice, then three times, up to {a} times. Strokes in total?",
        ), "print(sum(range(1, {a} + 1)))"),
        ((
            "(Sum|The sum|Total) of (all |the |)(numbers|integers) from {l} to {g}[?]", "(Add|Sum)[ up] (all|the|all the) (numbers|integers) from {l} (to|through) {g}[.]", "{l} + ... + {g}, all whole numbers[?]", "What do the numbers {l} through {g} add up to?",
            "Pages {l} to {g} were torn out; the page numbers add up to what?", "sum of {l}..{g}", "Starting with {l} and ending with {g}, add each whole number[.]", "{name} adds {l}, the number after it, and so on as far as {g}. Result?", "Every integer in the range {l} to {g}, both ends included, summed up[?]",
        ), _BETWEEN),
        ((
            "(Sum|The sum|Total) of (all |the |)even numbers (up to|from 2 to|through) {b}[?]", "(Add|Sum)[ up] (all |the |)even numbers up to {b}[.]",
            "2 + 4 + 6 and so on, nothing above {b}[?]", "What do all even numbers not larger than {b} add up to?", "The even house numbers go up to {b} at most. What is their sum?", "sum of evens up to {b}", "{name} counts in twos from 2 up to {b} and adds everything said. Result?",
        ), "print(sum(range(2, {b} + 1, 2)))"),
        ((
            "(Sum|The sum|Total) of (all |the |)odd numbers (up to|from 1 to|through) {b}[?]", "(Add|Sum)[ up] (all |the |)odd numbers up to {b}[.]",
            "1 + 3 + 5 and so on, nothing above {b}[?]", "What do all odd numbers not larger than {b} add up to?", "The odd house numbers go up to {b} at most. What is their sum?", "sum of odds up to {b}", "{name} counts in twos from 1 up to {b} and adds everything said. Result?",
        ), "print(sum(range(1, {b} + 1, 2)))"),
        ((
            "How many (numbers|integers|whole numbers) (from 1 to|up to) {a} (are divisible by|are multiples of|can be divided by) {u}?", "(Count|Number of) (the |)multiples of {u} (up to|from 1 to) {a}[.]", "How many multiples of {u} (are there|lie|exist) (up to|between 1 and) {a}?", "(From|Between) 1 (to|and) {a}, how many numbers does {u} divide?",
            "After each {u} visitors one gets a gift. {a} visitors make how many gifts?", "multiples of {u} in 1..{a}: how many?", "Counting to {a}, {name} claps at each multiple of {u}. How many claps?", "Of the whole numbers up to {a}, how many are in the times table of {u}?", "How many numbers not above {a} does {u} go into?", "A road of {a} km has a bench every {u} km, none at the start. How many benches?",
        ), "print({a} // {u})"),
        ((
            "(List|Give|Name|Show) (all |the |)multiples of {u} (up to|not above) {m}[.]", "Which multiples of {u} are there up to {m}?",
            "Count in steps of {u} from {u} without going past {m}[.]", "multiples of {u} <= {m}", "Which numbers up to {m} does {u} go into?", "{name} skips along {u}, twice {u}, and so forth, at most to {m}. Which numbers?", "The times table of {u} as far as {m}[?]",
        ), "print(list(range({u}, {m} + 1, {u})))"),
        ((
            "(List|Give|Show|Print) the first {u} multiples of {s}[.]", "(The |)first {u} multiples of {s}", "{s} times table, (up to|through) {u}",
            "Recite the {s} times table as far as {u} times {s}[.]", "{s}, twice {s}, three times {s} and so on, {u} of them[.]", "Start with {s} and keep adding {s} until there are {u} numbers[.]", "{name} practises multiples of {s}, the first {u} of them. Which are they?", "What are one to {u} packs of {s} pieces, in pieces?",
        ), "print([{s} * n for n in range(1, {u} + 1)])"),
        ((
            "(List|Give|Show|Print) the (squares of the numbers) from 1 to {u}[.]", "(The |)first {u} square numbers[.]", "Squares of 1 to {u}",
            "1, 4, 9 and so on, {u} numbers of this kind[.]", "Square all whole numbers from one to {u} and list them[.]", "squares 1..{u}", "What areas have squares with sides of 1 to {u}?", "Perfect squares, the first {u} of them[?]",
        ), "print([n ** 2 for n in range(1, {u} + 1)])"),
        ((
            "(Square root|The square root|The root|Root) of {a}[?]", "(Take|Extract|Find|Work out) the (square root|root) of {a}[.]", "(Which|What) number (times itself|squared) (is|gives|makes) {a}?", "sqrt {a}", "√{a}[ = ?]", "A square (field|room|garden) has an area of {a} square metres. How long is (a|one) side?", "How long is the side of a square (with|of) area {a}?",
            "square root {a}", "How long must the sides of a square be for it to cover {a}?", "{a} is the square of what number?", "To fence one side of a square plot of {a} square metres, how many metres of fence?", "Undo the squaring: which number was squared to {a}?", "{name} laid a square patio of {a} square feet. How many feet is one edge?", "Find x with x times x equal to {a}[.]",
        ), _ROOT),
        ((
            "(Cube root|The cube root|The third root) of {a}[?]", "A cube has a volume of {a}. How long is its edge?",
            "cube root {a}", "Which number taken three times as a factor gives {a}?", "Find the cube root of {a}[.]", "A cubic tank holds {a} litres. How many decimetres long is an edge?", "{a} to the power of one third[?]",
        ), "print(round({a} ** (1 / 3), 2))"),
        ((
            "Is {a} a (perfect square|square number)?", "(Check|Test) (if|whether) {a} is a (perfect square|square number)[.]", "{a}: (a |)perfect square?", "Is the square root of {a} a whole number?",
            "Can {a} tiles be laid as a full square with none over?", "perfect square {a}?", "Is {a} the product of a whole number with itself?", "Could {a} soldiers form a square, as many rows as columns?", "Is there a whole number whose square is {a}?", "{a} = n times n for some whole n, true or not?",
        ), _SQUARE),
        ((
            "In how many ways can I (choose|pick|select) {s} (out of|from|of) {r}( things| books|)[?]", "{r} choose {s}[?]", "{s} (people|cards|players|toppings) (are picked|are drawn|are chosen) from {r}, order ignored: how many (ways|possibilities)?", "How many (groups|teams|committees|hands) of {s} can be (formed|made) from {r} (people|members|cards)?", "(Binomial coefficient|The binomial coefficient) of {r} over {s}[?]",
            "A coach picks {s} out of {r} players, positions don't matter. How many line-ups?", "{r}C{s}[?]", "From a menu of {r} dishes {name} takes {s} different ones, order being no matter. How many selections?", "How many subsets with {s} elements has a set of {r}?", "A lottery draws {s} of {r} balls. How many tickets are possible?", "nCr for n = {r} and r = {s}[?]", "Packing {s} of my {r} books for the holidays, how many choices have I?",
        ), "import math\nprint(math.comb({r}, {s}))"),
        ((
            "In how many ways can {s} of {r} (people|runners|books) be (placed|arranged|put) in order?", "{s} (places|medals|seats) are given to {r} (runners|people). How many orders?", "(Permutations|Number of permutations) of {s} out of {r}[?]",
            "{r}P{s}[?]", "How many ways to fill {s} different posts from {r} candidates?", "nPr for n = {r} and r = {s}[?]", "Out of {r} letters, {s} different ones are put in a row. How many rows?", "{r} horses run. How many outcomes are there for the first {s} places, order counting?",
        ), "import math\nprint(math.perm({r}, {s}))"),
        ((
            "(Round|Please round) {f} (to the nearest whole number|to an integer|to a whole number|to the nearest integer)[.]", "{f} rounded to (a whole number|the nearest integer)[?]", "(Nearest|The nearest|Closest) (whole number|integer) to {f}[?]",
            "The scale shows {f}. To the nearest whole unit, that is?", "Leave the decimals off {f}, rounding properly[.]", "{f} - which integer is nearest?", "round {f}", "{name} may only report whole numbers. What is {f} then, rounded?",
        ), "print(round({f}))"),
        ((
            "(Round|Please round) {f} to (two|2) (decimals|decimal places|places)[.]", "{f} (rounded to|with) (two|2) (decimals|decimal places)[?]", "(Round|Give) {f} to the nearest hundredth[.]",
            "The pump shows {f} dollars. To the nearest cent, that is?", "{f}, two digits after the point[.]", "round {f} to 2 places", "Cut {f} down to hundredths by rounding[.]", "{name} reports {f} to two decimals. What is reported?",
        ), "print(round({f}, 2))"),
        ((
            "(Round|Please round) {f} to (one|1) (decimal|place|decimal digit)[.]", "{f} (rounded to|with) (one|1) (decimal|decimal place)[?]", "(Round|Give) {f} to the nearest tenth[.]",
            "The thermometer says {f} degrees. To a tenth of a degree, that is?", "{f}, one digit after the point[.]", "round {f} to 1 place", "Cut {f} down to tenths by rounding[.]", "{name} reports {f} to one decimal. What is reported?",
        ), "print(round({f}, 1))"),
        ((
            "(Round|Please round) {a} to the nearest (ten|10)[.]", "{a} to the nearest ten[?]",
            "About {a} people came. Give that to the nearest ten[.]", "{a} rounded to tens[?]", "round {a} to the ten", "Which multiple of ten is {a} nearest to?", "Make {a} a round number ending in zero, the nearest ten[.]",
        ), "print(round({a}, -1))"),
        ((
            "(Round|Please round) {a} to the nearest (hundred|100)[.]", "{a} to the nearest hundred[?]",
            "About {a} people came. Give that to the nearest hundred[.]", "{a} rounded to hundreds[?]", "round {a} to the hundred", "Which multiple of a hundred is {a} nearest to?",
        ), "print(round({a}, -2))"),
        ((
            "(Area|The area) of a circle of radius {t}[?]", "A (round|circular) (table|pond|field|pizza) has a radius of {t}( cm| m|). (What is its area|How large is its surface|Area)?", "circle, radius {t}: area?", "How much (space|surface) does a circle of radius {t} cover?",
            "circle area, r = {t}", "A sprinkler reaches {t} m in every direction. What area does it wet, in square metres?", "A goat is tied to a rope {t} m long. How large is the patch it can graze all round?", "{name} cuts a disc with a radius of {t} cm. How many square centimetres is it?", "From centre to rim a round rug measures {t}. What is its area?", "Pi r squared for r = {t}[?]",
        ), _CIRCLE),
        ((
            "(Circumference|Perimeter) of a circle of radius {t}[?]", "A (round|circular) (table|pond|field|track) has a radius of {t}( cm| m|). (How long is its edge|How far is it around|Circumference)?", "circle, radius {t}: circumference?",
            "circumference, r = {t}", "From centre to rim a wheel measures {t} cm. How far does it roll in one turn?", "A fence goes round a circular pond of radius {t} m. How many metres of fence?", "{name} walks once round a circle of radius {t}. What is the distance?", "Two pi r for r = {t}[?]", "A horse runs on a rope of {t} m in a circle. How long is one lap?",
        ), _AROUND),
        (("(List|Give|Name) the proper divisors of {a}, without {a} itself[.]", "Which numbers smaller than {a} divide it?", "proper divisors of {a}", "All factors of {a} except itself[?]"), "print([d for d in range(1, {a}) if {a} % d == 0])"),
        (("(The |)sum of (all |the |)(divisors|factors) of {a}[?]", "(Add|Add up) (all |)the (divisors|factors) of {a}[.]", "What do all the numbers that divide {a}, itself included, add up to?"), "print(sum(d for d in range(1, {a} + 1) if {a} % d == 0))"),
        (("Is {a} a perfect number?", "{a}: perfect number[ or not]?", "Is {a} the sum of its proper divisors?"), "n = {a}\nprint(sum(d for d in range(1, n) if n % d == 0) == n)"),
        (("(Which|What) numbers divide both {a} and {b}?", "(List|Give|Name) the common (divisors|factors) of {a} and {b}[.]", "{a} and {b}: all common (divisors|factors)", "Into which equal lengths can ropes of {a} cm and {b} cm both be cut exactly?"), "print([d for d in range(1, {b} + 1) if {a} % d == 0 and {b} % d == 0])"),
        (("Are {a} and {b} (coprime|relatively prime)?", "Do {a} and {b} have no common factor but 1?", "Is the fraction {a}/{b} in lowest terms?", "{a}, {b}: coprime?"), "import math\nprint(math.gcd({a}, {b}) == 1)"),
        (("(The |What is the |)smallest prime factor of {a}[?]", "Which is the (least|smallest) number above 1 that divides {a}?", "smallest divisor of {a}, 1 aside"), "n, d = {a}, 2\nwhile n % d:\n    d += 1\nprint(d)"),
        (("(The |What is the |)largest prime factor of {a}[?]", "Which is the (biggest|greatest) prime that divides {a}?", "{a}: its biggest prime factor?"), "n, d = {a}, 2\nwhile n > 1:\n    if n % d == 0:\n        n //= d\n    else:\n        d += 1\nprint(d)"),
        (("(The |What is the |)(largest|last|previous) prime (number |)(below|before|smaller than|less than) {a}[?]", "Going down from {a}, which prime do I meet first?", "Which prime lies closest below {a}?"), "n = {a} - 1\nwhile any(n % d == 0 for d in range(2, n)):\n    n -= 1\nprint(n)"),
        (("(Which|What) (primes|prime numbers) lie (between {l} and {g}|from {l} to {g})?", "(List|Give|Name) the primes from {l} (to|through) {g}[.]", "primes in the range {l} to {g}"), "print([n for n in range({l}, {g} + 1) if all(n % d for d in range(2, n))])"),
        (("How many (primes|prime numbers) lie (between {l} and {g}|from {l} to {g})?", "(Count|Number of) the primes from {l} (to|through) {g}[.]", "{l} to {g}: how many are prime?"), "print(len([n for n in range({l}, {g} + 1) if all(n % d for d in range(2, n))]))"),
        (("(The |)sum of (all |the |)primes (below|under|less than) {m}[?]", "(Add|Add up) (all |the |)prime numbers (below|smaller than) {m}[.]", "What do the primes before {m} add up to?"), "print(sum(n for n in range(2, {m}) if all(n % d for d in range(2, n))))"),
        (("(List|Give|Show|Print) the first {u} (primes|prime numbers)[.]", "{u} primes, from 2 on[.]", "2, 3, 5, 7 and so on: write {u} primes[.]"), "x, n = [], 2\nwhile len(x) < {u}:\n    if all(n % d for d in x):\n        x.append(n)\n    n += 1\nprint(x)"),
        (("(What is|Give|Find) prime number {t}, 2 being number 1[?]", "2 is the first prime, 3 the second. Which is number {t}?", "Number {t} in the sequence of primes[?]"), "x, n = [], 2\nwhile len(x) < {t}:\n    if all(n % d for d in x):\n        x.append(n)\n    n += 1\nprint(x[-1])"),
        (("How many even (numbers|integers) (are there|lie) (between {l} and {g}|from {l} to {g})[, both included]?", "(Count|Number of) even numbers from {l} (to|through) {g}[.]", "{l} to {g}: how many are even?"), "print(len([n for n in range({l}, {g} + 1) if n % 2 == 0]))"),
        (("How many odd (numbers|integers) (are there|lie) (between {l} and {g}|from {l} to {g})[, both included]?", "(Count|Number of) odd numbers from {l} (to|through) {g}[.]", "{l} to {g}: how many are odd?"), "print(len([n for n in range({l}, {g} + 1) if n % 2 == 1]))"),
        (("(Which|What) multiples of {u} lie (between {l} and {g}|from {l} to {g})[, ends included]?", "(List|Give|Name) the numbers from {l} to {g} that {u} divides[.]", "From {l} to {g}, which are divisible by {u}?"), "print([n for n in range({l}, {g} + 1) if n % {u} == 0])"),
        (("How many multiples of {u} lie (between {l} and {g}|from {l} to {g})[, ends included]?", "(Count|Number of) the numbers from {l} to {g} that {u} divides[.]", "From {l} to {g}, how many are divisible by {u}?"), "print(len([n for n in range({l}, {g} + 1) if n % {u} == 0]))"),
        (("(Which|What) is the (largest|greatest) multiple of {u} not above {a}?", "Round {a} down to a multiple of {u}[.]", "Cartons of {u} are filled from {a} eggs. How many eggs are in full cartons?"), "print({a} // {u} * {u})"),
        (("(Which|What) is the (smallest|least) multiple of {u} not below {a}?", "Round {a} up to a multiple of {u}[.]", "Tickets come in strips of {u}. If I need {a}, how many do I get in whole strips?"), "print(-(-{a} // {u}) * {u})"),
        (("(List|Give a list of|Show) the digits of {a}[.]", "(Split|Break|Take) {a} (up into|into|apart into) its digits[.]", "{a}, digit by digit, as a list"), "print([int(d) for d in str({a})])"),
        (("(Which|What) is the (largest|biggest|highest) digit (of|in) {a}?", "{a}: its largest digit?"), "print(max(int(d) for d in str({a})))"),
        (("(Which|What) is the (smallest|least|lowest) digit (of|in) {a}?", "{a}: its smallest digit?"), "print(min(int(d) for d in str({a})))"),
        (("(Which|What) is the (last|final) digit of {a}?", "(With|In) which digit does {a} end?", "{a}: units digit?", "How many ones does {a} have after its full tens?"), "print({a} % 10)"),
        (("(Which|What) is the (first|leading) digit of {a}?", "(With|On) which digit does {a} (begin|start)?", "{a}: leftmost digit?"), "print(str({a})[0])"),
        (("(Which|What) is the tens digit of {a}?", "{a}: what stands in the tens place?", "The last digit but one of {a}[?]"), "print({a} // 10 % 10)"),
        (("(Which|What) is the (largest|biggest) number that the digits of {a} can (make|form)?", "Arrange the digits of {a} so that the number becomes as large as possible[.]", "Digit cards {a}: lay the greatest number[.]"), "print(int(''.join(sorted(str({a}), reverse=True))))"),
        (("(Sort|Order|Arrange) the digits of {a} (from small to large|in ascending order|upwards)[.]", "{a} with its digits in rising order[.]", "The digits of {a}, smallest first[.]"), "print(''.join(sorted(str({a}))))"),
        (("How many different digits (are in|are there in|has|occur in) {a}?", "(Count|Number of) different digits (of|in) {a}[.]", "To stamp {a} with number stamps that can be used again, how many stamps do I need?"), "print(len(set(str({a}))))"),
        (("How many digits of {a} are even?", "(Count|Number of) the even digits (of|in) {a}[.]", "{a}: how many even digits?"), "print(len([d for d in str({a}) if int(d) % 2 == 0]))"),
        (("How many digits of {a} are odd?", "(Count|Number of) the odd digits (of|in) {a}[.]", "{a}: how many odd digits?"), "print(len([d for d in str({a}) if int(d) % 2 == 1]))"),
        (("How many zeros (are in|are there in|has) {a}?", "(Count|Number of) zeros in the number {a}[.]", "How often does the digit 0 occur in {a}?"), "print(str({a}).count('0'))"),
        (("Does {a} (contain|have) (a|the digit) 7?", "Is there a 7 among the digits of {a}?"), "print('7' in str({a}))"),
        (("Is {a} a palindrome[, as a number]?", "Does {a} read the same (backwards|from both ends)?", "Do the digits of {a} stay the same when reversed?"), "print(str({a}) == str({a})[::-1])"),
        (("Add to {a} the number with its digits reversed[.]", "{a} plus itself read backwards[?]", "{name} turns the digits of {a} round and adds both numbers. What comes out?"), "print({a} + int(str({a})[::-1]))"),
        (("(The |)(digital root|repeated digit sum) of {a}[?]", "Take the digit sum of {a} again and again until one digit is left[.]", "Add the digits of {a}, then those of the result, and so on down to a single digit[.]"), "n = {a}\nwhile n > 9:\n    n = sum(int(d) for d in str(n))\nprint(n)"),
        (("(The |)sum of the squares of the digits of {a}[?]", "Square each digit of {a} and add them[ up][.]"), "print(sum(int(d) ** 2 for d in str({a})))"),
        (("How many ones (are in|has) the binary form of {a}?", "{a} in binary: how many bits are 1?", "(Count|Number of) ones when {a} is written in base two[.]"), "print(bin({a}).count('1'))"),
        (("How many (bits|binary digits) does {a} (need|have|take)?", "(Length|Number of digits) of {a} in binary[?]", "With zeros and ones, how many places does {a} take up?"), "print(len(bin({a})[2:]))"),
        (("(Write|Show|Express|Give|Put) {m} (in Roman numerals|as a Roman numeral|the way the Romans did)[.]", "{m} in Roman (numerals|letters)[?]", "(Convert|Change|Turn) {m} (into|to) (Roman numerals|a Roman numeral)[.]", "How would an ancient Roman (write|carve) {m}?", "Chapter {m} is to be headed by a Roman number. Which?", "roman {m}"), "n, x = {m}, ''\nfor v, r in zip((90, 50, 40, 10, 9, 5, 4, 1), ('XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I')):\n    x += r * (n // v)\n    n %= v\nprint(x)"),
        (("How many Collatz steps does {a} need to reach 1?", "(Length of|Steps in) the Collatz sequence from {a} to 1[?]", "Halve if even, else triple and add one: how often until {a} gets to 1?"), "n, x = {a}, 0\nwhile n != 1:\n    n = n // 2 if n % 2 == 0 else 3 * n + 1\n    x += 1\nprint(x)"),
        (("(List|Give|Show|Print) the (cubes|cube numbers) (from 1 to {u}|of 1 to {u})[, each number cubed][.]", "(The |)first {u} (cube numbers|cubes)[.]", "1, 8, 27 and so on, {u} numbers of this kind[.]"), "print([n ** 3 for n in range(1, {u} + 1)])"),
        (("(List|Give|Show|Print) the first {u} powers of (2|two), from 2 on[.]", "2, 4, 8, 16 and so on, {u} numbers of this kind[.]", "Start with 2 and keep doubling until there are {u} numbers[.]"), "print([2 ** n for n in range(1, {u} + 1)])"),
        (("(List|Give|Show|Print) the first (5|five) powers of {s}[.]", "{s} to the power of 1, 2, 3, 4 and 5[?]", "Start with {s} and keep multiplying by {s} until there are five numbers[.]"), "print([{s} ** n for n in range(1, 6)])"),
        (("(List|Give|Show|Print) the first {u} triangular numbers[.]", "1, 3, 6, 10 and so on, {u} numbers of this kind[.]"), "print([n * (n + 1) // 2 for n in range(1, {u} + 1)])"),
        (("(The |)sum of the squares (from 1 to|of the numbers 1 to) {u}[?]", "(Add|Add up) the first {u} square numbers[.]", "1 squared plus 2 squared and so on up to {u} squared[?]", "A pyramid of balls has square layers with sides from 1 to {u} balls. How many balls?"), "print(sum(n ** 2 for n in range(1, {u} + 1)))"),
        (("(The |)sum of the cubes (from 1 to|of the numbers 1 to) {u}[?]", "(Add|Add up) the first {u} cube numbers[.]", "1 cubed plus 2 cubed and so on up to {u} cubed[?]"), "print(sum(n ** 3 for n in range(1, {u} + 1)))"),
        (("Count (down|backwards) from {m} in steps of {s} while the number is above zero[.]", "Start with {m} and keep taking away {s} as long as the result is positive. List the numbers[.]"), "print(list(range({m}, 0, -{s})))"),
        (("(List|Give|Write) {u} (consecutive |successive )(whole numbers|integers) (beginning with|starting at) {l}[.]", "Count {u} numbers from {l} on, {l} included, and list them[.]", "{u} houses in a row are numbered from {l} without gaps. Which numbers do they bear?"), "print(list(range({l}, {l} + {u})))"),
        (("{m} guests all shake hands with one another, once each. How many handshakes?", "In a league of {m} teams everyone plays everyone once. How many matches?", "How many pairs can be formed (from|out of) {m} (people|things|players)?", "{m} people clink glasses, each with each. How often does it clink?", "How many straight lines join {m} points, two at a time, no three of them in a line?"), "import math\nprint(math.comb({m}, 2))"),
        (("How many subsets has a set of {s} elements?", "{s} coins are tossed, each heads or tails. How many outcomes are possible?", "{s} lamps, each on or off: how many patterns?", "A quiz of {s} yes-or-no questions can be answered in how many ways?"), "print(2 ** {s})"),
        (("{s} dice are rolled one after the other. How many different results, order counting?", "How many outcomes do {s} rolls of a die have?"), "print(6 ** {s})"),
        (("How many diagonals has a polygon with {t} corners?", "A polygon of {t} sides: number of diagonals[?]"), "print({t} * ({t} - 3) // 2)"),
        (("What do the (inner|interior) angles of a polygon with {t} corners add up to, in degrees?", "(Angle sum|Sum of the inner angles) of a polygon with {t} sides[?]"), "print(({t} - 2) * 180)"),
        (("(How long is the hypotenuse|Hypotenuse) of a right triangle with legs of {t} and {m}?", "A rectangle measures {t} by {m}. How long is its diagonal?", "{name} walks {t} km east and then {m} km north. How far from the start, as the crow flies?", "A field of {t} by {m} metres: how long is the way straight across from corner to corner?", "A screen is {t} cm wide and {m} cm high. What is its diagonal?"), "import math\nprint(round(math.hypot({t}, {m}), 2))"),
        (("(Area|The area) of a circle of diameter {t}[?]", "A pizza is {t} cm across. How large is it, in square centimetres?", "circle, diameter {t}: area?", "A round table with a diameter of {t} has what area?"), "import math\nprint(round(math.pi * ({t} / 2) ** 2, 2))"),
        (("(Circumference|The circumference) of a circle of diameter {t}[?]", "A wheel is {t} cm across. How far does it roll in one turn?", "circle, diameter {t}: circumference?", "A tree trunk has a diameter of {t}. How far is it around?"), "import math\nprint(round(math.pi * {t}, 2))"),
        (("(Volume|The volume) of a (sphere|ball) of radius {t}[?]", "A round balloon has a radius of {t} cm. How much air does it hold, in cubic centimetres?", "sphere, radius {t}: volume?"), "import math\nprint(round(4 / 3 * math.pi * {t} ** 3, 2))"),
        (("(Surface|Surface area|The surface area) of a (sphere|ball) of radius {t}[?]", "A ball of radius {t} is painted all over. How large is the painted area?", "sphere, radius {t}: surface?"), "import math\nprint(round(4 * math.pi * {t} ** 2, 2))"),
        (("(Volume|The volume) of a cylinder of radius {s} and height {t}[?]", "A (can|tin|round tank) has a radius of {s} and a height of {t}. What does it hold?", "cylinder, radius {s}, height {t}: volume?"), "import math\nprint(round(math.pi * {s} ** 2 * {t}, 2))"),
        (("(Volume|The volume) of a cone of radius {s} and height {t}[?]", "An ice cream cone is {t} high and has a radius of {s}. What does it hold?", "cone, radius {s}, height {t}: volume?"), "import math\nprint(round(math.pi * {s} ** 2 * {t} / 3, 2))"),
        (("(Round|Please round) {f} down to (a whole number|an integer)[.]", "{f} rounded down[, no decimals][?]", "The (largest|greatest) whole number not above {f}[?]", "floor of {f}", "A ride took {f} hours. How many full hours is that?"), "import math\nprint(math.floor({f}))"),
        (("(Round|Please round) {f} up to (a whole number|an integer)[.]", "{f} rounded up[, no decimals][?]", "The (smallest|least) whole number not below {f}[?]", "ceiling of {f}", "The job needs {f} buckets of paint, and only whole ones are sold. How many must be bought?"), "import math\nprint(math.ceil({f}))"),
        (("(Round|Please round) {f} to (three|3) (decimals|decimal places|places)[.]", "{f} (rounded to|with) (three|3) (decimals|decimal places)[?]", "(Round|Give) {f} to the nearest thousandth[.]"), "print(round({f}, 3))"),
        (("(Binary logarithm|The binary logarithm|Log base 2|The logarithm to base 2) of {a}[?]", "Two to what power is {a}?", "log2 {a}"), "import math\nprint(round(math.log2({a}), 2))"),
        (("(Common logarithm|The common logarithm|Log base 10|The logarithm to base 10) of {a}[?]", "Ten to what power is {a}?", "log10 {a}"), "import math\nprint(round(math.log10({a}), 2))"),
        (("(Natural logarithm|The natural logarithm|Log base e) of {a}[?]", "ln {a}", "e to what power is {a}?"), "import math\nprint(round(math.log({a}), 2))"),
        (("(The |What is the |)(largest|greatest) whole number whose square is not above {a}[?]", "(The |)whole-number part of the square root of {a}[?]", "{a} tiles: how long is the side of the largest full square that can be laid?"), "import math\nprint(math.isqrt({a}))"),
        (("(Which|What) is (larger|bigger|greater), {a} or {b}?", "The (larger|bigger|greater) (one |)of {a} and {b}[?]", "One shop has {a} visitors, the other {b}. How many has the busier one?"), "print(max({a}, {b}))"),
        (("(Which|What) is (smaller|less), {a} or {b}?", "The (smaller|lesser) (one |)of {a} and {b}[?]", "One shop asks {a} dollars, the other {b}. What does the cheaper one ask?"), "print(min({a}, {b}))"),
        (("Is {a} (larger|bigger|greater|more) than {b}?", "Does {a} exceed {b}?", "(Check|Tell me) (if|whether) {a} is above {b}[.]"), "print({a} > {b})"),
        (("Divide {a} by {u} and give quotient and remainder[.]", "{a} by {u}: how often does it go and what is the rest? Give both[.]", "{a} eggs in boxes of {u}: how many full boxes and how many eggs over? Both numbers, please[.]"), "print(divmod({a}, {u}))"),
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
