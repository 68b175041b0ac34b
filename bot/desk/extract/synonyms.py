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
doctor doctors medics doctor surgeon cardiologist physician
captive captives hostage hostages prisoner prisoners detainee detainees abducted kidnapped captivity
swap exchange exchanged swapped
free freed release released releasing freeing
power electricity outage blackout grid
hack hacked hackers hacking breach cyberattack intruders stolen stole
fine fined penalty penalties
jail jailed prison imprisoned imprisonment sentence sentenced bars
trial study
drug medicine pill tablet medication treatment
placebo dummy
freight goods cargo
train trains railway rail
crash collision collided accident impact derailment derailed
complain complained complaint complaints concern concerns
exclude excluded omitted
exempt exempted exemption spared
levy tax charge duty
threaten threatened threat warn warned
poll polls survey surveyed pollsters
border frontier crossing crossings
talks negotiations negotiate negotiation dialogue
ransom money paid payment
mediate mediated mediation mediator broker brokered
stake shares share
takeover sale acquisition acquire buy
approve approved approval consent backing
invest invests investment spend spends spent
factory factories plant plants site sites mill
job jobs post posts redundancies layoffs redundant
infection infections cases case infected
secure safe safety
supervise supervised oversee overseen monitor monitored
fault faults defect defects flaw flaws cracks
repair repaired repairs fixed fix
learn learned learnt
work worked works function functioning
demand demands demanded want wants seek seeks sought
dismiss dismissed dismissal sacked sack sacking fired removed removal ousted
replace replaced replaces replacement successor succeed
climber climbers mountaineer mountaineers hikers
locate located
missing lost
arrive arrived arriving
challenge contest contested appeal appealed
ruling judgment verdict judgement
accuse alleged allegation allegations
respond responded response reply replied answer answered reaction reacted
bribe bribes bribery corruption
notice warning informed notified beforehand
quit left leave walkout
party alliance coalition
join joined joining enter
elderly pensioners retirees
ill sick unwell illness ailing disease
hospital hospitalised ward clinic
land hectares acres
burned hectares scorched
homeless displaced
storm hurricane cyclone typhoon
quake earthquake tremor tremors
flood deluge
drought dry
protest protests protesters demonstration demonstrations demonstrators rally marchers
clash clashes fighting violence
riot riots unrest
police officers officer policeman
gunman gunmen shooter attacker attackers
shoot shot shooting gunfire shots
weapon arms gun guns
bomb bombing device explosives
plane aircraft jet airliner
airline carrier
flight flights
migrant migrants refugee refugees
election vote poll ballot
vote voted votes ballots
minister secretary
premier prime
law bill legislation act
court judge tribunal
lawyer lawyers attorney barrister counsel
crime offence offences offense
guilty convicted conviction
charge charged charges indicted
suspect suspects suspected
witness witnesses testified testify evidence
murder murdered killing
fraud embezzlement diverting
company firm business corporation
chief executive head director leader boss ceo chairman chairwoman
chair chairs chaired chairman chairwoman
founder founded
worker workers staff employee crew
crew attendants
union unions
strike walkout stoppage
wage wages pay salary salaries
profit profits earnings
revenue turnover sales
debt debts loan loans
rate rates
inflation prices
currency money
bank lender
price prices cost costs
budget spending
ceasefire truce armistice
treaty agreement deal accord pact
government ministry minister cabinet
behind responsibility responsible blame
bodycams cameras camera
sanctions embargo restrictions controls curbs
rebel rebels insurgents militants fighters guerrillas
army soldiers
aid relief help assistance
vaccine vaccination jab jabs doses inoculation
virus disease outbreak epidemic
patient patients
school schools classes pupils
student students
church cathedral
bridge bridges
road roads highway motorway
tunnel tunnels
dam reservoir
pollution contamination contaminated polluted toxic
leak leaked spill spilled
river stream
mine mines miners pit
oil crude petroleum
farm farms farmers growers
crop crops harvest
team club side
coach manager trainer
player players
match game
transfer fee
captain skipper
injury injured
museum gallery
painting paintings artwork artworks
film movie
singer musician
award prize
launch launched
rocket missile missiles rockets projectile
satellite spacecraft probe
scientist scientists researchers
discover discovered found
email letter
phone telephone
password passwords
data records information
customer users
delay delayed delays postponed postpone deferred
restart resume resumed restarted reopen
halt halted stopped suspend suspended
extend extended prolonged
cut cuts reduce reduced lowered reduction slash
rise increase raise raised hike
agree agreed accepted accept
concede conceded acknowledged admitted accepted admit acknowledge
promise promised pledged pledge vowed
offer offered
require requires needed need must provided
possible likely could may
owner owners owned
mother father parents parent
wife husband spouse
child son daughter baby babies
relative relatives family families
sister brother
funeral buried burial
tourist tourists visitors holidaymakers
resident inhabitants locals villagers
total figure number
big large size
"""

_NARROWER = """
die drown drowned
kill drown drowned
attack shelling shelled strike strikes struck bombardment bombarded assault raid raids airstrike airstrikes
attacked shelled struck bombarded raided hit
people residents civilians inhabitants villagers passengers customers men women children soldiers workers
people staff employees patients victims
weapon missile rocket drone bomb gun rifle
vehicle car cars lorry lorries truck trucks bus buses tank tanks tractor tractors van vans
building buildings house houses school hospital shop church
hit struck strike shelled
"""
"""A wide word, then narrower ones that may stand for it, but not it for them: who denies "attacks" need not
deny the shelling."""


_IRREGULAR = """
arise arose arisen; bear bore borne; beat beaten; become became; begin began begun; bend bent; bite bit
bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt;
buy bought; catch caught; choose chose chosen; come came; creep crept; deal dealt; dig dug; draw drew drawn;
dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten;
freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang hung; have had;
hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid; lead led; learn
learnt; leave left; lend lent; lie lay lain; lose lost; make made; mean meant; meet met; pay paid; ride rode
ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent;
shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank
sunk; sit sat; sleep slept; speak spoke spoken; spend spent; spin spun; stand stood; steal stole stolen;
stick stuck; strike struck stricken; swear swore sworn; sweep swept; swim swam swum; swing swung; take took
taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; understand understood;
wake woke woken; wear wore worn; weep wept; win won; write wrote written; withdraw withdrew withdrawn;
undergo underwent; overcome overcame; oversee oversaw overseen; overthrow overthrew overthrown; man men;
woman women; child children; person people
"""
IRREGULAR = {
    form: base
    for base, *forms in (line.split() for line in _IRREGULAR.split(";"))
    for form in forms
    if form not in ("left", "found", "lay", "people", "saw", "thought", "had", "felt")
}
"""Irregular forms and the word they are forms of; without those that are words of their own too."""

PHRASES = {
    "pick|picked|picks|picking up": "detained",
    "left|leave|leaves|leaving out": "excluded",
    "sign|signed|signs|signing off": "approve",
    "put right": "repaired",
    "turn|turned|turns|turning up": "arrived",
    "rule|ruled|rules|ruling out": "excluded",
    "find|finds|found out": "learned",
    "set fire|alight|ablaze": "burned",
    "carry|carried|carries|carrying out": "executed",
    "set up": "founded",
    "take|takes|took|taken|taking over": "acquired",
    "bring|brings|brought in": "introduced",
    "put off": "postponed",
    "broke|broken down": "collapsed",
    "call|called|calls|calling off": "cancelled",
    "wiped|wipe|wipes|wiping out": "destroyed",
    "burned|burnt down": "destroyed",
    "take|takes|took|taken|taking place": "happened",
    "beat|beaten|fought|fight|driven|drove|thrown|threw off|back": "repelled",
    "shut|shuts|shutting down": "closed",
    "blown|blew|blow up": "exploded",
    "step|steps|stepped|stepping down": "resigned",
    "turned|turns down": "rejected",
    "lost|lose|losing their|his|her life|lives": "died",
}
"""Phrasal verbs, word by word with the forms of each, and the one word that stands for them."""

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
    "portuguese": "portugal",
    "norwegian": "norway",
    "danish": "denmark",
    "swedish": "sweden",
    "finnish": "finland",
    "greek": "greece",
    "welsh": "wales",
    "irish": "ireland",
    "scottish": "scotland",
    "english": "england",
    "swiss": "switzerland",
    "thai": "thailand",
    "filipino": "philippines",
    "filipinos": "philippines",
}
"""Other spellings and adjectives of a name, where their letters do not show that they belong together."""


def _table() -> dict[str, frozenset[str]]:
    english = stemmer("english").stemWord

    def stem(word: str) -> str:
        found: str = english(IRREGULAR.get(word, word))
        return found

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
