import type { ReviewContextInput } from '../../src/spec/reply.ts';

const bus = 'Bus 41 drove right past my mum and her walking frame. In the snow.';
const roaming = 'A bill of 380 for two days in Norway. Nobody warned me roaming was on.';
const cake = "The birthday cake had the wrong name on it. My son is five and he cried.";
const clinic = 'Three months for an appointment and then you cancel by text the night before.';
const game = 'Your update deleted 200 hours of my save. Thanks a lot.';
const tenant = 'No lift in our building for six weeks. I carry the pram up five floors.';
const nails = 'Found a nail in the toy my toddler was chewing on!';
const silence = 'Fourth email, still no answer. Do you even read these?';
const refill = 'Is the refill pack compatible with the old dispenser?';
const library = 'Will the Southside library open on Sundays again?';
const thanks = 'Flight 220 crew calmed my panicking husband the whole way. Angels.';
const nurse = 'The night nurse on ward 6 sat with my dad until I came. I will never forget it.';

/** A second batch, written after the cues were widened: what the review makes of people it has never read. */
export const good: readonly [context: ReviewContextInput, text: string][] = [
  [{ stage: 'complaint', mention: bus, themes: ['safety'], harm: 2 }, "Your mum, left standing in the snow with her frame. That made me wince. We failed her. The depot has the driver's schedule and I'm meeting them at three; you'll have my answer tonight. How is she? Gareth, Valley Buses"],
  [{ stage: 'complaint', mention: roaming, themes: ['money'] }, "Hi Tove, 380 for two days would give anyone a shock. You should have got a text from us at the border and I can see that it never went out. I've taken the roaming charges off your bill, the new total shows up tomorrow. Mats"],
  [{ stage: 'complaint', mention: cake }, "A five-year-old in tears over our cake, that one stings. We wrote the wrong name and nobody looked twice. Could we bake him another, with his own name, for Saturday? I'd bring it round myself. Rosie from the bakery"],
  [{ stage: 'complaint', mention: clinic, themes: ['health'] }, 'After three months of waiting, a text the evening before is not how anybody should be treated. I apologise. Dr Bell has opened an early slot on Wednesday at 8; if that suits you I will hold it until you tell me. Imani, appointments'],
  [{ stage: 'complaint', mention: game }, "200 hours. I play too, I know what that feels like. It was our patch that wiped the saves, not anything you did. We've got backups up to Sunday and I'm restoring yours by hand this afternoon. Will ping you when it's there. ^Juno"],
  [{ stage: 'complaint', mention: tenant, require: ['say.empathy', 'say.acceptance', 'say.service', 'say.identity'] }, "Five floors with a pram, twice a day, for six weeks. You're worn out and you have good reason to be cross with us. The missing part lands Thursday and the fitter comes the same day; until then our caretaker Bill will carry the pram, just ring 4. Sorry it took us so long. Wendy, Parkside Housing"],
  [{ stage: 'complaint', mention: nails, themes: ['safety', 'children'], harm: 3, severity: 'critical' }, "That is terrifying, and I'm relieved to read no injury in your words. Is your little one all right? Please take the toy away from every child. We have stopped selling that batch as of this minute. I'd like to ring you now: tell me a good number in a private message. Helen Marsh, head of safety"],
  [{ stage: 'complaint', mention: silence }, "Four emails and not a word back. That's poor, and it's down to us. I've just read all four. The short answer: yes, you're covered, and the letter goes in the post today. Anything I've missed, I'm here till six. Colin"],
  [{ stage: 'holding', severity: 'critical', incidentOpen: true, harm: 3, themes: ['health'], require: ['say.awareness', 'say.action', 'say.unknowns', 'say.nextUpdate', 'say.empathy', 'say.identity'] }, "Several of you fell ill after eating our chicken salad. We're deeply worried for you and your families. We've taken every salad off the shelves and the lab is testing them. So far nobody knows what made people ill. I'll post again here at 4 pm. Nadia Osei, Freshmark"],
  [{ stage: 'holding', incidentOpen: true, severity: 'high' }, "No internet in the east of the city since about seven. You're not imagining it. Three vans are out looking for the break. Where it is, we can't tell yet. Back here at nine with whatever we've learned. Piotr @ CityFibre"],
  [{ stage: 'holding', incidentOpen: true }, "Hey all, tickets aren't loading for loads of you, we see it too. Devs are in it up to their elbows. Cause: no clue so far. I'll check back in by quarter past. Lou"],
  [{ stage: 'update', incidentOpen: true, turn: 1, harm: 2 }, "Six pm. About 1,100 homes in Eastbrook are still dark. A tree took down the main line and crews have cut it clear. How long the rewiring takes, nobody can say tonight. It's freezing, I know. The school hall is open and warm. I'll write again at eight. Anneke, GridNorth"],
  [{ stage: 'update', incidentOpen: true, turn: 3 }, "Where things stand this morning: roughly half of you can pay by card again, the rest can't. The fault sits in one data centre. Still unknown: why the backup didn't kick in. Next post from me at 10:30. Dario"],
  [{ stage: 'closing', ownFault: true, turn: 5 }, "As of last night every home has water again. Why did it go? In March we skipped a valve inspection to save a day, and that valve burst. That's on us and I'm sorry for the four days you went without. No inspection gets skipped any more; the dates are on our page for all to see. Was there anything we should have done differently? Frank, Millwater"],
  [{ stage: 'closing', ownFault: true, turn: 2, themes: ['money'] }, "To the 412 people we charged twice: the money went back this morning. I set up the new billing run on Monday and never tested it on real accounts. My mistake, and I'm sorry for the fright. From this week a colleague checks each run before it starts. Write to me if anything is off. Yasmin, accounts"],
  [{ stage: 'bullying' }, "Disagree with the ruling, that's your right. Calling Lena a pig isn't. We don't want that here. Lena, we're on your side. Bram, moderators"],
  [{ stage: 'bullying', require: ['say.distance', 'say.protection', 'say.identity'] }, "We read what was posted about the family in our ad. Racist abuse has no home on our page. They are our guests and we're proud to have them. Talk about the product all you like, be decent to people. Eva, for Lumo"],
  [{ stage: 'praise', mention: nurse }, "I'm going up to ward 6 right now to read her this. Thank you for telling us, she'll be so touched. Warm wishes to your dad. Paul, St Anne's"],
  [{ stage: 'question', mention: refill }, 'It is, the old dispenser takes both sizes. Just turn the ring to the left until it clicks. Fran'],
  [{ stage: 'question', mention: library }, "We hope so! The council votes on the 12th, and if it's a yes we open on Sundays from October, ten till four. I'll post the result on this page. Tilda, city libraries"],
];

/** Among them texts that look warm and are hollow. */
export const bad: readonly [context: ReviewContextInput, text: string, cues: string[]][] = [
  [{ stage: 'complaint', mention: bus, themes: ['safety'], harm: 2 }, "Our drivers are trained to the highest standards. Passengers must signal clearly at the stop.", ['L13']],
  [{ stage: 'complaint', mention: roaming, themes: ['money'] }, 'Thank you for being part of the family! Roaming charges are set out in your contract. Have a wonderful day!', ['L13']],
  [{ stage: 'complaint', mention: cake }, 'Oh no! Names are taken from the order form, so please double-check next time. Hope the party was fun anyway!', ['L07']],
  [{ stage: 'complaint', mention: clinic, themes: ['health'] }, 'We understand your frustration. Unfortunately cancellations may occur at short notice. Please rebook online.', ['missing:say.acceptance']],
  [{ stage: 'complaint', mention: game }, "We hear you! Players who back up their saves were not affected. Stay tuned for the exciting new season!", ['L13']],
  [{ stage: 'complaint', mention: tenant }, 'We are sorry for any disruption the lift outage may have caused and appreciate your continued understanding.', ['L01']],
  [{ stage: 'complaint', mention: nails, themes: ['safety', 'children'], harm: 3, severity: 'critical' }, 'All our toys pass strict safety tests, so this cannot have come from our factory. Please DM us a photo.', ['L15']],
  [{ stage: 'complaint', mention: silence }, 'Hi there, please note our response time is currently 10 working days.', ['missing:say.acceptance']],
  [{ stage: 'holding', severity: 'critical', incidentOpen: true, harm: 3, themes: ['health'] }, 'We are aware of claims on social media regarding one of our products. Customer safety is our top priority.', ['missing:say.action']],
  [{ stage: 'update', incidentOpen: true, turn: 1, harm: 2 }, 'Our teams continue to work hard. We thank our customers for their patience and will share more when we can.', ['missing:say.impact']],
  [{ stage: 'closing', ownFault: true, turn: 5 }, 'Water supply has been restored. We sincerely apologise for any inconvenience and remain committed to serving you.', ['L05', 'L31']],
  [{ stage: 'bullying' }, 'Please keep comments on topic, folks.', ['missing:say.distance']],
  [{ stage: 'praise', mention: thanks }, 'We know, our crews are the best in the industry! Book your next trip today.', ['missing:say.thanks']],
  [{ stage: 'question', mention: refill }, 'Please see the FAQ on our site.', ['missing:say.answer']],
];
