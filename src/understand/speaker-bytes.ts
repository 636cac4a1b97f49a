import { readFile } from 'node:fs/promises';

/** The bytes of models/speaker.bin. The build puts them into this module: see scripts/embed-models.ts. */
export const speakerModel = (): Promise<Uint8Array> => readFile(new URL('../../models/speaker.bin', import.meta.url));
