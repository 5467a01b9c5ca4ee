/**
 * Which requests the extension is meant to hold. Kept apart from the pages: the log is the tests'
 * witness, so it must not depend on what a page answers.
 */

export type GuardedEndpoint = 'immigration-lookup' | 'immigration-referral' | 'pnc-check';

const PERSON_CHECK = /^\/persons\/[^/]+\/(immigration|pnc)-check$/;

function guardedPost(path: string, form: Readonly<Record<string, string>>): GuardedEndpoint | null {
  switch (path) {
    case '/api/immigration-status':
    case '/status/check':
      return 'immigration-lookup';
    case '/referrals':
      return 'immigration-referral';
    case '/api/pnc':
      return 'pnc-check';
    case '/reports': {
      const isCheckAsked = form['action'] === 'save-and-pnc' || form['pncOnSave'] === 'on';
      return isCheckAsked ? 'pnc-check' : null;
    }
    default:
      return null;
  }
}

function guardedGet(path: string): GuardedEndpoint | null {
  if (path === '/status/check') return 'immigration-lookup';
  const kind = PERSON_CHECK.exec(path)?.[1];
  if (kind === undefined) return null;
  return kind === 'pnc' ? 'pnc-check' : 'immigration-lookup';
}

/** @returns null for a request that nothing needs to hold. */
export function guardedEndpoint(
  method: string,
  path: string,
  form: Readonly<Record<string, string>>,
): GuardedEndpoint | null {
  if (method === 'POST') return guardedPost(path, form);
  // HEAD runs the same look-up as GET on this server, so it counts as one.
  if (method === 'GET' || method === 'HEAD') return guardedGet(path);
  return null;
}
