"""Words of one sense, by groups: a statement may use one where its sentences use another."""

from typing import Final

SAME_SENSE: Final = """
kill die death dead fatality fatal deadly lethal slain perish; injure injury wound wounded hurt; damage
damaged harm; destroy destruction demolish obliterate wreck raze; arrest detain detention detainee custody
apprehend; free release freed; shell shelling bombard bombardment; strike struck airstrike hit; attack
assault; explosion explode blast detonation detonate; evacuate evacuation; cancel cancellation scrap;
postpone postponement delay defer; close closed closure shut shutdown; open opening reopen; begin began
begun start commence launch onset inception outset beginning; stop halt cease end ended finish finished
conclude; continue ongoing persist; rise rose risen increase grow grew growth climb higher; fall fell
fallen decrease decline drop lower reduce reduction cut; win won victory winner beat; lose lost defeat
loss loser; house home housing dwelling; school schooling; pupil student schoolchildren schoolchild; child
children kid childhood; man men; woman women; resident inhabitant townspeople villager local live inhabit;
soldier servicemen serviceman troop; fighter militant combatant; force army military; police policeman
officer; government cabinet administration; minister ministry; official authority; spokesperson spokesman
spokeswoman; president presidential; mayor mayoral; village settlement hamlet; town city municipal
municipality; region regional oblast province; border frontier; country nation national; lorry truck; car
automobile; road street highway motorway; hospital clinic; doctor medic physician; repel repelled repulse
fend; prevent thwart foil; invade invasion incursion; shoot shot gunfire shooting; fire blaze; flood
flooding flooded; help aid assist assistance; meet met meeting; talk discussion discuss negotiation
negotiate; suspend suspension; agree agreement deal accord; sign signed; decide decision; approve approval
endorse; reject rejection refuse refusal; resign resignation quit; appoint appointment; elect election;
vote ballot poll; law legislation; charge charged; jail prison imprison imprisonment; investigate
investigation probe inquiry; examine examination check inspect inspection; find found finding discover
discovery; show shown; see saw seen view viewed watch watched; video footage film clip filmed; photo
photograph picture image; analyse analysis analyze; verify verification verified; geolocate geolocated;
confirm confirmation; admit admission acknowledge concede; deny denial denied refute dispute dismiss;
claim allege allegation assert; accuse accusation blame; announce announcement declare declaration; plan
planned intend intention; promise pledge vow; urge appeal; criticise criticize criticism condemn
condemnation; warn warning; fear feared; ask asked; answer reply respond response; support backing; oppose
opposition; involve involvement involved; responsible responsibility; cause caused; drone uav unmanned;
missile rocket; weapon arms weaponry; aircraft plane aeroplane; break broke broken; build built construct
construction; rebuild rebuilt reconstruct reconstruction; repair fix; send sent dispatch; bring brought;
buy bought purchase; sell sold sale; pay paid payment; cost price; money fund funding finance; company
firm business; worker employee staff job employment employ employer; pound gbp sterling; dollar usd; euro
eur; kilometre km kilometer; metre meter; tonne ton; year annual yearly annually; month monthly; week
weekly; day daily; hour hourly; night overnight nighttime; latest newest; previous previously earlier
prior past former; next upcoming; final last finally; initial initially; big large major; small minor;
huge massive enormous; serious severe severely seriously; several multiple various vary variation; quick
fast rapid swift; power electricity; train rail railway; ferry boat; ship vessel; port harbour harbor;
fuel petrol diesel; flee fled escape; leave left depart departure; arrive arrival reach; return returned;
travel travelled journey; visit visited; hold held keep kept; seize seized capture captured; occupy
occupation; withdraw withdrew withdrawn withdrawal; defend defence defense; secure security; member
membership; join joined; allow permit permission licence license; ban prohibit prohibition forbid
forbidden; require requirement; test exam; university college; violence violent; ceasefire truce;
territory soil; conflicting contradictory; old aged age; family household; survive survivor; miss missing;
rescue rescued save; improve improvement; difficult challenging tough; aware awareness know knew known;
fail failure failed; try tried attempt effort seek sought; succeed success successful; expect expectation;
think thought believe belief; suspect suspicion; run ran operate operator; deep depth; high height; long
length; wide width breadth; strong strength; young youth; hot heat; poor poverty; drive drove driven
driver; take took taken; give gave given; go went gone; come came; speak spoke spoken speech; write wrote
written; choose chose chosen choice; fly flew flown flight; throw threw thrown; steal stole stolen theft;
teach taught teacher; catch caught; sink sank sunk sinking; capsize capsized overturn; drown drowned; wash
washed; freeze froze frozen; lie lay lying laid; stand stood standing; fight fought fighting; lend lent
loan; lead led leader; spend spent; sleep slept; tear tore torn; shake shook shaken; feel felt; light lit;
burn burned burnt; dig dug; hang hung; hide hid hidden; ride rode; sing sang sung; sit sat; swim swam
swum; tell told; understand understood; wear wore worn; get got; make made; become became; hear heard;
shrink shrank; swear swore sworn; weigh weight; receive receipt; injured casualty; produce production
producer; profit profitable; supply supplies; compare comparison; profession professional; danger
dangerous hazard; safe safety; anger angry; prove proof proven; lawyer attorney solicitor; chief boss;
tremor quake earthquake; ill sick illness sickness; aboard onboard; recover retrieve; collect gather;
chair chairs chairman chairwoman chairperson; own owner ownership; lack shortage; pull drag; search hunt;
fine penalty; customer client; crash collide collision; sea maritime; farm farmer; fish fishing fisherman;
mine miner mining; abandon abandoned; compensate compensation; contaminate contamination; inform
information; notify notice; deceive deception; differ difference different; exist existence; insure
insurance; manage manager management; rely reliance; renew renewal; rob robbery; trade trading; translate
translation
"""
"""A semicolon ends a group; a word belongs, with all its forms, to the first group it stands in."""
