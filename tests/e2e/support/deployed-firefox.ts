/**
 * Firefox on a machine where force IT has put the `policies.json` of a release, with one thing added:
 * the package is not signed by Mozilla here, as it has to be outside of a test.
 */
import { findExecutable } from '../../../tools/browsers/executable.ts';
import { type FirefoxSession, startFirefox } from '../../../tools/browsers/firefox.ts';
import { serveHosts } from '../../../tools/browsers/host-proxy.ts';
import { undoingOnFailure } from '../../../tools/browsers/undo.ts';
import { makeWorkDir } from '../../../tools/browsers/work-dir.ts';
import { FIREFOX_ID } from '../../../tools/settings/deployment.ts';

export interface DeployedFirefox {
  readonly session: FirefoxSession;
  /** Runs in Firefox itself, with its add-on manager as `AddonManager` and the extension as `addon`. */
  inFirefox<Answer>(script: string): Promise<Answer>;
}

export interface FirefoxDeployment {
  /** Text of `policies.json`. */
  readonly policies: string;
  /** What of the entry for the extension is different. */
  readonly entry?: Readonly<Record<string, unknown>>;
  readonly profileDir: string;
  readonly hosts: Readonly<Record<string, number>>;
}

export function deployFirefox(deployment: FirefoxDeployment): Promise<DeployedFirefox> {
  return undoingOnFailure(async (undo) => {
    const workDir = await makeWorkDir('firefox');
    undo.push(() => workDir.remove());
    const proxy = await serveHosts(deployment.hosts);
    undo.push(() => proxy.close());
    const { profileDir, entry = {} } = deployment;
    const machine = {
      program: findExecutable('firefox'),
      workDir,
      policy: unsigned(JSON.parse(deployment.policies), entry),
      extensionId: FIREFOX_ID,
      proxyPort: proxy.port,
      installs: entry['installation_mode'] !== 'blocked',
    };
    const preferences = {
      // A force serves over https; the test's server does not.
      'extensions.checkUpdateSecurity': false,
      // Puppeteer switches updates off.
      'extensions.update.enabled': true,
      'extensions.update.autoUpdateDefault': true,
    };
    const whyNot = () => 'policies.json did not reach it, or its package was not taken';
    const session = await startFirefox({ profileDir, preferences }, machine, whyNot, undo);
    const [privileged] = await session.browser.pages();
    return {
      session,
      async inFirefox<Answer>(script: string): Promise<Answer> {
        const module = 'resource://gre/modules/AddonManager.sys.mjs';
        const answer: unknown = await privileged?.evaluate(`(async () => {
          const { AddonManager, AddonManagerPrivate } = ChromeUtils.importESModule('${module}');
          const addon = await AddonManager.getAddonByID('${FIREFOX_ID}');
          return JSON.stringify((await (${script})) ?? null);
        })()`);
        return JSON.parse(String(answer));
      },
    };
  });
}

/** The policies of the release and the one that lets a package in which Mozilla has not signed. */
function unsigned(file: unknown, entry: object): Readonly<Record<string, unknown>> {
  const { policies } = Object(file);
  const { ExtensionSettings } = policies;
  return {
    policies: {
      ...policies,
      ExtensionSettings: { [FIREFOX_ID]: { ...ExtensionSettings[FIREFOX_ID], ...entry } },
      Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
      DisableAppUpdate: true,
    },
  };
}
