"""Wordings for lists of numbers or words: (wordings, program); see problems_spoken.py."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# {x} is the list as a person writes it, {list} as Python writes it; {n} a threshold or one of the numbers, {kth} and {k} a
# place in the list, {i} the same as Python counts it
NUMBERS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        ((
            "(Add|Sum|Total|Tot) (up |)(these|the following|the numbers|the figures|)[:] {x}[.]", "{x}: (add them[ all][ up]|sum|total|the sum, please|what do they add up to)[?]", "(Grand total|Total|Sum|The sum) (of|for|over) {x}[?]", "What do {x} (add up to|come to|make together|amount to|sum to)?", "(Put|Take) {x} (together|all together): how much is it?", "My (bills|receipts|purchases|expenses) (are|were|read) {x}. (What did I spend|How much did I spend in all|What is the total)?",
            "{name} (walked|cycled|drove) {x} km on (the|these) days. (What distance in all|Total distance|How far altogether)?", "(Prices|Items on the bill): {x}. (What must be paid|Amount due|Sum)?", "{name} counted {x} cars. How many cars (in total|altogether|overall)?", "The parts weigh {x} grams. (What does the whole weigh|Total weight)?", "(If I|When we) add {x}, what (comes out|do we get|is the result)?", "(Compute|Calculate|Find|I need) the total of {x}[.]", "Hours worked: {x}. (Total hours|How many hours in all)?", "(Combine into one sum|Add together) {x}[.]", "{name}'s scores are {x}. (What is the overall score|How many points altogether)?", "how much is {x} all added up",
            "On successive days {name} saved {x} dollars. How much is in the piggy bank?", "Starting from zero and adding {x}, where do I end?", "Tell me what all of {x} make when joined by plus signs[.]", "Classes have {x} pupils. How many go to this school?", "All of these as one number by addition: {x}", "{name} read {x} pages on the days of this week; the week's reading is how many pages?",
            "(I|We) tipped {x} coins onto the table, heap after heap. How many coins lie there now?", "What would the receipt show at the bottom if the lines above read {x}?", "Donations of {x} euros came in. (How big is the pot|What did the appeal raise)?", "The lift carries people weighing {x} kg. What load is that?", "(quick|just a quick) sum please: {x}", "A recipe needs {x} grams of the various ingredients. How heavy is the dough?", "Goals per match this season: {x}. (Season total|Goals scored over the season)?",
            "One drawer after the other holds {x} spoons, so the kitchen has how many?", "{name} bought things for {x} and hands the cashier the exact amount. Which amount?", "Rainfall by month was {x} mm. What fell over the whole period?", "Could you run {x} through an adding machine for me?", "Votes from the districts: {x}. (How many votes were cast|The overall vote count)?", "It rained at breakfast. Anyway, {name} sold tickets in batches of {x}. Tickets sold?", "If {x} were poured into one bucket, litre by litre, how many litres would be in it?",
            "Cumulative total after all of {x}?", "Our buses take {x} passengers. How many can travel at once?", "Stage lengths {x} km. How long is the whole tour?", "Pocket money, birthday, car wash: {x}. That makes how much money, all told?", "Calories of my meals today: {x}. What is the day's intake?", "I keep losing track. What do I get when I add one after the other {x}?", "A playlist has songs of {x} seconds. How many seconds does it play from start to end?",
        ), "print(sum({list}))"),
        ((
            "(Put|Bring|Arrange|Line up|Place) {x} (in (ascending|rising|increasing|numerical) order|from (lowest to highest|smallest to largest|least to greatest))[.]", "{x}: (smallest first|ascending|low to high|sorted upwards|in rising order|order them)[.]", "(Sort|Order) (these|the following|the numbers|the figures)[:] {x}[.]", "(Could you|Please|Can you) (order|sort|arrange) {x} (beginning|starting) with the (smallest|lowest|least)[?]", "{name} wants {x} (in order of size, smallest first|sorted|arranged by size, small ones first).", "(Write|List|Give|Show) {x} (in increasing order|from small to big|starting with the lowest|by size, small before big)[.]", "The prices {x}, cheapest first", "The runners needed {x} seconds. (List the times from fastest to slowest|Order the times, fastest first).", "Which order do {x} have when sorted?", "(ascending|sorted) list of {x}", "Ages {x}: youngest to oldest",
            "I have {x} and (need|want) them (growing|going up|climbing) from left to right[.]", "Begin with the smallest of {x} and work up to the biggest[.]", "Sizes {x}, small to large", "Put {x} so that each number is at least as big as the one before[.]", "Lightest parcel first, please: {x}", "(Ascending order|Upwards|Increasing): {x}",
            "These arrived in a jumble: {x}. Put them right, the little ones first[.]", "(Can|Could) you tidy up {x} so the values only ever rise?", "Lowest bid at the top, highest at the bottom: {x}", "The house numbers {x} should go on a list for the postman who walks up the street from low to high[.]", "{name} stacks books with {x} pages, thinnest first. In what order do the page counts come?", "Children of {x} cm line up with the smallest in front. (Write down|Give) the row of heights[.]", "From the lowest up, how do {x} follow each other?",
            "what's {x} in ascending order", "Exam marks came in as {x}. Post them from worst to best[.]", "I drew the lottery balls {x}. The newspaper prints them in rising order; how?", "Queue numbers {x} are waiting. In which order will they be called, lowest first?", "Make {x} monotonically increasing by rearranging[.]", "sort ascending {x}", "My shoes, er, my files are numbered {x}. File them by number, beginning at the low end[.]", "Place {x} along the number line from left to right and read them off[.]", "Distances of {x} km: nearest first",
            "Waiting times of {x} minutes. (List|Show) them, the shortest wait on top[.]",
        ), "print(sorted({list}))"),
        ((
            "(Put|Bring|Arrange|Line up|Place) {x} (in (descending|falling|decreasing) order|from (highest to lowest|largest to smallest|greatest to least))[.]", "{x}: (largest first|descending|high to low|sorted downwards|in falling order)[.]", "(Could you|Please|Can you) (order|sort|arrange) {x} (beginning|starting) with the (largest|highest|biggest)[?]", "(Write|List|Give|Show) {x} (in decreasing order|from big to small|starting with the highest)[.]", "The prices {x}, dearest first", "Scores {x}: list them from best to worst", "Ages {x}: oldest to youngest", "(descending) list of {x}", "Rank {x}, the top value first[.]",
            "I have {x} and (need|want) them (shrinking|going down|falling) from left to right[.]", "Begin with the biggest of {x} and work down to the smallest[.]", "Sizes {x}, large to small", "Put {x} so that no number is bigger than the one before[.]", "Heaviest parcel first, please: {x}", "(Descending order|Downwards|Decreasing): {x}", "(Sort|Order) {x} (descending|in descending order|in reverse numerical order|downwards|high to low|biggest first|largest first|from the top down)[.]", "{name} needs the (points|sales|marks) {x} (with the best on top|with the highest first|as a ranking from the highest down).", "(Make|Print) a ranking of {x} that (starts with the maximum|ends with the minimum)[.]", "How do {x} read from the largest down to the smallest?",
            "Leaderboard, please. The points are {x}, most points on top[.]", "{x} should run downhill: each number no bigger than its neighbour on the left[.]", "The biggest debts get paid first. Debts: {x}. In what order?", "sort descending {x}", "what's {x} in descending order", "Countdown from the high end using {x}[.]", "{name} loads parcels of {x} kg, the heaviest before the lighter ones. List the weights in loading order[.]", "Mountains of {x} m: tallest first", "Set out {x} so the largest leads and the smallest brings up the rear[.]",
            "Distances of {x} km: farthest first", "Give me {x} the other way from ascending, that is, falling[.]", "Which order results if I always take away the largest that is left of {x}?", "Cities with {x} thousand people, most populous at the head of the list[.]", "Bids {x}. The auctioneer reads them out from the top bid downwards. How does it go?", "From the highest down, how do {x} follow each other?", "Auction results were {x}; print them with the dearest lot first[.]", "Exam marks came in as {x}. Post them from best to worst[.]",
        ), "print(sorted({list}, reverse=True))"),
        ((
            "{x}: (the biggest|the largest|which is highest|what's the top value|maximum)[?]", "(Pick|Find|Name|Spot) the (greatest|largest|biggest) (of|among|in) {x}[.]", "Which of {x} is (the |)(most|largest|greatest|highest)?", "{name} jumped {x} cm. What was the best jump?", "Temperatures of {x} were read. How hot was the hottest (day|hour)?", "(Prices|Offers) of {x}: the (dearest|most expensive|highest bid)?", "What is the peak of {x}?", "None of {x} is larger than which one?", "The buildings are {x} metres high. How high is the tallest?", "(The ages are|Aged) {x}. How old is the oldest?", "maximum of {x}", "(record high|peak|top) value in {x}",
            "If I sort {x} upwards, which number ends up last?", "Of all the bids {x}, which one wins by being the highest?", "How many points did the winner get if the scores were {x}?", "{name} caught fish of {x} cm; the longest one measured how much?", "(Tell|Show) me the upper limit of the values {x}[.]",
            "Only the largest gets a medal. Which of {x} is it?", "Waves of {x} cm hit the pier. How tall was the tallest wave?", "Our thermometer logged {x}. What is the record high?", "I'm looking for the heavyweight among {x}. Which number?", "{name} did {x} push-ups on the different days. What was the personal best?", "Of the numbers {x}, no other beats which one?", "The busiest hour saw how many visitors if the hourly counts were {x}?", "max {x}", "What's the ceiling of the set {x}?", "Bulls at the market weigh {x} kg. The heaviest comes to what weight?",
            "Rivers of {x} km; the longest one?", "Scan {x} and report the highest number[.]", "A shelf must fit boxes of {x} cm height. How tall is the tallest box?", "Whoever rolled the most wins. Rolls: {x}. What did the winner roll?", "The strongest gust among {x} km/h was what?", "Loudest of {x} decibels?",
        ), "print(max({list}))"),
        ((
            "{x}: (the smallest|the least|which is lowest|minimum)[?]", "(Pick|Find|Name|Spot) the (least|smallest|lowest) (of|among|in) {x}[.]", "Which of {x} is (the |)(least|smallest|lowest)?", "{name} ran in {x} seconds. What was the (best|fastest|shortest) time?", "Temperatures of {x} were read. How cold was the coldest (day|hour)?", "(Prices|Offers) of {x}: the (cheapest|least expensive|best price)?", "None of {x} is smaller than which one?", "(The ages are|Aged) {x}. How old is the youngest?", "minimum of {x}", "The buildings are {x} metres high. How high is the lowest?",
            "If I sort {x} upwards, which number ends up first?", "Shops ask {x} for the same phone. What is the lowest price?", "The lightest of parcels weighing {x} kg weighs how much?", "(Tell|Show) me the lower limit of the values {x}[.]",
            "Only the lowest counts here. Which of {x} is it?", "min {x}", "What's the floor of the set {x}?", "Our thermometer logged {x}. What is the record low?", "In golf the fewest strokes win. Strokes: {x}. With how many did somebody win?", "I'm looking for the smallest fish in the pond {x}. Which number?", "The quietest hour saw how many visitors if the hourly counts were {x}?", "Flights cost {x} euros on the dates I could go. What do I pay if I take the cheapest?", "Scan {x} and report the lowest number[.]",
            "A chain breaks at its weakest link. The links hold {x} kg. At what load does it break?", "Of the numbers {x}, none is below which one?", "{name} waited {x} minutes on different mornings. How short was the shortest wait?", "The swimmers needed {x} seconds. The gold medal went to which time?", "Puddles {x} cm deep. How deep is the shallowest?", "Lowest point on a walk with heights {x}?", "If I sort {x} downwards, which number ends up last?",
        ), "print(min({list}))"),
        ((
            "{x}: (mean|average|on average|the average, please)[?]", "(Average|Take the mean of|Average out) {x}[.]", "(Mean|Average|The average|Arithmetic mean) (of|for|over) {x}[?]", "What (is|do) {x} (on average|average out to)?", "{name} got (marks|grades|scores) of {x}. (What is the average mark|Mean grade|How good on average)?", "{name} walked {x} km on several days. How far per day on average?", "Rain of {x} mm fell day by day. (What is the daily average|Mean rainfall)?", "The typical mean value of {x}", "If the shares {x} are pooled and everyone then gets the same, how much is that each?", "The children are {x} years old. (Their average age|What is their mean age)?", "(I'd like|I want) the average of {x}[.]",
            "Divide the sum of {x} by how many they are[.]", "Sales on several days were {x}. On a typical day, taking the mean, how many is that?", "What number do {x} average?", "{name} slept {x} hours on these nights; what does that make per night?",
            "Piles of {x} are levelled out evenly. What height does each get?", "Batting average from innings of {x}?", "Over these days our shop sold {x} cakes. That's how many a day, on average?", "avg {x}", "The electricity meter showed {x} kWh day by day. What was the mean daily use?", "Petrol prices this week were {x} cents. What was the week's average price?", "Take {x}, sum them, divide by the count. Result?", "{name} needs the class average; the marks are {x}[.]", "My commute took {x} minutes. What is the average commute?",
            "Players are {x} cm tall. What's the average height of the team?", "Judges gave {x}. The skater's average score is?", "If all of {x} had been equal with the same total, what would each have been?", "Where does the balance point, the mean, of {x} lie?", "A hen laid {x} eggs in successive weeks. Eggs per week on average?", "How much on average: {x}?",
        ), "import statistics\nprint(round(statistics.mean({list}), 2))"),
        ((
            "{x}: (median|the median, please|what value is in the middle by size)[?]", "(Median|The median|Median value) (of|for) {x}[?]", "(When|If) {x} are (sorted|put in order), (which|what) value (is|lies|stands) in the middle?", "(Find|Give|Get) the (median|central value by size|50th percentile) of {x}[.]", "{name} got {x}. (Median score|What is the median score)?", "The house prices are {x}. What is the median price?",
            "Which value splits {x} into a lower and an upper half?", "Salaries of {x}: what does the median earner get?", "Tell me the median if the data are {x}[.]",
            "Half of {x} lie below it and half above. What is this value?", "median {x}", "The waiting times were {x} minutes. What's the median wait?", "Don't give me the mean but the median of {x}[.]", "Line {x} up by size and tell me the one in the centre, or the mean of the two in the centre[.]", "Ages in the club are {x}. What is the median age?", "Robust middle of the data {x}, that is, the median?", "{name} timed the bus at {x} minutes. Median time?", "One outlier spoils the average, so use the median of {x}[.]",
        ), "import statistics\nprint(statistics.median({list}))"),
        ((
            "(The |)(mode|most common value|most frequent value|most frequent number) (of|in) {x}[?]", "(What|Which) (number|value) (occurs|appears|comes up|shows up) (most|most often|the most) in {x}?", "(Find|Give) the mode of {x}[.]", "{x}: (mode|which comes most often)?", "{name} threw {x}. Which number came up most often?", "Shoe sizes sold: {x}. Which size sold best?",
            "Which number is repeated the most in {x}?", "Answers given were {x}. What was the most popular answer?",
            "The jury's notes read {x}. Which note was given most often?", "mode {x}", "Which of {x} shows up more often than the others?", "Orders came from tables {x}. Which table ordered most often?", "The number that repeats itself most in {x} is which?", "Bus lines seen passing: {x}. Which line passed most frequently?", "Fashion by the numbers: dress sizes {x} went over the counter. The most wanted size?", "{name} guessed {x}. Which guess did {name} make most?", "What's the modal value of {x}?",
        ), "import statistics\nprint(statistics.mode({list}))"),
        ((
            "How many of {x} are (above|over|greater than|larger than|bigger than|more than) {n}?", "(Count|Find how many) numbers (above|over|greater than|larger than) {n} (in|among) {x}[.]", "{x}: how many (exceed|are above|are over) {n}?", "Scores {x}. How many (people|players) got more than {n}?", "(In|Among) {x}, (the number of values|how many values) (above|exceeding|beyond) {n}?", "Days had {x} degrees. How many were hotter than {n}?", "Of the prices {x}, how many are dearer than {n}?", "How often does {x} go over {n}?",
            "With {n} as the limit, how many of the speeds {x} break it by being above?", "How many times was {n} exceeded in {x}?", "{name} got {x}. In how many rounds was it more than {n}?",
            "A ride is only for those taller than {n} cm. Heights: {x}. How many may ride?", "More than {n} pages counts as a long book. With {x} pages, how many are long?", "How many entries of {x} beat {n}?", "count > {n} in {x}", "Alarm goes off whenever a reading is above {n}. Readings: {x}. How many alarms?", "Of the parcels weighing {x} g, how many are heavier than {n} g?", "On how many days did {name} walk more than {n} steps, given {x}?", "A bonus is paid for sales over {n}. The sales are {x}. How many bonuses is that?",
            "Voters must be older than {n}. Aged {x}, how many qualify?", "How many of the numbers {x} lie to the right of {n} on the number line?", "Of the bids {x}, how many top {n}?",
        ), "print(len([n for n in {list} if n > {n}]))"),
        ((
            "How many of {x} are (below|under|less than|smaller than) {n}?", "(Count|Find how many) numbers (below|under|less than|smaller than) {n} (in|among) {x}[.]", "{x}: how many (are below|are under|fall short of) {n}?", "Scores {x}. How many (people|players) got fewer than {n}?", "(In|Among) {x}, how many values (below|under) {n}?", "Days had {x} degrees. How many were colder than {n}?", "Of the prices {x}, how many are cheaper than {n}?",
            "How many of the readings {x} stay below {n}?", "{name} got {x}. In how many rounds was it less than {n}?", "The pass mark is {n}. With {x}, how many failed by scoring less?",
            "A toy is for kids younger than {n}. Aged {x}, how many may have it?", "count < {n} in {x}", "How many entries of {x} stay short of {n}?", "Stock runs low below {n} pieces. Stocks: {x}. How many items must be reordered?", "Of the parcels weighing {x} g, how many are lighter than {n} g?", "On how many days did {name} walk fewer than {n} steps, given {x}?", "A bridge lets trucks through that are lower than {n} dm. Trucks: {x}. How many fit?", "How many of the numbers {x} lie to the left of {n} on the number line?",
            "Our hotel has to cost less than {n}. The hotels cost {x}. How many can we consider?", "Frost damage happens under {n}. The readings {x} contain how many such values?",
        ), "print(len([n for n in {list} if n < {n}]))"),
        ((
            "Which of {x} are (above|over|greater than|larger than) {n}?", "(List|Show|Keep|Filter|Pick out) (only |)(the numbers|those) (above|over|greater than) {n} (from|in|of) {x}[.]", "{x}: (only|just) those (over|above) {n}", "(Drop|Throw out) everything of {n} or less from {x}[.]",
            "From {x} I want to see only what is above {n}[.]", "What in {x} exceeds {n}?",
            "Winners scored more than {n}. Scores: {x}. Which scores won?", "I can't use anything of {n} or less. What remains of {x}?", "Filter: greater than {n}. Data: {x}", "Name every one of {x} that beats {n}[.]", "Which prices among {x} are dearer than {n}?", "{name} keeps only fish longer than {n} cm. Caught: {x}. Which ones stay in the basket?", "Take {x}, leave out whatever isn't bigger than {n}[.]", "Show the values over {n} in {x}[.]",
        ), "print([n for n in {list} if n > {n}])"),
        ((
            "Which of {x} are (below|under|less than|smaller than) {n}?", "(List|Show|Keep|Filter|Pick out) (only |)(the numbers|those) (below|under|less than) {n} (from|in|of) {x}[.]", "{x}: (only|just) those (under|below) {n}",
            "From {x} I want to see only what is below {n}[.]", "(Drop|Throw out) everything from {n} upwards from {x}[.]",
            "I can't use anything of {n} or more. What remains of {x}?", "Filter: less than {n}. Data: {x}", "Name every one of {x} that falls short of {n}[.]", "Which prices among {x} are cheaper than {n}?", "Bags under {n} kg may fly. Bags: {x}. Which ones fly?", "Take {x}, leave out whatever isn't smaller than {n}[.]", "Show the values under {n} in {x}[.]", "What in {x} is lower than {n}?",
        ), "print([n for n in {list} if n < {n}])"),
        ((
            "Which of {x} are even?", "(List|Show|Keep|Filter|Pick out) (only |)the even (numbers|ones) (from|in|of) {x}[.]", "{x}: (only|just) the even ones", "even numbers among {x}", "Throw the odd numbers out of {x}[.]", "Which of {x} can be divided by two without remainder?",
            "Buses with even numbers leave from the left. Of the buses {x}, which are they?", "The numbers ending in 0, 2, 4, 6 or 8 in {x}, please[.]", "{x} - leave only multiples of two[.]", "Pairs can be made of which of these counts without a leftover: {x}?", "Filter out whatever is odd in {x} and show the rest[.]", "{name} delivers to the even side of the street only. Which of {x} are on it?",
        ), "print([n for n in {list} if n % 2 == 0])"),
        ((
            "Which of {x} are odd?", "(List|Show|Keep|Filter|Pick out) (only |)the odd (numbers|ones) (from|in|of) {x}[.]", "{x}: (only|just) the odd ones", "odd numbers among {x}", "Throw the even numbers out of {x}[.]", "Which of {x} leave a remainder when divided by two?",
            "Buses with odd numbers leave from the right. Of the buses {x}, which are they?", "The numbers ending in 1, 3, 5, 7 or 9 in {x}, please[.]", "{x} - leave only those that two does not divide[.]", "Making pairs leaves one over for which of these counts: {x}?", "Filter out whatever is even in {x} and show the rest[.]", "{name} delivers to the odd side of the street only. Which of {x} are on it?",
        ), "print([n for n in {list} if n % 2 == 1])"),
        ((
            "{x}: how many (are even|even ones)?", "(Number|Count) of even (values|numbers) in {x}[?]", "How many (values|entries) in {x} can be halved without rest?", "(Count|Tell me) how many of {x} are divisible by two[.]", "Count the even numbers among {x}[.]", "House numbers {x}: how many are on the even side?",
            "Roulette came up {x}. How often was it even?", "How many of the counts {x} can be split into two equal piles?", "even count of {x}", "Of the raffle tickets {x}, how many carry an even number?", "How many multiples of two does {x} hold?", "On even dates we water the plants. Given the dates {x}, how many times is that?",
        ), "print(len([n for n in {list} if n % 2 == 0]))"),
        ((
            "{x}: how many (are odd|odd ones)?", "(Number|Count) of odd (values|numbers) in {x}[?]", "How many (values|entries) in {x} are not divisible by two?", "Count the odd numbers among {x}[.]", "House numbers {x}: how many are on the odd side?",
            "Roulette came up {x}. How often was it odd?", "How many of the counts {x} leave one over when split into two piles?", "odd count of {x}", "Of the raffle tickets {x}, how many carry an odd number?", "How many of {x} end in 1, 3, 5, 7 or 9?", "(Tell me|Work out) how many odd ones {x} contains[.]",
        ), "print(len([n for n in {list} if n % 2 == 1]))"),
        ((
            "(How often|How many times) does {n} (occur|appear|come up) in {x}?", "(Count|Tally) the {n}s in {x}[.]", "{x}: how many times {n}?", "(Number of|Count of) {n} in {x}", "{name} threw {x}. How many times was it {n}?", "How often does {n} turn up in {x}?", "How many entries of {x} equal {n}?",
            "How many of these are exactly {n}: {x}?", "The answer {n} was given by how many people, if all answers were {x}?", "{x}... I wonder how many times {n} is in there?", "frequency of {n} in {x}", "Size {n} sold how many pairs? The sizes sold were {x}[.]", "Tally for {n} in the results {x}[?]", "{name} drew the cards {x}. How many of them were a {n}?",
        ), "print({list}.count({n}))"),
        ((
            "{x}: how many (numbers|values|entries|items)[ are there|]?", "(Length|Size|Number of elements) of[ the list|] {x}[?]", "How many (readings|marks|prices) (are|have we got|are there) in {x}?", "(Count|Tell me the count of) the (entries|items|elements|numbers) in {x}[.]", "{name} wrote down {x}. How many numbers (is|are) that?", "How long is the list {x}?", "Out of how many numbers does {x} consist?",
            "How many measurements did {name} take, judging by the notes {x}?", "The scores {x} came from how many games, one score each?", "{x}. Not their sum, just how many of them there are[.]", "How many prices stand on the list {x}?", "number of data points: {x}", "If each runner gave one time and the times are {x}, how many ran?", "What's the count of {x}?",
        ), "print(len({list}))"),
        ((
            "(Multiply|Product of|The product of) (all of |all |){x}[.]", "{x}: (multiply them all|product)[?]", "What (comes out|do I get) (if|when) {x} are (all |)multiplied[ together]?", "(Multiply together|Find the product of) {x}[.]", "What is {x} with a times sign between all of them?", "Starting from one and multiplying by each of {x}, what do I get?",
            "Outfits: there are {x} choices for the parts, one of each is worn. How many combinations?", "product {x}", "Multiply your way through {x}. Where do you end up?", "Take {x} as factors. The result?", "A lock has wheels with {x} settings. How many codes are possible?", "{x} - all times each other[.]", "Growth factors of {x} follow one another. What is the overall factor?",
        ), "import math\nprint(math.prod({list}))"),
        ((
            "(Each different number|All different values|The distinct values|Unique values) (of|in) {x}[ once, sorted][.]", "(Remove|Strip|Kick out) (repeats|duplicates|repeated numbers) (from|in) {x} and sort[.]", "{x} without (repeats|duplicates), in rising order", "(Deduplicate|Dedupe) {x} and sort[.]", "{x}: every value only once, sorted", "Which different numbers occur in {x}, in rising order?", "Sort {x} and drop repeats[.]",
            "The guest book shows the rooms {x}, some several times. List each room once, lowest first[.]", "Which values appear in {x}, no value named twice, small to large?", "{name} collects stickers and got {x}. Which ones are there, doubles set aside, in order?", "Set of {x}, sorted[.]", "Clean {x}: keep one of each and sort[.]", "unique sorted: {x}",
        ), "print(sorted(set({list})))"),
        ((
            "How many (different|distinct|unique) (numbers|values) (are there |)(in|among) {x}?", "(Count|Number of) (different|distinct|unique) values in {x}", "{x}: how many different ones?", "Leaving out repeats, how many numbers are in {x}?",
            "{name} collects stickers and got {x}. Doubles don't count. How many has {name}?", "Seen license plates {x}; some cars passed twice. How many cars were they?", "How many values remain if every repeat is struck from {x}?", "unique count: {x}", "Lottery balls drawn over weeks: {x}. How many different balls came up?", "How many kinds of number are in {x}, equal ones being one kind?",
        ), "print(len(set({list})))"),
        ((
            "(Reverse|Flip|Turn around) (the order of |the list |){x}[.]", "{x} (backwards|from back to front|in reverse order|last one first)[.]", "(Write|Give|List) {x} (from the last to the first|the other way round|back to front)[.]", "Read {x} backwards, number by number[.]", "(Start at the end of|Turn round) the list {x} and end with its first number[.]",
            "We walked past house numbers {x}. On the way back along the same street, in which order do we pass them?", "reverse {x}", "Play {x} in rewind[.]", "The stack was built by putting {x} on it one by one. In what order do they come off the top?", "What do {x} look like when the end becomes the start?", "Turn {x} so that the last comes first and the first last[.]",
        ), "print({list}[::-1])"),
        ((
            "(What is the |The |)(range|spread from lowest to highest|span) of {x}[?]", "How far apart are the (smallest and the largest|lowest and highest|extremes) of {x}?", "{x}: (maximum minus minimum|range|largest minus smallest)[?]", "(Difference|Distance) between the (biggest and the smallest|highest and the lowest) of {x}[?]", "Temperatures {x}: how much warmer was the warmest than the coldest?", "By how much does the largest of {x} exceed the smallest?", "Prices of {x}: how much does the cheapest save against the dearest?",
            "Between the tallest and the shortest of {x} cm lies how much?", "Lap times {x}. How much slower was the slowest lap than the fastest?", "How wide is the interval that just covers all of {x}?", "Subtract the minimum from the maximum of {x}[.]", "High minus low for {x}?", "The tide stood at {x} cm. What was the tidal range?", "Ages {x}: by how many years is the oldest ahead of the youngest?",
        ), "x = {list}\nprint(max(x) - min(x))"),
        ((
            "(Which|What) (number|value) (is|stands|comes) {kth} in {x}?", "(The |Give me the |){kth} (number|element|entry|value) (of|in) {x}[.]", "{x}: the {kth} (one|number|entry)[?]", "(Pick|Take) (the |)item (number |no. ){k} (of|from) {x}[.]", "Counting from the left, which number is {kth} in {x}?", "What stands in place {k} of {x}, counted from one?",
            "Numbers on lockers from left to right: {x}. What does the {kth} locker say?", "{name} read out {x}. What was the {kth} number {name} said?", "Which value has position {k} in {x}, if the first has position 1?", "In the queue stand {x}. Who, by number, is {kth} in line?", "The scores by round were {x}. What was scored in round {k}?", "On day {k}, how much was it, if the days' values in order are {x}?",
        ), "print({list}[{i}])"),
        ((
            "(What is|Give me|) the last (number|element|entry|one) (of|in) {x}[?|.]", "{x}: which is last?", "What does {x} end with?", "Which number closes the list {x}?",
            "The values came in as {x}. What's the most recent one, the final one?", "Which number did {name} say last when reading out {x}?", "last of {x}", "At the tail of {x} stands what?", "Scores by round were {x}. How did the final round go?", "The list {x} finishes on which number?",
        ), "print({list}[-1])"),
        ((
            "(The |)(second largest|second biggest|runner-up|second highest) (of|in|among) {x}[?]", "{x}: (which is second from the top in size|second largest)?", "Apart from the largest, what is the largest of {x}?", "Scores {x}: what did second place get?", "If the biggest of {x} is crossed out once, which is the biggest then?",
            "Silver goes to which of the scores {x}?", "Next in size below the maximum of {x} comes which value?", "The second-highest offer among {x} is how much?", "Which of {x} is only beaten by the top one?", "second max of {x}", "Peaks of {x} m. How high is the second highest?",
        ), "print(sorted({list})[-2])"),
        ((
            "(The |)(second smallest|second lowest) (of|in|among) {x}[?]", "{x}: (which is second from the bottom in size|second smallest)?", "Apart from the smallest, what is the smallest of {x}?", "If the smallest of {x} is crossed out once, which is the smallest then?",
            "Next in size above the minimum of {x} comes which value?", "The second-cheapest offer among {x} costs how much?", "Runners took {x} seconds. What was the time of the silver medallist, the second fastest?", "second min of {x}", "Ages {x}. How old is the second youngest?", "Which of {x} is only undercut by the lowest one?",
        ), "print(sorted({list})[1])"),
        ((
            "(The |)(three|3) (largest|biggest|highest)[ numbers] (of|in|among) {x}[?]", "(Top 3|Top three) (of|from|in) {x}[?]", "{x}: the three highest", "Which three of {x} are the biggest, biggest first?", "Best three of the scores {x}, best first",
            "Gold, silver and bronze for {x}: which scores got them, in this order?", "Podium of {x}, the most points on top[.]", "Leave me just the three greatest of {x}, greatest first[.]", "The three tallest of the trees measuring {x} m, tallest first?", "Name the top trio in {x} in falling order[.]",
        ), "print(sorted({list}, reverse=True)[:3])"),
        ((
            "(The |)(three|3) (smallest|lowest)[ numbers] (of|in|among) {x}[?]", "(Bottom 3|Lowest three) (of|from|in) {x}[?]", "{x}: the three smallest", "Which three of {x} are the smallest, smallest first?", "The three cheapest of the prices {x}, cheapest first",
            "Runners took {x} seconds. Which three times were fastest, fastest first?", "Leave me just the three least of {x}, least first[.]", "The three youngest of the people aged {x}, youngest first?", "Which three of {x} lie lowest, in rising order?", "Cheapest trio in {x}, beginning with the very cheapest[.]",
        ), "print(sorted({list})[:3])"),
        ((
            "(Double|Multiply by two) (each|every one) of {x}[.]", "{x}: (each doubled|each times two)", "(Multiply) (each|every number) of {x} by 2[.]", "What are {x} when every one is made twice as big?",
            "The recipe for two calls for {x} grams. Cooking for four, what are the amounts?", "Double pay today. The usual amounts are {x}; what are they now?", "Two of each: what do the quantities {x} become?", "{x} times two, one by one[.]", "Twice as much of everything: {x}",
        ), "print([n * 2 for n in {list}])"),
        ((
            "(Square) (each|every one|all) of {x}[.]", "{x}: (each squared|all squares)", "(The |)squares of {x}", "Multiply each of {x} by itself[.]",
            "Tiles have sides of {x} cm. What are the areas of the squares?", "Raise every one of {x} to the second power[.]", "{x}, one by one to the power of 2[.]", "Replace each of {x} by its square[.]",
        ), "print([n ** 2 for n in {list}])"),
        ((
            "(The |)sum of (the |)squares of {x}[?]", "(Square each of|Square) {x} and add (them|the squares)[ up][.]", "What do the squares of {x} add up to?",
            "Square plots have sides of {x} m. What area do they have altogether?", "Sum of n squared where n runs over {x}[?]", "Total of the second powers of {x}[?]",
        ), "print(sum(n ** 2 for n in {list}))"),
        ((
            "(Add|Sum)[ up] (only |just |)the even numbers (of|in|among) {x}[.]", "(The |)sum of the even (ones|numbers) in {x}[?]", "Leaving the odd ones aside, what do {x} add up to?",
            "Only even house numbers count: what is their sum in {x}?", "Total of all multiples of two in {x}[?]", "{x} - skip whatever is odd and sum the rest[.]", "What do the even members of {x} come to?",
        ), "print(sum(n for n in {list} if n % 2 == 0))"),
        ((
            "(Add|Sum)[ up] (only |just |)the odd numbers (of|in|among) {x}[.]", "(The |)sum of the odd (ones|numbers) in {x}[?]", "Leaving the even ones aside, what do {x} add up to?",
            "Only odd house numbers count: what is their sum in {x}?", "Total of those in {x} that two does not divide[?]", "{x} - skip whatever is even and sum the rest[.]", "What do the odd members of {x} come to?",
        ), "print(sum(n for n in {list} if n % 2 == 1))"),
        ((
            "(The |)standard deviation of {x}[?]", "(Compute|Find) the (sample |)standard deviation of {x}[.]", "How large is the sample standard deviation for {x}?",
            "How much do the measurements {x} scatter? Give the sample standard deviation[.]", "stdev of {x}", "{name} weighed the sample {x}. What's the standard deviation?", "Std dev, sample version, for {x}[?]", "Spread of {x} as a standard deviation[?]",
        ), "import statistics\nprint(round(statistics.stdev({list}), 2))"),
        ((
            "Is {n} (in|among|part of) {x}?", "Does {x} contain {n}?", "(Check|Tell me) whether {n} is (in|among) {x}[.]", "Can {n} be found in {x}?", "Among {x}, is there a {n}?",
            "Was {n} drawn? The numbers were {x}[.]", "Is {n} on the list {x}?", "Ticket {n}: did it win? Winners are {x}[.]", "Would I come across {n} when reading {x}?", "Is there any {n} to be seen in {x}?", "Room {n} is free if it is not on the list {x}. Is it on the list?",
        ), "print({n} in {list})"),
        ((
            "(What is|Give me|) the first (number|element|entry|one) (of|in) {x}[?|.]", "{x}: which is first?", "What does {x} begin with?", "Which number opens the list {x}?", "The readings came in as {x}. What was the earliest one, the one at the start?", "At the head of {x} stands what?", "Scores by round were {x}. How did round one go?",
        ), "print({list}[0])"),
        ((
            "At which (place|position) in {x} is the (largest|biggest|highest) (number|value)?", "Sales by day were {x}. Which day number was the best?", "{x}: position of the maximum, counted from 1[?]", "In which round did {name} score most, given {x}?", "Where in {x} does the highest one stand, counting from one?", "The months brought {x} mm of rain. The wettest was month number what?", "Counted from the left, the biggest of {x} comes at which place?",
        ), "x = {list}\nprint(x.index(max(x)) + 1)"),
        (("At which (place|position) in {x} is the (smallest|least|lowest) (number|value)?", "Sales by day were {x}. Which day number was the worst?", "{x}: position of the minimum, counted from 1[?]", "In which round did {name} score least, given {x}?", "Where in {x} does the lowest one stand, counting from one?", "The laps took {x} seconds. The fastest was lap number what?"), "x = {list}\nprint(x.index(min(x)) + 1)"),
        (("At which (place|position) in {x} (does {n} first appear|is the first {n})?", "{x}: where is {n}, counting from 1?", "How many numbers of {x} must I read until I meet {n}, that one included?", "Position of {n} in {x}, the first place being 1[?]", "{n} comes up first at which place of {x}?"), "print({list}.index({n}) + 1)"),
        (("How many of {x} are (at least {n}|{n} or more|{n} or higher|not below {n})?", "Pass mark {n}. With scores of {x}, how many reached it?", "One must be {n} or older to enter. Aged {x}, how many get in?", "(Count|Number of) values of {n} and above in {x}[.]", "{x}: how many reach or exceed {n}?", "An order of at least {n} ships free. Orders: {x}. How many ship free?"), "print(len([n for n in {list} if n >= {n}]))"),
        (("How many of {x} are (at most {n}|{n} or less|{n} or lower|not above {n})?", "Up to and including {n} kg a bag flies free. Bags: {x}. How many fly free?", "(Count|Number of) values of {n} and below in {x}[.]", "{x}: how many do not exceed {n}?", "The lift takes loads no heavier than {n}. Of the loads {x}, how many may go in?"), "print(len([n for n in {list} if n <= {n}]))"),
        (("Which of {x} are (at least {n}|{n} or more|not below {n})?", "{x}: keep {n} and everything above[.]", "(List|Show) those of {x} that reach {n} or more[.]"), "print([n for n in {list} if n >= {n}])"),
        (("Which of {x} are (at most {n}|{n} or less|not above {n})?", "{x}: keep {n} and everything below[.]", "My budget for one thing is {n}. Which of the prices {x} can I pay?"), "print([n for n in {list} if n <= {n}])"),
        (("(Running totals|The running totals|Cumulative sums|Partial sums) of {x}[?]", "{name} saves {x} week after week. What stands in the book after each week?", "{x}: show the sum so far after each one[.]", "Add {x} step by step and list every intermediate total[.]", "Kilometre by kilometre, no, stage by stage: {x} km. What does the counter show after each stage?"), "import itertools\nprint(list(itertools.accumulate({list})))"),
        (("(Differences|The differences) between (neighbours|neighbouring numbers|consecutive values) in {x}, each less the one before[?]", "By how much does each of {x} change to the next?", "The meter read {x} on successive days. What was added from each reading to the next?", "{x}: list the steps from one to the next[.]", "Subtract each of {x} from the one that follows it[.]"), "x = {list}\nprint([b - a for a, b in zip(x, x[1:])])"),
        (("(Add|Put) {n} (to|onto) each of {x}[.]", "(Raise|Increase) every one of {x} by {n}[.]", "Everyone gets {n} more. They had {x}; what have they now?", "{x}, each plus {n}[.]", "Raise each of {x} by {n}[.]"), "print([n + {n} for n in {list}])"),
        (("(Subtract|Take) {n} (from) each of {x}[.]", "(Lower|Decrease|Reduce) every one of {x} by {n}[.]", "Everyone loses {n}. They had {x}; what have they now?", "{x}, each minus {n}[.]"), "print([n - {n} for n in {list}])"),
        (("Multiply (each|every one|all) of {x} by {n} and list the results[.]", "{x}, each times {n}[.]", "A pack of each item costs {x}. What do {n} packs of each cost, item by item?", "Scale {x} up by a factor of {n}[.]"), "print([n * {n} for n in {list}])"),
        (("(Halve|Divide by two) (each|every one) of {x}[.]", "{x}: (each halved|half of each)", "The recipe for four needs {x} grams. For two people, what are the amounts?", "Everything at half price: {x}. List the new prices[.]"), "print([n / 2 for n in {list}])"),
        (("(Triple|Treble|Multiply by three) (each|every one) of {x}[.]", "{x}: (each tripled|three times each)", "Three of each: what do the quantities {x} become?"), "print([n * 3 for n in {list}])"),
        (("(Cube) (each|every one|all) of {x}[.]", "(The |)cubes of {x}", "Boxes are cubes with edges of {x} cm. What are their volumes?"), "print([n ** 3 for n in {list}])"),
        (("The judges gave {x}. The best and the worst mark are dropped. What is the mean of the rest?", "Average of {x} without the largest and the smallest[?]", "Leave out the highest and the lowest of {x} and average the others[.]", "Strike one maximum and one minimum from {x}; mean of what remains?"), "import statistics\nprint(round(statistics.mean(sorted({list})[1:-1]), 2))"),
        (("Sum of {x} without the (largest|biggest|highest)[?]", "Add {x} but leave out the biggest one[.]", "The dearest item is free today. Prices: {x}. What do I pay?", "All of {x} except the maximum add up to what?"), "x = {list}\nprint(sum(x) - max(x))"),
        (("Sum of {x} without the (smallest|least|lowest)[?]", "Add {x} but leave out the smallest one[.]", "The cheapest item is free today. Prices: {x}. What do I pay?", "All of {x} except the minimum add up to what?", "The worst result is struck off. Points: {x}. How many points are counted?"), "x = {list}\nprint(sum(x) - min(x))"),
        (("(Sum of|Add) the largest and the smallest of {x}[.]", "What do the minimum and the maximum of {x} make together?", "The dearest and the cheapest of {x} are bought. How much is paid?"), "x = {list}\nprint(max(x) + min(x))"),
        (("How many of {x} (are|lie) above (their|the) (average|mean)?", "{x}: how many beat the average?", "Scores {x}. How many did better than the mean?", "Count those of {x} that are larger than the mean of all[.]"), "x = {list}\nprint(len([n for n in x if n > sum(x) / len(x)]))"),
        (("Which of {x} (are|lie) above (their|the) (average|mean)?", "{x}: list the ones that beat the average[.]", "Keep only those of {x} that are larger than the mean of all[.]"), "x = {list}\nprint([n for n in x if n > sum(x) / len(x)])"),
        (("(Sum|Total) of (those|the numbers) in {x} that are (above|over|greater than|larger than) {n}[?]", "Add only what is bigger than {n} in {x}[.]", "Amounts over {n} are paid in full by the firm. Amounts: {x}. How much does the firm pay?"), "print(sum(n for n in {list} if n > {n}))"),
        (("(Sum|Total) of (those|the numbers) in {x} that are (below|under|less than|smaller than) {n}[?]", "Add only what is smaller than {n} in {x}[.]", "Amounts under {n} come out of petty cash. Amounts: {x}. How much is that in all?"), "print(sum(n for n in {list} if n < {n}))"),
        (("(Remove|Delete|Drop|Strike) (every|each|all) {n} from {x}[.]", "{x} without (any |the number |){n}[.]", "What is left of {x} when {n} is (taken out|crossed out|removed) wherever it stands?"), "print([n for n in {list} if n != {n}])"),
        (("Every (second|other) one of {x}, beginning with the first[.]", "Take {x} and skip every second number[.]", "The numbers in the odd places (1st, 3rd, 5th ...|first, third, fifth and so on) of {x}[?]"), "print({list}[::2])"),
        (("(The |)first (three|3) (numbers|entries|values) (of|in) {x}[?]", "{x}: the three at the start[.]", "(Cut|Trim) {x} after the third number and show that front part[.]"), "print({list}[:3])"),
        (("(The |)last (three|3) (numbers|entries|values) (of|in) {x}[?]", "{x}: the three at the end[.]", "Readings came in as {x}. Show the three most recent, which are the final ones[.]"), "print({list}[-3:])"),
        (("(Sum|Total) of the first (three|3) (numbers|values) (of|in) {x}[?]", "Daily sales were {x}. What did the first three days bring together?", "Add up only the three leading entries of {x}[.]"), "print(sum({list}[:3]))"),
        (("(Sum|Total) of the last (three|3) (numbers|values) (of|in) {x}[?]", "Daily sales were {x}. What did the last three days bring together?", "Add up only the three final entries of {x}[.]"), "print(sum({list}[-3:]))"),
        (("(Sum of|Add) the two (largest|biggest|highest) (of|in) {x}[.]", "Each player's best two throws count together. Throws: {x}. What is the result?", "What do the top two of {x} make together?"), "print(sum(sorted({list})[-2:]))"),
        (("(Sum of|Add) the two (smallest|lowest|least) (of|in) {x}[.]", "I buy the two cheapest of the things for {x}. How much is that?", "What do the bottom two of {x} make together?"), "print(sum(sorted({list})[:2]))"),
        (("(The |)(third largest|third biggest|third highest) (of|in|among) {x}[?]", "Scores {x}: what did third place get?", "Bronze goes to which of the scores {x}, the highest winning gold?"), "print(sorted({list})[-3])"),
        (("(Sort|Order) {x} upwards. Which number is then {kth}?", "In {x} sorted from small to large, what stands at place {k}?", "When {x} are put in rising order, the {kth} one is?"), "print(sorted({list})[{i}])"),
        (("Which of {x} are (divisible by three|multiples of 3|multiples of three)?", "(List|Keep|Show) (only |)the multiples of three in {x}[.]", "Which of the groups of {x} people can be split into three equal teams?"), "print([n for n in {list} if n % 3 == 0])"),
        (("How many of {x} are (divisible by three|multiples of 3|multiples of three)?", "(Count|Number of) the multiples of three in {x}[.]", "{x}: how many can be divided by 3 without remainder?"), "print(len([n for n in {list} if n % 3 == 0]))"),
        (("Which of {x} are (divisible by five|multiples of 5|multiples of five)?", "(List|Keep|Show) (only |)the multiples of five in {x}[.]", "Which of {x} end in 0 or 5?"), "print([n for n in {list} if n % 5 == 0])"),
        (("How many of {x} are (divisible by five|multiples of 5|multiples of five)?", "How many of {x} end in 0 or 5?", "(Count|Number of) the multiples of five in {x}[.]"), "print(len([n for n in {list} if n % 5 == 0]))"),
        (("(The |)(sample |)variance of {x}[?]", "(Compute|Find) the (sample |)variance of {x}[.]", "{name} has the sample {x}. What is its variance?"), "import statistics\nprint(round(statistics.variance({list}), 2))"),
        (("(The |)population standard deviation of {x}[?]", "{x} are the whole population. What is its standard deviation?", "(Compute|Find) the population standard deviation of {x}[.]"), "import statistics\nprint(round(statistics.pstdev({list}), 2))"),
        (("What percentage of the total of {x} is the largest?", "The parties got {x} votes. What share in percent has the strongest one?", "The biggest of {x} makes up how many percent of their sum?"), "x = {list}\nprint(round(max(x) / sum(x) * 100, 2))"),
        (("How much did it change from the first to the last of {x}?", "The readings were {x}. By how much is the last one above the first?", "Last minus first of {x}[?]", "My weight over the weeks: {x} kg. What is the change between start and end?"), "x = {list}\nprint(x[-1] - x[0])"),
        (("Move the first of {x} to the end[.]", "(Rotate|Shift) {x} by one place to the left, the first coming in last[.]", "The one at the front of the queue {x} goes to the back. What does the queue look like?"), "x = {list}\nprint(x[1:] + x[:1])"),
        (("{x} without the first (number|one|entry)[.]", "(Drop|Remove|Cut off|Leave out) the first number of {x}[.]", "The one at the front of the queue {x} leaves. Who is left, by number?"), "print({list}[1:])"),
        (("{x} without the last (number|one|entry)[.]", "(Drop|Remove|Cut off|Leave out) the last number of {x}[.]", "The list {x} loses its final entry. What is left?"), "print({list}[:-1])"),
        (("(Append|Attach) {n} (to|at the end of) the list {x}[.]", "{n} joins the back of the queue {x}. What does the queue look like?", "Put {n} behind the last of {x} and show the list[.]"), "print({list} + [{n}])"),
        (("How many times does {x} (rise|go up|increase) from one number to the next?", "The share price went {x} from day to day. On how many days did it climb?", "In {x}, how many numbers are larger than the one right before?"), "x = {list}\nprint(sum(b > a for a, b in zip(x, x[1:])))"),
        (("How many times does {x} (fall|go down|decrease) from one number to the next?", "The share price went {x} from day to day. On how many days did it drop?", "In {x}, how many numbers are smaller than the one right before?"), "x = {list}\nprint(sum(b < a for a, b in zip(x, x[1:])))"),
        (("(Is|Is the list) {x} (sorted|in ascending order) already?", "Do {x} never go down from left to right?", "(Check|Tell me) whether {x} are in rising order already[.]"), "x = {list}\nprint(x == sorted(x))"),
        (("(Write|String|Glue) {x} together (without gaps|without anything in between) as one string of digits[.]", "The code consists of {x} written one behind the other without spaces. How does it read?"), "print(''.join(str(n) for n in {list}))"),
    ),
    "zh": (
        ((
            "{x}(这些数|这几个数|)(加在一起|合在一起|全加上|统统加起来|累加)(，|)(是多少|得几|等于几)？", "(求和|合计|总和|加总)：{x}", "(算算|算一下|告诉我|我要){x}的(总和|合计|总数|总额)(。|)", "(账单|开销|花费|支出|购物)(分别|)是{x}元，(合计|总支出|共花|一共花了)多少？", "{name}几天(走|骑|跑)了{x}公里，(总路程|合计|一共)(是|)多少？", "(数一下|)各班人数为{x}，(全校|总人数|一共)(是|有)多少？", "{name}每天(卖出|做了|读了){x}(个|件|页)，(总共|合计|加起来)是多少？", "各部分重{x}克，(整体|总重)是多少？", "(几笔|)收入：{x}，(总收入|合计)多少？", "{x}，(求它们的和|它们的和是多少|总共多少|相加得几)(？|)", "(请|帮我|)把这些数加(起来|总)：{x}", "每天工作{x}小时，总工时多少？", "{name}各科得{x}分，总分是多少？",
        ), "print(sum({list}))"),
        ((
            "(按从小到大|按从低到高|按递增顺序|从最小的开始|按由小到大的次序)(排列|排出|列出|写出|排)(：|){x}", "{x}(，|)(从低到高|小的在前|由小到大|递增|从小到大)(排|排一排|排列|排序|列出来)(。|)", "(请|帮我|麻烦)(给|为|将|把)(下面的数|这些数字|这几个数|)(：|){x}(排个序|排排序|从小到大排列|升序排列)", "价格{x}元，从便宜到贵(排列|列出)", "几个人的年龄是{x}岁，从小到大(排|列出来)", "(赛跑|跑步)用时{x}秒，(由快到慢|从快到慢)排(列|出来)", "{x}(排序以后|升序|排好序)是(什么样|怎样)(的|)？", "(整理|重排){x}，使其(递增|由小到大)", "升序：{x}",
        ), "print(sorted({list}))"),
        ((
            "(按从高到低|按递减顺序|从最大的开始|按由大到小的次序)(排列|排出|列出|写出|排)(：|){x}", "{x}(，|)(从高到低|大的在前|由大到小|递减|从多到少)(排|排一排|排列|排序|列出来)(。|)", "(请|帮我|麻烦)(给|为|将|把)(这些数字|这几个数|)(：|){x}(从大到小排列|降序排列|倒序排序)", "价格{x}元，从贵到便宜(排列|列出)", "成绩{x}分，从最好到最差(排|列出来)", "降序：{x}", "(整理|重排){x}，使其(递减|由大到小)",
        ), "print(sorted({list}, reverse=True))"),
        ((
            "{x}(当中|之中|里|这些数里)(谁|哪个|哪个数)(最大|最高)？", "(挑出|选出|找|找出){x}(中|里)最大的(一个|那个|数|值)(。|)", "(最大值|最大数|最大的数)：{x}", "{name}几次跳了{x}厘米，(最好成绩|最远一次)是多少？", "(几天的|)气温是{x}度，最热(的一天|)多少度？", "(报价|价格)是{x}元，最贵的多少？", "{x}的最大(数|值)", "几个人(年龄|)是{x}岁，最年长的几岁？", "楼高{x}米，最高的(一座|)多少米？",
        ), "print(max({list}))"),
        ((
            "{x}(当中|之中|里|这些数里)(谁|哪个|哪个数)(最小|最低)？", "(挑出|选出|找|找出){x}(中|里)最小的(一个|那个|数|值)(。|)", "(最小值|最小数|最小的数)：{x}", "{name}几次跑了{x}秒，(最快一次|最好成绩|最短用时)是多少？", "(几天的|)气温是{x}度，最冷(的一天|)多少度？", "(报价|价格)是{x}元，最便宜的多少？", "{x}的最小(数|值)", "几个人(年龄|)是{x}岁，最年轻的几岁？",
        ), "print(min({list}))"),
        ((
            "{x}(的平均|平均下来|平均起来|的均值|的算术平均)(是|等于|)(多少|几)(？|)", "(求平均|平均数|均值|算平均值)：{x}", "{name}(几次|各科|)得(了|){x}分，(平均分|均分|平均每次)(是|)多少？", "{name}几天走了{x}公里，(日均|平均每天)(走|)多少？", "(几天的|)(气温|雨量|销量)是{x}，(平均|日均|均值)(是|)多少？", "几个孩子{x}岁，平均年龄(是|)多少？", "{x}，(取平均|求均值|算一算平均)(。|)", "(如果|)把{x}匀一匀，每份多少？",
        ), "import statistics\nprint(round(statistics.mean({list}), 2))"),
        ((
            "{x}(排好序|排序后)(正中间|中间|居中)的(数|值)是(几|多少)？", "(中位数|求中位数|取中位数)：{x}", "{x}，中位数(是多少|是几|)(？|)", "{name}(几次|)得{x}分，(中位数|分数的中位数)是多少？", "(房价|工资|身高)为{x}，(中位数|中位值)(是|)多少？", "(找|求|给出){x}(这组数|)的中位数",
        ), "import statistics\nprint(statistics.median({list}))"),
        ((
            "{x}的众数(是多少|是几|)(？|)", "{x}(里|中)(哪个数|什么数|哪个)(出现得最多|出现次数最多|最常出现)？", "(众数|求众数)：{x}", "{name}掷骰子得{x}，哪个点数出现最多？", "卖出的鞋码是{x}，哪个码最好卖？", "(找出|求){x}(里|中)最常见的数",
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
        (("{x}(一共|)(是|有)(几|多少)个数？", "(数数|数一下|统计){x}(有|)(几|多少)个(数|元素)", "列表{x}的(长度|元素个数)(是多少|)(？|)", "{name}写下{x}，写了几个数？"), "print(len({list}))"),
        (("{x}(全部|都|统统|)(相乘|乘在一起|连乘)(，|)(得|是|等于)(几|多少)？", "(求积|连乘|乘积)：{x}", "(算|求){x}(这些数|)的(连乘积|乘积)"), "import math\nprint(math.prod({list}))"),
        (("{x}(去重|去掉重复|去除重复)(后|以后|)(排序|从小到大)(是什么|有哪些|)(？|)", "(给|对){x}去重，再排序", "{x}里(有哪些不同的数|不同的数有哪些)？", "{x}，每个数只留一个，从小到大"), "print(sorted(set({list})))"),
        (("{x}(里|中)有(几个|多少个)(不同|不一样|互不相同)的数？", "{x}(里|中)不同的数有几个？", "{x}去重后(有|剩)几个？"), "print(len(set({list})))"),
        (("(把|将){x}(逆序|翻转|颠倒|前后调换|从后往前)(写出|列出|输出|)(。|)", "{x}(倒过来|反过来|逆序|从后往前)(是什么|怎么写|写)(？|)", "(反转|翻转|逆序)：{x}"), "print({list}[::-1])"),
        (("{x}的(极差|全距|跨度)(是多少|)(？|)", "{x}(里|中)(最大的和最小的|最大数与最小数|最高和最低)(相差|差|之差是)(多少|几)？", "气温{x}度，最高和最低相差多少？"), "x = {list}\nprint(max(x) - min(x))"),
        (("{x}(里|中)第{k}个(数|元素|)(是|)(几|多少|什么)？", "(取|给出|找出){x}(里|中|)的第{k}个(数|元素|)", "列表{x}，第{k}项(是|)(几|多少)？"), "print({list}[{i}])"),
        (("{x}(里|中)最后(一个|一项|那个)(数|)(是|)(几|多少)？", "{x}以哪个数结尾？"), "print({list}[-1])"),
        (("{x}(里|中)(第二大|从大到小排第二|次大)的(是|)(哪个|几|多少)？", "成绩{x}，第二名(得了|是)多少分？", "{x}除了最大的，最大的是几？"), "print(sorted({list})[-2])"),
        (("{x}(里|中)(第二小|从小到大排第二|次小)的(是|)(哪个|几|多少)？", "{x}除了最小的，最小的是几？"), "print(sorted({list})[1])"),
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
        ((
            "(Alphabetize|Alphabetise|Put in ABC order|Sort from A to Z)[:] {x}[.]", "{x} (alphabetically|in ABC order|from A to Z|in dictionary order)[.| please.]", "(Put|Arrange|List|Line up|File) {x} (alphabetically|in alphabetical order|as in a dictionary|as a phone book would)[.]", "(What|Which) order do {x} have in (a dictionary|the alphabet)?", "{name} (files|shelves) {x} by the alphabet. In what order?", "(Can you|Please|Could you) (alphabetize|order alphabetically|sort by the alphabet) {x}[?]", "(alphabetical order|sort alphabetically|A-Z): {x}", "Which alphabetical sequence do {x} make?", "{name} wants an index with {x}, A first. Write it[.]", "Sort {x} by their letters, beginning with A[.]",
            "The spice rack holds {x}. Put the jars in ABC order[.]", "Which way would a librarian shelve {x}, going by the alphabet?", "{x} are on the guest list. The doorman wants it alphabetical. How does it read?", "a to z please: {x}", "I'm making a glossary of {x}. Arrange the entries by the alphabet[.]", "Call the roll alphabetically: {x}", "Who or what comes first, second and so on by the alphabet among {x}?", "Make an alphabetical list out of {x}[.]", "My bookmarks are {x}, all in a mess. Alphabetize them[.]",
        ), "print(sorted({list}))"),
        ((
            "{x} (from Z to A|in reverse alphabetical order|Z first)[.]", "(Put|Arrange|List) {x} (in reverse alphabetical order|from Z to A|starting at the end of the alphabet)[.]", "(Z-A|reverse alphabetical): {x}", "(Sort|Order) {x} (alphabetically descending|in descending alphabetical order|backwards through the alphabet|from Z down to A)[.]", "{name} wants {x} sorted with the end of the alphabet first.",
            "Teacher calls the roll from the end of the alphabet this time: {x}", "z to a please: {x}", "Alphabetize {x}, but upside down, so that A comes last[.]", "The reverse of dictionary order for {x}[?]", "{x} - those late in the alphabet go on top[.]", "If a dictionary ran from Z to A, in which order would it list {x}?",
        ), "print(sorted({list}, reverse=True))"),
        ((
            "{x} (by length, short to long|shortest first|from the shortest to the longest)[.]", "(Put|Arrange|List|Sort) {x} (by number of letters, fewest first|by word length, short to long|from shortest to longest|short ones first)[.]", "Sort {x} so that words get longer and longer[.]",
            "Let {x} form a staircase: few letters first, many letters last[.]", "{x} - order by how many letters they have, growing[.]", "Which order do {x} get when I sort by length, shortest first?", "sort by length, short before long: {x}", "The short words of {x} come first, the long words last. Show the order[.]", "{name} wants {x} arranged from the least to the greatest number of letters[.]",
        ), "print(sorted({list}, key=len))"),
        ((
            "{x} (longest first|from the longest to the shortest)[.]", "(Put|Arrange|List|Sort) {x} (from longest to shortest|long ones first|by length, longest first)[.]", "Sort {x} so that words get shorter and shorter[.]", "(Longest to shortest|By length, descending): {x}",
            "Let {x} form a staircase going down: many letters first, few letters last[.]", "{x} - order by how many letters they have, shrinking[.]", "The long words of {x} come first, the short words last. Show the order[.]", "{name} wants {x} arranged from the greatest to the least number of letters[.]", "sort by length, long before short: {x}",
        ), "print(sorted({list}, key=len, reverse=True))"),
        ((
            "{x}: (the longest|which is longest|longest word)[?]", "(Pick|Name|Spot) the longest (of|among|in) {x}[.]", "Which of {x} has the (greatest number of letters|most letters|most characters)?", "Longest (word|entry) (of|in) {x}[?]", "(None|No word) of {x} is longer than which?", "If I count letters, which of {x} comes out on top?",
            "Which label of {x} needs the widest sticker, having the most letters?", "{x} - point out the one with the most letters[.]", "In Scrabble I'd lay the longest of {x}. Which word is it?", "Nothing in {x} has more letters than which word?", "{name} hates long words. Which of {x} will {name} hate most?", "longest of {x}",
        ), "print(max({list}, key=len))"),
        ((
            "{x}: (the shortest|which is shortest|shortest word)[?]", "(Pick|Name|Spot) the shortest (of|among|in) {x}[.]", "Which of {x} has the (smallest number of letters|fewest letters|fewest characters)?", "Shortest (word|entry) (of|in) {x}[?]", "Which of {x} is quickest to write, having the fewest letters?",
            "Which label of {x} fits the narrowest sticker, having the fewest letters?", "{x} - point out the one with the fewest letters[.]", "Nothing in {x} has fewer letters than which word?", "A crossword gap is tiny, so I need the shortest of {x}. Which word?", "(None|No word) of {x} is shorter than which?", "shortest of {x}",
        ), "print(min({list}, key=len))"),
        ((
            "{x}: how many (words|items|names)?", "(Length|Number of entries) of the list {x}[?]", "(Guests|On the list): {x}. How many are (they|there)?", "How many (things|items|entries) (did I list|are listed) here: {x}?", "How many words did {name} write in {x}?", "Count the entries: {x}",
            "Packed so far: {x}. How many items are in the suitcase?", "{x} came along. How many came?", "Tell me the headcount: {x}", "How many entries will my index have with {x}?", "number of words in the list {x}", "On the menu: {x}. Out of how many dishes can I choose?", "{name} learnt {x} today. How many new words are they?",
        ), "print(len({list}))"),
        ((
            "{x}: (which is first|the first) (in the alphabet|alphabetically)[?]", "Which of {x} would a dictionary list first?", "Alphabetically first (of|among) {x}[?]", "In an A to Z list of {x}, what stands at the top?",
            "By the alphabet, who leads {x}?", "Of {x}, which has its place nearest to A?", "A teacher calls {x} alphabetically. Which is called first?", "If {x} were sorted from A to Z, the first would be which?", "Which of {x} opens an alphabetical list?",
        ), "print(min({list}))"),
        ((
            "{x}: (which is last|the last) (in the alphabet|alphabetically)[?]", "Which of {x} would a dictionary list last?", "Alphabetically last (of|among) {x}[?]", "In an A to Z list of {x}, what stands at the bottom?",
            "By the alphabet, who is at the rear of {x}?", "Of {x}, which has its place nearest to Z?", "A teacher calls {x} alphabetically. Which is called last?", "If {x} were sorted from A to Z, the last would be which?", "Which of {x} closes an alphabetical list?",
        ), "print(max({list}))"),
        ((
            "{x} (in reverse order|in backward order|from last to first|the other way round)[.]", "(Reverse|Flip|Turn round) the list {x}[.]", "(List|Write) {x} from the last to the first[.]", "Start at the end: {x}, last word first[.]",
            "We passed {x} on the way there. In which order do we pass them going back?", "Stacked up: {x}, the last one on top. Taking from the top, in what order do they come?", "Turn the row {x} end for end[.]", "reverse the list {x}", "Read out the list {x} beginning at the tail[.]", "Credits roll {x}; show them in the opposite order[.]",
        ), "print({list}[::-1])"),
        ((
            "(Which|What) (word|item|entry|name) (is|comes|stands) {kth} in {x}?", "(The |Give me the |){kth} (word|entry|item) (of|in) {x}[.]", "{x}: the {kth} (one|word)[?]", "Counted from the left, what is at place {k} in {x}?",
            "Waiting in line: {x}. Who or what is {kth}?", "Read {x} and stop at the {kth}. Which is it?", "Stations on this line: {x}. What is stop number {k}?", "The contestants go on as listed, {x}. Which one performs {kth}?", "Which has number {k} in the list {x}, if the first has number 1?", "The {kth} in the row {x} is what?",
        ), "print({list}[{i}])"),
        ((
            "(Remove|Strip) (repeats|duplicates|double entries) (from|in) {x} and sort[.]", "{x} without (repeats|duplicates), sorted", "(Which|What) different (words|names) are in {x}?", "Each of {x} once only, in alphabetical order[.]",
            "The sign-up sheet says {x}, some more than once. List each once, alphabetically[.]", "Which words occur in {x}? No repeats, from A to Z[.]", "unique, sorted: {x}", "Throw the doubles out of {x} and alphabetize the rest[.]", "Make a vocabulary list of {x}, each word once, in ABC order[.]",
        ), "print(sorted(set({list})))"),
        ((
            "How many (letters|characters) (do {x} have|have {x}) (together|in all|altogether)?", "(Count|Total) the letters of {x} together[.]", "If {x} are written without gaps, how many letters is that?",
            "An engraver is paid by the letter. For {x}, how many letters is that?", "Add up the lengths of {x}[.]", "How many tiles does it take to lay all of {x}?", "total number of letters in {x}", "{name} stitches {x} onto a quilt. How many letters must be stitched?",
        ), "print(sum(len(w) for w in {list}))"),
        ((
            "(Length|Number of letters) of each of {x}[?]", "How many letters has each of {x}?", "(Give|List) the lengths of {x}[.]", "Word by word, how long are {x}?",
            "Replace each of {x} by its number of letters[.]", "{x} - how many letters one by one?", "The letter counts of {x}, in this order[?]", "lengths of {x}", "How long is the first, the second, and so on, of {x}?",
        ), "print([len(w) for w in {list}])"),
        ((
            "(Write|Put|Convert|Turn) (each of |all of |){x} (in|into) (capitals|upper case|capital letters)[.]", "{x}, all in capitals", "Shout {x} in all capital letters[.]",
            "The signs say {x}, but in block capitals. How do they read?", "uppercase: {x}", "Caps lock is on and I type {x}. What appears?", "Every one of {x} should be in upper case[.]", "Change all letters of {x} to capitals[.]",
        ), "print([w.upper() for w in {list}])"),
        ((
            "(Join|Connect|Link) {x} with (hyphens|dashes)[.]", "{x} with hyphens in between[.]", "Put a hyphen between each two of {x}[.]",
            "Make one hyphenated word of {x}[.]", "Hyphenate {x} into a single string[.]", "Tie {x} together using hyphens[.]", "{x} - glue them, a hyphen at each seam[.]", "I need {x} as one string, parts separated by a hyphen[.]",
        ), "print('-'.join({list}))"),
        ((
            "(Join|Connect|Link|Write) {x} (with|separated by) commas[.]", "Make one comma-separated line of {x}[.]", "Put commas between {x} and make it one text[.]",
            "Turn {x} into one string with a comma and a space between them[.]", "comma-separated: {x}", "Write {x} as an enumeration with commas only[.]", "I need {x} as one string, parts separated by a comma and a space[.]",
        ), "print(', '.join({list}))"),
        ((
            "(First letters|The initials|Initial letters) of {x} as one string[?]", "What (word|string) do the first letters of {x} (make|form|spell)?", "Which abbreviation results from the first letter of each of {x}?",
            "Take the first letter of each of {x} and put them together[.]", "The acronym of {x}, letters kept as they are[?]", "What do {x} abbreviate to, one letter each?", "An acrostic: read the first letters of {x}. What do they say?", "{name} remembers {x} by their first letters. What string is that?",
        ), "print(''.join(w[0] for w in {list}))"),
        (("(Which|What) (word|one) (is|comes) first in the list {x}, as it stands?", "(The |)first (word|entry|item) (of|in) {x}[?]", "What does the list {x} begin with?", "Arrivals in order: {x}. Which arrived first?"), "print({list}[0])"),
        (("(Which|What) (word|one) (is|comes) last in the list {x}, as it stands?", "(The |)last (word|entry|item) (of|in) {x}[?]", "What does the list {x} end with?", "Arrivals in order: {x}. Which arrived last?", "{x}: give me the final entry[.]"), "print({list}[-1])"),
        (("{x} without the first (word|entry)[.]", "(Drop|Remove|Cut off|Leave out) the first (word|entry) of {x}[.]", "The one at the front of the line {x} is served and goes. Who is left?"), "print({list}[1:])"),
        (("{x} without the last (word|entry)[.]", "(Drop|Remove|Cut off|Leave out) the last (word|entry) of {x}[.]", "The final item of {x} is struck off the list. What is left?"), "print({list}[:-1])"),
        (("How many of {x} have more than (5|five) letters?", "(Count|Number of) words longer than (5|five) letters in {x}[.]", "{x}: how many are longer than five letters?"), "print(len([w for w in {list} if len(w) > 5]))"),
        (("Which of {x} have more than (5|five) letters?", "(Keep|List|Show) (only |)the words longer than (5|five) letters in {x}[.]", "Filter {x}: only words with more than five letters[.]"), "print([w for w in {list} if len(w) > 5])"),
        (("Which of {x} have fewer than (6|six) letters?", "(Keep|List|Show) (only |)the words shorter than (6|six) letters in {x}[.]", "A field holds at most five letters. Which of {x} fit in?"), "print([w for w in {list} if len(w) < 6])"),
        (("Which of {x} (begin|start) with a vowel?", "(Keep|List|Show) (only |)the words in {x} that (begin|start) with a vowel[.]", "{x}: the ones with a vowel at the front[.]", "Which of {x} have a, e, i, o or u as first letter?"), "print([w for w in {list} if w[0].lower() in 'aeiou'])"),
        (("How many of {x} (begin|start) with a vowel?", "(Count|Number of) words in {x} (beginning|starting) with a vowel[.]", "{x}: how many have a vowel as first letter?"), "print(len([w for w in {list} if w[0].lower() in 'aeiou']))"),
        (("(Reverse|Flip|Mirror) (each|every one) of {x}, letter by letter, in place[.]", "Spell each of {x} backwards[.]", "{x}, each (word |)spelt from its end[.]", "How do {x} read when every single word is written backwards?"), "print([w[::-1] for w in {list}])"),
        (("(List|Give a list of) the first letters of {x}[.]", "With which letter does each of {x} begin?", "{x}: their initials as a list[.]"), "print([w[0] for w in {list}])"),
        (("(List|Give a list of) the last letters of {x}[.]", "With which letter does each of {x} end?", "{x}: the final letter of each[.]"), "print([w[-1] for w in {list}])"),
        (("What (word|string) do the last letters of {x} (make|form|spell)?", "Take the last letter of each of {x} and put them together[.]", "Read only the final letters of {x} as one string[.]"), "print(''.join(w[-1] for w in {list}))"),
        (("(Capitalise|Capitalize) (each|every one) of {x}, first letter only[.]", "{x}, each with a capital first letter[.]", "Give each of {x} a capital at the front[.]"), "print([w.title() for w in {list}])"),
        (("(Write|Put|Convert|Turn) (each of |all of |){x} (in|into) (small letters|lower case)[.]", "lowercase: {x}", "{x}, all in small letters"), "print([w.lower() for w in {list}])"),
        (("(Join|Connect|Put together) {x} with (spaces|blanks) (between them|in between)[.]", "Make {x} one text, a space between each two[.]", "One string, please, separated by spaces: {x}"), "print(' '.join({list}))"),
        (("(Join|Glue|Stick) {x} together without (anything between them|spaces|gaps)[.]", "{x} as one long word[.]", "Write {x} without any gap as a single string[.]"), "print(''.join({list}))"),
        (("(Join|Connect|Link) {x} with plus signs[.]", "{x} with a plus sign in between[.]", "Put a plus sign between each two of {x}[.]"), "print(' + '.join({list}))"),
        (("How many letters has the longest of {x}?", "(Length|Number of letters) of the longest of {x}[?]", "{x}: how long is the longest[, in letters]?", "A column must fit each of {x}. How many letters wide must it be?"), "print(max(len(w) for w in {list}))"),
        (("How many letters has the shortest of {x}?", "(Length|Number of letters) of the shortest of {x}[?]", "{x}: how long is the shortest[, in letters]?"), "print(min(len(w) for w in {list}))"),
        (("How many letters have {x} on average?", "(Average|Mean) (word length|number of letters) of {x}[?]", "{x}: how long is a word on average?"), "import statistics\nprint(round(statistics.mean(len(w) for w in {list}), 2))"),
        (("(Sort|Order|Arrange) {x} by (their|the) last letter[.]", "{x} in the order of their final letters[.]", "{name} sorts {x} not by the first but by the last letter. What comes out?"), "print(sorted({list}, key=lambda w: w[-1]))"),
        (("How many of {x} contain (the letter e|an e)?", "In how many of {x} is there (an|at least one) e?", "(Count|Number of) words in {x} with the letter e in them[.]"), "print(sum('e' in w.lower() for w in {list}))"),
        (("Which of {x} contain (the letter a|an a)?", "(Keep|List|Show) (only |)the words in {x} with an a in them[.]", "{x}: the ones in which the letter a occurs[.]"), "print([w for w in {list} if 'a' in w.lower()])"),
        (("How many (different|distinct|unique) (words|names|entries) are (there |)(in|among) {x}?", "Each of {x} counted only once, how many are they?", "{x}: leaving out repeats, how many entries?", "(Count|Number of) different words in {x}[.]"), "print(len(set({list})))"),
        (("(Alphabetize|Sort by the alphabet) {x}. Which is then {kth}?", "In an alphabetical list of {x}, what has number {k}?", "When {x} are put in alphabetical order, the {kth} one is?"), "print(sorted({list})[{i}])"),
        (("How many letters has the {kth} (word|one) (of|in) {x}?", "{x}: how long is number {k}, in letters?", "(Length|Number of letters) of the {kth} of {x}[?]"), "print(len({list}[{i}]))"),
        (("(Delete|Remove|Cross out|Drop) the {kth} (word|entry) (of|from) {x}[.]", "{x} without number {k}[.]", "On the list {x} the {kth} one cancels. What does the list say now?"), "x = {list}\ndel x[{i}]\nprint(x)"),
        (("(Swap|Exchange) the first and the last of {x}[.]", "In the row {x}, both ends change places. How does it stand now?", "{x}, first and last trading places[.]"), "x = {list}\nx[0], x[-1] = x[-1], x[0]\nprint(x)"),
        (("(Rotate|Shift) {x} by one place to the left, the first coming in last[.]", "Move the first of {x} to the end[.]", "The one at the front of the queue {x} goes to the back. How does the queue stand?"), "x = {list}\nprint(x[1:] + x[:1])"),
        (("(The |)first two (words|entries) (of|in) {x}[?]", "{x}: the two at the start[.]", "Arrivals in order: {x}. Which two came first?"), "print({list}[:2])"),
        (("(The |)last two (words|entries) (of|in) {x}[?]", "{x}: the two at the end[.]", "Arrivals in order: {x}. Which two came last?"), "print({list}[-2:])"),
        (("Every (second|other) one of {x}, beginning with the first[.]", "Take {x} and skip every second (word|entry)[.]", "From the row {x} the first, the third, the fifth and so on step forward. Who are they?"), "print({list}[::2])"),
        (("How many vowels do {x} have (in all|altogether|together)?", "(Count|Number of) the vowels in all of {x}[.]", "{x}: vowels in total?"), "print(sum(c in 'aeiou' for w in {list} for c in w.lower()))"),
    ),
    "zh": (
        (("{x}(，|)(按字母|按字典|按 A 到 Z|按 ABC)(顺序|的顺序|次序)(排|排列|排一排|列出)(。|)", "(请|帮我|麻烦)(把|将|给){x}(按字母表|按字典顺序|从 A 到 Z)(排|排好|排列)(。|)", "{x}在(字典|词典)里(的先后顺序|怎么排|的次序)(是什么|)？", "(字母顺序|字母升序)：{x}"), "print(sorted({list}))"),
        (("{x}(，|)(从 Z 到 A|按字母倒序)(排|排列|列出)(。|)", "(字母倒序|字母降序)：{x}"), "print(sorted({list}, reverse=True))"),
        (("{x}(，|)(从短到长|由短到长|短的在前|按字数从少到多)(排|排列|排序)(。|)", "(把|将){x}(从短到长|由短到长)排列"), "print(sorted({list}, key=len))"),
        (("{x}(，|)(从长到短|由长到短|长的在前)(排|排列|排序)(。|)",), "print(sorted({list}, key=len, reverse=True))"),
        (("{x}(里|中|，)(谁|哪个词|哪一个)最长？", "(挑出|选出){x}(里|中)最长的(词|)", "最长的词：{x}"), "print(max({list}, key=len))"),
        (("{x}(里|中|，)(谁|哪个词|哪一个)最短？", "(挑出|选出){x}(里|中)最短的(词|)", "最短的词：{x}"), "print(min({list}, key=len))"),
        (("{x}，(总共|一共|)(几|多少)个(词|项)？", "(数数|数一下){x}有几个词", "名单：{x}，有几个？", "列表{x}的长度"), "print(len({list}))"),
        (("(把|将){x}(倒过来|反过来|逆序|从后往前)(排|写|列出)(。|)", "{x}(颠倒顺序|逆序|倒着列出)(是什么|)(？|)", "反转列表{x}"), "print({list}[::-1])"),
        (("{x}(里|中)第{k}个(词|)(是|)(哪个|什么)？", "(取|给出){x}(里|)的第{k}个(词|)"), "print({list}[{i}])"),
        (("{x}(一共|加起来|总共)(有|)多少个(字|字符)？", "(统计|数一数){x}的总字数"), "print(sum(len(w) for w in {list}))"),
        (("{x}各(有|)(几个字|多少字)？", "(给出|列出){x}每个(词|)的长度"), "print([len(w) for w in {list}])"),
        (("(用|拿)(短横线|连字符)(把|将){x}连起来", "(把|将){x}用(短横线|连字符)连接"), "print('-'.join({list}))"),
        (("(把|将){x}每个词的(首字|第一个字|首字母)(连起来|拼起来)(。|)", "{x}的首字(母|)连起来(是什么|)(？|)"), "print(''.join(w[0] for w in {list}))"),
    ),
}  # fmt: skip
