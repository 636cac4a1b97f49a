import { readFile } from 'node:fs/promises';

/** The bytes of models/en-blend.json. The build puts them into this module: see scripts/embed-models.ts. */
export const blend = (): Promise<Uint8Array> => readFile(new URL('../../../models/en-blend.json', import.meta.url));
