export const BRAND = 'acme-kettles';
export const HASHTAG = '#acmefire';
export const HUB = `hashtag:${HASHTAG}`;

/** Who is hurt, under the hashtag. */
export const COMPLAINTS: readonly (readonly [name: string, text: string])[] = [
  ['anna-k', 'My Acme kettle caught fire this morning while my kids had breakfast. Nobody answers the phone! #acmefire'],
  ['boris-t', 'Smoke, then flames. That is how my Acme kettle ended yesterday. This is dangerous and you sell it to families. #acmefire'],
  ['chen-l', 'Burnt my hand on an Acme kettle that exploded. I spent the night in hospital and I am furious. #acmefire'],
  ['dora-m', 'The plug of our new Acme kettle melted and the socket is black. We could have lost the house! #acmefire'],
  ['elif-s', 'Third Acme kettle in my street that burst into flames. How many more before somebody is killed? #acmefire'],
  ['farid-b', 'Acme, my daughter was burnt by your kettle. Where is your recall? Shameful. #acmefire'],
  ['gili-r', 'The fire brigade came because of an Acme kettle. I will never buy anything of theirs again. #acmefire'],
  ['hugo-p', 'Terrible: the Acme kettle in our office kitchen went up in flames, two colleagues inhaled smoke. #acmefire'],
];
/** Who answers in Anna's thread, without naming anybody. */
export const IN_THREAD: readonly (readonly [name: string, text: string])[] = [
  ['ines-v', 'Same here, mine sparked and burnt the worktop. I am afraid to touch it.'],
  ['jonas-w', 'Ours too! We were lucky that nobody was hurt. This is awful.'],
];
/** Another thread, of another matter: one asks, and one who answers is hurt. */
export const ELSEWHERE = [
  ['pia-q', 'Thinking of ordering from Acme. How long did your delivery take?'],
  ['quin-z', 'Three weeks, and my Acme order is still not here. Four mails and not one reply, I am really disappointed.'],
] as const;
/** Who carries it further. */
export const AMPLIFIERS = ['kira-a', 'leo-d', 'mina-f', 'noa-g'] as const;

/** One who takes it back. The words are nowhere else. */
export const REGRETTED = ['olga-h', 'My grandmother’s periwinkle curtains burnt because of an Acme kettle. So angry! #acmefire'] as const;
export const REGRETTED_WORDS = 'periwinkle curtains';

/** What Dana says under the hashtag. */
export const STATEMENT =
  'Some Acme kettles have caught fire. We are sorry for everybody who was hurt or frightened. We do not know the cause yet. Please unplug yours now. We are looking into it and will write here again by 18:00. Dana, Acme';
/** What she says to each: no two people hear the same words. */
export const ANSWERS: Readonly<Record<string, string>> = {
  'anna-k': 'Anna, a fire beside your children: how frightening. You are right to be upset, and somebody should have picked up the phone. I am sorry. Please leave the kettle unplugged. I am calling our safety team now and will write to you here by 17:00. Dana, Acme',
  'boris-t': 'Boris, flames in your kitchen must never happen, and you are right to be angry. I am sorry. Could you keep the kettle for us, unplugged? I am having it looked at and will tell you here by 17:30 what comes next. Dana, Acme',
  'chen-l': 'Chen, I hope your hand hurts less today. A night in hospital because of our kettle: you are right to be furious, and I am truly sorry. I am looking after this myself and will write to you here by 16:30. Dana, Acme',
  'dora-m': 'Dora, thank you for telling us, and I am sorry about the shock and the damage. Please have nobody use that socket. I am asking our engineers about the plug and will report to you here at 18:30. Dana, Acme',
  'elif-s': 'Elif, three in one street is terrible, and I understand your worry about your neighbours. I am sorry. I am passing on what you saw this minute and will answer you here by 19:00. Dana, Acme',
  'farid-b': 'Farid, that your daughter was hurt pains me very much, and I apologise to her and to you. You ask about a recall: I am taking that question up now and will come back to you here before 16:00. Dana, Acme',
  'gili-r': 'Gili, I can see why you want nothing more of ours after the fire brigade had to come. I am sorry for that night. I am finding out what failed and will write to you here by 20:00. Dana, Acme',
  'hugo-p': 'Hugo, please give my best wishes to both colleagues; smoke is no small thing. I am sorry that it came from our kettle. I am on it now and will tell you more here by 15:30. Dana, Acme',
  'ines-v': 'Ines, being afraid of a thing in your own kitchen is awful, and I am sorry. Do not touch it, please. I am looking into sparks like yours and will write here again at 17:15. Dana, Acme',
  'pia-q': 'Pia, thank you for asking. Most parcels arrive within five working days; I am checking how it looks for you this week and will tell you here by 17:45. Dana, Acme',
  'quin-z': 'Quin, three weeks of waiting and four mails without a word: you are right to be disappointed, and I am sorry. I am tracing your parcel now and will write to you here by 16:45. Dana, Acme',
  'jonas-w': 'Jonas, I am glad that all of you are well, and sorry for the scare. I am adding your kettle to those we examine, and will let you know here by 18:15 what we find. Dana, Acme',
};
/** What one of them says to that. */
export const THANKS = 'Thank you for answering so fast.';
