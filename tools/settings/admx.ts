/**
 * Administrative templates for Group Policy and for ingestion by Intune. A form shows what is
 * simple; rules and site profiles are JSON in one field.
 *
 * @source Microsoft, "PolicyDefinitions schema" (learn.microsoft.com, previous versions): order of
 * elements, names of attributes, and what refers to what
 */
import { createHash } from 'node:crypto';
import { type Browser, registryKey } from './deployment.ts';
import type { Setting } from './model.ts';
import { document, element, type XmlElement } from './xml.ts';

export const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
/** Of the format, and of our own file; both are "major.minor". */
export const VERSIONS = { revision: '1.0', schemaVersion: '1.0' } as const;
export const CATEGORY = 'RightToReport';
/** Room for rules and profiles as JSON; a text field takes 1,023 characters unless told otherwise. */
const MOST_JSON = 1_000_000;

/** How a setting is shown and stored: Chrome and Edge read the registry alike, Firefox otherwise. */
export type Family = 'chromium' | 'firefox';

export function familyOf(browser: Browser): Family {
  return browser === 'Firefox' ? 'firefox' : 'chromium';
}

export function policyName(browser: Browser, { name }: Setting): string {
  return `${browser}_${name}`;
}

export function stringId({ path }: Setting): string {
  return path.replaceAll('.', '_');
}

export function presentationId(family: Family, { name }: Setting): string {
  return `${family}_${name}`;
}

/** Chromium's templates write the list of settings themselves; in Firefox it is one to fill in. */
export function shownIn(family: Family, { name }: Setting): boolean {
  return family === 'firefox' || name !== 'contains';
}

/**
 * Firefox knows no schema: a switch would arrive as a number, and a JSON text as text. What is not
 * text or number it reads as JSON from REG_MULTI_SZ.
 * @source Firefox, `WindowsGPOParser.sys.mjs`, `readRegistryValue`
 */
export function isJson(family: Family, { kind, members }: Setting): boolean {
  if (kind === 'structure') return true;
  if (family === 'chromium') return false;
  return kind === 'switch' || members.some((member) => isJson(family, member));
}

/** Firefox takes a key for a list where the first value is "1"; so does Chromium any number. */
function listElement({ name }: Setting, key: string): XmlElement {
  return element('list', { id: name, key: `${key}\\${name}`, valuePrefix: '' });
}

function simpleElement(setting: Setting, key?: string): XmlElement {
  const { name, kind, required, least, most, choices } = setting;
  const place = { id: name, key, valueName: name };
  switch (kind) {
    case 'choice': {
      const items = choices.map((choice) =>
        element('item', { displayName: `$(string.${stringId(setting)}_${choice})` }, [
          element('value', {}, [element('string', {}, choice)]),
        ]),
      );
      return element('enum', { ...place, required: required || key === undefined }, items);
    }
    case 'number':
      return element('decimal', { ...place, required: true, minValue: least, maxValue: most });
    case 'switch':
      return element('boolean', place, [
        element('trueValue', {}, [element('decimal', { value: 1 })]),
        element('falseValue', {}, [element('decimal', { value: 0 })]),
      ]);
    default:
      return element('text', {
        ...place,
        required: required || key === undefined,
        maxLength: most,
      });
  }
}

function elementsOf(setting: Setting, family: Family, key: string): readonly XmlElement[] {
  const { name, kind, members } = setting;
  if (isJson(family, setting)) {
    const place = { id: name, valueName: name, required: true, maxLength: MOST_JSON };
    return [element(family === 'firefox' ? 'multiText' : 'text', place)];
  }
  if (kind === 'texts') return [listElement(setting, key)];
  if (kind === 'group') return members.map((member) => simpleElement(member, `${key}\\${name}`));
  return [simpleElement(setting)];
}

/**
 * Its number in the list of settings: the same for ever, since a value of an older template stays
 * in the registry until somebody removes it.
 */
export function placeInList({ name }: Setting): string {
  return String(Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 7), 16));
}

function policy(browser: Browser, setting: Setting, extensionId: string): XmlElement {
  const family = familyOf(browser);
  const key = registryKey(browser, extensionId);
  const enabled = element('enabledList', { defaultKey: `${key}\\contains` }, [
    element('item', { valueName: placeInList(setting) }, [
      element('value', {}, [element('string', {}, setting.name)]),
    ]),
  ]);
  return element(
    'policy',
    {
      name: policyName(browser, setting),
      class: 'Both',
      displayName: `$(string.${stringId(setting)})`,
      explainText: `$(string.${stringId(setting)}_explained)`,
      presentation: `$(presentation.${presentationId(family, setting)})`,
      key,
    },
    [
      element('parentCategory', { ref: browser }),
      element('supportedOn', { ref: `supported_${browser}` }),
      ...(family === 'chromium' ? [enabled] : []),
      element('elements', {}, elementsOf(setting, family, key)),
    ],
  );
}

/** @throws Error where two settings would have one number in the list of settings */
export function admx(
  settings: readonly Setting[],
  browsers: readonly Browser[],
  extensionId: string,
): string {
  if (new Set(settings.map(placeInList)).size !== settings.length)
    throw new Error('two settings have the same place in the list of settings');
  return document(
    element('policyDefinitions', { xmlns: NAMESPACE, ...VERSIONS }, [
      element('policyNamespaces', {}, [
        element('target', { prefix: 'righttoreport', namespace: 'RightToReport.Policies' }),
      ]),
      element('resources', { minRequiredRevision: VERSIONS.revision }),
      element('supportedOn', {}, [
        element(
          'definitions',
          {},
          browsers.map((browser) =>
            element('definition', {
              name: `supported_${browser}`,
              displayName: `$(string.supported_${browser})`,
            }),
          ),
        ),
      ]),
      element('categories', {}, [
        element('category', { name: CATEGORY, displayName: '$(string.product)' }),
        ...browsers.map((browser) =>
          element('category', { name: browser, displayName: `$(string.category_${browser})` }, [
            element('parentCategory', { ref: CATEGORY }),
          ]),
        ),
      ]),
      element(
        'policies',
        {},
        browsers.flatMap((browser) =>
          settings
            .filter((setting) => shownIn(familyOf(browser), setting))
            .map((setting) => policy(browser, setting, extensionId)),
        ),
      ),
    ]),
  );
}
