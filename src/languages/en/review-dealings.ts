import type { ReviewCue } from '../../spec/language.ts';

import { reviewCueMakers } from '../../lib/review-cues.ts';

const { cue, except, unlessNegated } = reviewCueMakers('en');

const WORDS = 'review|reviews|rating|ratings|star|stars|tweet|tweets|comment|comments|feedback|complaint|complaints|testimonial|score';
const WRITTEN = 'text|entry|words|writeup|listing|statement|remarks';
const POST = 'post|posts|video|thread|story|reel|message';

/** What a brand must not deal in: what others wrote about it. */
export const dealings: readonly ReviewCue[] = [
  cue('M.review', [WORDS, `your|this|that|the ${POST}`, `your ${WRITTEN}`, 'trustpilot|yelp|tripadvisor|google|booking entry|text|listing|profile', `your|this|that|the angry|negative|bad|harsh|last|public|first|original ${POST}`, 'what|everything you wrote|posted|said|published', 'trustpilot|yelp|tripadvisor']),
  // A review somebody else's hand is on: as verb before it, and as what becomes of it.
  cue('M.alter', [
    'change|changing|changed|update|updating|updated|edit|editing|edited|revise|revising|revised|amend|amending|delete|deleting|deleted|remove|removing|removed|withdraw|withdrawing|withdrew|retract|retracting|reconsider|reconsidering|adjust|adjusting|raise|raising|improve|improving|correct|correcting|rethink|rethinking|rephrase|rephrasing|soften|softening|modify|modifying|alter|altering|erase|erasing|hide|hiding|upgrade|upgrading|increase|replace', 'take|takes|took|taking|taken|pull|pulling|pulled|bring ... down|offline|off|back', 'take|takes|took|taking|taken|pull|pulling|pulled down|back|off',
    'put|putting|set|setting ... right|straight', 'give|giving|leave|leaving|add|adding us ... star|stars|rating', 'better|positive|good|higher|generous|gentler|milder|kinder|nicer|fairer|five|5|four|another|new|more rating|review|star|stars|comment|score|feedback|words',
  ]),
  except('M.alter', ['update|updating|correct|updated us|me|you|on|here', 'change|changing|changed ... how|what we|you|our|i', 'take|took|taking ... back to']),
  cue('M.altered', [
    'is|are|was|were|been|be|gets|get|got|has ... updated|changed|edited|revised|removed|deleted|gone|withdrawn|retracted|amended|corrected|down|hidden|adjusted|improved', 'turns|turn|turned|becomes|become|goes|go|comes|come|came|disappears|vanishes|improves|rises ... positive|better|good|down|away|off|up|offline', 'disappears|disappear|disappeared|vanish|vanishes|vanished|improves|rises', 'reads|looks|sounds differently|better|different|otherwise|kinder', 'instead',
  ]),
  except('M.altered', ['is|are|was|were|been|be|gets|has ... changed|updated ... how|what|our|us']),
  cue('M.gain', [
    'voucher|vouchers|coupon|coupons|gift|gifts|present|presents|refund|refunds|refunded|refunding|cash|credit|compensate|compensated|compensation|discount|discounts|free|hamper|treat|bonus|points|euros|euro|pounds|pound|dollars|dollar|shekels|quid|reward|perk|reimburse|reimbursed|upgrade|complimentary|gratis|goodwill', 'money|cash back', 'on us|me|the', 'pay you', 'pay|offer|give|send|throw ... you|in ... something|little|nice|thank|sweetener', 'gift|store card|credit', 'half|full|whole price|amount|sum', 'for free|nothing', 'from us|me', 'without charge|paying',
  ]),
  cue('M.plea', [
    'please|kindly|pls', 'could|would|can|will|may|might|can\'t|couldn\'t|won\'t you|we|i', 'appreciate|appreciated|grateful|thankful|glad|happy|love|great|nice|kind|lovely|good|fair|wonderful|mind', 'ask|asking|request|invite|urge|encourage|beg|want|need|like you|to', 'hope|trust|expect|suggest|consider|considering|reconsider|reconsidering', "don't|not|never forget", 'perhaps|maybe|possibly', 'feel free', 'should|must|ought', 'time|chance|moment to', 'welcome|invited|free to', 'so kind|good|nice', 'mean|means|help|helps ... lot|much|us', 'count|counting|rely on', 'make|makes our|my day|week|evening',
  ]),
  cue('M.bargain', ['deal|bargain|trade|swap|exchange', 'in return', `once|if|when|until|provided|whenever your|the|that|this ... ${WORDS}`, 'to have|see|get ... removed|changed|gone|down|updated|edited|better', `who|whoever take|takes|change|changes|withdraw|withdraws|remove|removes|edit|edits ... ${WORDS}`]),
  cue('M.ours', ['our|my|ours|mine']),
  // What takes a plea back: it is about data of one's own, or it is the brand that acts.
  cue('M.private', ['phone|telephone|mobile|number|numbers|address|email|mail|name|surname|details|data|plate|iban|birthday|photo|picture|face']),
  cue('never.takedown', [
    'nice|kind|good|great|best|appreciate|appreciated|grateful|please|kindly|better ... delete|erase|retract|withdraw|unpublish this|that|it|everything', `your|the|this|that ${POST}|${WORDS} can|could|should|may|might|ought|must ... come|go|be ... down|removed|updated|edited|changed|deleted|withdrawn|offline|away`, 'would you|could you|will you|can you ... ... take it|this|that down|back|offline',
  ], unlessNegated),
];
