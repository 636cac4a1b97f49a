import { phrasesOf } from '../../lib/cue-list.ts';
import type { ComparisonCue } from '../../spec/language.ts';

const better = 'better|nicer|faster|quicker|superior|friendlier|cheaper|cleaner|smoother|safer|easier|kinder|smarter|tastier|fresher|stronger|greater|cooler|funnier|happier|ahead';
const worse = 'worse|slower|inferior|ruder|dirtier|uglier|weaker|dumber|pricier|crappier|shittier';
const adjective = 'reliable|helpful|comfortable|professional|friendly|fun|useful|affordable|trustworthy|responsive';
const beats = 'beats|outperforms|outclasses|outshines|destroys|crushes|demolishes|smokes|surpasses|tops|trounces';
const left = 'left|leaving|ditched|ditching|dumped|dumping|swapped|traded|abandoned|quit';
const moved = 'switched|switching|switch|moved|moving|changed|changing|converted|migrated|upgraded';
const more = 'prefer|prefers|preferred|choose|chose|pick|picked|rather';
const denied = "not|isn't|aren't|wasn't|never|hardly|no";

const cue = (id: string, favours: ComparisonCue['favours'], weight: number, phrases: string): ComparisonCue => ({ id: `en.compared.${id}`, favours, weight, phrases: phrasesOf(phrases) });

/** Words that may stand before any name. */
export const articles: readonly string[] = ['the', 'a', 'an', 'my', 'your', 'our'];

/** Comparisons of the target with another. */
export const comparisons: readonly ComparisonCue[] = [
  cue('ahead', 'target', 0.8, `brandname ... ${better} than|to; brandname ... more ${adjective} than; brandname ${beats}; brandname is ... ahead of; ${denied} ... ${better} than brandname; ${denied} ... as good as brandname; less ${adjective} than brandname; ${denied}|nowhere|nothing near|half|nearly as good|great|fast|nice as brandname; nowhere near as good as brandname`),
  cue('behind', 'other', 0.8, `${better} than brandname; superior to brandname; more ${adjective} than brandname; ${beats} brandname; ahead of brandname; brandname ... ${worse} than|to; brandname ... less ${adjective} than; brandname ... ${denied} ... ${better} than; brandname ... ${denied} as|so good as; brandname ... ${denied} half|nearly as|so good as`),
  cue('joined', 'target', 0.7, `${moved} from * to brandname; ${moved} * from * to brandname; ${left} ... for brandname; ${moved} to brandname ... from; ${moved} to brandname and|never ... looked|love|happier|back; ${more} brandname over|to|instead; ${more} ... brandname than; brandname over * any|every day; nothing|nobody beats|tops brandname; there's|is nothing|nobody|none like brandname; no one beats brandname; no one like brandname; wish|wished ... was|were more like brandname; should be more like brandname`),
  cue('left', 'other', 0.7, `${moved} from brandname to; ${moved} * from brandname to; ${left} brandname for; ${left} * brandname for; ${more} ... over|to brandname; ${more} ... instead of brandname; brandname should|could learn from|something; goodbye|bye brandname hello`),
  cue('unreal', 'target', 0, `wish|wished|hope|hoped|if|thought|expected ... brandname ... ${better} than|to; brandname used to be ... ${better} than; ${moved} to brandname ... regret|regretted|regretting|mistake`),
  cue('denied-ahead', 'target', 0, `brandname ... ${denied} ... ${better} than|to; brandname ... ${denied} ... more ${adjective} than; no ${worse} than brandname; ${denied} ... ${worse} than|to brandname`),
  cue('denied-behind', 'other', 0, `${denied}|may|might|if|can|could|nothing|wouldn't|anyone ... ${better} than brandname; if|never|may|might ... be ... ${better} than brandname; ${beats} brandname in|at the|straight|a|round|six|to|by;  nothing|nobody ... ${beats} brandname; no one ... ${beats} brandname; brandname ... ${denied} ... ${worse} than|to; ${denied} ... ${beats} brandname; ${more} to brandname`),
];
