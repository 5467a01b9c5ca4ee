/** `true` where two types are the same; else fails to compile. */
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
