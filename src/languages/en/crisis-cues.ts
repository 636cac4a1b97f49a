import { labelCues } from '../../lib/cue-list.ts';
import type { LabelCue } from '../../spec/language.ts';

/** Done to somebody's words, wares or account by whoever runs the place. */
const takenAway =
  'removed|stripped|delisted|deranked|unranked|deindexed|unlisted|demoted|hidden|erased|censored|deleted|banned|suppressed|shadowbanned|silenced|blacklisted|purged|scrubbed|unpublished|demonetised|demonetized|deplatformed';
const takingAway =
  'hide|hides|hiding|hid|bury|buries|burying|buried|remove|removes|removing|removed|delist|delists|delisting|delisted|deranking|deranked|delete|deletes|deleting|deleted|censor|censors|censoring|censored|ban|bans|banning|banned|suppress|suppresses|suppressing|suppressed|erase|erases|erasing|erased|silencing|silenced|purging|purged|filtering|pulling|pulled|stripped';
/** What is shown, sold or said in a place that others run. */
const works =
  'book|books|title|titles|novel|novels|stories|article|articles|post|posts|video|videos|review|reviews|comment|comments|account|accounts|page|pages|channel|channels|listing|listings|photos|content|apps|songs|films|games|author|authors|artist|artists|creators|voices|products|profile|profiles|groups|sellers';
const places = 'search|results|list|lists|listings|shelf|shelves|store|shop|catalogue|catalog|site|website|charts|chart|ranking|rankings|menu|feed|index|library|map';
const standing = 'rank|ranks|ranking|rankings|listing|listings|badge|verification|visibility|royalties|livelihood|income';
/** What is taken for improper. */
const improper = 'adult|inappropriate|explicit|sensitive|obscene|pornographic|porn|pornography|offensive|mature|dirty|nsfw|filth|filthy|indecent|unsuitable|extremist';
const filed = 'flagged|marked|labelled|labeled|classified|tagged|filed|branded|categorised|categorized|classed';
const deemed = 'calls|calling|called|declares|declared|considers|deems|deemed|thinks';

/** Groups of people who are wronged for what they are. */
const group =
  "gay|gays|lesbian|lesbians|queer|trans|transgender|lgbt|lgbtq|bisexual|homosexual|homosexuality|jewish|jews|muslim|muslims|arab|arabs|immigrants|refugees|women|women's|disabled|autistic|indigenous|latino|hispanic|palestinian|israelis|wheelchair|hijab|elderly|minorities";
/** Whom the same thing did not befall. */
const others = "straight|white|male|men's|christian|heterosexual";
const people = 'people|women|men|girls|boys|kids|customers|passengers|guests|authors|writers|creators|artists|couples|families|voices|readers|skin|hair';

/** Others are treated better, or a group is picked out. */
const unequal = `only|just ${group} ${works}|${people}; ${takingAway} ... ${group}; ${group} ... ${takenAway}|vanish|vanished|disappeared|gone|missing|refused|unwelcome|pulled
  ${others} ... keep|keeps|kept|stay|stays|stayed|untouched|unaffected; ${others} ${works} is|are|get|gets fine|okay|ranked|listed|visible; while|whereas ... keep|keeps|kept its|their|his|hers|theirs; while|whereas ... stay|stays|remain|remains up|listed|visible|untouched
  one rule for; different rules for; rules for thee; double standard; double standards; treat|treats|treated|treating us|me|them|people differently; treated differently; second class people|customers|citizens; singled out; singling out; targeting|targets|targeted ${group}; discriminating|discrimination against ${group}|people|us; because of my|our|his|her|their skin|religion|gender|race|disability|sexuality|orientation|accent|faith|headscarf|surname; because we're|they're|i'm ${group}; because we|they are ${group}; would never happen to a|white|straight|men|rich; would you do this|that to white|straight|men; people like us|me are|aren't|not; not for people like us|me; no ${group} allowed; refuse|refuses|refused|refusing to serve|board|seat|rent|sell ... ${group}; back in|into the closet; not welcome here|anymore; doesn't want people like`;

/** In one word or in two. */
const nobody = (does: string): string => `nobody|noone ${does}; no one ${does}`;
const stillNo = 'still no|without|any word|answer|reply|statement|apology|comment|reaction|explanation|response';

/**
 * What is said where people turn against a brand over its values, over what it took away, or over its silence. Words of
 * everyday use weigh little alone.
 */
export const crisisCues: readonly LabelCue[] = [
  ...labelCues('en', 'kind', 'complaint', {
    removal: [
      0.55,
      `is|are|was|were|been|being|got|gets|getting ${takenAway}; is|are|was|were now|all|being|still|suddenly|again|simply|just|also ${takenAway}; you|they|who removed|stripped|delisted|hid|buried|erased|censored|deleted|banned|pulled|blocked|silenced|suppressed; ${takingAway} my|our|their|his|her|these|those ... ${works}; ${takingAway} ${works}; hiding|burying|censoring|suppressing|delisting|banning ... ${works}; take|takes|took|taking my|our|their|his|her ... ${standing}|${works} away|down; takes|took|taking the rank|ranking|listing|badge; take|takes|took|taken their|our|my rank|ranking|ranks|listing|badge
       vanished|disappeared|vanish|disappear|missing|gone|dropped|wiped|absent|kicked from ... ${places}; has|have simply|suddenly|quietly|all vanished|disappeared; nowhere to be found|seen; no longer listed|shown|appears|appear|searchable|visible|ranked|findable; no longer shows|show|comes|come up; can't|cannot|can not be found; not be found; doesn't|don't show|come|turn up; doesn't|don't even show|come|turn; doesn't|don't appear|show in|anywhere; does|do not show|appear up|in|anywhere; not in the ${places}; not found in|on; as if it|we|i|they never
       lost|losing|loses my|our|its|their|his|her|all|every ... ${standing}; no|without a|any|an|sales ${standing}; has|have|had|shows no rank|ranking|listing|results|trace; no|without trace of; ${standing} is|are|was|still|all gone|missing|blank|hidden; no ... rank|ranking|listing anymore|today|since|either|now
       ${filed} as|under ${improper}; ${filed} as an|a|if|not ${improper}; ${deemed} it|this|that|us|me|them ${improper}; ${deemed} my|our|his|her|their|the|these ... ${improper}; hidden|cut|shut|kept from|behind|away ... customers|readers|view|public|sight`,
      'negatable',
    ],
    weak: [0.3, 'gone; vanished; disappeared; vanish; buried; erased; deranked; delisted; hidden; missing; stripped; filter; filters; filtered; unranked; nowhere; glitch; petition; apology; apologise; apologize; mistake; fault; no longer; untouched; accident'],
    demand: [
      0.5,
      `put|bring|give it|them|him|her|us back; put|bring my|our|the|those|these|every|their ... back; restore|reinstate our|their|every|all|these|those; explain yourself|yourselves; until somebody|someone|they|you explain|explains|answer|answers|apologise|apologises|apologize|apologizes|fix|fixes|act|talk|talks; we|i|authors|customers|people want|deserve|demand|need an|answers|explanations|better|accountability|respect; want|wants answers|accountability; owe|owes us|me|them|her|him|everyone|people|authors|customers; tell us who|why; who decided|decides|approved|authorised|authorized|ordered|signed this|that|it|off|what|who|to; take responsibility; own up; publish the list|names|report|numbers; petition against|to|for; sign the|our|this petition; signed the|this petition; demand that; hold|held them|you accountable; is this how`,
    ],
    leaving: [
      0.55,
      `taking|take|took my business|money|custom|orders; done with you|them; i'm|im|we're done|through with you|them|this; you lost|losing a|me|us|my customer|as|forever|business; you've lost me|us|a|my; not another cent|penny|dime|shekel|order|dollar; not one more cent|penny|dime|order; won't|not be buying|ordering|shopping|spending|renewing|flying|booking; will|won't never|not|be buy|order|shop|spend|fly|book ... from|again|until|anymore; i will not|never buy|order|shop|spend|fly|book; stopped|stop|quit buying|shopping|ordering|flying from|at|with; buy|buying|shop|shopping|order|ordering|spend|spending elsewhere|somewhere; closed|closing|close|cancelled|canceled|cancelling|canceling|deleted|deleting|ended my|our ... account|subscription|membership|plan|contract; cancelled|canceled|cancelling|canceling my|our|her|his ... order|orders; unsubscribed; uninstalled; uninstalling; last time i|we buy|order|shop|fly|book; my last order|purchase|flight; your last order|penny|cent; taking|took|removed|pulling|pulled all|my|our ... links|ads; switching|moving to a|another|your competitor|competitors|shop|bank; boycott~; #cancel~; #delete~; #shameon~`,
    ],
    outrage: [
      0.5,
      `shame on; for shame; how dare; ashamed of yourself|yourselves|you; should|ought be|to ashamed; have you no; what were you|they thinking; what's|is wrong with you|them|these; why on earth; why the hell|heck|fuck; who the hell; how is this|that possible|okay|ok|allowed|legal|acceptable|fair; how could you|they|anyone|anybody; how can you|they|anyone do|allow|sell|sleep|treat|let|justify|call|be; what kind|sort of company|people|airline|shop|bank|store; disgrace; disgraceful; disgusted by|with|at; appalled; appalling; outrage; outraged; outrageous; slap in the; insult to; unforgivable; heartbreaking; betrayed; betrayal; furious; livid; angry at|with|about; so|very|still angry|mad at; still|so mad; not ok|okay|acceptable; this is wrong; that is wrong; that's wrong; makes me|us sick|angry|furious|cry; made me|us sick|angry|cry|feel; feel|feels betrayed|cheated|insulted|unwelcome|sickened; no coincidence; not a coincidence|glitch|bug; isn't|wasn't a glitch|coincidence; excuses; cover up; stop lying|blaming|pretending; caught lying; spare us|me the`,
      'negatable',
    ],
    'other-sense': [
      0,
      `hidden gem|gems|treasure|treasures|valley|camera|cameras|talent|figures|track; long gone; pain|stain|stains|smell|stress|headache|cough is|are gone; pulled pork|over|muscle; deleted scene|scenes; banned books week; was|is|be removed before|easily|after|when|for; removed the stain|stains|cover|label|wrapper|lid|tags; filter coffee; water|air|coffee|oil|photo|instagram|spam filter|filters; no filter; missing you|u|home|out; by mistake; no mistake; happy accident; without any|a problem|problems|issue|hitch|fuss|trouble; can't be beat|beaten; not angry; never angry; furious seven; fast and furious; refill|cake|cookies|pizza ... gone|disappeared|vanished; gone well|great|viral|shopping|fishing; give him|her|them|it back his|her|their|my|to; bring it|them back to|with|tomorrow|home; bring my ... back to|with|tomorrow|home; i|we|he|she|to put|brought|bring|give|gave it|them back; tried|took|picked|opened|washed ... put it|them back`,
    ],
  }),

  ...labelCues('en', 'kind', 'values-criticism', {
    unequal: [0.6, unequal],
    censorship: [
      0.55,
      `morality|thought|moral police; moral panic|crusade; ban|bans|banning|burn|burning books; book ban|bans|banning|burning; freedom of speech|expression|religion; freedom|right to read|exist|speak; erase|erases|erasing us|people|history|voices|communities|identities; erasure of; who decides|decided what|who|which|that; so it is|was|it's a|your policy; so it's a|your policy; on purpose; deliberate; deliberately; protect|protecting|protects us|children|people|customers from ... ${group}; profit|profiting|profits from hate|war|misery; equal rights|treatment; inclusion; prejudice; prejudiced; dehumanising|dehumanizing; censor~; #boycott~; #shameon~`,
      'negatable',
    ],
    improper: [0.5, `${filed} as|under ${improper}; ${filed} as an|a|if|not ${improper}; ${deemed} it|this|that|us|me|them|himself ${improper}; ${deemed} my|our|his|her|their|the|these ... ${improper}`],
    'other-sense': [0, 'value for money; film rights; adult ticket|tickets|fare|menu|size|supervision; spam filter|filters; pride and prejudice; deliberately slow|simple|small; inclusion of breakfast|vat|tax'],
  }),

  ...labelCues('en', 'theme', 'discrimination', { unequal: [0.6, unequal] }),
  ...labelCues('en', 'harm', 2, {
    'taken-away': [0.5, `lost my|our|their|its|his|her|all ... ${standing}; ${takingAway} my|our|their|his|her ${works}; live|lives|living on|off that|this|these ... money|income|rank|sales|rent; made me|us feel small|dirty|ashamed|unwanted|unwelcome; feel|feels humiliated|ashamed|dirty|unwelcome; in tears; crying; shaking`],
  }),

  ...labelCues('en', 'kind', 'silence-complaint', {
    nothing: [
      0.6,
      `not a|one word|line|sentence|tweet|peep|sound|syllable; not a|one single word|line|sentence|tweet|reply|answer; not even a|an hello|answer|reply|word|acknowledgement|apology; nothing from; still nothing; ${stillNo}; no word; no sign of life; say|says|said|saying absolutely|exactly nothing; says|said|saying|tells|told nothing; say|says|said|saying|told us|me|them nothing; has|have|had not|yet|never|still said|spoken|commented|responded|answered|replied|reacted|explained|apologised|apologized; hasn't|haven't|hadn't said|spoken|commented|responded|answered|replied|reacted|explained|apologised|apologized|written; has|have|did|anyone|anybody ... said|say anything; never said|wrote|apologised|apologized|answered|explained|contacted ... sorry|anything|us|me|why|word|back; yet to respond|reply|answer|comment|explain|apologise|apologize|speak|hear
       ${nobody('has|have been in touch')}; ${nobody('... been in touch')}; ${nobody('from ... has|have|is|was|will|would|can|could')}; ${nobody('... has|have called|written|contacted|answered|apologised|apologized')}; ${nobody('tells|told|telling|explains|explained|answers|answered|replied|wrote|called us|me|them|anything|my|our|back')}; ${nobody('is|was home|there|listening')}; nobody's home|there|listening; anyone|anybody|somebody ... awake|listening|home|there; asleep at the; still|fast asleep|silent|quiet
       why|when won't|doesn't|don't|isn't|can't|didn't|doesnt|dont|will|does|do ... answer|respond|reply|speak|talk|comment|react; cannot|can't|couldn't|won't answer a|one|my|our|the ... question|questions|email|letter; where is|are|was your|the|an|their|our ... statement|apology|answer|answers|explanation|response; where's your|the|their|our ... statement|apology|answer|explanation|response; waiting for ... word|statement|apology|explanation|reaction; waiting to hear; hours|days|weeks|months|minutes of silence|nothing; hours|days|weeks|months later ... silence|nothing|quiet; went|gone|goes|keeps|keeping|stays|stayed|remains|remain quiet|silent|dark|mum; canned|automated|automatic|boilerplate|template|scripted|generic|robotic reply|replies|response|responses|answer|answers|letter|email|emails|message; form letter|letters; copy paste reply|answer|answers|response|responses; with a macro|template|bot; answers|answered|replied by macro|bot; talk to us|your; speak to us|your; would it kill|hurt; even a|one hello|word|sentence|line; one|simple|single|human line|sentence|hello|word would; still|remains|gone|went|goes|go unanswered; kept|left|are|is in the dark; ghosted; ghosting us|me|your; stonewalled; stonewalling; to the press|papers|newspapers|media only|not|but|alone; tell|tells|told|talks|talked to reporters|journalists|newspapers but|not|only; behaves|behaving|acts|acting as though|if nothing; pretends|pretending nothing|not`,
    ],
    hint: [0.35, 'silence; silent; asleep; unanswered; no comment; any comment; no apology; no sorry; no explanation; form letter; macro; speechless; press release|statement; not commented; has|have no answer; ignore'],
    'other-sense': [
      0,
      `nothing from me|my|scratch; silent night|auction|film|movie|disco|mode|letter|majority; sleeping bag|bags|beauty; quiet car|room|place|night|morning|corner|street|cabin|zone|time; so silent|quiet i|you|we; fast asleep in|within|by|on; still quiet in|here and; enjoy|enjoying|love|loving|comfortable|golden silence; not a single|word problem|complaint|of|issue; they answered|replied|responded; nobody asked; anyone there yet; waiting to hear the band|concert; waiting for ... word document; anyone|anybody home tonight|for; in silence; answers all|every|my question|questions; not a|one word wrong|too; ignore me|that|this|my last; silent dishwasher|fridge|fan|engine|motor; talk to your doctor|kids|pharmacist`,
    ],
  }),

  ...labelCues('en', 'kind', 'satire', {
    sarcasm: [
      0.55,
      `glitch|error|mistake|bug|accident|coincidence|policy|algorithm|typo|oversight my ass|arse|foot|eye|butt|behind; a likely story; how convenient; what a coincidence; yeah right; sure jan; had a glitch; glitch in the matrix; dog ate the|my|our|his; said no one|nobody; slow clap; oh the irony; can't|cannot make this|it up; new meaning to; well played; spoiler alert; masterclass|lesson in how; award for worst|best excuse; and the award|oscar goes; breaking news local`,
    ],
  }),

  ...labelCues('en', 'kind', 'rumour', {
    hearsay: [0.55, "there is|there's talk|word that|of; claims|claim he|she|they did|was|were|hacked; maybe|perhaps|could somebody|someone|they|be|have ... flagged|hacked|sabotaged|trolls; hacker|hackers did|claims|story|theory|post; conspiracy|insider theory; everyone|everybody has a theory; insiders|insider say|says; a source at|inside; call|calling it a fake|hoax; real or fake; got wind of; could not|couldn't be verified|confirmed"],
  }),

  ...labelCues('en', 'kind', 'praise', {
    relief: [
      0.5,
      `easy peasy; that is service; that's service; that is what i call; that's what i call; credit where credit; arrived|delivered|came|here early|already|ahead; is|are|it's already here; is here already; ahead of schedule|time; just in time; sent|got me|us|a|another a|new|replacement|one ... minutes|immediately|straight|day|hour; got|get it|this|that|the ... right this|at|first; good start|news|that; works|working again; cleared up|sorted|fixed|solved|resolved|refunded ... quickly|fast|within|hour|day; saved|saving me|us; lovely to; patient|kind|friendly voice|lady|man|people|person`,
      'negatable',
    ],
    'other-sense': [0, 'thanks a bunch; good that you told; thank you for nothing; good news for competitors; saved me nothing|a; what i call a joke|disgrace|scam|fail|mess'],
  }),
  ...labelCues('en', 'demand', 'fix', { 'put-back': [0.6, `put|bring|give it|them|him|her|us back; put|bring|give my|our|the|those|these|every|their ... back; restore|reinstate my|our|the|their|every|all|these|those`] }),
  ...labelCues('en', 'demand', 'answer', { speak: [0.55, "tell us who|why|what|how|when; who decided|approved|ordered|authorised|authorized; talk to us; speak up; we want|need|deserve answers; where is|where's the|your ... statement|answer|explanation|response"] }),
  ...labelCues('en', 'demand', 'apology', { sorry: [0.6, "no sorry|apology; where is|where's the|your|an|our apology; never apologised|apologized; not apologised|apologized"] }),
  ...labelCues('en', 'sentiment', 'negative', {
    crisis: [
      0.35,
      `is|are|was|were|been|being|got|has|have ${takenAway}|vanished|disappeared; ${takingAway} my|our|their|his|her ${works}; ${takingAway} ${works}; nowhere to be found; no longer listed|shown|searchable|visible; cannot|can't be found; lost my|our|its|their ... ${standing}; double standard; double standards; singled out; treated differently; not a|one word; not a|one single word; no apology; explain yourself|yourselves; ${filed} as ${improper}`,
    ],
  }),
];
