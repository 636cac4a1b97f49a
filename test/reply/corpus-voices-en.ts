import type { ReviewContextInput } from '../../src/spec/reply.ts';

const sofa = "I've been waiting for my sofa for nine weeks and every date you give me slips. Is anyone even there?";
const rain = 'Your driver left my parcel in the rain and the book inside is soaked.';
const twice = 'Charged twice for one ticket, and the chat bot keeps looping me.';
const ramp = "The wheelchair ramp at your Leeds branch has been locked for a month. I can't get in.";
const gluten = 'Gluten in a meal marked gluten free. My daughter was ill all night.';
const upload = 'Third time the app eats my homework upload. Deadline missed.';
const card = 'You froze my card while I was abroad and nobody picked up the phone.';
const smoke = 'Hotel room smelled of smoke, asked to move, was told no.';
const ring = 'Shout-out to the lady at the Bristol till who found my lost ring!';
const malta = 'Do you ship to Malta?';
const dog = 'Can I bring my dog on the ferry?';

/** Replies in the voices of many people who answer for a living: they may go out. */
export const good: readonly [context: ReviewContextInput, text: string][] = [
  [{ stage: 'complaint', mention: sofa }, "Hi Jen, nine weeks and three broken dates, no wonder you're fed up. That's on us. I've just rung the warehouse and I'll message you before lunch tomorrow with a date I'd put my own name to. Tom at Harlow Sofas"],
  [{ stage: 'complaint', mention: rain }, 'Oh no, a soaked book is the last thing you should be opening. Really sorry about that. A new copy goes out today, and I’ve asked the depot to find out why it was left outside. Priya'],
  [{ stage: 'complaint', mention: twice, themes: ['money'] }, "Two charges for one ticket and then a bot going in circles: I'd be annoyed too. You shouldn't have to chase us for your own money. I've flagged the second charge for refund and will check tomorrow morning that it left our account. Sam, billing"],
  [{ stage: 'complaint', mention: ramp, themes: ['discrimination'], severity: 'high' }, "You're absolutely right, a locked ramp means a locked door for you, and that is not acceptable. I apologise. I spoke with the Leeds manager five minutes ago, the key is now with the front desk, and I'm going there on Thursday to see for myself. Owen, accessibility lead"],
  [{ stage: 'complaint', mention: gluten, themes: ['health', 'children'], harm: 3, severity: 'high', require: ['say.empathy', 'say.service', 'say.identity'] }, "I'm so sorry your daughter had such an awful night. A meal marked gluten free must be exactly that, and ours wasn't. We've taken it off the shelf this morning. May I call you today? I want to hear what happened and make this right. Hannah, Greenfork kitchen"],
  [{ stage: 'complaint', mention: upload }, "Losing your upload once is bad enough, three times is plain wrong. Our mistake, not yours. If it helps I'll write to your teacher and confirm the outage; just tell me here. And I'm digging through the logs with our developers right now. – Kofi"],
  [{ stage: 'complaint', mention: card, themes: ['money'] }, 'Being stuck abroad without a card must have been frightening, and then nobody answered. We let you down there. The card is open again since 14:10, and I am staying on this until you have paid safely. Ana from Northway Bank'],
  [{ stage: 'complaint', mention: smoke, require: ['say.acceptance', 'say.service', 'say.identity'] }, "A smoky room and a flat no at the desk: we did this badly. Please accept my apologies. I've moved you to the fourth floor, the key is waiting. Let me know if it's any better. Luis, duty manager"],
  [{ stage: 'holding', severity: 'high', incidentOpen: true }, "We can see that payments are failing for a lot of you right now. We're on it, the whole team is. Why it broke, we can't say yet. Next word from us here at half past nine. – Ines for PayPoint"],
  [{ stage: 'holding', severity: 'high', incidentOpen: true, harm: 2, themes: ['safety'], require: ['say.awareness', 'say.action', 'say.unknowns', 'say.nextUpdate', 'say.empathy', 'say.identity'] }, "We've heard you: the trains on the coast line aren't moving and people are stuck on board without heating. That is miserable and we're sorry. Crews are walking to the trains now. What stopped them isn't clear yet. I'll be back with news by 21:15. Dave, Coastline Rail"],
  [{ stage: 'holding', incidentOpen: true }, "Yes, the site is down. Yes, we've noticed. Everybody here is working to bring it back. Don't have a cause yet. Update in 30 minutes, here. Mel"],
  [{ stage: 'update', incidentOpen: true, turn: 1 }, "Update, 11:00. Around 4,000 of you still can't log in, mostly in the north. We've found that a certificate ran out. We don't yet know whether any messages got lost. More from us at noon. Rosa, on call"],
  [{ stage: 'update', incidentOpen: true, turn: 2, harm: 2 }, "Where we are: 212 families still have no hot water. The pump has been swapped. What we can't tell yet is how long the pipes need to warm up. I know how cold it is and I'm sorry. Next update 18:30. Greta, Warmside"],
  [{ stage: 'closing', ownFault: true, turn: 3 }, "It's over, and you deserve the whole story. Our engineer pushed an untested change on Friday, and 900 orders went missing. That was our doing and I'm sorry. Every order has been shipped again. Since Monday no change goes out without a second pair of eyes. Anything still missing? Write to me. Jonas"],
  [{ stage: 'closing', ownFault: true, turn: 4, themes: ['health'] }, "Last night's recall is complete. A label printer mixed up two batches; we should have caught it and did not. We apologise to everyone who worried. All 3,100 jars were refunded. From now on each batch gets scanned twice before it leaves. Thank you for your patience. Ruth, founder"],
  [{ stage: 'bullying', require: ['say.distance', 'say.protection', 'say.identity'] }, "Be as angry with us as you like. Going after Dana because of how she looks is something we won't stand for. We've got her back. Please keep this place kind. Team Orchard"],
  [{ stage: 'bullying' }, "Hey. That comment about Samir is cruel and we want no part in it. Nobody gets mocked for their accent here. If you have a problem with our service, I'm all ears. Lottie, community team"],
  [{ stage: 'praise', mention: ring }, "This made our morning! I'll read it out to the Bristol crew at four. Thank you so much for sharing, and so glad the ring is back where it belongs. Beth"],
  [{ stage: 'question', mention: malta }, 'Yes we do! Malta takes about five days and costs 7 euros. Shout if you get stuck. Nico'],
  [{ stage: 'question', mention: dog }, 'Good question! Dogs are welcome on the open deck, on a lead; the cabins are pet-free, sorry to say. Have a lovely crossing, both of you. Maeve, Islay Ferries'],
];

/** Replies of the same trade that would make it worse. */
export const bad: readonly [context: ReviewContextInput, text: string, cues: string[]][] = [
  [{ stage: 'complaint', mention: sofa }, 'Delivery dates are estimates only. Please refer to our terms.', ['L13']],
  [{ stage: 'complaint', mention: rain }, "Once the parcel leaves our hands it's the courier's responsibility. You'll need to take it up with them.", ['L07']],
  [{ stage: 'complaint', mention: twice, themes: ['money'] }, 'As per our records only a single transaction was made. Kindly check with your bank.', ['L15']],
  [{ stage: 'complaint', mention: ramp, themes: ['discrimination'] }, 'We value all our customers and strive to offer an inclusive experience. Your comment has been passed on.', ['L09']],
  [{ stage: 'complaint', mention: gluten, themes: ['health'], harm: 3 }, "Sorry to hear that. Our kitchens follow strict procedures so it's unlikely our meal was the cause. Hope she feels better!", ['L15']],
  [{ stage: 'complaint', mention: upload }, "Have you tried reinstalling? Most users don't have this problem.", ['L15']],
  [{ stage: 'complaint', mention: card }, 'Sorry for the wait, however we were experiencing unusually high call volumes.', ['L03']],
  [{ stage: 'complaint', mention: smoke }, "We're sorry you didn't enjoy your stay. We hope you'll give us another chance!", ['L02']],
  [{ stage: 'holding', severity: 'high', incidentOpen: true }, 'Some users may be experiencing intermittent issues. Thank you for bearing with us.', ['L04']],
  [{ stage: 'holding', incidentOpen: true }, "We're aware of reports circulating online. We have nothing further to add at this stage.", ['L28']],
  [{ stage: 'update', incidentOpen: true, turn: 1 }, 'Everything is back to normal. Thank you for your patience.', ['L18', 'L30']],
  [{ stage: 'closing', ownFault: true, turn: 2 }, 'The matter is now closed. We have taken the appropriate measures and thank everyone for their understanding.', ['L31', 'L32']],
  [{ stage: 'bullying' }, "Let's all calm down, there are two sides to every story. If Dana was offended, we apologise.", ['L01']],
  [{ stage: 'praise', mention: ring }, "Glad you like it! Use code RING10 for your next order and don't forget to rate us five stars!", ['L25']],
  [{ stage: 'question', mention: malta }, 'All information can be found on our website.', ['missing:say.answer']],
];
