"""Wordings for lists of numbers or words: (wordings, program); see problems_spoken.py."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# {x} is the list as a person writes it, {list} as Python writes it; {n} a threshold or one of the numbers, {kth} and {k} a
# place in the list, {i} the same as Python counts it
NUMBERS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        ((
            "(Add|Sum|Total|Tot) (up |)(these|the following|the numbers|the figures|)[:] {x}[.]", "{x}: (add them[ all][ up]|sum|total|the sum, please|what do they add up to)[?]", "(Grand total|Total|Sum|The sum) (of|for|over) {x}[?]", "What do {x} (add up to|come to|make together|amount to|sum to)?", "(Put|Take) {x} (together|all together)[: how much is it?|.]", "My (bills|receipts|purchases|expenses) (are|were|read) {x}. (What did I spend|How much did I spend in all|What is the total)?",
            "{name} (walked|cycled|drove) {x} km on (the|these) days. (What distance in all|Total distance|How far altogether)?", "(Prices|Items on the bill): {x}. (What must be paid|Amount due|Sum)?", "{name} counted {x} cars. How many cars (in total|altogether|overall)?", "The parts weigh {x} grams. (What does the whole weigh|Total weight)?", "(If I|When we) add {x}, what (comes out|do we get|is the result)?", "(Compute|Calculate|Find|I need) the total of {x}[.]", "Hours worked: {x}. (Total hours|How many hours in all)?", "(Combine|Add together) {x}[.]", "{name}'s scores are {x}. (What is the overall score|How many points altogether)?", "how much is {x} all added up",
            "On successive days {name} saved {x} dollars. How much is in the piggy bank?", "Starting from zero and adding {x}, where do I end?", "Tell me what all of {x} make when joined by plus signs[.]", "Classes have {x} pupils. How many go to this school?", "All of these as one number by addition: {x}", "{name} read {x} pages on the days of this week; the week's reading is how many pages?",
        ), "print(sum({list}))"),
        ((
            "(Put|Bring|Arrange|Line up|Place) {x} (in (ascending|rising|increasing|numerical) order|from (lowest to highest|smallest to largest|least to greatest))[.]", "{x}: (smallest first|ascending|low to high|sorted upwards|in rising order|order them)[.]", "(Sort|Order|Rank) (these|the following|the numbers|the figures)[:] {x}[.]", "(Could you|Please|Can you) (order|sort|arrange) {x} (beginning|starting) with the (smallest|lowest|least)[?]", "{name} wants {x} (in order of size|sorted|arranged by size, small ones first).", "(Write|List|Give|Show) {x} (in increasing order|from small to big|starting with the lowest|by size)[.]", "The prices {x}, cheapest first", "The runners needed {x} seconds. (List the times from fastest to slowest|Order the times, fastest first).", "Which order do {x} have when sorted?", "(ascending|sorted) list of {x}", "Ages {x}: youngest to oldest",
            "I have {x} and (need|want) them (growing|going up|climbing) from left to right[.]", "Begin with the smallest of {x} and work up to the biggest[.]", "Sizes {x}, small to large", "Can {x} be put so that each number is at least as big as the one before?", "Lightest parcel first, please: {x}", "(Ascending order|Upwards|Increasing): {x}",
        ), "print(sorted({list}))"),
        ((
            "(Put|Bring|Arrange|Line up|Place) {x} (in (descending|falling|decreasing) order|from (highest to lowest|largest to smallest|greatest to least))[.]", "{x}: (largest first|descending|high to low|sorted downwards|in falling order)[.]", "(Could you|Please|Can you) (order|sort|arrange) {x} (beginning|starting) with the (largest|highest|biggest)[?]", "(Write|List|Give|Show) {x} (in decreasing order|from big to small|starting with the highest)[.]", "The prices {x}, dearest first", "Scores {x}: list them from best to worst", "Ages {x}: oldest to youngest", "(descending) list of {x}", "Rank {x}, the top value first[.]",
            "I have {x} and (need|want) them (shrinking|going down|falling) from left to right[.]", "Begin with the biggest of {x} and work down to the smallest[.]", "Sizes {x}, large to small", "Can {x} be put so that no number is bigger than the one before?", "Heaviest parcel first, please: {x}", "(Descending order|Downwards|Decreasing): {x}", "(Sort|Order) {x} (descending|in descending order|in reverse numerical order|downwards|high to low|biggest first|largest first|from the top down)[.]", "{name} needs the (points|sales|marks) {x} (with the best on top|with the highest first|as a ranking from the highest down).", "(Make|Print) a ranking of {x} that (starts with the maximum|ends with the minimum)[.]", "How do {x} read from the largest down to the smallest?",
        ), "print(sorted({list}, reverse=True))"),
        ((
            "{x}: (the biggest|the largest|which is highest|what's the top value|maximum)[?]", "(Pick|Find|Name|Spot) the (greatest|largest|biggest) (of|among|in) {x}[.]", "Which of {x} is (the |)(most|largest|greatest|highest)?", "{name} jumped {x} cm. What was the best jump?", "Temperatures of {x} were read. How hot was the hottest (day|hour)?", "(Prices|Offers) of {x}: the (dearest|most expensive|highest bid)?", "What is the peak of {x}?", "None of {x} is larger than which one?", "The buildings are {x} metres high. How high is the tallest?", "(The ages are|Aged) {x}. How old is the oldest?", "maximum of {x}", "(record|peak|top) value in {x}",
            "If I sort {x} upwards, which number ends up last?", "Of all the bids {x}, which one wins by being the highest?", "How many points did the winner get if the scores were {x}?", "{name} caught fish of {x} cm; the longest one measured how much?", "(Tell|Show) me the upper limit of the values {x}[.]",
        ), "print(max({list}))"),
        ((
            "{x}: (the smallest|the least|which is lowest|minimum)[?]", "(Pick|Find|Name|Spot) the (least|smallest|lowest) (of|among|in) {x}[.]", "Which of {x} is (the |)(least|smallest|lowest)?", "{name} ran in {x} seconds. What was the (best|fastest|shortest) time?", "Temperatures of {x} were read. How cold was the coldest (day|hour)?", "(Prices|Offers) of {x}: the (cheapest|least expensive|best price)?", "None of {x} is smaller than which one?", "(The ages are|Aged) {x}. How old is the youngest?", "minimum of {x}", "The buildings are {x} metres high. How high is the lowest?",
            "If I sort {x} upwards, which number ends up first?", "Shops ask {x} for the same phone. What is the lowest price?", "The lightest of parcels weighing {x} kg weighs how much?", "(Tell|Show) me the lower limit of the values {x}[.]",
        ), "print(min({list}))"),
        ((
            "{x}: (mean|average|on average|the average, please)[?]", "(Average|Take the mean of|Average out) {x}[.]", "(Mean|Average|The average|Arithmetic mean) (of|for|over) {x}[?]", "What (is|do) {x} (on average|average out to)?", "{name} got (marks|grades|scores) of {x}. (What is the average mark|Mean grade|How good on average)?", "{name} walked {x} km on several days. How far per day on average?", "Rain of {x} mm fell. (What is the daily average|Mean rainfall)?", "The typical mean value of {x}", "If everyone gets the same out of {x}, how much is that each?", "The children are {x} years old. (Their average age|What is their mean age)?", "(I'd like|I want) the average of {x}[.]",
            "Divide the sum of {x} by how many they are[.]", "Sales on several days were {x}. On a typical day, taking the mean, how many is that?", "What number do {x} average?", "{name} slept {x} hours on these nights; what does that make per night?",
        ), "import statistics\nprint(round(statistics.mean({list}), 2))"),
        ((
            "{x}: (median|the median, please|what value is in the middle)[?]", "(Median|The median|Middle value) (of|for) {x}[?]", "(When|If) {x} are (sorted|put in order), (which|what) value (is|lies|stands) in the middle?", "(Find|Give|Get) the (median|central value|50th percentile) of {x}[.]", "{name} got {x}. (Median score|What is the median score)?", "The house prices are {x}. What is the median price?",
            "Which value splits {x} into a lower and an upper half?", "Salaries of {x}: what does the median earner get?", "Tell me the median if the data are {x}[.]",
        ), "import statistics\nprint(statistics.median({list}))"),
        ((
            "(The |)(mode|most common value|most frequent value|most frequent number) (of|in) {x}[?]", "(What|Which) (number|value) (occurs|appears|comes up|shows up) (most|most often|the most) in {x}?", "(Find|Give) the mode of {x}[.]", "{x}: (mode|which comes most often)?", "{name} threw {x}. Which number came up most often?", "Shoe sizes sold: {x}. Which size sold best?",
            "Which number is repeated the most in {x}?", "Answers given were {x}. What was the most popular answer?",
        ), "import statistics\nprint(statistics.mode({list}))"),
        ((
            "How many of {x} are (above|over|greater than|larger than|bigger than|more than) {n}?", "(Count|Find how many) numbers (above|over|greater than|larger than) {n} (in|among) {x}[.]", "{x}: how many (exceed|are above|are over) {n}?", "Scores {x}. How many (people|players) got more than {n}?", "(In|Among) {x}, (the number of values|how many values) (above|exceeding|beyond) {n}?", "Days had {x} degrees. How many were hotter than {n}?", "Of the prices {x}, how many are dearer than {n}?", "How often does {x} go over {n}?",
            "With {n} as the limit, how many of the speeds {x} break it by being above?", "How many times was {n} exceeded in {x}?", "{name} got {x}. In how many rounds was it more than {n}?",
        ), "print(len([n for n in {list} if n > {n}]))"),
        ((
            "How many of {x} are (below|under|less than|smaller than) {n}?", "(Count|Find how many) numbers (below|under|less than|smaller than) {n} (in|among) {x}[.]", "{x}: how many (are below|are under|fall short of) {n}?", "Scores {x}. How many (people|players) got fewer than {n}?", "(In|Among) {x}, how many values (below|under) {n}?", "Days had {x} degrees. How many were colder than {n}?", "Of the prices {x}, how many are cheaper than {n}?",
            "How many of the readings {x} stay below {n}?", "{name} got {x}. In how many rounds was it less than {n}?", "The pass mark is {n}. With {x}, how many failed by scoring less?",
        ), "print(len([n for n in {list} if n < {n}]))"),
        ((
            "Which of {x} are (above|over|greater than|larger than) {n}?", "(List|Show|Keep|Filter|Pick out) (only |)(the numbers|those) (above|over|greater than) {n} (from|in|of) {x}[.]", "{x}: (only|just) those (over|above) {n}", "(Drop|Throw out) everything up to {n} from {x}[.]",
            "From {x} I want to see only what is above {n}[.]", "What in {x} exceeds {n}?",
        ), "print([n for n in {list} if n > {n}])"),
        ((
            "Which of {x} are (below|under|less than|smaller than) {n}?", "(List|Show|Keep|Filter|Pick out) (only |)(the numbers|those) (below|under|less than) {n} (from|in|of) {x}[.]", "{x}: (only|just) those (under|below) {n}",
            "From {x} I want to see only what is below {n}[.]", "(Drop|Throw out) everything from {n} upwards from {x}[.]",
        ), "print([n for n in {list} if n < {n}])"),
        (("Which of {x} are even?", "(List|Show|Keep|Filter|Pick out) (only |)the even (numbers|ones) (from|in|of) {x}[.]", "{x}: (only|just) the even ones", "even numbers among {x}", "Throw the odd numbers out of {x}[.]", "Which of {x} can be divided by two without remainder?"), "print([n for n in {list} if n % 2 == 0])"),
        (("Which of {x} are odd?", "(List|Show|Keep|Filter|Pick out) (only |)the odd (numbers|ones) (from|in|of) {x}[.]", "{x}: (only|just) the odd ones", "odd numbers among {x}", "Throw the even numbers out of {x}[.]", "Which of {x} leave a remainder when divided by two?"), "print([n for n in {list} if n % 2 == 1])"),
        (("{x}: how many (are even|even ones)?", "(Number|Count) of even (values|numbers) in {x}[?]", "How many (values|entries) in {x} can be halved without rest?", "(Count|Tell me) how many of {x} are divisible by two[.]", "Count the even numbers among {x}[.]", "House numbers {x}: how many are on the even side?"), "print(len([n for n in {list} if n % 2 == 0]))"),
        (("{x}: how many (are odd|odd ones)?", "(Number|Count) of odd (values|numbers) in {x}[?]", "How many (values|entries) in {x} are not divisible by two?", "Count the odd numbers among {x}[.]", "House numbers {x}: how many are on the odd side?"), "print(len([n for n in {list} if n % 2 == 1]))"),
        (("(How often|How many times) does {n} (occur|appear|come up) in {x}?", "(Count|Find) the {n}s in {x}[.]", "{x}: how many times {n}?", "(Number of|Count of) {n} in {x}", "{name} threw {x}. How many times was it {n}?", "How often does {n} turn up in {x}?", "How many entries of {x} equal {n}?"), "print({list}.count({n}))"),
        (("{x}: how many (numbers|values|entries|items)[ are there|]?", "(Length|Size|Number of elements) of[ the list|] {x}[?]", "How many (readings|marks|prices) (are|have we got|are there) in {x}?", "(Count|Tell me the count of) the (entries|items|elements|numbers) in {x}[.]", "{name} wrote down {x}. How many numbers (is|are) that?", "How long is the list {x}?", "Out of how many numbers does {x} consist?"), "print(len({list}))"),
        (("(Multiply|Product of|The product of) (all of |all |){x}[.]", "{x}: (multiply them all|product)[?]", "What (comes out|do I get) (if|when) {x} are (all |)multiplied[ together]?", "(Multiply together|Find the product of) {x}[.]", "What is {x} with a times sign between all of them?", "Starting from one and multiplying by each of {x}, what do I get?"), "import math\nprint(math.prod({list}))"),
        (("(Each number|All different values|The distinct values|Unique values) (of|in) {x}[ once, sorted][.]", "(Remove|Strip|Kick out) (repeats|duplicates|repeated numbers) (from|in) {x}[.]", "{x} without (repeats|duplicates)", "(Deduplicate|Dedupe) {x}[.]", "{x}: every value only once", "Which different numbers occur in {x}, in rising order?", "Sort {x} and drop repeats[.]"), "print(sorted(set({list})))"),
        (("How many (different|distinct|unique) (numbers|values) (are there |)(in|among) {x}?", "(Count|Number of) (different|distinct|unique) values in {x}", "{x}: how many different ones?", "Leaving out repeats, how many numbers are in {x}?"), "print(len(set({list})))"),
        (("(Reverse|Flip|Turn) (the order of |the list |){x}( around|)[.]", "{x} (backwards|from back to front|in reverse order|last one first)[.]", "(Write|Give|List) {x} (from the last to the first|the other way round|back to front)[.]", "Read {x} backwards, number by number[.]", "(Start at the end of|Turn round) the list {x} and end with its first number[.]"), "print({list}[::-1])"),
        (("(What is the |The |)(range|spread|span) of {x}[?]", "How far apart are the (smallest and the largest|lowest and highest|extremes) of {x}?", "{x}: (maximum minus minimum|range|largest minus smallest)[?]", "(Difference|Distance) between the (biggest and the smallest|highest and the lowest) of {x}[?]", "Temperatures {x}: how much warmer was the warmest than the coldest?", "By how much does the largest of {x} exceed the smallest?", "Prices of {x}: how much does the cheapest save against the dearest?"), "x = {list}\nprint(max(x) - min(x))"),
        (("(Which|What) (number|value) (is|stands|comes) {kth} in {x}?", "(The |Give me the |){kth} (number|element|entry|value) (of|in) {x}[.]", "{x}: the {kth} (one|number|entry)[?]", "(Pick|Take) (the |)item (number |no. ){k} (of|from) {x}[.]", "Counting from the left, which number is {kth} in {x}?", "What stands in place {k} of {x}, counted from one?"), "print({list}[{i}])"),
        (("(What is|Give me|) the last (number|element|entry|one) (of|in) {x}[?|.]", "{x}: which is last?", "What does {x} end with?", "Which number closes the list {x}?"), "print({list}[-1])"),
        (("(The |)(second largest|second biggest|runner-up|second highest) (of|in|among) {x}[?]", "{x}: (which comes second from the top|second largest)?", "Apart from the largest, what is the largest of {x}?", "Scores {x}: what did second place get?", "If the biggest of {x} is crossed out once, which is the biggest then?"), "print(sorted({list})[-2])"),
        (("(The |)(second smallest|second lowest) (of|in|among) {x}[?]", "{x}: (which comes second from the bottom|second smallest)?", "Apart from the smallest, what is the smallest of {x}?", "If the smallest of {x} is crossed out once, which is the smallest then?"), "print(sorted({list})[1])"),
        (("(The |)(three|3) (largest|biggest|highest)[ numbers] (of|in|among) {x}[?]", "(Top 3|Top three) (of|from|in) {x}[?]", "{x}: the three highest", "Which three of {x} are the biggest, biggest first?", "Best three of the scores {x}, best first"), "print(sorted({list}, reverse=True)[:3])"),
        (("(The |)(three|3) (smallest|lowest)[ numbers] (of|in|among) {x}[?]", "(Bottom 3|Lowest three) (of|from|in) {x}[?]", "{x}: the three smallest", "Which three of {x} are the smallest, smallest first?", "The three cheapest of the prices {x}, cheapest first"), "print(sorted({list})[:3])"),
        (("(Double|Multiply by two) (each|every one) of {x}[.]", "{x}: (each doubled|twice each)", "(Multiply) (each|every number) of {x} by 2[.]", "What are {x} when every one is made twice as big?"), "print([n * 2 for n in {list}])"),
        (("(Square) (each|every one|all) of {x}[.]", "{x}: (each squared|all squares)", "(The |)squares of {x}", "Multiply each of {x} by itself[.]"), "print([n ** 2 for n in {list}])"),
        (("(The |)sum of (the |)squares of {x}[?]", "(Square each of|Square) {x} and add (them|the squares)[ up][.]", "What do the squares of {x} add up to?"), "print(sum(n ** 2 for n in {list}))"),
        (("(Add|Sum)[ up] (only |just |)the even numbers (of|in|among) {x}[.]", "(The |)sum of the even (ones|numbers) in {x}[?]", "Leaving the odd ones aside, what do {x} add up to?"), "print(sum(n for n in {list} if n % 2 == 0))"),
        (("(Add|Sum)[ up] (only |just |)the odd numbers (of|in|among) {x}[.]", "(The |)sum of the odd (ones|numbers) in {x}[?]", "Leaving the even ones aside, what do {x} add up to?"), "print(sum(n for n in {list} if n % 2 == 1))"),
        (("(The |)standard deviation of {x}[?]", "(Compute|Find) the (sample |)standard deviation of {x}[.]", "How large is the sample standard deviation for {x}?"), "import statistics\nprint(round(statistics.stdev({list}), 2))"),
        (("Is {n} (in|among|part of) {x}?", "Does {x} contain {n}?", "(Check|Tell me) whether {n} is (in|among) {x}[.]", "Can {n} be found in {x}?", "Among {x}, is there a {n}?"), "print({n} in {list})"),
    ),
    "zh": (
        ((
            "{x}(这些数|这几个数|)(加在一起|合在一起|全加上|统统加起来|累加)(，|)(是多少|得几|等于几)？", "(求和|合计|总和|加总)：{x}", "(算算|算一下|告诉我|我要){x}的(总和|合计|总数|总额)(。|)", "(账单|开销|花费|支出|购物)(分别|)是{x}元，(合计|总支出|共花|一共花了)多少？", "{name}几天(走|骑|跑)了{x}公里，(总路程|合计|一共)(是|)多少？", "(数一下|)各班人数为{x}，(全校|总人数|一共)(是|有)多少？", "{name}每天(卖出|做了|读了){x}(个|件|页)，(总共|合计|加起来)是多少？", "各部分重{x}克，(整体|总重)是多少？", "(几笔|)收入：{x}，(总收入|合计)多少？", "{x}，(求它们的和|它们的和是多少|总共多少|相加得几)(？|)", "(请|帮我|)把这些数加(起来|总)：{x}", "每天工作{x}小时，总工时多少？", "{name}各科得{x}分，总分是多少？",
        ), "print(sum({list}))"),
        ((
            "(按大小|按从低到高|按递增顺序|从最小的开始|按由小到大的次序)(排列|排出|列出|写出|排)(：|){x}", "{x}(，|)(从低到高|小的在前|由小到大|递增|按大小)(排|排一排|排列|排序|列出来)(。|)", "(请|帮我|麻烦)(给|为|将|把)(下面的数|这些数字|这几个数|)(：|){x}(排个序|排排序|从小到大排列|升序排列)", "价格{x}元，从便宜到贵(排列|列出)", "几个人的年龄是{x}岁，从小到大(排|列出来)", "(赛跑|跑步)用时{x}秒，(由快到慢|从快到慢)排(列|出来)", "{x}(排序以后|升序|排好序)是(什么样|怎样)(的|)？", "(整理|重排){x}，使其(递增|由小到大)", "升序：{x}",
        ), "print(sorted({list}))"),
        ((
            "(按从高到低|按递减顺序|从最大的开始|按由大到小的次序)(排列|排出|列出|写出|排)(：|){x}", "{x}(，|)(从高到低|大的在前|由大到小|递减|从多到少)(排|排一排|排列|排序|列出来)(。|)", "(请|帮我|麻烦)(给|为|将|把)(这些数字|这几个数|)(：|){x}(从大到小排列|降序排列|倒序排序)", "价格{x}元，从贵到便宜(排列|列出)", "成绩{x}分，从最好到最差(排|列出来)", "降序：{x}", "(整理|重排){x}，使其(递减|由大到小)",
        ), "print(sorted({list}, reverse=True))"),
        ((
            "{x}(当中|之中|里|这些数里)(谁|哪个|哪个数)(最大|最高|最多)？", "(挑出|选出|找|找出){x}(中|里)最大的(一个|那个|数|值)(。|)", "(最大值|最大数|最大的数)：{x}", "{name}几次跳了{x}厘米，(最好成绩|最远一次)是多少？", "(几天的|)气温是{x}度，最热(的一天|)多少度？", "(报价|价格)是{x}元，最贵的多少？", "{x}的最大(数|值)", "几个人(年龄|)是{x}岁，最年长的几岁？", "楼高{x}米，最高的(一座|)多少米？",
        ), "print(max({list}))"),
        ((
            "{x}(当中|之中|里|这些数里)(谁|哪个|哪个数)(最小|最低|最少)？", "(挑出|选出|找|找出){x}(中|里)最小的(一个|那个|数|值)(。|)", "(最小值|最小数|最小的数)：{x}", "{name}几次跑了{x}秒，(最快一次|最好成绩|最短用时)是多少？", "(几天的|)气温是{x}度，最冷(的一天|)多少度？", "(报价|价格)是{x}元，最便宜的多少？", "{x}的最小(数|值)", "几个人(年龄|)是{x}岁，最年轻的几岁？",
        ), "print(min({list}))"),
        ((
            "{x}(的平均|平均下来|平均起来|的均值|的算术平均)(是|等于|)(多少|几)(？|)", "(求平均|平均数|均值|算平均值)：{x}", "{name}(几次|各科|)得(了|){x}分，(平均分|均分|平均每次)(是|)多少？", "{name}几天走了{x}公里，(日均|平均每天)(走|)多少？", "(几天的|)(气温|雨量|销量)是{x}，(平均|日均|均值)(是|)多少？", "几个孩子{x}岁，平均年龄(是|)多少？", "{x}，(取平均|求均值|算一算平均)(。|)", "(如果|)把{x}匀一匀，每份多少？",
        ), "import statistics\nprint(round(statistics.mean({list}), 2))"),
        ((
            "{x}(排好序|排序后)(正中间|中间|居中)的(数|值)是(几|多少)？", "(中位数|求中位数|取中位数)：{x}", "{x}，中位数(是多少|是几|)(？|)", "{name}(几次|)得{x}分，(中位数|分数的中位数)是多少？", "(房价|工资|身高)为{x}，(中位数|中位值)(是|)多少？", "(找|求|给出){x}(这组数|)的中位数",
        ), "import statistics\nprint(statistics.median({list}))"),
        ((
            "{x}的众数(是多少|是几|)(？|)", "{x}(里|中)(哪个数|什么数|哪个)(出现得最多|出现次数最多|最常出现|最多)？", "(众数|求众数)：{x}", "{name}掷骰子得{x}，哪个点数最多？", "卖出的鞋码是{x}，哪个码最好卖？", "(找出|求){x}(里|中)最常见的数",
        ), "import statistics\nprint(statistics.mode({list}))"),
        ((
            "{x}(中|里|当中)(有|)(几个|多少个)(数|)(大于|超过|高于){n}？", "(数一数|统计){x}(里|中)(大于|超过|高于){n}的(个数|有几个|数有多少个)(。|)", "{x}(里|中)比{n}大的(有|)(几|多少)个？", "成绩{x}，(超过|高于){n}分的有几(人|个)？", "气温{x}度，高于{n}度的有几天？", "价格{x}元，贵于{n}元的有几个？",
        ), "print(len([n for n in {list} if n > {n}]))"),
        ((
            "{x}(中|里|当中)(有|)(几个|多少个)(数|)(小于|低于|不到){n}？", "(数一数|统计){x}(里|中)(小于|低于|不到){n}的(个数|有几个|数有多少个)(。|)", "{x}(里|中)比{n}小的(有|)(几|多少)个？", "成绩{x}，(低于|不到){n}分的有几(人|个)？", "气温{x}度，低于{n}度的有几天？", "价格{x}元，比{n}元便宜的有几个？",
        ), "print(len([n for n in {list} if n < {n}]))"),
        (("{x}(中|里)(大于|超过|高于){n}的(有哪些|是哪些|数有哪些)？", "(列出|挑出|筛出|留下|只要){x}(中|里)(大于|超过|高于){n}的数", "(挑|选)出{x}里比{n}大的(数|)", "从{x}里去掉不大于{n}的数"), "print([n for n in {list} if n > {n}])"),
        (("{x}(中|里)(小于|低于|不到){n}的(有哪些|是哪些|数有哪些)？", "(列出|挑出|筛出|留下|只要){x}(中|里)(小于|低于|不到){n}的数", "(挑|选)出{x}里比{n}小的(数|)"), "print([n for n in {list} if n < {n}])"),
        (("{x}(中|里)(哪些是|有哪些)(偶数|双数)？", "(列出|挑出|筛出|留下|只要){x}(中|里)的(偶数|双数)"), "print([n for n in {list} if n % 2 == 0])"),
        (("{x}(中|里)(哪些是|有哪些)(奇数|单数)？", "(列出|挑出|筛出|留下|只要){x}(中|里)的(奇数|单数)"), "print([n for n in {list} if n % 2 == 1])"),
        (("{x}(，|)(偶数|双数)(有|)(几个|多少个)？", "{x}(里|中)能被2整除的(有|)几个？", "偶数的个数：{x}"), "print(len([n for n in {list} if n % 2 == 0]))"),
        (("{x}(，|)(奇数|单数)(有|)(几个|多少个)？", "{x}(里|中)不能被2整除的(有|)几个？", "奇数的个数：{x}"), "print(len([n for n in {list} if n % 2 == 1]))"),
        (("{n}在{x}(里|中)(出现|出现了|有)(几次|多少次)？", "{x}(里|中)(有|)(几个|多少个){n}？", "(数一数|统计){x}(里|中){n}的个数", "{name}掷出{x}，掷到{n}几次？"), "print({list}.count({n}))"),
        (("{x}(一共|)(是|有)(几|多少)个数(字|)？", "(数数|数一下|统计){x}(有|)(几|多少)个(数|元素)", "列表{x}的(长度|元素个数)(是多少|)(？|)", "{name}写下{x}，写了几个数？"), "print(len({list}))"),
        (("{x}(全部|都|统统|)(相乘|乘在一起|连乘)(，|)(得|是|等于)(几|多少)？", "(求积|连乘|乘积)：{x}", "(算|求){x}(这些数|)的(连乘积|乘积)"), "import math\nprint(math.prod({list}))"),
        (("{x}(去重|去掉重复|去除重复)(后|以后|)(排序|从小到大|)(是什么|有哪些|)(？|)", "(给|对){x}去重(，再排序|)", "{x}里(各不相同|不重复)的数(有哪些|)？", "{x}，每个数只留一个"), "print(sorted(set({list})))"),
        (("{x}(里|中)有(几个|多少个)(不同|不一样|互不相同)的数？", "{x}(里|中)不同的数有几个？", "{x}去重后(有|剩)几个？"), "print(len(set({list})))"),
        (("(把|将){x}(逆序|翻转|颠倒|前后调换|从后往前)(写出|列出|输出|)(。|)", "{x}(倒过来|反过来|逆序|从后往前)(是什么|怎么写|写)(？|)", "(反转|翻转|逆序)：{x}"), "print({list}[::-1])"),
        (("{x}的(极差|全距|跨度)(是多少|)(？|)", "{x}(里|中)(最大的和最小的|最大数与最小数|最高和最低)(相差|差|之差是)(多少|几)？", "气温{x}度，最高和最低相差多少？"), "x = {list}\nprint(max(x) - min(x))"),
        (("{x}(里|中)第{k}个(数|元素|)(是|)(几|多少|什么)？", "(取|给出|找出){x}(里|中|)的第{k}个(数|元素|)", "列表{x}，第{k}项(是|)(几|多少)？"), "print({list}[{i}])"),
        (("{x}(里|中)最后(一个|一项|那个)(数|)(是|)(几|多少)？", "{x}以哪个数结尾？"), "print({list}[-1])"),
        (("{x}(里|中)(第二大|排第二|次大)的(是|)(哪个|几|多少)？", "成绩{x}，第二名(得了|是)多少分？", "{x}除了最大的，最大的是几？"), "print(sorted({list})[-2])"),
        (("{x}(里|中)(第二小|倒数第二|次小)的(是|)(哪个|几|多少)？", "{x}除了最小的，最小的是几？"), "print(sorted({list})[1])"),
        (("{x}(里|中)(最大|最高)的(三|3)个(数|)(是哪些|是什么|)(？|)", "{x}的前三名(从大到小|)(是|)？"), "print(sorted({list}, reverse=True)[:3])"),
        (("{x}(里|中)(最小|最低)的(三|3)个(数|)(是哪些|是什么|)(？|)",), "print(sorted({list})[:3])"),
        (("(把|将){x}(每个数|每个|各数|都)(翻倍|加倍|乘以2|乘2)(。|)",), "print([n * 2 for n in {list}])"),
        (("(把|将){x}(每个数|每个|各数|都)平方(。|)", "{x}各数的平方(是什么|)"), "print([n ** 2 for n in {list}])"),
        (("{x}的平方和(是多少|)(？|)", "(把|将){x}各自平方再相加"), "print(sum(n ** 2 for n in {list}))"),
        (("{x}(里|中)(偶数|双数)(的和|之和|加起来)(是多少|)(？|)",), "print(sum(n for n in {list} if n % 2 == 0))"),
        (("{x}(里|中)(奇数|单数)(的和|之和|加起来)(是多少|)(？|)",), "print(sum(n for n in {list} if n % 2 == 1))"),
        (("{x}的(样本|)标准差(是多少|)(？|)", "(求|算)标准差：{x}"), "import statistics\nprint(round(statistics.stdev({list}), 2))"),
        (("{n}在(不在|){x}(里|中)(面|)？", "{x}(里|中)有没有{n}？", "{x}包含{n}吗？"), "print({n} in {list})"),
    ),
}  # fmt: skip
WORDS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        (("(Alphabetize|Alphabetise|Put in ABC order|Sort from A to Z)[:] {x}[.]", "{x} (alphabetically|in ABC order|from A to Z|in dictionary order)[.| please.]", "(Put|Arrange|List|Line up|File) {x} (alphabetically|in alphabetical order|as in a dictionary|as a phone book would)[.]", "(What|Which) order do {x} have in (a dictionary|the alphabet)?", "{name} (files|shelves) {x} by the alphabet. In what order?", "(Can you|Please|Could you) (alphabetize|order alphabetically|sort by the alphabet) {x}[?]", "(alphabetical order|sort alphabetically|A-Z): {x}", "Which alphabetical sequence do {x} make?", "{name} wants an index with {x}, A first. Write it[.]", "Sort {x} by their letters, beginning with A[.]"), "print(sorted({list}))"),
        (("{x} (from Z to A|in reverse alphabetical order|Z first)[.]", "(Put|Arrange|List) {x} (in reverse alphabetical order|from Z to A|starting at the end of the alphabet)[.]", "(Z-A|reverse alphabetical): {x}", "(Sort|Order) {x} (alphabetically descending|in descending alphabetical order|backwards through the alphabet|from Z down to A)[.]", "{name} wants {x} sorted with the end of the alphabet first."), "print(sorted({list}, reverse=True))"),
        (("{x} (by length|shortest first|from the shortest to the longest)[.]", "(Put|Arrange|List|Sort) {x} (by number of letters|by word length|from shortest to longest|short ones first)[.]", "Sort {x} so that words get longer and longer[.]"), "print(sorted({list}, key=len))"),
        (("{x} (longest first|from the longest to the shortest)[.]", "(Put|Arrange|List|Sort) {x} (from longest to shortest|long ones first|by length, longest first)[.]", "Sort {x} so that words get shorter and shorter[.]", "(Longest to shortest|By length, descending): {x}"), "print(sorted({list}, key=len, reverse=True))"),
        (("{x}: (the longest|which is longest|longest word)[?]", "(Pick|Name|Spot) the longest (of|among|in) {x}[.]", "Which of {x} has the (greatest number of letters|most letters|most characters)?", "Longest (word|entry) (of|in) {x}[?]", "(None|No word) of {x} is longer than which?", "If I count letters, which of {x} comes out on top?"), "print(max({list}, key=len))"),
        (("{x}: (the shortest|which is shortest|shortest word)[?]", "(Pick|Name|Spot) the shortest (of|among|in) {x}[.]", "Which of {x} has the (smallest number of letters|fewest letters|fewest characters)?", "Shortest (word|entry) (of|in) {x}[?]", "Which of {x} is quickest to write, having the fewest letters?"), "print(min({list}, key=len))"),
        (("{x}: how many (words|items|names)?", "(Length|Number of entries) of the list {x}[?]", "(Guests|On the list): {x}. How many are (they|there)?", "How many (things|items|entries) (did I list|are listed) here: {x}?", "How many words did {name} write in {x}?", "Count the entries: {x}"), "print(len({list}))"),
        (("{x}: (which is first|the first) (in the alphabet|alphabetically)[?]", "Which of {x} would a dictionary list first?", "Alphabetically first (of|among) {x}[?]", "In an A to Z list of {x}, what stands at the top?"), "print(min({list}))"),
        (("{x}: (which is last|the last) (in the alphabet|alphabetically)[?]", "Which of {x} would a dictionary list last?", "Alphabetically last (of|among) {x}[?]", "In an A to Z list of {x}, what stands at the bottom?"), "print(max({list}))"),
        (("{x} (in reverse order|backwards|from last to first|the other way round)[.]", "(Reverse|Flip|Turn round) the list {x}[.]", "(List|Write) {x} from the last to the first[.]", "Start at the end: {x}, last word first[.]"), "print({list}[::-1])"),
        (("(Which|What) (word|item|entry|name) (is|comes|stands) {kth} in {x}?", "(The |Give me the |){kth} (word|entry|item) (of|in) {x}[.]", "{x}: the {kth} (one|word)[?]", "Counted from the left, what is at place {k} in {x}?"), "print({list}[{i}])"),
        (("(Remove|Strip) (repeats|duplicates|double entries) (from|in) {x} and sort[.]", "{x} without (repeats|duplicates), sorted", "(Which|What) different (words|names) are in {x}?", "Each of {x} once only, in alphabetical order[.]"), "print(sorted(set({list})))"),
        (("How many (letters|characters) (do|have) {x} (have |)(together|in all|altogether)?", "(Count|Total) the letters of {x}[ together][.]", "If {x} are written without gaps, how many letters is that?"), "print(sum(len(w) for w in {list}))"),
        (("(Length|Number of letters) of each of {x}[?]", "How many letters has each of {x}?", "(Give|List) the lengths of {x}[.]", "Word by word, how long are {x}?"), "print([len(w) for w in {list}])"),
        (("(Write|Put|Convert|Turn) (each of |all of |){x} (in|into) (capitals|upper case|capital letters)[.]", "{x}, all in capitals", "Shout {x} in all capital letters[.]"), "print([w.upper() for w in {list}])"),
        (("(Join|Connect|Link) {x} with (hyphens|dashes)[.]", "{x} with hyphens in between[.]", "Put a hyphen between each two of {x}[.]"), "print('-'.join({list}))"),
        (("(Join|Connect|Link|Write) {x} (with|separated by) commas[.]", "Make one comma-separated line of {x}[.]", "Put commas between {x} and make it one text[.]"), "print(', '.join({list}))"),
        (("(First letters|The initials|Initial letters) of {x}[?]", "What (word|string) do the first letters of {x} (make|form|spell)?", "Which abbreviation results from the first letter of each of {x}?"), "print(''.join(w[0] for w in {list}))"),
    ),
    "zh": (
        (("{x}(，|)(按字母|按字典|按 A 到 Z|按 ABC)(顺序|的顺序|次序)(排|排列|排一排|列出)(。|)", "(请|帮我|麻烦)(把|将|给){x}(按字母表|按字典顺序|从 A 到 Z)(排|排好|排列)(。|)", "{x}在(字典|词典)里(的先后顺序|怎么排|的次序)(是什么|)？", "(字母顺序|字母升序)：{x}"), "print(sorted({list}))"),
        (("{x}(，|)(从 Z 到 A|按字母倒序)(排|排列|列出)(。|)", "(字母倒序|字母降序)：{x}"), "print(sorted({list}, reverse=True))"),
        (("{x}(，|)(从短到长|由短到长|短的在前|按字数)(排|排列|排序)(。|)", "(把|将){x}(按长短|由短到长)排列"), "print(sorted({list}, key=len))"),
        (("{x}(，|)(从长到短|由长到短|长的在前)(排|排列|排序)(。|)",), "print(sorted({list}, key=len, reverse=True))"),
        (("{x}(里|中|，)(谁|哪个词|哪一个)最长？", "(挑出|选出){x}(里|中)最长的(词|)", "最长的词：{x}"), "print(max({list}, key=len))"),
        (("{x}(里|中|，)(谁|哪个词|哪一个)最短？", "(挑出|选出){x}(里|中)最短的(词|)", "最短的词：{x}"), "print(min({list}, key=len))"),
        (("{x}，(总共|一共|)(几|多少)个(词|项)？", "(数数|数一下){x}有几个词", "名单：{x}，有几个？", "列表{x}的长度"), "print(len({list}))"),
        (("(把|将){x}(倒过来|反过来|逆序|从后往前)(排|写|列出)(。|)", "{x}(颠倒顺序|逆序|倒着写)(是什么|)(？|)", "反转列表{x}"), "print({list}[::-1])"),
        (("{x}(里|中)第{k}个(词|)(是|)(哪个|什么)？", "(取|给出){x}(里|)的第{k}个(词|)"), "print({list}[{i}])"),
        (("{x}(一共|加起来|总共)(有|)多少个(字|字符)？", "(统计|数一数){x}的总字数"), "print(sum(len(w) for w in {list}))"),
        (("{x}各(有|)(几个字|多少字)？", "(给出|列出){x}每个(词|)的长度"), "print([len(w) for w in {list}])"),
        (("(用|拿)(短横线|连字符)(把|将){x}连起来", "(把|将){x}用(短横线|连字符)连接"), "print('-'.join({list}))"),
        (("(把|将){x}每个词的(首字|第一个字|首字母)(连起来|拼起来)(。|)", "{x}的首字(母|)连起来(是什么|)(？|)"), "print(''.join(w[0] for w in {list}))"),
    ),
}  # fmt: skip
