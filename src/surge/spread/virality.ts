import type { Arousal } from '../../spec/classification.ts';
import type { ViralityPart, ViralityRisk } from '../../spec/virality.ts';

/** What is known of words that few have heard yet. null: not known, which is not "none". */
export interface ViralityInput {
  arousal: Arousal | null;
  ties: {
    /** Followers of the best-connected sender. */
    followers: number | null;
    /** Answers and reposts of the most spread post. */
    reach: number | null;
    /** Distinct people who took up one sender's words in the same conversation. */
    takenUp: number | null;
  };
  /** Likeness of the way of speaking to that of the crowd it is said to, 0–1 (`styleMatch`). */
  style: number | null;
  velocity: 0 | 1 | 2 | 3 | null;
}

/** The most each part can add; together 1. The parts are those of Herhausen et al. 2019, how much each weighs is a choice of kashuv's. */
const weights: Readonly<Record<ViralityPart, number>> = { arousal: 0.35, ties: 0.25, style: 0.15, velocity: 0.25 };
const unknownShare = 1 / 3;
const raisedFrom = 0.4;
const highFrom = 0.65;
/** What two people of one crowd have in common anyway, and what few exceed. */
const styleFloor = 0.5;
const styleCeiling = 0.9;
const followersOfMany = 100_000;
const reachOfMany = 100;
const peopleOfMany = 10;

interface Judged {
  /** 0–1; null: not known. */
  share: number | null;
  why: string;
}

/**
 * How likely words are to spread fast, from how they are said, by whom, to whom and how fast others follow (rules.md R-18, Herhausen et al. 2019: high
 * arousal over low, strong ties of the sender, style like the crowd's). What is not known counts as a third of its part, and says so. null where nothing is known.
 */
export function viralityRisk({ arousal, ties, style, velocity }: ViralityInput): ViralityRisk | null {
  const judged: Record<ViralityPart, Judged> = { arousal: ofArousal(arousal), ties: ofTies(ties), style: ofStyle(style), velocity: ofVelocity(velocity) };
  const names = Object.keys(weights) as ViralityPart[];
  if (names.every((part) => judged[part].share === null)) return null;
  const parts = names.map((part) => {
    const { share, why } = judged[part];
    return { part, points: rounded(weights[part] * (share ?? unknownShare)), why: share === null ? `${why}: counted as a third of ${weights[part]}` : why };
  });
  const risk = Math.min(1, rounded(parts.reduce((sum, { points }) => sum + points, 0)));
  return { risk, level: risk >= highFrom ? 'high' : risk >= raisedFrom ? 'raised' : 'low', parts };
}

function ofArousal(arousal: Arousal | null): Judged {
  if (arousal === null) return { share: null, why: 'how agitated it is, is not known' };
  const share = { low: 0, medium: 0.5, high: 1 }[arousal];
  return { share, why: `${arousal} arousal` };
}

function ofTies({ followers, reach, takenUp }: ViralityInput['ties']): Judged {
  const known = [
    ...(followers === null ? [] : [{ share: grown(followers, followersOfMany), why: `${followers} followers` }]),
    ...(reach === null ? [] : [{ share: grown(reach, reachOfMany), why: `${reach} answers and reposts` }]),
    ...(takenUp === null ? [] : [{ share: grown(takenUp, peopleOfMany), why: `taken up by ${takenUp}` }]),
  ];
  if (known.length === 0) return { share: null, why: 'the ties of the sender are not known' };
  return { share: Math.max(...known.map(({ share }) => share)), why: known.map(({ why }) => why).join(', ') };
}

/** 0 for none, 1 from `many` on, growing with the digits. */
function grown(count: number, many: number): number {
  return Math.min(1, Math.log1p(Math.max(0, count)) / Math.log1p(many));
}

function ofStyle(style: number | null): Judged {
  if (style === null) return { share: null, why: 'too few words to compare the way of speaking' };
  const share = Math.min(1, Math.max(0, (style - styleFloor) / (styleCeiling - styleFloor)));
  return { share, why: `speaks like the crowd to ${Math.round(style * 100)} %` };
}

function ofVelocity(velocity: ViralityInput['velocity']): Judged {
  if (velocity === null) return { share: null, why: 'how fast others follow is not known' };
  return { share: velocity / 3, why: `speed ${velocity} of 3` };
}

function rounded(points: number): number {
  return Math.round(points * 1000) / 1000;
}
