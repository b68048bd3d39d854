"""English word problems: (wordings, expression, ranges of its numbers); see problems.py."""

from __future__ import annotations

# ranges: S 2..12, T 2..20, M 10..99, L 20..9,999, H hundreds and thousands, P a price with or without cents, R per cent
STORIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    # --- one step
    (
        (
            "{name} has {a} {things} and (buys|gets|finds|receives|collects|is given|picks up|wins) {b} more. "
            "(How many {things} does {name} have (now|in all|altogether|in total)|How many are there now|What is the total)?",
            "There are {a} {things} in one {box} and {b} in another. How many (are there|{things} are there) (altogether|in both|in all|in total)?",
            "{name} (counted|saw|sold|made|collected|baked|packed) {a} {things} on {day} and {b} on {day2}. "
            "How many (in total|altogether|on both days|{things} is that)?",
            "(How many {things} do {name} and {name2} have together|What do they have together) if {name} has {a} and {name2} {b}?",
            "A {place} (had|has) {a} {things} and (orders|buys|gets) {b} (more|new ones|others). How many does it have (then|now|afterwards)?",
            "In the morning {a} (people|visitors|guests|customers) came to the {place}, in the afternoon {b}. How many came (that day|in all|altogether)?",
            "{name} is {a} cm tall and grows {b} cm. How tall is (he|she|{name}) (now|then)?",
            "{name} reads {a} pages (on|of a book on) {day} and {b} pages on {day2}. How many pages is that?",
        ),
        "{a} + {b}", "a:L b:L",
    ),
    (
        (
            "{name} has {a} {things} and (gives away|loses|sells|eats|uses|breaks|drops|throws away|donates) {b}[ of them]. "
            "(How many (are left|remain|{things} are left|does {name} still have)|What is left)?",
            "(Of|From|Out of) {a} {things} {name} (sells|takes|gives|removes|uses|sends away) {b}. How many (remain|are left|stay|are still there)?",
            "There were {a} {things} in the {place}, and {b} (were sold|were taken|are broken|disappeared|went bad). How many (remain|are left|are good|are still there)?",
            "A {place} has {a} (seats|places|rooms|beds), {b} of them are (taken|occupied|full|booked). How many are (free|empty|still free|available)?",
            "{name} wants to (read|run|walk|write|save|collect) {a} (pages|metres|steps|words|dollars|points) and has done {b}. How many (are left|remain|are missing|more are needed)?",
            "{name} has {a} {things}, {name2} has {b}. How many more (does {name} have|{things} does {name} have than {name2}|has {name})?",
            "What is the difference between the {a} {things} of {name} and the {b} of {name2}?",
            "A rope (is|was) {a} cm long. {name} cuts off {b} cm. How (long is the rest|much is left|long is it now)?",
            "{name} pays for something that costs {b} with {a}. How much (change|money) does (he|she|{name}) get back?",
            "{name} (earns|has|got) {a} dollars and (spends|pays|gives away) {b}. How much (is left|remains|money is left|does {name} keep)?",
            "The {place} (is open to|holds|has room for) {a} people. {b} are (inside|there) already. How many more (can come|fit in|may enter)?",
        ),
        "{a} - {b}", "a:L b:L",
    ),
    (
        (
            "{name} (buys|has|fills|packs|carries|orders) {a} (boxes|bags|packs|crates|baskets|cartons) with {b} {things} (each|in each|per box|in every one). "
            "How many {things} (is that|are there|does {name} have)[ altogether| in all| in total]?",
            "(One|A|Each) {box} holds {b} {things}. How many {things} (fit into|are in|do|go into) {a} of them[ hold]?",
            "{a} (children|people|workers|friends|students|guests) (get|have|bring|make|need|eat) {b} {things} each. How many (is that|{things} is that|are there|are needed)[ in all| altogether]?",
            "A {place} has {a} rows (of|with) {b} (seats|chairs|trees|desks|plants)[ each]. How many (seats|are there|is that|in all)?",
            "{name} (walks|runs|cycles|swims) {b} km (every day|a day|each day|daily). How far (is that|does {name} get) in {a} days?",
            "{name} (reads|writes|prints|translates) {b} pages (a day|every day|per day). How many pages in {a} days?",
            "(What do {a} {things} cost|How much are {a} {things}|What is the price of {a} {things}) (if one costs|at|when each is) {b} (dollars|euros|yuan|pounds)[ each]?",
            "(What is|Compute|Find) the area of a (room|garden|field|rectangle|floor|wall) (of|that is|measuring) {a} (by|times) {b} (metres|meters|cm|feet)[.|?]",
            "(A|One) machine (makes|produces|packs|prints) {b} {things} (an hour|per hour|every hour). How many in {a} hours?",
            "{name} earns {b} dollars (an hour|per hour|a day) and works {a} (hours|days). How much (is that|does {name} earn|money is it)?",
            "A (car|train|bus|cyclist|ship|plane) (goes|travels|drives|moves) at {b} (km/h|km per hour|miles per hour) for {a} hours. How far (does it go|is that|does it get)?",
            "A (week|month) has {a} working days of {b} hours. How many hours (is that|are worked)?",
        ),
        "{a} * {b}", "a:T b:L",
    ),
    (
        (
            "{name} (shares|divides|distributes|splits) {a} {things} (equally|evenly|fairly) (among|between) {b} (children|friends|people|classes|groups|guests). "
            "How many (does each get|for each|{things} does each one get|per person)?",
            "{a} {things} are (packed|put|placed|filled|sorted) into {b} (boxes|bags|baskets|groups|teams)(, the same number in each| equally| evenly). "
            "How many (are in each|per box|in one)?",
            "{b} {things} fit into one {box}. How many (boxes|of them|{box}s) (are needed|does one need|do we need) for {a} {things}?",
            "{a} (students|people|players|workers) (form|make|are split into|are divided into) groups of {b}. How many groups (are there|is that|result)?",
            "{name} (reads|writes|learns|walks) {b} (pages|words|km|poems) a day. How many days (does {name} need|are needed|does it take) for {a}?",
            "A ribbon of {a} cm is cut into pieces of {b} cm. How many pieces (are there|is that|does one get)?",
        ),
        "{a} // {b}", "a:=b*S b:T",
    ),
    (
        (
            "{a} {things} are (shared|divided|distributed) (equally |evenly |)among {b} (children|friends|people). How many (are left over|remain|are left)?",
            "{name} packs {a} {things} into (boxes|bags|packs) of {b}. How many (are left over|remain|do not fit)?",
            "What (is the remainder|remains) when {a} is divided by {b}?",
            "(Find|Compute|Calculate|Give) the remainder of {a} divided by {b}.",
            "{a} (mod|modulo) {b}",
        ),
        "{a} % {b}", "a:L b:T",
    ),
    # --- money
    (
        (
            "{name} buys {a} {things} at {p} (dollars|euros|yuan|pounds) each. (How much (is that|does {name} pay|does it cost|is the bill)|What is the total)?",
            "(A|One) {thing} costs {p} (dollars|euros|yuan). (What do {a} cost|How much are {a}|How much for {a}|What is the price of {a})?",
            "At {p} (a piece|each|apiece|per kilo|per item), (what do {a} {things} cost|how much are {a} {things}|how much is {a})?",
        ),
        "{a} * {p}", "a:T p:P",
    ),
    (
        (
            "{name} buys {a} {things} at {p} (dollars|euros|yuan) each and pays with {b}[ dollars]. (How much change (does {name} get|is there)|How much comes back|What is the change)?",
            "{name} has {b} (dollars|euros|yuan) and buys {a} {things} for {p} each. How much (money |)(is left|remains|does {name} have left|is still there)?",
            "From {b} (dollars|euros|yuan), {a} {things} at {p} each are paid. What (remains|is left)?",
        ),
        "{b} - {a} * {p}", "a:S p:P b:H",
    ),
    (
        (
            "{name} buys {a} {things} at {p} and {b} {things2} at {q} (dollars|euros|yuan)[ each]. (How much is that|What does {name} pay|What is the total|How much does it cost)[ in all| altogether]?",
            "{a} {things} cost {p} each, {b} {things2} {q} each. What (do they cost together|is the total|is the sum|does it all cost)?",
            "(What is the bill for|How much are|What do I pay for) {a} {things} at {p} and {b} {things2} at {q}?",
            "Tickets cost {p} for adults and {q} for children. What do {a} adults and {b} children pay?",
        ),
        "{a} * {p} + {b} * {q}", "a:S p:P b:S q:P",
    ),
    (
        (
            "{name} (buys|pays for) {things} for {p}, {things2} for {q} and (a {thing3}|a bag|a coffee) for {r}. (How much is that|What is the total|What does {name} pay)[ altogether| in all]?",
            "(What is the sum of|Add up|Add) the prices {p}, {q} and {r}[.|?]",
            "{name} spent {p} on {day}, {q} on {day2} and {r} on the day after. How much (altogether|in all|is that|was it)?",
        ),
        "{p} + {q} + {r}", "p:P q:P r:P",
    ),
    (
        (
            "{a} {things} cost {b} (dollars|euros|yuan). (What does one cost|How much is one|What is the price of one|What is the price per piece)?",
            "{name} pays {b} (dollars|euros) for {a} {things}. What (does one|did each) cost?",
            "{a} friends share a bill of {b} (dollars|euros|yuan) (equally|evenly|fairly). How much does each pay?",
            "A (car|train|runner|cyclist|ship) (covers|goes|travels) {b} km in {a} hours. (What is its (average |)speed|How fast is it)[ in km/h]?",
            "{name} (earned|spent|saved) {b} dollars in {a} (days|weeks|months). How much (is that per day|was it a day|per month|on average)?",
        ),
        "{b} / {a}", "a:T b:L",
    ),
    # --- per cent
    (
        (
            "(What is|How much is|Compute|Calculate|Find) {r} (%|percent|per cent) of {a}[?|.]",
            "{r} (%|percent|per cent) of {a} (people|{things}|students|dollars) (are|is) (red|new|broken|how many|how much)[. How many is that?|?]",
            "(A|The) {place} has {a} (visitors|members|workers|guests). {r} % of them (are|come from) (children|women|abroad|new). How many (is that|are they)?",
            "{name} (saves|pays|gives|tips) {r} % of {a} dollars. How (much|many dollars) is that?",
            "The tax is {r} % on {a} dollars. How much (tax is (it|paid)|is the tax)?",
        ),
        "{a} * {r} / 100", "r:R a:H",
    ),
    (
        (
            "(A|The) {thing} costs {a} (dollars|euros|yuan). (There is a discount of {r} %|It is {r} % off|The price falls by {r} %|It is reduced by {r} percent). (What is the new price|How much is it now|What does it cost now|What do I pay)?",
            "(What is|How much is) {a} (minus|less|reduced by) {r} (%|percent)?",
            "{name} gets {r} % off a {thing} that (costs|is) {a}. How much (does {name} pay|is to pay|is it)?",
            "The number of {things} fell by {r} % from {a}. How many are there now?",
        ),
        "{a} * (100 - {r}) / 100", "r:R a:H",
    ),
    (
        (
            "(A|The) (price|rent|salary|wage|bill) of {a} (dollars|euros|yuan|) (rises|goes up|is raised|increases|grows) by {r} (%|percent). (What is it (then|now|afterwards)|How much is it (now|then))?",
            "(What is|How much is) {a} (plus|increased by|and another) {r} (%|percent)?",
            "{name} earns {a} and gets a raise of {r} %. What does {name} earn (now|then)?",
            "A (town|village|club|school) with {a} (people|members) grows by {r} %. How many (are there then|is that)?",
            "With {r} % tax on top, what does a {thing} for {a} cost?",
        ),
        "{a} * (100 + {r}) / 100", "r:R a:H",
    ),
    (
        (
            "(What percentage|What per cent|How many percent|What share in percent) (is|are|of {b} is) {a}( of {b}|)?",
            "{a} of {b} {things} are (red|broken|sold|new|ripe). What (percentage|percent) is that?",
            "{name} got {a} of {b} points. (What percentage is that|How many percent is that)?",
        ),
        "{a} / {b} * 100", "b:H a:M",
    ),
    # --- two and more steps
    (
        (
            "{name} has {a} {things}, (buys|gets|finds|wins) {b} more and (gives|sells|passes) {c} to {name2}. How many (are left|does {name} have (now|then|in the end)|remain)?",
            "A (bus|train|lift|ship) (starts with|carries|has) {a} passengers. At the (next |first |)stop {b} get on and {c} get off. How many (are on it|are there now|passengers are there (then|now))?",
            "A {place} has {a} {things}. {b} (arrive|are delivered|come in|are added) and {c} are (sold|taken out|given away|removed). How many (are there then|remain|does it have now|are left)?",
            "{name} (had|has) {a} dollars, earned {b} and spent {c}. How much (is there now|does {name} have|is left)?",
            "The temperature (is|was) {a} degrees, rises by {b} and falls by {c}. What is it (then|now)?",
        ),
        "{a} + {b} - {c}", "a:L b:L c:M",
    ),
    (
        (
            "{name} has {a} {things}. (He|She) (gives|sells|hands) {b} to {name2} and {c} to {name3}. How many (are left|remain|does {name} keep|does {name} still have)?",
            "From a (rope|board|ribbon|pipe) of {a} cm, pieces of {b} cm and {c} cm are (cut off|taken). How (long is the rest|much remains|much is left)?",
            "A {place} had {a} {things}; {b} were sold (on {day}|in the morning) and {c} (on {day2}|in the afternoon). How many (are left|remain)?",
            "{name} has {a} dollars and (spends|pays) {b} on {things} and {c} on {things2}. How much (is left|remains)?",
        ),
        "{a} - {b} - {c}", "a:H b:M c:M",
    ),
    (
        (
            "{name} has {a} {things}, {name2} {b} and {name3} {c}. How many (do they have together|have they together|is that|are there in all)?",
            "There are {a} (red|large|old), {b} (blue|small|new) and {c} (green|broken|used) {things}. How many (are there|is that|{things} are there)[ altogether| in all]?",
            "{name} (walked|ran|cycled|drove) {a} km on {day}, {b} km on {day2} and {c} km the day after. How far (is that|did {name} go)[ altogether]?",
            "(What is the perimeter of|How long is the way around) a triangle with sides of {a}, {b} and {c} cm?",
            "(The {place} had|There were) {a} visitors on {day}, {b} on {day2} and {c} the next day. How many (in total|altogether|were there)?",
        ),
        "{a} + {b} + {c}", "a:L b:L c:L",
    ),
    (
        (
            "{name} (buys|has|packs) {a} (boxes|bags|packs|crates) with {b} {things} each and (gives away|eats|sells|loses|uses) {c}[ of them]. How many (are left|remain|does {name} still have)?",
            "{a} (boxes|trays|shelves|rows) hold {b} {things} each. {c} {things} are (broken|sold|taken|missing). How many (are left|remain|are good)?",
            "{name} earns {b} dollars a (day|week) for {a} (days|weeks) and spends {c}. How much (is left|remains|does {name} have)?",
        ),
        "{a} * {b} - {c}", "a:S b:M c:M",
    ),
    (
        (
            "{name} (buys|has|fills|packs) {a} (boxes|bags|packs|crates) with {b} {things} each and (has |finds |gets |)another {c} (single ones|loose ones|more). How many (are there|{things} is that|does {name} have)[ in all| altogether]?",
            "A {place} has {a} (rows|shelves|tables) with {b} (seats|{things}) each and {c} (more|extra ones|others). How many (is that|are there|in all)?",
            "A taxi costs {c} dollars and {b} dollars for each km. What does a ride of {a} km cost?",
            "{name} pays a fee of {c} and {b} (a month|per month|every month). How much is that after {a} months?",
            "{name} has saved {c} dollars and saves {b} (a week|every week|per week). How much does (he|she|{name}) have after {a} weeks?",
        ),
        "{a} * {b} + {c}", "a:S b:M c:L",
    ),
    (
        (
            "{name} has {a} {things}, {name2} has {b} times as many. How many (do they have together|have both together|is that altogether)?",
            "{name} (ran|saved|collected) {a} (km|dollars|points|stamps), {name2} {b} times as (much|many|far). What is (that|the sum) together?",
        ),
        "{a} + {a} * {b}", "a:L b:S",
    ),
    (
        (
            "{name} has {a} {things}, {name2} has {b} (times as many|times that number). How many (does {name2} have|has {name2})?",
            "{name} is {a} years old. (His|Her) (grandmother|grandfather|teacher|aunt) is {b} times as old. How old is that?",
            "A {thing} weighs {a} grams, another one {b} times as much. What does (it|the other one|the second) weigh?",
        ),
        "{a} * {b}", "a:M b:S",
    ),
    (
        (
            "{name} has {a} {things}, {name2} has {b} more than {name}. How many (do they have together|have both together|are there in all)?",
            "{name} is {a} years old and {name2} is {b} years older. (How old are they together|What is the sum of their ages)?",
            "On {day} {a} people came to the {place}, on {day2} {b} more than that. How many (came on both days|in all|altogether)?",
        ),
        "{a} + {a} + {b}", "a:M b:S",
    ),
    (
        (
            "{name} has {a} {things}, {name2} has {b} (fewer|less). How many (do they have together|have both together|are there in all)?",
            "{name} is {a} years old and {name2} is {b} years younger. (How old are they together|What is the sum of their ages)?",
        ),
        "{a} + {a} - {b}", "a:M b:S",
    ),
    (
        (
            "{name} has {a} {things} and gets {b} more. (He|She) shares them (equally|evenly|fairly) among {c} (friends|children|people). How many (does each get|for each)?",
            "{a} (boys|men) and {b} (girls|women) form {c} (equal |)(teams|groups). How many (are in each|people per team|are in one)?",
        ),
        "({a} + {b}) // {c}", "c:S a:=c*T b:=c*S",
    ),
    (
        (
            "{name} has {a} {things}, (eats|keeps|loses|sells) {b} and shares the rest (equally|evenly) among {c} (friends|children|people). How many (does each get|for each)?",
            "Of {a} {things}, {b} are broken; the others are packed into {c} boxes. How many (are in each|per box)?",
        ),
        "({a} - {b}) // {c}", "c:S b:M a:=b+c*T",
    ),
    (
        (
            "{a} (boys|men|red cards) and {b} (girls|women|blue cards) (each get|get) {c} {things}[ each]. How many {things} (is that|are needed|are given out)?",
            "{name} works {a} hours on {day} and {b} hours on {day2} for {c} dollars an hour. How much (does {name} earn|is that)?",
            "What is the perimeter of a (rectangle|garden|field) with sides {a} and {b}, taken {c} times?",
        ),
        "({a} + {b}) * {c}", "a:M b:M c:T",
    ),
    (
        (
            "(What is|Find|Compute) the perimeter of a (rectangle|room|garden|field|yard) (of|with sides|that is) {a} (by|and|times) {b} (metres|meters|cm|feet)[.|?]",
            "A (garden|field|yard|park) is {a} m long and {b} m wide. How (long is the fence around it|many metres of fence are needed|long is its perimeter)?",
        ),
        "2 * ({a} + {b})", "a:L b:M",
    ),
    (
        (
            "(What is|Find|Compute) the volume of a (box|room|tank|block) of {a} by {b} by {c} (metres|cm|feet)[.|?]",
            "{a} (floors|halls|trucks) with {b} (rooms|tables|boxes) each, and {c} {things} (in each|on each|in every one). How many {things} (is that|are there)?",
            "{a} people work {b} hours a day for {c} days. How many hours (is that|are worked)[ in all]?",
            "{name} takes {a} pills {b} times a day for {c} days. How many (is that|pills are needed)?",
        ),
        "{a} * {b} * {c}", "a:T b:S c:T",
    ),
    (
        (
            "(What is|Find|Compute) the area of a triangle with base {a} and height {b}[.|?]",
            "A triangle has a base of {a} cm and a height of {b} cm. What is its area?",
        ),
        "{a} * {b} / 2", "a:M b:M",
    ),
    (
        (
            "(What is|Find|Compute) the area of a square (with|of) side[s] {a}[ cm| m|][.|?]",
            "(What is|Compute|Find) {a} squared[?|.]", "{a} (squared|to the power of 2|to the power of two)",
        ),
        "{a} ** 2", "a:M",
    ),
    (
        (
            "A car uses {p} litres (for|per|on) 100 km. How (much fuel|many litres) (does it need|are needed) for {a} km?",
            "{p} litres of fuel are used on 100 km. How many litres for {a} km?",
        ),
        "{p} * {a} / 100", "p:P a:H",
    ),
    (
        (
            "How (long|many hours) does (a car|a train|a cyclist|{name}|a ship) (need|take) for {a} km at {b} km/h?",
            "At {b} km (an hour|per hour), how (long|many hours) (does it take|are needed) (for|to go) {a} km?",
        ),
        "{a} / {b}", "a:H b:M",
    ),
    (
        (
            "{name} is {a} years old. How old (is|will) (he|she|{name}) (be |)in {b} years?",
            "In {b} years, how old is {name} who is {a} (now|today)?",
            "It is {a} degrees and gets {b} degrees warmer. How warm is it (then|now)?",
        ),
        "{a} + {b}", "a:M b:M",
    ),
    (
        (
            "{name} was born in {y}. How old (is|does|will) (he|she|{name}) (turn |be |)in {z}?",
            "(How old is|What is the age of) someone born in {y} in the year {z}?",
            "A (house|bridge|school|ship|church) was built in {y}. How old (is|was) it in {z}?",
            "How many years (passed|lie|are there) (from|between) {y} (and|to) {z}?",
        ),
        "{z} - {y}", "y:Y z:Z",
    ),
    (
        ("How many minutes are {a} hours and {b} minutes?", "(Convert|Change|Turn) {a} hours (and |){b} minutes (to|into) minutes.", "{a} hours {b} minutes in minutes"),
        "{a} * 60 + {b}", "a:T b:M",
    ),
    (
        ("How many (minutes|min) are {a} hours?", "(Convert|Change|Turn) {a} hours (to|into) minutes.", "How many seconds (are|have) {a} minutes?", "(Convert|Turn) {a} minutes (to|into) seconds.", "{a} hours in minutes"),
        "{a} * 60", "a:M",
    ),
    (
        ("How many hours are {a} days?", "(Convert|Change|Turn) {a} days (to|into) hours.", "{a} days in hours"),
        "{a} * 24", "a:M",
    ),
    (
        ("How many days are {a} weeks?", "(Convert|Change|Turn) {a} weeks (to|into) days.", "{a} weeks in days"),
        "{a} * 7", "a:M",
    ),
    (
        ("How many (metres|meters|grams|millilitres) are {a} (km|kilometres|kg|kilos|litres)?", "(Convert|Change|Turn) {a} (km|kg|litres|kilograms) (to|into) (m|grams|ml|metres).", "{a} (km|kg) in (m|g)"),
        "{a} * 1000", "a:M",
    ),
    (
        ("(Convert|Change|Turn) {a} (degrees |)(Celsius|°C) (to|into) (Fahrenheit|°F)[.|?]", "How (much|many degrees Fahrenheit) (is|are) {a} (degrees |)(Celsius|°C)?", "What is {a} (°C|degrees Celsius) in (°F|Fahrenheit)?"),
        "{a} * 9 / 5 + 32", "a:M",
    ),
    (
        (
            "{name} (has|puts) {a} dollars in a bank at {r} % (a year|interest|per year). How much (interest is that|does it bring|interest) after {b} years[ (without compounding|simple interest)]?",
            "(Compute|What is) the simple interest on {a} at {r} % for {b} years[.|?]",
        ),
        "{a} * {r} / 100 * {b}", "a:H r:R b:S",
    ),
    (
        (
            "{name} puts {a} (dollars|euros|yuan) in a bank at {r} % (compound interest|a year, compounded yearly|compounded annually). How much is (it|there) after {b} years?",
            "{a} grows by {r} % every year. How (much|many) is it after {b} years?",
        ),
        "{a} * (1 + {r} / 100) ** {b}", "a:H r:R b:S",
    ),
    # --- plain arithmetic
    (
        (
            "(What is|What's|Compute|Calculate|Work out|How much is|Evaluate|Solve|) {a} (+|plus|added to|and) {b}[?|.| =]",
            "(Add|Sum up|Sum) {a} (and|to|with) {b}[.]", "(What is|Give me|Find|Compute) the sum of {a} and {b}[?|.]", "{a}+{b}", "{a} + {b} = ?",
        ),
        "{a} + {b}", "a:L b:L",
    ),
    (
        (
            "(What is|What's|Compute|Calculate|Work out|How much is|Evaluate|) {a} (-|minus|less|take away) {b}[?|.| =]",
            "(Subtract|Take) {b} from {a}[.]", "(What is|Find|Compute) the difference (of|between) {a} and {b}[?|.]", "{a}-{b}", "{a} - {b} = ?",
        ),
        "{a} - {b}", "a:L b:L",
    ),
    (
        (
            "(What is|What's|Compute|Calculate|Work out|How much is|Evaluate|) {a} (*|times|x|×|multiplied by) {b}[?|.| =]",
            "Multiply {a} (by|with|and) {b}[.]", "(What is|Find|Compute) the product of {a} and {b}[?|.]", "{a}*{b}", "{a} x {b} = ?",
        ),
        "{a} * {b}", "a:L b:L",
    ),
    (
        (
            "(What is|What's|Compute|Calculate|Work out|How much is|Evaluate|) {a} (/|divided by|over|÷) {b}[?|.| =]",
            "Divide {a} (by|into) {b}[.]", "(What is|Find|Compute) the (quotient|ratio) of {a} and {b}[?|.]", "{a}/{b}", "{a} / {b} = ?",
        ),
        "{a} / {b}", "a:L b:M",
    ),
    (("(What is|Compute|Calculate|How much is|) {a} (+|plus) {b} (*|times|x) {c}[?|.]", "{a}+{b}*{c}", "Add {a} to the product of {b} and {c}."), "{a} + {b} * {c}", "a:L b:M c:M"),
    (("(What is|Compute|Calculate|How much is|) {a} (*|times|x) {b} (+|plus) {c}[?|.]", "{a}*{b}+{c}", "Multiply {a} (by|and) {b}, then add {c}."), "{a} * {b} + {c}", "a:L b:M c:L"),
    (("(What is|Compute|Calculate|How much is|) {a} (*|times|x) {b} (-|minus) {c}[?|.]", "{a}*{b}-{c}", "Multiply {a} (by|and) {b}, then (subtract|take away) {c}."), "{a} * {b} - {c}", "a:L b:M c:M"),
    (("(What is|Compute|Calculate|How much is|) {a} (+|plus) {b} (-|minus) {c}[?|.]", "{a}+{b}-{c}", "Add {b} to {a} and subtract {c}."), "{a} + {b} - {c}", "a:L b:L c:M"),
    (("(What is|Compute|Calculate|How much is|) {a} (-|minus) {b} (+|plus) {c}[?|.]", "{a}-{b}+{c}", "Subtract {b} from {a} and add {c}."), "{a} - {b} + {c}", "a:L b:M c:L"),
    (("(Multiply|Take) the sum of {a} and {b} (by|times) {c}[.]", "{a} plus {b}, all times {c}", "Add {a} and {b}, then multiply by {c}."), "({a} + {b}) * {c}", "a:L b:L c:M"),
    (("(Multiply|Take) the difference of {a} and {b} (by|times) {c}[.]", "Subtract {b} from {a}, then multiply by {c}."), "({a} - {b}) * {c}", "a:L b:M c:M"),
    (("(Divide) the sum of {a} and {b} by {c}[.]", "Add {a} and {b}, then divide by {c}.", "{a} plus {b}, all divided by {c}"), "({a} + {b}) / {c}", "a:L b:L c:S"),
    (("(What is|Compute|Calculate|How much is|) {a} (to the power of|raised to the power|^|**|to the) {b}[?|.]", "Raise {a} to the power of {b}[.]"), "{a} ** {b}", "a:M b:S"),
)  # fmt: skip
THINGS = (
    "apples oranges pears plums lemons peaches bananas cherries berries melons nuts eggs cakes cookies biscuits rolls loaves sandwiches sweets "
    "candies books notebooks pens pencils crayons erasers rulers stickers stamps cards coins marbles balls toys dolls blocks puzzles balloons kites "
    "shirts socks hats scarves gloves shoes coats belts buttons beads rings cups plates bowls glasses bottles spoons forks knives jars candles lamps "
    "chairs tables boards bricks stones tiles planks nails screws tools ropes tickets posters photos letters parcels envelopes magazines newspapers "
    "flowers roses tulips trees plants seeds leaves shells fish ducks hens sheep goats cows horses rabbits birds bees cats cars bikes boats wheels tyres "
    "batteries cables phones screens keys bags baskets towels blankets pillows carpets paintings vases clocks watches drums flutes mugs trays"
).split()
SINGULAR = (
    "book shirt lamp chair bag coat phone watch ticket table bike camera clock jacket radio hat vase ball toy printer kettle tent guitar rug mirror desk scarf "
    "pen cup cake plate bottle knife blanket"
).split()
BOXES = "box bag basket crate carton jar drawer tray packet chest".split()
PLACES = (
    "shop library school farm museum hotel theatre cinema factory warehouse bakery market garden hospital stadium bookshop station club camp zoo restaurant "
    "café kindergarten gym office village hall"
).split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ASIDES = (
    "It is a sunny day.", "It is raining.", "{name2} is watching.", "The shop opens at 9.", "This happened in {place}.", "They live in the same street.",
    "The {things2} are not counted.", "{name} likes {things2}.", "School begins at 8.", "It was on a {day}.",
)  # fmt: skip
