import type { Evasion } from './evasions.ts';

/** Sentences that get round a complaint, each by itself within an answer that is good without it, and their good twins. */
export const evasions: readonly Evasion[] = [
  {
    cue: 'never.incentive', frame: 'base', of: 'lift',
    cold: [
      'A night for free is waiting for you once your review reads differently.',
      "Let's make a deal: five stars from you, a spa day from us.",
      'Guests who take their complaints back get the minibar for nothing.',
      'I can offer you 80 euros to have that Tripadvisor entry removed.',
    ],
    fine: [
      'The 80 euros are back on your card, write what you like.',
      'Please leave your review as it stands.',
    ],
  },
  {
    cue: 'L08', frame: 'base', of: 'lift',
    cold: [
      'Rest assured that we look into every legal avenue when our name is dragged through the mud.',
      'We have had to defend ourselves against guests before, and successfully.',
      'Spreading untruths has its price.',
      'Please bear in mind that reviews leave traces, and so do their authors.',
    ],
    fine: [
      'You may show this answer to your lawyer if that helps you.',
      'That noise has had its price: three of your nights.',
    ],
  },
  {
    cue: 'L13', frame: 'plain', of: 'lift',
    cold: [
      'A change of room is out of the question.',
      "Sadly I don't see what else we could do for you.",
      'We must ask you to accept this as it is.',
      'Complaints can only be made during the stay.',
    ],
    fine: [
      "A change of room was refused to you, and it shouldn't have been. I have a quiet one ready tonight.",
      "I can't stop the lift, other guests need it. I'm moving you to the garden side at 18:00.",
    ],
  },
  {
    cue: 'L04', frame: 'base', of: 'lift',
    cold: [
      'A bit of noise is part of city life.',
      'It is merely a lift, not a drum kit.',
      'One gets used to it quickly.',
      'Others sleep next to a motorway.',
    ],
    fine: [
      'It is not merely noise, it is your sleep.',
      'A lift that bangs is part of no holiday.',
    ],
  },
  {
    cue: 'L15', frame: 'base', of: 'lift',
    cold: [
      'So far everybody has slept soundly in 204.',
      'We have had that lift for nine years without a single complaint.',
      'Your neighbours in 205 heard nothing.',
      'On average our guests rate their sleep at 9.4.',
    ],
    fine: [
      'Your neighbours in 205 heard it too.',
      'You should be able to sleep as soundly as everybody else.',
    ],
  },
  {
    cue: 'L08', frame: 'base', of: 'lift',
    cold: [
      'House rules put quiet rooms down as a request only.',
      'By booking you consented to our conditions of stay.',
      'Noise is not a ground for a reduction under the booking terms.',
      'As set out on page 4 of your confirmation, rooms are allotted by us.',
    ],
    fine: [
      'House rules or not, a guest has to be able to sleep.',
      'On page 4 of your confirmation we promised a quiet room, and we did not keep it.',
    ],
  },
  {
    cue: 'L17', frame: 'base', of: 'lift',
    cold: [

    ],
    fine: [
      'Next year the lift will be rebuilt; it is older than I am.',
      'Thank you for having an ear for it: you heard what we had stopped hearing.',
    ],
  },
  {
    cue: 'never.takedown', frame: 'base', of: 'lift',
    cold: [
      "Maybe you'd now like to give us another star.",
      'It would mean a lot to us if that review disappeared.',
      'Do be so kind and amend your text on Booking.',
      'We count on your fairness to put the rating right.',
    ],
    fine: [
      'I would like to give you another room tonight.',
      'Your text on Booking is fair.',
    ],
  },
  {
    cue: 'L02', frame: 'plain', of: 'lift',
    cold: [
      'I regret that our receptionist may have seemed indifferent to you.',
      'How sad that you remember us this way.',
      'We are sorry you consider this a problem.',
    ],
    fine: [
      "I'm sorry that our receptionist shrugged at you. I'm moving you to the garden side tonight.",
      "I'm sorry we let you lie awake. I'm moving you to the garden side tonight.",
    ],
  },
  {
    cue: 'L04', frame: 'holding', of: 'lift',
    cold: [
      'Only 6 of our 420 guests are affected.',
      'Six cases among 420 guests is very little.',
      'Not more than 1.4 % of you are unwell.',
      'Luckily it was a mere handful.',
    ],
    fine: [
      'Six of our 420 guests are affected.',
      '1.4 % of you are unwell; that is six people too many.',
    ],
  },
];
