/** Each file that delivers settings is read back as its reader would, and holds what went in. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import { readManagedSettings } from '../../../core/policy/assemble.ts';
import { baseline } from '../../../platform/baseline.ts';
import { artefacts } from '../../../tools/settings/artefacts.ts';
import {
  BROWSERS,
  type Deployment,
  FIREFOX_ID,
  listed,
  registryKey,
  type Settings,
} from '../../../tools/settings/deployment.ts';
import { fittingSettings } from '../../settings/arbitrary.ts';
import { DEPLOYMENTS, FULL } from '../../settings/deployments.ts';
import {
  asChromiumReads,
  asFirefoxReads,
  emptyKey,
  type Key,
  keyAt,
  readPowerShell,
  readRegFile,
} from '../../settings/registry-reading.ts';
import { apply, fieldsIn } from '../../settings/template-forms.ts';
import { readXml } from '../../settings/template-structure.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../../public/managed-schema.json', import.meta.url), 'utf8'),
);

function file(deployment: Deployment, name: string): string {
  const make = artefacts(deployment)[name];
  if (make === undefined) throw new Error(`there is no ${name}`);
  return make();
}

function json(deployment: Deployment, name: string): unknown {
  return JSON.parse(file(deployment, name));
}

function readBy(
  browser: (typeof BROWSERS)[number],
  hive: Key,
  { extensionId }: Deployment,
): unknown {
  const key = keyAt(hive, registryKey(browser, extensionId));
  return browser === 'Firefox' ? asFirefoxReads(key) : asChromiumReads(key, schema);
}

describe('settings with every odd character', () => {
  it('are good settings, or the files would prove nothing', () => {
    expect(readManagedSettings(listed(FULL.settings), baseline)).toMatchObject({ ok: true });
  });
});

describe.each(DEPLOYMENTS)('the files of %s', (_, deployment) => {
  const expected = listed(deployment.settings);
  const { extensionId } = deployment;

  it.each(BROWSERS)('for the registry give %s its settings', (browser) => {
    const root = readRegFile(file(deployment, `windows/${browser.toLowerCase()}.reg`));
    const hive = keyAt(root, 'HKEY_LOCAL_MACHINE');
    expect(readBy(browser, hive, deployment)).toEqual(expected);
  });

  it('for the registry differ between Chrome and Edge by the place alone', () => {
    const chrome = file(deployment, 'windows/chrome.reg');
    expect(chrome).toContain('Google\\Chrome');
    expect(file(deployment, 'windows/edge.reg')).toBe(
      chrome.replaceAll('Google\\Chrome', 'Microsoft\\Edge'),
    );
  });

  it('for Edge under Intune set the same values as its registry file', () => {
    expect(readPowerShell(file(deployment, 'windows/edge-intune.ps1'))).toEqual(
      readRegFile(file(deployment, 'windows/edge.reg')),
    );
  });

  it.each(['Chrome', 'Firefox'] as const)(
    'for Intune fill in the template, and %s reads its settings from that',
    (browser) => {
      const profile = json(deployment, 'windows/intune.json');
      expect(profile).toMatchObject({
        '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
        omaSettings: expect.any(Array),
      });
      const read = readBy(browser, asIntuneApplies(omaSettings(profile), browser), deployment);
      expect(inOneOrder(read)).toEqual(inOneOrder(filledIn(expected)));
    },
  );

  it('hold nothing of Edge in what Intune ingests, which may not write there', () => {
    const [template] = omaSettings(json(deployment, 'windows/intune.json'));
    expect(template?.value).not.toContain('Policies\\Microsoft');
  });

  it('for Chromium on Linux hold the settings and what installs the extension', () => {
    expect(json(deployment, 'linux/settings.json')).toEqual({
      '3rdparty': { extensions: { [extensionId]: expected } },
    });
    expect(json(deployment, 'linux/install.json')).toMatchObject({
      ExtensionSettings: {
        [extensionId]: {
          installation_mode: 'force_installed',
          update_url: `${deployment.baseUrl}/updates.xml`,
        },
      },
    });
  });

  it('for Firefox hold both', () => {
    expect(json(deployment, 'firefox/policies.json')).toMatchObject({
      policies: {
        '3rdparty': { Extensions: { [FIREFOX_ID]: expected } },
        ExtensionSettings: {
          [FIREFOX_ID]: {
            install_url: `${deployment.baseUrl}/right-to-report-${deployment.version}.xpi`,
          },
        },
      },
    });
  });

  it('for macOS give each browser the settings in the domain where it looks', () => {
    const text = file(deployment, 'macos/RightToReport.mobileconfig');
    const profile: unknown = JSON.parse(JSON.stringify(parse(text)));
    expect(profile).toMatchObject({
      PayloadType: 'Configuration',
      PayloadContent: [
        { PayloadType: `com.google.Chrome.extensions.${extensionId}`, ...expected },
        { PayloadType: `com.microsoft.Edge.extensions.${extensionId}`, ...expected },
        {
          PayloadType: 'org.mozilla.firefox',
          EnterprisePoliciesEnabled: true,
          '3rdparty': { Extensions: { [FIREFOX_ID]: expected } },
        },
      ],
    });
    const uuids = text.match(/[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}/g);
    expect(new Set(uuids).size).toBe(4);
  });
});

describe('whatever a force sets', () => {
  it('arrives with every end of a line that there is', () => {
    const name = 'a\r\nb\rc\nd\u0085e\u2028f\u2029g';
    const settings = { force: { code: 'TF', name } };
    const profile = parse(file({ ...FULL, settings }, 'macos/RightToReport.mobileconfig'));
    expect(JSON.parse(JSON.stringify(profile))).toMatchObject({
      PayloadContent: [{ force: { name } }, { force: { name } }, {}],
    });
  });

  it('arrives as it was set, by every file and in every browser', () => {
    fc.assert(
      fc.property(fittingSettings, (settings) => {
        // Who sets nothing, or only empty lists, deploys no settings.
        fc.pre(Object.keys(filledIn(settings)).length > 0);
        const deployment = { ...FULL, settings };
        const expected = listed(settings);
        for (const browser of BROWSERS) {
          const root = readRegFile(file(deployment, `windows/${browser.toLowerCase()}.reg`));
          expect(readBy(browser, keyAt(root, 'HKEY_LOCAL_MACHINE'), deployment)).toEqual(expected);
        }
        const profile = parse(file(deployment, 'macos/RightToReport.mobileconfig'));
        expect(JSON.parse(JSON.stringify(profile))).toMatchObject({
          PayloadContent: [expected, expected, {}],
        });
        const forms = omaSettings(json(deployment, 'windows/intune.json'));
        for (const browser of ['Chrome', 'Firefox'] as const) {
          const read = readBy(browser, asIntuneApplies(forms, browser), deployment);
          expect(inOneOrder(read)).toEqual(inOneOrder(listed(filledIn(settings))));
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

interface Oma {
  readonly omaUri: string;
  readonly value: string;
}

function omaSettings(profile: unknown): readonly Oma[] {
  const list = new Map(Object.entries(Object(profile))).get('omaSettings');
  if (!Array.isArray(list)) throw new Error('no omaSettings');
  return list;
}

/** The registry after Windows has ingested the template and set its policies. */
function asIntuneApplies([template, ...values]: readonly Oma[], browser: string): Key {
  expect(template?.omaUri).toBe(
    './Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/RightToReport/Policy/RightToReportAdmx',
  );
  const admx = readXml(template?.value ?? '');
  const registry = emptyKey();
  for (const { omaUri, value } of values) {
    const [, category, name] = /~Policy~RightToReport~(\w+)\/(\w+)$/.exec(omaUri) ?? [];
    const policy = admx.querySelector(`policy[name="${name}"]`);
    if (policy === null) throw new Error(`the template has no ${name}`);
    expect(policy.querySelector('parentCategory')?.getAttribute('ref')).toBe(category);
    if (category === browser) apply(policy, fieldsIn(value), registry);
  }
  return registry;
}

/** A form cannot hold an empty list, and so does not. */
function filledIn(settings: Readonly<Record<string, unknown>>): Settings {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

/** The list of settings has no order, and in the registry it has that of its numbers. */
function inOneOrder(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || !('contains' in settings))
    return settings;
  const { contains } = settings;
  return { ...settings, contains: Array.isArray(contains) ? [...contains].sort() : contains };
}
