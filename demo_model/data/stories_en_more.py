"""More English word problems: (wordings, expression, ranges of its numbers); the form of stories_en.STORIES."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# Everyday problems of one to three steps; two kinds whose stories look alike stand beside each other.
STORIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    # --- coming and going
    (
        (
            "A bus pulls out of the depot with {a} people. At the church {b} get off and {c} get on, at the bridge {d} get off. How many are (on board|in the bus) now?",
            "{name}'s aquarium had {a} fish. {b} died, {c} were bought, {d} went to {name2}. How many fish swim in it?",
            "Battery at {a} percent; a call took {b}, the charger gave back {c}, a film took {d}. What does the display show?",
            "How many books does {name} have at home, if (he|she) had {a}, lent out {b}, was given {c} and sold {d}?",
            "A lift carries {a} sacks: {b} out on the first floor, {c} in on the second, {d} out on the third. Sacks still in the lift?",
            "Piggy bank diary. Start: {a} dollars. {day}: {b} out. {day2}: {c} in. Today: {d} out. What is in there?",
        ),
        "{a} - {b} + {c} - {d}",
        "a:M b:S c:S d:S",
    ),
    (
        (
            "{name} found {a} euros in one coat and {b} in another, then paid {c} for lunch and {d} for the bus. What is left of the find?",
            "Two hens' nests gave {a} and {b} eggs. {c} went into a cake and {d} fell on the floor. How many eggs are whole and unused?",
            "The kennel has {a} dogs and {b} puppies. Today {c} animals are adopted and {d} are at the vet's. How many are in the kennel?",
            "{a} litres of rain ran into the barrel in May, {b} in June. {name} watered with {c} litres, {d} evaporated. How many litres are there?",
            "How many stickers remain with {name}, who owned {a}, won {b}, swapped away {c} and lost {d}?",
            "Staff: {a} in the kitchen, {b} in the hall; {c} are ill, {d} on holiday. Who is at work, in numbers?",
        ),
        "{a} + {b} - {c} - {d}",
        "a:M b:M c:S d:S",
    ),
    (
        (
            "In the night it was minus {a} degrees, by noon plus {b}. By how many degrees (did it warm up|had the temperature risen)?",
            "The freezer stands at {a} degrees below zero, the kitchen at {b} above. How big is the difference?",
            "A diver is {a} metres under the surface; a kite flies {b} metres above it, right over the diver. What is the height between them?",
            "{name} owed the bank {a} dollars and now has {b} in the account. How much was paid in?",
            "The lift goes from {a} floors below ground up to floor {b}, ground being zero. How many floors does it climb?",
            "From {a} below zero up to {b} above zero: how many degrees is that?",
        ),
        "{a} + {b}",
        "a:T b:M",
    ),
    (
        (
            "At dawn the thermometer reads {a} degrees below zero. Then it gets {b} degrees warmer. What does it read?",
            "{name} is {a} dollars in the red. The wage of {b} dollars comes in. What is the balance?",
            "A submarine drone {a} metres deep shoots straight up {b} metres. How high above the water is it?",
            "Starting {a} floors below the ground floor, a lift rises {b} floors. At which floor does it stop?",
            "After falling {a} points behind zero, {name} wins {b} points in the last round. Final score?",
        ),
        "{b} - {a}",
        "a:S b:M",
    ),
    # --- tickets, bills and change
    (
        (
            "{a} adults pay {b} dollars each, {c} children pay {d} each, and parking is {e}. What does the outing to the {place} cost?",
            "{name} orders {a} pizzas at {b} and {c} salads at {d}; delivery comes to {e}. How much must be paid?",
            "What is the bill for {a} nights at {b} euros and {c} breakfasts at {d} euros, plus a tourist tax of {e}?",
            "On the invoice: {a} hours at {b}, {c} pipes at {d}, call-out fee {e}. Sum?",
            "A baker packs {a} trays of {b} rolls, {c} trays of {d} buns and {e} loose pretzels. How many pieces leave the bakery?",
            "{name} scores: {a} hits worth {b}, {c} hits worth {d}, bonus {e}. Points altogether?",
        ),
        "{a} * {b} + {c} * {d} + {e}",
        "a:S b:S c:S d:S e:S",
    ),
    (
        (
            "{name} lays a note of {e} on the counter for {a} coffees at {b} and {c} cakes at {d}. What comes back?",
            "The class fund holds {e} dollars. It pays for {a} tickets of {b} dollars and {c} lunches of {d} dollars. What stays in the fund?",
            "{e} chairs are in store. {a} rooms get {b} each, {c} rooms get {d} each. How many chairs stay in store?",
            "How much of the {e} kg of flour is unused after {a} batches of {b} kg and {c} batches of {d} kg?",
            "A reel of {e} metres: off go {a} pieces of {b} m and {c} pieces of {d} m. Metres on the reel?",
            "Budget {e}. Bought: {a} shirts, {b} each; {c} caps, {d} each. Left over?",
        ),
        "{e} - {a} * {b} - {c} * {d}",
        "a:S b:S c:S d:S e:H",
    ),
    (
        (
            "{name} has a voucher of {b} and buys {a} {things} at {q} each. What is left to pay?",
            "A trader gets a whole crate for {b} and sells its {a} melons at {q} apiece. What is the profit?",
            "At {q} a glass {name} sells {a} glasses of lemonade; lemons and sugar cost {b}. How much was earned on it?",
            "{a} books, {q} euros a book, {b} euros off the sum for members. What do members pay?",
            "How much does the {place} ask for {a} tickets of {q} if a coupon takes {b} off the bill?",
            "A deposit of {b} is already paid. The {a} hours on the tennis court are {q} each. Still owing?",
        ),
        "{a} * {q} - {b}",
        "a:T q:P b:S",
    ),
    (
        (
            "{c} friends order {a} pizzas at {p} and tip the waiter {b}. They split it all evenly. What does each one pay?",
            "A boat costs {p} an hour plus {b} for cleaning. {c} people rent it for {a} hours and share the cost. Share per person?",
            "The {c} flatmates bought {a} cans of paint, {p} a can, and a ladder for {b}. How much is that per flatmate?",
            "How much for each of {c} guests if {a} bottles at {p} and a cake for {b} are shared out equally?",
            "{a} nights in a hut, {p} a night for the whole hut, final cleaning {b}, {c} hikers. Costs per hiker?",
        ),
        "({a} * {p} + {b}) / {c}",
        "a:S p:P b:S c:S",
    ),
    (
        (
            "Petrol {p}, toll {q}, parking {r}; {a} people shared the car and the costs. What does each owe?",
            "{a} neighbours jointly buy a mower for {p}, a rake for {q} and a hose for {r}. How much is it per household?",
            "{name} spent {p}, {name2} {q} and {name3} {r} on the picnic. All {a} who came bear equal parts. How big is one part?",
            "What is each of the {a} heirs' share in accounts of {p}, {q} and {r}, divided equally?",
            "Three cheques, {p}, {q} and {r}, are cashed and the money handed out evenly to {a} helpers. What does a helper get?",
        ),
        "({p} + {q} + {r}) / {a}",
        "a:S p:P q:P r:P",
    ),
    (
        (
            "{c} colleagues ordered {a} soups at {p} and {b} sandwiches at {q} and split the bill. How much per colleague?",
            "A team of {c} bought {a} balls for {p} each and {b} nets for {q} each, everyone paying the same. What did one player pay?",
            "How much must each of {c} campers put in for {a} nights at {p} and {b} sacks of wood at {q}?",
            "{a} taxis at {p}, {b} taxis at {q}, {c} passengers who share all the fares alike: fare per passenger?",
            "The party cost {a} times {p} for drinks and {b} times {q} for snacks. Divided by the {c} hosts, what is that?",
        ),
        "({a} * {p} + {b} * {q}) / {c}",
        "a:S p:P b:S q:P c:S",
    ),
    # --- unit prices
    (
        (
            "A pack of {a} batteries is {p} dollars. What does a single battery come to?",
            "{name} got {a} lemons for {p}. Price of one lemon?",
            "The ten-minute sale: {a} pairs of socks for {p}. How much is that a pair?",
            "How much does one ride cost with a card of {a} rides that is sold for {p}?",
            "{p} euros bought {a} postcards. And a single card?",
        ),
        "{p} / {a}",
        "a:S p:P",
    ),
    (
        (
            "Shop one sells {a} rolls for {p}, shop two sells {b} rolls for {q}. By how much is one roll dearer in shop one?",
            "{name} pays {p} for {a} litres of juice, {name2} pays {q} for {b} litres. How much more per litre does {name} pay?",
            "Small pack: {a} pens, {p}. Big pack: {b} pens, {q}. How much do I save on each pen with the big pack?",
            "The old supplier took {p} for {a} metres of cloth, the new one takes {q} for {b} metres. What is the saving per metre?",
            "Eggs at the store: {a} for {p}. At the market {b} eggs are {q}. How much cheaper is an egg at the market?",
        ),
        "{p} / {a} - {q} / {b}",
        "p:P a:S q:P b:S",
    ),
    (
        (
            "{a} yoghurts are {p} at the corner store. {name} needs {b}. What will (he|she) pay at that rate?",
            "If {a} metres of ribbon cost {p}, what do {b} metres cost?",
            "{name} got {p} for babysitting {a} hours. How much would {b} hours bring at the same rate?",
            "The copy shop charges {p} for {a} posters. Proportionally, {b} posters are how much?",
            "What is the price of {b} kg of plums when {a} kg go for {p}?",
            "{p} dollars buy {a} bulbs, so {b} bulbs cost?",
        ),
        "{p} / {a} * {b}",
        "p:P a:S b:T",
    ),
    (
        (
            "Cheese is {p} a kilo. {name} takes a piece of {a} grams. What does it cost?",
            "A kilo of cherries costs {p}. How much for {a} g?",
            "{a} grams of ham at {p} per kg, please. Price?",
            "What will the scale print for {a} g of olives if a kilogram is {p} euros?",
            "Coffee beans: {p} for 1 kg. {name2} fills a bag with {a} g. What has to be paid?",
        ),
        "{p} * {a} / 1000",
        "p:P a:H",
    ),
    (
        (
            "A jar of {a} grams of honey is {p}. What is that per kilo?",
            "{name} paid {p} for {a} g of nuts. What would a kilogram cost?",
            "Price tag: {a} g, {p} euros. The law also wants the price for 1 kg. What is it?",
            "At {p} for a tin of {a} grams, how much is a whole kilo of tea?",
            "{p} dollars for {a} ml of shampoo: price per litre?",
        ),
        "{p} / {a} * 1000",
        "p:P a:H",
    ),
    # --- averages
    (
        (
            "{name} slept {a}, {b}, {c} and {d} minutes on four afternoons. How long was a nap on average?",
            "Four puppies weigh {a}, {b}, {c} and {d} hundred grams. Mean weight in hundreds of grams?",
            "What is the average of the four marks {a}, {b}, {c}, {d}?",
            "The café served {a} guests on {day}, then {b}, {c} and {d} on the following days. Average over the four days?",
            "Rainfall by season in cm: {a}, {b}, {c}, {d}. The mean per season is?",
            "Four friends threw {a}, {b}, {c} and {d} metres. How far is the mean throw?",
        ),
        "({a} + {b} + {c} + {d}) / 4",
        "a:M b:M c:M d:M",
    ),
    (
        (
            "From the first to the fifth working day {name} wrote {a}, {b}, {c}, {d} and {e} emails. How many a day on average?",
            "Five players are {a}, {b}, {c}, {d} and {e} years old. What is their mean age?",
            "Bus delays in minutes: {a}, {b}, {c}, {d}, {e}. What is the average delay?",
            "Find the mean of five readings, {a}, {b}, {c}, {d} and {e}.",
            "How heavy is a pumpkin on average if the five of them weigh {a}, {b}, {c}, {d} and {e} kg?",
            "Five runs of the test took {a}, {b}, {c}, {d} and {e} seconds; average run time?",
        ),
        "({a} + {b} + {c} + {d} + {e}) / 5",
        "a:M b:M c:M d:M e:M",
    ),
    (
        (
            "{name} has {b}, {c} and {d} points in three tests. What is needed in the fourth for an average of {a}?",
            "The mean of four numbers is {a}. Three of them are {b}, {c} and {d}. Which is the fourth?",
            "Four parcels weigh {a} kg on average; three weigh {b}, {c} and {d} kg. And the last one?",
            "How many kilometres must {name} run on the fourth day to reach a daily mean of {a}, after {b}, {c} and {d} km?",
            "The four members of the band are {a} years old on average. The singer is {b}, the drummer {c}, the bassist {d}. How old is the guitarist?",
        ),
        "4 * {a} - {b} - {c} - {d}",
        "a:M b:M c:M d:M",
    ),
    (
        (
            "{name}'s average over {b} tests is {a}. The next test brings {c} points. What is the average now, all tests counted?",
            "In a group of {b} people the mean age is {a}. Someone aged {c} joins. What is the new mean age?",
            "{b} boxes weigh {a} kg on average, one more box weighs {c} kg. What is the average with it?",
            "After {b} games a player has {a} points per game. Then (he|she) scores {c} in one more. Points per game now?",
            "For {b} days the shop had {a} customers a day on average; the day after that {c} came. Average including that last day?",
        ),
        "({a} * {b} + {c}) / ({b} + 1)",
        "a:M b:S c:M",
    ),
    # --- layers, rows and seats
    (
        (
            "A pallet carries {a} layers, each of {b} rows with {c} cans. {d} cans are dented and thrown out. How many good cans?",
            "The car park has {a} decks with {b} lanes of {c} bays. {d} bays are closed. How many can be used?",
            "{a} shelves hold {b} folders each, every folder {c} sheets; {d} sheets are missing. How many sheets are there?",
            "How many eggs are whole in {a} boxes of {b} trays with {c} eggs per tray, if {d} broke?",
            "{name} types {b} hours a day for {a} days at {c} pages an hour and later deletes {d} pages. Pages kept?",
        ),
        "{a} * {b} * {c} - {d}",
        "a:S b:S c:S d:S",
    ),
    (
        (
            "A hotel has {a} wings of {b} floors with {c} rooms per floor, and {d} bungalows in the park. How many units can be let?",
            "{name} stacks bricks {a} long, {b} wide and {c} high, and {d} lie beside the stack. How many bricks?",
            "In a school year {a} classes write {b} tests of {c} questions each; the final adds {d} questions. Questions altogether?",
            "{a} cupboards, {b} drawers in each, {c} spoons in each drawer, {d} more on the table. How many spoons?",
            "How many plants stand in {a} greenhouses with {b} benches of {c} pots, plus {d} outside?",
        ),
        "{a} * {b} * {c} + {d}",
        "a:S b:S c:S d:S",
    ),
    (
        (
            "The hall has {a} rows of {b} seats. {c} seats are kept for the press and {d} are broken. How many tickets can be sold?",
            "{a} crates with {b} bottles came. {c} bottles were smashed, {d} had no label. How many are fit for sale?",
            "How many photos are left to sort when {a} albums of {b} photos were emptied, {c} thrown away and {d} framed?",
            "{name} earns {b} dollars on each of {a} days, and spends {c} on food and {d} on the bus in that time. What is saved?",
            "Orchard: {a} rows, {b} trees a row. A storm fells {c}, beetles kill {d}. Trees standing?",
        ),
        "{a} * {b} - {c} - {d}",
        "a:S b:M c:S d:S",
    ),
    (
        (
            "{a} people stay {b} nights at the hostel, {p} a head and night. What does the stay cost?",
            "Each of {a} machines eats {b} kWh; a kWh costs {p}. How much is the electricity?",
            "{name} takes {b} rides a week for {a} weeks, {p} a ride. What do the rides add up to?",
            "For a wedding {a} tables get {b} candles each, at {p} a candle. What do the candles cost?",
            "How much do {a} dogs cost per week if each eats {b} tins in that week and a tin is {p}?",
        ),
        "{a} * {b} * {p}",
        "a:S b:S p:P",
    ),
    # --- minutes, hours, days, weeks
    (
        (
            "{name} has {a} exams to mark and needs {b} minutes for each. How many hours will it take?",
            "A cyclist rides {b} minutes at {a} km/h. How many kilometres is that?",
            "{a} lessons of {b} minutes each: how many hours, as a decimal?",
            "How many hours does a dentist work who sees {a} patients for {b} minutes each?",
            "At a speed of {a} km an hour, how far does a tractor get in {b} minutes?",
            "A podcast has {a} episodes, {b} minutes apiece. Hours of listening?",
        ),
        "{a} * {b} / 60",
        "a:T b:M",
    ),
    (
        (
            "How many minutes does a tram with {b} km/h take for {a} km?",
            "The airport is {a} km away and the taxi does {b} km/h. In how many minutes is {name} there?",
            "{a} km at an even {b} km per hour. Minutes on the road?",
            "A pump moves {b} litres an hour. How many minutes for {a} litres?",
            "{name} can peel {b} potatoes in an hour; {a} are needed. How long does it take, in minutes?",
        ),
        "{a} / {b} * 60",
        "a:M b:M",
    ),
    (
        (
            "A film lasts {a} hours and {b} minutes. {name} has seen {c} minutes of it. How many minutes are still to come?",
            "The flight is {a} h {b} min long and we have been up for {c} min. Minutes to landing?",
            "Planned: {a} hours {b} minutes of rehearsal. It ended {c} minutes early. How many minutes did they rehearse?",
            "How many minutes of the {a} hour {b} minute exam are net working time if breaks take {c} minutes?",
            "{name} needed {a} hours and {b} minutes, {name2} was {c} minutes faster. How many minutes did {name2} need?",
        ),
        "{a} * 60 + {b} - {c}",
        "a:S b:T c:M",
    ),
    (
        (
            "In {a} hours and {b} minutes, how many complete laps of {c} minutes can {name} run?",
            "A doctor has {a} h {b} min and gives every patient {c} minutes. How many patients fit in?",
            "The machine runs {a} hours {b} minutes and makes a part every {c} minutes. Finished parts?",
            "Songs of {c} minutes each fill a show of {a} hours and {b} minutes. How many whole songs go in?",
            "How many full games of {c} minutes can be played in {a} hours and {b} minutes?",
        ),
        "({a} * 60 + {b}) // {c}",
        "a:S b:T c:S",
    ),
    (
        (
            "A 24-hour clock shows {a}:00. Which hour does it show {b} hours later?",
            "A ship leaves at {a}:00 and sails {b} hours. At what hour, from 0 to 23, does it dock?",
            "On the 24-hour clock: {a}:00 plus {b} hours is which hour?",
            "The dough is set at {a}:00 and must rest {b} hours. Which full hour of the day will it be then, on a 24-hour clock?",
            "{name} goes on duty at {a}:00, and the watch lasts {b} hours. The 24-hour clock says what at the end?",
        ),
        "({a} + {b}) % 24",
        "a:S b:T",
    ),
    (
        (
            "A trip lasted {a} days and {b} hours. How many hours were that?",
            "The power was out for {a} full days plus {b} hours. Outage in hours?",
            "Express {a} days {b} hours in hours.",
            "{name} has to wait {a} days and another {b} hours for the parcel. How many hours of waiting?",
            "How many hours will the battery last if the display says {a} d {b} h?",
        ),
        "{a} * 24 + {b}",
        "a:S b:T",
    ),
    (
        (
            "The baby is {a} weeks and {b} days old. How many days?",
            "{a} weeks at sea, then {b} days in port. How many days was the crew away?",
            "How many days until the wedding, if it is {a} weeks and {b} days off?",
            "A cast stays on for {a} weeks, a splint for {b} more days. Days altogether?",
            "Turn {a} weeks {b} days into days.",
        ),
        "{a} * 7 + {b}",
        "a:S b:S",
    ),
    (
        (
            "How many full weeks are in {a} days?",
            "{name} has been sober for {a} days. How many complete weeks is that?",
            "The project took {a} days, weekends included. Whole weeks?",
            "A pill organiser is filled once a week with 7 pills. For how many complete weeks do {a} pills do, at one a day?",
            "{a} days: count the complete weeks.",
        ),
        "{a} // 7",
        "a:H",
    ),
    (
        (
            "{a} days are so many whole weeks and how many days over?",
            "Take all full weeks out of {a} days. How many days remain?",
            "{name} eats one apple a day. Of {a} apples all that make complete weeks are packed in sevens. How many single apples remain?",
            "A holiday of {a} days is cut into full weeks. How many days are too few for another week?",
            "{a} days have passed since the launch. How many of them came after the last complete week?",
        ),
        "{a} % 7",
        "a:H",
    ),
    (
        (
            "A tap drips {a} times a minute. How many drops in {b} hours?",
            "{name}'s heart beats {a} times per minute. Beats in {b} hours?",
            "The press stamps {a} lids every minute and runs {b} hours a day. Daily output?",
            "How many litres does a spring with {a} litres a minute give in {b} hours?",
            "In {b} hours, how many cars pass a counter that sees {a} per minute?",
        ),
        "{a} * {b} * 60",
        "a:M b:S",
    ),
    (
        (
            "{name} drinks {a} cups of tea every day. How many cups in {b} weeks?",
            "The cow gives {a} litres of milk a day. Milk in {b} weeks?",
            "{b} weeks of holiday, {a} photos daily. How many photos?",
            "How many pills must be fetched for {b} weeks if {a} are taken per day?",
            "Every day, Sundays too, {a} ferries cross. In {b} weeks that makes how many?",
        ),
        "{a} * {b} * 7",
        "a:S b:T",
    ),
    # --- dozens, months, instalments
    (
        (
            "The farmer sells {a} dozen eggs and {b} single ones. How many eggs?",
            "{name} lived abroad for {a} years and {b} months. How many months is that?",
            "{a} feet {b} inches is how many inches, with twelve to the foot?",
            "A baker delivers {a} dozen rolls plus {b} extra. Rolls altogether?",
            "How old in months is a horse of {a} years and {b} months?",
        ),
        "{a} * 12 + {b}",
        "a:T b:S",
    ),
    (
        (
            "Out of {a} dozen eggs {b} are cracked. How many are whole?",
            "{name} ordered {a} dozen glasses; {b} arrived broken. Glasses fit for use?",
            "A loan runs for {a} years, and {b} monthly payments are made. How many payments are still due?",
            "How many doughnuts remain of {a} dozen after {b} have been eaten?",
            "A contract of {a} years ends {b} months early. How many months did it last?",
        ),
        "{a} * 12 - {b}",
        "a:T b:S",
    ),
    (
        (
            "{name} puts {b} dollars aside every month. How much is that after {a} years?",
            "A gym takes {b} euros a month. What goes to the gym in {a} years?",
            "{a} dozen tiles at {b} cents a tile. How many cents?",
            "How much rent is paid in {a} years at {b} a month?",
            "Each month the library lends out {b} films. Films lent in {a} years?",
            "{name2} writes {b} pages a month, for {a} years on end. Pages?",
        ),
        "{a} * 12 * {b}",
        "a:S b:M",
    ),
    (
        (
            "A loan of {b} without interest is paid off in equal monthly parts over {a} years. How much is a monthly part?",
            "{name} saved {b} dollars in {a} years. How much was that per month?",
            "{b} euros for {a} dozen roses: price of one rose?",
            "Insurance for {a} years costs {b}. What does a month cost?",
            "Over {a} years a well gave {b} barrels. What is the monthly average?",
        ),
        "{b} / ({a} * 12)",
        "a:S b:H",
    ),
    (
        (
            "A sofa costs {a}. {name} pays {b} at once and the remainder in {c} equal instalments. How much is an instalment?",
            "Of {a} kg of grain {b} kg are kept as seed; the others go into {c} equal sacks. Weight of a sack?",
            "{name} has {b} of the {a} dollars for a bicycle. The rest must come together in {c} weeks. How much a week?",
            "A plank of {a} cm loses {b} cm at the saw, then is cut into {c} equal pieces. Length of a piece?",
            "How many km a day are left on a tour of {a} km when {b} km are done and {c} days remain?",
            "Prize money {a}, tax {b}, {c} winners: each gets?",
        ),
        "({a} - {b}) / {c}",
        "a:H b:M c:S",
    ),
    (
        (
            "On credit a washing machine is {a} dollars down and {b} payments of {c}. In cash it is {d}. How much more does credit cost?",
            "{name} had {a} cards and bought {b} packs of {c}; now {d} have been given away. How many cards does (he|she) have?",
            "The barn holds {a} bales. {b} carts bring {c} bales each, then {d} bales are sold. Bales in the barn?",
            "How much water is in a tank that held {a} litres, took in {c} litres an hour for {b} hours and then lost {d} litres?",
            "Savings: {a} to begin with, {b} months at {c} each, minus {d} for a trip. What is left?",
        ),
        "{a} + {b} * {c} - {d}",
        "a:M b:S c:M d:M",
    ),
    # --- packs and trips needed, and what is left over
    (
        (
            "{a} girls and {b} boys are taken up in gondolas for {c}. How many gondolas are needed?",
            "{name} has {a} red and {b} blue beads to store, {c} at most per tube. How many tubes does that take?",
            "A ferry takes {c} cars at a time. {a} cars wait on the pier and {b} more in the street. How many crossings until all are over?",
            "How many tables for {c} must be laid for {a} guests of the bride and {b} of the groom?",
            "Slides: {a} old, {b} new; a magazine takes {c}. Fewest magazines that hold them all?",
        ),
        "-(-({a} + {b}) // {c})",
        "a:M b:M c:S",
    ),
    (
        (
            "{a} guests eat {b} rolls each, and rolls come in bags of {c}. How many bags must be bought?",
            "{name} needs {b} screws for each of {a} shelves. A box has {c} screws. How many boxes must (he|she) get?",
            "Boxes of {c} candles: how many boxes for {a} tables with {b} candles apiece?",
            "A dog eats {b} tins a day. Tins are sold by {c}. How many packs for {a} days?",
            "{a} runners get {b} bottles each; the shop only sells crates of {c}. How many crates are enough?",
        ),
        "-(-{a} * {b} // {c})",
        "a:M b:S c:S",
    ),
    (
        (
            "{a} invitations are needed; they are sold in packs of {b} at {c} dollars a pack. What must be spent?",
            "A van takes {b} passengers and costs {c} dollars. What is the cheapest way to move {a} passengers, in dollars?",
            "{name} wants {a} tiles. Only full boxes of {b} are sold, {c} euros the box. What will (he|she) pay?",
            "How much does a school spend to seat {a} pupils in boats for {b}, each boat hired for {c}?",
            "Parking costs {c} for every {b} minutes begun. What does it cost to park {a} minutes?",
        ),
        "-(-{a} // {b}) * {c}",
        "a:M b:S c:S",
    ),
    (
        (
            "A tablet is {a} dollars, {name} has {b} and saves {c} a week. After how many weeks is there enough?",
            "{a} trees are to be planted, {b} stand already. At {c} a day, on which day from now is the work finished?",
            "How many more trips with {c} sacks must a mule make, if {b} of the {a} sacks are up already?",
            "{name} must learn {a} words, knows {b}, and learns {c} a day. In how many days will (he|she) know them all?",
            "The fund needs {a}. So far {b} came in. If each donor gives {c}, how many more donors are required?",
        ),
        "-(-({a} - {b}) // {c})",
        "a:H b:M c:M",
    ),
    (
        (
            "{name} has {a} dollars and must keep {b} for the train. How many cinema tickets at {c} dollars can (he|she) buy?",
            "Of {a} roses {b} are wilted. How many full bunches of {c} can be tied from the good ones?",
            "A hold of {a} kg has {b} kg in it. How many more chests of {c} kg may be loaded?",
            "After {b} of {a} pupils have gone home, how many complete teams of {c} can be formed?",
            "Disk: {a} GB, {b} GB taken. How many games of {c} GB go on it yet?",
        ),
        "({a} - {b}) // {c}",
        "a:H b:M c:S",
    ),
    (
        (
            "{name} has {a} dollars, keeps {b} for the train and buys as many cinema tickets at {c} dollars as possible. What is left beside the train money?",
            "Of {a} roses {b} are wilted; the good ones are tied in bunches of {c}. How many good ones end up in no bunch?",
            "After {b} of {a} pupils have gone home, teams of {c} are formed. How many pupils are without a team?",
            "A tailor cuts {b} cm off {a} cm of cloth, and the rest into strips of {c} cm. How many cm are too short for a strip?",
            "Take {b} sweets out of {a}, then bag the others by {c}. How many sweets fill no bag?",
        ),
        "({a} - {b}) % {c}",
        "a:H b:M c:S",
    ),
    (
        (
            "{a} stickers are glued {b} to a page. How many more stickers would fill the last page?",
            "{name} packs {a} bottles into crates of {b}. How many places stay empty in the crate that is not full?",
            "Rows of {b} dancers are wanted, {a} dancers have come. How many must still come so that every row is full?",
            "What is the least number to add to {a} to make it divisible by {b}?",
            "With {a} stamps on cards of {b}, how many stamps is the last card short of?",
        ),
        "-{a} % {b}",
        "a:H b:S",
    ),
    (
        (
            "For every {b} points on the card there are {c} dollars back, nothing for less. {name} has {a} points. How much comes back?",
            "A shop gives {c} free pens with every full {b} dollars spent. How many free pens for {a} dollars?",
            "Each full crate of {b} bottles earns {c} cents. What do {a} bottles earn, loose ones not counting?",
            "{name} gets {c} stars per {b} pages read, and only complete lots count. Stars for {a} pages?",
            "How many spare bulbs go along with {a} lamps if the maker adds {c} for every full {b} lamps?",
        ),
        "{a} // {b} * {c}",
        "a:H b:M c:S",
    ),
    # --- per cent and fractions
    (
        (
            "Of {a} employees {r} % work part-time, and {s} % of those are students. How many is that?",
            "{r} percent of {a} letters are complaints, {s} percent of the complaints come by post. How many complaints come by post?",
            "What is {s} % of {r} % of {a}?",
            "A flock of {a}: {r} % are ewes, and of the ewes {s} % have lambs. Ewes with lambs?",
            "{name} puts {r} % of a wage of {a} into savings and invests {s} % of what is saved. How much is invested?",
        ),
        "{a} * {r} / 100 * {s} / 100",
        "a:H r:R s:R",
    ),
    (
        (
            "Of a salary of {a}, {r} % goes to rent and {s} % to food. How much is left?",
            "{a} ballots: {r} % yes, {s} % no, the rest blank. How many blank ones?",
            "A meadow of {a} square metres is {r} % clover and {s} % moss, otherwise grass. How much of it is grass?",
            "{name} mixes {a} ml: {r} percent juice, {s} percent syrup, water for the rest. How much water?",
            "How many of {a} travellers go on foot if {r} % take the bus and {s} % the tram?",
        ),
        "{a} * (100 - {r} - {s}) / 100",
        "a:H r:R s:R",
    ),
    (
        (
            "A lamp is {a} dollars before {r} % sales tax; shipping, untaxed, is {b} dollars. What is the total?",
            "A rent of {a} rises by {r} %, and a garage for {b} is added. What is due per month now?",
            "The herd of {a} grew by {r} %, then {b} animals were bought. How large is it?",
            "{name}'s salary of {a} goes up {r} percent and there is a travel allowance of {b} on top. How much is paid out?",
            "Net price {a}, plus {r} % VAT, plus {b} for delivery. Final price?",
        ),
        "{a} * (100 + {r}) / 100 + {b}",
        "a:H r:R b:T",
    ),
    (
        (
            "The main dishes are {a}, the drinks {b}, and {r} % of it all is added as a tip. What is paid altogether?",
            "Parts for {a} and labour for {b}, both before {r} % tax. What does the invoice come to with tax?",
            "Two fields gave {a} and {b} sacks. This year the whole harvest is {r} % larger. How many sacks?",
            "{name} lends {a} and later {b}, and gets the sum back with {r} % on top. How much comes back?",
            "How much for a coat at {a} and boots at {b} when customs put {r} % on everything?",
        ),
        "({a} + {b}) * (100 + {r}) / 100",
        "a:M b:M r:R",
    ),
    (
        (
            "An agent sells two machines, for {a} and for {b}, and gets {r} % of it all. What is the commission?",
            "{a} boys and {b} girls go to a school; {r} % of the children come by bike. How many is that?",
            "Food was {a}, drinks were {b}, and the tip is {r} % of both together. How much is the tip?",
            "Box office: {a} on {day}, {b} on {day2}. The author is owed {r} percent of the two. How much?",
            "What tax falls on incomes of {a} and {b} taken together at a rate of {r} %?",
        ),
        "({a} + {b}) * {r} / 100",
        "a:H b:H r:R",
    ),
    (
        (
            "A base wage of {b} plus {r} % of sales: {name} sold for {a}. What is the pay?",
            "{r} % of {a} members voted in the hall and another {b} by letter. How many voted?",
            "The plumber takes {b} to come and {r} % of the material, which was {a}. What does (he|she) charge?",
            "How many cars are electric, if {r} % of the old fleet of {a} are, and {b} new electric ones join?",
            "Fee: {b} fixed, and {r} percent of the amount. Amount: {a}. What is the fee?",
        ),
        "{a} * {r} / 100 + {b}",
        "a:H r:R b:M",
    ),
    (
        (
            "{r} % of the {a} guests stayed for dinner, and {b} of those left before dessert. How many had dessert?",
            "{name} gets {r} % of {a} dollars and pays a fee of {b} from it. What is kept?",
            "Of {a} seeds {r} percent came up. Slugs ate {b} of the seedlings. How many seedlings grow on?",
            "How many tickets are there for the public when it may buy {r} % of {a}, and {b} of those go to sponsors?",
            "A tank of {a} litres is {r} % full. Then {b} litres are drawn. How many litres are in it?",
        ),
        "{a} * {r} / 100 - {b}",
        "a:H r:R b:T",
    ),
    (
        (
            "{name} spends 1/{b} of {a} dollars on shoes and {c} dollars on socks. How much remains?",
            "From {a} litres of milk 1/{b} becomes cheese, and {c} litres are drunk. What is left?",
            "One part in {b} of {a} apples is rotten, {c} more get eaten. How many apples are good and uneaten?",
            "A trail is {a} km. {name} hikes 1/{b} of it on {day} and {c} km on {day2}. How far is it still?",
            "How many of {a} seats are free after 1/{b} of all went to members and {c} to the press?",
        ),
        "{a} - {a} / {b} - {c}",
        "a:H b:S c:T",
    ),
    (
        (
            "{name} has {a} dollars, pays {b} for the bus pass and a quarter of the rest for lunch. How much is left?",
            "From {a} litres {b} are spilled, and a quarter of what remains evaporates. What is in the vat?",
            "{b} of {a} runners drop out early, later a quarter of those still running. How many finish?",
            "Three quarters of the people who stayed liked the play. {a} came, {b} walked out. How many liked it?",
            "Take {b} from {a}, then three quarters of the result. What do you have?",
        ),
        "({a} - {b}) * 3 / 4",
        "a:H b:M",
    ),
    (
        (
            "{name} owns {a} {things}, {name2} has twice as many and {name3} {b}. How many are there altogether?",
            "The ground floor has {a} lamps, the upper floor double that, the attic {b}. All lamps?",
            "On {day} {a} calls came in, on {day2} twice that number, and {b} on the third day. How many calls were there?",
            "A fish: the head weighs {a} g, the body twice as much as the head, the tail {b} g. Weight of the fish?",
            "What do {a} dollars on {day}, twice as much on {day2} and a gift of {b} add up to?",
        ),
        "3 * {a} + {b}",
        "a:M b:M",
    ),
    # --- ratios and recipes
    (
        (
            "Cement, sand and gravel are mixed {b} : {c} : {d}. How much cement goes into {a} kg of the mix?",
            "{name}, {name2} and {name3} share {a} dollars in the ratio {b} to {c} to {d}. How much does the first get?",
            "A drink of {a} ml takes {b} parts syrup, {c} parts juice and {d} parts water. How many ml of syrup?",
            "Three farms with {b}, {c} and {d} cows share {a} bales according to their cows. Bales for the first farm?",
            "A lottery win of {a} is split by stakes; {name} staked {b} dollars, the other two {c} and {d}. What does {name} receive?",
        ),
        "{a} * {b} / ({b} + {c} + {d})",
        "a:H b:S c:S d:S",
    ),
    (
        (
            "Rice and water go {b} : {c} by cups. How many cups of water with {a} cups of rice?",
            "Blue and white paint are mixed {b} to {c}. {name} has {a} litres of blue. How much white goes with it?",
            "For each {b} teachers there are {c} helpers. A camp with {a} teachers has how many helpers?",
            "{b} cups of flour need {c} eggs. How many eggs for {a} cups?",
            "Cats to dogs is {b} : {c}, and {a} cats were counted. Dogs?",
        ),
        "{a} / {b} * {c}",
        "a:M b:S c:S",
    ),
    (
        (
            "Rice and water go {b} : {c}. With {a} cups of rice, how many cups go into the pot in all?",
            "Blue and white paint are mixed {b} to {c}. {name} has {a} litres of blue. How much paint will there be when both are mixed?",
            "Cats to dogs is {b} : {c}, and {a} cats were counted. How many cats and dogs together?",
            "Two heirs share {b} : {c}; the first one's share is {a}. How big is the whole inheritance?",
            "The wins and losses of a team are as {b} to {c}. With {a} wins, how many games were played, no draws?",
        ),
        "{a} * ({b} + {c}) / {b}",
        "a:M b:S c:S",
    ),
    # --- speed, distance, fuel
    (
        (
            "{name} drives {b} hours at {a} km/h and {d} hours at {c} km/h. What is the average speed of the whole trip?",
            "{b} jars hold {a} g each and {d} jars {c} g each. How much does a jar hold on average?",
            "For {b} weeks a shop sold {a} bikes a week, for {d} weeks {c}. Average per week over all that time?",
            "What is the mean age of a club with {b} members aged {a} and {d} members aged {c}?",
            "Mean of {b} values of {a} and {d} values of {c}?",
        ),
        "({a} * {b} + {c} * {d}) / ({b} + {d})",
        "a:M b:S c:M d:S",
    ),
    (
        (
            "The road is {a} km. How many hours are saved by driving {c} km/h rather than {b} km/h?",
            "A printer with {b} pages a minute has {a} pages to do; another one makes {c} a minute. How many minutes sooner is the other one done?",
            "Over {a} km {name} rides at {b} km/h and {name2} at {c} km/h. How many hours longer does {name} take?",
            "{a} litres run out at {b} litres a minute, or at {c} with the big valve. How many minutes does the big valve save?",
            "Old train {b} km/h, new train {c} km/h, line {a} km. Time won in hours?",
        ),
        "{a} / {b} - {a} / {c}",
        "a:H b:M c:M",
    ),
    (
        (
            "A tour of {a} km at {b} km/h, with {c} minutes of rest. How many hours does it take in all?",
            "{name} drives {a} km at {b} km an hour and stands {c} minutes in a jam. Hours on the way?",
            "How many hours pass from start to finish if a boat goes {a} km at {b} km/h and waits {c} minutes at a lock?",
            "Filling {a} crates at {b} crates an hour, plus a break of {c} minutes: length of the shift in hours?",
            "Heating the kiln takes {c} minutes, then {a} bricks are fired at {b} an hour. How many hours from first to last?",
        ),
        "{a} / {b} + {c} / 60",
        "a:H b:M c:M",
    ),
    (
        (
            "The tank holds {b} litres and the car burns {p} litres per 100 km. What is in the tank after {a} km?",
            "{name} starts with {b} litres of fuel. The van needs {p} l/100 km. How much fuel is left {a} km later?",
            "Battery: {b} kWh. Use: {p} kWh per 100 km. Driven: {a} km. Charge remaining?",
            "How many litres remain of {b} after a drive of {a} km at {p} litres for every 100 km?",
            "With {b} in the pocket {name} pays {p} for each 100 km of a {a} km ride. What stays in the pocket?",
        ),
        "{b} - {p} * {a} / 100",
        "p:S a:H b:M",
    ),
    (
        (
            "A taxi takes {a} for the first kilometre and {b} for each further one. What do {c} km cost?",
            "The first hour of parking is {a} dollars, every hour after it {b}. How much are {c} hours?",
            "{name} runs {a} km on day one and {b} km on every later day. How far has (he|she) run after {c} days?",
            "A library fine is {a} for the first day, then {b} a day. The fine for {c} days?",
            "How tall is a stack of {c} cups if one cup is {a} cm high and each cup put into it adds {b} cm?",
        ),
        "{a} + {b} * ({c} - 1)",
        "a:T b:S c:T",
    ),
    # --- areas and fences
    (
        (
            "A lawn of {a} by {b} metres has a square pond with sides of {c} metres in it. How much grass is there, in square metres?",
            "From a sheet {a} cm by {b} cm a square of {c} cm by side is cut. What area is left?",
            "A wall is {a} dm long and {b} dm high; a square window takes {c} dm each way. How much is to be painted?",
            "The floor measures {a} by {b} feet, and a square chimney {c} feet wide stands on it. How many square feet can be carpeted?",
            "How large is the rest when a square plot with a side of {c} m is sold from land of {a} m times {b} m?",
        ),
        "{a} * {b} - {c} ** 2",
        "a:M b:M c:S",
    ),
    (
        (
            "A trapezoid has parallel sides of {a} and {b} cm and is {c} cm high. Its area?",
            "A field between two parallel roads has {a} m on one road and {b} m on the other; the roads are {c} m apart. How large is it?",
            "The dam's cross-section: {a} m at the top, {b} m at the bottom, {c} m high, straight sides. Area?",
            "{name} cuts a trapezium with bases {a} and {b} and height {c}. What is its area?",
            "Speed rises evenly from {a} to {b} metres a second in {c} seconds. How many metres are covered in that time?",
        ),
        "({a} + {b}) * {c} / 2",
        "a:M b:M c:M",
    ),
    (
        (
            "A garden, {a} m by {b} m, is fenced all round except for a gate of {c} m. How many metres of fence?",
            "How much skirting board does a room of {a} by {b} feet need if the door takes {c} feet of it?",
            "{name} puts tape round a carpet of {a} by {b} dm but leaves {c} dm open. Tape used?",
            "A rectangle with sides {a} and {b} cm is bent from wire, with a gap of {c} cm. How long is the wire?",
            "Pasture {a} m long, {b} m wide, {c} m of its edge is river and needs no fence. Metres of fence needed?",
        ),
        "2 * ({a} + {b}) - {c}",
        "a:M b:M c:S",
    ),
    (
        (
            "A tank is {a} cm long, {b} cm wide and {c} cm high. How many litres does it hold?",
            "How many litres fit into a box of {a} by {b} by {c} centimetres?",
            "{name}'s aquarium measures {a} cm, {b} cm and {c} cm. Volume in litres?",
            "A trough with a base of {a} cm by {b} cm is filled {c} cm deep. Litres of water?",
            "Inner size of the fridge: {a} x {b} x {c} cm. Litres?",
        ),
        "{a} * {b} * {c} / 1000",
        "a:M b:M c:M",
    ),
    (
        (
            "Along a path of {a} metres a lamp stands every {b} metres, one at each end too. How many lamps?",
            "{name} puts a post at the start of a {a} m fence and one every {b} m to the very end. Posts?",
            "A train stops every {b} km of a {a} km line, the two termini included. How many stations?",
            "How many marks are on a scale from 0 to {a} with a mark every {b}, both ends marked?",
            "From minute 0 to minute {a} a bell rings every {b} minutes, at the start and at the end as well. How often does it ring?",
        ),
        "{a} // {b} + 1",
        "b:S a:=b*T",
    ),
    (
        (
            "{a} trees stand in a line, {b} metres between neighbours. How far is it from the first to the last?",
            "A log is sawn into {a} pieces, each cut takes {b} minutes. How long does the sawing take?",
            "{name} climbs from the first floor to floor {a}, with {b} steps between floors. Steps climbed?",
            "{a} pills are taken, one every {b} hours. How many hours from the first to the last?",
            "How long is a queue of {a} people with gaps of {b} feet, not counting the people's own width?",
        ),
        "({a} - 1) * {b}",
        "a:T b:S",
    ),
    # --- ages, games, wages
    (
        (
            "{name} is {a}. In {b} years the mother will be three times as old as {name} is then. How old is the mother now?",
            "{b} years from now the uncle's age will be triple that of {name}, who is {a} today. What is the uncle's age today?",
            "Today {name} is {a} years old. When {b} more years have passed, grandpa will have three times {name}'s age. Grandpa's present age?",
            "{name} and {name2} each get {b} more marbles. Then {name2} has three times as many as {name}, who began with {a}. How many did {name2} begin with?",
            "Pour {b} litres into either tank, and the big one holds three times the small one, which has {a} litres before that. What does the big one hold before?",
        ),
        "3 * ({a} + {b}) - {b}",
        "a:S b:S",
    ),
    (
        (
            "Three sisters are {a}, {b} and {c} years old. What is the sum of their ages {d} years from now?",
            "{name} has three saplings of {a}, {b} and {c} cm. Each grows {d} cm. How many cm are they together?",
            "Three jars hold {a}, {b} and {c} coins, and {d} coins are put into each. Coins in all?",
            "How much do three workers earn together, at present {a}, {b} and {c} dollars a day, if everyone gets {d} dollars more?",
            "Bags of {a}, {b} and {c} kg get {d} kg each on top. What do the three weigh?",
        ),
        "{a} + {b} + {c} + 3 * {d}",
        "a:M b:M c:M d:S",
    ),
    (
        (
            "{a} people meet and everyone shakes hands with everyone else once. How many handshakes?",
            "A league of {a} teams, each pair plays once. Number of matches?",
            "Between {a} villages there is one direct road for each pair. How many roads?",
            "How many different pairs can be picked from {a} pupils?",
            "At the party each of {a} guests clinks glasses with each other guest. Clinks?",
        ),
        "{a} * ({a} - 1) // 2",
        "a:T",
    ),
    (
        (
            "{a} people meet and each writes a card to each of the others. How many cards?",
            "A league of {a} teams, home and away match for each pair. Number of matches?",
            "In how many ways can a chair and a deputy be chosen from {a} members?",
            "Each of {a} children gives every other child a present. Presents altogether?",
            "There are {a} stations and a one-way ticket from each to every other. How many kinds of tickets?",
        ),
        "{a} * ({a} - 1)",
        "a:T",
    ),
    (
        (
            "{name} reads from page {a} to page {b}, both included. How many pages?",
            "Rooms number {a} to {b} are booked. How many rooms is that?",
            "How many whole numbers are there from {a} up to {b}, ends included?",
            "Tickets {a} through {b} have been sold. Tickets sold?",
            "Days {a} to {b} of the year, the first and the last too, were dry. How many dry days?",
            "Raffle stubs run from {a} to {b} without gaps; count them.",
        ),
        "{b} - {a} + 1",
        "a:M b:=a+T",
    ),
    (
        (
            "{name} works {a} days of {b} hours at {p} an hour and pays {c} for the uniform. What is left of the wages?",
            "{a} people rent skis for {b} days at {p} a day each; a group coupon takes off {c}. What do they pay?",
            "A floor of {a} by {b} metres gets tiles at {p} per square metre, less a discount of {c}. Cost?",
            "How much does a stall make from {a} crates of {b} pears at {p} a pear, once the stall fee of {c} is paid?",
            "Pay: {a} shifts, {b} hours each, {p} per hour. Minus {c} for meals. Paid out?",
        ),
        "{a} * {b} * {p} - {c}",
        "a:S b:S p:P c:S",
    ),
    # --- units
    (
        (
            "A rope of {a} m and {b} cm: how many centimetres?",
            "{name} has {a} dollar coins and {b} cents. How many cents is that?",
            "How many cents are {a} euros and {b} cents?",
            "{a} metres {b} centimetres in cm?",
            "{a} hundred-dollar notes and {b} single dollars lie on the table. How many dollars?",
        ),
        "{a} * 100 + {b}",
        "a:T b:M",
    ),
    (
        (
            "How many pieces of {b} cm can be cut from {a} m of ribbon?",
            "{name} has {a} dollars. How many sweets at {b} cents can (he|she) get?",
            "Planks {b} cm wide are laid side by side across {a} metres. How many whole planks fit?",
            "Steps of {b} cm: how many full steps go into {a} m?",
            "With {a} euros in the machine, how many rides at {b} cents are possible?",
        ),
        "{a} * 100 // {b}",
        "a:T b:M",
    ),
    (
        (
            "One brick weighs {a} g. How many kg do {b} bricks weigh?",
            "{name} puts {b} jars of {a} grams into a bag. Weight in kilograms?",
            "A lap is {a} metres. How many km are {b} laps?",
            "{b} cups of {a} ml each: how many litres?",
            "How many kilos of rice do {b} packets of {a} g make?",
            "Each of {b} letters weighs {a} grams. The mailbag's load in kg?",
        ),
        "{a} * {b} / 1000",
        "a:H b:T",
    ),
)
