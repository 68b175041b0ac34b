"""Word lists for reading places: what stands beside a name and tells a place from a person, and its role."""

from bot.claims.speech.grammar import listed

OPENERS = listed(
    "a about above across after against all along although amid among an and another any are around as at "
    "because before behind below beside between beyond both but by despite did do does during each either "
    "even every few for from had has have he her here his how however if in inside into is it its just last "
    "later like many may meanwhile more most much near nearby neither nor not now of off on once one only "
    "onto or our outside over past since so some soon still such than that the their then there these they "
    "this those though through throughout to today toward towards two under unless unlike until up upon was "
    "we were what when where whether which while who whose why will with within without yet yesterday "
    "elsewhere earlier"
)
"""Words that only stand with a capital because they open a sentence."""
DIRECTIONS = listed(
    "north south east west northern southern eastern western north-eastern north-western south-eastern "
    "south-western northeastern northwestern southeastern southwestern central greater upper lower downtown "
    "occupied mainland inner outer metropolitan nearby neighbouring neighboring rural all beyond"
)
TITLES = listed(
    "mr mrs ms miss dr sir dame lord lady president mayor governor minister premier chancellor king queen "
    "prince princess pope general colonel major captain lieutenant sergeant admiral commander judge justice "
    "senator secretary professor inspector officer ambassador chairman chief director coach saint bishop "
    "father sister brother congressman congresswoman representative deputy gov gen sen rep"
)
NAMED_AFTER = listed(
    "radio university hotel club fc real sporting bank lake mount mt river cape banco bayern inter tv "
    "newspaper daily air camp company hms uss ss king queen saint san santa el la al von van de"
)
"""Before a name they make another thing of it: "Radio Pellmar", "Lake Victoria"."""
OFFICES = listed(
    "president vice-president prime minister ministry mayor governor chancellor king queen ambassador "
    "embassy envoy spokesman spokeswoman spokesperson government parliament senate congress council police "
    "army navy military forces air defence defense fire authorities officials official lawmaker lawmakers "
    "senator attorney general supreme high foreign interior finance health chief party church bishop "
    "archbishop deputy first intelligence security state border national central republican democrat "
    "democrats bank oblast sheriff marathon olympics"
)
INSTITUTIONS = listed("university college school state county institute academy high")
"""After the name of a small town they make a name of its own of it."""
FACILITIES = listed(
    "airport international hospital station bridge square harbour harbor zoo cathedral stadium prison "
    "nuclear university school college court park street road avenue central train railway metro "
    "underground port docks region oblast county city hall museum library district tower castle palace "
    "valley beach bay mosque"
)
WATERS = listed("sea gulf bay strait ocean university bank church republic college voice")
"""What is named "… of" a place and is not there."""
DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec time"
)
MEDIA = listed(
    "times post herald courier today news gazette tribune journal star mail telegraph review radio tv "
    "standard chronicle guardian observer express independent examiner sun mirror globe echo bulletin "
    "weekly dispatch united rovers wanderers albion hotspur athletic fc knicks yankees lakers giants "
    "patriots cowboys airlines airways group holdings inc ltd stock declaration accord accords agreement "
    "convention treaty protocol"
)
"""After a name they make an outlet, a club or a company of it."""
COMMON = listed(
    "of nice reading mobile orange same most many split bath deal sandwich male man along bar bay best boom "
    "born bray brest buy can canton case chance church clay commerce corner cork date day deep derby eye "
    "fair falls flint ford green grand hand hat hope hull ideal imperial independence industry justice kent "
    "lake late laurel liberty lincoln long love march media mercy mission normal northern opportunity page "
    "paradise park pass piano police pop price prince progress progreso providence queens rich rifle rose "
    "rugby sale secretary senate ship sky sofia somerset son south spring stone street success sun surprise "
    "tours union university upper victory victoria van wells west why winner worth young zion president "
    "salt central general eastern western southern north east homeland alliance pacific january february "
    "uptown downtown opposition labour golden crown holy war peace speed battle surge summit may august "
    "delta atlantic centre center republic council parliament ministry agency bank party court house"
)
"""Words that are names of places too; they count only where all else speaks for a place."""
PERSONAL = listed(
    "jordan chad georgia florence victoria sofia austin lincoln charlotte madison tyler hamilton kingston "
    "preston bradford chester lancaster warren carson santiago diego brooklyn chelsea adelaide alexandria "
    "troy lourdes medina salvador trinidad clinton monroe jefferson franklin marion salem arlington aurora "
    "burton carlisle chandler clifton dalton darwin denver devon douglas elgin everett fargo garland gary "
    "glendale gordon harvey henderson irving irvine jersey kent kerman kendal lawrence leon logan marshall "
    "mason mercedes mesa montgomery morgan napier nelson newton norman norfolk owen palmer parker perry "
    "peterson pierre raleigh ramos regina robinson rosario ross rossi russell ryan santos savannah scott "
    "shannon shelby sherman spencer stafford stanley sterling stirling summer surrey sutton taylor torres "
    "vance vernon wallace walker washington wayne webster wellington wells wilson winston york abraham "
    "allen anderson antony arnold bell berkeley brandon bryan burns byron cameron campbell carter casey "
    "clayton crawford cruz davis dawson dayton dexter dixon duncan elizabeth ellis fernando francisco grant "
    "guzman hudson hunter isabel jackson jasper joliet juarez julian kelly kennedy kim lee lewis lin lopez "
    "luis martin martinez maria mendoza miller moreno murphy murray nancy pascal paul penn philip quinn "
    "richmond rivera roman romeo rufus sharon sinclair smith sousa stewart thomas thompson toledo tracy "
    "turner vera veronica vincent ward waterloo wang west white windsor xavier"
)
"""Names of people that are names of places too."""
SEAT_NOUNS = (
    "capital|city|town|village|port|region|province|district|state|suburb|island|settlement|hamlet|"
    "municipality|oblast|area|county|territory|republic|enclave|peninsula|resort|neighbourhood|"
    "neighborhood|community|country"
)
LOCATIVE = (
    "in|at|near|outside|inside|around|across|over|throughout|off|toward|towards|into|onto|through|within|"
    "above|along|beyond|under|via|surrounding"
)
MOTION = (
    "arriv|travel|fl[eo]w|fly|flight|mov|tak|took|evacuat|fled|flee|went|go|gone|return|sent|send|deploy|"
    "deliver|transfer|march|head|driv|drove|withdr|come|came|coming|road|train|bridge|route|way|trip|"
    "journey|sail|bound|visit|ship|bus|ferr|run|ran|extradit|deport|transport|bring|brought|carr|spread|"
    "advanc|led|pipeline|export|launch|fir|left|leav|escap|cross|retreat|pull|depart|rescu|smuggl|convoy|"
    "pilgrim|tour|relocat|path|order"
)
HIT = (
    "hit|hits|hitting|struck|strike|strikes|striking|shelled|shelling|shells|bombed|bombing|attacked|"
    "attack|attacking|raided|pounded|targeted|targeting|invaded|invading|shook|shakes|rocked|battered|"
    "destroyed|damaged|flooded|entered|entering|reached|reaching|left|leaving|fled|fleeing|visited|"
    "visiting|seized|seizing|captured|capturing|took|retook|retaken|occupied|occupying|besieged|crossed|"
    "swept|devastated|evacuated|evacuating|closed|blockaded|approached|encircled|surrounded|surrounding|"
    "liberated|overran|engulfed|lashed|paralysed|paralyzed|reopened|toured|bombarded|bombarding|ravaged|"
    "razed|stormed|leave|enter|reach|visit|seize|capture|flee|shell|bomb|invade|bordering"
)
ON_TARGET = (
    "attacks?|strikes?|raids?|assaults?|bombardments?|bombings?|shellings?|fire|invasion|offensive|"
    "airstrikes?|fell|fall|falls|landed|launched|rained|dropped|drone|missiles?|rockets?|shells?|bombs?|"
    "marched|advance|advancing|advanced|closing|centred|siege|blockade|incursions?|war|based|forced|"
    "drones"
)
OF_PLACE = (
    "battles?|attacks?|shelling|bombing|bombardment|invasion|siege|occupation|annexation|destruction|"
    "capture|fall|liberation|evacuation|flooding|outskirts|centre|center|suburbs?|north|south|east|west|"
    "north-east|north-west|south-east|south-west|coast|parts|areas?|streets?|districts?|heart|rest|half|"
    "most|much|border|borders|edge|banks|skies|kilometres|miles|out|side|tip|"
    f"{SEAT_NOUNS}"
)
PATIENT = (
    r"c[ao]mes? under|woke|wakes|suffer(?:s|ed)|experience[sd]|saw|sees|braces|braced|shook|burned|burnt|"
    r"fell|falls|lost power|endured|lay|lies|"
    r"(?:was|were|is|are|be|been|being|got|(?:would|will|could|may|might|should|must|can) be)"
    r"(?: \w+ly| again| also| twice)* "
    r"(?:hit|struck|shaken|left|cut|put|overrun|taken|retaken|torn|beset|lost|split|under|without|\w{3,}ed)\b"
)
ACTS = listed(
    "says wants blames plans rejects denies claims accuses insists expects hopes fears needs seeks supports "
    "opposes condemns backs refuses warns calls urges demands believes thinks knows has will would could "
    "should may might can must did does is was had are were have do made makes took takes gave gives sent "
    "sends told tells went goes began begins held holds kept keeps put puts cut cuts set sets won wins beat "
    "beats lost loses fought fights struck hit strikes hits fires sold sells bought buys brought brings led "
    "leads left leaves met meets paid pays built builds shot shoots drew withdrew withdraws froze freezes "
    "sought spent spends faces joins allows bans orders spread broke breaks chose chooses rose grew swore "
    "stood stands threw overthrew let lets remains wrote agreed agrees"
)
_STATE_CODES = (
    "AL:Ala AK:Alaska AZ:Ariz AR:Ark CA:Calif CO:Colo CT:Conn DE:Del FL:Fla GA:Ga HI:Haw ID:Ida IL:Ill "
    "IN:Ind IA:Ia KS:Kan KY:Ky LA:La ME:Me MD:Md MA:Mass MI:Mich MN:Minn MS:Miss MO:Mo MT:Mont NE:Neb NV:Nev "
    "NH:NH NJ:NJ NM:NM NY:NY NC:NC ND:ND OH:Ohio OK:Okla OR:Ore PA:Pa RI:RI SC:SC SD:SD TN:Tenn TX:Tex "
    "UT:Utah VT:Vt VA:Va WA:Wash WV:WVa WI:Wis WY:Wyo DC:DC"
)
STATES = {written: f"US-{pair[:2]}" for pair in _STATE_CODES.split() for written in pair.split(":")}
"""Abbreviations of the states that stand behind a comma: "Selma, Ala.", "Austin, TX"."""
