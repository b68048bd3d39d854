"""Wordings for dates: (wordings, program); see problems_spoken.py."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# {d} and {e} are dates, {d} the earlier, {n} days, {w} weeks, {y} and {z} their years, {month} the month of {d}
_DAYS = "from datetime import date\nprint(({e} - {d}).days)"
_AFTER = "from datetime import date, timedelta\nprint({d} + timedelta(days={n}))"
_BEFORE = "from datetime import date, timedelta\nprint({d} - timedelta(days={n}))"
_WEEKS_AFTER = "from datetime import date, timedelta\nprint({d} + timedelta(weeks={w}))"
_WEEKS_BEFORE = "from datetime import date, timedelta\nprint({d} - timedelta(weeks={w}))"
_AGE = "from datetime import date\nprint({z} - {y} - (({em}, {ed}) < ({dm}, {dd})))"
_LEAP = "import calendar\nprint(calendar.isleap({y}))"
_YEAR_DAYS = "import calendar\nprint(366 if calendar.isleap({y}) else 365)"
_LEAPS = "import calendar\nprint(calendar.leapdays({y}, {z} + 1))"
_MONTH_DAYS = "import calendar\nprint(calendar.monthrange({y}, {mm})[1])"
_MONTH_LEFT = "import calendar\nprint(calendar.monthrange({y}, {dm})[1] - {dd})"
_YEAR_LEFT = "from datetime import date\nprint((date({y}, 12, 31) - {d}).days)"
_WEEKS = "from datetime import date\nprint(({e} - {d}).days // 7)"
_HOURS = "from datetime import date\nprint(({e} - {d}).days * 24)"
_INCLUSIVE = "from datetime import date\nprint(({e} - {d}).days + 1)"
_OF_YEAR = "from datetime import date\nprint({d}.timetuple().tm_yday)"
_WEEK_NUMBER = "from datetime import date\nprint({d}.isocalendar()[1])"
_WEEKEND = "from datetime import date\nprint({d}.weekday() >= 5)"
_NEXT = "from datetime import date, timedelta\nprint({d} + timedelta(days=1))"
_PREVIOUS = "from datetime import date, timedelta\nprint({d} - timedelta(days=1))"
_EARLIER = "from datetime import date\nprint(min({e}, {d}))"
_LATER = "from datetime import date\nprint(max({d}, {e}))"
DATES: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        ((
            "{d} (to|till|through to|-|→) {e}[,|:] (how many days|days|number of days)[?]", "(The |)(gap|distance|time|stretch|span) (between|from) {d} (and|to) {e} in days[?]", "How (long|far) is it from {d} to {e}[ in days]?", "How many days (go by|elapse|pass) (from|between) {d} (to|and) {e}?",
            "(By how many days|How many days) (is|comes) {e} (later than|after) {d}?", "(By how many days|How many days) (is|comes) {d} (earlier than|before) {e}?", "{name} was born on {d} and a cousin on {e}. How many days older is {name}?", "(Count|Number) the days (separating|that lie between) {d} and {e}[.]", "A (lease|trip|project|contract|war) (ran|lasted|went) from {d} (to|until) {e}. (How many days is that|Its length in days|How many days did it last)?",
            "{name} (moved in|was hired|planted a tree|arrived) on {d} and (moved out|quit|cut it down|left) on {e}. (How many days later was that|Days in between)?", "(Today is|It's|We have) {d}. (How long|How many days) (until|till|to go until|to wait for) {e}[, in days]?", "Days (elapsed|passed|gone) since {d} on {e}[?]", "From {d}, how many days must (pass|go by) to reach {e}?", "The difference between the dates {d} and {e} (in days|counted in days)[.]", "(Subtract|Take) {d} from {e}, in days[.]", "How many days old is (a baby|someone|{name}) on {e} if born on {d}?",
            "The exam is on {e}; now it is {d}. (Days left|How many days to study|How many days are left)?",
        ), _DAYS),
        ((
            "(The |What is the |)date {n} days (after|past|from|following) {d}[?]", "(Go|Move|Count|Jump) {n} days (forward|ahead|on) from {d}[. What date is it then|: which date][?]", "(Starting|Beginning) (on|from) {d}, what is the date {n} days (later|on)?", "{n} days (on|later|forward) from {d}[ is what date|]?", "(If today is|Today's) {d}, (which|what) date will it be in {n} days[' time]?", "A (visa|ticket|voucher|pass) issued on {d} is good for {n} days. (When does it run out|Last day|On which date does it expire)?", "{name} has {n} days from {d} to pay. (By what date|What is the deadline|Due date)?",
            "The (parcel|baby|bread order|delivery) is due {n} days after {d}. (Which|What) date is that?", "{d} + {n} days[ = ?]", "(When|On what date) (do|have) {n} days (after|since) {d} (end|passed)?", "On {d} {name} begins a {n}-day wait. When is it over?", "What will the calendar (show|say) {n} days after {d}?", "(Add) {n} days to the date {d}[.]", "{n} days after {d}",
        ), _AFTER),
        ((
            "(The |What is the |)date {n} days (before|ahead of|prior to|preceding) {d}[?]", "(Go|Move|Count|Jump) {n} days (back|backwards) from {d}[. What date is it then|: which date]?", "{n} days (earlier than|back from|before) {d}[ is what date|]?", "(If today is|Today's) {d}, (which|what) date was it {n} days ago?", "The (party|deadline|exam) is on {d}, and invitations go out {n} days before. (On what date|Which date)?", "{name} must book {n} days ahead of {d}. By which date?", "{d} - {n} days[ = ?]", "It is {d}, and {name} came {n} days ago. When did {name} come?", "What did the calendar (show|say) {n} days before {d}?", "(Subtract|Deduct) {n} days from the date {d}[.]", "{n} days before {d}",
        ), _BEFORE),
        ((
            "(What is the |The |Which |)date {w} weeks (after|from|past|later than) {d}[?]", "{w} weeks (after|from) {d}[ is when|]?", "{d} plus {w} weeks[?]", "(Today is|It is) {d}. (What|Which) date (is it|will it be) in {w} weeks?", "A course starts on {d} and lasts {w} weeks. When is it over?", "(Add) {w} weeks to {d}[.]", "{name} must come back {w} weeks after {d}. (When|On which date) is that?", "(Go|Count) {w} weeks forward from {d}[.]", "When do {w} weeks from {d} end?",
        ), _WEEKS_AFTER),
        ((
            "(What is the |The |Which |)date {w} weeks (before|prior to|earlier than) {d}[?]", "{w} weeks before {d}[ is when|]?", "{d} minus {w} weeks[?]", "(Today is|It is) {d}. (What|Which) date was it {w} weeks ago?", "(Subtract|Take) {w} weeks from {d}[.]", "{name} started {w} weeks before {d}. (When|On which date) was that?", "(Go|Count) {w} weeks back from {d}[.]",
        ), _WEEKS_BEFORE),
        ((
            "(What|Which) day (of the week|in the week) (is|was|do we have on) {d}?", "{d}: (weekday|which weekday|Monday, Tuesday or what|day of the week)[?]", "(Name|Give|Find|Look up|Work out|Determine) the (weekday|day of the week) (of|for|on) {d}[.]", "(The |)(weekday|day of the week) (of|for|on) {d}[?]", "Does {d} (fall on|land on) a (Monday|Tuesday|Friday), or which (day|weekday)?", "{name} (married|arrived|was born|opened the shop) on {d}. (Weekday|What day of the week was it|Which weekday)?", "Our (meeting|flight|exam) is on {d}. (What weekday is that|Which day of the week is it|On which weekday)?", "(On|On a) (which|what) weekday (is|was|falls) {d}?", "Was {d} a (Saturday|Sunday|Wednesday)? Tell me the weekday.", "I (want|need) to know (the weekday|what weekday it was|the day of the week) (on|for) {d}[.]",
        ), "from datetime import date\nprint({d}.strftime('%A'))"),
        (("(What weekday|Which day of the week) is it {n} days after {d}?", "(Today is|It is) {d}. What weekday will it be in {n} days?", "weekday {n} days after {d}"), "from datetime import date, timedelta\nprint(({d} + timedelta(days={n})).strftime('%A'))"),
        (("(Was|Is) {y} a leap year?", "(Does|Did) February {y} have 29 days?", "{y}: leap year[ or not]?", "(Decide|Find out|Determine|Test) (if|whether) {y} (is|was) a leap year[.]", "Does the year {y} have 366 days?", "Is there a 29 February in {y}?", "leap year {y}?", "(Was|Is) the year {y} one with an extra day?"), _LEAP),
        (("How many days (does|did|are in|has) (the year |){y}[ have]?", "(Number of |)days in (the year |){y}[?]", "How long is the year {y}, in days?"), _YEAR_DAYS),
        (("How many leap years are there from {y} to {z}?", "(Count|Number of) the leap years (from|between) {y} (to|and) {z}[, both included][.]"), _LEAPS),
        (("How many days (does|did) {month} have?", "How many days (are|were) (there |)in {month}?", "(Number of |)days in {month}[?]", "How long is {month}, in days?", "What is the last day number of {month}?", "{month} has how many days?"), _MONTH_DAYS),
        (("How many days (are left|remain|are there) (in the month|until the end of the month|till month's end) (after|on|from) {d}?", "(Today is|It is) {d}. How many days (are left in|remain in|until the end of) (this|the) month?", "days left in the month on {d}"), _MONTH_LEFT),
        (("How many days (are left|remain) (in the year|until the end of the year|before the year ends) (after|on|from) {d}?", "(Today is|It is) {d}. How many days (are left in|remain in|until the end of) (this|the) year?", "days left in the year on {d}", "From {d}, how many days to 31 December of that year?", "How many days until the year is over, counted from {d}?", "{d}: days to New Year's Eve"), _YEAR_LEFT),
        (("{name} was born on {d}. (How old is (he|she|{name})|What is (his|her) age) on {e}?", "(Born|Date of birth:) {d}; (age|how old) on {e}?", "How old is (a person|someone|a man|a woman) born on {d} on {e}?", "(What|Which) age (has|is) (someone|{name}), born {d}, on {e}?", "Age (on|as of) {e} of (a person|somebody) born {d}[?]", "In (full|completed|whole) years, how old is {name}, birthday {d}, on {e}?", "How many birthdays has {name}, born on {d}, had by {e}?", "How many full years (lie|are there|passed) between {d} and {e}?"), _AGE),
        (("How many (full |whole |complete |)weeks (are there|are|lie|pass) (between|from) {d} (and|to) {e}?", "{d} to {e} in (full |whole |)weeks[?]", "(The |)number of (full |whole |)weeks (between|from) {d} (and|to) {e}[?]", "(It is|Today is) {d}. How many (full |whole |)weeks until {e}?"), _WEEKS),
        (("How many hours (are there|are|lie|pass) (between|from) {d} (and|to) {e}?", "{d} to {e} in hours[?]"), _HOURS),
        (("How many days from {d} to {e}, (both|first and last day) (included|counted)?", "Counting both (ends|the first and the last day), how many days is {d} to {e}?", "{name} is (away|on leave|ill) from {d} through {e}, both days included. How many days?"), _INCLUSIVE),
        (("(Which|What) day of the year is {d}?", "(What|Which) number has {d} in its year?", "How many-th day of its year is {d}?", "(The |)day number of {d} in the year[?]", "Counting from 1 January, {d} is day number what?"), _OF_YEAR),
        (("(Which|What) (calendar week|ISO week|week of the year|week number) (is|has) {d}?", "(The |)(calendar week|week number) of {d}[?]", "In which (calendar week|week of the year) (is|falls) {d}?"), _WEEK_NUMBER),
        (("(Is|Was) {d} (at|on) (a|the) weekend?", "Does {d} fall on a (weekend|Saturday or Sunday)?", "Is {d} a Saturday or Sunday?"), _WEEKEND),
        (("(What|Which) date (comes|is|follows) (right |)after {d}?", "The day after {d}[?]", "(Today is|It is) {d}. What date is tomorrow?", "What date follows {d}?"), _NEXT),
        (("(What|Which) date (comes|is) (right |)before {d}?", "The day before {d}[?]", "(Today is|It is) {d}. What date was yesterday?"), _PREVIOUS),
        (("(Which|What) (date |)(is|comes|was) (earlier|first), {e} or {d}?", "The earlier of {e} and {d}[?]"), _EARLIER),
        (("(Which|What) (date |)(is|comes|was) (later|last), {d} or {e}?", "The later of {d} and {e}[?]"), _LATER),
    ),
    "zh": (
        ((
            "{d}(到|至|～){e}(共|总共|是|)(几|多少)天？", "{e}(比|距|离|距离){d}(晚|有|相隔|)(多少|几)天？", "{d}比{e}早(多少|几)天？", "(请问|求|算出)(从|){d}(起|)到{e}(经过的|之间的|)天数(。|)", "(两个日期|){d}、{e}(之间|)(差|相差|隔)(多少|几)天？", "{name}{d}(搬来|入职|种了树|到达)，{e}(搬走|离职|砍掉|离开)，(中间|一共|前后)(是|有|)(几|多少)天？", "(今天|现在)(是|){d}，(还要等|再过|还有|还剩)(多少|几)天(到|才到|才是){e}？", "(考试|婚礼|假期|比赛)在{e}，今天{d}，还(剩|有)(几|多少)天？",
            "(租约|项目|旅行|合同)从{d}(开始，|)到{e}(结束|)，(历时|为期|一共)(几|多少)天？", "{d}出生的(孩子|宝宝|人)，{e}(时|)出生多少天了？", "{d}(过|要过|再过)(几|多少)天(是|才是|到){e}？", "{e}减{d}(是|等于|)(几|多少)天？", "{d}和{e}两天(隔|差)多久(，按天算|)？", "{d}已经过去(多少|几)天了，今天是{e}？", "{name}生于{d}，{name}的弟弟生于{e}，大(几|多少)天？",
        ), _DAYS),
        ((
            "{d}(往后|向后)(数|推|推迟|){n}天(是|)(哪天|几号|什么日期)？", "{d}起(过|经过|再过){n}天(是|到)(哪天|几月几号|什么日期)？", "(今天|现在)(是|){d}，(再过|过){n}天(是|)(哪天|几号|什么日子|几月几日)？", "{n}天(后|之后)是(几号|哪天|几月几日)，(如果|假如)今天是{d}？", "(给|把|将|在){d}(加|加上|推后|往后推){n}天(，是哪天|)(？|)", "(签证|优惠券|通行证){d}(生效|签发)，{n}天后到期，(到期日是|哪天到期|几号失效)(？|)", "{name}从{d}起有{n}天(付款|还书)，(最晚|截止)(哪天|到几号)？", "{d}+{n}天", "(求|算){d}(之后|后){n}天的日期(。|)", "{d}之后{n}天", "(货物|包裹|信)预计{d}后{n}天到，是哪天？",
        ), _AFTER),
        ((
            "{d}(往前|向前|倒推)(数|推|){n}天(是|)(哪天|几号|什么日期)？", "(今天|现在)(是|){d}，{n}天(前|以前)(是|)(哪天|几号|什么日子|几月几日)？", "{n}天前是(几号|哪天|几月几日)，(如果|假如)今天是{d}？", "(给|把|将|在){d}(减|减去|提前|往前推){n}天(，是哪天|)(？|)", "(聚会|考试|婚礼)在{d}，要提前{n}天通知，哪天通知？", "{name}要在{d}前{n}天(订票|报名)，(是|)哪天？", "{d}-{n}天", "(求|算){d}(之前|前){n}天的日期(。|)", "{d}之前{n}天", "今天{d}，{name}是{n}天前来的，哪天来的？",
        ), _BEFORE),
        (("{d}(过|再过|后|之后){w}(周|个星期|个礼拜)是(哪天|几号|什么日期|几月几日)？", "今天(是|){d}，{w}(周|个星期)(后|以后)是(哪天|几号)？", "{d}(加|加上){w}周(是哪天|)(？|)", "课程{d}开始，上{w}周，哪天结束？", "(从|){d}(起|)往后(推|数){w}周(是哪天|)(？|)"), _WEEKS_AFTER),
        (("{d}(前|之前|往前){w}(周|个星期|个礼拜)是(哪天|几号|什么日期|几月几日)？", "今天(是|){d}，{w}(周|个星期)(前|以前)是(哪天|几号)？", "{d}(减|减去){w}周(是哪天|)(？|)", "(从|){d}往前(推|数){w}周(是哪天|)(？|)"), _WEEKS_BEFORE),
        ((
            "{d}(那天|这天|当天|)(是|)(星期|周|礼拜)几？", "{d}，(星期|周|礼拜)几(呢|来着|)？", "(请问|查查|求|算算|告诉我){d}是(星期|周|礼拜)几(。|？|)", "{name}(生于|结婚于|出生于|开店于){d}，(当天|那天)(是|)(星期|周)几？", "(会议|航班|考试|婚礼)(在|定在){d}，(是|那天是)(星期|周)几？", "{d}对应(星期|周)几？", "{d}的星期", "{d}是不是(周六|星期天|周三|周一)？(请告诉我|到底)是星期几？", "几号我知道，{d}，可是星期几？",
        ), "from datetime import date\nprint('星期' + '一二三四五六日'[{d}.weekday()])"),
        (("{d}(过|再过|后|之后){n}天是(星期|周)几？", "今天(是|){d}，{n}天(后|以后)是(星期|周|礼拜)几？"), "from datetime import date, timedelta\nprint('星期' + '一二三四五六日'[({d} + timedelta(days={n})).weekday()])"),
        (("{y}年(的|)2月有29(天|日|号)吗？", "{y}年有366天吗？", "{y}(年|)是(不是|否)闰年？", "(判断|看看|检查)(一下|){y}年是否(是|为)闰年(。|)", "{y}年的二月有没有二十九号？", "{y}年闰不闰？"), _LEAP),
        (("{y}年(一共|全年|共|)有(几|多少)天？", "{y}年(的|)(总天数|天数)(是多少|)(？|)"), _YEAR_DAYS),
        (("(从|){y}年到{z}年(有|共有)(几个|多少个)闰年？", "{y}年至{z}年间的闰年数"), _LEAPS),
        (("{month}(一共|共|)有(几|多少)天？", "{month}的天数(是多少|)(？|)", "{month}最后一天是几号？", "{month}是大月还是小月，有几天？"), _MONTH_DAYS),
        (("{d}(离|距|到)(月底|月末)(还有|有)(几|多少)天？", "今天(是|){d}，(这个月|本月)还(剩|有)(几|多少)天？"), _MONTH_LEFT),
        (("{d}(离|距|到)(年底|年末|当年最后一天)(还有|有)(几|多少)天？", "今天(是|){d}，(今年|这一年|本年)还(剩|有)(几|多少)天？", "从{d}到那年12月31日还有(几|多少)天？"), _YEAR_LEFT),
        (("{name}(生于|出生于|的生日是){d}，(到|在|){e}(时|那天|)(是|)(几|多少)(周|)岁？", "{d}出生的人，{e}(时|那天|)(多大|几岁|多少岁|满几岁)？", "出生日期{d}，(求|计算){e}的(周岁|年龄)(。|)", "{d}到{e}(满|整|)(几|多少)(整|周)年？", "(截至|到){e}，{d}出生的{name}(多大|满几岁|几周岁)？"), _AGE),
        (("{d}到{e}(有|是|共|)(几|多少)个(整|)(星期|礼拜)？", "{d}到{e}(有|是|共|)(几|多少)(整|)周？", "今天{d}，到{e}还有(几|多少)(整|)周？"), _WEEKS),
        (("{d}到{e}(有|是|共|)(几|多少)(个|)小时？",), _HOURS),
        (("{d}到{e}(，|)(首尾|头尾|前后两天)(都|)算(上|在内|)(，|)(共|是|有)(几|多少)天？", "{name}{d}到{e}(休假|请假)，(两头|头尾)都算，共几天？"), _INCLUSIVE),
        (("{d}是(那年|一年|全年)(里|中|)的第(几|多少)天？", "从1月1日数起，{d}是第几天？", "{d}(在当年|在那一年)排第几天？"), _OF_YEAR),
        (("{d}(是|在)(那年|当年|一年中)的第几周？", "{d}属于第几周？"), _WEEK_NUMBER),
        (("{d}(是|是不是)周末？", "{d}是(星期六或星期天|周六或周日)吗？"), _WEEKEND),
        (("{d}的(第二天|次日|后一天|下一天)是(哪天|几号|什么日期)？", "今天(是|){d}，明天(是|)(几月几日|几号)？"), _NEXT),
        (("{d}的(前一天|头一天|上一天)是(哪天|几号|什么日期)？", "今天(是|){d}，昨天(是|)(几月几日|几号)？"), _PREVIOUS),
        (("{e}和{d}(，|)(哪个|哪天)(更早|早|在前)？",), _EARLIER),
        (("{d}和{e}(，|)(哪个|哪天)(更晚|晚|在后)？",), _LATER),
    ),
}  # fmt: skip
