/** Policy as files: Chromium on Linux, Firefox everywhere, macOS profiles. */
import { createHash } from 'node:crypto';
import { type Deployment, FIREFOX_ID, listed, packageUrl } from './deployment.ts';
import { template } from './words.ts';
import { document, element, type XmlElement } from './xml.ts';

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** For `/etc/opt/chrome/policies/managed`, `/etc/chromium/…` or `/etc/opt/edge/…`. */
export function chromiumSettings({ extensionId, settings }: Deployment): string {
  return json({ '3rdparty': { extensions: { [extensionId]: listed(settings) } } });
}

/** Apart from the settings: a force that has `ExtensionSettings` of its own adds this to it. */
export function chromiumInstall({ extensionId, baseUrl }: Deployment): string {
  return json({
    ExtensionSettings: {
      [extensionId]: {
        installation_mode: 'force_installed',
        update_url: `${baseUrl}/updates.xml`,
        override_update_url: true,
        toolbar_pin: 'force_pinned',
      },
    },
  });
}

/** Firefox reads one file only. It installs a package that Mozilla has signed. */
export function firefoxPolicies(deployment: Deployment): string {
  return json({
    policies: {
      ExtensionSettings: {
        [FIREFOX_ID]: {
          installation_mode: 'force_installed',
          install_url: packageUrl(deployment, 'xpi'),
          default_area: 'navbar',
        },
      },
      '3rdparty': { Extensions: { [FIREFOX_ID]: listed(deployment.settings) } },
    },
  });
}

type Plist = readonly XmlElement[];

function plistValue(value: unknown): XmlElement {
  if (typeof value === 'string') return element('string', {}, value);
  if (typeof value === 'boolean') return element(value ? 'true' : 'false');
  if (typeof value === 'number')
    return element(Number.isInteger(value) ? 'integer' : 'real', {}, String(value));
  if (Array.isArray(value)) return element('array', {}, value.map(plistValue));
  if (typeof value === 'object' && value !== null) return element('dict', {}, plistEntries(value));
  throw new TypeError(`a property list holds no ${value === null ? 'null' : typeof value}`);
}

function plistEntries(value: object): Plist {
  return Object.entries(value).flatMap(([key, each]) => [
    element('key', {}, key),
    plistValue(each),
  ]);
}

/** The same for the same name, so that a new profile replaces the old one. */
function uuid(name: string): string {
  const hex = createHash('sha256').update(`right-to-report ${name}`).digest('hex').toUpperCase();
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...parts, `A${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

function payload(type: string, name: string, content: object): object {
  return {
    PayloadType: type,
    PayloadVersion: 1,
    PayloadIdentifier: `example.right-to-report.${name}`,
    PayloadUUID: uuid(name),
    PayloadEnabled: true,
    PayloadDisplayName: `${template('en', 'product')}: ${name}`,
    ...content,
  };
}

/**
 * Chrome and Edge read settings of an extension from a preference domain of its own and not from
 * `3rdparty`; Firefox reads its policies from its own domain once they are switched on there.
 * @source Chromium, "Configuring Apps and Extensions by Policy", macOS; mozilla/policy-templates, mac
 */
export function macProfile({ extensionId, settings }: Deployment): string {
  const given = listed(settings);
  const profile = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: 'example.right-to-report',
    PayloadUUID: uuid('profile'),
    PayloadScope: 'System',
    PayloadDisplayName: template('en', 'product'),
    PayloadDescription: template('en', 'product-describes'),
    PayloadContent: [
      payload(`com.google.Chrome.extensions.${extensionId}`, 'chrome', given),
      payload(`com.microsoft.Edge.extensions.${extensionId}`, 'edge', given),
      payload('org.mozilla.firefox', 'firefox', {
        EnterprisePoliciesEnabled: true,
        '3rdparty': { Extensions: { [FIREFOX_ID]: given } },
      }),
    ],
  };
  const text = document(element('plist', { version: '1.0' }, [plistValue(profile)]));
  const [declaration, ...rest] = text.split('\n');
  return [declaration, DOCTYPE, ...rest].join('\n');
}

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';
