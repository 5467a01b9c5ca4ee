/** Bytes of a policy file: how many there may be, and that they are text. */
import { type PolicyReading, type Problem, readPolicyText } from '../core/policy/policy-file.ts';
import type { ProblemCode } from '../core/policy/problem-codes.ts';

/** 500 rules with their sources are about 0.8 MB. */
export const MAX_BYTES = 2 * 1024 * 1024;

export function readPolicyBytes(bytes: Uint8Array): PolicyReading {
  const fault = bytesFault(bytes);
  return fault
    ? { ok: false, problems: [fault] }
    : readPolicyText(new TextDecoder('utf-8').decode(bytes));
}

/** Why the bytes are not read as text at all; null where they are. */
export function bytesFault(bytes: Uint8Array): Problem | null {
  return bytes.length > MAX_BYTES ? tooBig(bytes.length) : encodingFault(bytes);
}

/** Told before anything is read: a huge file must not take the machine's memory first. */
export function tooBig(size: number): Problem {
  const [is, most] = [size, MAX_BYTES].map((each) => (each / 1024 / 1024).toFixed(1));
  return fileProblem('too-big', `is ${is} MB; a policy has at most ${most} MB`, 'check the file');
}

const WHOLE = '(the file as a whole)';

/** About the file and no field of it. */
export function fileProblem(
  code: ProblemCode,
  what: string,
  instead: string,
  line = 1,
  column = 1,
): Problem {
  return { severity: 'error', code, line, column, field: WHOLE, what, instead };
}

const AS_UTF8 = 'save it as UTF-8 without a byte order mark';

function encodingFault(bytes: Uint8Array): Problem | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return fileProblem('encoding', 'begins with a byte order mark', AS_UTF8);
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  // JSON begins with an ASCII character, so a zero among the first two bytes is a wider unit.
  if (isMarked || first === 0 || second === 0)
    return fileProblem('encoding', 'is UTF-16 or UTF-32', AS_UTF8);
  return invalidUtf8(bytes);
}

/** The first line that is not UTF-8, and where in it. */
function invalidUtf8(bytes: Uint8Array): Problem | null {
  if (decodes(bytes)) return null;
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, end < 0 ? bytes.length : end + 1);
    if (!decodes(part))
      return fileProblem(
        'encoding',
        'holds bytes that are not UTF-8',
        AS_UTF8,
        line,
        columnOf(part),
      );
    from += part.length;
  }
  return fileProblem('encoding', 'holds bytes that are not UTF-8', AS_UTF8);
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Of the first wrong byte, in UTF-16 units, from 1. */
function columnOf(line: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  for (const byte of line) {
    try {
      length += decoder.decode(Uint8Array.of(byte), { stream: true }).length;
    } catch (error) {
      if (error instanceof TypeError) break;
      throw error;
    }
  }
  return length + 1;
}
