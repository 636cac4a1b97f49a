import { labelCues } from '../../lib/cue-list.ts';
import type { LabelCue } from '../../spec/language.ts';

/** Who is threatened, and what is theirs. */
const whom = "you|u|ya|y'all|yous|him|her|them|em|everyone|everybody|someone|somebody|anyone|anybody";
const whose = 'your|ur|yer|his|her|their';
const will = "gonna|imma|ima|i'll|we'll|will|finna|going|lemme|wanna|i'd|let's|come|coming";
const place = 'shop|store|office|offices|branch|branches|depot|warehouse|building|house|home|hq|headquarters|mosque|church|synagogue|clinic|school|restaurant|showroom|factory|station|hotel|pub|flat|tower|salon|hostel|garage|van|car|yard|site|place|desk|counter|studio|lobby|theatre|library|surgery|cafe|café';
const limb = 'neck|throat|throats|leg|legs|knee|knees|kneecaps|skull|teeth|tooth|jaw|fingers|finger|arms|bones|bone|spine|windpipe|ribs|tongue|nose|wrists|fingernails|eyes|hands|hand|brains|guts';
const harmsLimb = 'break|breaking|breaks|broke|broken|snap|snapping|cut|cutting|smash|smashing|slit|slitting|bash|cave|crush|crushing|pull|rip|ripping|slash|stamp|shatter|twist|chop|slice|splatter|stomp|wring|knock|kick|hammer';
const kills = 'stab|shank|strangle|murder|behead|gut|maim|cripple|lynch|drown|knife|batter|execute|torture|slaughter|throttle|bludgeon|decapitate|disembowel|kneecap|dismember|firebomb|crucify|impale|skin|choke|shoot|kill|rape|poison|burn|hang|bury|hurt';
const weapon = 'gun|guns|machete|rifle|pistol|shotgun|crossbow|crowbar|acid|grenade|blade|glock|ak|revolver|cleaver|sword|bombs|bomb|explosives|molotov|molotovs|petrol|gasoline|knuckleduster|chainsaw|ricin|pipebomb|firearm|kerosene';
const tool = 'knife|bat|hammer|axe|wrench|pliers|sledgehammer|brick|bricks|matches|lighter';
const staff = 'manager|cashier|driver|guard|nurse|doctor|judge|teacher|receptionist|landlord|boss|supervisor|ceo|editor|reporter|journalist|journalists|minister|councillor|mayor|officer|agent|clerk|rep|rider|courier|inspector|warden|imam|rabbi|priest|referee|streamer|owner|chef|waiter|waitress|staff|lads|crew|bouncer|surgeon|pilot|conductor|cop|cops|directors|board|chairman|salesman';

/** Plain threats of violence, and everyday words that sound like them. */
export const threatCues: readonly LabelCue[] = [
  ...labelCues('en', 'kind', 'threat', {
    deed: [
      0.6,
      `${will} ${kills} ${whom}; ${will} ... ${kills.replace('|burn|hang|bury|hurt', '')} ${whom}; i'm|we're ${kills.split('|').map((verb) => `${verb}ing`).join('|')} ${whom}|the; killing|stabbing|shooting|beheading the ${staff}; i'd|would love|like|happily|gladly to ${kills} ${whom}; someone|somebody|they should|needs|oughta ... kill|shoot|stab|rape|hang|lynch|behead|strangle|drown|bury|poison ${whom}|the|some; run|running|mow|mowing|knock ${whom} over|down; running ${whom} ... over; runs|drive|driving|drives over ${whom}; beat|beating|kick|kicking|knock|slap the living|fucking|absolute|shit|crap|fuck|life|teeth ... out of; beat|beating|kick|kicking|punch|batter|knock|slap the|you|him|her to|life|shit|crap|hell|living|teeth|autism|lights out|of|shit|daylights; beat|kick|punch|stamp|stab|kicked|beaten ${whom} to death; to death and; smash|bash|cave|kick|punch|stove|push|batter|rearrange|glass ${whose} face|head|teeth|skull|faces|heads in|off|out; punch|break|smash ${whose} face; face in with; gonna|will|i'll|imma push|shove|throw|chuck ${whom} ... under|off|through|train|window|roof|stairs|platform; taking|take|took ${whom}|everyone|them ... out with; take ${whom} with me; taking as many; as many of them as i; taking you|them|him|her|everyone down with me; gonna|i'll|will|imma end ${whom}; i'll|gonna end your|ur life; make ${whom} bleed|scream|suffer|disappear; have ${whom} killed|shot|hurt|buried|stabbed|whacked; get|got ${whom} killed|buried|whacked; put ${whom} ... down like; going to do to ${whom} what; ${will} do ${whom} in; do to ${whom} what they did; ${will} skin ${whom} alive; skinned alive; fuck|mess ${whom} up badly|proper|bad; gonna ... get stabbed|shanked|shot|killed|jumped|merked|smoked|murked; gets|getting|get stabbed|shanked|lynched|murked|kneecapped ${whom}|tonight|by|on|if|for|idc|tomorrow`,
    ],
    limbs: [
      0.6,
      `
        ${harmsLimb} ${whose} ... ${limb}; ${harmsLimb} ${whose} ${limb}; ${harmsLimb} every|each|one ... ${limb} ${whose}|in|at|per|you|he|she
        ${limb} ... broken|snapped|slit by me; broken knees|legs|jaw|fingers if|when|for; getting|gets broken knees|legs|fingers|kneecaps
        ears|head|tongue|hands on a|the plate|stick|spike|pole|platter; ${whose} head|heads off; ${whose} head on a
        rip|tear|cut|chop|bite|blow ${whose} head|heads|balls|ears|arms|legs|tongue|fingers off|out; rip|tear|pull ${whom} apart|limb
        spit|throw|chuck|pour acid|bleach|petrol ... face|on|in|over; acid in ${whose}; drink|drinking|eat|eating ... through a straw; eating through a
        out of ${whose} throat; ${whose} blood; spill ${whose} blood|guts|brains; spitting in her|his|your face; paint the walls with
      `,
    ],
    armed: [
      0.5,
      `
        bring|bringing|brought|grab|grabbing|fetch|got|take|taking|carrying|carry|packing|loaded|loading|sharpening|hold|waving|pulled|pulls|pull|with|has a|my|the|an|his|her|our ${weapon}
        bring|bringing|grab|grabbing|waving|pulled|pulls|sharpening|come|coming|waiting|walk|walking|carrying a|my|the|an|his|with ... ${tool} on|at|to|for|in|out|when|and|if|into|down|there|he|who
        pulled|pulls|pull|pulling a knife|gun|blade|weapon on
        turn|turning|show|showing|come|coming|walk|walking|go|going|be|back|head|heading|arrive|walked ... with a|my|the|an ${weapon}|${tool}
        a|my|the|his|her ${weapon} ... says|said|behind|ready|loaded|waiting|boot|bag|trunk|car|address|tonight|tomorrow|monday|picture
        picture|photo of the|his|a|her rifle|gun|knife; got a gun|rifle|shotgun|machete|crossbow and|with; i've|i got a|my gun|rifle|shotgun|machete|crossbow|blade|axe|nine
        got my nine|strap|piece|glock; has a crossbow|rifle|shotgun|gun|machete; this|my|the crowbar|machete|hammer|bat ... you|your|his|him|her|them|finished
        bullet|bullets for|has|have ... you|your|him|her|name|each|every|u; bullet with ${whose} name; bullet costs; let the bullets; a bullet for; take a bullet you
        planted|planting|left|leaving|hid|packed a|the|it ... bomb|device|package|bag ... building|waiting|lobby|plane|station; not a poster; pipe bomb; nail bomb; car bomb
        wood chipper; drain cleaner; brake lines|line|cables cut|get|got|fail; cut ${whose} brakes|brake
        poison|spit|piss ${whose}|in your|the drink|food|tea|coffee|water|well|soup; powder|ricin|anthrax in the|an|your; spike|spiked|spiking ${whose} drink
        swat|swatting ${whom}|his|her; do a columbine|breivik; another columbine; shoot|shooting|shooter up|at|coming|comes the|your|this|school|to|tomorrow|office
        school shooter|shooting tomorrow|coming|at|on; don't|dont come to school; snitches ... stitches; lone wolf attack
        ram|drive|plough|plow|drove|driving|ramming a|my|the|this|into|through ... truck|car|van|lorry|digger|tractor|crowd|parade|branch|window|picket|you|them|protesters|your
        jerry can; can of petrol
      `,
    ],
    fire: [
      0.55,
      `
        burn|burning|burns|torch|torching|torched|firebomb|firebombing|bomb|bombing|blow|blowing|demolish|trash|level|raze|petrol|arson your|ur|the|this|their|that|every|his|her|its ... ${place}
        burn|burning|torch|bomb|blow|shoot|shooting ${whom}|it|this|everything|place down|up|alight; burn ... to the ground
        blow|blowing ... ${place}|place|plane|meeting|hall ... up|sky; set|setting|light|lit|lighting ... ${place}|you|him|her|them|shelves|everything on fire|alight|ablaze
        set|light ${whom} alight|fire|up; ${place} on|in|up|goes|going|gonna|will|burn|burns|burned|go fire|flames|up|tonight|down
        blow|blowing|burn|burning|shoot|shooting up|down the|your|this|our|my|their ${place}|plane|school; slash|slashing|slashed|slit ${whose} tyres|tires
        goes|go|going|went up in flames|smoke tonight|tomorrow|if; up in flames
        petrol|gasoline|matches ... through|down|in|under ... ${place}|letterbox|letter|stairwell|door|stairs|vents; pouring|pour|poured petrol|gasoline; molotov|molotovs
        brick through ${whose}; bricks|brick coming|through ... window|windows|windscreen; covers|cover arson; smoke you|them out; hope you're|you insured|burn
        your ... fire|fires insurance; with ${whom}|everyone|all|you inside|in it; in it with you; gonna all burn; all gonna burn; every ... gets burned
        gas the lot|em|them|all; string|strung up every|the|all|you|them|him|her; hang|gas|shoot|drown|burn the lot|whole|bastards|bunch of|lot
      `,
    ],
    grave: [
      0.55,
      `
        put|putting ${whom} in hospital|intensive|casualty|icu
        put|putting ${whom} in|into the|a|an|your|ur ground|grave|hospital|morgue|coffin|box|wheelchair|ambulance|intensive|icu|dirt|trunk|boot|river|canal|hole
        put|putting ${whom} in a|an body|ambulance; six feet under; body bag; body bags; bodybag; dig|digging|dug ${whose}|a|the own grave|graves|hole
        ${whose} grave|coffin|tombstone|gravestone|obituary|autopsy; a|your coffin; dental records; you're|ur|she's|he's next; you are next; your turn next
        last|final thing ... you|he|she|u|they ... see|sees|hear|hears|feel|do|read|say|gets|remember
        you|u|he|she|they|you'll won't|wont|never|not see another|tomorrow|sunrise|christmas|eid|daylight|morning; won't|wont see another|tomorrow|sunrise|daylight|eid
        you|he|she|u will not see; won't|not walk|walking out again|alive|of; never walk again; won't|not leave|leaving alive; won't come home alive
        leave|leaves|leaving|get|gets|getting|walk|walks out|here|there|my|this ... alive; in|to pieces from; home in pieces; eat dirt; dead meat; good as dead; number's up
        time is|time's up ${whom}; ${whose} days are numbered; days are numbered; kill|hit|death list; to do list ... kill|alphabetically; meet your maker
        sleep|sleeping with the fishes; rest in peace|pieces soon; r.i.p. in advance; choose|pick ${whose} coffin|plot|window
        say|kiss goodbye|your to|goodbye|prayers ${whose}|your|family|kids; say your prayers; last|final warning you|to; end up dead|missing|like|in; wind up dead
        will be|gonna be|be found dead|floating|in; found dead|floating ... you|soon; be|being dead soon|by|before ${whom}; you'll|you will be dead|sorry|begging|bleeding
        you'll|u'll be|gonna regret|beg; wish|wishing you|u|he|she ... never ... opened|been|born|met|crossed|touched|started|done|came|come; killed for less; done time for
        do time for; serve time for; happy|willing|prepared|gladly to|do go|time|life prison|jail|for; prison|jail doesn't|don't scare; nothing|nothin left to lose
        i've|ive|got nothing to lose; gun|rifle|knife|machete and|with nothing; fear god|nothing|nobody but; drown|drowned at birth; you people have one|24|two|three
        has|have|you've got 24|48 hrs|hours; laugh|laughing now; fixed|fix permanently you; going to wish; meet|see|catch you|u|him|her in hell
      `,
    ],
    watched: [
      0.5,
      `
        i|we|he|they|everyone|someone|somebody|i've|ive know|knows|knew|found|got|have|has|seen where|which|what|when|who ... park|parks|live|lives|sleep|sleeps|walk|walks|school|work|works|shift|shifts|route|gym|drive|drives|drink|drinks|eat|eats|train|smoke|smokes|house|street|car|kids|daughter|son|wife|mother|family|leave|finish|finishes|shop|shops|stay|stays|parked
        know|knows|got|have|has|found|memorised|screenshotted ${whose}|home address|route|rota|schedule|plate|plates|postcode|reg|registration|licence|license
        know|got|have|found ${whose} home|number|licence|license|gaff address|plate|plates|number
        posted|post|posting|drop|dropping|share|sharing|leak|leaking|publish|dox|doxx his|her|their|ur|the|home address|addy
        posted|post|posting|drop|dropping|share|sharing|leak|leaking|publish his|her|their home|street address|addy; dox|doxx|doxing|doxxing ${whom}
        address is|off confirmed|the; outside ${whose} ... ${place}|window|door|block|gate|work|gym|school|room
        i'm|we're|im|be|he's|waiting|wait|standing|parked|sat|stand|waits|camped outside|opposite|behind|downstairs|under|by ... ${whose}|court|car|cars|gate|work|showroom|house|window|window|the ... ${place}|gate|you|him|her|court
        wait|waiting|waits for you|him|her|them|u ... outside|by|at|after|behind|under|car|corner|dark|alley|shift
        see|catch|meet|find you|u|him|her outside|after|alone|later|round|when|at ... studio|work|shift|school|court|gate|office|dark|alone|leave|finish|church
        when|until|till|after|before ${whose}|your|her|his|you|she|he shift ends|finishes|is|starts
        when you|she|he|u leave|leaves|finish|finishes|clock|clocks|lock|locks up|work|off|out|tonight|the|at
        unlocks|opens|closes|locks|works|home|walks|runs|cycles|smokes|alone by|up herself|himself|alone|on|at; home|house alone on|weekdays|at|tonight|after
        walk|walks|walking|drive home alone; follow|followed|following ${whom} home|to|from|after
        watching ${whose}|you windows|window|house|kids|family|sleep|home|through|flat|door|every; through|at your|ur|her|his window|windows|letterbox|fire escape
        up your fire; under your|ur bed; in your|ur walls|attic; lock|check|bolt your|ur|yer doors|door|windows|locks; sleep with|one one|eye|your eye|open|eyes
        dont|don't|never fall|walk|go|sleep|leave asleep|home|alone|out|the on|alone|tonight|after|house; watch your|ur|yer back|backs
        better watch your|his|her|their back|backs; tell ${whom}|the to watch|mind his|her|their|your back|step|mouth; ${staff} is|are|you're next; watch what you eat|drink
        look|looking|check|checking over|behind your|ur|you shoulder|tonight|car; under your car
        nice|lovely|pretty|beautiful ... house|kids|family|dog|car|daughter|shop|wheelchair|face|garden ... shame|pity|if|hate
        shame|pity if|what something|anything|someone|somebody|happened|happens|it ... happened|happens|burned|tipped|broke|caught|editor|last; be a shame if
        hate for|if something|anything|it|that ... happen|happened; i'd hate for; i'd hate to be; accidents|accident happen|happens|can ... to|people|kitchens|talk|you
        things|bad happen|things to people
        ${whose} kids|children|daughter|son|kid|wife|mum|mother|family|baby|grandkids ... school|go|walks|walk|swims|gets|is|are|safe|next|home; blind spot
        who|whoever|boys gets|is there|driving|with first|me; hunt|hunting|track|tracking|come|coming|came after|for|looking ${whom} ... down|all|now|tonight|home
        hunt|track ${whom} down; coming for|after you|u|him|her|them|all; coming for|after your|ur family|kids|head|staff|children|wife|people
        come|comin through your|ur|the windscreen|window|door|letterbox; pay|paying|paid ${whom} a|your visit
        give|gets|get a|the visit|visitor|beating|hiding|kicking|battering; start|starting|begin visiting; has|have|get a visitor
        we'll|i'll|we|i find|found|got ${whom} ... wherever|hide|alone|anyway; you|u can|can't run|hide but|from|forever; nowhere to hide
        ain't|not|no slowing|stopping|brakes down|for for|him|them|you; run ${whom} off the
      `,
    ],
    hurt: [
      0.5,
      `
        someone|somebody|someone's|somebody's|people|everyone|one|ones|you're|they're|he's|she's|ur|u|you is|are|gonna|going|will|gets|getting|about|to ... hurt|killed|shot|stabbed|shanked|murdered|buried|beaten|jumped|lynched|bleed|bleeding
        somebody's|someone's getting|gonna hurt|killed|shanked|die|bleed; people|someone|somebody|you|they gonna|will|are|is going|to die; blood on ${whose}
        there|there'll will|gonna|be blood|bodies; be blood on|in the; bloodbath; massacre tomorrow|tonight|at|coming; payback's|payback|revenge is|coming|time
        make|making|made ${whom} pay; gonna|will|you'll|going|ur pay for|with|dearly|in; pay with your|his|her|ur
        give|giving ${whom} a|something|some proper|good|to|sense beating|hiding|kicking|slapping|cry|hammering
        need|needs|deserve|deserves|wants a|some good|proper|bloody|fucking|right hiding|beating|kicking|slap|slapping|battering|bullet|stabbing|hammering
        bullet|knife|bomb to|in|through|under the|your|his|her|their head|skull|brain|face|back|car; rape|raped some|by|should; five minutes alone|with w|with|him
        alone with ${whom} and|no; no witnesses; get what's|what coming; got|get|have it coming; jump ${whom}|this|that ... after|outside|kid|school
        kick a|an|the|some ... to death
        kill all|every|each|any ... landlords|men|women|jews|muslims|cops|police|tories|managers|bosses|doctors|nurses|judges|drivers|immigrants
        will|gonna|i'll|would kill for|to you
        kill|hurt|stab|shoot|murder the|that|this|your|ur|every|those|my|these ... ${staff}|neighbour|neighbor|ex|social|worker|nonce|bitch|cunt|bastard|scum|lot
        guillotine; firing squad; nail the ... under|to; wants blood; blood will; blood in the|blood's; drop your kid; death threat; death threats
        murder|murdered you|him|her|if; as a welcome gift; bring the marshmallows|rope|petrol|matches|baseball
        when i'm|im|i|we ... done|finished|through with you|him|her|them|ur; after i'm done with; come down there with|w; make|making me come down|over|there
        don't|dont make me come|hurt|kill|do; ${will} slap|punch|kick|smack|deck|headbutt|spit|whack ${whom}|the|that ... staff|face|life|person|if|who|you|him|her
      `,
    ],
    told: [
      0.5,
      `
        threatened|threatens|threatening|threaten|vowed|promised|swears|swore to|me|us|her|him|staff|my kill|stab|shoot|burn|hurt|with|bomb|rape|come|murder|beat
        threatened|threatening ${whom}|me|us|our|staff|my ... kill|stab|shoot|burn|hurt|knife|gun|bomb|rape|murder|acid|beat|harm
        said|says|saying|told|messaged|texted|wrote|reckons|promised|writes|saying|shouting|screaming|text|message he'd|he'll|he|she'd|she'll|they'd|they'll|he's|they|she|i'll ... kill|stab|shoot|burn|hurt|murder|behead|rape|slit|bury|burned|end|throw|cut|smash ... ${whom}|his|us|me|the|my|up|down|this
        said|says|saying ... kill|shoot|stab|burn|hurt|murder us|me|everyone|staff|our|the ... all|cashier|manager|staff|kids|school|office
        he|he'll|he'd|she'll be back with a
        he's|he|she|man|guy|customer|someone|lad|bloke got|has|carrying|with|pouring|waving|holding a|petrol|the ... knife|gun|machete|petrol|axe|blade|weapon|rifle|hammer|screwdriver|bat
        someone should|needs|ought to|rape|kill|shoot|burn|hurt|stab; bomb|bombs in|at|on|under|threat the|your|this|my|to ... ${place}|plane|flight|bag|called
      `,
    ],
    'other-sense': [
      0,
      `
        killing it; killed|kills|killing it|me; shoot|send|drop|shot|sending|dropping ${whom} an|a|your|the|over; shoot|drop ${whom} an|a email|message|dm|text|line
        shoot for|up through; beat|beats|beating ${whom} to|there|at|by|in ... punch|it|fifa|chess|game|work
        burn|burns|burning|burned the calories|fat|candle|toast|food|dinner|midnight|cakes|cookies|rubber
        burn your ... mouth|tongue|calories|fat|food|toast|incense|candles; knock|knocked|knocks ${whom} dead|out|off; knock your socks|their; drop dead gorgeous
        bath|photo|glitter|cherry|love|smoke|stink|f|sex|seed|cocoa|chocolate bomb|bombs; bomb cyclone|ass|shelter; the bomb; the bomb com|dot
        hang ${whom} out|on|up|it|in|around; hang out|on|around|in|with|up; hang the picture|pictures|decorations|lights|washing|coat|tv; hurt ${whom} to
        would|won't|wouldn't|doesn't|don't|can't|couldn't kill|hurt ${whom}|to; kill two birds; kill|killing some time; kill ${whom} with kindness; choke on|up; skin care
        skin cream; gun|gunning show|for|metal; top|nerf|glue|water|heat|massage|staple|spray|nail|squirt gun|guns; big guns; jump the gun; knife|knives and fork|block|set
        bring a bat; bat and ball|signal; baseball bat signed; acid reflux|reflux|rain|jazz|house|test; petrol|gas station|price|prices|pump|pumps|cap|money|money
        petrol|gas|fuel costs|cost|tank|station|light; with|get|got|has|a petrol engine|car|station; sharpening my|the skills|pencil|pencils|image; sword art|fight
        sword|master; photo|video shoot|shooting; penalty shoot|shootout; shooting stars|star|guard|hoops; shoot hoops|me|us
        bullet|bullets journal|point|points|proof|coffee|train; bite the bullet; dodged a bullet; on ${whose} way
        coming for|after ${whom} a|christmas|dinner|lunch|tea|thanksgiving|weekend|visit|holiday
        coming for the weekend|game|food|show|win|kill|crown|title|cup|throne|trophy|top|number; coming after|for work|school|the; come for|see|visit ${whom} soon
        i'll|will|gonna find ${whom} a|an|another|on|something|some; see|meet|catch you|u|him|her|them tomorrow|soon|there|all|both|guys|in|next|tonight
        see you outside the stadium|venue|theatre; waiting for ${whom} to|outside the venue|arena|stadium|theatre|cinema
        before someone|somebody|anyone|people gets|is|get|are|dies|die; before somebody|someone gets|is hurt|killed
        going to|gonna get|be hurt on|if|because|by|when|unless|with|falling|tripping|one; hurt ... feelings|business|sales|brand|bottom|wallet|pocket|sitting
        will|gonna make you cry|laugh|smile|happy|rich
        you're|you are|ur|who's|what's|i'm|am i|is|whose|your|we're next|turn year|week|to|stop|in|level|month|door|time|up|on|question|on
        you're next year|week|stop|door|level|to; last|final thing i|we|i'd|my; last thing you|he|she|they need|needs|want|wants|expect|expects|do|bought|remember
        nice|lovely|beautiful ... family|kids|daughter|dog ... happy|love|❤|birthday; god|jesus|lord|heaven ... coming|comes
        know where you're|your|we're|to|it|that|this|i|my|he's coming|going|from|stand|heart|bread|home; know what it|you|u mean|it|i|need|want|like
        i know what you|u did|mean|are|want|need|like; goes|go|going up in price; on fire lately|tonight|today|rn|right|this|🔥; is|are|was|were|'s on fire; lit|light up the
        light ${whom} up; torch relay|song; blow|blowing|blew ${whom} away|out|off|a; blow ${whom} kisses
        blow up my|the phone|balloon|balloons|inbox|mentions|internet|charts|mattress; blowing up my|on|in
        smash it|that|the|those|this|them|your like|button|goals|game|target|burger|record|subscribe
        cut|cutting ${whose} hair|fringe|bangs|losses|prices|price|cost|costs|hours|salary|pay|fees|nails
        break|breaking ${whose} heart|hearts|record|fast|promise|word|bank|spirit|streak; break ${whose} fast|heart; twist|twisting ${whose} arm
        pull|pulling ${whose} leg|finger|own|weight; kick ${whose} ass|butt|arse|bum|heels|habit|asses; ass kicked|kicking
        give ${whom} a|the hand|kick|lift|ride|call|ring|hug|shout|try; crucify|execute ${whom}|the|a plan|plans|code|order|program
        punch|slap a|the ... like|in|number|ticket|sticker|label|price; it slaps; slap ${whom}|a ... sticker|label|price
        bury the|your|my hatchet|head|dog|gran|grandma|mum|dad; dead on time; car|dental records|show|wash; ${whose} head off laughing
        talk|laugh|work|scream|sing|sneeze ${whose} head|heads off; bite my|your|his|her head|tongue off; over my dead body
        game|fortnite|gta|xbox|ps4|minecraft|cod|warzone ... kill|shoot|stab|kills|hunt; level|boss|zombie|zombies|monster|dragon|character ... kill|kills|shoot|die
        in the|this game|movie|film|episode|book|series|show|novel|finale; season finale|finale; kill|kills|killed off; thoughts and prayers
        lost|loses|lose his|her|their head
      `,
    ],
  }),
];
