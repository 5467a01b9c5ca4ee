/** Reading stored bodies back. A body may be gone (retention) or changed; both read as null. */
import { z } from 'zod';
import { LANGUAGES } from '../vocabulary.ts';
import type { AttemptBody } from './entry.ts';

/** The body of an attempt, as it is stored. */
export const attemptBody = z.strictObject({
  explanation: z.string(),
  recordReference: z.string().nullable(),
  prompt: z
    .strictObject({
      language: z.enum(LANGUAGES),
      title: z.string(),
      why: z.string(),
      instead: z.string(),
    })
    .nullable(),
  policyVersion: z.string(),
});

const reviewBody = z.strictObject({ note: z.string() });

export function parseAttemptBody(text: string | null): AttemptBody | null {
  return parse(attemptBody, text);
}

const followUpBody = z.strictObject({ explanation: z.string() });

/** What the officer owed and gave. */
export function parseFollowUp(text: string | null): string | null {
  return parse(followUpBody, text)?.explanation ?? null;
}

const replyBody = z.strictObject({ answer: z.string() });

/** What the officer answered to a question. */
export function parseReply(text: string | null): string | null {
  return parse(replyBody, text)?.answer ?? null;
}

/** The reviewer's note. */
export function parseNote(text: string | null): string | null {
  return parse(reviewBody, text)?.note ?? null;
}

function parse<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // SyntaxError: the text was changed, which the chain shows as `body-changed`.
    return null;
  }
}
