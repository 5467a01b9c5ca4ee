/**
 * A custom profile for Intune, as Microsoft Graph takes it: the template, and one value for each
 * policy that is set. Edge is not in it: see `powerShell`.
 *
 * @source Microsoft, "Win32 and Desktop Bridge app ADMX policy ingestion" (addresses) and
 * "Understanding ADMX policies" (values of each kind of element)
 */
import { admx, CATEGORY, familyOf, isJson, policyName, shownIn } from './admx.ts';
import { type Browser, type Deployment, listed, type Settings } from './deployment.ts';
import type { Setting } from './model.ts';
import { template } from './words.ts';
import { attribute } from './xml.ts';

const INTUNE_BROWSERS: readonly Browser[] = ['Chrome', 'Firefox'];
const APP = 'RightToReport';
const CONFIG = './Device/Vendor/MSFT/Policy/Config';
const INSTALL = './Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall';
/** Between the parts of a list. */
const BETWEEN = '\uf000';

interface OmaSetting {
  readonly '@odata.type': '#microsoft.graph.omaSettingString';
  readonly displayName: string;
  readonly omaUri: string;
  readonly value: string;
}

function oma(displayName: string, omaUri: string, value: string): OmaSetting {
  return { '@odata.type': '#microsoft.graph.omaSettingString', displayName, omaUri, value };
}

function data(id: string, value: string): string {
  const text = attribute(value).replaceAll(BETWEEN, '&#xF000;');
  return `<data id="${id}" value="${text}"/>`;
}

function policyData(setting: Setting, browser: Browser, value: unknown): string {
  const { name, kind, members } = setting;
  if (isJson(familyOf(browser), setting)) return data(name, JSON.stringify(value));
  if (kind === 'texts' && Array.isArray(value)) {
    const numbered = value.flatMap((text, index) => [String(index + 1), String(text)]);
    return data(name, numbered.join(BETWEEN));
  }
  if (kind !== 'group' || typeof value !== 'object' || value === null)
    return data(name, String(value));
  const given = new Map(Object.entries(value));
  return members
    .filter((member) => given.has(member.name))
    .map((member) => data(member.name, String(given.get(member.name))))
    .join('');
}

/** A list in a form has at least one entry; an empty one is not given, and not named as given. */
function filled(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

function policies(
  browser: Browser,
  model: readonly Setting[],
  settings: Settings,
): readonly OmaSetting[] {
  return model
    .filter((setting) => shownIn(familyOf(browser), setting) && setting.name in settings)
    .map((setting) =>
      oma(
        `${browser}: ${setting.description}`,
        `${CONFIG}/${APP}~Policy~${CATEGORY}~${browser}/${policyName(browser, setting)}`,
        `<enabled/>${policyData(setting, browser, settings[setting.name])}`,
      ),
    );
}

export function intuneProfile(model: readonly Setting[], deployment: Deployment): string {
  const { extensionId, settings } = deployment;
  const given = filled(listed(filled(settings)));
  const profile = {
    '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
    displayName: template('en', 'product'),
    description: template('en', 'product-describes'),
    omaSettings: [
      oma(
        'The template',
        `${INSTALL}/${APP}/Policy/${APP}Admx`,
        admx(model, INTUNE_BROWSERS, extensionId),
      ),
      ...INTUNE_BROWSERS.flatMap((browser) => policies(browser, model, given)),
    ],
  };
  return `${JSON.stringify(profile, null, 2)}\n`;
}
