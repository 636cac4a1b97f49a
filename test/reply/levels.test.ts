import { describe, expect, test } from 'vitest';

import { levelOf, raised } from '../../src/reply/levels.ts';
import type { ElementName } from '../../src/spec/element.ts';
import { reviewContextSchema, type FindingLevel, type ReviewContext, type ReviewContextInput } from '../../src/spec/reply.ts';

type Row = [cue: string, context: Partial<ReviewContextInput>, level: FindingLevel | null];

const contextOf = (context: Partial<ReviewContextInput>): ReviewContext => reviewContextSchema.parse({ stage: 'note', ...context });

/** As the review asks: `L01.audience` belongs to `L01`, `never.delete` to itself. */
const levelIn = (cue: string, context: Partial<ReviewContextInput>): FindingLevel | null => levelOf(cue, /^L\d\d/.test(cue) ? cue.slice(0, 3) : cue, contextOf(context));

describe('some cues weigh the same everywhere', () => {
  test.each<[cue: string, level: FindingLevel]>([
    ['L01.audience', 'warn'], ['L02', 'block'], ['L06', 'warn'], ['L06.arose', 'warn'],
    ['L07.customer', 'block'], ['L07.user', 'block'], ['L07.duty', 'block'], ['L07.third', 'warn'], ['L07.partner', 'warn'], ['L07.report', 'warn'],
    ['L08', 'warn'], ['L08.suit', 'block'], ['L08.threat', 'block'], ['L09', 'warn'], ['L09.thanks', 'warn'], ['L17', 'block'],
    ['L22.rival', 'warn'], ['L22.accused', 'block'], ['L23', 'block'], ['L25.incentive', 'warn'], ['L28', 'block'],
    ['never.delete', 'block'], ['never.unmask', 'block'], ['never.brigade', 'block'], ['never.stage', 'block'], ['never.flee', 'block'],
    ['never.automate', 'warn'], ['never.correctOpinion', 'warn'],
  ])('%s: %s', (cue, level) => {
    for (const context of [{}, { stage: 'closing' }, { severity: 'critical', harm: 4, incidentOpen: true }, { stage: 'praise', public: false }] as const) expect(levelIn(cue, context)).toBe(level);
  });
});

describe('others follow the situation', () => {
  test.each<Row>([
    ['L01', {}, 'warn'], ['L01', { harm: 1 }, 'warn'], ['L01', { harm: 2 }, 'block'], ['L01', { kind: 'bullying' }, 'block'], ['L01', { kind: 'complaint' }, 'warn'],
    ['L05', {}, 'warn'], ['L05', { harm: 1 }, 'warn'], ['L05', { harm: 2 }, 'block'], ['L05', { kind: 'bullying' }, 'block'],
    ['L05', { themes: ['price'] }, 'warn'], ['L05', { themes: ['price', 'children'] }, 'block'],
  ])('where somebody was harmed an empty apology weighs more: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  test.each<Row>([
    ['L04', { severity: 'low' }, 'warn'], ['L04', {}, 'warn'], ['L04', { severity: 'high' }, 'block'], ['L04', { severity: 'critical' }, 'block'],
    ['L25', { severity: 'low' }, 'info'], ['L25', {}, 'info'], ['L25', { severity: 'high' }, 'block'], ['L25', { severity: 'critical' }, 'block'],
  ])('in a grave matter small words and slogans block: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  test.each<Row>([['L15', {}, 'block'], ['L15', { claim: 'unverified' }, 'block'], ['L15', { claim: 'true' }, 'block'], ['L15', { claim: 'opinion' }, 'block'], ['L15', { claim: 'false' }, 'info']])(
    'only what is known to be false may be denied: %s %j is %j',
    (cue, context, level) => {
      expect(levelIn(cue, context)).toBe(level);
    },
  );

  const live = { liveMentionsPerHour: 1 };
  const quiet = { liveMentionsPerHour: 0 };
  test.each<Row>([
    ['L18', {}, 'warn'], ['L18', live, 'block'], ['L18', quiet, 'warn'], ['L18', { incidentOpen: true }, 'block'], ['L18', { incidentOpen: true, ...quiet }, 'block'],
    ['L18', { incidentOpen: true, stage: 'closing' }, 'warn'], ['L18', { incidentOpen: true, stage: 'closing', ...live }, 'block'],
    ...['L18.fixed', 'L18.over'].flatMap((cue): Row[] => [
      [cue, {}, 'warn'], [cue, live, 'block'], [cue, quiet, null], [cue, { incidentOpen: true }, 'block'], [cue, { incidentOpen: true, ...live }, 'block'],
      [cue, { incidentOpen: true, ...quiet }, null], [cue, { stage: 'closing' }, null], [cue, { stage: 'closing', incidentOpen: true }, null], [cue, { stage: 'closing', ...live }, 'block'],
    ]),
    ['L18.mended', {}, null], ['L18.mended', live, 'block'], ['L18.mended', { incidentOpen: true }, 'block'], ['L18.mended', { stage: 'holding' }, 'block'], ['L18.mended', { stage: 'update' }, 'block'],
    ['L18.mended', { stage: 'update', ...quiet }, null], ['L18.mended', { stage: 'closing', incidentOpen: true }, null], ['L18.mended', { stage: 'closing', ...live }, 'block'],
  ])('that it is over counts as far as the reports bear it out: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  test.each<Row>([
    ['L19', {}, 'info'], ['L19', { stage: 'closing' }, 'info'], ['L19', { incidentOpen: true }, 'warn'], ['L19', { stage: 'holding' }, 'warn'], ['L19', { stage: 'update' }, 'warn'],
    ['L20', {}, 'warn'], ['L20', { stage: 'update' }, 'warn'], ['L20', { stage: 'closing' }, null], ['L20', { stage: 'closing', incidentOpen: true }, null],
    ['L20.back', {}, 'info'], ['L20.back', { stage: 'update' }, 'warn'], ['L20.back', { incidentOpen: true }, 'warn'], ['L20.back', { stage: 'closing' }, null], ['L20.back', { stage: 'closing', incidentOpen: true }, null],
  ])('guesses and promised times weigh more while it runs: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  test.each<Row>([
    ['L21', {}, 'block'], ['L21', { public: false }, null],
    ['L24', {}, 'warn'], ['L24', { public: false }, null], ['L24', { turn: 1 }, null], ['L24', { uniformRemedy: true }, null],
    ['L24', { severity: 'high' }, 'warn'], ['L24', { severity: 'critical' }, 'block'], ['L24', { severity: 'critical', turn: 1 }, null],
    ['L24', { liveMentionsPerHour: 59 }, 'warn'], ['L24', { liveMentionsPerHour: 60 }, 'block'], ['L24', { liveMentionsPerHour: 61 }, 'block'],
  ])('what an onlooker must not read counts in public: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  const slip = { stage: 'own-post-error', severity: 'low' } as const;
  test.each<Row>(
    (['L26', 'L26.wink'] as const).flatMap((cue): Row[] => {
      const usual = cue === 'L26' ? 'block' : 'warn';
      return [
        [cue, {}, usual], [cue, { stage: 'complaint' }, usual], [cue, { stage: 'praise' }, 'info'], [cue, { stage: 'question' }, 'info'],
        [cue, { humour: 'off' }, usual], [cue, { humour: 'human-approved' }, null], [cue, { humour: 'human-approved', stage: 'praise' }, null],
        [cue, slip, null], [cue, { ...slip, severity: 'medium' }, usual], [cue, { ...slip, harm: 2 }, usual], [cue, { severity: 'low' }, usual], [cue, { ...slip, humour: 'human-approved', harm: 2 }, null],
      ];
    }),
  )('a joke may stand where a human allowed it, or over a slip that hurt nobody: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  test.each<Row>([['never.takedown', {}, 'block'], ['never.takedown', { stage: 'complaint' }, 'block'], ['never.takedown', { stage: 'bullying' }, 'info']])(
    'words that attack somebody may be asked to go: %s %j is %j',
    (cue, context, level) => {
      expect(levelIn(cue, context)).toBe(level);
    },
  );
});

describe('what a plan forbids', () => {
  test.each<[forbid: ElementName[], cues: string[]]>([
    [['never.minimise'], ['L04', 'L04.word', 'L05']], [['never.deny'], ['L15']], [['never.overclaim'], ['L18', 'L18.fixed', 'L18.over']], [['never.speculate'], ['L19']],
    [['never.accuse'], ['L07.customer', 'L07.user', 'L07.third', 'L07.partner', 'L22.rival', 'L22.accused']], [['never.repairEta'], ['L20', 'L20.back']],
    [['never.incentive'], ['L25.incentive']], [['never.marketing'], ['L25', 'L25.incentive']], [['never.automate'], ['never.automate']], [['never.correctOpinion'], ['never.correctOpinion', 'L15']],
    [['say.explanation', 'never.speculate'], ['L19']], [['never.speculate', 'never.minimise'], ['L19', 'L04', 'L05']],
  ])('%j blocks %j', (forbid, cues) => {
    for (const cue of cues) expect(levelIn(cue, { forbid, claim: 'false' }), cue).toBe('block');
  });

  test.each<[cue: string, forbid: ElementName[], level: FindingLevel]>([
    ['L07.report', ['never.accuse'], 'warn'], ['L25', ['never.incentive'], 'info'], ['L04', ['never.deny'], 'warn'], ['L09', ['never.minimise', 'say.apology'], 'warn'],
  ])('other findings keep their level: %s beside %j is %j', (cue, forbid, level) => {
    expect(levelIn(cue, { forbid })).toBe(level);
    expect(levelIn(cue, {})).toBe(level);
  });

  test.each<[cue: string, context: Partial<ReviewContextInput>, level: FindingLevel | null]>([
    ['L24', { turn: 1, forbid: ['never.compensation'] }, 'block'], ['L24', { public: false, forbid: ['never.compensation'] }, 'block'], ['L24', { turn: 1, forbid: ['never.marketing'] }, null],
    ['never.close', {}, null], ['never.close', { forbid: [] }, null], ['never.close', { forbid: ['never.flee'] }, null], ['never.close', { forbid: ['never.close'] }, 'block'],
    ['never.confirmRelationship', {}, null], ['never.confirmRelationship', { forbid: ['never.confirmRelationship'] }, 'block'],
    // A repair that is done is promised no more, and a claim that holds is none too many.
    ['L20', { stage: 'closing', forbid: ['never.repairEta'] }, null], ['L18.over', { liveMentionsPerHour: 0, forbid: ['never.overclaim'] }, null],
  ])('what matters only to a plan is nothing without it: %s %j is %j', (cue, context, level) => {
    expect(levelIn(cue, context)).toBe(level);
  });

  test('a cue nobody gave a level has none', () => {
    for (const cue of ['L03', 'L16', 'W06', 'M.agent']) expect(levelIn(cue, { severity: 'critical', forbid: ['never.minimise'] })).toBeNull();
  });

  test('the level of a check is raised in the same way', () => {
    expect(raised('contradiction', 'contradiction', 'warn', contextOf({}))).toBe('warn');
    expect(raised('contradiction', 'contradiction', 'warn', contextOf({ forbid: ['say.empathy', 'never.contradict'] }))).toBe('block');
    expect(raised('L14', 'L14', 'warn', contextOf({ forbid: ['never.contradict'] }))).toBe('warn');
  });
});
