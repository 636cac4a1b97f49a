import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Told } from '../spec/tell.ts';
import type { BrandWorker, Desks } from './brand-worker.ts';
import { keys } from './keys.ts';
import type { Reader } from './reader.ts';

export interface TellingOptions {
  reader: Reader;
  worker: (brand: string) => BrandWorker;
}

/** Puts what a human said into the ledger of the brand it concerns, and does what follows. */
export async function followTold(told: Told, { reader, worker }: TellingOptions): Promise<void> {
  const brand = await brandOf(told, reader);
  await worker(brand).run(async (desks) => {
    const event = desks.room.session.record('fact.told', { told });
    await follow(told, desks, event);
  });
}

async function brandOf(told: Told, reader: Reader): Promise<string> {
  if (told.about === 'launch') return told.brand;
  const [field, id] = told.about === 'answered' ? (['duty', told.duty] as const) : (['incident', told.incident] as const);
  const found = await reader.find((brand) => (field === 'duty' ? keys.duty(brand, id) : keys.incident(brand, id)));
  if (found === null) throw new KashuvError('INPUT_INVALID', `no ${field} '${id}'.`, { field, fix: `Take the id from ${field === 'duty' ? 'duties()' : 'incidents()'}.` });
  return found.brand;
}

async function follow(told: Told, { incidents, plans, room }: Desks, event: string): Promise<void> {
  const { session, brand } = room;
  switch (told.about) {
    case 'cause':
      return incidents.setCause(told.incident, told.state, event);
    case 'fault':
      return incidents.setFault(told.incident, told.fault, event);
    case 'state':
      return incidents.setState(told.incident, told.state, told.by, event);
    case 'statement': {
      const statement = { id: told.id, at: told.at ?? session.lastAt, venue: told.venue, contains: told.contains };
      await incidents.addStatement(told.incident, statement, { with: told.id, by: 'human' }, event);
      return;
    }
    case 'launch':
      room.brand = { ...brand, launches: [...brand.launches, told.launch] };
      session.put(`${keys.meta(brand.id)}/launches`, room.brand.launches);
      return;
    case 'answered': {
      const duty = await session.get<Duty>(keys.duty(brand.id, told.duty));
      if (duty?.state.is !== 'waiting') throw new KashuvError('CONFLICT', `the duty is ${duty?.state.is ?? 'gone'}.`, { field: 'duty', fix: 'Nothing is owed here any more.' });
      await plans.meet(duty, { with: told.with, by: 'human' }, event);
      return;
    }
  }
}
