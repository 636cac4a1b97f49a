import { readFile } from 'node:fs/promises';

/** The bytes of models/en-network.bin. The build puts them into this module: see scripts/embed-models.ts. */
export const network = (): Promise<Uint8Array> => readFile(new URL('../../../models/en-network.bin', import.meta.url));
