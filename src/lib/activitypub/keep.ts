/** Where an account keeps what must outlive the process: the answers it gave, who follows it, who blocks it. Keys are ASCII, values JSON text. */
export interface ActivityPubKeep {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Keeps until the process ends. */
export function memoryKeep(): ActivityPubKeep {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key) ?? null,
    async set(key, value) {
      kept.set(key, value);
    },
    async delete(key) {
      kept.delete(key);
    },
  };
}
