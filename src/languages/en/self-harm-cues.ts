import { labelCues } from '../../lib/cue-list.ts';
import type { LabelCue } from '../../spec/language.ts';

/** What one swallows, and with what one cuts or hangs oneself. */
const pills = 'bleach|pills|tablets|tabs|meds|pill|tablet|medication|medicine|paracetamol|tylenol|ibuprofen|aspirin|painkillers|antidepressants|xanax|valium|capsules|insulin|sedatives|benzos|codeine|morphine|opioids';
const measure = 'all|whole|entire|full|every|handful|bottle|fistful|load|bunch|box|packet|pack|strip|strips|rest|dozens|twenty|thirty|forty|fifty|sixty|hundred|loads|stash|20|24|30|32|40|50|60|100';
const ledge = 'ledge|railing|parapet|rooftop|tracks|rails';
const fall = 'bridge|roof|rooftop|balcony|cliff|ledge|building|overpass|viaduct|tower|window|parapet|flyover';
const vehicle = 'train|bus|lorry|truck|tube|tram|traffic|car|cars|metro|subway|bullet|trains';
const kin = 'mum|mom|mam|ma|mother|dad|da|father|kids|kid|children|wife|husband|family|son|daughter|sister|brother|parents|girls|boys|nan|gran|dog|boyfriend|girlfriend|friends|babies|baby|everyone';
const other = "he|she|he's|she's|they're|they|him|her|friend|brother|sister|son|daughter|mum|mom|dad|wife|husband|cousin|flatmate|roommate|colleague|classmate|nephew|niece|partner|boyfriend|girlfriend|ex|student|neighbour|neighbor|mate|kid|teenager|grandma|nana";
const themselves = 'himself|herself|themselves|themself';

/** Plain words of who may hurt themselves, and everyday words that sound like them. */
export const selfHarmCues: readonly LabelCue[] = [
  ...labelCues('en', 'kind', 'self-harm', {
    pills: [
      0.75,
      `
        just|already took|swallowed|taken|taking|downed ${measure}|my|the|a ... ${pills}
        took|taken|swallowed|swallowing|downed|take|taking|necked|popped|swallow|ate|had|crushed ${measure} ... ${pills}
        took|taken|swallowed|swallowing|downed|take|taking|necked|swallow a|the|my|his|her ${measure} ... ${pills}
        took|swallowed|taken|downed|take too|so many ... ${pills}; took them all at|and|now|tonight|with; ${pills} ... swallowed|lined|counted|stashed
        counting|counted|saving|saved|stockpiling|stockpiled|hoarding|hoarded|lined|lining|stashing|collecting up|out|my|the|all|enough|his|her ... ${pills}
        which|how many ... ${pills} ... die|kill|enough|strong|would|does|to|it
        bottle|box|packet|strip|handful|stash of ${pills} ... hand|front|beside|tonight|table|bed|open|lap; overdose|overdosed|overdosing
        ${pills} and|with a|the|bottle|vodka|whisky|wine ... bottle|bath|vodka|whisky|tonight; stop|stopping|stopped|skip taking my insulin
        ${pills} to end|die|sleep forever|it
      `,
    ],
    rope: [
      0.6,
      `
        tied|tying|tie|bought|hung|got|made|making|fetched|ordered a|the|my|some rope|noose; with a|the|my rope|noose; a|the|this|my noose
        rope|belt|cord|sheet|scarf|cable ... neck|beam|rafters|rafter|ceiling|fan|tree|banister|bannister|hook|door; beam in the|that barn
        from the ceiling|rafters|beam|banister|tree; hang|hanged|hanging myself
        gun|pistol|barrel|rifle|shotgun|revolver|muzzle ... to|in|at|against|under my head|mouth|temple|chin|lap; bullet in|through|for my|me|myself head|brain|skull
        saving|save|keeping|keep the|a last|one|bullet one|for|bullet myself|me; saving the last one for me; blow|blowing my brains|head out|off; shot|shoot|shooting myself
        blade|razor|knife|scissors|glass ... my|to wrist|wrists|arm|arms|skin|thigh|thighs|throat|hand
        slit|slitting|slashed|slash|cut|cutting|carved|carving|slice|slicing|open my|his|her wrist|wrists|throat|arms|thighs|veins|legs|arm
        wrists ... barcode|bleeding|again; cutting|cut|cuts|burning|scratching|harming|self harming again|deeper|myself|every|helps|this|is; cutting's back
        relapsed ... cutting|cut|blade|harm; razor|blade in|from my|the hand|drawer; new|fresh cuts|scars|cut on|sting|still|again
        cuts|scars on|up|down|all my|her|his|scars ... arm|arms|wrists|thighs|legs|thigh|scars
        hit|hitting|punch|punching|burn|burning|burned|bite|biting|starve|starving|drown|drowning|hate|poison|gas|electrocute|punishing myself until|on|again|with|to|in|every|tonight|and|because|for
        starving myself; out of arm; burn|burned|put cigarettes|cigarette out on|on my|myself; exhaust|hose ... car|garage; car running ... garage
        in the garage with the engine; garage ... engine running
      `,
    ],
    fall: [
      0.6,
      `
        jump|jumping|jumped|leap|step|stepping|throw|throwing|fling|hurl|drop|fall|drive|driving|drove|walk|roll off|from|of|myself|over|out|straight|into|the|my|car ... ${fall}
        jump|jumping|step|stepping|walk|walking|throw|throwing|threw|run|running|dive|diving|lie|lay|leap|get myself|in|under|out|into|infront|underneath|straight ... ${vehicle}
        under|underneath the|a|next train|tram|lorry|tube; into oncoming traffic|cars; in front of the next train
        onto|on|across the tracks|rails|line ... train|lie|lay|wait|waiting|jump; lie|lying|lay|laying|sit|sitting|sat|stand|standing|stood|asleep on|onto the tracks|rails
        on the train|railway|tram tracks|line waiting|tonight; lie|lying|lay|sit|sitting|sat|stand|standing on|onto the train|railway|tube|tram tracks|track|line|rails
        standing|stand|stood|sitting|sat|sit|i'm|im|am|she's|he's|be|out on|at|by|near|over|too|close the|a|to ... ${ledge}
        i'm|im|am|standing|stood|sat|sitting on|at the|a roof|rooftop|bridge|ledge|edge|cliff; edge of the|a roof|bridge|cliff|platform|building
        wrong|other side of the rail|railing|railings|barrier|fence; over the railing|railings|edge|side; i'd|id|might|will|gonna|could jump but|if|from|off
        the bridge ... jump|over|tonight|goodbye|water|cold|rail|river
        walk|walking|wade|swim|drive|go into|in|out the|to sea|river|ocean|lake|canal|water|traffic ... and|until|with|not|never|coat
        walk|walking|walked into the|oncoming sea|river|traffic|ocean|lake; into|in the canal|river tonight|tomorrow
        drive|driving|drove|steer|crash|crashing into|off|my|car|this|the ... tree|wall|cliff|pole|bridge|oncoming; i don't look anymore
      `,
    ],
    wish: [
      0.6,
      `
        want|wants|wanted|wanna|wish|rather|ready|hoping|hope|begging|prefer|going|gonna|planning|plan|allowed|deserve to|i|i'd|just|he|she|her|was|were|be ... die|dead|unalive|vanish|unexist|stillborn
        want|wanted|wanna to disappear|vanish|stop|cease|sleep ... forever|existing|exist|breathing|living|waking|completely
        want|need|wants it|this|everything|all|the|to ... end|stop|over|pain forever|end|now|stop; want it all to end|stop|be; make it|the pain|all stop please|i|now
        please make it stop; wants to die
        don't|dont|doesn't|didn't|do|does|not|never|no want|wanna|wish|deserve|plan|expect|intend|have to|a|on be|live|exist|wake|continue|reach|getting|making here|anymore|alive|any|up|longer|living|on|there|to|breathing|it|18
        don't|dont|doesn't|do not want to|wanna live|exist|wake|be ... anymore|longer|more|here|alive|up
        no|without reason|point|purpose|hope|will|desire|strength ... live|living|alive|exist|existing|wake|stay|here|left; not|isn't|ain't worth living|it anymore
        life isn't|is|not|ain't not|worth ... living
        tired|sick|exhausted|done|over|through|fed|finished|simply|quit|quitting|tired with|of|up ... life|living|existing|alive|breathing|everything
        done with everything|life|living|this|it|all world|life|all; hate being|my alive|life|existence ... anymore|and|so
        can't|cannot|cant|couldn't|can|cannae do|take|go|live|handle|bear|cope|face|fight|dae|keep|be this|it|on|like|here|another|the|going|anymore|one|living ... anymore|longer|more|day|night|like|life|anymair
        can't|cannot|cant go on; one more night|day of this; can't hold on; give|giving|gave|given up on life|living|everything
        i|i'm|im|i've|to|gonna|will|want give|giving|gave up on life
        end|ending|ended|finish|finishing it|this|things|everything|my tonight|tomorrow|now|all|today|once|life|soon|own|here|myself; finish|finishing myself|it off|tonight
        take|taking|took|do|doing|did my|own|myself own|life|out|in|off tonight|life|now|myself|here|board; do|did|doing myself in; by my own hand; my own hand
        check|checking|clock|clocking|opt|opting|bow|log|logging out|off of|for|from|on life|good|this|permanently|forever; out for good
        picking|taking|choose|chose|pick the|my exit|own|door ... day|out|left; choose|chose|pick my|own hour|day|time|way|death
        if i|i'm die|dead|gone|found|disappear|vanish|jump|kill|jumped|hadn't ... tonight|nobody|no|will|would|please|it's|one|tell|they|you|anyone|wake
        hope|pray|wish|praying|hoping|please i|god|lord|don't|never|to ... wake|sleep|die|lightning|tonight|hit|crashes ... up|me|tomorrow|sleep
        not|never|dont|don't|won't waking|wake up tomorrow|again|anymore|ever|from; take me in my|sleep|now|god|lord|please|already; god|lord ... take me
        in my sleep tonight; wish|wishing|hope|hoping that|the|a|some|someone|somebody|i|for ... lorry|truck|bus|car|black|crash|push|cancer|hit ... me|ice|left|over
        painless|least|easiest|quickest|best|quick|messy|cleanest way|ways|painful|messy ... die|go|out|kill|end|dying|u|for|suicide; painless ways
        scared|afraid|frightened of dying|death im|but|anymore|slowly
        death|dying|dead would|is|seems|sounds|looks|feels ... better|easier|peaceful|relief|peace|only|kind|cozy|cosy|fine; be|quieter|happier|cheaper dead and|you'd
        i'd|id|im|i'm be|better ... dead; better off dead; put me down; unalive|unaliving|unalived|sewerslide|sewer slide|self delete|kill urself myself
        sewerslide|unaliving|unalive; yeet myself; off this mortal coil; go|gone|going rest|where six|forever|feet under; kms rn|tonight|fr|now|today|bye|tomorrow|im|i'm
        kys or kms; plan|planning|planned|arranging|rehearsing|attempt|attempted|attempting my|a|the|suicide funeral|suicide|death|exit|again|it|own
        suicide attempt|plan|watch|letter|method|methods; my plan is|tonight|for ... die|end|pills|bridge|tonight; date in the calendar|for
        make it|made look like an|an accident|accident; retire|delete|cancel|erase|remove|stop|end|kill|unsubscribe myself|existing
        myself from this|the world|earth|planet|life|equation
      `,
    ],
    farewell: [
      0.5,
      `
        won't|wont|not be here|around|alive|breathing tomorrow|monday|friday|anymore|long|much|then|when|by|next|come|christmas|soon; won't|wont be around|alive to|for
        won't|wont|not be here|around|alive at all|christmas
        won't|don't|dont plan|expect|live|survive to|on|past|through|until ... getting|morning|night|christmas|18|30|birthday|year|week|reaching
        won't|don't survive|make ... the night|till|until|to morning; i'll|ill|i'm|im|ima be|gonna gone|dead|no by|before|longer|soon|tomorrow|tonight|when|b4
        i'll|ill|ima|gonna be gone|dead by|before|soon|tomorrow|tonight|when|b4; i'll no longer be here; gone by morning|tomorrow|tonight|sunrise|friday|monday
        i'm|they're dead ... tomorrow|monday|friday|march; customer|account|holder is|will|be dead|deceased
        by the time you|u|anyone|someone|she|he|they|somebody read|reads|see|sees|find|finds|get|gets|open|opens this|me|it
        this is|it's my last|final|goodbye ... post|message|tweet|goodbye|night|letter|note; this is goodbye; it's|its|not a cry|resignation for|letter help
        my last|final words|goodbye|hours|farewell|note; last|final day|night alive|on earth; last thing|time i'll|i ever post|tweet|write|say|do
        goodbye|bye|farewell cruel|everyone|forever|y'all ... world|love|sorry|loved|all; goodbye world|forever; goodbye my friends|loves|love|babies
        sorry|forgive mum|mom|me|everyone|mam|dad ... love|goodbye|loved|anymore|tried; tell ${kin} ... love|loved|sorry|goodbye
        tell my|the|wee|our ${kin} ... love|loved|sorry|goodbye|knew; tell him|her|them|everyone i|his|dad ... loved|sorry
        look|take care|after of my ${kin}|cat ... when|gone|for|dead; look after my ${kin}|cat ... when|gone|for|please; anyone want my dog|cat ... gone|won't|around
        gave|giving|given|give away all|his|her|my ... things|stuff|clothes|cards|possessions|guitar|belongings; his|her|my ... desk|things permanently
        see|meet you|u|y'all on the other side; see you all in|on heaven|the; be with my|him|her baby|mum|mom|dad|son|wife|husband|babies again|soon|in
        planning|arranged|arranging|paid|plan|planned my|for|own|your ... funeral; at|for|to my own|funeral funeral|will|would|they'd|cry|flowers|please; no flowers please
        please no flowers; find|finds|found|finding my body; whoever|who|people|whoever's finds|find me|my; who'd|who find me; who find|finds you|me; if i'm found|gone
        if i'm|im gone|dead; left|leave|leaving|wrote|writing|written a|my|him|her|the|them goodbye|suicide|farewell
        goodbye|suicide|farewell note|letter|letters|notes|video; wrote|written|writing letters|notes to everyone|my|them|each|all
        wrote|written|writing my will|goodbyes|letters|obituary; my goodbyes; affairs in order; worth more dead
        insurance|policy pays|pay|paid ... when|after|dead|suicide|die|gone; a life policy|insurance; life insurance ... worth|dead|fine|suicide|gone; my data when i die
        this is my goodbye|farewell; when i'm|im dead; not|nobody's anyone's|anyone fault ... i|gone|when|found; don't|dont|never blame yourself|yourselves
        isn't|not|wasn't|is your|ur|anyones|anyone's|nobody's fault ... i'm|gone|dead|i|ok; turned off my location; you'll see why
        once|after|when the|my cat|dog|mum|mom|nan|gran dies|gone|goes ... nothing|hold|holds|reason|too; only reason i'm|im|that|i still|am here|alive|living
        only reason i'm|im|i still|am|not here|alive|dead|living; only thing keeping me here|alive|going; won't have|need to wake|it|me much|anymore|longer|where|up
        won't|wont need it|them|anything|the where i'm|im; where i'm|im going ... need|refund|money
      `,
    ],
    burden: [
      0.6,
      `
        i'm|im|just|being|such|am|only|be|nothing|was a|nothing|but|such|the ... burden|nuisance
        a|the burden to|on everyone|my|them|you|people|all|others|anyone|him|her|society|family; better|happier|easier|fine|cheaper without me
        better off without|if|when me|i|i'm; better|happier|easier|relieved if|when|once i|i'm|im wasn't|died|gone|disappeared|dead|hadn't|die|weren't
        better|happier|relieved if|when i was|were dead|gone; clean|better start|life|place without me; without me here|around|in|dragging; with no me in it
        nobody|noone|no|not|who|anyone|one|any would|will|d|one|soul|even|would even ... miss|notice|notices|care|cry|mind|care if|me|i|when ... gone|die|died|dead|me|disappeared|i|vanished
        no|nobody one|would would|will|miss miss|notice|care|me ... me|gone|if
        don't|dont|not|never deserve|deserved|worthy|supposed to|of live|life|exist|be|living|alive|breathe|born
        should|wish|shouldn't|never|hadn't never|i|have|had|been been|have|never|was ... born|existed|here; i'm|im|such|just a waste of space|oxygen|air|skin
        i'm|im|am|feel|feeling|myself worthless|useless|nothing|garbage|trash|invisible|unlovable|pointless|hopeless and|nobody|to|i|no|everyone
        worthless|useless lump|and ugly|stupid; deserves|deserve every cut|this|pain|to; hate myself so|and|i|for|more; i'm the problem ... remove|gone|fix|solved
        dragging on|everyone|them|people down|on|like; in everyone's way; one less mouth|person|burden|problem; fat ugly useless; it would be easier if i
      `,
    ],
    alone: [
      0.45,
      `
        i'm|im|am|feel|feeling|i'm not|scared|afraid|frightened safe|of|what|i|from ... myself|tonight|alone; not safe with|from|by|around|alone myself|tonight
        scared|afraid|frightened|terrified of|what|i i|myself|might|will|i'll ... do|alone|tonight; scared|afraid|frightened|terrified of myself
        don't|dont|can't|do|not trust myself tonight|alone|around|with|right|anymore|to|near; in a dark|really place|dark; dark thoughts again|tonight|back|won't
        anyone|somebody|someone|anybody awake|up ... talk|please|blade|hand; is|anyone|anybody there awake; talk me out|down of|please|from|off
        one|a|any|no|single reason|reasons to|not live|stay|die|jump|to|wake; tell me one|a reason; want|write|give me|someone|one one|a|reason reason|not|to to|live|stay
        helpline|hotline|samaritans|lifeline ... hung|engaged|again|hold|closed
        gonna|might|about|going|i'll|to|will do something|sth|anything stupid|bad|permanent|silly|irreversible
        do something stupid|silly|irreversible|permanent tonight|to|if|soon; do it tonight|tomorrow|myself|before
        brave|courage|guts|nerve|drunk|steady to|enough|up ... do|end|jump it|myself|off|tonight; can't promise for|i|i'll the|won't|be; grip slipping|going
        i|here|know someone|i'm|was ... was here; know i was here; reached|reaching my|the breaking|limit|end point|of; end|reached of|my my|tether|rope tether|rope
        ready|time to go|leave|die now|forever|mum|lord; nothing|nobody left|to for|to|go|return|live me|for|back; nothing holds me; no way out
        only way|thing|door|choice out|left|open ... open|left|do|me|end; only way ... stop|end|out|escape ... pain|this|it; one thing|door left to|open
        sooner|rather be|choose dead|my ... hour|than|live|wake; voices|voice ... telling|tell|tells|say|saying ... die|jump|kill|hurt|do; noise in my head
        i've had enough and|of|i; had enough of living|life|being|this ... life|world|living
      `,
    ],
    told: [
      0.55,
      `
        kill|killed|killing|harm|harming|hang|hanging|hanged|cut|cutting|shoot|drown|starving|unalive ${themselves}
        to|might|will|going|wants|wanted|tried|trying|gonna|threatening|saying|says|said|about ... hurt|hurting ${themselves}; end|ending|take|taking his|her|their own|life
        ${other} ... suicidal|overdosed; ${other} says|said|keeps|told|texted|wrote|wants ... wants|saying|want|to|ready|me|going die|suicide
        ${other} ... wants|want|going|ready to die|disappear|end; ${other} ... says|keeps|saying|said she's|he's|is|a a|nuisance|burden
        ${other} ... doesn't|can't|won't|don't want|be|hold to|here|on be|live|tomorrow|anymore|that|long; won't|not be coming to|back|home year|school
        sent|posted|left|wrote|texted|uploaded|leaving me|us|him|her|a|everyone|goodbye|suicide ... goodbye|suicide|farewell
        video|photo|picture of her|him|himself|herself ... gun|pills|rope|bridge|roof|knife|blade; walked out|off with a rope|knife|gun; with a rope|noose
        turned|switched ... phone|location off ... rope|worried|please|goodbye; locked|locks ${themselves} in ... bath|bathroom|nursery|room|garage|toilet|car
        please|can someone|somebody|anyone check|find|go|get ... to|on him|her; on|under suicide watch
        asked|asks|asking|searching|googled|googling|searched ... how|which|painless|what|for ... die|strong|kill|suicide|hang|overdose|painless
        search history ... suicide|twelve|pills|can't|kill; if|before he|she jumps; he'll|she'll|he|she|they'll gonna|will|going|threatening|wants|jump|to ... jump
        says|said|saying|threatening he'll|she'll|they'll|to jump|hang|overdose; he'll|she'll jump
        refuses|refusing|refused|stopped|stop|won't to|eat|eating|drink|taking|take ... die|dead|insulin|dialysis
        told|tells|telling me|him|her|my ... kill|die|jump|hang ... myself|himself|herself; cutting|cuts on|her|his|cut ... arms|wrists|thighs
        she's|he's|is|she|he been self|cutting harming|again|herself
      `,
    ],
    'other-sense': [
      0,
      `
        dying|die|died|dead of|from|with laughter|laughing|embarrassment|heat|boredom|cuteness|cringe|happiness|joy|shame|hunger|thirst|envy|cold
        dying|die for|to|over a|some|this|see|try|know|get|go|eat|visit|meet|have|be|taste|the|hear|find; to die for
        want to|wanna|could|literally|gonna|about|going|ready to|wanna|die cry|laughing|die|with|of ... laughing|cute|cringe|embarrassed|happy|laughter|😂|🤣|heat|hot|hungry|adorable
        do or die; never say die; old habits die; die hard|laughing|down|cut|cast; diehard
        rather|sooner die|be|dead than eat|buy|fly|use|pay|wear|see|caught|go|drink|watch|shop|work|miss
        dead tired|beat|line|lines|sea|good|weight|end|ahead|serious|battery|zone|pixel|pixels|lift|lifts|space|slow|link|links; deadline; dead on|right|wrong|cute
        hungry|bored|tired|scared|starving|starved|frozen|freezing|worried|sick|loved to death; to death by
        this|it|that|app|heat|line|traffic|wifi|monday|work|homework|school|cold|weather|team|feet|wait|back|game is|are|'s|was|kills|gonna killing|kills|kill me|kill
        killing|kills|kill me slowly|softly|now|rn|lol; hang myself up|out
        overdose|overdosed|overdosing on|of sugar|chocolate|cute|cuteness|coffee|caffeine|cookies|carbs|candy|sweets|pizza|love|christmas|nostalgia|netflix|turkey|food|tv|vitamin|cheese|cuddles
        sugar|caffeine|cuteness|chocolate|coffee|cute overdose
        jump|jumped|jumping|jumps|leap off|from|in|into|out|the|on|over ... plane|pool|sea|lake|water|cliff|diving|bed|bandwagon|bus|train|car|shower|ocean|sofa|couch|joy|queue|game|bag|page
        bungee; jump off the plane|train|bus|page|sofa|couch|bandwagon|bed; skydiving; parachute; on the roof terrace|bar|deck|top|of
        rooftop bar|terrace|party|pool|view|views|restaurant|restaurants|garden; london|tower|brooklyn|golden|rialto|charles|harbour|sydney bridge
        bridge ... toll|traffic|closed|game|loan|walk; fast|right|back|on|race|good|keep tracks|track; on the tracks ... album|spotify|song|train|delayed
        at the edge of my seat; edge of my seat; on edge; off the ledge; take|took|taking my|the|all|our bags|kids|dog|stuff|vitamins|money|photos|time|cash|business
        took|taken|take|taking|swallowed ... ${pills} for; cut|cuts|cutting myself shaving|cooking|chopping|slicing|opening|on|off|some|a
        take|took|taking|taken my|the|all|his|her ... vitamins|allergy|cold|pills|tablets|meds|medicine ... as|every|daily|before|after|with|morning|prescribed|twice|headache
        can't|cannot|cant|couldn't|won't do|take|go|handle|live|stand|cope|get|keep|wait|believe ... without|vacation|holiday|sale|website|site|heat|line|app|cold|traffic|coffee|humidity|concert|internet|wifi|smell|customer|much|out|shopping|anywhere
        can't|cannot|couldn't live|go|do without|life|it|this|that; can't|cannot|cant take it|this|her|him|with|off|my|you|seriously|your|home|back|the|credit|anywhere
        can't|cannot|cant|couldn't handle|take|do this|it|the|how|that|cute|so|too ... cute|hot|much|adorable|cuteness|😍|😂; can't|cant|cannot keep up|calm
        can't|cannot|cant go wrong|to|out|back|on|home|anywhere|into|there|in|online|a|this|past|with|tomorrow|without ... holiday|vacation|like|work|school|game|website|trip|tour|the
        never|won't|don't wake|waking up early|before|without|to|in|the
        don't|dont|doesn't|didn't want|wanna to ... work|school|up|bed|leave|monday|again|vacation|weekend|early|adult|cook|here ... work|school|today|monday
        don't want to wake|get up for|early|in|to; don't|dont want|wanna be here work|school|monday|today|at|this|in|on|lol
        don't want this|it|to|my|vacation|holiday|summer|week|weekend ... end|over
        want this|it|my|the|to ... vacation|holiday|summer|weekend|song|movie|concert ... end|over|stop
        want|need|wish|can't|ready this|the|for|my|it ... day|week|year|winter|semester|exam|exams|school|game|class|shift|2016|2020|election|flight|class to ... over|end
        done with this|it|school|work|exams|my|you|everything ... app|company|website|week|day|semester|exam|brand|airline|bank|season|today|store
        done|over|sick|tired|fed with|of|up ... living|life in|without|with|on|paycheck|here|there|room; living|life|alive ... room|together|arrangements|my best|best
        live|living my best; give|giving|gave up on you|this|dating|my|trying|the|diet|men|customer|it|them
        take|taking|took my|me out|out|home|away|back|there|to ... dinner|lunch|date|movie|game|picture|drinks|disney|back; take me back|home|there|out|away|to|with
        sorry to|for hear|bother|say|the|your|not|my|being|any|everyone|that|all ... late|spam|inconvenience|delay|miss|missed|loss|waiting|language|quality|typo
        goodbye|bye|farewell to|my ... summer|2016|2017|weekend|vacation|school|london|holiday|paris|bank|money|diet|junior|senior|hello
        goodbye everyone see|have|it|thanks; last|final night|day|time|one ... was|with|of|in|at|school|summer|here|work|shift|exam|class|vacation|trip|game
        my last|final day|night|week|post|tweet|christmas|meal|words|request ... of|in|at|here|vacation|work|school|holiday|before|for|with|today|class
        won't|wont|not be here|there|around|able|seeing|going for|to|because|tonight|tomorrow|this|next|until|at ... vacation|holiday|work|party|match|game|meeting|event|concert|travelling|show|wedding|class|late
        won't|will|don't make it|reach|last to|till|there|through ... flight|meeting|game|gate|party|lecture|connection|work|gym|on|time
        i'll|i'm|im|be|will gone|gone|no for|all|by|until|longer|away ... week|weekend|holiday|vacation|shopping|customer|using|flying|day|shop
        ${kin} ... love you|this|it|to|your|that|our; tell my|your|the|them ... love it|this|your; in|by|before|until|to cuts|cut price|prices|hair
        cutting edge|board|down|out|back|it|short|corners|cost|costs|cake|grass; cut myself off|some|a slice|shaving|on|cooking|by|while|with
        cut|cuts my hair|nails|fringe|own|bangs|grass|lawn|losses|sandwich|finger|fingers|foot
        hurt|cut|burned|burnt|burn|hitting|hit|hating himself|herself|myself|themselves playing|on|at|skiing|falling|slipping|cooking|by|in|while|when|making|again|with
        new cut|haircut|hair; punching|punch|kicking myself for|over; shoot|shot|shooting myself in the foot; gun shop|show|control|laws|law|metal
        nail|glue|water|massage|heat|top gun; a rope swing|ladder|bridge|course|climbing; jump|jumping|skipping rope; ropes course; learning the ropes; with my rope|ropes
        through the roof|window; raise the roof; my life|life's ... complete|made|changed|story|better|better|saver; save|saved|saving my life
        no point in going|arguing|buying|calling|having|asking|trying|paying|complaining
        no|any reason|point to ... buy|pay|call|shop|fly|leave|keep|wait|go|stay ... with|here|you|loyal|customer|there
        reason|reasons to|i stay|live|love|go|keep ... in|here|there|with|loyal|twitter|for
        only reason i'm|im|i ... here|stay|shop|fly|use|live|alive ... is|for|because|to ... app|job|school|food|free|wifi|coffee
        hate being|my|myself sick|late|life|for ... rn|monday|work|lol|math; hate myself for|lol|when|rn|so
        i'm|im|feel nothing|so|useless|worthless without|but ... coffee|makeup|sleep|phone; burden of proof; tax burden
        burden on the nhs|taxpayer|system|economy|budget|state; nobody would|will|cares|notice|noticed ... difference|typo|about|new
        wish i|you was|were here|there|at|home|in|gone|with|still ... beach|there|you|disney|concert|home; wish i|we was|were dead|gone lol|😂
        suicide squad|prevention|hotline|awareness|bomber|bombers|bombing|doors|mission|pact|attack|attacks; career|brand|pr|commercial|corporate|social|political suicide
        prevent|preventing|prevention|against|lost|to suicide; lost ... to|by|from suicide; by suicide in|last|when|at|years|two|three
        years|months|year|decade ago ... bridge|suicidal|overdose|overdosed|life|suicide|pills|alive; years|months|days clean|sober|free
        used to|i|want be|hurt|cut|want|hurt ... suicidal|die|myself|dead
        in the|this|last|that|his|her|our game|movie|film|episode|book|series|show|novel|finale|play|musical
        character|villain|hero|protagonist|actor|plot ... dies|die|died|suicide|kills|jumps; kills|kill|killed off|himself|herself in the|episode|season|finale
        song|lyrics|album|chorus|track ... die|suicide|overdose|dead|kill
        phone|battery|laptop|car|plant|plants|tamagotchi|printer|ipad|cactus|orchid|houseplant is|has|gonna|about|just|died|dying|dead
        my ... phone|battery|laptop|plant|plants ... dead|died|die|dying|dies; phone dies|died; don't die
        vote|leeds|arsenal|chelsea|spurs|united|team ... dead|die|dying|kill|killing|death; death|dead star|metal|valley|note|row|eater|eaters|march|spiral|bed|pool
        wanted dead; walking dead; day of the dead; grateful dead; red dead; evil dead; deadpool; dead sea; deadass; drop dead gorgeous; dead inside lol|haha|😂
        i'm dead|deceased|dying lol|😂|😭|haha|omg|💀|lmao|laughing|at
      `,
    ],
  }),
];
