/**
 * Takes the place of WXT's content-script context in the guard. A page can abort that context by
 * an event of its own and so silence whatever hangs on it; the guard never uses it.
 */
export class ContentScriptContext {}
