/** The words of the administrative template in one language. */
import {
  type Family,
  isJson,
  NAMESPACE,
  presentationId,
  shownIn,
  stringId,
  VERSIONS,
} from './admx.ts';
import { BROWSERS } from './deployment.ts';
import type { Setting } from './model.ts';
import { explanationOf, type Language, nameOf, template } from './words.ts';
import { document, element, type XmlElement } from './xml.ts';

function strings(setting: Setting, language: Language): readonly XmlElement[] {
  const id = stringId(setting);
  const words = (suffix: string, text: string): XmlElement =>
    element('string', { id: `${id}${suffix}` }, text);
  return [
    words('', nameOf(setting, language)),
    words('_explained', explanationOf(setting, language)),
    ...setting.choices.map((choice) => words(`_${choice}`, choice)),
    ...setting.members.flatMap((member) =>
      member.choices.map((choice) =>
        element('string', { id: `${stringId(member)}_${choice}` }, choice),
      ),
    ),
  ];
}

function control(setting: Setting, family: Family, language: Language): XmlElement {
  const { name, path, kind, required, least } = setting;
  const label = nameOf(setting, language);
  const refId = { refId: name };
  if (isJson(family, setting)) {
    const text = template(language, 'as-json', { name: label });
    return family === 'firefox'
      ? element('multiTextBox', refId, text)
      : element('textBox', refId, [element('label', {}, text)]);
  }
  switch (kind) {
    case 'texts':
      return element('listBox', refId, label);
    case 'choice':
      // A part that need not be given begins empty: whoever looks at it must not set it by that.
      return element(
        'dropdownList',
        { ...refId, noSort: true, ...((required || path === name) && { defaultItem: 0 }) },
        label,
      );
    case 'number':
      return element('decimalTextBox', { ...refId, defaultValue: least ?? 0 }, label);
    case 'switch':
      return element('checkBox', refId, label);
    default: {
      const text = required ? template(language, 'needed', { name: label }) : label;
      return element('textBox', refId, [element('label', {}, text)]);
    }
  }
}

function presentation(setting: Setting, family: Family, language: Language): XmlElement {
  const shown = setting.kind === 'group' && !isJson(family, setting) ? setting.members : [setting];
  return element(
    'presentation',
    { id: presentationId(family, setting) },
    shown.map((each) => control(each, family, language)),
  );
}

export function adml(settings: readonly Setting[], language: Language): string {
  const say = (id: string, key: Parameters<typeof template>[1]): XmlElement =>
    element('string', { id }, template(language, key));
  const families: readonly Family[] = ['chromium', 'firefox'];
  return document(
    element('policyDefinitionResources', { xmlns: NAMESPACE, ...VERSIONS }, [
      element('displayName', {}, template(language, 'product')),
      element('description', {}, template(language, 'product-describes')),
      element('resources', {}, [
        element('stringTable', {}, [
          say('product', 'product'),
          ...BROWSERS.map((browser) => say(`category_${browser}`, `category-${browser}`)),
          ...BROWSERS.map((browser) => say(`supported_${browser}`, `supported-${browser}`)),
          ...settings.flatMap((setting) => strings(setting, language)),
        ]),
        element(
          'presentationTable',
          {},
          families.flatMap((family) =>
            settings
              .filter((setting) => shownIn(family, setting))
              .map((setting) => presentation(setting, family, language)),
          ),
        ),
      ]),
    ]),
  );
}
