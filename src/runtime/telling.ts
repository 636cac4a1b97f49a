import { deriveId } from '../lib/digest.ts';
import { show } from '../lib/values.ts';
import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import type { ToldOfIncident } from '../spec/incident.ts';
import type { Told } from '../spec/tell.ts';
import type { BrandWorker } from './brand-worker.ts';
import type { Desks } from './desks.ts';
import { keys } from './keys.ts';
import type { Reader } from './reader.ts';

export interface TellingOptions {
  reader: Reader;
  worker: (brand: string) => BrandWorker;
}

/** Puts what a human said into the ledger of the brand it concerns, and does what follows. */
export async function followTold(told: Told, { reader, worker }: TellingOptions): Promise<void> {
  const brand = await brandOf(told, reader);
  if (told.about === 'incident' && told.id !== undefined && (await reader.find((one) => keys.incident(one, told.id ?? ''))) !== null) {
    throw new KashuvError('CONFLICT', `there is an incident '${told.id}'.`, { field: 'id', fix: 'Leave the id out, or choose another.' });
  }
  if (told.about === 'merge') await checkTarget(told.into, brand, reader);
  await worker(brand).run(async (desks) => {
    const event = desks.room.session.record('fact.told', { told });
    await follow(told, desks, event);
  });
}

/** What it is merged into must be there, and of the same brand. */
async function checkTarget(into: string, brand: string, reader: Reader): Promise<void> {
  const found = await reader.find((one) => keys.incident(one, into));
  if (found === null) throw new KashuvError('INPUT_INVALID', `no incident ${show(into)}.`, { field: 'into', fix: 'Take the id from incidents().' });
  if (found.brand !== brand) throw new KashuvError('CONFLICT', `incident '${into}' is one of brand '${found.brand}'.`, { field: 'into', fix: `Name an incident of brand '${brand}'; what concerns two brands is an incident of each.` });
}

async function brandOf(told: Told, reader: Reader): Promise<string> {
  if ('brand' in told) return told.brand;
  const { field, id, from } = subjectOf(told);
  const found = await reader.find((brand) => keys[field](brand, id));
  if (found === null) throw new KashuvError('INPUT_INVALID', `no ${field} ${show(id)}.`, { field, fix: `Take the id from ${from}.` });
  return found.brand;
}

function subjectOf(told: Exclude<Told, { brand: string }>): { field: 'duty' | 'mention' | 'incident'; id: string; from: string } {
  if (told.about === 'answered') return { field: 'duty', id: told.duty, from: 'duties()' };
  if (told.about === 'claim' && told.mention !== undefined) return { field: 'mention', id: told.mention, from: 'a mention.heard event' };
  return { field: 'incident', id: told.incident ?? '', from: 'incidents()' };
}

async function follow(told: Told, { incidents, mentions, cases, groups, humans, plans, room }: Desks, event: string): Promise<void> {
  const { session, brand } = room;
  const note = async (incident: string, said: ToldOfIncident): Promise<void> => {
    await incidents.noteTold(incident, said, event);
    await cases.decideOf(incident, `told: ${Object.keys(said).join(', ')}`, event);
  };
  switch (told.about) {
    case 'cause':
      await incidents.setCause(told.incident, told.state, event);
      return cases.decideOf(told.incident, 'told the cause', event);
    case 'fault':
      await incidents.setFault(told.incident, told.fault, event);
      return cases.decideOf(told.incident, 'told whose fault it is', event);
    case 'claim':
      if (told.mention !== undefined) return mentions.setClaim(told.mention, told.status, event);
      return note(told.incident ?? '', { claim: told.status });
    case 'crisis-type':
      return note(told.incident, { type: told.type });
    case 'own-post':
      return note(told.incident, { ownPost: told.what });
    case 'harm':
      return note(told.incident, { harm: told.harm });
    case 'disclosure':
      return note(told.incident, { public: told.public });
    case 'remedy':
      return note(told.incident, { uniformRemedy: told.uniform });
    case 'contradiction':
      return note(told.incident, { contradicted: told.contradicted });
    case 'victims':
      return note(told.incident, { victimsAnswered: told.answered });
    case 'incident': {
      const { title, themes, marks, harm, type, venue } = told;
      const id = told.id ?? deriveId('incident', brand.id, 'told', event);
      return incidents.openByHand(id, { title, themes, marks, public: told.public, ...(harm === undefined ? {} : { harm }), ...(type === undefined ? {} : { type }), ...(venue === undefined ? {} : { venue }) }, event);
    }
    case 'tragedy':
      room.tragedyUntil = told.until;
      session.put(`${keys.meta(brand.id)}/tragedy`, { until: told.until });
      return incidents.redecideOpen('told of a tragedy', event);
    case 'confirm':
      return humans.confirm(told.incident, told.by, event);
    case 'reject':
      await humans.reject(told.incident, { reason: told.reason, by: told.by, until: told.until }, event);
      return cases.decideOf(told.incident, 'the incident was a false alarm', event);
    case 'merge':
      return groups.merge(told, event);
    case 'split':
      return groups.split(told, event);
    case 'mute':
      return humans.mute(told.incident, { until: told.until, reason: told.reason, by: told.by }, event);
    case 'unmute':
      return humans.unmute(told.incident, told.by, `told by ${told.by}`, event);
    case 'state':
      return incidents.setState(told.incident, told.state, told.by, event);
    case 'statement': {
      const statement = { id: told.id, at: told.at ?? session.lastAt, venue: told.venue, contains: told.contains, canonical: told.canonical };
      await incidents.addStatement(told.incident, statement, { with: told.id, by: 'human' }, event);
      return;
    }
    case 'launch':
      room.brand = { ...brand, launches: [...brand.launches, told.launch] };
      session.put(`${keys.meta(brand.id)}/launches`, room.brand.launches);
      room.tracker.watch(room.brand.launches);
      return;
    case 'answered': {
      const duty = await session.get<Duty>(keys.duty(brand.id, told.duty));
      if (duty?.state.is !== 'waiting') throw new KashuvError('CONFLICT', `the duty is ${duty?.state.is ?? 'gone'}.`, { field: 'duty', fix: 'Nothing is owed here any more.' });
      await plans.meet(duty, { with: told.with, by: 'human' }, event);
      return;
    }
  }
}
