import type { LanguagePack } from '../../spec/language.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** Each word stands in one kind alone: "that" and "so" where they are commonest. */
export const functionWords: NonNullable<LanguagePack['functionWords']> = {
  personal: words("i me my mine myself you your yours yourself he him his himself she her hers herself we us our ours ourselves they them their theirs themselves i'm i've i'll i'd you're you've you'll he's she's we're we've we'll they're they've"),
  impersonal: words("it its it's this that these those who whom whose which what something anything everything nothing someone anyone everyone somebody anybody everybody nobody other others that's"),
  articles: words('a an the'),
  conjunctions: words('and but or nor because although though while whereas if unless as so until whether since'),
  prepositions: words('of to in on at by for with from about into over after before under between through during without within against among toward towards upon off out up down near behind'),
  auxiliaries: words('am is are was were be been being have has had having do does did will would can could shall should may might must'),
  adverbs: words('very really just also again still already even only too here there now then always often ever soon quite almost maybe perhaps together'),
  negations: words("no not never none neither cannot don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't haven't hasn't hadn't shouldn't"),
  quantifiers: words('all some any many much few more most less least several each every both enough lot lots plenty little'),
};
