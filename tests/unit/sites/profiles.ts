/** Site profiles for tests, in the shape in which force IT delivers them. */
import { siteProfile } from '../../../core/sites/schema.ts';

export const CARD = {
  id: 'card',
  name: 'Card',
  version: '1',
  hosts: ['rms.force.police.uk'],
  paths: ['/card/*'],
  roles: [{ block: '.person', says: '#ic', words: [{ text: 'V1', role: 'victim' }] }],
  controls: [{ selector: '#enq', treat: 'pnc-check' }],
};

/** What is wrong with a profile, as field and reason. */
export function faultsOf(profile: unknown): readonly string[] {
  const parsed = siteProfile.safeParse(profile);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
