"""Wordings for the letters of a word and the words of a sentence: (wordings, program); see problems_spoken.py."""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

# {w} is a word, {s} an English sentence, {p} either, {z} Chinese text, {m} letters mixed with digits, {c} and {o} letters,
# {k} a word of the sentence, {h} a character of the Chinese text; as {c_} they are as Python writes them
_LETTER = "print({p}.lower().count({c}))"
_LENGTH = "print(len({p}))"
_BACKWARDS = "print({p}[::-1])"
_VOWELS = "print(sum(c in 'aeiou' for c in {p}.lower()))"
_CONSONANTS = "print(sum(c not in 'aeiou' for c in {w}.lower()))"
_UPPER = "print({p}.upper())"
_LOWER = "print({p}.lower())"
_DISTINCT = "print(len(set({w}.lower())))"
_WORD_COUNT = "print(len({s}.split()))"
_PALINDROME = "w = {w}\nprint(w == w[::-1])"
_WORD = "print({s}.split().count({k}))"
_LONGEST = "print(max({s}.split(), key=len))"
_SHORTEST = "print(min({s}.split(), key=len))"
_REPLACE = "print({p}.replace({c}, {o}))"
_REMOVE = "print({p}.replace({c}, ''))"
_DIGITS = "print(sum(c.isdigit() for c in {m}))"
_LETTERS = "print(sum(c.isalpha() for c in {m}))"
_TITLE = "print({s}.title())"
_WORDS_BACK = "print(' '.join({s}.split()[::-1]))"
_SORTED = "print(''.join(sorted({w})))"
_REPEAT = "print({w} * {n})"
_SPACELESS = "print({s}.replace(' ', ''))"
_POSITION = "print({w}.lower().find({c}) + 1)"
_WORDS = "print({s}.split())"
_SORTED_WORDS = "print(sorted({s}.split()))"
TEXTS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": (
        ((
            "How many times is there {c} in {p}?", "How (often|many times) (can|do) you (find|see|read) {c} in {p}?", "{p}: how many (times|letters) {c}?", "(Number|Count) of {c} in {p}[?]", "(Tally|Tell me the number of) {c}s in {p}[.]", "How many of the letters (in|of) {p} are {c}?", "{name} writes {p}. How often does {name} need the letter {c}?", "(Go through|Look at) {p} and count (each|every) {c}[.]", "(What is|Find) the (frequency|number of occurrences|count) of[ the letter] {c} in {p}[?|.]", "Occurrences of {c} in {p}[?]", "A Scrabble player lays {p}. How many {c} tiles are needed?",
            "How rich in the letter {c} is {p}? Give the number[.]", "{c}, {c}, {c} - how many of them can you spot in {p}?", "A signpainter has to paint {p} and charges per {c}. For how many of them?", "Circle every {c} in {p}. How many circles do you draw?", "count {c} in {p}", "If all {c} keys on my keyboard were broken, how many letters of {p} would be missing?", "Tell me how many {c}s {p} contains[.]", "Is there more than one {c} in {p}? How many, exactly?", "{name} solved a word puzzle with {p}. How many squares hold {c}?",
            "{p} has the letter {c} how many times?", "Beads with letters spell {p}. How many beads show {c}?",
        ), _LETTER),
        ((
            "(Length|The length) of {p}[?]", "{p} has how many (letters, counting spaces|characters)?", "{p}: how (long|many characters)[?]", "(Tell me|I need) how long {p} is.", "(Number|Count) of (characters|symbols) in {p}[?]", "How many (key presses|characters) does it take to (type|write) {p}?", "(Measure|Determine|Find) the (length|number of characters) of {p}[.]", "How many characters long is {p}?", "(Count|Count up) (the|all|all the) characters of {p}[.]",
            "How many characters are needed for {p}?", "An engraver charges by the character for {p}. How many does he charge for?", "{name} types {p}. How many keystrokes, one for each character?", "Would {p} fit into a field? Tell me its number of characters[.]", "length of {p}", "How much room, in characters, does {p} take up?", "From its first to its last character, how long is {p}?", "The password hint is {p}. How many characters has it?", "number of characters in {p}",
        ), _LENGTH),
        ((
            "{p} (backwards|in reverse|mirrored|reversed|from the last letter to the first)[?|.]", "(Mirror|Flip|Invert|Turn around) {p}, letter by letter[.]", "(Write|Print|Show|Give|Type) {p} (from right to left|with its letters the other way round|letter by letter from the end|back to front|last letter first)[.]", "(Read|Say) {p} letter by letter from the (end|back)[.]", "How does {p} (read|look) (backwards|in a mirror, letter by letter|from right to left)?", "Reverse the (letters|characters|string) {p}[.]", "{name} reads {p} from the back, letter by letter. What does {name} read?",
            "Rewind {p}, letter by letter[.]", "If {p} is written on a strip of paper and read from the far end, what does it say?", "Put the last letter of {p} first, the last but one second, and so on[.]", "reverse {p}", "A secret language turns each text round, letter by letter. What becomes of {p}?", "Type {p} as it would appear if the first letter came last[.]", "What do I get when I spell {p} starting with its final letter?", "Can you say {p} backwards?", "{p} <- read this from right to left[.]",
        ), _BACKWARDS),
        ((
            "{p}: how many vowels?", "(Number|Count) of vowels in {p}[?]", "How many (of the letters|letters) (of|in) {p} are vowels?", "How many letters a, e, i, o, u are (there |)in {p}?", "(Find|Tell me|Give) (the number of vowels|how many vowels there are) in {p}[.]", "(Count|Tally) a, e, i, o and u together in {p}[.]", "How many times does {p} have a vowel?",
            "A singer holds every vowel. In {p}, how many are there to hold?", "vowel count of {p}", "Take out the consonants of {p}. How many letters remain?", "How many letters of {p} are a, e, i, o or u?", "Mark the vowels in {p}. How many marks do you make?", "{name} learns vowels with {p}. How many should {name} find?", "The vowels in {p} number how many?", "Vowels in {p}[?]",
        ), _VOWELS),
        ((
            "{w}: how many consonants?", "(Number|Count) of consonants in {w}[?]", "How many (consonants are in|consonants has) {w}?", "How many letters of {w} are (not|no) vowels?", "(Count|Tally) the consonants of {w}[.]",
            "consonant count of {w}", "Take the vowels out of {w}. How many letters remain?", "Mark the consonants in {w}. How many marks do you make?", "Aside from a, e, i, o, u, how many letters make up {w}?", "Consonants in {w}[?]", "How many of the letters in {w} are consonants?",
        ), _CONSONANTS),
        ((
            "{p} in (capitals|upper case|capital letters|block letters|all caps)[.|?| please.]", "(Make|Turn|Change|Convert) {p} (all |)(uppercase|upper case|into capitals)[.]", "(Capitalise|Capitalize|Uppercase) (all of |every letter of ){p}[.]", "(Write|Type|Spell) {p} with caps lock on[.]", "How does {p} look in (capitals|all caps|upper case)?",
            "The sign should shout {p}. Write it with capital letters only[.]", "uppercase {p}", "Every letter of {p} as a capital, please[.]", "A headline setter makes {p} all caps. What is printed?", "{p} as on a tombstone: nothing but capitals[.]", "My form demands block capitals. What do I enter for {p}?", "Replace the small letters of {p} by capitals[.]",
        ), _UPPER),
        ((
            "{p} in (lower case|small letters|lowercase)[.|?]", "(Make|Turn|Change|Convert) {p} (all |)(lowercase|lower case|into small letters)[.]", "(Lowercase) {p}[.]", "(Write|Type) {p} without (any |)capitals[.]",
            "lowercase {p}", "Every letter of {p} as a small one, please[.]", "No capitals for {p}, just small letters[.]", "Usernames have small letters only. What does {p} become?", "Undo the caps lock: write {p} all in lower case[.]", "How does {p} look in lower case?", "Replace any capitals in {p} by small letters[.]",
        ), _LOWER),
        ((
            "{w}: how many different letters?", "(Number|Count) of (different|distinct) letters in {w}[?]", "How many letters does one need to know to write {w}?", "(Counting each letter once|Without repeats), how many letters has {w}?",
            "How many kinds of letters does {w} use?", "To print {w} with movable stamps that can be used again, how many stamps do I need?", "distinct letters in {w}", "Repeats aside, {w} is made up of how many letters?", "Cross out each letter of {w} that came before. How many are left?", "How many letters of the alphabet occur in {w}?",
        ), _DISTINCT),
        ((
            "{s}: how many words?", "(Number|Count|Total) of words in {s}[?]", "(How many words|What number of words) (do I|does {name}) (say|use) (in|with) {s}?", "(Give me|Find|Tell me|Determine) the word count (of|for) {s}[.]", "Word count: {s}", "Of how many words does {s} consist?", "A telegram reads {s}. How many words must be paid?", "{s} has how many words?", "How long is {s}, (counted in words|in words)?",
            "word count of {s}", "Each word of {s} goes on a card of its own. How many cards?", "A translator is paid by the word for {s}. How many words is that?", "If I put {s} down as a note, how many words is it?", "{name} said {s} in one breath. That was how many words?", "How many words make up {s}?", "The title {s} is how many words long?", "Separate {s} at the blanks. How many pieces?", "Tell me: how many words in {s}?",
        ), _WORD_COUNT),
        ((
            "{w}: palindrome[ or not]?", "(Does|Will) {w} read the same (backwards|both ways|forwards and backwards|from both ends)?", "Is {w} (its own mirror image|a palindromic word|unchanged when reversed)?", "(Test|Check|Find out) (if|whether) {w} is a palindrome[.]", "Does reversing {w} give the same word?",
            "Spell {w} from the end. Is it still the same?", "palindrome check: {w}", "Would {w} look the same with its letters in reverse order?", "Like level or radar, is {w} the same from either side?", "Is {w} symmetric, letter for letter?", "{name} claims that {w} is a palindrome. True?", "Can {w} be read from right to left without change?",
        ), _PALINDROME),
        ((
            "How (often|many times) is the word {k} (used|written|said|found) in {s}?", "(Count|Number of times) the word {k} in {s}[.]", "{s}: how many times the word {k}?", "(Occurrences|Frequency) of the word {k} in {s}[?]", "How many of the words of {s} are {k}?",
            "Underline each {k} in {s}. How many words are underlined?", "How frequent is the word {k} in {s}?", "In {s}, the word {k} comes how many times?", "{name} says {s}. How many times does {name} say {k}?", "How many words of {s} equal {k}?", "count the word {k} in {s}",
        ), _WORD),
        ((
            "(The |Find the |Give me the |)longest word (of|in) {s}[.]", "(Which|What) word of {s} (is longest|has the most letters|is the longest)?", "{s}: longest word?", "(Pick|Name) the word with the most letters in {s}[.]",
            "Which word takes up the most room in {s}?", "In {s}, what is the word with the greatest length?", "longest word in {s}", "{name} stumbles over the longest word of {s}. Which one is it?", "Look through {s} for its longest word[.]", "Nothing in {s} is longer than which word?",
        ), _LONGEST),
        ((
            "(The |Find the |Give me the |)shortest word (of|in) {s}[.]", "(Which|What) word of {s} (is shortest|has the fewest letters|is the shortest)?", "{s}: shortest word?",
            "(Pick|Name) the word with the fewest letters in {s}[.]", "In {s}, what is the word with the least length?", "shortest word in {s}", "Which word takes up the least room in {s}?", "Look through {s} for its shortest word[.]",
        ), _SHORTEST),
        ((
            "(Replace|Substitute) (every|each|all) {c} (in|of) {p} (by|with) {o}[.]", "(Swap|Exchange) (every|each|all) {c} (in|of) {p} for {o}[.]", "(Change|Turn) (every|each|all) {c} (in|of) {p} (into|to) {o}[.]", "{p} with {o} instead of {c}[.]", "In {p}, (put|write|use) {o} (wherever there is|instead of|in place of) {c}[.]", "What is {p} when each {c} becomes {o}?",
            "My {c} key is broken, so I type {o} instead. What becomes of {p}?", "replace {c} with {o} in {p}", "Rewrite {p} so that {o} stands wherever {c} stood[.]", "{p}, but all {c} turned into {o}[.]", "A code turns each {c} into {o}. How does {p} read in it?", "Let {o} take the place of each {c} in {p}[.]",
        ), _REPLACE),
        ((
            "(Remove|Delete|Drop|Strip|Leave out|Take out) (every|each|all) {c} (from|in|of) {p}[.]", "{p} without (any |the letter |){c}[.]", "What is left of {p} when {c} is (removed|left out|deleted)?",
            "My {c} key is dead, nothing appears when I press it. What do I get typing {p}?", "remove {c} from {p}", "Rewrite {p} skipping every {c}[.]", "{p} minus each {c} gives what?", "Cross out the letter {c} wherever it is in {p}. What remains?", "Rub out all of the {c}s in {p}[.]",
        ), _REMOVE),
        ((
            "How many digits (are in|has) {m}?", "{m}: how many digits?", "(Count|Number of) (the |)digits in {m}[.]", "How many (numerals|figures) (are there|are) in {m}?", "The password {m} has how many digits?",
            "digit count of {m}", "How many characters of {m} are digits from 0 to 9?", "In the serial number {m}, how many places hold a digit?", "Number plate {m}: how many numerals on it?", "How many signs in {m} are numerals, not letters?",
        ), _DIGITS),
        ((
            "How many letters, (not|no) digits, are in {m}?", "{m}: how many letters, not digits?", "(Count|Number of) (the |)letters, without digits, in {m}[.]",
            "How many characters of {m} are letters from a to z?", "In the serial number {m}, how many places hold a letter?", "Number plate {m}: how many letters on it?", "letter count of {m}, digits left out", "How many letters stand among the digits of {m}?", "(Count|Tally) just the alphabetic characters of {m}[.]",
        ), _LETTERS),
        ((
            "(Write|Put|Give|Show) {s} with (each|every) word capitalised[.]", "{s} in title case[.]", "(Capitalise|Capitalize) (each word|the first letter of each word|every word) (of|in) {s}[.]", "(Start each word of) {s} with a capital[.]",
            "{s} as a book title, every word with a capital at its front[.]", "title case: {s}", "Give each word of {s} a capital first letter[.]", "How would {s} look as a headline with all words capitalised?", "Make the first letter of every word in {s} a capital[.]",
        ), _TITLE),
        ((
            "(Reverse|Turn round|Flip) the (order of the words|word order) (of|in) {s}[.]", "{s} with the words in reverse order[.]", "(Write|Put) the words of {s} (from last to first|in reverse order)[.]",
            "Say {s} from the last word to the first, each word as it is[.]", "{s} - last word first, first word last[.]", "If the words of {s} queue up the other way round, how does it read?", "reverse word order: {s}", "Keep the words of {s} whole but turn their order round[.]",
        ), _WORDS_BACK),
        ((
            "(Sort|Order|Arrange) the letters of {w}[ alphabetically][.]", "{w} with its letters in alphabetical order[.]", "(Put|Write) the letters of {w} in alphabetical order[.]",
            "Which order do the letters of {w} take from a to z?", "sort letters: {w}", "Shuffle {w} so that its letters follow the alphabet[.]", "Letter tiles {w}: lay them out from a to z[.]", "For an anagram table I need the letters of {w} in ABC order[.]",
        ), _SORTED),
        ((
            "(Repeat|Write|Print|Type) {w} {n} times( in a row, without spaces| without spaces)[.]", "{w}, {n} times over, without gaps[.]", "{n} copies of {w} joined together[.]",
            "{w} over and over, {n} times, with no gaps[.]", "repeat {w} x{n}", "{name} calls {w} {n} times without a pause. Write it as one word[.]", "Chain {n} copies of {w} without spaces[.]", "String {w} together {n} times[.]",
        ), _REPEAT),
        ((
            "(Remove|Delete|Drop|Strip) (all |the |all the |)(spaces|blanks) (from|in) {s}[.]", "{s} without (any |)(spaces|blanks)[.]", "Close up the words of {s}[.]",
            "For a hashtag, write {s} without blanks[.]", "{s} as one single word, the gaps closed[.]", "remove spaces: {s}", "Push the words of {s} together so no space is left[.]", "Somebody's space bar is broken. What appears when {s} is typed?",
        ), _SPACELESS),
        ((
            "(At which|In which|On which) (place|position) of {w} is the first {c}?", "Where in {w} is the first {c}, counted from one?",
            "The letter {c} comes first in {w} as letter number what? 0 if never[.]", "position of {c} in {w}, from 1", "Counting the letters of {w} from 1, which number has the first {c}?", "How far into {w}, in letters, is its first {c}, that one included?", "In {w}, which place does {c} take at its first appearance?",
        ), _POSITION),
        ((
            "(Split|Cut|Break) {s} into (its |single |)words[.]", "(List|Give me a list of) the words of {s}[.]",
            "Make a list with one entry for each word of {s}[.]", "{s}, as a list of words[.]", "split into words: {s}", "Tokenize {s} at the spaces[.]", "Which words, one by one, is {s} made of? As a list[.]",
        ), _WORDS),
        ((
            "(Sort|Order|Arrange) the words of {s}[ alphabetically][.]", "{s}: (the |)words in alphabetical order", "(Put|List|Write) the words of {s} in alphabetical order[.]",
            "Make an alphabetical list of the words in {s}[.]", "sort words: {s}", "Take {s} apart and file its words from A to Z[.]", "Alphabetize the words that {s} is made of[.]", "In a dictionary, in which order would the words of {s} come?",
        ), _SORTED_WORDS),
        (("(What is|Give me|) the first letter of {w}[?|.]", "(With|On) which letter does {w} (begin|start)?", "{w}: first letter?", "What letter stands at the front of {w}?", "The monogram for {w} is its first letter. Which is that?", "Initial letter of {w}[?]"), "print({w}[0])"),
        (("(What is|Give me|) the last letter of {w}[?|.]", "(With|On|In) which letter does {w} (end|finish)?", "{w}: last letter?", "What letter stands at the end of {w}?", "Final letter of {w}[?]", "In the game each word begins with the letter that ended the one before. After {w}, which letter is needed?"), "print({w}[-1])"),
        (("(What is|Give me|) the second letter of {w}[?|.]", "{w}: letter number two?", "Which letter follows the first one in {w}?"), "print({w}[1])"),
        (("(What is|Give me|) the third letter of {w}[?|.]", "{w}: letter number three?", "Counting from the left, which letter is third in {w}?"), "print({w}[2])"),
        (("(What is|Give me|) the (second to last|last but one|second-to-last) letter of {w}[?|.]", "{w}: which letter comes right before the final one?", "Counted from the end, which letter of {w} is second?"), "print({w}[-2])"),
        (("(The |)first {n} letters of {w}[?]", "(Cut|Shorten|Trim) {w} to {n} letters, keeping the beginning[.]", "{w}: only the {n} letters at the start[.]", "An abbreviation keeps the first {n} letters. What does {w} become?"), "print({w}[:{n}])"),
        (("(The |)last {n} letters of {w}[?]", "{w}: only the {n} letters at the end[.]", "Keep the {n} final letters of {w} and drop what comes before[.]"), "print({w}[-{n}:])"),
        (("{w} without (its|the) first letter[.]", "(Drop|Remove|Cut off|Leave out) the first letter of {w}[.]", "Behead {w}: what is left when its first letter goes?"), "print({w}[1:])"),
        (("{w} without (its|the) last letter[.]", "(Drop|Remove|Cut off|Leave out) the last letter of {w}[.]", "What is left of {w} when its final letter is gone?"), "print({w}[:-1])"),
        (("{w} without (its|the) first and last (letter|letters)[.]", "(Drop|Remove|Cut off) the outer letters, one at each end, of {w}[.]", "What is inside {w}, between its first and its last letter?"), "print({w}[1:-1])"),
        (("Every (second|other) letter of {w}, beginning with the first[.]", "Take {w} and skip each second letter[.]", "The 1st, 3rd, 5th and so on letter of {w} as one text[?]"), "print({w}[::2])"),
        (("(What is|Give me|) the first word (of|in) {s}[?|.]", "(With|On) which word does {s} (begin|start)?", "{s}: first word?", "{name} only heard the first word of {s}. Which one?"), "print({s}.split()[0])"),
        (("(What is|Give me|) the last word (of|in) {s}[?|.]", "(With|On) which word does {s} (end|finish)?", "{s}: last word?", "An echo repeats the last word of {s}. What does it say?"), "print({s}.split()[-1])"),
        (("(What is|Give me|) the second word (of|in) {s}[?|.]", "{s}: word number two?", "Which word comes right after the first one in {s}?"), "print({s}.split()[1])"),
        (("(What is|Give me|) the third word (of|in) {s}[?|.]", "{s}: word number three?", "Counting from the left, which word is third in {s}?"), "print({s}.split()[2])"),
        (("{s} without (its|the) first word[.]", "(Drop|Remove|Leave out) the first word of {s}[.]", "What is left of {s} when its opening word is struck out?"), "print(' '.join({s}.split()[1:]))"),
        (("{s} without (its|the) last word[.]", "(Drop|Remove|Leave out) the last word of {s}[.]", "What is left of {s} when its closing word is struck out?"), "print(' '.join({s}.split()[:-1]))"),
        (("(The initials|First letters|The first letters) of the words (of|in) {s}[, as one string][?]", "Which acronym, letters kept as they are, does {s} (make|give|have)?", "Take the first letter of each word of {s} and join them[.]", "{name} remembers {s} by the first letter of every word. What is the reminder?"), "print(''.join(c[0] for c in {s}.split()))"),
        (("(The initials|The acronym) of {s} in capitals[?]", "{s} as an abbreviation in capital letters, one for each word[.]", "Like NASA: the first letters of the words of {s}, all capital[.]"), "print(''.join(c[0] for c in {s}.split()).upper())"),
        (("How many (letters|characters) has {s}, (spaces not counted|not counting spaces|without the spaces)?", "Length of {s} without blanks[?]", "Leaving the spaces out, how many characters is {s}?"), "print(len({s}.replace(' ', '')))"),
        (("How many (spaces|blanks) (are in|are there in|has) {s}?", "(Count|Number of) (spaces|blanks) in {s}[.]", "How often do I press the space bar to type {s}?"), "print({s}.count(' '))"),
        (("(Length|Number of letters) of each word (of|in) {s}[?]", "How many letters has each word of {s}? As a list[.]", "Word for word, how long are the words of {s}?"), "print([len(w) for w in {s}.split()])"),
        (("How many letters has the longest word (of|in) {s}?", "(Length|Number of letters) of the longest word (of|in) {s}[?]", "{s}: how long is its longest word[, in letters]?"), "print(max(len(w) for w in {s}.split()))"),
        (("How many letters has the shortest word (of|in) {s}?", "(Length|Number of letters) of the shortest word (of|in) {s}[?]", "{s}: how long is its shortest word[, in letters]?"), "print(min(len(w) for w in {s}.split()))"),
        (("(Average|Mean) word length (of|in) {s}[?]", "How many letters has a word of {s} on average?", "{s}: letters per word, on average?"), "x = {s}.split()\nprint(round(sum(len(w) for w in x) / len(x), 2))"),
        (("How many words (of|in) {s} have more than (4|four) letters?", "(Count|Number of) words longer than (4|four) letters in {s}[.]", "{s}: how many of its words are longer than four letters?"), "print(len([w for w in {s}.split() if len(w) > 4]))"),
        (("Which words (of|in) {s} have more than (4|four) letters?", "(List|Show) the words longer than (4|four) letters in {s}[.]", "From {s} pick the words with more than four letters[.]"), "print([w for w in {s}.split() if len(w) > 4])"),
        (("How many (different|distinct|unique) words (are in|are there in|has) {s}?", "Counting each word only once, how many words has {s}?", "{name} uses flash cards, one per word, repeats excepted. How many are needed for {s}?"), "print(len(set({s}.lower().split())))"),
        (("(Reverse|Mirror|Flip) every word (of|in) {s} but keep their order[.]", "{s} with each single word spelt backwards[.]", "Spell the words of {s} backwards one at a time, leaving them where they are[.]"), "print(' '.join(w[::-1] for w in {s}.split()))"),
        (("(Put|Write) commas between the words of {s}[.]", "{s} as a comma-separated list[.]", "Replace each space in {s} by a comma and a space[.]"), "print(', '.join({s}.split()))"),
        (("{s} with underscores (instead of|for|in place of) spaces[.]", "(Replace|Swap) the spaces (of|in) {s} (by|with|for) underscores[.]", "A file name has no spaces. Write {s} with underscores[.]"), "print({s}.replace(' ', '_'))"),
        (("{s} with hyphens (instead of|for|in place of) spaces[.]", "(Replace|Swap) the spaces (of|in) {s} (by|with|for) hyphens[.]", "Hyphenate {s} into one word[.]", "The web address has {s} with a hyphen wherever there is a space. How does it read?"), "print({s}.replace(' ', '-'))"),
        (("At (which|what) (place|position) in {s} is the word {k}, counting words from one?", "{s}: the word {k} first comes as word number what?", "(Which|What) number has the word {k} (among|in) the words of {s}, at its first appearance?"), "print({s}.split().index({k}) + 1)"),
        (("Does {w} (begin|start) with {c}?", "Is {c} the first letter of {w}?", "(Check|Tell me) (if|whether) {w} starts with {c}[.]", "{w} goes in the drawer {c} if that is its first letter. Does it go there?"), "print({w}.lower().startswith({c}))"),
        (("Does {w} (end|finish) (with|in|on) {c}?", "Is {c} the last letter of {w}?", "(Check|Tell me) (if|whether) {w} ends in {c}[.]"), "print({w}.lower().endswith({c}))"),
        (("Does {w} (contain|have|include) the letter {c}?", "Is there any {c} in {w}?", "(Check|Tell me) (if|whether) the letter {c} occurs in {w}[.]", "In hangman the word is {w} and {name} guesses {c}. Is that a hit?", "Can {c} be found anywhere in {w}?"), "print({c} in {w}.lower())"),
        (("Does {w} (begin|start) with a vowel?", "Is the first letter of {w} a vowel?", "(Check|Tell me) (if|whether) {w} starts with a vowel[.]", "{w}: a vowel at the front?"), "print({w}[0].lower() in 'aeiou')"),
        (("Does {w} end (with|in) a vowel?", "Is the last letter of {w} a vowel?", "(Check|Tell me) (if|whether) {w} ends with a vowel[.]"), "print({w}[-1].lower() in 'aeiou')"),
        (("(Double|Duplicate) (each|every) letter (of|in) {w}[.]", "{w} with every letter (doubled|written twice)[.]", "The keyboard stutters and types each letter twice. What does {w} become?"), "print(''.join(c * 2 for c in {w}))"),
        (("(Spell|Write) {w} with hyphens between the letters[.]", "{w}, letter by letter, joined by hyphens[.]", "Put a (hyphen|dash) between every two letters of {w}[.]"), "print('-'.join({w}))"),
        (("(Spell|Write) {w} with (spaces|a space) between the letters[.]", "{w}, letter by letter, a blank between each two[.]", "Space out the letters of {w}[.]"), "print(' '.join({w}))"),
        (("(Split|Break|Cut) {w} into (single |separate |its )letters[.]", "{w} as a list of letters[.]", "(List|Give a list of) the letters of {w} one by one[.]"), "print(list({w}))"),
        (("(Swap|Exchange) capitals and small letters in {w}[.]", "{w} with upper and lower case swapped[.]", "Shift was held at the wrong moments: turn each small letter of {w} into a capital and each capital into a small one[.]"), "print({w}.swapcase())"),
        (("(Capitalise|Capitalize) (only |just |)the first letter of {w}[.]", "{w} with a capital at the front[, the rest small][.]", "Write {w} as a name is written, first letter large[.]"), "print({w}.capitalize())"),
        (("(List|Give|Show) the vowels (of|in) {w} in (their order|the order they come)[.]", "Which vowels does {w} have, from left to right, repeats included?", "Pick the vowels out of {w}, as a list[.]"), "print([c for c in {w}.lower() if c in 'aeiou'])"),
        (("(List|Give|Show) the consonants (of|in) {w} in (their order|the order they come)[.]", "Which consonants does {w} have, from left to right, repeats included?", "Pick the consonants out of {w}, as a list[.]"), "print([c for c in {w}.lower() if c not in 'aeiou'])"),
        (("(Replace|Hide|Mask) (each|every) vowel (of|in) {w} (by|with|behind) a star, the rest in small letters[.]", "{w} in small letters with a star for each vowel[.]"), "print(''.join('*' if c in 'aeiou' else c for c in {w}.lower()))"),
        (("{w} as a password field shows it, a star for each (letter|character)[.]", "Write as many stars as {w} has letters[.]", "Mask all of {w} with stars[.]"), "print('*' * len({w}))"),
        (("(The |)different letters (of|in) {w} in alphabetical order[?]", "Which letters does {w} use? Each once, from a to z[.]", "{w}: its letters without repeats, sorted[.]"), "print(''.join(sorted(set({w}))))"),
        (("(Which|What) letter (is|occurs) most (often|frequently) in {w}?", "(The |)most (frequent|common) letter (of|in) {w}[?]", "{w}: which letter comes up the most?"), "w = {w}.lower()\nprint(max(w, key=w.count))"),
        (("(Which|What) letter of {w} comes (last|latest) in the alphabet?", "{w}: its letter nearest to z?"), "print(max({w}.lower()))"),
        (("(Which|What) letter of {w} comes (first|earliest) in the alphabet?", "{w}: its letter nearest to a?"), "print(min({w}.lower()))"),
        (("(Which|What) (place|position|number) has the letter {c} in the alphabet?", "The letter {c} is number what of the alphabet, a being 1?", "If a is 1 and b is 2, what is {c}?", "Position of the letter {c} in the alphabet[?]"), "print(ord({c}) - 96)"),
        (("(Which|What) letter has number {n} in the alphabet?", "Letter number {n} of the alphabet[?]", "If a is 1 and b is 2, which letter is {n}?"), "print(chr(96 + {n}))"),
        (("(Replace|Encode) (each|every) letter of {w} (by|with|as) its (place|number) in the alphabet[, a being 1][.]", "{w} in numbers, with a as 1 and z as 26[.]", "If a is 1, b is 2 and so on, how is {w} written in numbers?"), "print([ord(c) - 96 for c in {w}.lower()])"),
        (("If a is 1, b is 2 and so on, what do the letters of {w} add up to?", "(Sum|Total) of the alphabet numbers of the letters in {w}[?]", "What is {w} worth when every letter counts as its place in the alphabet?"), "print(sum(ord(c) - 96 for c in {w}.lower()))"),
        (("(Caesar cipher|Caesar code): {w} in small letters, each letter {n} places on[.]", "(Shift|Move) each letter of {w}, in small letters, {n} places (on|forward) in the alphabet[, a after z][.]", "{name} encodes {w} by a Caesar shift of {n}, in small letters. What is written?"), "print(''.join(chr((ord(c) - 97 + {n}) % 26 + 97) for c in {w}.lower()))"),
        (("(Join|Glue|Stick) {w} and {k} together (without a space|into one word)[.]", "(Append|Attach) {k} to {w}[.]", "What compound do {w} and {k} make, written as one word in this order?"), "print({w} + {k})"),
        (("(Join|Connect|Link) {w} and {k} with a hyphen[.]", "{w} and {k} with a hyphen in between[.]", "Hyphenated, how do {w} and {k} look as one word?"), "print({w} + '-' + {k})"),
        (("(Join|Connect|Put together) {w} and {k} with a space (in between|between them)[.]", "First name {w}, surname {k}: the full name reads?", "{w}, then a blank, then {k}: what text is that?"), "print({w} + ' ' + {k})"),
        (("Does {w} come before {k} in (a dictionary|the alphabet|alphabetical order)?", "Is {w} (alphabetically before|earlier in the alphabet than) {k}?", "Would an index list {w} ahead of {k}?"), "print({w} < {k})"),
        (("Is {w} longer than {k}?", "Does {w} have more letters than {k}?", "Compare lengths: does {w} beat {k}?"), "print(len({w}) > len({k}))"),
        (("How many letters do {w} and {k} have (together|in all|altogether)?", "(Total|Combined) length of {w} and {k}, in letters[?]", "{name} has to embroider {w} and {k}. How many letters is that?"), "print(len({w}) + len({k}))"),
        (("Which letters do {w} and {k} (share|have in common)?", "(Letters|The letters) that are in both {w} and {k}[?]"), "print(sorted(set({w}) & set({k})))"),
        (("(Repeat|Write|Print|Type|Say) {w} {n} times with spaces in between[.]", "{w}, {n} times, (separated by|with) a space[.]", "{name} chants {w} {n} times, with a gap each time. Write it down[.]"), "print(' '.join([{w}] * {n}))"),
        (("(Sum|Total) of the digits (in|among the characters of) {m}[?]", "Add up the digits that occur in {m}, ignoring letters[.]", "What do the numerals in {m} add up to?"), "print(sum(int(c) for c in {m} if c.isdigit()))"),
        (("(Is there|Does one find) (a|any) digit in {m}?", "A password needs at least one digit. Does {m} have one?", "Does {m} contain any numeral?"), "print(any(c.isdigit() for c in {m}))"),
        (("Is {m} free of digits?", "Only letters in {m}?", "Does {m} consist of letters only?"), "print({m}.isalpha())"),
        (("(Write|Put) the code {m} with capital letters[.]", "Licence plate {m}, all letters in capitals[.]"), "print({m}.upper())"),
        (("(List|Show|Pick out) the digits (of|in) {m} one by one[.]", "Which digits occur in {m}, from left to right, as a list?"), "print([c for c in {m} if c.isdigit()])"),
    ),
    "zh": (
        ((
            "{p}(这个词|里面|里头|)(一共|总共|)(有|出现)(几|多少)个{c}？", "{p}(里|中)(字母|){c}(有|出现|一共)(几个|几次|多少次)？", "(数数|数一下|统计一下|算算){p}(里|中)(有几个|有多少个){c}", "(字母|){c}在{p}(中|里)的(次数|个数|出现次数)(是多少|是几|)(？|)", "(写|拼){p}要用几个(字母|){c}？", "{p}(，|)字母{c}(的个数|出现几次|几个)(？|)",
        ), _LETTER),
        (("{p}(一共|总共|)(几|多少)个字符？", "{p}的(长度|字符数)(是几|是多少|)(？|)", "(数数|数一下|量一下){p}的(长度|字符数)(。|)", "{p}(有多长|多长|有几个字符)？", "(打|输入){p}要按几次键？"), _LENGTH),
        (("{p}(从后往前|从右往左|倒序|反向)(写|读|拼|输出)(是什么|)(？|)", "(把|将){p}(颠倒|翻转|反过来|逆序|倒转)(过来|写出来|输出|)(。|)", "{p}(的逆序|倒过来|反转后)(是什么|怎么写|是)(？|)", "(倒写|倒着读|反转){p}(。|)", "从最后一个字母开始(写|读){p}"), _BACKWARDS),
        (("{p}(中|里|)(的|)元音(字母|)(有|是|)(几|多少)个？", "(数数|数一下|统计|算算){p}(里|中)(有几个元音|的元音个数|元音字母的数目)(。|)", "{p}(里|中)a、e、i、o、u(一共|总共|)(有|出现)几个？", "元音个数：{p}"), _VOWELS),
        (("{w}(中|里|)(的|)辅音(字母|)(有|是|)(几|多少)个？", "(数数|统计){w}(里|中)的辅音(个数|)(。|)", "{w}(里|中)不是元音的字母有几个？"), _CONSONANTS),
        (("{p}的(大写|大写形式|全大写)(是什么|怎么写|)(？|)", "(用|以)大写(字母|)(写|输出|打出){p}(。|)", "(把|将){p}(全部|都|)(改成|转为|换成|变为)大写(。|)", "{p}(，|)(全部大写|转大写|字母都大写)"), _UPPER),
        (("{p}的(小写|小写形式)(是什么|怎么写|)(？|)", "(用|以)小写(字母|)(写|输出|打出){p}(。|)", "(把|将){p}(全部|都|)(改成|转为|换成|变为)小写(。|)"), _LOWER),
        (("{w}(中|里|)(有|用了)(几|多少)(个|种)不同的字母？", "{w}(里|中)的字母去掉重复后有几个？"), _DISTINCT),
        (("(英文句子|句子|){s}(里|中|)(一共|总共|)(有|)(几|多少)个(单词|词|英文单词)？", "(统计|数数|数一下){s}的(单词数|词数)(。|)", "{s}(由几个单词组成|的单词数是多少|的词数)(？|)"), _WORD_COUNT),
        (("{w}(是|是不是|是否是)回文(词|)？", "{w}(正着读和倒着读|正读反读|正反)(一样|相同|都一样)吗？", "(判断|检查|看看){w}是不是回文(。|)"), _PALINDROME),
        (("{s}(里|中)单词{k}(出现|有)(几次|多少次|几个)？", "单词{k}在{s}(里|中)(出现|用)了(几|多少)次？", "(统计|数数){s}(里|中)单词{k}的(次数|个数)"), _WORD),
        (("{s}(里|中)(最长的单词|哪个单词最长|字母最多的单词)(？|)", "(找出|给出|找)(句子|){s}(里|中)最长的(单词|词)(。|)"), _LONGEST),
        (("{s}(里|中)(最短的单词|哪个单词最短|字母最少的单词)(？|)", "(找出|给出|找)(句子|){s}(里|中)最短的(单词|词)(。|)"), _SHORTEST),
        (("(把|将){p}(里|中)的{c}(都|全|)(换成|替换成|替换为|改成|改为){o}(。|)", "{p}(里|中)(每个|所有的|所有){c}(都|)(换成|变成|改成){o}(是什么|)(？|)", "用{o}代替{p}(里|中)的{c}(。|)"), _REPLACE),
        (("(把|将){p}(里|中)的{c}(都|全|)(去掉|删掉|删除|去除)(。|)", "{p}去掉(所有|全部|){c}(后|)(是什么|还剩什么|剩下什么|)(？|)", "(删除|去掉){p}(里|中)(所有|)的{c}"), _REMOVE),
        (("{m}(里|中)(有|一共有|)(几|多少)个数字？", "(数数|统计){m}(里|中)的数字(个数|有几个|)(。|)", "密码{m}(里|)有几个数字？"), _DIGITS),
        (("{m}(里|中)(有|一共有|)(几|多少)个(英文|)字母？", "(数数|统计){m}(里|中)的字母(个数|有几个|)(。|)"), _LETTERS),
        (("(把|将){s}(每个单词|各单词)(的|)(首字母|第一个字母)(大写|变成大写|改成大写)(。|)", "{s}每个单词首字母大写"), _TITLE),
        (("(把|将){s}的(单词|词)(顺序|次序)(颠倒|倒过来|反转)(。|)", "{s}(里|)的单词从后往前排"), _WORDS_BACK),
        (("(把|将){w}的字母(按|)(字母表|字母)顺序(排列|排序)(。|)", "{w}的字母(排序|从 a 到 z 排)"), _SORTED),
        (("(把|将){w}(重复|连写|连着写){n}(遍|次)(。|)", "{w}连续写{n}(遍|次)"), _REPEAT),
        (("(把|将){s}(里|中)的空格(都|)(去掉|删掉|删除)(。|)", "{s}(去掉|不要|没有)空格(是什么|)(？|)"), _SPACELESS),
        (("{w}(里|中)第一个{c}(在|是)第几(位|个字母)？",), _POSITION),
        (("(把|将){s}(拆|分)成(一个个|)单词(。|)",), _WORDS),
        (("(把|将){s}(里|)的单词按字母(顺序|)(排列|排序)(。|)", "{s}(里|)的单词按字母排(一排|)"), _SORTED_WORDS),
        (("{z}(里|中|)(一共|总共|)(几|多少)个(字|汉字)？", "{z}的(长度|字数|汉字数)(是几|是多少|)(？|)", "(数数|数一下|算算){z}(有几个字|的字数|是多少字)(。|)", "{z}(几个字|多少字|共几字)(？|)", "(写|抄){z}要写几个字？"), "print(len({z}))"),
        (("{z}(里|中)(有|出现)(几|多少)(个|次)“{h}”？", "“{h}”(字|)在{z}(里|中)(的次数|出现几次|用了几次|有几个)(？|)", "(数数|数一下){z}(里|中)“{h}”(字|)(有几个|的个数)(。|)", "(写|抄){z}要写几次“{h}”(字|)？"), "print({z}.count({h}))"),
        (("{z}(从后往前|从右往左|反向|倒着)(写|读|念)(是什么|)(？|)", "(把|将){z}(颠倒|翻转|逆序|倒转)(过来|写出来|)(。|)", "{z}(的逆序|反转后)(是什么|是)(？|)"), "print({z}[::-1])"),
        (("(把|将){z}(里|中)的“{h}”(都|全|)(去掉|删掉|删除)(。|)", "{z}去掉“{h}”(是什么|还剩什么|)(？|)"), "print({z}.replace({h}, ''))"),
        (("{z}的(第一个字|首字|开头一个字)是什么？",), "print({z}[0])"),
        (("{z}的(最后一个字|末字|末尾的字)是什么？",), "print({z}[-1])"),
    ),
}  # fmt: skip
