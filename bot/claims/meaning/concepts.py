"""Words as claims are compared: stems, with the words of news that mean alike under one name."""

from functools import cache, lru_cache
from typing import Any

from bot.claims.speech.grammar import listed

_ALIKE = """
kill: kill kills killed killing killings die dies died dying dead death deaths fatality fatalities drown
kill: drowns drowned drowning slain perish perished lives bodies body toll
injure: injure injures injured injuring injury injuries wound wounds wounded wounding hurt hurts hurting
injure: casualties
fire_on: fired firing fire_on shell shells shelled shelling bombard bombards bombarded bombardment
fire_on: artillery bombing bombed
attack: attack attacks attacked attacking assault assaults assaulted assailed strike strikes struck
attack: striking hit hits hitting
raid: raid raids raided raiding incursion incursions foray forays
explode: explosion explosions explode exploded blast blasts detonate detonated detonation
destroy: destroy destroys destroyed destroying destruction blown wrecked wreck ruined demolished
damage: damage damages damaged damaging
burn: burn burns burned burnt burning
fire: fire fires blaze blazes wildfire wildfires
repel: repel repels repelled repelling beaten repulsed foil foils foiled thwart thwarted prevented prevent
repel: prevents fended drove driven
down: downed intercepted intercept shot_down
capture: capture captures captured capturing seize seizes seized seizing occupied occupy
withdraw: withdraw withdraws withdrew withdrawn withdrawal withdrawing pull_out pulled_out retreat retreated
enter: enter enters entered entering
break_through: breakthrough breakthroughs break_through broken_through broke_through
evacuate: evacuate evacuates evacuated evacuation evacuating move moved moves moving relocated resettled
evacuate: resettle relocation
close: close closes closed closing closure shut shuts shutting
open: open opens opened opening reopen reopened reopens
cancel: cancel cancels cancelled canceled cancelling call_off called_off scrapped
postpone: postpone postponed postponing delayed delay
arrest: arrest arrests arrested detained detain detention detaining
resign: resign resigns resigned resignation step_down steps_down stepped_down quit
appoint: appoint appoints appointed appointment named_as
dismiss: sack sacked sacking dismissed dismiss fired_from
sentence: sentence sentenced jailed
sink: capsize capsizes capsized capsizing overturn overturned sink sank sunk sinks sinking
rescue: rescue rescues rescued rescuing pulled save saved
miss: missing unaccounted
lead: lead leads led leading headed
carry: carry carries carried carrying aboard
accuse: accuse accused accusing blame blames blamed
leak: leak leaks leaked leaking
buy: buy buys bought buying purchase purchased
steal: steal steals stole stolen theft stealing
march: march marched marches demonstration demonstrated
protester: protester protesters demonstrator demonstrators
raise: raise raises raised raising increase increased increases rise rises rose risen rising
fall: fall falls fell fallen falling drop drops dropped dropping decline declined lose_value
lower: lower lowers lowered reduce reduced cut cuts cutting
take_over: take_over takes_over taken_over took_over takeover acquire acquired acquires
accept: accept accepts accepted accepting take_in taken_in took_in
approve: approve approves approved pass passes passed
reject: reject rejects rejected
overflow: overflow overflowed overflows burst bursts bursting flood flooded flooding floods
derail: derail derailed derails derailment come_off came_off
train_freight: goods freight
collapse: collapse collapsed collapses
exchange: exchange exchanged swap swapped swapping
expel: expel expelled expels expulsion
try: try tries trying tried seek seeks seeking sought attempt attempts attempting attempted
power: power electricity
ship: ship ships vessel vessels ferry ferries
troop: troop troops soldier soldiers serviceman servicemen fighters forces
battery: gun guns battery batteries howitzer howitzers cannon
depot: depot depots
retire: pension pensions retirement retire
find: find finds found finding discover discovered
profit: profit profited profits
inspect: inspect inspected inspection inspections inspectors inspector
hide: hide hides hid hidden hiding conceal concealed concealing
overload: overload overloaded overloading
contaminate: contaminate contaminated contamination polluted pollution
frontier: frontier border borders cross-border
village: village villages
home: home homes house houses household households
video: video videos footage recording recordings clip clips photo photos photograph photographs image images
cause: cause caused causes causing due because triggered trigger
withhold: withhold withheld
break: broke broken
shoot: shot
fight: fought
hold: held
win: won
lose: lost
pay: paid
send: sent
sell: sold
build: built
begin: began begun
spend: spent
meet: met
keep: kept
speak: spoke spoken
write: wrote written
fly: flew flown
grow: grew grown
choose: chose chosen
throw: threw thrown thrown
stand: stood
flee: fled
bind: bound
hang: hung
tear: tore torn
freeze: froze frozen
lend: lent
wear: wore worn
draw: drew drawn
slow: slow slowed slows slowing ease eased eases easing
spread: spread spreads spreading
participate: participate participated
"""
"""Each line: a name, and words that fold into it. Two-word verbs are joined by "_"."""

_LIGHT = """
a an the this that these those there here it its he she they them their his her him we our us i my you
your who whom whose which what
and or but nor so yet as if than then when while where whether because since until after before during
amid although though despite
in on at by of to into onto from for with within without over under across through against around near
about between among along out
up down off toward towards upon via per off behind inside outside beyond following throughout
is are was were be been being am has have had having do does did done will would shall should can could
may might must cannot
not no never neither none nobody nothing n't t s
also again once more most less least further already still just only even too very much many several some
any all both each every other
others another such own same few lot lots
said say says saying tell told tells report reports reported reporting state stated states announce
announced announces claim claimed
claims add added adds confirm confirmed warn warned statement according alleged allegedly reportedly
likely probably apparently
people person persons individual individuals resident residents inhabitant inhabitants civilian civilians
citizen citizens victim victims
man men
total least number numbers figure figures
today yesterday tonight tomorrow overnight morning evening night afternoon midnight noon dawn late early
earlier later previous previously
ago now currently recently latest week weeks month months year years day days hour hours minute minutes
monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december
mr mrs ms dr cent
life
new known first-hand main separate part parts area areas region regional district province city town
local place places
carry_out carried_out take taken took takes taking make made makes making get got gets put set give gave
given come came go went gone
result resulted results become became remain remains remained leave left leaving leaves include includes
including included
back bring brought brings about roughly approximately nearly almost exactly
involvement involved role hand responsibility responsible complicity having played playing
"""

_PHRASAL = listed(
    "break_through broken_through broke_through called_off call_off shot_down pull_out pulled_out "
    "step_down steps_down stepped_down take_over takes_over taken_over took_over take_in taken_in "
    "took_in came_off come_off carry_out carried_out lose_value named_as fired_from"
)
_PARTICLES = frozenset(entry.partition("_")[2] for entry in _PHRASAL)

TITLES = listed(
    "president minister prime governor mayor colonel general captain judge chief chairman chairwoman "
    "spokesman spokeswoman spokesperson leader head foreign finance defence defense transport opposition "
    "executive king queen"
)
"""Words that only introduce a name beside it ("prime minister Hedda Lund")."""

FORCE = listed(
    "kill injure fire_on attack explode destroy damage burn repel down capture enter break_through "
    "withdraw mine shoot fire invade bomb missil drone rocket troop brigad offens liber advanc"
)
"""Acts of force, their means and results: never an administrative decision (rule 4d)."""

CASUALTIES = ("kill", "injure", "miss")
"""What a toll counts."""

HARM = frozenset((*CASUALTIES, "destroy", "damage"))
"""What an act of force, or an accident, does: with it, a word of cause adds nothing."""

STAND_INS = listed(
    "brother sister wife husband son daughter father mother cousin lawyer aid advis deputi vice "
    "act former ex assist driver bodyguard secretari spokesman spokeswoman successor predecessor widow"
)
"""Concepts that make somebody else of a person beside them ("the mayor's brother", "the deputy")."""

UNREAL = listed(
    "plan propos attempt suspect possibl potenti threaten threat fail unsuccess fear abort avert expect hope "
    "intend consid rumour rumor simul mock exercis drill near-miss hypothet fake bogus"
)
"""Concepts with which something is not, or not yet, what it is called ("a planned merger")."""

UNDERGOING = listed(
    "die dies died dying drown drowned perished fall falls fell fallen rise rises rose risen capsized "
    "sank sunk burned burnt collapsed derailed exploded overflowed burst overturned dropped declined "
    "survived"
)
"""Verbs whose subject does nothing to anybody ("eleven people drowned")."""


@cache
def _folds() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _ALIKE.strip().splitlines():
        name, _, words = line.partition(": ")
        found.update(dict.fromkeys(words.split(), name))
    return found


_LIGHT_WORDS = frozenset(_LIGHT.split())


def is_light(word: str) -> bool:
    """Whether a small word says too little to tell two claims apart."""
    return word in _LIGHT_WORDS


def is_phrasal(word: str, particle: str) -> bool:
    """Whether a verb and the word behind it make one meaning ("called off")."""
    return particle in _PARTICLES and f"{word}_{particle}" in _PHRASAL


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """The name under which a small word is compared: its meaning in news, else its stem."""
    return _folds().get(word) or _stemmer().stemWord(word)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
