import { readFile } from 'node:fs/promises';

/** The bytes of models/en.bin. The build puts them into this module: see scripts/embed-models.ts. */
export const model = (): Promise<Uint8Array> => readFile(new URL('../../../models/en.bin', import.meta.url));
