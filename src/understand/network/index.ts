/** A network of words: its file, and what it says of a text, alone or beside a linear model. */
export { NETWORK_VERSION, TAPS, WIDTHS, planesOf, readNetwork, writeNetwork, type NetworkHeader } from './format.ts';
export { openNetwork, type Network } from './network.ts';
export { MAX_WORDS, Vocabulary, WordReader } from './words.ts';
