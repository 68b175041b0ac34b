"""Words that the news uses for one another, kept small: a pair stands here only if it rarely misleads."""

from collections import defaultdict

from snowballstemmer import stemmer

_GROUPS = """
die died dead death dying fatality fatalities deadly kill killed casualties toll perished lethal
injure injured injury injuries wound wounded hurt casualties
shell shelled shells shelling bombardment bombarded artillery
strike strikes struck airstrike airstrikes
1 one
2 two
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
raid raids incursion incursions assault
explosion explode exploded blast blasts detonation detonated
destroy destroyed destruction wrecked demolished levelled
damage damaged wreck wrecked
cancel cancelled canceled cancellation scrapped suspended suspend
close closed closing closure shut shuts
open opened opening reopen reopened
evacuate evacuated evacuation evacuees moved
person persons people individuals individual
child children kids pupil pupils
soldier soldiers troops servicemen fighters paratroopers
army troops forces military
house houses home homes household households
household households family families
car cars vehicle vehicles lorry lorries truck trucks
boat boats ship ships vessel vessels ferry
fire blaze burned burnt burn fires
meet met meeting
cause caused
arrest arrested detain detained custody
resign resigned resignation quit
repel repelled foil foiled repulsed thwarted prevented
lead leads led leading
missing disappeared unaccounted
rescue rescued saved pulled rescuers
sink sank sunk sinking capsize capsized
buy bought purchase purchased acquire acquired
lose lost loss losses losing
win won winner victory
begin began begun start started
end ended finish finished
fall fell fallen drop dropped decline declined
rise rose risen increase increased
give gave given
take took taken
go went gone
send sent
build built
hold held
pay paid payment
leave left
fly flew flown flight
flee fled
steal stole stolen theft
speak spoke spoken talk talks
write wrote written
know knew known
see saw seen
deny denied denial refute refuted dispute disputed dismiss dismissed reject rejected
accuse accused accusation blame blamed
probe investigate investigating investigation inquiry
boss chief
spokesman spokeswoman spokesperson
body bodies corpse corpses
staff employee employees workers
customer customers client clients
aboard onboard carrying carried
cost price
founded founding established
freeze froze frozen
flood flooding floodwater flooded
old age aged
lend lent loan loaned
doctor doctors medics
"""

_NARROWER = """
die drown drowned
kill drown drowned
attack shelling shelled strike strikes struck bombardment bombarded assault raid raids airstrike airstrikes
attacked shelled struck bombarded raided hit
people residents civilians inhabitants villagers passengers customers men women children soldiers
weapon missile rocket drone bomb gun rifle
vehicle car cars lorry lorries truck trucks bus buses tank tanks
building buildings house houses school hospital shop church
hit struck strike shelled
"""
"""A wide word, then narrower ones that may stand for it, but not it for them: who denies "attacks" need not
deny the shelling."""

PHRASES = {
    r"call(?:ed|s|ing)? off": "cancelled",
    r"wip(?:ed|e|es|ing) out": "destroyed",
    r"burn(?:ed|t) down": "destroyed",
    r"t(?:ake|akes|ook|aken|aking) place": "happened",
    r"(?:beat|beaten|fought|fight|driven|drove|thrown|threw) (?:off|back)": "repelled",
    r"shut(?:s|ting)? down": "closed",
    r"(?:blown|blew|blow) up": "exploded",
    r"step(?:s|ped|ping)? down": "resigned",
    r"turn(?:ed|s) down": "rejected",
    r"(?:lost|lose|losing) (?:their|his|her) li(?:fe|ves)": "died",
}
"""Phrasal verbs (regular expressions without groups) and the one word that stands for each."""

NAMES = {
    "kiev": "kyiv",
    "kharkov": "kharkiv",
    "odessa": "odesa",
    "lvov": "lviv",
    "us": "america",
    "usa": "america",
    "american": "america",
    "uk": "britain",
    "british": "britain",
    "britain": "britain",
    "french": "france",
    "german": "germany",
    "polish": "poland",
    "spanish": "spain",
    "turkish": "turkey",
    "dutch": "netherlands",
}
"""Other spellings and adjectives of a name, where their letters do not show that they belong together."""


def _table() -> dict[str, frozenset[str]]:
    stem = stemmer("english").stemWord
    met: defaultdict[str, set[str]] = defaultdict(set)
    for line in _GROUPS.split("\n"):
        words = line.split()
        stems = {stem(word) for word in words}
        for word in words:
            met[word] |= stems
            met[stem(word)] |= stems
    for line in filter(None, _NARROWER.split("\n")):
        wide, *narrow = line.split()
        stems = {stem(word) for word in narrow}
        met[wide] |= stems
        met[stem(wide)] |= stems
    return {word: frozenset(stems) for word, stems in met.items()}


SYNONYMS = _table()
"""The stems that may stand for a word, by the word and by its stem."""
