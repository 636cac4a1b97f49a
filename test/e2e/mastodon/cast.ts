export const BRAND = 'acme';
export const TAG = 'acmeleak';
export const HUB = `hashtag:#${TAG}`;

/** A dozen who were hurt, here and on other servers; and what Dana says to each. */
export const PEOPLE: readonly (readonly [acct: string, complaint: string, answer: string])[] = [
  ['ada', 'My Acme boiler leaked gas all night and my children have been sick since. Nobody answers your hotline! #acmeleak', 'Ada, sick children after such a night: how frightening. You are right to be upset, and somebody should have answered. I am sorry. Please keep the valve closed. I am calling our safety team now and will write to you here by 17:00. Dana, Acme'],
  ['bela@north.example', 'Gas alarm at four in the morning because of an Acme boiler. This is dangerous and you sell it to families. #acmeleak', 'Bela, an alarm in the night must never happen, and you are right to be angry. I am sorry. Please let nobody use the boiler. I am having it looked at and will tell you here by 17:30 what comes next. Dana, Acme'],
  ['carmen@south.example', 'Burnt my arm when the Acme boiler flared up. I spent the night in hospital and I am furious. #acmeleak', 'Carmen, I hope your arm hurts less today. A night in hospital because of our boiler: you are right to be furious, and I am truly sorry. I am looking after this myself and will write to you here by 16:30. Dana, Acme'],
  ['dov', 'The pipe of our new Acme boiler came apart and the kitchen smelled of gas. We could have lost the house! #acmeleak', 'Dov, thank you for telling us, and I am sorry about the shock. Please have nobody light anything there. I am asking our engineers about the pipe and will report to you here at 18:30. Dana, Acme'],
  ['emre@north.example', 'Third Acme boiler in my street that leaks gas. How many more before somebody is killed? #acmeleak', 'Emre, three in one street is terrible, and I understand your worry about your neighbours. I am sorry. I am passing on what you saw this minute and will answer you here by 19:00. Dana, Acme'],
  ['freya', 'Acme, my daughter fainted because your boiler leaks. Where is your recall? Shameful. #acmeleak', 'Freya, that your daughter was hurt pains me very much, and I apologise to her and to you. You ask about a recall: I am taking that question up now and will come back to you here before 16:00. Dana, Acme'],
  ['gal@south.example', 'The fire brigade cleared our house because of an Acme boiler. I will never buy anything of theirs again. #acmeleak', 'Gal, I can see why you want nothing more of ours after you had to leave your house. I am sorry for that night. I am finding out what failed and will write to you here by 20:00. Dana, Acme'],
  ['hana', 'Terrible: the Acme boiler in our nursery leaked gas, two of my colleagues were taken to hospital. #acmeleak', 'Hana, please give my best wishes to both colleagues; it is awful that this came from our boiler. I am sorry. I am on it now and will tell you more here by 15:30. Dana, Acme'],
  ['ivo@north.example', 'Same here, our Acme boiler hisses and stinks of gas. I am afraid to sleep. #acmeleak', 'Ivo, being afraid in your own bed is awful, and I am sorry. Please open the windows and leave the boiler off. I am looking into what you hear and will write here again at 17:15. Dana, Acme'],
  ['jana', 'Our Acme boiler too! We were lucky that nobody was hurt, but this is a disaster. #acmeleak', 'Jana, I am glad that all of you are well, and sorry for the scare. I am adding your boiler to those we examine, and will let you know here by 18:15 what we find. Dana, Acme'],
  ['kofi@south.example', 'My mother was poisoned by an Acme boiler and your people told her to wait until Monday. Disgusting. #acmeleak', 'Kofi, that your mother was told to wait is wrong, and I am ashamed of it. I am sorry. I am sending somebody to her today and will write to you here by 15:45 when. Dana, Acme'],
  ['lior', 'Smelled gas, called Acme about my boiler, was hung up on. Twice. You put people in danger. #acmeleak', 'Lior, to be hung up on while you smell gas must not happen to anybody. You are right, and I am sorry. I am finding out who took your call and will write to you here by 16:15. Dana, Acme'],
];

/** Who quotes the first of them. */
export const AMPLIFIERS = ['mina@north.example', 'noor', 'otto@south.example'] as const;

/** One who takes it back. The words are nowhere else. */
export const REGRETTED = ['pavel', 'My late uncle’s chrysanthemums died of the gas from an Acme boiler. So angry! #acmeleak'] as const;
export const REGRETTED_WORDS = 'chrysanthemums';

/** What Dana says under the hashtag. */
export const STATEMENT =
  'Some Acme boilers leak gas. We are sorry for everybody who was hurt or frightened. We do not know the cause yet. Please close the valve and switch yours off now. We are looking into it and will write here again by 18:00. Dana, Acme #acmeleak';
/** What is said while the server was away. */
export const LATE = ['quinn@north.example', 'And another Acme boiler leaking gas, in my own cellar. #acmeleak'] as const;
