/** The address that force IT gives a form, and the policy as it is for that address. */
import type { Endpoint } from '../network/endpoints.ts';
import { endpointsOf } from '../network/endpoints.ts';
import type { PolicyInForce } from '../policy/assemble.ts';
import { profilesOn } from '../sites/profile.ts';

export interface FormPlace {
  /** Empty where none is given. */
  readonly host: string;
  /** Path, query and fragment; empty where none is given. */
  readonly path: string;
}

const ADDRESS = /^(?:https?:\/\/([a-z0-9.-]+)(?::\d+)?)?(\/[^\s]*)?$/i;

/**
 * @param text `https://rms.force.police.uk/person/12?tab=2`, or a path alone, or nothing
 * @returns null for anything else
 */
export function formPlace(text: string): FormPlace | null {
  const found = ADDRESS.exec(text.trim());
  if (!found) return null;
  const [, host = '', given = ''] = found;
  // Two slashes at the start would name another host.
  const path = given.replace(/^[/\\]+/, '/');
  return { host: host.toLowerCase(), path: host !== '' && path === '' ? '/' : path };
}

export interface PolicyHere {
  readonly policy: PolicyInForce;
  readonly endpoints: readonly Endpoint[];
}

/**
 * Site profiles for the form's host are made to hold on the host where the form is shown, so that
 * they fit it as they would fit the page itself.
 *
 * @param shownOn host of the frame
 */
export function policyAt(policy: PolicyInForce, host: string, shownOn: string): PolicyHere {
  const here = host === '' ? [] : profilesOn(policy.profiles, host);
  const profiles = here.map((profile) => ({ ...profile, hosts: [shownOn] }));
  return {
    policy: { ...policy, profiles },
    endpoints: [...endpointsOf(policy.profiles), ...endpointsOf(profiles)],
  };
}
