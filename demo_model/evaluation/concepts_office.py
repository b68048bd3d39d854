"""Tools for the office, messages, files and machines."""

from demo_model.evaluation.concepts import concept

CONCEPTS = (
    concept(
        "talk", "send write compose", "email mail letter", "Send an email to an address|Write a mail", "发送电子邮件|写一封邮件",
        ["to address recipient|email", "text body content|message|text of the mail|邮件正文"],
        "Send an email to {to} that says \"{text}\".|Mail {to} the following: {text}",
        "给{to}发一封邮件，内容是“{text}”。|发邮件到{to}：{text}", "message_id:code",
    ),
    concept(
        "talk", "text message notify", "friend phone_contact contact", "Send a text message to a person|Message a contact",
        "给联系人发短信|发送短消息", ["person name who|person", "message text words|message"],
        "Text {person}: {message}|Let {person} know by message that {message}.", "给{person}发短信：{message}|发短信告诉{person}，{message}。",
        "sent_at:time",
    ),
    concept(
        "plan", "schedule plan arrange", "meeting team_meeting appointment", "Schedule a meeting with a person|Plan a meeting",
        "安排会议|和某人约一个会", ["person with participant|person", "date day on|date", "time at start|time"],
        "Schedule a meeting with {person} on {date} at {time}.|I have to meet {person}, plan the meeting for {date}, {time}.",
        "安排{date} {time}我和{person}开会。|我要和{person}谈谈，会议定在{date}的{time}。", "room:code",
    ),
    concept(
        "plan", "remind prompt nudge", "me user_later reminder", "Remind the user of something at a time|Set a reminder",
        "设置提醒|到时间提醒用户", ["text about what|item|what to remember|提醒内容", "time at when|time"],
        "Remind me at {time}: {text}|I tend to forget things. Set a reminder for {time}, saying {text}.",
        "{time}提醒我：{text}|我老忘事，设个{time}的提醒，内容是{text}。", "reminder_id:code",
    ),
    concept(
        "plan", "save keep store", "note memo notebook_entry", "Save a note|Keep a memo", "保存笔记|记一条备忘", ["text content note|message"],
        "Save a note: {text}|Please note down that {text}.", "记一条笔记：{text}|帮我记下：{text}。", "note_id:code",
    ),
    concept(
        "plan", "add append enter", "task todo todo_item", "Add a task to the to-do list|Put something on the to-do list",
        "在待办清单中添加任务|添加待办事项", ["task title item|item|the task|任务", "priority level importance|low,normal,urgent|how urgent|优先级|低,普通,紧急"],
        "Add the task \"{task}\" with {priority} priority.|Put {task} on my to-do list, it is {priority}.",
        "添加任务“{task}”，优先级{priority}。|待办清单里加上{task}，级别是{priority}。", "position:count",
    ),
    concept(
        "talk", "find search get", "contact phone_number contact_details", "Find a person's phone number|Search the contacts",
        "查找联系人的电话|搜索通讯录", ["name person contact|person"], "What is the phone number of {name}?|Find {name} in my contacts.",
        "{name}的电话是多少？|在通讯录里找一下{name}。", "phone:number",
    ),
    concept(
        "talk", "call ring dial", "person somebody phone_call", "Call a person by phone|Ring somebody", "打电话给某人|拨打电话",
        ["person name who|person"], "Call {person}.|Please ring {person} for me.", "打电话给{person}。|帮我拨{person}的电话。",
        "duration:time",
    ),
    concept(
        "words", "translate convert interpret", "text phrase sentence", "Translate a text into another language|Put words into a language",
        "把文字翻译成另一种语言|翻译", ["text words phrase|word|what to translate|要翻译的文字",
                                        "language target into|French,German,Italian,Spanish|target language|目标语言|法语,德语,英语,日语"],
        "Translate \"{text}\" into {language}.|How do you say {text} in {language}?", "把“{text}”翻译成{language}。|“{text}”用{language}怎么说？",
        "translation:word",
    ),
    concept(
        "words", "define explain look_up", "word term dictionary_entry", "Define a word|Look a word up in the dictionary",
        "解释词语|在词典里查词", ["word term entry|word"], "What does the word {word} mean?|Look up {word} in the dictionary.",
        "“{word}”这个词是什么意思？|在词典里查“{word}”。", "meaning:message",
    ),
    concept(
        "money", "create make issue", "invoice bill customer_invoice", "Create an invoice for a company|Bill a customer",
        "开具发票|给公司开账单", ["company customer client|company", "amount sum total|amount"],
        "Create an invoice of {amount} for {company}.|Bill {company}, the total is {amount}.",
        "给{company}开一张{amount}元的发票。|开账单给{company}，总额{amount}。", "invoice_number:code",
    ),
    concept(
        "files", "open show display", "file document_file saved_file", "Open a file|Show the content of a file", "打开文件|显示文件内容",
        ["file name path|file"], "Open the file {file}.|Show me what is in {file}.", "打开文件{file}。|看看{file}里有什么。", "pages:hundreds",
    ),
    concept(
        "files", "print output put_out", "copies printout paper_copies", "Print a file|Put a file on paper", "打印文件|把文件打印出来",
        ["file document name|file", "copies number count|few|how many copies|份数"],
        "Print {copies} copies of {file}.|I need {file} on paper, {copies} copies.", "把{file}打印{copies}份。|打印{file}，要{copies}份。", "job:code",
    ),
    concept(
        "files", "rename relabel retitle", "file old_file document", "Rename a file|Give a file another name", "重命名文件|给文件改名",
        ["old source from_name|file|present name|原文件名", "new target to_name|file|new name|新文件名"],
        "Rename {old} to {new}.|The file {old} should be called {new}.", "把{old}重命名为{new}。|文件{old}改名叫{new}。", "changed_at:time",
    ),
    concept(
        "machines", "restart reboot reset", "server machine host", "Restart a server|Reboot a machine", "重启服务器|重新启动机器",
        ["server host machine|code|name of the server|服务器名称"], "Restart the server {server}.|Server {server} hangs, reboot it.",
        "重启服务器{server}。|服务器{server}卡住了，重启一下。", "seconds:hundreds",
    ),
    concept(
        "machines", "open file report", "ticket bug_report issue", "Report a bug with a severity|Open a ticket", "提交故障单|报告一个缺陷",
        ["text summary problem|message|what is wrong|问题描述", "severity level grade|minor,major,critical|severity|严重程度|轻微,严重,致命"],
        "Open a {severity} ticket: {text}|Report a bug, severity {severity}: {text}", "提交一个{severity}级别的故障单：{text}|报告缺陷，程度{severity}：{text}",
        "ticket:code",
    ),
    concept(
        "machines", "generate create make", "password passphrase secret", "Generate a password of some length|Make a random password",
        "生成密码|随机生成一个密码", ["length characters size|count|number of characters|字符数"],
        "Generate a password with {length} characters.|I need a new password, {length} characters long.", "生成一个{length}位的密码。|我需要新密码，长度{length}。",
        "password:code",
    ),
    concept(
        "machines", "draw roll pick", "random_number dice number_between", "Draw a random number up to a limit|Pick a number by chance",
        "抽取随机数|随机选一个数", ["limit maximum upper|number|largest number|最大值"],
        "Draw a random number up to {limit}.|Pick any number between 1 and {limit}.", "抽一个不超过{limit}的随机数。|在1到{limit}之间随机选一个数。",
        "result:number",
    ),
    concept(
        "shop", "get check quote", "stock_price share_price stock", "Get the share price of a company|What a stock is worth",
        "查询股票价格|某公司的股价", ["company name firm|company"], "What is the stock price of {company}?|Check how the shares of {company} are doing.",
        "{company}的股价是多少？|查一下{company}的股票。", "price:amount",
    ),
    concept(
        "money", "transfer pay send", "money bank_transfer payment", "Transfer money to a person|Pay somebody from the bank account",
        "转账给某人|从银行账户付款", ["person recipient payee|person", "amount sum money|amount"],
        "Transfer {amount} to {person}.|I owe {person} money, pay {amount}.", "给{person}转账{amount}元。|我欠{person}钱，付{amount}。", "receipt:code",
    ),
    concept(
        "money", "compute work_out calculate", "loan_rate monthly_rate loan", "Compute the monthly rate of a loan|What a loan costs a month",
        "计算贷款月供|贷款每月还多少", ["amount sum loan|number|amount of the loan|贷款金额", "years duration term|few|how many years|年数"],
        "What is the monthly rate for a loan of {amount} over {years} years?|Work out a loan of {amount} paid back in {years} years.",
        "贷款{amount}元，{years}年还清，月供多少？|算一下{amount}元贷款{years}年的月供。", "rate:amount",
    ),
    concept(
        "files", "resize shrink scale", "photo picture image", "Resize a picture to a width|Make an image smaller", "调整图片大小|缩小照片",
        ["file picture image|picture|the picture|图片文件", "width pixels size|hundreds|width in pixels|宽度（像素）"],
        "Resize {file} to a width of {width} pixels.|Make the picture {file} {width} pixels wide.", "把图片{file}调整为{width}像素宽。|照片{file}缩小到宽{width}像素。",
        "bytes:number",
    ),
    concept(
        "plan", "request apply_for ask_for", "leave vacation days_off", "Request vacation from a day on|Ask for days off", "申请休假|请假",
        ["start from first_day|date|first day|开始日期", "days length count|few|number of days|天数"],
        "Request {days} days of vacation from {start}.|I want time off: {days} days, beginning {start}.", "从{start}开始请{days}天假。|申请休假{days}天，{start}起。",
        "remaining:count",
    ),
)  # fmt: skip
