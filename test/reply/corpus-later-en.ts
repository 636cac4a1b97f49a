import type { ReviewContextInput } from '../../src/spec/reply.ts';

const dentist = 'Your dentist drilled the wrong tooth. Who do I talk to?';
const festival = 'Paid for camping with toilets. There were four for two thousand people.';
const shoes = 'Soles came off after two weeks. Cheap rubbish.';
const vegan = 'So you put fish sauce in the vegan ramen. Wow.';
const app = 'Locked out of my account and your reset mail never comes';
const intern = 'Your receptionist was so patient with my grandmother, thank her from us!';
const parking = 'Where can I park with a trailer?';

/** A third batch, in other trades. */
export const good: readonly [context: ReviewContextInput, text: string][] = [
  [{ stage: 'complaint', mention: dentist, themes: ['health'], harm: 3, severity: 'high' }, 'Drilling into a healthy tooth must never happen, and it happened to you in our chair. I am so sorry. You talk to me: I run this practice, and my line is open to you all day. Dr Amara Lund'],
  [{ stage: 'complaint', mention: festival }, "Four toilets for that crowd was grim and we know it. We counted on a supplier van that we should have chased harder. Everyone who booked camping gets half the price back by Friday. Kit, festival crew"],
  [{ stage: 'complaint', mention: shoes }, "Two weeks is no age for a sole! Bring them in or post them at our cost, whichever is easier, and you walk out with new ones. Want me to send the label? Jordi"],
  [{ stage: 'complaint', mention: vegan }, "You trusted the little green leaf on our menu and we let fish sauce slip past it. That is a breach of trust and I hate it. The ramen is off the menu until the chef and I have gone through every bottle. Emi, owner"],
  [{ stage: 'complaint', mention: app }, "No reset mail, no way in: maddening, sorry! Our mail server was refusing addresses like yours; I've unlocked your account from here, so try again now? I'm at my desk till five. Ravi"],
  [{ stage: 'holding', severity: 'high', incidentOpen: true, harm: 2, themes: ['money'] }, "Thousands of you woke up to a zero balance. We know how that looks and how it feels. Your money is being traced by the whole night shift; why the display went wrong is something we don't understand yet. I'll talk to you here at 8:15. Sofia, Kronen Bank"],
  [{ stage: 'holding', incidentOpen: true }, "The checkout is stuck, we're seeing it on our end too. The developers have been pulled out of lunch. We have no explanation yet. Give us half an hour and we'll report back. Finn"],
  [{ stage: 'update', incidentOpen: true, turn: 1 }, "It's one o'clock and the northern ferries are still tied up: around 600 passengers are waiting on the quay. The engine warning came from a faulty sensor. Whether we sail tonight depends on the inspector and he hasn't told us. Hot soup at gate 3. Next news at three. Liv, Fjordline"],
  [{ stage: 'closing', ownFault: true, turn: 3 }, "The exhibition is complete again: all nine portraits hang where they hung. I took them down after one angry letter, without asking the artists, and that was cowardly. I apologise to them and to you. From now on nothing leaves the wall before the artist has been heard. Come and tell me what you think. Ilse, curator"],
  [{ stage: 'bullying' }, "Enough. Nobody here gets to go after Tomas for his stutter. He is one of ours, and this thread is for talking about the show. Kasia, Radio Nova"],
  [{ stage: 'praise', mention: intern }, "Passing this on to Mirela right away, she will glow all week! Lovely of you to write. Give your grandmother our best. Oskar"],
  [{ stage: 'question', mention: parking }, "Car park C, behind the hall: bays 40 to 48 are long enough for a trailer. The gate opens at seven. See you there! Hugh, Expo team"],
];

export const bad: readonly [context: ReviewContextInput, text: string, cues: string[]][] = [
  [{ stage: 'complaint', mention: dentist, themes: ['health'], harm: 3 }, 'Every treatment carries risks, which you accepted in writing. Kindly direct all questions to our insurer.', ['L13']],
  [{ stage: 'complaint', mention: festival }, 'Festivals are about roughing it! Most guests had the time of their lives.', ['L13']],
  [{ stage: 'complaint', mention: shoes }, 'We have never received a complaint about this model before.', ['L13']],
  [{ stage: 'complaint', mention: vegan }, 'Sorry about that! Recipes change all the time, always ask the staff.', ['missing:say.acceptance']],
  [{ stage: 'holding', severity: 'high', incidentOpen: true, harm: 2, themes: ['money'] }, 'A display issue has been reported. Balances are safe, so there is no need to call.', ['L06']],
  [{ stage: 'update', incidentOpen: true, turn: 1 }, 'Ferry operations remain subject to technical checks. Travellers are advised to follow announcements.', ['L30']],
  [{ stage: 'closing', ownFault: true, turn: 3 }, 'After careful consideration the portraits have been reinstalled. We regret that this was perceived as censorship.', ['L31']],
  [{ stage: 'bullying' }, 'Haha, come on guys, play nice. Tomas can take a joke!', ['missing:say.distance']],
];
