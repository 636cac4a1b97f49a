/** Starts a directory of identities alone, in memory. Prints its address as one line of JSON and stays until it is ended. */
import process from 'node:process';
import { startDirectory } from './parts.js';

process.stdout.write(`${JSON.stringify({ url: await startDirectory() })}\n`);
