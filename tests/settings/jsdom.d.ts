/** `jsdom` ships no types; this is the part of it that reading XML uses. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(text: string, options: { readonly contentType: 'text/xml' });
    readonly window: { readonly document: Document };
  }
}
