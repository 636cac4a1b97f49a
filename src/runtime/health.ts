import type { IntakeCounts } from './intake-desk.ts';
import type { SourceHealth } from './source-pump.ts';

/** How a monitor is doing at this moment. */
export interface Health {
  state: 'new' | 'open' | 'running' | 'stopping' | 'stopped';
  sources: SourceHealth[];
  intake: IntakeCounts;
  /** Posts waiting to be understood. */
  backlog: number;
  brands: { id: string; backlog: number; broken: string | null }[];
}
