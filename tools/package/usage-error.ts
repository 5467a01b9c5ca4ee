/** What was asked for is wrong; the message is for the person who asked. */
export class UsageError extends Error {}
