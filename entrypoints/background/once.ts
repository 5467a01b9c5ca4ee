/** What is loaded once and asked for often. */

/** Loads once; a failure is not kept, so that the next call tries again. */
export function once<T>(load: () => Promise<T>): { load(): Promise<T>; forget(): void } {
  let loading: Promise<T> | null = null;
  const forget = () => {
    loading = null;
  };
  return {
    forget,
    async load() {
      loading ??= load();
      try {
        return await loading;
      } catch (error) {
        forget();
        throw error;
      }
    },
  };
}
