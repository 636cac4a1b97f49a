import type { ElementName, Stage } from '../../spec/element.ts';
import type { Wording } from '../../spec/language.ts';

type Sentence = Wording['sentences'][number];

const say = (element: ElementName, ...texts: string[]): Sentence[] => texts.map((text) => ({ element, text }));
const sayIn = (stage: readonly Stage[], element: ElementName, ...texts: string[]): Sentence[] => texts.map((text) => ({ element, stage, text }));
/** Said only while none of these is known. */
const unless = (slots: readonly string[], sentences: readonly Sentence[]): Sentence[] => sentences.map((sentence) => ({ ...sentence, unless: slots }));

/** To a crowd, about an incident. */
const CROWD: readonly Stage[] = ['holding', 'update', 'closing', 'own-post-error'];
/** To one person. */
const PERSON: readonly Stage[] = ['complaint', 'question', 'press', 'employee', 'note', 'none'];
const CRITICISM: readonly Stage[] = ['complaint', 'employee', 'holding', 'update', 'closing', 'bullying', 'note', 'none', 'own-post-error'];
/** What people may be asked for help with. */
const HELPED: readonly Stage[] = ['complaint', 'employee', 'holding', 'update', 'closing', 'own-post-error'];
/** Where something went wrong for a reason. */
const CAUSED: readonly Stage[] = ['complaint', 'holding', 'update', 'own-post-error'];
/** Where a claim or a value is spoken of, and no cause is looked for. */
const NOTED: readonly Stage[] = ['note'];
const NOT_BULLYING: readonly Stage[] = ['none', 'complaint', 'question', 'praise', 'holding', 'update', 'closing', 'safeguarding', 'press', 'employee', 'note', 'own-post-error'];
const NOT_NOTED: readonly Stage[] = ['none', 'complaint', 'question', 'praise', 'bullying', 'holding', 'update', 'closing', 'safeguarding', 'press', 'employee', 'own-post-error'];

/**
 * How English drafts are worded. Values of `{fact}`, `{action}`, `{remedy}`, `{explanation}`, `{prevention}`, `{impact}`, `{answer}`,
 * `{instruction}`, `{correction}`, `{retraction}` and `{commitment}` are whole sentences; `{topic}` is a noun phrase in the person's own words.
 */
export const wording: Wording = {
  greeting: ['Hi {name},', 'Hello {name},', 'Dear {name},', 'Good day {name},'],
  greetingUnnamed: ['Hello,', 'Hi,', 'Hello there,', 'Hi there,'],
  signature: ['— {signature}, {brand}', '— {signature} from {brand}', '— {signature}, writing for {brand}', '— {signature} at {brand}'],
  hints: {
    name: 'The name the person goes by.',
    brand: 'The name of the brand.',
    topic: 'What it is about, in the person’s own words: “the parcel that never came”.',
    time: 'When you will write again: “16:00 today”.',
    url: 'The address of your one page with all statements.',
    fact: 'A confirmed fact, as a sentence.',
    impact: 'Who is affected and what it means for them, as a sentence.',
    action: 'What you are doing right now, as a sentence: “We are checking every order since Monday.”',
    remedy: 'How you put it right, as a sentence.',
    explanation: 'What happened and why, as a sentence. Only what is confirmed.',
    prevention: 'One concrete change, as a sentence: “Two people now approve every change.”',
    answer: 'The answer to the question, as a sentence.',
    route: 'The way to speak up in confidence, or to get help: a person, an address, a number.',
    instruction: 'What people must do now to be safe, as a sentence: “Please unplug the heater and do not use it.”',
    correction: 'What is true instead, as a sentence. Only what you can prove.',
    source: 'The address where anybody can check it.',
    retraction: 'What you had posted and why it is down, as a sentence: “It made a joke of a day on which people were hurt.”',
    commitment: 'What you commit to, and by when, as a sentence: “By the end of June we publish every test result.”',
    signature: 'Your first name, or how you sign: “Maya, service team”.',
  },
  sentences: [
    ...sayIn(CRITICISM, 'say.thanks', 'Thank you for telling us.', 'Thank you for taking the time to write.', 'Thank you for saying it openly.', 'We are grateful that you told us.', 'Thank you for bringing this to us.'),
    ...sayIn(['question'], 'say.thanks', 'Thank you for asking.', 'Thank you for asking us directly.', 'We are glad that you asked.', 'Thank you for the question.'),
    ...sayIn(['press'], 'say.thanks', 'Thank you for asking us before you write.', 'Thank you for asking.', 'Thank you for coming to us with this.', 'Thank you for the question.'),
    ...sayIn(['praise'], 'say.thanks', 'Thank you for the kind words.', 'Thank you so much for writing this.', 'Thank you for taking a moment to say so.', 'We are so glad that you told us.'),

    ...sayIn(PERSON, 'say.empathy', 'I understand how frustrating this is.', 'This hurts, and you have every reason to be upset.', 'It must have been exhausting to go through this.', 'I can see why you are angry.', 'I would feel the same: this is upsetting.'),
    ...sayIn(['praise'], 'say.empathy', 'We can imagine how much it was worrying you before, and we are glad with you.', 'We feel for you and with you.', 'I know how hard it was to get here.', 'It must have been stressful, and it is good to read how it went.'),
    ...sayIn(CROWD, 'say.empathy', 'We understand how upsetting this is.', 'This hurts, and you have every reason to be angry.', 'We can see how much worry and anger this has brought.', 'We know that this is painful for those it has hit.', 'We are thinking of everyone who is hurt by this.'),
    ...sayIn(['bullying', 'safeguarding'], 'say.empathy', 'Words like these are hurtful, and we feel for those they were aimed at.', 'This hurts, and nobody should have to read it about themselves.', 'We are thinking of everyone who had to read this about themselves.', 'It is painful to be spoken to like this.'),

    ...unless(['correction'], sayIn(NOT_BULLYING, 'say.acceptance', 'You are right: this should not have happened.', 'You are right to say so.', 'Your criticism is fair, and we accept it.')),
    ...sayIn(NOT_BULLYING, 'say.acceptance', 'You deserve better than this.', 'This is not good enough, and you are right to expect more.'),
    ...sayIn(['bullying'], 'say.acceptance', 'You are right to expect more of us.', 'You are right to hold us to account.', 'You are right to criticise us where we are not good enough.', 'Your criticism of us is fair, and we accept it.'),

    ...sayIn(PERSON, 'say.apology', 'I am sorry for what you went through.', 'I am truly sorry about this.', 'I am so sorry that you had to go through this.', 'I apologise to you for this.', 'I’m sorry; you should have been treated better.'),
    ...sayIn([...CROWD, 'bullying', 'praise', 'safeguarding'], 'say.apology', 'We are sorry for what this has put you through.', 'We are truly sorry.', 'We apologise to everyone this has hit.', 'To all who were hurt by this: we are deeply sorry.'),
    ...say('say.responsibility', 'We got this wrong.', 'The responsibility is ours.', 'This is on us, and on nobody else.', 'We failed you here, and we own that.', 'We take full responsibility for it.'),

    ...say('say.awareness', 'We know about this, and it matters to us.', 'We have seen what you are telling us.', 'We are aware of what is going on.', 'We see your messages, and we know that something is wrong.', 'We are aware of {topic}.', 'We know about {topic}, and it matters to us.', 'We have seen what you are writing about {topic}.'),
    ...unless(['explanation'], say('say.action', 'We are looking into it right now.', 'We are checking this at this very moment.')),
    ...unless(['explanation'], sayIn(CAUSED, 'say.action', 'We have started to look for the cause, and we are staying with it.')),
    ...say('say.action', 'We are going through it step by step, right now.', 'We are working on it as you read this.', 'This is what we are doing right now: {action}', 'What we are doing about it: {action}', 'We are on it: {action}', 'Our next steps, which we are taking now: {action}'),
    ...unless(['explanation'], sayIn(NOT_NOTED, 'say.unknowns', 'We do not know the cause yet, and we will not guess.', 'What caused it, we cannot say yet.', 'Why it came to this, we do not know yet.')),
    ...sayIn(NOTED, 'say.unknowns', 'Whether it is so, we do not know yet, and we will not guess.', 'What is true of this, we do not know yet.'),
    ...say('say.unknowns', 'We do not have all the answers yet.', 'There is much that we do not know yet, and we say so openly.', 'There are still things that we do not know.'),
    ...say('say.knowns', 'What we know so far: {fact}', 'This much is certain: {fact}', 'Here is what we have confirmed: {fact}', 'So far we know this: {fact}'),
    ...say('say.impact', 'Who is affected: {impact}', 'What it means for those affected: {impact}', 'How far it goes, and who is affected: {impact}', 'The people affected: {impact}'),
    ...say('say.nextUpdate', 'We will write here again by {time}, even if there is nothing new.', 'Our next update comes by {time}.', 'You will hear from us here again by {time}.', 'By {time} at the latest, we will post an update here.', 'We will be back here with an update by {time}.'),

    ...sayIn(NOT_BULLYING, 'say.service', 'I will look after this until it is settled.', 'We will sort this out with you.', 'I will take this up today and come back to you here.', 'I will stay with you on this until it is done.'),
    ...sayIn(['bullying'], 'say.service', 'I will look after what you raised about us.', 'We will sort out with you what you raised about us.', 'I will take up what you raised about us and come back to you here.', 'What you raised about us, we will look into with you.'),
    ...sayIn(PERSON, 'say.uptake', 'You wrote about {topic}, and I have read every word of it.', 'I have read what you wrote about {topic}.', 'What you wrote about {topic} has reached me, and I have read it.', 'I have read your words about {topic} more than once.'),
    ...sayIn([...CROWD, 'bullying', 'praise', 'safeguarding'], 'say.uptake', 'We have read what you wrote about {topic}.', 'You wrote to us about {topic}.', 'We have read your words about {topic}.', 'We have heard what you say about {topic}.'),
    ...unless(['remedy'], sayIn(HELPED, 'say.invitation', 'What would help you most? Please tell us here.')),
    ...say('say.invitation', 'Please tell us what we have missed.', 'We want to hear from you: what else should we know?', 'Please keep telling us what you see.', 'Tell us what you think; we are reading along.'),

    ...say('say.explanation', 'This is how it happened: {explanation}', 'The cause: {explanation}', 'Here is what happened: {explanation}', 'What went wrong was this: {explanation}'),
    ...say('say.remedy', 'This is how we are putting it right: {remedy}', 'To make it right: {remedy}', 'What we are doing to put this right: {remedy}', 'We are setting it right like this: {remedy}'),
    ...say('say.prevention', 'What we have changed so that it does not happen again: {prevention}', 'From now on: {prevention}', 'Starting now: {prevention}', 'Here is what changes, so that this does not happen again: {prevention}'),

    ...say('say.instruction', 'Your safety comes first, so please do this now: {instruction}', 'This is what to do right now to stay safe: {instruction}', 'To keep you and those around you safe: {instruction}', 'For your safety, before anything else: {instruction}', 'What matters most now is that you are safe: {instruction}'),
    ...say('say.correction', 'This is what is true: {correction}', 'One thing needs to be set straight: {correction}', 'Here is what is correct: {correction}', 'We want you to have the right facts: {correction}', 'To set the record straight: {correction}'),
    ...say('say.source', 'You can check this for yourself: {source}', 'The source is open to everyone: {source}', 'Anyone can verify it here: {source}', 'Here is where you can check it: {source}', 'You do not have to take our word for it; the source is here: {source}'),
    ...unless(['takeover'], say('say.retraction', 'We have taken our post down, and this is why: {retraction}', 'Our post is no longer up, and you should know why: {retraction}', 'We have withdrawn what we posted: {retraction}', 'We took down our own post: {retraction}', 'Our post should never have gone up, and we have taken it down: {retraction}')),
    ...say('say.retraction', 'We have taken down the post that stood on our account: {retraction}', 'We have removed the post from our account, and you should know why: {retraction}'),
    ...say('say.commitment', 'This is what we commit to: {commitment}', 'You can hold us to this: {commitment}', 'We give you our word on this: {commitment}', 'Our commitment to you: {commitment}', 'This is a promise that you can measure us by: {commitment}'),

    ...say('say.distance', 'We do not accept attacks on anyone here.', 'What was written here is not okay, and it does not speak for us.', 'We reject this kind of abuse, whoever it comes from.', 'This crossed a line, and we keep our distance from it.'),
    ...say('say.protection', 'Nobody should be spoken to like this.', 'We stand with the person it was aimed at.', 'Everyone has the right to be here without being attacked.', 'Everyone deserves respect here.'),
    ...say('say.houseRule', 'The rule here is simple: argue with us as hard as you like, and leave people out of it.', 'Criticism of us is welcome here; attacks on people are not.', 'The rule on this page: argue about the matter, never against a person.', 'Disagree with us freely, and stay respectful with each other.'),

    ...say('say.identity', 'This is the official account of {brand}.', 'I am writing for {brand}.', 'You are talking to the official account of {brand}.', 'I am answering on behalf of {brand}.'),
    ...say('say.disclosure', 'I work for {brand}.', 'I am part of the team at {brand}.', 'I am writing on behalf of {brand}.', 'For openness: I work at {brand}.'),
    ...say('say.canonicalLink', 'All that we know is collected here: {url}', 'We keep everything about this on one page: {url}', 'You find all our statements here: {url}', 'The full and latest version is here: {url}'),
    ...say('say.heard', 'We hear you, and we are taking this up inside.', 'We have heard what you say, and it goes to those who decide.', 'I hear what you are saying, and I am bringing it up inside.', 'We are listening to you, and we will take this further.'),
    ...say('say.route', 'You can raise this in confidence: {route}', 'There is a confidential way to speak up: {route}', 'To raise it safely and confidentially: {route}', 'You can speak freely and in confidence here: {route}'),
    ...say('say.neutralFact', 'For everyone who is reading along: {fact}', 'One fact for all who follow this: {fact}', 'What anybody can check: {fact}', 'To those who are following this: {fact}'),
    ...say('say.deadlineAsked', 'When is your deadline?', 'What is your deadline, so that we answer in time?', 'By when do you need our answer?', 'When do you publish?'),
    ...say('say.help', 'You can get help here, at any hour: {route}', 'Somebody is there to talk with you now; you can get help here: {route}', 'Please get help now: {route}', 'You can talk to someone at once: {route}'),
    ...sayIn(['question', 'press'], 'say.answer', 'The answer to your question: {answer}', 'To answer you: {answer}'),
    ...say('say.answer', 'Here is what we can tell you: {answer}', 'This is how it is: {answer}', 'This is our answer: {answer}', 'This is how things stand: {answer}'),
  ],
};
