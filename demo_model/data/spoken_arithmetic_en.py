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
            "Tell me (the number you reach|where you end up) when you count {b} on from {a}[.]", "(I'd like to know|Do you know|Could you say) what {a} and {b} are together[.|?]", "To {a}, add {b}[.]", "{name} found {a} {things} and {name2} found {b}; (between them they have how many|jointly that makes|as a pair they own)?", "Morning shift: {a} parcels. Night shift: {b}. (Whole day|Both shifts)?", "How many {things} does the {place} have, given that {a} were there and {b} have just been delivered?",
            "After climbing {a} steps {name} climbed {b} more, which makes how many?", "A river rose by {b} cm from a level of {a} cm; its level is now?", "The first volume has {a} pages, the second {b}. (Anyone reading both reads how many|Pages in the pair)?", "If {name} gives {name2}, who owns {a} {things}, another {b}, (what will {name2} own|how many does {name2} end up with)?", "Votes by post {a}, votes at the polls {b}, all votes?", "{b} new members join a club of {a}. How big is the club then?",
            "Two farms lie side by side, {a} hectares and {b} hectares. What area do they cover jointly?", "The odometer read {a} km before a ride of {b} km. What does it read (now|afterwards)?", "{name} burnt {a} kcal running, {b} swimming. (Calories burnt altogether|Work out the sum of both).", "(Find|Say|State) the number that exceeds {a} by {b}[.]", "Some {things} were in a {box}. {name} took out {b}, which left {a}. How many were there (originally|at first|before that)?", "A number minus {b} is {a}. (What is the number|Which number)?",
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
            "From {a} (take|strip|lop off|drop) {b}[.]", "Count {b} down from {a}; where do you stop?", "(I'd like to know|Do you know|Could you say) what remains of {a} without {b}[.|?]", "How many more {things} does {name} have than {name2}, if {name} has {a} and {name2} {b}?", "{name2} owns {b} {things}, {name} {a}. (By how many is {name} ahead|How many fewer has {name2})?", "Together {name} and {name2} picked {a} apples; {b} of those were {name2}'s. How many did {name} pick?",
            "One book has {b} pages, the other {a}. How many pages longer is the thicker one?", "A number plus {b} is {a}. (What is the number|Which number)?", "A sum is {a} and one part of it is {b}. The other part?", "Capacity {a} litres, filled with {b} litres: how many litres (fit in still|short of full)?", "{name} lowered a weight of {a} kg by {b} kg. What does it weigh now?", "{a} seedlings planted, {b} withered. (Survivors|How many live)?",
            "The ticket was {a} last year, now it is {b}. How much cheaper has it become?", "Income {a}, expenses {b}: profit?", "After spending {b} of {a} dollars, what does {name} (still own|have)?", "The odometer went from {b} km to {a} km. How far did the car go?", "{a} people were invited and {b} declined, so how many are coming?", "Downloaded {b} MB of {a} MB; remaining MB?",
            "Of two towns one counts {a} people, the other {b}. How many more live in the first?", "The {place} sold {a} tickets this week against {b} last week. What is the increase?",
        ),
        "{a} - {b}", "a:L b:L",
    ),
    (
        (
            "{a} (lots|groups|sets|batches) of {b}[: how many?| is what?|?]", "{b} taken {a} times[?|.| is?]", "(What's|How much is) {a} times as much as {b}?", "(Compute|Find|Give) {a} multiplied with {b}[.]", "(The |)product: {a} and {b}[.]", "what do I get when I multiply {a} and {b}[ together]?",
            "{a} (cartons|crates|bags|packs|sacks) (of|holding|containing) {b} {things}[ each]. (Total|How many {things}|Number of {things})?", "Every {box} contains {b} {things} and we (ordered|loaded|need) {a} like it. How many {things} (are in them all|is it all in all|is that)?", "One {thing} is {b} dollars. What do {a} (of them |)(cost|come to)?",
            "{name} swims {b} lengths per visit and went {a} times. (Lengths altogether|How many lengths)?", "There are {a} (coaches|wagons|rows) and (each|every one) (seats|takes) {b}. (Capacity|How many people fit|How many seats)?", "Rent is {b} a month. What (goes out|is paid) in {a} months?", "At {b} km/h for {a} hours: how far?",
            "How far does (a train|a plane|{name}) get in {a} hours at {b} (km an hour|miles per hour|km/h)?", "A (sheet|board|floor) measures {a} by {b}. (Its area|What area is that|How many unit squares)?", "{a} tickets at {b} (apiece|each|a piece)[: total price|. What is the bill]?", "(My|The) printer does {b} pages (a|per) minute. Output in {a} minutes?",
            "{a} people each (pay|chip in|contribute) {b} dollars. How much (is in the pot|comes together)?", "wage: {b} an hour, {a} hours (worked|done). Pay?", "{things} at {b} cents each, {a} of them, cost?",
        ),
        "{a} * {b}", "a:T b:L",
    ),
    (
        (
            "(What is|What's|How much is|Compute|Work out) {a} (divided|split) by {b}[?|.]", "{a} (shared|split|cut) into {b} equal (parts|portions)[: how big is each?|. Size of one part?]", "how (often|many times) does {b} go into {a}, as a decimal?", "(The |)(quotient|ratio) of {a} (and|to|by) {b}[?]", "(Split|Divide|Share) {a} by {b}[.]", "one {b}th of {a}",
            "{a} over {b} as a decimal", "{b} (friends|flatmates|people) split a bill of {a}. (What does one pay|What is each one's part|Cost per head)?", "{a} km in {b} hours: (average speed|how fast is that|what speed)?", "A drive of {a} km took {b} hours. What was the speed[ on average]?", "{b} kilos cost {a} dollars. What is the price (per kilo|of one kilo)?",
            "{name} paid {a} for {b} {things}. Price (per piece|of a single one|each)?", "A rope of {a} cm is cut into {b} equal pieces. Length of (each|one)?", "We used {a} kWh in {b} days. (What is the daily use|How much per day)?", "A (team made {a} goals in {b} games. (What is the average|Average) per game|shop made {a} sales in {b} days. (What is the average|Average) per day)?",
            "(I'd like to know|Do you know|Could you say) what {a} divided by {b} is[.|?]", "Driving {a} km took {name} {b} hours. At what average speed was that?", "What speed covers {a} km in {b} hours?", "For {b} hours of work {name} was paid {a} dollars. (What is the hourly wage|How much is that an hour)?", "A yearly fee of {a} spread over {b} payments: each payment is?", "A number times {b} is {a}. (What is the number|Which number)?",
            "A field of {a} square metres is {b} m wide. How long is it?", "{a} litres fill {b} equal barrels. What does one barrel hold?", "If {b} identical bricks weigh {a} kg, what does a single brick weigh?", "{name} wants {a} dollars within {b} weeks. How much must be put by every week?", "How much petrol per day, if {a} litres lasted {b} days?", "The tariff: {b} GB for {a} cents. Cents per GB?",
            "Spread {a} over {b} days evenly. Daily amount?", "{a} words in {b} minutes: words per minute?", "How many times as large as {b} is {a}?", "What must {b} be multiplied by to (give|make|reach) {a}?",
        ),
        "{a} / {b}", "a:L b:T",
    ),
    (
        (
            "{a} {things} are to be shared by {b} (kids|children|people) (equally|so that all get the same). (What does one get|Each gets how many)?", "(Deal|Hand|Give) out {a} {things} evenly to {b} (players|pupils). How many (per person|for one|apiece)?", "{b} {things} fit into a {box}. {a} {things} fill how many?",
            "{a} (pupils|people) line up in rows of {b}. (How many rows|Number of rows)?", "How many (teams|groups) of {b} can be (made|formed) (from|out of) {a} players?", "{name} packs {a} {things}, {b} to a {box}. (How many does {name} fill|Number of full ones)?", "{a} pages, {b} a day: after how many days is the book finished?", "{name} splits {a} {things} between {b} equal {box}s... how many go in one?",
            "How many whole times does {b} (fit|go) into {a}?", "{a} (whole-number|integer) divided by {b}", "integer part of {a} / {b}", "With {a} dollars, how many {things} at {b} dollars (each |)can {name} (buy|afford)?",
            "{a} chairs in {b} equal rows: how many in a row?", "{a} seats arranged in columns of {b}; number of columns?", "Every child got {b} sweets until all {a} were gone. How many children (were there|got some)?", "Saving {b} dollars a week, after how many weeks does {name} have {a}?", "{name} has a debt of {a} and pays back {b} a month. After how many months is it cleared?", "Into how many pieces of {b} cm can a {a} cm pipe be sawn?",
            "A {place} with {a} {things} loses {b} a day. After how many days is it empty?", "{a} cards, {b} players, all cards dealt. How many does each hold?", "How many tables do {a} guests fill when {b} sit at each?", "Stamps cost {b} cents. How many stamps are {a} cents enough for?",
        ),
        "{a} // {b}", "a:=b*S b:T",
    ),
    (
        (
            "(What is|What's|Find|Give me|Compute) the remainder (when|if) {a} is divided by {b}[?|.]", "(What|How much) (is left over|remains|stays over) (when|if|after) (I |you |)(divide|dividing) {a} by {b}?", "{a} (mod|modulo|%) {b}[?| = ?]", "remainder of {a} (by|over|/|divided by) {b}[?]", "(Divide|Split) {a} by {b} and (tell|give) me (only |)(the remainder|what is left over|the rest)[.]",
            "dividing {a} by {b} leaves what (rest|remainder)?", "{a} {things} are (shared|dealt out) fairly among {b} (kids|people|players). How many are (left over|not given out|left on the table)?", "{name} packs {a} {things} into {box}es of {b}. How many (do not fit|are left unpacked|stay loose|are left over at the end)?", "{a} (pupils|soldiers) line up in rows of {b}; how many stand in the (unfinished|last, incomplete) row?",
            "{a} {things}, {b} to a {box}, all filled up: what is left outside?", "{a} (players|people) form teams of {b}. How many (are without a team|have no team|are left out)?", "Cycles of {b} days follow one another. How many days after the last full cycle is day {a}?", "With {a} dollars {name} buys as many {things} at {b} dollars as possible. What money is left?",
            "A {a} cm ribbon is cut into pieces of {b} cm. How long is the leftover[ bit]?", "Modulo: {a}, {b}", "rest of the division {a} : {b}", "What rest do I get from {a} divided by {b}?", "(Compute|Calculate|Evaluate) {a} modulo {b}[.]", "the amount left after taking {b} away from {a} as often as possible",
        ),
        "{a} % {b}", "a:L b:M",
    ),
    (
        (
            "(What is|What's|Compute|Find|Work out|How much is) {a} (raised to|to) the power (of |){b}[?|.]", "{a} (to the|to the power) {b}[th][?]", "{a} written {b} times as a factor and multiplied out[.]", "(Take|Give me|I need) the {b}th power of {a}[.]", "(The |){b}th power of {a}[?| is?]", "(Raise|Take) {a} to the power {b}[.]", "{a}^{b}[?| = ?]", "{a} ** {b}",
            "base {a}, exponent {b}[: value?|. What is the power?|?]", "(The |)power with base {a} and exponent {b}[?|.]", "{b} factors, each of them {a}, multiplied[: what comes out?|?]", "(Exponentiate|Raise): {a} with exponent {b}[.]", "{a} with (the |an |)exponent (of |){b}[?]", "A lock has {b} wheels with {a} symbols each. How many codes are (possible|there)?", "How many strings of length {b} can be made from {a} (letters|symbols)?", "{a} times itself, {b} factors in all[?]",
        ),
        "{a} ** {b}", "a:M b:S",
    ),
    (
        (
            "(The |)square of {a}[?|.| is what?]", "(Square|Please square) {a}[.]", "{a} (squared|times itself|multiplied by itself)[?|.]", "(What is|How much is|Find|Compute) {a} squared[?|.]", "{a} to the second[ power][?]", "(A|The) square has (a side of|sides of) {a} (cm|m). (How large is it|What area does it cover|Area)?", "What do I get if I multiply {a} by itself?", "A grid (is|of) {a} by {a}: how many (cells|fields)?", "What number is {a} squared?",
            "(I'd like to know|Do you know|Could you say) what the square of {a} is[.|?]", "A class of {a}: everyone sends everyone, themselves too, one card. How many cards?", "{a} rows, each with {a} trees. Trees in the orchard?", "How much floor is there in a room that is {a} feet long and just as wide?", "Second power of {a}[?]", "A chessboard-like board has {a} fields along each edge. How many fields in all?",
            "Which number has {a} as its positive square root?",
        ),
        "{a} ** 2", "a:M",
    ),
    (
        ("(The |)cube of {a}[?|.]", "(Cube|Please cube) {a}[.]", "{a} (cubed|to the third[ power])[?|.]", "(What is|Find|Compute) {a} cubed[?|.]", "A cube has edges of {a} cm. (What is its volume|Volume)?", "(Volume|Find the volume) of a cube with (side|edge) {a}[.]", "A dice-shaped tank is {a} m on every edge. How many cubic metres?",
            "Third power of {a}[?]", "(I'd like to know|Do you know|Could you say) what the cube of {a} is[.|?]", "How many little cubes make a big one that is {a} little cubes long, wide and high?", "Multiply {a} by {a} and by {a} again[.]"),
        "{a} ** 3", "a:T",
    ),
    (
        (
            "(A box|A crate|A case|A pack) with {b} {things} is (bought|delivered) {a} times, then {c} {things} are (removed|eaten|lost). (What is left|How many remain)?",
            "{a} (boxes|trays|packs) of {b} {things}, minus {c} [bad ]{things}[: how many {things}|. What remains]?", "{name} bakes {a} trays of {b} rolls and (burns|sells|eats) {c} rolls. (What remains|How many rolls are left)?", "There are {a} rows of {b} (seats|chairs) in the hall; {c} of all the seats are (taken|broken|blocked). How many can be used?",
            "{name} works {a} days for {b} dollars a day, and {c} dollars go to (tax|rent|food). What (is kept|stays|remains)?", "{a} friends each bring {b} {things}; {c} of the {things} get (eaten|lost|used). (Leftover|How many survive|How many are still there)?", "Take {a} times {b} and (subtract|take away|remove|deduct) {c}[.]", "{c} less than the product of {a} and {b}[?]",
            "(Subtract|Take) {c} from the product of {a} and {b}[.]", "{a} times {b}, less {c}[?]", "{a} shelves hold {b} {things} each. {name} borrows {c}. How many stay?", "{name} saves {b} (a week for {a} weeks|a month for {a} months) and then spends {c} on a {thing}. (Balance|What remains)?",
        ),
        "{a} * {b} - {c}", "a:M b:M c:M",
    ),
    (
        (
            "{a} (boxes|trays|packs) of {b} {things} plus {c} [extra |loose ]{things}[: how many {things}|. What is the total]?", "{name} bakes {a} trays of {b} rolls and another {c} rolls[ by hand]. How many rolls?", "There are {a} rows of {b} (seats|chairs) in the hall and {c} (stools|extra seats) are brought in. (Total seats|How many people can sit)?", "{name} works {a} days for {b} dollars a day and gets a bonus of {c}. (What is earned|Pay in all)?",
            "Take {a} times {b} and (add|put on) {c}[.]", "{c} more than the product of {a} and {b}[?]", "(Add) {c} to the product of {a} and {b}[.]", "{a} times {b}, plus {c}[?]", "{a} shelves hold {b} {things} each, and {c} lie on the floor. How many in all?", "Delivery costs {c}, and {a} {things} are {b} each. What (do I pay|is the bill)?", "A plumber charges {c} to come and {b} per hour. (Bill for|What do I pay for) {a} hours?",
        ),
        "{a} * {b} + {c}", "a:M b:M c:M",
    ),
    (
        (
            "{name} had {a} {things}, bought {b} and later sold {c}. (What is the stock now|How many are left|And now)?", "A {place} (starts|opens) with {a} {things}, (buys|gets in|takes delivery of) {b} and sells {c}. How many (remain|at closing time|are there in the evening)?", "(First|To begin with) {a} {things}, then {b} (more come|are added), then {c} (go|are sold|are removed). Final count?", "{name} owns {a} shares, purchases {b} and sells {c}. Shares (now|held)?",
            "The account shows {a}; {b} comes in and {c} goes out. (New balance|What does it show then)?", "{a} plus {b}, (less|minus|take away) {c}[?]", "Take {a}, add {b}, (subtract|remove) {c}[.]", "{a} people were in the {place}; {b} came in, {c} went home. How many are inside?", "From the sum of {a} and {b} (take|subtract) {c}[.]", "The library had {a} books, got {b} as a gift and threw out {c}. How many now?",
            "A bus with {a} people takes on {b} while {c} get off. How many ride on?", "{b} degrees up from {a} and then {c} down: which temperature?", "Out of {a} apples and {b} pears {c} are rotten. How many pieces of fruit are good?", "Having {a} points, {name} wins {b} but is fined {c}. Score?", "If {name} earns {a} and {name2} {b}, and the two spend {c} in all, what do they keep?",
        ),
        "{a} + {b} - {c}", "a:L b:L c:M",
    ),
    (
        (
            "{name} had {a} {things}, sold {b} and later bought {c}. (What is the stock now|How many then)?", "A {place} starts with {a} {things}, sells {b} and takes delivery of {c}. How many (at closing time|are there now)?", "The account shows {a}; {b} goes out and {c} comes in. (New balance|What does it show then)?", "{a} minus {b}, plus {c}[?]", "Take {a}, subtract {b}, add {c}[.]", "{a} people were in the {place}; {b} went home, {c} came in. How many are inside?", "{name} spends {b} of {a} dollars and then earns {c}. Money now?", "It was {a} degrees, fell by {b} and rose by {c}. Temperature?",
            "A tank of {a} litres loses {b} and is topped up with {c}. Litres in it?", "After giving away {b} of {a} {things}, {name} is given {c}. How many does {name} own now?", "A bus with {a} people: {b} get off, {c} get on. How many ride on?", "{name} had {a} points, was fined {b} and won {c}. Score?",
        ),
        "{a} - {b} + {c}", "a:H b:M c:L",
    ),
    (
        (
            "{name} has {a} dollars and buys a {thing} for {b} and a {thing3} for {c}. (What is left|Money left|How much remains)?", "(Take|Subtract) both {b} and {c} from {a}[.]", "{a} less {b} less {c}[?]", "{a} {things}: {b} go to {name2}, {c} to {name3}. {name} keeps how many?", "Of {a} km, {b} are done by train and {c} by bus; the rest on foot. How far on foot?", "A day's budget of {a}: {b} for food, {c} for travel. What can still be spent?", "The hall seats {a}. {b} adults and {c} children are in. How many seats are free?", "{name} starts with {a} points and loses {b} and then {c}. Points now?",
            "Of {a} {things}, {b} were lost and {c} broken. How many are (whole and there|left unbroken)?", "{a} voters: {b} said no, {c} abstained, everybody else said yes. How many said yes?", "A rope of {a} m: first {b} m are cut off, then {c} m. What length stays?", "Three numbers sum to {a}; two are {b} and {c}. The third?",
        ),
        "{a} - {b} - {c}", "a:H b:M c:M",
    ),
    (
        (
            "(Find|Take|Work out|I need|Give me) {r} (%|percent|per cent) of {a}[.]", "{r}% of {a} (is|equals) (what|how much)?", "how much is {r} percent (of|out of) {a}?", "{r} out of every 100 of {a} {things} are faulty. How many[ is that]?", "A bill of {a} with a tip of {r}%: how (much|big) is the tip?", "The agent takes {r}% of a sale of {a}. (Commission|How much is the commission)?", "VAT of {r}% on {a}: what is the tax?", "{r} per cent of the {a} seats are (taken|free). How many seats?", "{name} donates {r}% of {a} dollars. (How much|The donation)?", "How much of {a} is {r}%?", "{a} (voters|members), {r}% (turned up|said yes). How many people?",
            "{r} in a hundred of {a} people are left-handed. How many people is that?", "A bank pays {r}% interest a year on {a}. (Interest for one year|What does one year bring)?", "How many dollars does a {r}% discount on {a} dollars save me?", "Of {a} pupils, {r}% walk to school. That is how many?", "{name} keeps {r} percent of {a}. How much does {name} keep?", "(I'd like to know|Do you know|Could you say) how much {r} percent of {a} is[.|?]",
        ),
        "{a} * {r} / 100", "r:R a:H",
    ),
    (
        (
            "(Take|Knock) {r}% off {a}[.]", "{a} with {r}% off[?]", "{a} (less|minus|reduced by|decreased by|cut by) {r} (%|percent)[?|.]", "A {thing} of {a} dollars is on sale at {r}% off. (New price|Sale price|What do I pay)?", "A discount of {r}% on {a}: (what is left to pay|final price)?", "the price {a} (falls|drops) by {r} percent. What is it (now|then)?", "After a (pay cut|loss) of {r}%, what (is left|remains) of {a}?", "{name} has a coupon for {r}% off and buys for {a}. Amount due?", "(Decrease|Lower|Reduce) {a} by {r} percent[.]", "{a} shrinks by {r} percent; what is it then?",
            "Everything is {r}% cheaper today. What must I pay for goods of {a}?", "{r}% of {a} {things} are broken. How many are fine?", "What is left of {a} when {r} percent of it is gone?", "A car worth {a} loses {r}% of its value. What is it worth then?", "Salary {a}, tax {r}%: net pay?", "Once {r} percent has been spent, how much of {a} is there still?",
            "{a} voters, {r}% stayed at home. How many voted?",
        ),
        "{a} * (100 - {r}) / 100", "r:R a:H",
    ),
    (
        (
            "(Add|Put) {r}% (to|on top of|onto) {a}[.]", "{a} (plus|increased by|raised by|and a further) {r} (%|percent)[?|.]", "A {thing} of {a} dollars gets {r}% dearer. (New price|What does it cost then)?", "{a} with {r}% tax[ added| on top][?]", "A meal costs {a}, and we tip {r}%. What do we pay in all?", "the rent of {a} (goes up|rises|climbs) by {r} percent. (What is it then|New rent)?", "After a raise of {r}%, what does {name} earn who had {a}?", "(Increase|Raise|Grow) {a} by {r} percent[.]", "net {a}, VAT {r}%: gross?", "{a} grows by {r} percent; what is it then?",
            "{name} gets a pay rise of {r} percent on {a}. New salary?", "After one year at {r}% interest, {a} has grown to how much?", "A town of {a} people gained {r}%. How many live there now?", "Before tax {a}; tax is {r}% extra. What is the price with tax?", "{a} with a surcharge of {r} percent is how much?", "What does a bill of {a} come to with {r}% service on top?",
        ),
        "{a} * (100 + {r}) / 100", "r:R a:H",
    ),
    (
        (
            "(Express|Write|Give) {a} as a percentage of {b}[.]", "{a} is what (percent|percentage|per cent) of {b}?", "{a} out of {b} (in|as a|as) (percent|percentage|per cent)[?]", "what percentage (is {a} (out of|of) {b}|does {a} make of {b}|of {b} does {a} make)?", "{name} got {a} of {b} points. (Percentage|What per cent is that)?", "{a} of {b} people said yes. What share in percent?", "{a} of the {b} {things} were sold. Per cent?",
            "Out of {b} shots {name} hit {a}. What is the hit rate in percent?", "{b} seeds were sown and {a} came up. What percentage came up?", "What percent of {b} is {a}?", "If {a} in {b} are ill, how many in a hundred is that?",
        ),
        "{a} / {b} * 100", "b:H a:M",
    ),
    (
        ("{name} pays with a {b} dollar note for {a} {things} at {p} each. (Change|What comes back|How much change)?", "{a} {things} cost {p} apiece; I give {b}. (What change do I get|Change)?", "From {b} dollars, {a} {things} at {p} dollars each are bought. (What is left|Money left)?", "Budget {b}, buying {a} {things} at {p} a piece: what remains?", "{name} hands the cashier {b} for {a} {things} at {p} each. How much does {name} get back?",
            "How much of {b} dollars is left after (buying|paying for) {a} {things}, {p} each?", "Each {thing} costs {p}. {name} takes {a} and pays with {b}. What change is due?", "{name} had {b}, then bought {a} {things} costing {p} apiece. Money left in the purse?", "Given {b} for {a} tickets at {p}, the cashier returns how much?"),
        "{b} - {a} * {p}", "a:S p:P b:H",
    ),
    (
        ("{a} {things} at {p} each: (total|cost|bill)?", "How much (money |)for {a} {things} priced {p} apiece?", "Each {thing} is {p}. I take {a}. (What do I owe|What is the total price)?", "{a} litres at {p} a litre (cost what|: price)?", "unit price {p}, quantity {a}. Total?", "(Price|Cost) of {a} kilos at {p} a kilo?"),
        "{a} * {p}", "a:T p:P",
    ),
    (
        ("{a} kilos cost {b} dollars. (What do {c} kilos cost|Price of {c} kilos)?", "If {a} {things} cost {b}, what do {c} cost?", "{a} machines make {b} parts an hour. How many do {c} make?", "A recipe for {a} people needs {b} g of flour. How much for {c} people?", "{name} walks {b} m in {a} minutes. How far in {c} minutes[ at the same pace]?", "{b} dollars for {a} hours; at the same rate, for {c} hours?",
            "{a} litres of paint cover {b} square metres. How much do {c} litres cover?", "For {a} people you take {b} g of sugar; for {c} people you take how many grams?", "{name} reads {b} pages in {a} hours. At that pace, how many in {c} hours?", "On {a} litres the car goes {b} km. How far on {c} litres?", "Scale the recipe from {a} to {c} servings: it says {b} ml of milk. How much milk?", "Knowing that {a} tickets cost {b}, tell me the price of {c}[.]",
            "{b} is to {a} as what is to {c}?"),
        "{b} / {a} * {c}", "a:S b:M c:T",
    ),
    (
        ("How many (buses|vans|boats) of {b} seats are needed for {a} (people|pupils)?", "{a} {things} have to go into {box}es of {b}. How many are needed[ at least]?", "A page has room for {b} photos. How many pages for {a} photos?", "A lift takes {b} people at once. How many rides for {a} people?", "{a} guests, tables of {b}: at least how many tables?", "Round up {a} divided by {b}[.]", "smallest whole number not below {a} / {b}",
            "How many trips must a van make that carries {b} {things} at a time, when there are {a}?", "{a} people cross a river in a boat for {b}. What is the least number of crossings?", "Paint tins do {b} square metres each. How many tins must {name} buy for {a}?", "{name} needs {a} dollars and earns {b} a day. After how many whole days is it enough?", "{a} divided by {b}, rounded up[.]", "Tables seat {b}. So that all {a} guests can sit, how many tables are laid?",
            "A book of {a} pages is read at {b} a day; on which day is it finished?"),
        "-(-{a} // {b})", "a:H b:M",
    ),
    (
        ("{a} km at {b} km/h: (how many hours|how long|travel time)?", "(Time|Hours) needed for {a} km at a speed of {b} km/h?", "A train (does|goes) {b} km an hour. After how many hours has it gone {a} km?", "{name} types {b} words a minute. How many minutes for {a} words?", "A tap gives {b} litres a minute. How long to fill {a} litres?", "{a} litres of water flow out at {b} litres a minute. After how many minutes is it all gone?",
            "How long does (a cyclist|{name}|a truck) need for {a} km at {b} km an hour?", "At a speed of {b} km/h, what time does a trip of {a} km take, in hours?", "{a} pages have to be printed, {b} a minute. Minutes?", "A pump moves {b} litres an hour. For {a} litres it runs how many hours?", "How many hours of work at {b} dollars an hour bring in {a} dollars?", "Distance {a} km, speed {b} km/h. Time in hours?"),
        "{a} / {b}", "a:H b:M",
    ),
    (("(Half|One half) of {a}[?]", "(Halve) {a}[.]", "How much is half of {a}?", "{name} gives half of {a} dollars away. How much is given?", "{a} (cut in|divided into) two equal parts: each is?", "{a} for two people: each?"), "{a} / 2", "a:L"),
    (("(Double) {a}[.]", "twice {a}[?]", "(What is|How much is) (double|twice) {a}[?]", "two times {a}", "{name} has {a} and {name2} twice as much. How much has {name2}?", "{a} doubled"), "{a} * 2", "a:L"),
    (("(A third|One third) of {a}[?]", "How much is (a third|one third) of {a}?"), "{a} / 3", "a:L"),
    (("(A quarter|One quarter|A fourth) of {a}[?]", "How much is (a quarter|one fourth) of {a}?"), "{a} / 4", "a:L"),
    (("(What is|How much is|Find|) {d}/{e} of {a}[?|.]", "(Take|Compute) {d}/{e} of {a}[.]", "{name} has {a} {things}, {name2} has {d}/{e} of that number. How many is that?", "{name} had {a} dollars last year and has {d}/{e} of that now. How much is it now?"), "{a} * {d} / {e}", "a:H d:D e:S"),
    (("(Three quarters|Three fourths) of {a}[?]", "How much is (three quarters|three fourths) of {a}?"), "{a} * 3 / 4", "a:L"),
    (
        ("(Perimeter|The perimeter) of a rectangle {a} by {b}[?]", "A (field|plot|pool|picture frame) is {a} m by {b} m. How long is (the way|a walk) all around it?", "How much (fence|edging|lace) goes around a (rectangle|garden|tablecloth) of {a} times {b}?", "(length {a}, width {b}|rectangle of sides {a} and {b}): (perimeter|distance round the outside)?", "A rectangle has sides {a} and {b}. (Find|What is|How long is) the perimeter[?]", "{name} runs once round a {a} m by {b} m field. How far?",
            "How much fence does a plot of {a} m by {b} m need all round?", "(Perimeter|Find the perimeter) of a rectangle with sides {a} and {b}[.]", "{name} walks once round a field {a} m long and {b} m wide. How far is that?", "A picture is {a} cm by {b} cm. How long is the frame around it?", "Length {a}, width {b}, rectangle. Distance all the way round?"),
        "2 * ({a} + {b})", "a:M b:M",
    ),
    (
        ("(Area|The area) of a rectangle {a} by {b}[?]", "A (field|plot|room|wall) is {a} m by {b} m. (How many square metres|How large is its area|How much carpet covers it)?", "(length {a}, width {b}|rectangle of sides {a} and {b}): (area|surface)?", "A rectangle has sides {a} and {b}. (Find|What is) the area[?]", "How many one-metre tiles cover a floor of {a} by {b} metres?"),
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
    (("(Express|Convert|Change) {a} ((m|metres) (in|to|into) (km|kilometres)|(g|grams) (in|to|into) (kg|kilograms)|ml (in|to|into) litres)[.]", "how many (km are {a} m|kg are {a} g|litres are {a} ml)?", "{a} (metres in kilometres|grams in kilos)"), "{a} / 1000", "a:H"),
    (("(Express|Convert) {a} (m|metres) (in|to) (cm|centimetres)[.]", "how many (cm|centimetres) are {a} (m|metres)?", "{a} dollars in cents[?]", "How many cents are {a} (dollars|euros)?"), "{a} * 100", "a:L"),
    (("(Express|Convert) {a} (cm|centimetres) (in|to) (m|metres)[.]", "how many (m|metres) are {a} (cm|centimetres)?", "{a} cents in (dollars|euros)[?]"), "{a} / 100", "a:L"),
    (("How many (hours|h) (make|are|in) {a} days?", "{a} full days: how many hours?", "A trip lasts {a} days. How many hours is that?"), "{a} * 24", "a:M"),
    (("{a} weeks: how many days?", "A course runs for {a} weeks. How many days?", "(Express|Give) {a} weeks in days[.]"), "{a} * 7", "a:M"),
    (("{a} (miles) in (km|kilometres)[?]", "(Convert|Change) {a} miles (to|into) km[.]", "How many kilometres are {a} miles?"), "{a} * 1.609344", "a:M"),
    (("{a} (inches) in (cm|centimetres)[?]", "(Convert|Change) {a} inches (to|into) cm[.]", "How many centimetres are {a} inches?"), "{a} * 2.54", "a:M"),
    (("How many (eggs|rolls) are {a} dozen?", "{a} dozen {things}: how many[ pieces]?", "{a} years in months[?]", "How many months are {a} years?"), "{a} * 12", "a:M"),
    (
        ("born in {y}, age in {z}[?]", "(Someone|A woman|My uncle) (is|was) born in {y}. (What age is that in|How many years old in) {z}?", "A firm founded in {y} celebrates in {z}. Which anniversary is it?", "(From|Between) {y} (to|and) {z}: how many years?", "Wine from {y}, opened in {z}. (Its age|How old is it)?", "{name}, {y} baby, blows out how many candles in {z}?",
            "{name} came into the world in {y}. Which birthday is it in {z}?", "A bridge was opened in {y}. In {z}, for how many years will it have stood?", "How many years after {y} is {z}?", "{y} was how many years before {z}?", "If someone's birth year is {y}, what age do they reach in {z}?"),
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
    (("(Sum|Total) of {a} and {b}, (then |)times {c}[?|.]", "{c} times the sum of {a} and {b}[?]", "{a} adults and {b} children pay {c} dollars each. (Takings|How much is paid)?", "{name} buys {a} pens and {b} pencils, all at {c} cents each. (Cost|What is paid)?"), "({a} + {b}) * {c}", "a:M b:M c:T"),
    (("{c} times the difference of {a} and {b}[?]", "Of {a} tickets {b} stay unsold; the sold ones brought {c} dollars each. (Takings|Income)?", "{name} buys at {b}, sells at {a} and does so with {c} {things}. (Profit|What is the gain)?"), "({a} - {b}) * {c}", "c:T b:M a:H"),
    (
        (
            "At noon it is {a} degrees, at night {b}. (By how many degrees does it cool down|How many degrees colder is the night)?", "It was {b} degrees at dawn and {a} at noon. (How much did it warm up|By how much did the temperature rise)?", "Grandma is {a} and her grandchild {b}. (What is the age gap|How many years lie between them)?", "{name} is {b} and wants to retire at {a}. How many years (remain|until then|must pass)?", "When {name2} was born, {name} was {b}. Now {name} is {a}; how old is {name2}?", "A candle of {a} cm burns down by {b} cm. What height is left?",
            "{b} of the {a} lessons of this course are behind us. How many still lie ahead?",
        ),
        "{a} - {b}", "b:T a:=b+M",
    ),
    (
        (
            "{name} runs {b} km every week. After {a} weeks, that makes how many km?", "For {a} weeks {name} puts {b} dollars a week into a jar. (What is in the jar|How much is in it by then|Savings)?", "Setting aside {b} euros each month, how much will {name} have in {a} months?", "The hall has {a} rows, {b} seats in each; how many may sit down?", "Chairs stand in {b} columns and {a} rows. (Count them|How many chairs are there)[.]", "An orchard: {a} rows of {b} trees. Trees?",
            "(How much does|What will) {name} earn[ in all], working {a} hours for {b} dollars an hour?", "{b} dollars per hour is what {name} gets. What is owed to {name} after {a} hours?", "A heart beats {b} times a minute. Beats in {a} minutes?", "Reading {b} pages daily, {name} reads how many in {a} days?", "A car keeps to {b} km/h. What distance lies behind it after {a} hours?", "Travelling for {a} hours at a steady {b} km/h, how many kilometres does one cover?",
            "For a party of {a}, with {b} g of rice a head, how many grams of rice do I need?", "One tank of fuel lasts {b} km. How far do {a} tanks take me?", "Each of {a} teachers looks after {b} pupils. How many pupils (are looked after|does that make)?", "What would {a} {things} set me back if one costs {b}?", "A rectangle {b} cm long and {a} cm wide (has what area|covers how many square centimetres)?", "How large is a garden of {a} m by {b} m?",
            "A carpet, {a} m by {b} m. Square metres?", "{a} teams, {b} players in a team, how many players?", "A number divided by {a} is {b}. (What is the number|Which number)?", "Add up {a} copies of {b}[.]", "{name2} has {b} {things}; {name} has {a} times as many. How many does {name} have?", "{a} flights of stairs with {b} steps each must be climbed. Steps?",
            "(I'd like to know|Do you know|Could you say) what {a} times {b} is[.|?]",
        ),
        "{a} * {b}", "a:T b:M",
    ),
    (
        (
            "How many full {box}es of {b} can be made from {a} {things}?", "How many complete rows of {b} do {a} people make?", "(Divide|Split) {a} by {b} and (drop|ignore|leave out) the remainder[.]", "{a} divided by {b}, rounded down[.]", "Ignoring what is left over, how often does {b} fit in {a}?", "Only full boxes are sold, {b} {things} in each; with {a} {things}, how many boxes can be sold?",
            "What is the greatest number of {b} dollar tickets that {a} dollars will buy?", "{a} days: how many complete cycles of {b} days?",
        ),
        "{a} // {b}", "a:H b:T",
    ),
    (
        (
            "Full boxes of {b} are made from {a} {things}. What number of {things} does not make it into a full box?", "After everyone in a group of {b} gets equally many of {a} {things}, and as many as possible, what stays in the bag?", "(I'd like to know|Do you know|Could you say) the remainder of {a} and {b} in division[.|?]", "How many of {a} chairs stay unused if only complete rows of {b} are set up?", "{a} eggs go into cartons of {b}. Eggs over?", "From {a} cm of wire as many {b} cm pieces as possible are cut. (Waste|How many cm remain)?",
            "{name} deals {a} cards to {b} players, the same number to each, as many as possible. Undealt cards?", "{name} fills bags with {b} {things} each until fewer than {b} of the {a} are left. How many are those?", "{a} minutes of film are cut in parts of {b} minutes; how long is the odd bit at the end?",
        ),
        "{a} % {b}", "a:H b:T",
    ),
    (
        (
            "(I'd like to know|Do you know|Could you say) {a} to the power of {b}[.|?]", "Write {a} as a factor {b} times and multiply. What results?", "With {a} as the base, what does an exponent of {b} give?", "In how many ways can {b} different questions with {a} possible answers each be answered?", "How many {b}-character codes exist with an alphabet of {a} signs?",
        ),
        "{a} ** {b}", "a:T b:S",
    ),
    (
        (
            "Two to the (power of |power |){b}[?|.]", "(What is|Compute|Find) two to the {b}th[ power][?|.]", "One cell splits in two every hour, and so do all new ones. How many cells are there after {b} hours?", "A sheet of paper is folded in half {b} times. How many layers does it have?", "A coin is tossed {b} times. How many sequences of heads and tails are possible?", "How many values can {b} bits (hold|represent|take)?",
            "The {b}th power of two[?]",
        ),
        "2 ** {b}", "b:S",
    ),
    (
        (
            "Ten to the (power of |power |){b}[?|.]", "A one with {b} zeros behind it, as a number[?]", "The {b}th power of ten[?]", "How many {b}-digit PINs are there, zeros in front allowed?",
        ),
        "10 ** {b}", "b:S",
    ),
    (
        (
            "Having sold {a} {things} at {b} dollars each, {name} pays {c} dollars for the stall. What (profit is made|does {name} keep)?", "For {a} weeks {name} saved {b} dollars each, but {c} went on a gift. (What is saved|How much is still there)?", "A theatre has {a} rows with {b} seats. Tonight {c} people came. Empty seats?", "{a} sacks weighing {b} kg each were loaded, {c} kg fell off. Load in kg?", "A voucher of {c} dollars is used on {a} {things} at {b} dollars each. What is still to pay?", "How many pages are unread after {c}, if the {a} chapters have {b} pages each?",
            "Working {a} hours at {b} an hour and losing {c} to tax leaves how much?",
        ),
        "{a} * {b} - {c}", "a:T b:M c:M",
    ),
    (
        (
            "{name} already has {c} dollars and adds {b} every week for {a} weeks. How much is it then?", "Starting at {c} and going up by {b} each time, where is one after {a} steps?", "A taxi asks {c} to start and {b} per km. A ride of {a} km costs?", "{a} full boxes of {b} and one box with just {c}. How many {things} are that?", "Loan fee {c} and {a} instalments of {b}: paid in all?", "A phone costs {c} now and {b} a month for {a} months. (What does it cost altogether|Total price)?",
            "A plant is {c} cm tall and grows {b} cm a month. How tall is it after {a} months?", "The gym takes a joining fee of {c} and {b} monthly. What has been paid after {a} months?",
        ),
        "{a} * {b} + {c}", "a:T b:M c:M",
    ),
    (
        (
            "{name} buys {a} {things} at {b} each and {c} {things2} at {d} each. (What is the bill|Total|How much is due)?", "{a} adults pay {b} each and {c} children pay {d} each. What do the tickets cost in all?", "{a} hours at {b} km/h, then {c} hours at {d} km/h: (how far in all|total distance)?", "{a} boxes of {b} and {c} boxes of {d} {things}: number of {things}?", "The product of {a} and {b} plus the product of {c} and {d}[?]", "A hall has {a} rows of {b} seats, and on the balcony {c} rows of {d}. Seats?",
            "{a} notes of {b} and {c} notes of {d}: how much money?", "{a} crates weigh {b} kg each, {c} others {d} kg each. What is the load?",
        ),
        "{a} * {b} + {c} * {d}", "a:S b:M c:S d:M",
    ),
    (
        (
            "Earning {b} a day for {a} days and spending {d} a day for {c} days leaves what?", "The product of {a} and {b} minus the product of {c} and {d}[?]", "A yard of {a} m by {b} m has a pool of {c} m by {d} m in it. What area is around the pool?", "From {a} boxes of {b}, {c} bags of {d} are packed. How many {things} are left?",
        ),
        "{a} * {b} - {c} * {d}", "a:T b:M c:S d:M",
    ),
    (
        (
            "A square has sides of {a} cm. (What is its perimeter|How long is its outline)?", "How much fence for a square garden, {a} m each side?", "Four times {a}[?]", "{a} cars: how many wheels, four on each?",
        ),
        "{a} * 4", "a:L",
    ),
    (
        (
            "(Area|Find the area) of a triangle with base {a} and height {b}[.]", "A triangular sail is {a} m wide at the foot and {b} m high. How much cloth is that?", "Half the product of {a} and {b}[?]", "A triangle: base {a} cm, height {b} cm. Its area?",
        ),
        "{a} * {b} / 2", "a:M b:M",
    ),
    (
        (
            "{name} pays {p} and {q} out of {b}. What is left?", "Bread {p}, cheese {q}, paid with {b}. Change?", "How much change from {b} for things priced {p} and {q}?", "With {b} in my pocket I bought a {thing} for {p} and a {thing3} for {q}. What do I still have?",
        ),
        "{b} - ({p} + {q})", "p:P q:P b:H",
    ),
    (
        (
            "A coffee at {p} and a cake at {q}: what do I pay?", "(The till shows|The receipt lists) {p} and {q}. Total?", "{name} spends {p}, then {q}. How much has been spent?", "How much do a {thing} at {p} and a {thing3} at {q} cost together?",
        ),
        "{p} + {q}", "p:P q:P",
    ),
    (
        (
            "A price goes up from {b} to {a}. By what percentage?", "How many percent more than {b} is {a}?", "Rise from {b} to {a} in percent[?]",
        ),
        "({a} - {b}) / {b} * 100", "b:M a:=b+M",
    ),
    (
        (
            "A price drops from {b} to {a}. By what percentage?", "How many percent less than {b} is {a}?", "Fall from {b} to {a} in percent[?]",
        ),
        "({b} - {a}) / {b} * 100", "a:M b:=a+M",
    ),
    (
        (
            "(Average|Mean|The mean|The average) of {a} and {b}[?]", "{name} scored {a} in one test and {b} in the other. What is that on average?", "Which number lies halfway between {a} and {b}?", "Yesterday it was {a} degrees, today {b}. Average temperature?", "One child is {a} kg, another {b} kg. Their mean weight?",
        ),
        "({a} + {b}) / 2", "a:M b:M",
    ),
    (
        (
            "Over three days {name} sold {a}, {b} and {c} {things}. (What is the daily average|Average per day)?", "Monday {a}, Tuesday {b}, Wednesday {c}: what was the average?", "On average, how much did {name} run with {a} km, then {b} km and then {c} km?", "{name}, {name2} and {name3} weigh {a}, {b} and {c} kg. What do they weigh on average?", "Three marks, {a}, {b}, {c}; what is their mean?",
        ),
        "({a} + {b} + {c}) / 3", "a:M b:M c:M",
    ),
    (
        (
            "Monday brought {a} orders, Tuesday {b} and Wednesday {c}. How many in these three days?", "{name} drove {a} km, {name2} {b} km and {name3} {c} km. Kilometres in all?", "A triangle has sides of {a}, {b} and {c} cm. What is its perimeter?", "{a} red, {b} green and {c} blue {things}: how many of all colours?", "Breakfast {a} kcal, lunch {b}, dinner {c}. How much was eaten?", "To {a} first {b} and then {c} are added. Result?",
            "How much do I owe when I borrow {a}, then {b}, then {c}?",
        ),
        "{a} + {b} + {c}", "a:L b:L c:M",
    ),
    (
        (
            "{name} has {b} of {a} dollars and {c} weeks to save the rest. How much a week?", "From a bill of {a} a voucher takes {b}; {c} friends split the rest. Each pays?", "The difference of {a} and {b}, divided by {c}[?]",
        ),
        "({a} - {b}) / {c}", "c:S b:M a:H",
    ),
    (
        (
            "The sum of {a} and {b}, divided by {c}[?]", "Dinner {a} and drinks {b}, shared by {c} friends. Each pays?", "{c} flatmates split rent of {a} and power of {b}. How much per head?",
        ),
        "({a} + {b}) / {c}", "c:S b:M a:H",
    ),
    (
        (
            "{a} packs of {b} {things} are shared evenly by {c} children. How many per child, whole ones only?", "{name} has {a} boxes of {b} {things} and repacks them in boxes of {c}. How many full boxes?",
        ),
        "{a} * {b} // {c}", "a:S c:S b:=c*T",
    ),
    (
        (
            "{a} hours and {b} minutes in minutes[?]", "How many seconds are {a} minutes and {b} seconds?", "A flight takes {a} h {b} min. How many minutes is that?",
        ),
        "{a} * 60 + {b}", "a:T b:M",
    ),
    (
        (
            "How many minutes are there in {a} hours?", "(Express|Convert) {a} hours (in|to) minutes[.]", "{a} minutes in seconds[?]", "A lecture of {a} hours has how many minutes?",
        ),
        "{a} * 60", "a:T",
    ),
    (
        (
            "How many grams are {a} kilograms?", "(Convert|Change|Turn) {a} (km|kilometres) (to|into) metres[.]", "{a} litres in millilitres[?]", "How many metres does a {a} km run have?",
        ),
        "{a} * 1000", "a:T",
    ),
    (
        (
            "{a} days in weeks[?]", "How many weeks do {a} days make?",
        ),
        "{a} / 7", "a:H",
    ),
    (
        (
            "{a} hours in days[?]", "How many days do {a} hours make?",
        ),
        "{a} / 24", "a:H",
    ),
    (
        (
            "{a} months in years[?]", "How many years do {a} months make?", "{a} eggs are how many dozen?",
        ),
        "{a} / 12", "a:H",
    ),
    (
        (
            "{name} was born in {y}. In which year does {name} turn {b}?", "Which year comes {b} years after {y}?", "A house from {y} was pulled down {b} years later. When was that?",
        ),
        "{y} + {b}", "y:Y b:M",
    ),
    (
        (
            "In {z} {name} turns {b}. In which year was {name} born?", "Which year was {b} years before {z}?", "A tree felled in {z} had {b} rings, one a year. When did it start to grow?",
        ),
        "{z} - {b}", "z:Z b:M",
    ),
)  # fmt: skip
