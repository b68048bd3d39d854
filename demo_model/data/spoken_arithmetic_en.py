"""English problems of plain arithmetic in many different words; the form of stories_en.STORIES."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# Two kinds whose stories look alike stand beside each other, so that the operation and not the template tells them apart.
STORIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        (
            "(Put|Lay) {a} and {b} together[ and tell me what you get][.]", "{a} increased by {b}[: what is it| gives what?]", "[So ]what do {a} and {b} (make|come to|amount to|add up to)?", "I (need|want) {a} and {b} (added|summed|totalled)[, please].",
            "combined (value|amount|total) of {a} and {b}[?]", "{b} more than {a}[ is what number?|?]", "Which number is {b} (greater|larger|bigger) than {a}?", "(Raise|Increase) {a} by {b}[.]", "If I (start at|have) {a} and go up by {b}, where (am I|do I land)?",
            "The {place} (welcomed|counted|hosted) {a} (visitors|guests|people) in (spring|May|the first week) and {b} in (autumn|June|the second). (Overall attendance|How many came overall|Total)?", "One parcel weighs {a} g, the other {b} g[; both go on the scale]. (What does the scale show|Combined weight|Weight of both)?",
            "Our (electricity|phone) bill was {a} (euros|dollars), the (water|gas) bill {b}. (What did we pay for both|Total cost|What do both cost)?", "(Already|So far) {a} km (driven|are behind me), {b} km (to go|still ahead). (How long is the whole trip|What is the length of the whole route)?",
            "My (shelf|phone|album) had {a} {things} on it, and {b} more (showed up|were put there) {day}. (The new count|What is the count|And now)?", "{name} typed {a} words before lunch and {b} after it. (Words for the day|What's the day's total)?",
            "{a} {things} (here|upstairs|in the cellar), {b} (there|downstairs|in the attic). (All in all|Taken together|Overall) (how many|that is)?", "A jacket costs {a} and trousers {b}. (What do I pay|How much must I pay|Price of both)?",
        ),
        "{a} + {b}", "a:L b:L",
    ),
    (
        (
            "(By how much|How far|How much) is {a} (above|bigger than|greater than|larger than|ahead of) {b}?", "{a} (reduced|decreased|lowered|diminished) by {b}[.|?| gives what?]", "(Reduce|Lower|Decrease|Diminish) {a} by {b}[.]", "(The |)(gap|distance|difference) between {a} and {b}[?]",
            "what (must|do I have to) (I |)add to {b} to (get|reach) {a}?", "{b} (less|fewer) than {a}[?| is?]", "(What's|How much is) left (of|from) {a} (once|after) {b} (is gone|is removed|has been taken off)?", "{b} subtracted from {a}[ is?|.|?]", "(Deduct|Knock off|Remove) {b} from {a}[.]",
            "I had {a} {things} and {b} (vanished|went missing|were stolen|got broken). What do I have left?", "{name} wants to save {a} dollars and has {b} so far. How much (is missing|more is needed|is still to save)?", "The (trip|route|race) is {a} km; {b} km are done. What is still (ahead|to do|left)?",
            "My {thing} costs {b} and I hand over {a}. (What change do I get|How much comes back|Change)?", "The {place} (holds|seats|has room for) {a} people; {b} are (in|inside|there). (How many can still enter|Free places)?", "A mountain is {a} m high, another {b} m. How much higher is the first?",
            "{name} scored {a}, {name2} only {b}. By how many points did {name} (win|lead)?", "Out of {a} {things} (ordered|planned), {b} (have arrived|are here). How many are (outstanding|still missing|to come)?", "Before the sale the {place} had {a} {things}, {b} went over the counter. (Remaining stock|What is left in stock)?",
        ),
        "{a} - {b}", "a:L b:L",
    ),
    (
        (
            "{a} (lots|groups|sets|batches) of {b}[: how many?| is what?|?]", "{b} taken {a} times[?|.| is?]", "(What's|How much is) {a} times as much as {b}?", "(Compute|Find|Give) {a} multiplied with {b}[.]", "(The |)product: {a} and {b}[.]", "what do I get when I multiply {a} and {b}[ together]?",
            "{a} (cartons|crates|bags|packs|sacks) (of|holding|containing) {b} {things}[ each]. (Total|How many {things}|Number of {things})?", "Every {box} contains {b} {things} and we (ordered|loaded|need) {a}. How many {things} (did we get|is it all in all|come)?", "One {thing} is {b} dollars. What do {a} (of them |)(cost|come to)?",
            "{name} swims {b} lengths per visit and went {a} times. (Lengths altogether|How many lengths)?", "There are {a} (coaches|wagons|rows) and (each|every one) (seats|takes) {b}. (Capacity|How many people fit|How many seats)?", "Rent is {b} a month. What (goes out|is paid) in {a} months?", "At {b} km/h for {a} hours: how far?",
            "How far does (a train|a plane|{name}) get in {a} hours at {b} (km an hour|miles per hour|km/h)?", "A (sheet|board|floor) measures {a} by {b}. (Its area|What area is that|How many squares)?", "{a} tickets at {b} (apiece|each|a piece)[: total price|. What is the bill]?", "(My|The) printer does {b} pages (a|per) minute. Output in {a} minutes?",
            "{a} people each (pay|chip in|contribute) {b} dollars. How much (is in the pot|comes together)?", "wage: {b} an hour, {a} hours (worked|done). Pay?", "{things} at {b} cents each, {a} of them, cost?",
        ),
        "{a} * {b}", "a:T b:L",
    ),
    (
        (
            "(What is|What's|How much is|Compute|Work out) {a} (divided|split) by {b}[?|.]", "{a} (shared|split|cut) into {b} equal (parts|portions)[: how big is each?|. Size of one part?]", "how (often|many times) does {b} go into {a}[, as a decimal]?", "(The |)(quotient|ratio) of {a} (and|to|by) {b}[?]", "(Split|Divide|Share) {a} by {b}[.]", "one {b}th of {a}",
            "{a} over {b} as a decimal", "{b} (friends|flatmates|people) split a bill of {a}. (What does one pay|What is each one's part|Cost per head)?", "{a} km in {b} hours: (average speed|how fast is that|what speed)?", "A drive of {a} km took {b} hours. What was the speed[ on average]?", "{b} kilos cost {a} dollars. What is the price (per kilo|of one kilo)?",
            "{name} paid {a} for {b} {things}. Price (per piece|of a single one|each)?", "A rope of {a} cm is cut into {b} equal pieces. Length of (each|one)?", "We used {a} kWh in {b} days. (What is the daily use|How much per day)?", "A (team|shop) made {a} (goals|sales) in {b} (games|days). (What is the average|Average per (game|day))?",
        ),
        "{a} / {b}", "a:L b:T",
    ),
    (
        (
            "{a} {things} are to be shared by {b} (kids|children|people) (equally|so that all get the same). (What does one get|Each gets how many)?", "(Deal|Hand|Give) out {a} {things} evenly to {b} (players|pupils). How many (per person|for one|apiece)?", "{b} {things} fit into a {box}. {a} {things} fill how many?",
            "{a} (pupils|people) line up in rows of {b}. (How many rows|Number of rows)?", "How many (teams|groups) of {b} can be (made|formed) (from|out of) {a} players?", "{name} packs {a} {things}, {b} to a {box}. (How many does {name} fill|Number of full ones)?", "{a} pages, {b} a day: after how many days is the book finished?", "{name} splits {a} {things} between {b} equal {box}s... how many go in one?",
            "How many whole times does {b} (fit|go) into {a}?", "{a} (whole-number|integer) divided by {b}", "integer part of {a} / {b}", "With {a} dollars, how many {things} at {b} dollars (each |)can {name} (buy|afford)?",
        ),
        "{a} // {b}", "a:=b*S b:T",
    ),
    (
        (
            "(What is|What's|Find|Give me|Compute) the remainder (when|if) {a} is divided by {b}[?|.]", "(What|How much) (is left over|remains|stays over) (when|if|after) (I |you |)(divide|dividing) {a} by {b}?", "{a} (mod|modulo|%) {b}[?| = ?]", "remainder of {a} (by|over|/|divided by) {b}[?]", "(Divide|Split) {a} by {b} and (tell|give) me (only |)(the remainder|what is left over|the rest)[.]",
            "dividing {a} by {b} leaves what (rest|remainder)?", "{a} {things} are (shared|dealt out) fairly among {b} (kids|people|players). How many are (left over|not given out|left on the table)?", "{name} packs {a} {things} into {box}es of {b}. How many (do not fit|are left unpacked|stay loose|are left over at the end)?", "{a} (pupils|soldiers) line up in rows of {b}; how many stand in the (unfinished|last, incomplete) row?",
            "{a} {things}, {b} to a {box}, all filled up: what is left outside?", "{a} (players|people) form teams of {b}. How many (are without a team|have no team|are left out)?", "It is day {a} of a cycle of {b} days. How many days after the last full cycle is that?", "With {a} dollars {name} buys as many {things} at {b} dollars as possible. What money is left?",
            "A {a} cm ribbon is cut into pieces of {b} cm. How long is the leftover[ bit]?", "Modulo: {a}, {b}", "rest of the division {a} : {b}", "What rest do I get from {a} divided by {b}?", "(Compute|Calculate|Evaluate) {a} modulo {b}[.]", "the amount left after taking {b} away from {a} as often as possible",
        ),
        "{a} % {b}", "a:L b:M",
    ),
    (
        (
            "(What is|What's|Compute|Find|Work out|How much is) {a} (raised to|to) the power (of |){b}[?|.]", "{a} (to the|to the power) {b}[th][?]", "{a} multiplied by itself[,] {b} times in the product[.]", "(Take|Give me|I need) the {b}th power of {a}[.]", "(The |){b}th power of {a}[?| is?]", "(Raise|Take) {a} to {b}[.]", "{a}^{b}[?| = ?]", "{a} ** {b}",
            "base {a}, exponent {b}[: value?|. What is the power?|?]", "(The |)power with base {a} and exponent {b}[?|.]", "{b} factors of {a} multiplied[: what comes out?|?]", "(Exponentiate|Raise): {a} with exponent {b}[.]", "{a} with (the |an |)exponent (of |){b}[?]", "A lock has {b} wheels with {a} symbols each. How many codes are (possible|there)?", "How many strings of length {b} can be made from {a} (letters|symbols)?", "{a} times itself, {b} factors in all[?]",
        ),
        "{a} ** {b}", "a:M b:S",
    ),
    (
        (
            "(The |)square of {a}[?|.| is what?]", "(Square|Please square) {a}[.]", "{a} (squared|times itself|multiplied by itself)[?|.]", "(What is|How much is|Find|Compute) {a} squared[?|.]", "{a} to the second[ power][?]", "(A|The) square has (a side of|sides of) {a} (cm|m). (How large is it|What area does it cover|Area)?", "What do I get if I multiply {a} by itself?", "A grid (is|of) {a} by {a}: how many (cells|fields)?", "What number is {a} squared?",
        ),
        "{a} ** 2", "a:M",
    ),
    (
        ("(The |)cube of {a}[?|.]", "(Cube|Please cube) {a}[.]", "{a} (cubed|to the third[ power])[?|.]", "(What is|Find|Compute) {a} cubed[?|.]", "A cube has edges of {a} cm. (What is its volume|Volume)?", "(Volume|Find the volume) of a cube with (side|edge) {a}[.]", "A dice-shaped tank is {a} m on every edge. How many cubic metres?"),
        "{a} ** 3", "a:T",
    ),
    (
        (
            "(A box|A crate|A case|A pack) with {b} {things} is (bought|delivered) {a} times, then {c} {things} are (removed|eaten|lost). (What is left|How many remain)?",
            "{a} (boxes|trays|packs) of {b} {things}, minus {c}[ bad ones][: how many|. What remains]?", "{name} bakes {a} trays of {b} rolls and (burns|sells|eats) {c}[ rolls]. (What remains|How many rolls are left)?", "There are {a} rows of {b} (seats|chairs) in the hall; {c} are (taken|broken|blocked). How many can be used?",
            "{name} works {a} days for {b} dollars a day, and {c} dollars go to (tax|rent|food). What (is kept|stays|remains)?", "{a} friends each bring {b} {things}; {c} of them get (eaten|lost|used). (Leftover|How many survive|How many are still there)?", "Take {a} times {b} and (subtract|take away|remove|deduct) {c}[.]", "{c} less than the product of {a} and {b}[?]",
            "(Subtract|Take) {c} from the product of {a} and {b}[.]", "{a} times {b}, less {c}[?]", "{a} shelves hold {b} {things} each. {name} borrows {c}. How many stay?", "{name} saves {b} a (week|month) for {a} (weeks|months) and then spends {c} on a {thing}. (Balance|What remains)?",
        ),
        "{a} * {b} - {c}", "a:M b:M c:M",
    ),
    (
        (
            "{a} (boxes|trays|packs) of {b} {things} plus {c}[ extra| loose ones][: how many|. What is the total]?", "{name} bakes {a} trays of {b} rolls and another {c} (rolls|by hand). How many rolls?", "There are {a} rows of {b} (seats|chairs) in the hall and {c} (stools|extra seats) are brought in. (Total seats|How many people can sit)?", "{name} works {a} days for {b} dollars a day and gets a bonus of {c}. (What is earned|Pay in all)?",
            "Take {a} times {b} and (add|put on) {c}[.]", "{c} more than the product of {a} and {b}[?]", "(Add) {c} to the product of {a} and {b}[.]", "{a} times {b}, plus {c}[?]", "{a} shelves hold {b} {things} each, and {c} lie on the floor. How many in all?", "Delivery costs {c}, and {a} {things} are {b} each. What (do I pay|is the bill)?", "A plumber charges {c} to come and {b} per hour. (Bill for|What do I pay for) {a} hours?",
        ),
        "{a} * {b} + {c}", "a:M b:M c:M",
    ),
    (
        (
            "{name} had {a} {things}, bought {b} and later sold {c}. (What is the stock now|How many are left|And now)?", "A {place} (starts|opens) with {a} {things}, (buys|gets in|takes delivery of) {b} and sells {c}. How many (remain|at closing time|are there in the evening)?", "(First|To begin with) {a} {things}, then {b} (more come|are added), then {c} (go|are sold|are removed). Final count?", "{name} owns {a} shares, purchases {b} and sells {c}. Shares (now|held)?",
            "The account shows {a}; {b} comes in and {c} goes out. (New balance|What does it show then)?", "{a} plus {b}, (less|minus|take away) {c}[?]", "Take {a}, add {b}, (subtract|remove) {c}[.]", "{a} people were in the {place}; {b} came in, {c} went home. How many are inside?", "From the sum of {a} and {b} (take|subtract) {c}[.]", "The library had {a} books, got {b} as a gift and threw out {c}. How many now?",
        ),
        "{a} + {b} - {c}", "a:L b:L c:M",
    ),
    (
        (
            "{name} had {a} {things}, sold {b} and later bought {c}. (What is the stock now|How many then)?", "A {place} starts with {a} {things}, sells {b} and takes delivery of {c}. How many (at closing time|are there now)?", "The account shows {a}; {b} goes out and {c} comes in. (New balance|What does it show then)?", "{a} minus {b}, plus {c}[?]", "Take {a}, subtract {b}, add {c}[.]", "{a} people were in the {place}; {b} went home, {c} came in. How many are inside?", "{name} spends {b} of {a} dollars and then earns {c}. Money now?", "It was {a} degrees, fell by {b} and rose by {c}. Temperature?",
        ),
        "{a} - {b} + {c}", "a:H b:M c:L",
    ),
    (
        (
            "{name} has {a} dollars and buys a {thing} for {b} and a {thing3} for {c}. (What is left|Money left|How much remains)?", "(Take|Subtract) both {b} and {c} from {a}[.]", "{a} less {b} less {c}[?]", "{a} {things}: {b} go to {name2}, {c} to {name3}. {name} keeps how many?", "Of {a} km, {b} are done by train and {c} by bus; the rest on foot. How far on foot?", "A day's budget of {a}: {b} for food, {c} for travel. What can still be spent?", "The hall seats {a}. {b} adults and {c} children are in. How many seats are free?", "{name} starts with {a} points and loses {b} and then {c}. Points now?",
        ),
        "{a} - {b} - {c}", "a:H b:M c:M",
    ),
    (
        (
            "(Find|Take|Work out|I need|Give me) {r} (%|percent|per cent) of {a}[.]", "{r}% of {a} (is|equals) (what|how much)?", "how much is {r} percent (of|out of) {a}?", "{r} out of every 100 of {a} {things} are faulty. How many[ is that]?", "A bill of {a} with a tip of {r}%: how (much|big) is the tip?", "The agent takes {r}% of a sale of {a}. (Commission|How much is the commission)?", "VAT of {r}% on {a}: what is the tax?", "{r} per cent of the {a} seats are (taken|free). How many seats?", "{name} donates {r}% of {a} dollars. (How much|The donation)?", "(What part|How much) of {a} is {r}%?", "{a} (voters|members), {r}% (turned up|said yes). How many people?",
        ),
        "{a} * {r} / 100", "r:R a:H",
    ),
    (
        (
            "(Take|Knock) {r}% off {a}[.]", "{a} with {r}% off[?]", "{a} (less|minus|reduced by|decreased by|cut by) {r} (%|percent)[?|.]", "A {thing} of {a} dollars is on sale at {r}% off. (New price|Sale price|What do I pay)?", "A discount of {r}% on {a}: (what is left to pay|final price)?", "the price {a} (falls|drops) by {r} percent. What is it (now|then)?", "After a (pay cut|loss) of {r}%, what (is left|remains) of {a}?", "{name} has a coupon for {r}% off and buys for {a}. Amount due?", "(Decrease|Lower|Reduce) {a} by {r} percent[.]", "{a} shrinks by {r} percent; what is it then?",
        ),
        "{a} * (100 - {r}) / 100", "r:R a:H",
    ),
    (
        (
            "(Add|Put) {r}% (to|on top of|onto) {a}[.]", "{a} (plus|increased by|raised by|and a further) {r} (%|percent)[?|.]", "A {thing} of {a} dollars gets {r}% dearer. (New price|What does it cost then)?", "{a} with {r}% tax[ added| on top][?]", "A meal costs {a}, and we tip {r}%. What do we pay in all?", "the rent of {a} (goes up|rises|climbs) by {r} percent. (What is it then|New rent)?", "After a raise of {r}%, what does {name} earn who had {a}?", "(Increase|Raise|Grow) {a} by {r} percent[.]", "net {a}, VAT {r}%: gross?", "{a} grows by {r} percent; what is it then?",
        ),
        "{a} * (100 + {r}) / 100", "r:R a:H",
    ),
    (
        (
            "(Express|Write|Give) {a} as a percentage of {b}[.]", "{a} is what (percent|percentage|per cent) of {b}?", "{a} out of {b} (in|as a|as) (percent|percentage|per cent)[?]", "what percentage (is|does) {a} (out of|of|make of) {b}[ make]?", "{name} got {a} of {b} points. (Percentage|What per cent is that)?", "{a} of {b} people said yes. What share in percent?", "{a} of the {b} {things} were sold. Per cent?",
        ),
        "{a} / {b} * 100", "b:H a:M",
    ),
    (
        ("{name} pays with a {b} dollar note for {a} {things} at {p} each. (Change|What comes back|How much change)?", "{a} {things} cost {p} apiece; I give {b}. (What change do I get|Change)?", "From {b} dollars, {a} {things} at {p} dollars each are bought. (What is left|Money left)?", "Budget {b}, buying {a} {things} at {p} a piece: what remains?", "{name} hands the cashier {b} for {a} {things} at {p} each. How much does {name} get back?"),
        "{b} - {a} * {p}", "a:S p:P b:H",
    ),
    (
        ("{a} {things} at {p} each: (total|cost|bill)?", "How much (money |)for {a} {things} priced {p} apiece?", "Each {thing} is {p}. I take {a}. (What do I owe|What is the total price)?", "{a} litres at {p} a litre (cost what|: price)?", "unit price {p}, quantity {a}. Total?", "(Price|Cost) of {a} kilos at {p} a kilo?"),
        "{a} * {p}", "a:T p:P",
    ),
    (
        ("{a} kilos cost {b} dollars. (What do|Price of) {c} kilos[ cost]?", "If {a} {things} cost {b}, what do {c} cost?", "{a} machines make {b} parts an hour. How many do {c} make?", "A recipe for {a} people needs {b} g of flour. How much for {c} people?", "{name} walks {b} m in {a} minutes. How far in {c} minutes[ at the same pace]?", "{b} dollars for {a} hours; at the same rate, for {c} hours?"),
        "{b} / {a} * {c}", "a:S b:M c:T",
    ),
    (
        ("How many (buses|vans|boats) of {b} seats are needed for {a} (people|pupils)?", "{a} {things} have to go into {box}es of {b}. How many are needed[ at least]?", "A page has room for {b} photos. How many pages for {a} photos?", "A lift takes {b} people at once. How many rides for {a} people?", "{a} guests, tables of {b}: at least how many tables?", "Round up {a} divided by {b}[.]", "smallest whole number not below {a} / {b}"),
        "-(-{a} // {b})", "a:H b:M",
    ),
    (
        ("{a} km at {b} km/h: (how many hours|how long|travel time)?", "(Time|Hours) needed for {a} km at a speed of {b} km/h?", "A train (does|goes) {b} km an hour. After how many hours has it gone {a} km?", "{name} types {b} words a minute. How many minutes for {a} words?", "A tap gives {b} litres a minute. How long to fill {a} litres?", "{a} litres of water flow out at {b} litres a minute. When is it empty?"),
        "{a} / {b}", "a:H b:M",
    ),
    (("(Half|One half) of {a}[?]", "(Halve) {a}[.]", "How much is half of {a}?", "{name} gives half of {a} dollars away. How much is given?", "{a} (cut in|divided into) two equal parts: each is?", "{a} for two people: each?"), "{a} / 2", "a:L"),
    (("(Double) {a}[.]", "twice {a}[?]", "(What is|How much is) (double|twice) {a}[?]", "two times {a}", "{name} has {a} and {name2} twice as much. How much has {name2}?", "{a} doubled"), "{a} * 2", "a:L"),
    (("(A third|One third) of {a}[?]", "How much is (a third|one third) of {a}?"), "{a} / 3", "a:L"),
    (("(A quarter|One quarter|A fourth) of {a}[?]", "How much is (a quarter|one fourth) of {a}?"), "{a} / 4", "a:L"),
    (("(What is|How much is|Find|) {d}/{e} of {a}[?|.]", "(Take|Compute) {d}/{e} of {a}[.]", "{d}/{e} of {a} {things} are red. How many is that?", "{name} spends {d}/{e} of {a} dollars. How much is spent?"), "{a} * {d} / {e}", "a:H d:D e:S"),
    (("(Three quarters|Three fourths) of {a}[?]", "How much is (three quarters|three fourths) of {a}?"), "{a} * 3 / 4", "a:L"),
    (
        ("(Perimeter|The perimeter) of a rectangle {a} by {b}[?]", "A (field|plot|pool|picture frame) is {a} m by {b} m. How long is (the way|a walk) all around it?", "How much (fence|edging|lace) goes around a (rectangle|garden|tablecloth) of {a} times {b}?", "(length|sides) {a}, (width|and) {b}: (perimeter|distance round the outside)?", "A rectangle has sides {a} and {b}. (Find|What is|How long is) the perimeter[?]", "{name} runs once round a {a} m by {b} m field. How far?"),
        "2 * ({a} + {b})", "a:M b:M",
    ),
    (
        ("(Area|The area) of a rectangle {a} by {b}[?]", "A (field|plot|room|wall) is {a} m by {b} m. (How many square metres|How large is its area|How much carpet covers it)?", "(length|sides) {a}, (width|and) {b}: (area|surface)?", "A rectangle has sides {a} and {b}. (Find|What is) the area[?]", "How many one-metre tiles cover a floor of {a} by {b} metres?"),
        "{a} * {b}", "a:M b:M",
    ),
    (
        ("(Volume|Find the volume|The volume) of a (box|tank|room) {a} by {b} by {c}[.]", "A tank is {a} long, {b} wide and {c} (high|deep). (What does it hold|Volume)?", "length {a}, width {b}, height {c}: volume?", "How many unit cubes fill a box of {a} x {b} x {c}?", "{a} times {b} times {c}", "(Multiply|Product of) {a}, {b} and {c}[.]"),
        "{a} * {b} * {c}", "a:T b:T c:T",
    ),
    (("(Convert|Change|Turn) {a} (Fahrenheit|°F|degrees Fahrenheit) (to|into) (Celsius|°C)[.]", "{a} °F in °C[?]", "How many degrees Celsius are {a} degrees Fahrenheit?", "It is {a} °F outside. What is that in Celsius?"), "({a} - 32) * 5 / 9", "a:M"),
    (("{a} °C in °F[?]", "It is {a} degrees Celsius. What would an American thermometer show?", "(Express|Write) {a} °C in Fahrenheit[.]", "What is {a} Celsius on the Fahrenheit scale?"), "{a} * 9 / 5 + 32", "a:M"),
    (("(Convert|Change) {a} minutes (to|into) hours[.]", "{a} minutes in hours[?]", "How many hours are {a} minutes?", "A film lasts {a} minutes. How many hours is that?", "(Express|Write) {a} seconds in minutes[.]", "how many minutes is {a} seconds?"), "{a} / 60", "a:H"),
    (("How many seconds (are|make|in) {a} hours?", "{a} hours in seconds[?]", "(Express|Convert) {a} hours (in|to) seconds[.]"), "{a} * 3600", "a:T"),
    (("(Express|Convert|Change) {a} (m|metres|g|grams|ml) (in|to|into) (km|kilometres|kg|kilograms|litres)[.]", "how many (km|kg|litres) are {a} (m|g|ml)?", "{a} (metres|grams) in (kilometres|kilos)"), "{a} / 1000", "a:H"),
    (("(Express|Convert) {a} (m|metres) (in|to) (cm|centimetres)[.]", "how many (cm|centimetres) are {a} (m|metres)?", "{a} dollars in cents[?]", "How many cents are {a} (dollars|euros)?"), "{a} * 100", "a:L"),
    (("(Express|Convert) {a} (cm|centimetres) (in|to) (m|metres)[.]", "how many (m|metres) are {a} (cm|centimetres)?", "{a} cents in (dollars|euros)[?]"), "{a} / 100", "a:L"),
    (("How many (hours|h) (make|are|in) {a} days?", "{a} full days: how many hours?", "A trip lasts {a} days. How many hours is that?"), "{a} * 24", "a:M"),
    (("{a} weeks: how many days?", "A course runs for {a} weeks. How many days?", "(Express|Give) {a} weeks in days[.]"), "{a} * 7", "a:M"),
    (("{a} (miles) in (km|kilometres)[?]", "(Convert|Change) {a} miles (to|into) km[.]", "How many kilometres are {a} miles?"), "{a} * 1.609344", "a:M"),
    (("{a} (inches) in (cm|centimetres)[?]", "(Convert|Change) {a} inches (to|into) cm[.]", "How many centimetres are {a} inches?"), "{a} * 2.54", "a:M"),
    (("How many (eggs|rolls) are {a} dozen?", "{a} dozen {things}: how many[ pieces]?", "{a} years in months[?]", "How many months are {a} years?"), "{a} * 12", "a:M"),
    (
        ("born in {y}, age in {z}[?]", "(Someone|A woman|My uncle) (is|was) born in {y}. (What age is that in|How many years old in) {z}?", "A firm founded in {y} celebrates in {z}. Which anniversary is it?", "(From|Between) {y} (to|and) {z}: how many years?", "Wine from {y}, opened in {z}. (Its age|How old is it)?", "{name}, {y} baby, blows out how many candles in {z}?"),
        "{z} - {y}", "y:Y z:Z",
    ),
    (
        ("{name} is {a}, {name2} is {b} years older. (Age of {name2}|How old is {name2})?", "{name} is {a} now. (Age|How old) in {b} years?", "{b} years from now, what is the age of {name}, {a} today?", "{name} had {name2} at the age of {a}; {name2} is now {b}. How old is {name}?", "{name} moved {b} years after turning {a}. At what age?"),
        "{a} + {b}", "a:M b:S",
    ),
    (
        ("{name} is {a}, {name2} is {b} years younger. (Age of {name2}|How old is {name2})?", "{name} is {a} now. (What was the age|How old was (he|she)) {b} years ago?", "{b} years ago, what was the age of {name}, {a} today?", "{name}, {a}, moved here {b} years ago. At what age?"),
        "{a} - {b}", "a:M b:S",
    ),
    (
        ("{a} {things} and {b} more are split evenly among {c} people. (Each gets|How many per person)?", "(Share|Divide) the {a} red and {b} blue {things} equally between {c} (kids|boxes). How many in each?", "Two bags hold {a} and {b} {things}; {c} children share all of them. How many per child?"),
        "({a} + {b}) // {c}", "c:S a:=c*T b:=c*S",
    ),
    (
        ("{a} {things}, {b} are kept, and {c} people split the others evenly. (Each gets|How many per person)?", "After {b} of {a} {things} are sold, the rest go evenly into {c} boxes. How many in each?", "{name} puts {b} of {a} {things} aside and deals the rest to {c} players. How many per player?"),
        "({a} - {b}) // {c}", "c:S b:M a:=b+c*T",
    ),
    (("(Sum|Total) of {a} and {b}, (then |)times {c}[?|.]", "{c} times the sum of {a} and {b}[?]", "{a} adults and {b} children pay {c} dollars each. (Takings|How much is paid)?", "{name} buys {a} pens and {b} pencils, all at {c} cents. (Cost|What is paid)?"), "({a} + {b}) * {c}", "a:M b:M c:T"),
    (("{c} times the difference of {a} and {b}[?]", "Of {a} tickets {b} stay unsold; the sold ones brought {c} dollars each. (Takings|Income)?", "{name} buys at {b}, sells at {a} and does so with {c} {things}. (Profit|What is the gain)?"), "({a} - {b}) * {c}", "c:T b:M a:H"),
)  # fmt: skip
