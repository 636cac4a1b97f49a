import { labelCues } from '../../lib/cue-list.ts';
import type { LabelCue } from '../../spec/language.ts';

const never = "never|hasn't|haven't|doesn't|didn't|don't|won't|not";
const disappoints = 'disappoint|disappoints|disappointed|disappointing';
const fault = 'complaint|complaints|regrets|regret|issue|issues|complaining|grumbles|gripes|criticism|criticisms';

/** Dislike that is denied. */
const deniedDislike = `
  can't|cannot|couldn't fault|complain|knock; can|could not|never|hardly fault|complain|knock; can't|cannot|couldn't really|honestly|even|possibly fault|complain
  hard|difficult|impossible to fault|complain; hard to find ... fault; ${never} ${disappoints}; ${never} once|yet|ever|been|remotely|at|even ${disappoints}
  not in the least disappointed; far from disappointing|disappointed|bad|terrible; anything but disappointing|bad|boring|disappointed
  no ${fault} about|with|at|from|here|whatsoever|so|yet|on; no ${fault}; zero|without|not|nary ${fault}; zero|without|not a|any|one|single ${fault}
  zero|without|not one|a single ${fault}; don't|didn't|doesn't|haven't have|had a|any|one|single ${fault}; don't|didn't|doesn't have|had a single ${fault}
  not|no|nothing bad at all; not bad; not half bad; not too|so bad|shabby; nothing bad|negative|wrong to say|report|add|about
  nothing but praise|good|love|great|positive; don't|haven't have|had|got a|any bad|negative|ill word|thing|words|things
  never had|have a|any bad|problem|issue|problems|issues; never had a bad|poor|boring|dull|single meal|experience|day|coffee|trip|problem|flight|stay|issue
  not a bad word|thing|review|meal; no bad|negative word|words|experience|experiences; no|not|zero problem|problems|issue|issues at all|whatsoever
  couldn't|can't|cannot|could be|have|been|get|ask|asked any happier|more|better
  couldn't|can't|cannot be happier|better|prouder|easier|nicer|more ... happy|pleased|satisfied|helpful|impressed|delighted
  couldn't|can't|cannot be happier|prouder|nicer; couldn't be better; could not be better; could|can not be happier|prouder|nicer; couldn't have been nicer|better|kinder|easier|happier|smoother
  could|couldn't|can't|cannot not ask|asked for more|better|anything; couldn't|can't|cannot ask|asked for more|better|anything
  couldn't have asked|wished|hoped for ... more|better|anything; could not have asked|wished|hoped for ... more|better|anything
  couldn't|can't|cannot recommend|praise|thank|rate|speak ... enough|highly; can|could not recommend|praise|thank|rate ... enough|highly; can't|cannot go wrong
  can't|cannot say|speak ... enough good|about; can't say enough; doesn't|does|don't get any|much|not better than; doesn't get better than
  doesn't|does get|not|any get|any|better better|than than|this; nobody|noone|nothing does|beats|tops|like it|them|this|their better; no one does it better
  nobody|nothing does it better; never|hasn't|haven't|didn't|don't|doesn't let|lets ... me|us|you down
  never lets|fails|failed me|us|to ... down|deliver|please|impress; never fails|failed to; never been let down; wouldn't change a thing; wouldn't change anything
  would not change a thing; nothing|not not to like|love; what's|whats not to love|like; what is not to love|like
  don't|didn't|not|never|won't regret|regretted it|buying|a|this|my|one|switching|coming; wouldn't|won't want|go|shop|be|use anywhere|anyone|without else
  not sorry i|we; never looked back; never look back; no looking back; not a problem; second to none; without fault|flaw|equal|fail
`;

/** Liking that is denied. */
const deniedLiking = `
  not|isn't|wasn't|hardly|aren't|weren't exactly|really|particularly|precisely|especially great|good|thrilled|happy|impressed|helpful|friendly|brilliant|fast|quick|cheap|clean|amazing|pleased|fun|professional|reliable|stellar|impressive
  not|isn't|wasn't exactly what|the|a|my|fast|cheap; not exactly ... great|thrilled|service|quality|happy|fast; wouldn't|would not|hardly exactly|really call|say
  can't|cannot|couldn't|can|could|wouldn't|won't be|get|have|been any worse; can't|cannot|couldn't|can|could|wouldn't|won't be|get|have worse
  couldn't|could|can't|cannot not have been|be worse|slower|ruder; couldn't have been worse|slower|ruder|less; could|can not be|get worse
  could|couldn't|can't hardly|not be|get|have been|more|any|worse ... disappointing|worse|rude|wrong|disappointed|useless
  could hardly be|get|have ... worse|disappointing|rude|slower
  couldn't|can't|could be|care|not less|be ... helpful|interested|bothered|professional|impressed|friendly|useful
  not|isn't|wasn't|hardly|wouldn't|never what i|i'd|we|you|call|you'd|anyone call|would|i'd|i|a|expect call|service|a|expect|want
  not what i|i'd|you|we ... call|expect|expected|want|wanted|ordered|hoped; not what i|i'd call|expected|ordered|paid; not my idea of|of; not anyone's idea of
  far from happy|impressed|great|good|perfect|ideal|satisfied|pleased|helpful|clean|acceptable; far from being happy|helpful|good|great
  nothing|not|little|no good|nice|positive|special|impressive to|thing|about say|report|it|them; nothing good|nice|positive to|about say|it|them
  don't|doesn't|haven't have|a|got a|good|kind|nice good|word|kind word|to|thing
  not the|a|my|your best|greatest|finest|brightest|pleasant|good experience|service|look|start|first|impression|customer|hour|moment|idea; not the best
  anything but helpful|friendly|fast|clean|professional|good|great|smooth|quick|easy|fresh|happy|reliable|cheap|comfortable|polite
  less than impressed|impressive|happy|helpful|ideal|stellar|thrilled|satisfactory|pleased|perfect|friendly|great|satisfied
  leaves|left|leave a lot|much to|of be|to desired|be; not in the slightest|least impressed|helpful|happy; not impressed
  would|do|could|will not recommend; wouldn't|won't|don't|never recommend; cannot|can't recommend this|it to
  not|wouldn't|won't going|be|even recommending; not worth the|it|my|your; no fan of; not a fan; not my favourite|favorite
  hardly|barely worth|acceptable|edible|impressive|good; not in a good way; no thanks to; not up to standard|scratch|par|much|the; not good enough
  nowhere near good|as|acceptable|enough; not a patch on; never again will
`;

/** What sounds like one of them and is none. */
const plainly = 'thank|thanks|thx|love|loved|appreciate|appreciated ... so much for; you|u|ya so much for; could be|get|have worse; could always be worse; could have been worse';

/** No dislike, up to a point: what counts is what came then. */
const untilThen = `no|zero|without|never ${fault} ... until|till|except; no|zero|without problem|problems ... until|till|except
  never had|have a|an|any|one|single ${fault} ... until|till|except; never had|have a|an|any|one|single problem|problems ... until|till|except
  never ${disappoints} ... until|till|except; never let me|us down ... until|till|except
`;

/** Both ways of speaking, and that the words in them are not meant as they stand. */
export const litotesCues: readonly LabelCue[] = [
  ...labelCues('en', 'sentiment', 'positive', { litotes: [0.8, deniedDislike], 'denied-liking': [0, `${deniedLiking}; ${untilThen}`] }),
  ...labelCues('en', 'sentiment', 'negative', { litotes: [0.8, deniedLiking], 'so-much': [0.6, 'so much for quality|service|customer|your|fast|the|being'], 'denied-dislike': [0, deniedDislike], plainly: [0, plainly] }),
  ...labelCues('en', 'kind', 'complaint', { 'denied-dislike': [0, deniedDislike] }),
  ...labelCues('en', 'kind', 'praise', { 'denied-liking': [0, `${deniedLiking}; ${untilThen}`] }),
];
