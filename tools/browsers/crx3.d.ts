/** `crx3` 2.0.0 ships no types; this is the part of it that `pack.ts` uses. */
declare module 'crx3' {
  interface Crx3Options {
    readonly keyPath: string;
    readonly crxPath: string;
  }
  /** Signs a zip archive. */
  export default function writeCrx(
    archive: import('node:stream').Readable,
    options: Crx3Options,
  ): Promise<{ readonly appId: string }>;
}
