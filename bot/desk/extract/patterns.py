"""The words by which a sentence tells a number, a sum, a time, a place, a cause or a person."""

import re

from bot.desk.extract.words import vocabulary

NUMBER_WORDS = vocabulary(
    "no nobody none zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion dozen dozens scores several half"
)
MONTHS = vocabulary(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec"
)
UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|nights?)"
NUMBER = (
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|ninety|hundred|several|half an?|few)"
)
DURATION = re.compile(
    rf"\b{NUMBER}(?: (?:and a half|more|full|consecutive|or {NUMBER}))?[ -]{UNITS}\b|\b(?:since|until) \w"
    r"|\blife (?:sentence|imprisonment|in prison)|\b(?:overnight|all day|all night|indefinitely"
    r"|permanent\w*)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"[£$€¥₹]\s?\d|\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|million|billion|trillion) "
    r"(?:(?:million|billion|trillion|thousand|hundred) )?(?:[A-Z][a-z]+ )?(?:dollars?|euros?|pounds?"
    r"|pesos?|reais"
    r"|real|rupees?|francs?|shillings?|yen|yuan|kron\w+|zlotys?|rand|naira|dinars?|rials?|riyals?"
    r"|roubles?|rubles?"
    r"|hryvnias?|cedis?|lira|lei|leva|forints?|crowns?|pence|cents?|bitcoin|kwacha|pula|baht|won|ringgit|birr"
    r"|dirhams?|tugriks?|soms?|tenge|taka)\b|\b(?:free|no charge|nothing)\b"
)
PENALTY = re.compile(rf"{MONEY.pattern}|%|\bper ?cent\b")
PERCENT = re.compile(
    r"%|\bper ?cent\b|\b(?:half|third|quarter|fifth|majority|two thirds|one in|out of)\b", re.IGNORECASE
)
SPEED = re.compile(
    r"\b(?:an hour|per hour|km/h|mph|kph|knots|per second|a second)\b|\b\d+ ?(?:km/h|mph)", re.IGNORECASE
)
LENGTH = re.compile(
    r"\b[\w.,]+[ -](?:km|kilomet\w+|met(?:re|er)s?|miles?|feet|foot|cm|centimet\w+|millimet\w+|mm"
    r"|inch\w*|nautical"
    r"|hectares?|acres?|square|tonnes?|tons?|kg|kilos?|kilograms?|litres?|barrels?|degrees|megawatts?"
    r"|magnitude)\b",
    re.IGNORECASE,
)
ANY_NUMBER = re.compile(r"\d")
MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|yesterday|tomorrow|tonight|dawn|dusk|noon"
    r"|midday"
    r"|midnight|overnight|christmas|easter|ramadan|spring|summer|autumn|winter)\b"
    r"|\b(?:this|last|next|earlier|later|the same|previous|following|early|mid-?|late|third|first|second"
    r"|fourth)"
    r" (?:this |in the |next |last )?(?:week|month|year|day|morning|evening|night|hour|weekend|quarter"
    r"|half|summer"
    rf"|century|decade)|\b\d{{1,2}} (?:{MONTH})\b|\b(?:{MONTH}) \d"
    rf"|\b(?:in|since|until|by|of|on|before|after|early|late|mid-?|end of|last|next|from) ?(?:{MONTH})\b"
    r"|\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}(?:[:.]\d\d|(?:[:.]\d\d)? ?[ap]\.?m\b)|o['’]clock"
    r"|\b(?:hours?|minutes?|days?|weeks?|months?|years?) (?:ago|later|earlier|after|before|since|from now)\b"
    r"|\b(?:within|in|for|at least|up to) (?:\w+ ){1,3}(?:hours|days|weeks|months|years)\b"
    r"|\bend of (?:the|next|this)\b"
    r"|\b(?:until|once|as soon as|not before)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(?:because|due to|caus(?:e|es|ed|ing)|as a (?:result|consequence)|owing to|result(?:s|ed"
    r"|ing)? (?:of|from"
    r"|in)|so that|in order to|reasons?|blam(?:e|es|ed|ing)|trigger(?:s|ed)?|spark(?:s|ed)?|led to"
    r"|thanks to|citing"
    r"|cited|in (?:response|protest|retaliation)|to avoid|sought to|meant to|intended to|therefore"
    r"|so as to|for fear"
    r"|for (?:failing|not|its|his|her|their|lack) \w+|on suspicion|suspected|accus\w+|in a (?:dispute"
    r"|row)|held up by"
    r"|over (?:fears|concerns|claims|allegations|the|a|its|his|her)|saying|argu\w+|after|amid|following"
    r"|since|attribut\w+"
    r"|sticking point|what prompted|prompted|motive|fault|problem|had not|did not|failed|worr\w+|fear\w*"
    r"|linked to)\b",
    re.IGNORECASE,
)
STRONG_CAUSE = re.compile(
    r"\b(?:because|due to|caus(?:e|es|ed|ing)|as a (?:result|consequence)|owing to|resulted from|so that"
    r"|in order to"
    r"|reasons?|blam(?:e|es|ed|ing)|trigger(?:s|ed)?|spark(?:s|ed)?|thanks to|citing|cited"
    r"|in (?:response|protest"
    r"|retaliation)|on suspicion|to avoid|in a (?:dispute|row)|held up by|for lack|after|sticking point"
    r"|prompted)\b",
    re.IGNORECASE,
)
NO_REASON = re.compile(
    r"\bno (?:reason|cause|explanation)s?\b|\bthe (?:reason|cause) (?:is|was) (?:unknown|unclear)"
)
CONDITION = re.compile(
    r"\b(?:until|unless|only if|provided|if|once|on condition|conditions?|as long as|before)\b", re.IGNORECASE
)
IN_PLACE = re.compile(
    r"\b(?:in|at|near|on|off|outside|to|from|along|across|inside|around|towards?|into|over|between|beside"
    r"|under|behind|opposite|of) (?:the |a |an |its |his |her |their )?(?P<place>[^\W\d_]\w*)"
)
NOT_PLACES = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday morning evening night afternoon recent "
    "week weeks "
    "month months year years day days hours minutes addition fact response connection least order time "
    "first last "
    "january february march april may june july august september october november december"
)
NAMED = re.compile(r"(?<!^)(?<![.!?“\"] )\b[^\W\d_a-z][\w’'-]+")
ROLE = re.compile(
    r"\b(?:police|officers?|officials?|minister|governor|mayor|president|judge|captain|divers?|rescuers?"
    r"|firefighters?|engineers?|prosecutors?|troops|soldiers?|ministry|government|council|court|union"
    r"|deputy|group"
    r"|residents?|workers?|company|nobody|no group|no one|investigators|detectives|owner|brother|wife"
    r"|husband|son"
    r"|daughter|businessman|women|men|people|children|villagers|farmers|doctors)\b",
    re.IGNORECASE,
)
NONE = frozenset(("no", "nobody", "none", "zero"))
PERSON = vocabulary(
    "people person persons individual individuals resident residents civilian civilians man men woman "
    "women victim "
    "victims casualties passengers"
)
SOME_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:no|nobody|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety"
    r"|hundreds?|thousands?|millions?|dozens?|half|several|third|quarter)\b",
    re.IGNORECASE,
)
