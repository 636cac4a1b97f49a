import type { Actor, Object as VocabularyObject } from '@fedify/fedify/vocab';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { Fedify } from './fedify.ts';
import { contextLoader, type Documents } from './documents.ts';

type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;

/** How documents are read within one call. */
export interface Reading {
  readonly fedify: Fedify;
  readonly documents: Documents;
  readonly context: CallContext;
  /** Parts that stand in the document alone: what is only named is left out. */
  readonly within: { readonly documentLoader: Loader; readonly contextLoader: Loader; readonly suppressError: true };
}

export function readingOf(fedify: Fedify, documents: Documents, context: CallContext): Reading {
  const nothing: Loader = async () => {
    throw new Error('not asked for');
  };
  return { fedify, documents, context, within: { documentLoader: nothing, contextLoader: contextLoader(fedify.contexts), suppressError: true } };
}

/** A document as an object of the vocabulary. Throws INPUT_INVALID for what is none. */
export async function parsed(document: unknown, { fedify, within }: Reading): Promise<VocabularyObject> {
  try {
    return await fedify.vocab.Object.fromJsonLd(document, within);
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'a document could not be read as an object of ActivityPub.', { cause: error });
  }
}

/** The object at an address, of the server it lies on. Errors: as `Documents.load`; INPUT_INVALID. */
export async function fetched(address: string, reading: Reading, believedMs?: number): Promise<VocabularyObject> {
  const { document } = await reading.documents.load(address, reading.context, believedMs);
  return parsed(document, reading);
}

/** The account at an address, whose own id that is. Errors: as `fetched`. */
export async function fetchedActor(address: string, reading: Reading, believedMs?: number): Promise<Actor> {
  const actor = await fetched(address, reading, believedMs);
  if (!reading.fedify.vocab.isActor(actor) || actor.id?.href !== new URL(address).href) throw new KashuvError('INPUT_INVALID', 'the address is not that of an account.');
  return actor;
}
