/** Reading JSON that may be none: what it holds is for whoever reads it to check. */

/** @returns undefined where the text is no JSON */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // SyntaxError: what to make of it is for the caller to say.
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns null where the text is no JSON object */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  const value = parsedJson(text);
  return isObject(value) ? value : null;
}
