"""Tools for travel, culture, health and nature."""

from demo_model.evaluation.concepts import concept

CONCEPTS = (
    concept(
        "sky", "get check fetch", "weather forecast weather_report", "Get the weather forecast for a city|Weather of a place",
        "查询城市的天气预报|某地的天气", ["city place location|city", "?date day when|date"],
        "What will the weather be like in {city} on {date}?|How is the weather in {city}?", "{date}{city}的天气怎么样？|{city}现在天气如何？",
        "temperature:count wind:count",
    ),
    concept(
        "sky", "measure read get", "air_quality air smog_index", "Get the air quality of a city|How clean the air is", "查询城市空气质量|空气指数",
        ["city place town|city"], "How good is the air in {city}?|Tell me the air quality of {city}.", "{city}的空气质量怎么样？|查一下{city}的空气指数。", "index:hundreds",
    ),
    concept(
        "ways", "search find list", "flight flights plane", "Search flights between two cities|Find a plane", "搜索航班|查询两地之间的飞机",
        ["origin from_city start|city|city of departure|出发城市", "destination to_city end|city|city of arrival|到达城市", "?date day on|date"],
        "Find a flight from {origin} to {destination} on {date}.|Which planes go from {origin} to {destination}?",
        "查一下{date}从{origin}到{destination}的航班。|从{origin}飞{destination}有哪些航班？", "flight:code departure:time",
    ),
    concept(
        "ways", "buy purchase get", "train_ticket rail_ticket ticket", "Buy a train ticket to a city|Get a rail ticket", "购买火车票|买去某城市的火车票",
        ["destination to city|city|where to|目的地", "date day on|date", "?class seat_class grade|first,second|class|座位等级|一等座,二等座"],
        "Buy a train ticket to {destination} for {date}.|A {class} class rail ticket to {destination} on {date}, please.",
        "买一张{date}去{destination}的火车票。|{date}去{destination}，火车票要{class}。", "price:amount seat:code",
    ),
    concept(
        "ways", "book reserve get", "hotel hotel_room room", "Book a hotel room in a city|Reserve a room", "预订酒店房间|在某城市订酒店",
        ["city place town|city", "nights days length|few|number of nights|入住晚数", "?arrival from check_in|date|day of arrival|入住日期"],
        "Book a hotel in {city} for {nights} nights from {arrival}.|I need a hotel room in {city}, {nights} nights.",
        "订{city}的酒店，{arrival}入住，住{nights}晚。|我要在{city}住{nights}晚，订个酒店。", "booking:code price:amount",
    ),
    concept(
        "ways", "rent hire lease", "car rental_car vehicle", "Rent a car in a city|Hire a vehicle for some days", "租车|在某城市租一辆车",
        ["city place location|city", "days duration length|few|number of days|天数", "?type model class|compact,van,convertible|type of car|车型|轿车,面包车,敞篷车"],
        "Rent a {type} in {city} for {days} days.|I'd like to hire a car in {city} for {days} days.", "在{city}租一辆{type}，租{days}天。|我想在{city}租车{days}天。",
        "price:amount",
    ),
    concept(
        "ways", "call order hail", "taxi cab taxi_ride", "Call a taxi to an address|Order a cab", "叫出租车|打车到一个地址",
        ["pickup address start|street|where to get in|上车地点", "?time at when|time"], "Call a taxi to {pickup} for {time}.|I need a cab at {pickup}.",
        "{time}叫一辆出租车到{pickup}。|我在{pickup}，叫辆出租车。", "minutes:count driver:person",
    ),
    concept(
        "money", "convert change exchange", "currency exchange_rate currencies", "Convert an amount into another currency|Change money",
        "货币换算|兑换货币", ["amount sum value|amount", "currency target into|EUR,GBP,CHF,SEK|target currency|目标货币|欧元,英镑,日元,美元"],
        "Convert {amount} dollars into {currency}.|How much is {amount} dollars in {currency}?", "把{amount}元人民币换算成{currency}。|{amount}元等于多少{currency}？",
        "result:amount",
    ),
    concept(
        "sky", "tell get show", "local_time city_time clock", "Tell the local time in a city|What time it is somewhere", "查询城市当地时间|某地现在几点",
        ["city place where|city"], "What time is it in {city}?|Tell me the local time of {city}.", "{city}现在几点？|告诉我{city}的当地时间。", "time:time",
    ),
    concept(
        "ways", "measure compute get", "distance road_distance kilometres", "Measure the distance between two cities|How far two places are",
        "计算两地距离|两座城市相距多远", ["origin start from_place|city|first city|起点", "destination goal to_place|city|second city|终点"],
        "How far is it from {origin} to {destination}?|Measure the distance between {origin} and {destination}.", "从{origin}到{destination}有多远？|{origin}和{destination}相距多少公里？",
        "kilometres:number",
    ),
    concept(
        "tickets", "buy get order", "museum_ticket museum_pass museum_entry", "Buy museum tickets in a city|Get entry to a museum", "购买博物馆门票|买博物馆的票",
        ["city place where|city", "visitors people tickets|few|number of visitors|参观人数"],
        "Buy museum tickets in {city} for {visitors} visitors.|{visitors} of us want to see the museum in {city}, get tickets.", "买{city}博物馆的门票，{visitors}个人。|我们{visitors}人要参观{city}的博物馆，买票。",
        "total:amount",
    ),
    concept(
        "ways", "find locate search", "parking parking_space car_park", "Find a parking space near an address|Where to park", "查找停车位|附近的停车场",
        ["street address near|street"], "Where can I park near {street}?|Find a parking space at {street}.", "{street}附近哪里可以停车？|在{street}找个停车位。",
        "free_spaces:count",
    ),
    concept(
        "tickets", "list show find", "movie_times showtimes cinema", "List when a movie is shown in a city|Cinema times", "查询电影放映时间|电影场次",
        ["movie film title|title|title of the movie|电影名", "city place town|city"], "When is the movie {movie} shown in {city}?|Cinema times of {movie} in {city}, please.",
        "电影《{movie}》在{city}几点放映？|查{city}电影院《{movie}》的场次。", "time:time hall:count",
    ),
    concept(
        "tickets", "borrow lend check_out", "book library_book novel", "Borrow a book from the library|Check a book out", "从图书馆借书|借阅图书",
        ["title book name|title|title of the book|书名", "?author writer by|person|who wrote it|作者"],
        "Borrow the book {title} by {author}.|Get {title} from the library for me.", "借{author}写的《{title}》这本书。|帮我在图书馆借《{title}》。", "due:date",
    ),
    concept(
        "tickets", "read get fetch", "news headlines news_about", "Get the latest news about a company|Headlines on a firm", "获取公司新闻|查看最新新闻",
        ["company topic firm|company"], "What is the latest news about {company}?|Read me the headlines on {company}.", "{company}最近有什么新闻？|看看关于{company}的新闻。",
        "headline:message",
    ),
    concept(
        "tickets", "get check fetch", "match_result score game_result", "Get the score of a city's team|Result of a match", "查询比赛结果|球队的比分",
        ["team city club|city|city of the team|球队所在城市", "sport game discipline|football,hockey,tennis|which sport|运动项目|足球,篮球,排球"],
        "How did the {sport} team of {team} play?|Check the {sport} score of {team}.", "{team}的{sport}比赛结果如何？|查一下{team}{sport}队的比分。", "points:count",
    ),
    concept(
        "plan", "make arrange get", "doctor_appointment doctor_visit consultation", "Make an appointment with a doctor|See a doctor", "预约医生|挂号看病",
        ["doctor name physician|person|name of the doctor|医生姓名", "date day on|date"], "Make an appointment with doctor {doctor} on {date}.|I feel unwell, I want to see doctor {doctor} on {date}.",
        "预约{date}看{doctor}医生。|我不舒服，{date}挂{doctor}医生的号。", "time:time",
    ),
    concept(
        "body", "log record enter", "steps walk step_count", "Log how many steps were walked|Record a walk", "记录步数|记下走了多少步",
        ["steps count number|number|number of steps|步数"], "Log {steps} steps for today.|I walked {steps} steps, record it.", "记录今天走了{steps}步。|我走了{steps}步，记一下步数。", "total:number",
    ),
    concept(
        "body", "save track note", "body_weight weight body_mass", "Save the body weight of a person|Track somebody's weight", "保存体重|记录某人的体重",
        ["person name who|person", "kilos weight kilograms|tens|weight in kilograms|体重（公斤）"], "Save that {person} weighs {kilos} kilos.|{person} has a weight of {kilos} kilos now, save it.",
        "{person}的体重是{kilos}公斤，保存一下。|记录{person}体重{kilos}公斤。", "change:count",
    ),
    concept(
        "sky", "get compute tell", "sunrise sun_times sunrise_time", "Get the time of sunrise in a city|When the sun rises", "查询日出时间|太阳几点升起",
        ["city place location|city", "date day on|date"], "When does the sun rise in {city} on {date}?|Sunrise in {city} on {date}?", "{date}{city}几点日出？|{city}{date}太阳什么时候升起？",
        "sunrise:time",
    ),
    concept(
        "sky", "get read look_up", "tide tides tide_table", "Get the high tide of a harbour|Tides at the coast", "查询涨潮时间|海港的潮汐", ["harbour port place|city|name of the harbour|海港名称", "date day on|date"],
        "When is high tide in the harbour of {harbour} on {date}?|Tide times for {harbour}, {date}.", "{harbour}的海港{date}什么时候涨潮？|查{date}{harbour}的潮汐。", "high_tide:time height:count",
    ),
    concept(
        "sky", "list find report", "earthquakes quakes earthquake", "List earthquakes near a city|Recent quakes", "查询地震|某地附近的地震", ["city place near|city", "days period last|few|how many days back|最近天数"],
        "Were there earthquakes near {city} in the last {days} days?|List the quakes of the past {days} days around {city}.", "{city}附近最近{days}天有地震吗？|列出{city}周边{days}天内的地震。", "count:count",
    ),
    concept(
        "ways", "get compare find", "fuel_price petrol_price diesel_price", "Get the price of fuel in a city|Compare petrol stations", "查询油价|加油站价格",
        ["city place town|city", "fuel type kind|petrol,diesel,gas|kind of fuel|燃料种类|汽油,柴油,天然气"], "What does {fuel} cost in {city}?|Find the cheapest {fuel} station in {city}.", "{city}的{fuel}多少钱？|在{city}找最便宜的{fuel}。",
        "price:amount",
    ),
    concept(
        "tickets", "order buy reserve", "concert_ticket concert_seats concert", "Order tickets for a concert|Reserve seats at a concert", "订演唱会门票|预订音乐会座位",
        ["artist singer performer|person|who plays|表演者", "tickets seats number|few|number of tickets|票数"], "Order {tickets} tickets for the concert of {artist}.|{artist} gives a concert, reserve {tickets} seats.",
        "订{tickets}张{artist}演唱会的票。|{artist}要开音乐会，订{tickets}个座位。", "booking:code",
    ),
    concept(
        "plan", "join enrol sign_up", "gym_class fitness_class course", "Join a class at the gym|Sign up for a fitness course", "报名健身课|参加健身房课程",
        ["course class kind|yoga,pilates,boxing|which class|课程|瑜伽,普拉提,拳击", "date day on|date"], "Sign me up for {course} on {date}.|I want to join the {course} class on {date}.",
        "给我报{date}的{course}课。|我想参加{date}的{course}课程。", "trainer:person",
    ),
)  # fmt: skip
