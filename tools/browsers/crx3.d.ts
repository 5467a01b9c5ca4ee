/** `crx3` 2.0.0 ships no types; this is the part of it that `pack.ts` uses. */
declare module 'crx3' {
  interface Crx3Options {
    readonly keyPath: string;
    readonly crxPath: string;
  }
  /** Packs the directory of the one manifest named. */
  export default function writeCrx(
    files: readonly [manifestPath: string],
    options: Crx3Options,
  ): Promise<{ readonly appId: string }>;
}
