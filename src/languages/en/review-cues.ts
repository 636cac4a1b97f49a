import type { ReviewCue } from '../../spec/language.ts';

const cue = (name: string, phrases: readonly string[], more: Partial<ReviewCue> = {}): ReviewCue => ({ id: `en.${name}`, cue: name, phrases, weight: 1, ...more });
const except = (name: string, phrases: readonly string[]): ReviewCue => ({ id: `en.${name}.except`, cue: name, phrases, weight: 0 });
const unlessNegated = { negatable: true } as const;

const SORRY = 'sorry|apologise|apologize|apologies|apology';
const ANYONE = 'anyone|anybody|someone|somebody|people|customers|guests|users|some';
const HURT = 'hurt|offended|upset|insulted|harmed|inconvenienced|affected|disappointed|annoyed|unhappy';
const FAULT = 'glitch|glitches|error|errors|mistake|mistakes|failure|issue|issues|incident|fault|problem';
const MENDED = 'fixed|resolved|solved|restored|repaired|corrected';
const SUPPLIER = 'supplier|suppliers|vendor|vendors|contractor|subcontractor|courier|carrier|provider|partner';
const CAUSE = 'cause|caused|due|because|hacker|hackers|hacked|attack|attacked|sabotage';
const PUNISHED = 'fired|dismissed|suspended|terminated|sacked|disciplined|punished';
const STAFF = 'employee|employees|staff|worker|workers|agent|driver|colleague|manager';
const HARD =
  'frustrating|upsetting|painful|awful|frightening|scary|stressful|infuriating|exhausting|tiring|horrible|worrying|distressing|hurtful|maddening|miserable|unsettling|alarming|disgusting|heartbreaking|humiliating|annoying|disappointing|hard|difficult|rough';
const ANGRY = 'angry|upset|hurt|frustrated|furious|disappointed|annoyed|worried|afraid|tired|fed|scared|sad|unhappy|dissatisfied';
const FEELING = 'frustration|anger|disappointment|worry|pain|fear|grief|fury';
const DOING =
  'checking|looking|investigating|working|reviewing|calling|talking|contacting|correcting|restoring|replacing|refunding|tracing|testing|asking|handling|dealing|following|fixing|speaking|searching|reading|finding|putting|sending|driving|sitting|pulling|bringing|moving|getting|making|changing|taking|writing|meeting|arranging|doing|going|digging|rerunning|staying|collecting|ringing|gathering|preparing|visiting|paying|updating|monitoring|tracking|telling|mending|cleaning|organising|organizing|helping|bringing|starting|stopping|recalling|exchanging|rebooking|crediting|training|adding|listening|phoning|emailing|mailing|picking|delivering|holding|keeping|returning|rebuilding';
const DO = 'check|look|call|write|find|ask|reply|answer|follow|speak|come|contact|get|sort|fix|stay|see|raise|take|send|bring|make|arrange|meet|drop|sit|go|help|return|report|let|update|put|drive';
const DID = 'started|asked|stopped|begun|opened|contacted|assigned|pulled|paused|called|sent|reached|taken|booked|arranged|put|spoken|set';
const TELLING =
  'telling|letting|writing|sharing|pointing|flagging|raising|taking|bringing|saying|speaking|coming|being|asking|calling|showing|reporting|spelling|putting|trusting|staying|not';
const TOLD = 'told|wrote|said|asked|shared|raised|spoke|reported|came|called|flagged';

/** Cold. */
const cold: readonly ReviewCue[] = [
  cue('L01.apology', [
    `${SORRY}|regret if`, `${SORRY} ... if ${ANYONE}|you|we|this|that|it|any|our|the`, `${SORRY} for|about any|whatever ... may|might|could`, `${SORRY} to ${ANYONE}|those who may|might|was|were|felt|feels`,
    `if ${ANYONE} was|were|is|are|felt|feels|feel ${HURT}`, `if you were|are|felt|feel ${HURT}`, `if we|this|that|it ... ${HURT}|caused ... ${SORRY}`, `to the extent ... ${SORRY}`,
  ]),
  except('L01.apology', [`${SORRY} ... if you want|need|like|prefer|could|can|send|share|tell|write|still|have|would`, `${SORRY} ... if you'd like|rather|prefer`]),
  cue('L01.audience', [`understand|see|know|appreciate|realise|realize if ${ANYONE}|there|you`, `understand|appreciate|realise|realize that ${ANYONE} may|might|could`, `some|certain people|customers|users|guests|members may|might|could have|feel|be`, `if there are|were ${ANYONE}`]),
  cue('L02', [
    'sorry|regret you|people|some feel|felt|believe|think|see', 'sorry|regret that you|people|some feel|felt|believe|think|see', `sorry|regret you|people|some were|are|was|got|found|feel ${HURT}`, `sorry|regret that you|people|some were|are|was|got|found|feel ${HURT}`,
    'sorry|regret that you|people|some took it|this|offence|offense', 'sorry|regret you|people|some took it|this|offence|offense', 'sorry|regret for|about how|the you|way|people feel|felt|you', 'sorry ... your feelings', 'sorry to hear|learn|see you feel|felt', 'sorry to hear|learn|see that you feel|felt',
  ]),
  cue('L04.word', [
    'glitch|glitches|hiccup|hiccups|blip|blips|snafu|kerfuffle', 'isolated incident|incidents|case|cases|event|issue|mistake',
    'minor|small|little|slight|tiny|trivial issue|issues|error|errors|problem|problems|bug|bugs|delay|delays|incident|mistake|mistakes|matter|thing|disruption|oversight|slip|outage', 'teething problems|problem|troubles|trouble|issues|pains',
    'unfortunate incident|event|situation|error|mistake|circumstance|circumstances', 'misunderstanding|misunderstandings', 'just|only|merely|simply a|an|some ... issue|problem|error|bug|mistake|incident|delay|mistakes', 'storm in a teacup', 'tempest in a teapot', 'brief interruption|outage|disruption',
  ], unlessNegated),
  except('L04.word', ['our misunderstanding', 'misunderstanding on our side|part|end', 'more than a|an ... glitch|hiccup|incident|issue|blip|misunderstanding']),
  cue('L04.dismissal', ['not a|that big deal', 'no big deal', 'blown out of proportion', 'overreacting|overreaction|overreacted', 'much ado about']),
  cue('L05', ['inconvenience|inconveniences|inconvenienced|inconveniencing'], unlessNegated),
  except('L05', ['more than a|an ... inconvenience', 'inconvenience is not|hardly']),
  cue('L06.mistakes', ['mistakes|errors were made', 'mistake|error was|has made|been', `there was|were|has|have ... ${FAULT}`, 'an|the error|mistake|incident|issue|fault|glitch occurred|arose']),
  except('L06.mistakes', ['there was|were ... on|from|in our|my', 'there was|were ... of ours|mine', 'mistakes|errors were made by us|me']),
  cue('L06.passive', [
    'has|have|had been identified|isolated|deployed|resolved|fixed|removed|deleted|addressed|corrected|mishandled|rectified|escalated|implemented|delisted|handled|taken', 'was|were removed|deleted|mishandled|delisted|suspended|mislabelled|mislabeled|misfiled|cancelled|canceled',
    'is|are being fixed|addressed|handled|investigated|corrected|resolved|reviewed|rectified', 'in the process of being', 'be|being looked into',
  ]),
  except('L06.passive', ['was|were removed|deleted|mishandled|cancelled|canceled|delisted by us|me|our']),
  cue('L07.customer', [
    'you should have', 'you ought to have', "you should've", 'you|customer|customers failed to', 'you|customer|customers ... did not ... read|follow|provide|check|inform|comply|notify', "you|customer|customers ... didn't ... read|follow|provide|check|inform|comply|notify",
    'had you ... would', "had you ... wouldn't", 'if you had only|just|read|followed|checked|told|contacted|called|asked|informed', 'your own fault|mistake|error|doing|responsibility', 'user|customer error', 'is your responsibility|fault', "it's your responsibility|fault", 'failure to comply',
    "because you didn't|failed|forgot|ignored", 'because you did not', 'due to your ... error|mistake|failure|delay', 'you agreed to', 'as you were informed|told|notified',
  ]),
  except('L07.customer', ['you should have been|heard|received|gotten|got|had|known|waited|never|seen', 'you should never have', "you should've been|heard|received|got|gotten|had|never", 'you ought to have been|heard|received|got|had']),
  cue('L07.third', [
    `${SUPPLIER} ... fault|error|failed|mistake|caused|responsible|responsibility|blame`, `fault|error|mistake|failure|responsibility of|by|at|with our|a|the ${SUPPLIER}`, 'third party|parties ... fault|error|provider|vendor|supplier|responsible', 'error|fault|failure|responsibility|caused ... third party',
    'misreported|misreporting|misrepresented|mischaracterised|mischaracterized', 'out of context', 'media|press|reports|journalists got|exaggerated|misquoted|distorted', `caused by our|a|the ${SUPPLIER}`,
  ], unlessNegated),
  cue('L08.legalese', [
    'contractual obligation|obligations', 'without admission|admitting|prejudice', 'fullest extent', 'pursuant to', 'terms and conditions', 'terms of service|use', 'in accordance with our|the', 'in line with our policy|policies|terms', 'per|under our policy|terms|agreement|contract|policies', 'reserve|reserves the right',
    'reserve|reserves all rights', 'hereby|herein|aforementioned|notwithstanding', 'advice of counsel', 'not liable', 'no liability', 'limitation of liability', 'our legal department|counsel',
  ], unlessNegated),
  cue('L08.suit', ['legal action|proceedings|steps', 'take|see you ... court', 'sue you|him|her|them|anyone', 'our lawyers|attorneys|solicitors', 'defamation|defamatory|libel|libellous|libelous|slander|slanderous', 'cease and desist', 'press charges'], unlessNegated),
  cue('never.delete', ['will|to be deleted|removed|hidden|erased', "will|we'll|i'll|must|please|to delete|remove|hide|erase ... comment|comments|post|posts|review|reviews|tweet|tweets|remarks", 'take down your|this|the ... comment|comments|post|posts|review|reviews|tweet|tweets', 'block you', 'you will be blocked|banned', 'you will get blocked|banned'], unlessNegated),
  except('never.delete', ['delete|remove|hide our ... comment|post|tweet|posts|tweets|review', 'delete|remove the rogue|wrong|false ... post|tweet', 'wrong|sorry|mistake to delete|remove|hide']),
  cue('L09', [
    'feedback|opinion|comments|concerns|business|custom is|are ... important|valuable|valued|appreciated', 'take|takes|taking ... seriously', 'value|appreciate your feedback|business|opinion|comments|custom|patience',
    'comments|message|feedback|complaint ... noted|forwarded', 'relevant|appropriate|concerned|respective|responsible team|teams|department|departments|parties|colleagues', 'passed|forwarded|escalated|shared|referred ... relevant|appropriate|concerned|respective team|teams|department|departments|parties|people', 'thank|thanks ... reaching|contacting out|us', 'thank you for your feedback|comment|comments|message|inquiry|enquiry|patience|understanding', 'lessons will|have been|be learned|learnt',
    'will be looked into', 'we strive to', 'committed to providing|delivering|ensuring|excellence|offering', 'valued customer|customers|guest|guests', 'dear customer|customers|client|guest|user|sir|valued',
  ]),
  cue('L15', [
    'did not happen', "didn't happen", 'never happened', 'our records|logs|system|systems show|shows|indicate|indicates|say|says|suggest|tell', 'no other customer|customers|guest|guests has|have|is|are', 'nobody else has|have', 'no one else has|have',
    'claim|claims|allegation|allegations|accusation|accusations is|are ... false|untrue|baseless|unfounded|inaccurate|wrong|groundless', 'is|are not|simply|just true|untrue|false|accurate', "that's|it's not|simply|just true|untrue|false|accurate", "isn't|aren't true|accurate", 'this|that is false|untrue', "that can't be true|right|correct", 'that cannot be true|right|correct',
    "you're mistaken|lying|misremembering|confused|wrong", 'you are mistaken|lying|misremembering|confused|wrong', 'you must be mistaken|confused', 'we disagree with your', 'no evidence of|for|that', 'nothing of the sort|kind',
  ]),
  except('L15', ['did not happen ... alone|only', 'should never happened', 'should have never happened', 'found no evidence', 'sure ... did not happen']),
  cue('L16', ['but', 'so', 'actually|honestly|frankly', "please don't|refrain|stop", 'please do not']),
  cue('L17.contempt', [
    'lesson|lessons|lecture in|on|about manners|etiquette|politeness', 'consider yourself embraced|told|lucky|informed|warned', 'oh please', 'calm down', 'get over it', 'nice try', 'grow up', 'get a life', 'boo hoo', 'cry me a river', 'if you say so', 'you people', 'who asked you', 'shut up', 'good luck with that', 'sorry not sorry', 'deal with it', 'bless your heart', 'as if we care|cared',
  ]),
  cue('L17.insult', ['idiot|idiots|idiotic|moron|morons|loser|losers|crybaby|crybabies|imbecile|clown|clowns|snowflake|snowflakes', "you're|your stupid|pathetic|ridiculous|dumb|hysterical|crazy|insane|stupidity", 'you are|being stupid|pathetic|ridiculous|dumb|hysterical|crazy|insane'], unlessNegated),
  cue('L18.absolute', [
    'no customer|customers|user|users|data|passengers|guests was|were|is|are|has|have', 'never happen|happens|recur|occur again', 'never recur', 'completely|totally|perfectly|absolutely|100 safe|secure|fixed|resolved|fine', 'everything is|works ... fine|ok|okay|normal|operational|working|back|well', 'all systems|services are|is ... fine|ok|okay|normal|operational|working|back|up',
    'nothing to worry', 'only affected|affects|impacted', 'only a handful|few|small|tiny', 'guarantee|guaranteed',
  ], unlessNegated),
  except('L18.absolute', ['should|must never happen|happens again', 'everything is not']),
  cue('L18.fixed', [`has|have been ${MENDED}|deployed`, 'fix has been deployed|released|applied', `is|are now ${MENDED}`, 'problem|issue|fault|error|bug is fixed|resolved|solved|gone|over', `we've ${MENDED} the|this|it`, `we have ${MENDED} the|this|it`], unlessNegated),
  cue('L19', [`probably|likely|presumably|apparently|possibly|perhaps|maybe|seemingly ... ${CAUSE}`, `suspect|believe|think|assume|guess ... ${CAUSE}`, `must|may|might|could have been ... caused|hacked|hackers|attack|attacked|sabotage`]),
  cue('L20', [`will|should be ${MENDED}|back|working|up ... in|within|by|before|shortly|soon|tomorrow|tonight|today`, `we'll have ... ${MENDED}|back|working|running in|within|by|before|shortly|soon|tomorrow|tonight`, `we will have ... ${MENDED}|back|working|running in|within|by|before|shortly|soon|tomorrow|tonight`, `${MENDED}|running within|in * minutes|minute|hours|hour|days|day`]),
  cue('L23', [`${STAFF}|person ... ${PUNISHED}`, 'no longer works|employed|working for|with|at|here', 'disciplinary action|measures|steps|proceedings|process', `we|we've|have ${PUNISHED} ... ${STAFF}|person|him|her|them`], unlessNegated),
  cue('L24', ['voucher|vouchers|coupon|coupons', 'gift card|cards', 'store credit', 'discount|promo code', 'free meal|month|shipping|coffee|drink|ticket|gift|pizza']),
  except('L24', ['everyone|everybody|all|each|every ... ... voucher|vouchers|coupon|coupons|card|cards|credit|month', 'voucher|vouchers|coupon|coupons|card|cards|credit|month ... ... everyone|everybody|all|each|every']),
  cue('L25', ['shop|buy|order now', 'check out our', "don't miss|forget ... sale|offer|deal|collection", 'our latest|newest offers|offer|collection|sale|deals|deal|line', 'visit our store|shop|stores', 'limited time offer']),
  cue('L27', ['pride|prides|priding itself|ourselves|themselves', 'we are proud of|to', "we're proud of|to", 'as the|a|an|one leading|largest|biggest|foremost', 'leading provider|company|brand|supplier|retailer|airline', 'industry|market leader|leaders|leading', 'world class', 'for over|more ... years', 'excellent|outstanding reputation|record']),
  cue('L28', ['no comment', 'no further comment', "not|can't|cannot|won't|don't comment", "not|unable|wish ... to comment|commenting", 'not be commenting', 'decline|declined|declines|declining to comment', 'nothing more|further|else to add|say']),
  cue('L32', [
    'take|taking|taken|took|takes|implement|implementing|implemented ... steps|measures|action|actions ... ensure|prevent|make|avoid|minimise|minimize|reduce', 'steps|measures|procedures to ensure|prevent|make|avoid|reduce', 'new|additional|appropriate|necessary|stronger measures|safeguards|procedures|processes|protocols|controls',
    'all|the necessary|appropriate steps|measures|action|actions', 'steps|measures are|were being taken', 'steps|measures have been taken',
  ]),
];

/** Warm. */
const warm: readonly ReviewCue[] = [
  cue('W02', [
    `thank you ... for ${TELLING}`, `thanks ... for ${TELLING}`, 'thank you for the|your ... honesty|photo|photos|report|words|question|details|trust|reminder|note|post|nudge|message', 'thank you so much', 'thank you both|all|truly', `grateful|glad|thankful ... ${TOLD}|${TELLING}`, `appreciate ... ${TELLING}|${TOLD}|honesty`,
  ], { shows: ['say.thanks'] }),
  cue('W03', [
    "you waited|ordered|paid|called|tried|wrote|told|described|asked|reported|lost|raised|mentioned|mention|describe|booked|missed|wanted|expected|trusted", "you've waited|ordered|paid|called|tried|written|told|described|asked|lost|raised", 'you had to|waited|ordered|paid|booked', 'as you wrote|said|say|describe|put', 'what you wrote|describe|described|told|say|said',
    "i|we|i've|we've read|heard ... what|your|every|all|both", 'i|we have read|heard ... what|your|every|all|both',
  ], { shows: ['say.uptake'] }),
  cue('W04', [
    `must|can|would have been|felt ... ${HARD}|like`, `must|can|would be|feel ... ${HARD}|like`, `is|was|this|that|are|be|how|so|feels|felt|it's|that's ... ${HARD}`, `understand|understandable|see|imagine|get|hear|know|realise|realize ... ${HARD}|${FEELING}|${ANGRY}`, 'see|understand|imagine|know|get why|how you|people|everyone|much|many',
    `your ${FEELING} is|makes`, 'every right|reason to', `right to be|feel ... ${ANGRY}`, `understandably|rightly ... ${ANGRY}`, 'this|that|it|words hurt|hurts', 'feel|feels|felt for you|everyone|those|all|them', 'our thoughts|hearts are|go', 'thinking of|about ... everyone|you|those|all|them|families|people|authors|parents|anyone',
    'sorry and embarrassed|ashamed', "we're with|here with|for you|everyone", 'are with you|everyone|all', `i'd|we'd be|feel ... ${ANGRY}|too|same`, `anyone|i|we would be|feel|have ... ${ANGRY}|too|same`, 'had enough', 'no wonder', 'only|hardly imagine',
  ], { shows: ['say.empathy'] }),
  cue('W05', [
    "you're ... right", 'you are|were ... right', "this|that|it|none|what|which should|shouldn't|must not|never|have|of ... happened|happen|been|come", "shouldn't have happened|been|had", 'should never|not have', 'you|people|everyone deserve|deserved ... better|more|answer|reply', 'fair|good|valid|justified point|criticism|question|complaint',
    'not good|nearly|remotely enough|good', 'not|never acceptable', "it's|that's fair|right|true", 'no wonder', 'every right|reason to', 'rightly|understandably so|angry|upset|disappointed|hurt|frustrated', "isn't|wasn't good enough", 'unacceptable', 'your criticism|anger|complaint|question|point|frustration|disappointment is|was ... fair|justified|right|valid', 'you should have been|heard|received|gotten|got|known|never|had', "you should've been|heard|received|got|never|had", 'we|i accept that|what|this|your|it|all', 'you were entitled|promised', 'no excuse for',
  ], { shows: ['say.acceptance'] }),
  cue('W06', [
    "i'm|we're|am|are ... sorry", 'we|i ... apologise|apologize', 'our|my ... apologies|apology', 'sorry for|about|that|to we|i|this|what|all|how|the|your|letting|it|having|keeping|leaving|failing|everyone|you', 'truly|deeply|really|so|very|sincerely|genuinely sorry', 'sorry we|i|it|this',
  ], { shows: ['say.apology', 'say.service'], negatable: true }),
  cue('W07', [
    'we|i failed you|to|them|at|here|our|everyone|people|all|in|on', "we|i|we've|i've|have let you|everyone|people|our|them|all ... down", "we|i|we've|i've|have got|gotten|did|handled this|it|that|things ... wrong|badly|poorly", 'got|get this|it|that wrong', 'our|my own|mistake|fault|error|failure|responsibility|doing', "we're|are|am|i'm ... responsible|accountable",
    'take|takes|accept|own|bear|carry ... responsibility|blame', 'responsibility|fault|mistake|blame is|lies|was ... ours|mine|us', "that's on us|me", 'this|that|it is ... on us|me', 'that|this|it|which was ... wrong|careless', 'we|i made a|this|the|an|that ... mistake|error', 'we|i were|was wrong', 'we|i own this|it|that|what|up', 'we|i fell short',
    'we|i broke that|our|the|a|my promise', "we|i didn't ... do|act|listen|answer|check|tell|meet|keep|live|look|call|reply|see|notice", 'we|i did not ... do|act|listen|answer|check|tell|meet|keep|live|look|call|reply|see|notice',
  ], { shows: ['say.responsibility'] }),
  cue('W08', [`i'm|we're|still|now|team ${DOING}`, `i'm|we're now|already|still|also|just ${DOING}`, `i|we|and am|are ... ${DOING}`, `i'll|we'll ... ${DO}`, `i|we|and will ... ${DO}`, `i've|we've ... ${DID}`, `i|we have ... ${DID}`], { shows: ['say.action', 'say.service'] }),
  cue('W09', [
    "do|does|did not ... know|understand", "don't|doesn't ... know|understand", "cannot|can't|not say|tell|name|confirm ... yet|why|what|how|more|whether|cause|reason", 'not yet clear|known|confirmed|understood|found', 'still unclear|open|unknown', 'unclear why|what|how|whether|if', "not|don't have all|the|every ... answers|answer|picture|facts", "don't have ... answers|answer|picture|facts", 'what|why|how ... open|unclear|unknown|unanswered',
  ], { shows: ['say.unknowns'] }),
  except('W09', ["you do not know", "you don't know"]),
  cue('W10', [
    'refund|refunded|refunding|replace|replaced|replacing|replacement|reimburse|reimbursing|reimbursed|restore|restored|restoring|repair|repaired|repairing', 'make|making|made|put|putting|set|setting ... right|good|back', "returned|returning|send|sent|return ... money|fee|charge|fare|back", 'correcting the|it|this|that|every|each|all|your', 'paid|paying|pay ... for|back', 'compensated|compensating|compensate', 'cover|covered|covering ... bills|bill|cost|costs|damage|fees|expenses', 'old|previous|earlier|last version ... back', 'new one|ones', "we've|i've|we|i fixed|solved|mended it|this|that|the|what",
    'money is|goes ... back|way',
  ], { shows: ['say.remedy', 'say.service'], negatable: true }),
  cue('W11', [
    'from today|tomorrow|now|monday|sunday|tuesday|wednesday|thursday|friday on|must|two|every|all|no|we|it|each|only|our', 'from this week|month|morning on', 'since|from monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday no|nothing|every|each|all|two|only|we', 'no|nothing ... ships|goes|leaves|happens|starts|changes ... until|without|before|unless', 'only after|once|when two|both|someone|we|somebody', 'starting today|now|tomorrow|monday|sunday|with', 'as of today|now|monday|sunday|tomorrow', "we've|we|have changed|added|introduced|rewritten|retrained|trained|retired|hired|built|installed ... so|rule|how|check|checks|system|people|process|way|alarm|step|steps|list|second",
    'must|has|have|now to|approve|sign|check|confirm|be approve|sign|check|confirm|approved|signed|checked', 'two people ... approve|sign|check|confirm', "so|why that|it|this ... not|cannot|can't|won't happen|repeat|slip|recur", 'what|how we ... changed|change|changing', 'here is what changes',
  ], { shows: ['say.prevention'] }),
  cue('W12', [
    'tell|show us|me', 'please|do|just|and tell|write|share|keep|ask|say|add|reply', 'did|have|are|is we|there ... miss|missed|missing|anything|overlooked|forgotten', "we'd|i'd|would|want|we|i love|like|want|to|really to|hear ... hear|know|listen", 'want|love|like to hear|know', 'happy|glad|eager|keen to hear|listen|know', 'what would|else|can|could ... help|do|you|need', 'talk|write|reply to me|us', 'keep|go telling|writing|asking|on|talking', 'ask me|us',
    'your view|help|ideas|experience|questions|voice|words ... welcome|matters|matter|help',
  ], { shows: ['say.invitation'] }),
  cue('W14.distance', [
    "not|no|never|don't|won't|cannot|can't|isn't|aren't|wasn't ... ok|okay|acceptable|accept|place|welcome|room|tolerate|stand|allow|support|share|name|speak", 'reject|rejects|condemn|oppose ... attack|attacks|abuse|insults|hurt|bullying|hate|mockery|this|that|what|any|kind', 'distance ourselves|from|myself', 'our distance', 'has no place|room', 'there is no place|room', 'crosses|crossed|cross a|the|our line',
  ], { shows: ['say.distance'] }),
  cue('W14.protection', [
    'nobody|anyone|everyone|someone|person|people deserves|deserve|should|may|must|has|have ... attacked|insulted|mocked|bullied|hurt|treated|abused|targeted|respect|safe|spoken|right', 'no one|person deserves|should|may|must|has ... attacked|insulted|mocked|bullied|hurt|treated|abused|targeted|spoken', 'stand|stands|standing|side with|by|beside|behind', 'on the|your side', 'protect|protecting ... you|person|people|anyone|everyone|them|her|him', 'leave|leaving him|her|them alone', 'not alone',
    'you|they did not deserve|ask', 'every|a|the right to ... complain|be|speak|ask|write|say|exist|disagree|take', 'treated|met|answered|spoken ... respect|kindness|respectfully|kindly',
  ], { shows: ['say.protection'] }),
];

/** Elements of a reply that are not warm in themselves. */
const shows: readonly ReviewCue[] = [
  cue('E.awareness', ['aware|noticed', 'we|i can|do see|hear', 'we|i have seen|heard|read|noticed|learned|received', "we|we've|i|i've know|see|seen|saw|hear|heard|read|noticed|learned", `there is|was|are|were ... ${FAULT}|outage|problems|delay|delays`, 'issue|problem|fault has|have been identified|found', 'reached us|me', 'something is|went wrong'], { shows: ['say.awareness'], negatable: true }),
  cue('E.action', [
    "i|we have ... stopped|paused|deleted|pulled|taken|removed|switched|closed|called|moved|shut|turned|sent|blocked|recalled|rolled", "i've|we've ... turned|sent|blocked|recalled|rolled|switched|taken", 'rolling|rolled|roll it|this|back',    'in the process of', 'working on|to|with', 'trying to', 'looking|checking into|it|this|every|all|what', 'fix has been|is', "we|we've|i|i've stopped|paused|deleted|pulled|taken|removed|switched|closed|called|moved|shut", 'team|technician|technicians|engineer|engineers|colleague|colleagues|someone|they|crew|staff|people|specialists|mechanics|colleague is|are ... there|coming|on', `team|technician|technicians|engineer|engineers|colleague|colleagues|someone|they|crew|staff|people|specialists|mechanics is|are ... ${DOING}`, 'on it|this|site', 'what we are doing', 'what is happening on our side',
  ], { shows: ['say.action'] }),
  cue('E.service', ['can|could|please send|call|write|message|contact|reply|ask', 'dm|message|call|email|mail|contact us|me', "we'll|will|i'll ... help|sort|handle|look|take|make", "i'll|we'll|i've|we've", 'i|we will', 'let me', "i'd|we'd|would love|like to", 'happy to help', 'how can we|i help', 'on its way', 'look after'], { shows: ['say.service'] }),
  cue('E.knowns', ['what we|i ... know', 'we|i do know', 'we|i know that|this|it|so|which|where|when', 'so far', "we've|have|we|i found|confirmed|established|learned|learnt|discovered", 'is|are|been confirmed|certain|established|identified', 'this much is'], { shows: ['say.knowns'] }),
  cue('E.impact', ['affected|affects|affecting|impacted|impacts|impact|hit', "people|customers|authors|readers|users|families|everyone|anyone|guests|those|parents who|cannot|can't|could|in|are|with", 'means for|that you|people|those|anyone', 'homes|households|patients|passengers|students|drivers|travellers|travelers|orders|parcels|people|customers|members ... without|waiting|cannot|lost|stuck|affected|charged|missing'], { shows: ['say.impact'] }),
  cue('E.update', [
    "will|we'll|i'll|shall ... update|post|write|report|speak|share|publish|back|return|hear ... by|at|within|before|every|tomorrow|tonight|hour|hours|minutes|again|around|tomorrow", 'next|another|following update|word|news|report|message|post ... by|at|within|in|before|is|on|will|comes|around|due|tomorrow|tonight', 'back|again|update|updates by|at|every|around', 'by ... latest', 'post|publish|share|give|bring an|another|more update|news',
  ], { shows: ['say.nextUpdate'] }),
  cue('E.explanation', ['because', 'the cause|reason|explanation', 'root cause', 'caused by', 'here is what|how happened|it|this', 'this|that is how|what|why it|this|happened', 'happened is|was|when|because|like', 'how|why it|this|that happened|came', "here's|that's what|how|why happened|it|this", 'due to', 'led to', 'went wrong is|was|when|were'], { shows: ['say.explanation'] }),
  cue('E.heard', ['hear|hears|heard|listening you|this|that|what|to|us|your', 'take|taking|took|bring|bringing|carry ... up|inside|further|forward'], { shows: ['say.heard'] }),
  cue('E.route', ['confidential|confidentially|confidence|anonymous|anonymously', 'speak|raise|report ... freely|safely|fear', 'hotline|helpline|ombudsperson|ombudsman', 'without fear'], { shows: ['say.route', 'say.service'] }),
  cue('E.deadline', ['your deadline', 'when|by do|what|is ... publish|publishing|print|deadline|need|air', 'deadline ... you|working|have'], { shows: ['say.deadlineAsked'] }),
  cue('E.help', ['emergency|helpline|hotline|samaritans|lifeline', 'crisis line|text|service', 'call 112|911|999|988', 'talk|speak to|with someone|somebody|people|you', 'get|find|ask|for help|support'], { shows: ['say.help', 'say.service'] }),
  cue('E.rule', ['rule|rules|guidelines ... here|page|place|house|discussion|conversation|simple|apply|applies', 'argue|criticise|criticize|disagree|criticism|debate ... with|about|us|welcome|freely', 'respectful|civil|courteous'], { shows: ['say.houseRule'] }),
  cue('E.identity', ['account|reply|answer|statement of|from|by', "i'm|we're from|of|with|at|writing|answering|speaking", 'i|we am|are ... from|of|with|at', 'on behalf of', 'official|officially', 'speaking|writing|answering for|as|from'], { shows: ['say.identity'] }),
  cue('E.disclosure', ['i|we|who|and work|works for|at|here', 'employee|employees|member|staff of|at|here', 'on behalf of', 'am|are|i\'m|we\'re part|paid|employed of|by|at', 'official account|reply|answer|statement'], { shows: ['say.disclosure'] }),
];

/** Marks a check of the review works with. */
const marks: readonly ReviewCue[] = [
  cue('M.naming', ['calling|called|call it|this|that|them|what', 'describing|described|describe|labelled|labeled|label|dismissing|dismissed|brushed ... as', 'the|our|that word|words|term', 'said|wrote|say|saying it|this|that was|is']),
  cue('M.wrongness', ["wrong|mistake|unacceptable|shouldn't|regret|sorry|apologise|apologize|insult|insulting|unfair|careless|misjudged", 'should not|never', "not|isn't|wasn't ok|okay|fair|acceptable|right|enough|good|true"]),
  cue('M.contrast', ['but|however|nevertheless|nonetheless|although|though']),
  cue('M.softener', [SORRY, 'regret', 'thank|thanks|appreciate|welcome|value ... comment|comments|feedback|views|opinion|opinions|input|interest']),
  cue('M.account', ['issue|issues|problem|problems|fault|bug|malfunction', 'technical difficulty|difficulties'], unlessNegated),
  cue('M.agent', ["we|i|we're|we've|we'll|i'm|i've|i'll|us|me"]),
  cue('M.self', ["i|i'm|i've|i'll|i'd|me|my|myself"]),
  cue('M.third', ['the company|firm|brand|corporation|organisation|organization|management regrets|states|clarifies|believes|takes|says|said|declined|denies|wishes|would|has|will|is', 'spokesperson|spokesman|spokeswoman said']),
  cue('M.contact', ['dm|pm us|me', 'send|write|message|contact|reach|drop|email|mail|call|ring ... dm|us|me|privately|private|message|pm|inbox|email', 'fill|complete|use|submit ... form|ticket', 'check your|our dm|dms|inbox|messages', 'private|direct message|messages', 'follow the link']),
  cue('M.greeting', ['hi|hello|hey|dear|hiya', 'good morning|afternoon|evening|day']),
  cue('M.nobody', ['there|all|everyone|everybody|customer|customers|sir|madam|friend|friends|folks|team|guest|user|valued|again|both|and|from']),
];

/**
 * What the review of a reply looks for in English: L… and never.… cold, W… warm, E… elements, M… marks. `L04.word` is one form of L04;
 * a cue of weight 0 is an exception to the cue of its name.
 */
export const reviewCues: readonly ReviewCue[] = [...cold, ...warm, ...shows, ...marks];
