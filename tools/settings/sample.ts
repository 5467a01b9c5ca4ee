/** The sample force's deployment, with names in place of what each force has of its own. */
import product from '../../package.json' with { type: 'json' };
import testForce from '../../policies/forces/test-force.json' with { type: 'json' };
import type { Deployment } from './deployment.ts';

export const SAMPLE: Deployment = {
  extensionId: 'EXTENSION_ID',
  baseUrl: 'https://extensions.testforce.police.uk/right-to-report',
  version: product.version,
  settings: testForce,
};
