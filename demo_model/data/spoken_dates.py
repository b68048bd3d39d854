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
            "{d} (to|till|through to|-|→) {e}[,|:] (how many days|days|number of days)[?]", "(The |)(gap|distance|time|stretch|span) (between|from) {d} (and|to) {e} in days[?]", "How long is it from {d} to {e}[ in days]?", "How many days (go by|elapse|pass) (from|between) {d} (to|and) {e}?",
            "(By how many days|How many days) (is|comes) {e} (later than|after) {d}?", "(By how many days|How many days) (is|comes) {d} (earlier than|before) {e}?", "{name} was born on {d} and a cousin on {e}. How many days older is {name}?", "(Count|Number) the days (separating|that lie between) {d} and {e}[.]", "A (lease|trip|project|contract|war) (ran|lasted|went) from {d} (to|until) {e}. (How many days is that|Its length in days|How many days did it last)?",
            "{name} (moved in|was hired|planted a tree|arrived) on {d} and (moved out|quit|cut it down|left) on {e}. (How many days later was that|Days in between)?", "(Today is|It's|We have) {d}. (How long|How many days) (until|till|to go until|to wait for) {e}[, in days]?", "Days (elapsed|passed|gone) since {d} on {e}[?]", "From {d}, how many days must (pass|go by) to reach {e}?", "The difference between the dates {d} and {e} (in days|counted in days)[.]", "(Subtract|Take) {d} from {e}, in days[.]", "How many days old is (a baby|someone|{name}) on {e} if born on {d}?",
            "The exam is on {e}; now it is {d}. (Days left|How many days to study|How many days are left)?",
            "Between {d}, when the letter was posted, and {e}, when it came, (how many days went by|lay how many days)?", "{name} quit smoking on {d}. On {e}, that makes how many days without?", "Countdown: today {d}, launch {e}. How many days on the counter?", "{d} .. {e}, in days", "If I cross off days on the calendar from {d} to get to {e}, how many days later is that?", "The cheese was laid down on {d} and cut on {e}. How many days did it ripen?", "Seeds sown {d}, harvest {e}. How many days did they grow?",
            "The library lent the book on {d} and got it back on {e}. How many days was it out?", "how many days until {e} if it's {d} now", "We had fair weather. We left port on {d} and landed on {e}. How long was the crossing in days?", "A strike began on {d} and was over on {e}. Days it took?", "My passport was issued {d}, lost {e}. I had it for how many days?", "{e} minus {d}, in days[?]", "The wedding is on {e}. Counting from {d}, how many nights do we still have to sleep?", "days between {d} and {e}", "Last rain {d}, next rain {e}. How many days apart?",
            "With {d} as day zero, {e} is day number what?",
        ), _DAYS),
        ((
            "(The |What is the |)date {n} days (after|past|from|following) {d}[?]", "(Go|Move|Count|Jump) {n} days (forward|ahead|on) from {d}[. What date is it then|: which date][?]", "(Starting|Beginning) (on|from) {d}, what is the date {n} days (later|on)?", "{n} days (on|later|forward) from {d}[ is what date|]?", "(If today is|Today's) {d}, (which|what) date will it be in {n} days[' time]?", "A (visa|ticket|voucher|pass) issued on {d} is good for {n} days. (When does it run out|Last day|On which date does it expire)?", "{name} has {n} days from {d} to pay. (By what date|What is the deadline|Due date)?",
            "The (parcel|baby|bread order|delivery) is due {n} days after {d}. (Which|What) date is that?", "{d} + {n} days[ = ?]", "(When|On what date) (do|have) {n} days (after|since) {d} (end|passed)?", "On {d} {name} begins a {n}-day wait. When is it over?", "What will the calendar (show|say) {n} days after {d}?", "(Add) {n} days to the date {d}[.]", "{n} days after {d}",
            "{n} days of warranty from {d}. On what date does that end?", "It's {d}. In {n} days the oil must be changed. When's that?", "date of {d} plus {n} days", "The clock starts on {d}; {n} days on, (what's the date|we write which date)?", "Eggs laid on {d} hatch {n} days later. On which date?", "{name} pressed start on {d} and promised a result {n} days from then. For what date?", "Starting {d}, let {n} days pass. The date then?", "Trial period: {n} days, first used {d}. When is the trial up?", "Where on the calendar do I land {n} days past {d}?",
            "Sent on {d}, on the road for {n} days. Arrives when?", "A full {n} days later than {d} is what date?", "The ship sails on {d}. Its voyage takes {n} days. Date of arrival?", "Concrete poured {d} is hard {n} days afterwards. Which date?", "Give the day that is {n} days further on than {d}[.]",
        ), _AFTER),
        ((
            "(The |What is the |)date {n} days (before|ahead of|prior to|preceding) {d}[?]", "(Go|Move|Count|Jump) {n} days (back|backwards) from {d}[. What date is it then|: which date]?", "{n} days (earlier than|back from|before) {d}[ is what date|]?", "(If today is|Today's) {d}, (which|what) date was it {n} days ago?", "The (party|deadline|exam) is on {d}, and invitations go out {n} days before. (On what date|Which date)?", "{name} must book {n} days ahead of {d}. By which date?", "{d} - {n} days[ = ?]", "It is {d}, and {name} came {n} days ago. When did {name} come?", "What did the calendar (show|say) {n} days before {d}?", "(Subtract|Deduct) {n} days from the date {d}[.]", "{n} days before {d}",
            "Roll the calendar back {n} days from {d}. What date shows?", "date of {d} minus {n} days", "{n} days ago, counted from {d}, was what date?", "The play opens on {d}, and rehearsals begin {n} days earlier. When do they begin?", "Found on {d}, the milk had been bought {n} days before. On what date was it bought?", "To be back on {d} after {n} days away, when must {name} leave?", "Give the day that is {n} days further back than {d}[.]", "{d} comes {n} days after which date?", "With the exam on {d}, {name} wants {n} days to study. When to start?",
            "Which date is {n} days short of {d}?",
        ), _BEFORE),
        ((
            "(What is the |The |Which |)date {w} weeks (after|from|past|later than) {d}[?]", "{w} weeks (after|from) {d}[ is when|]?", "{d} plus {w} weeks[?]", "(Today is|It is) {d}. (What|Which) date (is it|will it be) in {w} weeks?", "A course starts on {d} and lasts {w} weeks. When is it over?", "(Add) {w} weeks to {d}[.]", "{name} must come back {w} weeks after {d}. (When|On which date) is that?", "(Go|Count) {w} weeks forward from {d}[.]", "When do {w} weeks from {d} end?",
            "See you in {w} weeks, says the dentist on {d}. For which date?", "{w} weeks on from {d}, the calendar says?", "date of {d} plus {w} weeks", "The cast goes on {d} and comes off {w} weeks later. When?", "Let {w} weeks go by after {d}. Which date is it?", "A magazine ordered on {d} runs for {w} weeks. When does it stop?", "The puppies, born {d}, may leave their mother at {w} weeks. From what date?", "Now {d}; the concert is {w} weeks away. Its date?",
        ), _WEEKS_AFTER),
        ((
            "(What is the |The |Which |)date {w} weeks (before|prior to|earlier than) {d}[?]", "{w} weeks before {d}[ is when|]?", "{d} minus {w} weeks[?]", "(Today is|It is) {d}. (What|Which) date was it {w} weeks ago?", "(Subtract|Take) {w} weeks from {d}[.]", "{name} started {w} weeks before {d}. (When|On which date) was that?", "(Go|Count) {w} weeks back from {d}[.]",
            "{w} weeks earlier than {d}, the calendar said?", "date of {d} minus {w} weeks", "The race is on {d}, and training begins {w} weeks ahead. When does it begin?", "{name} came {w} weeks ago. Today being {d}, when was that?", "Roll the calendar back {w} weeks from {d}[.]", "With {w} weeks to prepare and the show on {d}, when must we start?", "What date lies {w} weeks in front of {d}?",
        ), _WEEKS_BEFORE),
        ((
            "(What|Which) day (of the week|in the week) (is|was|do we have on) {d}?", "{d}: (weekday|which weekday|Monday, Tuesday or what|day of the week)[?]", "(Name|Give|Find|Look up|Work out|Determine) the (weekday|day of the week) (of|for|on) {d}[.]", "(The |)(weekday|day of the week) (of|for|on) {d}[?]", "Does {d} (fall on|land on) a (Monday|Tuesday|Friday), or which (day|weekday)?", "{name} (married|arrived|was born|opened the shop) on {d}. (Weekday|What day of the week was it|Which weekday)?", "Our (meeting|flight|exam) is on {d}. (What weekday is that|Which day of the week is it|On which weekday)?", "(On|On a) (which|what) weekday (is|was|falls) {d}?", "Was {d} a (Saturday|Sunday|Wednesday)? Tell me the weekday.", "I (want|need) to know (the weekday|what weekday it was|the day of the week) (on|for) {d}[.]",
            "Monday to Sunday, which one was {d}?", "weekday {d}", "Church bells rang on {d}. What day of the week did they ring on?", "Is {d} midweek or when? Name the weekday[.]", "{d} - what day?", "In my diary there is an entry for {d}. On which weekday was it written?", "Bins are emptied on {d}. That's what day of the week?", "If I book for {d}, what weekday will I be travelling on?", "What did the calendar give as the weekday for {d}?", "My grandparents were wed on {d}, a what, Monday, Tuesday ...?",
            "I know it was {d}, just not which day of the week. Which one?",
        ), "from datetime import date\nprint({d}.strftime('%A'))"),
        ((
            "(What weekday|Which day of the week) is it {n} days after {d}?", "(Today is|It is) {d}. What weekday will it be in {n} days?", "weekday {n} days after {d}",
            "Give the weekday, {n} days on from {d}[.]", "The visa from {d} runs {n} days. On what day of the week does it end?", "Counting {n} days forward from {d}, do I land on a Monday, a Tuesday or what?", "{n} days past {d}: which day of the week?", "What weekday is it when {n} days have gone by since {d}?", "In {n} days from {d} there's a party. Its weekday?",
        ), "from datetime import date, timedelta\nprint(({d} + timedelta(days={n})).strftime('%A'))"),
        ((
            "(Was|Is) {y} a leap year?", "(Does|Did) February {y} have 29 days?", "{y}: leap year[ or not]?", "(Decide|Find out|Determine|Test) (if|whether) {y} (is|was) a leap year[.]", "Does the year {y} have 366 days?", "Is there a 29 February in {y}?", "leap year {y}?", "(Was|Is) the year {y} one with an extra day?",
            "Could somebody be born on 29 February {y}?", "Did the calendar for {y} have a 29th of February?", "366 days in {y}, yes or no?", "Has {y} got a leap day?", "In {y}, is the day after 28 February the 29th?", "Is {y} among the leap years?", "Would a calendar printer need a page for 29 February {y}?",
        ), _LEAP),
        ((
            "How many days (does|did|are in|has) (the year |){y}[ have]?", "(Number of |)days in (the year |){y}[?]", "How long is the year {y}, in days?",
            "365 or 366 days for {y}?", "If {name} writes one page every day of {y}, how many pages are written?", "From 1 January to 31 December {y}, both counted, how many days?", "A tear-off calendar for {y} has how many sheets, one a day?", "day count of {y}", "What's the number of days the year {y} has?",
        ), _YEAR_DAYS),
        ((
            "How many leap years are there from {y} to {z}?", "(Count|Number of) the leap years (from|between) {y} (to|and) {z}[, both included][.]",
            "From {y} through {z}, how often was there a 29 February?", "How many years with 366 days lie in {y} to {z}, both ends included?", "leap years {y}-{z}: how many?", "Somebody counts the leap days from the start of {y} to the end of {z}. How many?", "(Starting|Beginning) with {y} and ending with {z}, how many years are leap years?",
        ), _LEAPS),
        ((
            "How many days (does|did) {month} have?", "How many days (are|were) (there |)in {month}?", "(Number of |)days in {month}[?]", "How long is {month}, in days?", "What is the last day number of {month}?", "{month} has how many days?",
            "28, 29, 30 or 31 days in {month}?", "{name} pays rent by the day. For {month}, how many days are paid?", "A calendar page for {month} shows how many dates?", "day count of {month}", "On what number does {month} end?", "If I run once every day of {month}, how many runs do I get?",
        ), _MONTH_DAYS),
        ((
            "How many days (are left|remain|are there) (in the month|until the end of the month|till month's end) (after|on|from) {d}?", "(Today is|It is) {d}. How many days (are left in|remain in|until the end of) (this|the) month?", "days left in the month on {d}",
            "{d}. Payday is on the last of the month. How many days to go?", "From {d} to the month's last day is how many days?", "The month of {d} has how many days still to come after that date?", "A monthly pass is used up to {d}. How many more days is it good for, till the end of the month?", "Until the last day of that month, how many days are there from {d}?",
        ), _MONTH_LEFT),
        ((
            "How many days (are left|remain) (in the year|until the end of the year|before the year ends) (after|on|from) {d}?", "(Today is|It is) {d}. How many days (are left in|remain in|until the end of) (this|the) year?", "days left in the year on {d}", "From {d}, how many days to 31 December of that year?", "How many days until the year is over, counted from {d}?", "{d}: days to New Year's Eve",
            "From {d} until the year's last day is how many days?", "{name} opens the bubbly on 31 December. It's {d}. How many days to wait?", "How much of the year is left after {d}, in days?", "As of {d}, how many days has the year still got?", "The tax year closes with December. On {d}, how many days remain?", "Days to go in that year after {d}[?]",
        ), _YEAR_LEFT),
        ((
            "{name} was born on {d}. (How old is (he|she|{name})|What is (his|her) age) on {e}?", "(Born|Date of birth:) {d}; (age|how old) on {e}?", "How old is (a person|someone|a man|a woman) born on {d} on {e}?", "(What|Which) age (has|is) (someone|{name}), born {d}, on {e}?", "Age (on|as of) {e} of (a person|somebody) born {d}[?]", "In (full|completed|whole) years, how old is {name}, birthday {d}, on {e}?", "How many birthdays has {name}, born on {d}, had by {e}?", "How many full years (lie|are there|passed) between {d} and {e}?",
            "{name} came into the world on {d}. What does {name} turn, or how old is {name} already, by {e}?", "birthday {d}, today {e}, age?", "On {e} a form asks for the age. Born on {d}, what does one write?", "A firm founded on {d} has been around for how many full years on {e}?", "Candles for a person born {d}: how many years old on {e}?", "age at {e}, born {d}", "How many complete years old is {name}, who was born {d}, come {e}?", "The oak was planted {d}. On {e} it is how many whole years old?",
        ), _AGE),
        ((
            "How many (full |whole |complete |)weeks (are there|are|lie|pass) (between|from) {d} (and|to) {e}?", "{d} to {e} in (full |whole |)weeks[?]", "(The |)number of (full |whole |)weeks (between|from) {d} (and|to) {e}[?]", "(It is|Today is) {d}. How many (full |whole |)weeks until {e}?",
            "In complete weeks, how long is it from {d} to {e}?", "{name} has a lesson once a week. From {d} to {e}, how many whole weeks go by?", "A pregnancy is counted in weeks: from {d}, how many full weeks by {e}?", "{d} till {e}: how many times do seven days fit in?", "full weeks between {d} and {e}", "Leaving odd days aside, how many weeks lie from {d} to {e}?",
        ), _WEEKS),
        ((
            "How many hours (are there|are|lie|pass) (between|from) {d} (and|to) {e}?", "{d} to {e} in hours[?]",
            "From midnight on {d} to midnight on {e}, how many hours pass?", "How many hours does it take to get from {d} to {e}, 24 for each day?", "hours between {d} and {e}", "A lamp burned day and night from {d} to {e}. For how many hours?", "Express the time between {d} and {e} in hours[.]",
        ), _HOURS),
        ((
            "How many days from {d} to {e}, (both|first and last day) (included|counted)?", "Counting both (ends|the first and the last day), how many days is {d} to {e}?", "{name} is (away|on leave|ill) from {d} through {e}, both days included. How many days?",
            "The fair is open from {d} to {e}, on both of those days, too. How many days is it open?", "One pill a day, the first on {d}, the last on {e}. How many pills?", "Inclusive of both dates, {d} to {e} makes how many days?", "I booked the hall for {d} to {e} and pay for the first and the last day as well. How many days do I pay?", "days {d} to {e}, inclusive",
        ), _INCLUSIVE),
        ((
            "(Which|What) day of the year is {d}?", "(What|Which) number has {d} in its year?", "How many-th day of its year is {d}?", "(The |)day number of {d} in the year[?]", "Counting from 1 January, {d} is day number what?",
            "Numbering the days of a year from 1, which number does {d} get?", "{d} is the how-many-th day of that year?", "day of year for {d}", "A tear-off calendar shows {d}. Which sheet of the year is it, counting from 1?", "New Year's Day is day 1; then {d} is day what?",
        ), _OF_YEAR),
        ((
            "(Which|What) (calendar week|ISO week|week of the year|week number) (is|has) {d}?", "(The |)(calendar week|week number) of {d}[?]", "In which (calendar week|week of the year) (is|falls) {d}?",
            "calendar week for {d}", "The factory plans by calendar week. Into which one does {d} fall?", "My planner numbers its weeks. Which number stands beside {d}?", "{d}: week what of the year, by the ISO calendar?", "ISO week number on {d}?",
        ), _WEEK_NUMBER),
        ((
            "(Is|Was) {d} (at|on) (a|the) weekend?", "Does {d} fall on a (weekend|Saturday or Sunday)?", "Is {d} a Saturday or Sunday?",
            "Off work on {d}? I mean, is it a Saturday or a Sunday?", "{d} - weekend or not?", "Would offices that close on Saturdays and Sundays be closed on {d}?", "Does the weekend cover {d}?", "(Tell me|Check) whether {d} (is|was) on a weekend[.]",
        ), _WEEKEND),
        ((
            "(What|Which) date (comes|is|follows) (right |)after {d}?", "The day after {d}[?]", "(Today is|It is) {d}. What date is tomorrow?", "What date follows {d}?",
            "Tonight at midnight {d} is over. What date begins?", "Which date do I write the morning after {d}?", "{d} plus one day[?]", "The shop is closed on {d} and opens the next day. Date?", "one day after {d}",
        ), _NEXT),
        ((
            "(What|Which) date (comes|is) (right |)before {d}?", "The day before {d}[?]", "(Today is|It is) {d}. What date was yesterday?",
            "{d} has just begun. Which date ended at midnight?", "{d} minus one day[?]", "{name} arrived on the eve of {d}. On which date?", "one day before {d}", "Which date precedes {d}?",
        ), _PREVIOUS),
        ((
            "(Which|What) (date |)(is|comes|was) (earlier|first), {e} or {d}?", "The earlier of {e} and {d}[?]",
            "Of the two dates {e} and {d}, which one comes first on the calendar?", "earlier: {e} or {d}?", "Two coins are dated {e} and {d}. What date has the older one?", "Between {e} and {d}, pick the date that lies further back[.]",
        ), _EARLIER),
        ((
            "(Which|What) (date |)(is|comes|was) (later|last), {d} or {e}?", "The later of {d} and {e}[?]",
            "Of the two dates {d} and {e}, which one comes last on the calendar?", "later: {d} or {e}?", "Two papers are dated {d} and {e}. What date has the newer one?", "Between {d} and {e}, pick the more recent date[.]",
        ), _LATER),
        (("(In which|Which|What) month (is|was|lies) {d}?", "(Name|Give) the month of {d}[.]", "{d}: name of the month?", "Which month's calendar page shows {d}?"), "from datetime import date\nprint({d}.strftime('%B'))"),
        (("(In which|Which|What) year (is|was|lies) {d}?", "{d}: just the year[.]", "(Give|Name) only the year of {d}[.]"), "from datetime import date\nprint({d}.year)"),
        (("(Which|What) quarter of the year (is|has|contains) {d}?", "In (which|what) quarter (is|falls|lies) {d}?", "quarter of {d}?", "For the tax office: {d} belongs to quarter number what, 1 to 4?"), "from datetime import date\nprint(({d}.month - 1) // 3 + 1)"),
        (("How many days (after|since) 1 January of (that|the same) year is {d}?", "It's {d}. How many days (have passed|are gone) since New Year's Day?", "(Days|Number of days) from New Year's Day to {d} of the same year[?]"), "from datetime import date\nprint(({d} - date({y}, 1, 1)).days)"),
        (("(Which|What) date is the (first|next) Monday after {d}?", "Today is {d}. When is next week's Monday?", "From {d}, what's the date of the coming Monday, a later day at any rate?", "{name} starts the new job on the Monday following {d}. On which date?", "The week after the one with {d} begins on which date, weeks starting on Monday?"), "from datetime import date, timedelta\nd = {d}\nprint(d + timedelta(days=7 - d.weekday()))"),
        (("(On which|What) date does the week (of|with) {d} begin, Monday being its first day?", "The Monday of the week of {d} is what date?", "Give the date of the Monday on or last before {d}[.]"), "from datetime import date, timedelta\nd = {d}\nprint(d - timedelta(days=d.weekday()))"),
        (("(On which|What) date does the week (of|with) {d} end, Sunday being its last day?", "The Sunday of the week of {d} is what date, weeks running Monday to Sunday?", "Give the date of the Sunday on or next after {d}[.]"), "from datetime import date, timedelta\nd = {d}\nprint(d + timedelta(days=6 - d.weekday()))"),
        (("(Which|What) date is the last day of the month of {d}?", "The month that {d} is in ends on what date?", "The bill of {d} must be paid by the end of that month. By which date?"), "import calendar\nfrom datetime import date\nprint(date({y}, {dm}, calendar.monthrange({y}, {dm})[1]))"),
        (("(Which|What) date is the first day of the month of {d}?", "The month that {d} is in began on what date?", "Set the day of {d} to the first of the month[.]"), "from datetime import date\nprint({d}.replace(day=1))"),
        (("(What weekday|Which day of the week) was it {n} days before {d}?", "(Today is|It is) {d}. What weekday was it {n} days ago?", "weekday {n} days before {d}", "Counting {n} days back from {d}, on which day of the week do I land?"), "from datetime import date, timedelta\nprint(({d} - timedelta(days={n})).strftime('%A'))"),
        (("(What weekday|Which day of the week) (is|comes) the day after {d}?", "(Today is|It is) {d}. Tomorrow is a what, Monday, Tuesday ...?", "Weekday of the morning after {d}[?]"), "from datetime import date, timedelta\nprint(({d} + timedelta(days=1)).strftime('%A'))"),
        (("(What weekday|Which day of the week) was the day before {d}?", "(Today is|It is) {d}. Yesterday was a what, Monday, Tuesday ...?", "Weekday of the eve of {d}[?]"), "from datetime import date, timedelta\nprint(({d} - timedelta(days=1)).strftime('%A'))"),
        (("{d} to {e} in weeks and days[?]", "How many weeks and (remaining |left-over |)days (are|lie) between {d} and {e}?", "From {d} until {e}: give full weeks and the days left over[.]"), "from datetime import date\nprint(divmod(({e} - {d}).days, 7))"),
        (("How many minutes (lie|pass|are there) (between {d} and {e}|from {d} to {e})?", "{d} to {e} in minutes[?]", "minutes from midnight {d} to midnight {e}", "Express the time between {d} and {e} in minutes[.]"), "from datetime import date\nprint(({e} - {d}).days * 24 * 60)"),
        (("Looking at months only, not at days, how many months later is {e} than {d}?", "From the month of {d} to the month of {e}, how many months ahead is that?", "Ignore the days of the month: by how many months do {d} and {e} differ?"), "print(({z} - {y}) * 12 + {em} - {dm})"),
        (("(Which|What) date lies (halfway|in the middle|midway) between {d} and {e}?", "Half-time of a project running from {d} to {e} is on what date?", "The midpoint of {d} and {e}, as a date[?]"), "from datetime import date\nprint({d} + ({e} - {d}) // 2)"),
        (("How many (weekdays|working days), Monday to Friday, are there from {d} to {e}, both included?", "{name} works Monday to Friday. From {d} through {e}, how many days of work?", "{d} to {e}, both counted, without Saturdays and Sundays: how many days?"), "from datetime import date, timedelta\nprint(sum(({d} + timedelta(days=n)).weekday() < 5 for n in range(({e} - {d}).days + 1)))"),
        (("(Do|Did) {d} and {e} fall on the same (weekday|day of the week)?", "{d} and {e}: same weekday[ or not]?", "Is the day of the week of {d} also that of {e}?"), "from datetime import date\nprint({d}.weekday() == {e}.weekday())"),
        (("(Which|What) century (is|was) the year {y} in?", "The year {y} belongs to which century, as a number?", "{y}: century?"), "print(({y} - 1) // 100 + 1)"),
        (("(Which|In which) decade (is|was) {y}? Give its first year[.]", "With which year did the decade of {y} begin, decades starting at a round ten?"), "print({y} // 10 * 10)"),
        (("(On which|What) weekday (did|does) the year {y} (begin|start)?", "1 January {y}: weekday?", "The first of January {y} fell on which day of the week?"), "from datetime import date\nprint(date({y}, 1, 1).strftime('%A'))"),
        (("On which weekday did 25 December {y} fall?", "Christmas {y}, the 25th: weekday?"), "from datetime import date\nprint(date({y}, 12, 25).strftime('%A'))"),
        (("How many Fridays the 13th (has|had|were in) the year {y}?", "How often did a 13th fall on a Friday in {y}?", "{name} is superstitious. How many times must {name} be careful on a Friday the 13th in {y}?"), "from datetime import date\nprint(sum(date({y}, n, 13).weekday() == 4 for n in range(1, 13)))"),
        (("(Which|What) is the (next|first) leap year after {y}?", "After {y}, which year had a 29 February again?", "When was there a leap year next, counted from {y} but later?"), "import calendar\nn = {y} + 1\nwhile not calendar.isleap(n):\n    n += 1\nprint(n)"),
        (("(Write|Put|Give) {d} in the form day.month.year, with dots[.]", "{d} as DD.MM.YYYY[?]", "How do Germans write {d}, with digits and dots, as in 01.02.2003?"), "from datetime import date\nprint({d}.strftime('%d.%m.%Y'))"),
        (("(Write|Put|Give) {d} in the American form month/day/year[.]", "{d} as MM/DD/YYYY[?]", "How does an American form want {d}, with slashes and the month first?"), "from datetime import date\nprint({d}.strftime('%m/%d/%Y'))"),
        (("(Write|Put|Give) {d} in ISO (format|form)[.]", "{d} as YYYY-MM-DD[?]", "How is {d} written with year, month and day separated by hyphens?"), "from datetime import date\nprint({d})"),
        (("What time is it {n} minutes after (noon|12:00)?", "(Noon|12:00) plus {n} minutes: what does the clock show?", "The bell rang at noon. {n} minutes later, what's the time?", "Lunch begins at noon and lasts {n} minutes. When is it over?"), "from datetime import datetime, timedelta\nprint((datetime(2000, 1, 1, 12) + timedelta(minutes={n})).strftime('%H:%M'))"),
        (("What time is it {n} minutes after midnight?", "Midnight plus {n} minutes: what does the clock show?", "{n} minutes into the day, the time of day is?"), "from datetime import datetime, timedelta\nprint((datetime(2000, 1, 2) + timedelta(minutes={n})).strftime('%H:%M'))"),
        ((
            "It is {dm}:00. What (time is it|will the clock show) in {n} minutes?", "A train leaves at {dm}:00 and takes {n} minutes. When does it (arrive|get in)?", "The film starts at {dm}:00 and runs for {n} minutes. At what time does it end?", "{dm}:00 + {n} minutes[ = ?]", "{name} puts a cake in the oven at {dm}:00 for {n} minutes. When must it come out?", "{n} minutes after {dm}:00 it is what time?", "The parking meter was fed at {dm}:00 for {n} minutes. Until when may the car stay?",
        ), "from datetime import datetime, timedelta\nprint((datetime(2000, 1, 1, {dm}) + timedelta(minutes={n})).strftime('%H:%M'))"),
        (("It is {dm}:00. What time was it {n} minutes ago?", "{dm}:00 - {n} minutes[ = ?]", "{name} must be there at {dm}:00 and needs {n} minutes. When is it time to leave?", "What time was it {n} minutes before {dm}:00?", "The roast takes {n} minutes and should be ready at {dm}:00. When does it go in?"), "from datetime import datetime, timedelta\nprint((datetime(2000, 1, 2, {dm}) - timedelta(minutes={n})).strftime('%H:%M'))"),
        (("It is {dm}:30. What (time is it|will the clock show) in {n} minutes?", "A bus leaves at {dm}:30 and takes {n} minutes. When does it (arrive|get in)?", "{dm}:30 + {n} minutes[ = ?]", "The lesson begins at {dm}:30 and lasts {n} minutes. When does the bell ring?", "{n} minutes after {dm}:30 it is what time?"), "from datetime import datetime, timedelta\nprint((datetime(2000, 1, 1, {dm}, 30) + timedelta(minutes={n})).strftime('%H:%M'))"),
        (("It is {dm}:00. Which hour does a 24-hour clock show {n} hours later?", "On a 24-hour clock, {dm} o'clock plus {n} hours gives which hour?", "A medicine is taken at {dm}:00 and again {n} hours later. At which full hour, 0 to 23?"), "print(({dm} + {n}) % 24)"),
        (("(Write|Give|Show) {n} minutes as hours:minutes:seconds[.]", "{n} minutes in the form h:mm:ss[?]", "A film of {n} minutes: how does the player show that, as h:mm:ss?"), "from datetime import timedelta\nprint(timedelta(minutes={n}))"),
        (("(Write|Give|Show) {n} seconds as hours:minutes:seconds[.]", "{n} seconds in the form h:mm:ss[?]", "A song of {n} seconds: how does the player show that, as h:mm:ss?"), "from datetime import timedelta\nprint(timedelta(seconds={n}))"),
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
