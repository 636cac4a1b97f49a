declare global {
  interface ImportMeta {
    /** Vite's own: loads every file that fits. */
    glob(patterns: readonly string[], options: { eager: true }): unknown;
  }
}
export {};
