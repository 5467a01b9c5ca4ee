/** What administrators read in templates, in English and Welsh. English of a setting is its schema's. */
import welshSettings from '../../policies/wording/settings.cy.json' with { type: 'json' };
import welsh from '../../policies/wording/templates.cy.json' with { type: 'json' };
import english from '../../policies/wording/templates.en.json' with { type: 'json' };
import type { Setting } from './model.ts';

export type Language = 'en' | 'cy';
export type TemplateKey = keyof typeof english;

const TEMPLATES: Readonly<Record<Language, Readonly<Record<TemplateKey, string>>>> = {
  en: english,
  cy: welsh,
};
const WELSH_SETTINGS: Readonly<Record<string, string>> = welshSettings;

/** @param put for each `{name}` in the text */
export function template(
  language: Language,
  key: TemplateKey,
  put: Readonly<Record<string, string | number>> = {},
): string {
  return TEMPLATES[language][key].replaceAll(/\{(\w+)\}/g, (_, name) => String(put[name] ?? ''));
}

/** @throws Error for a setting without Welsh: its source is `policies/wording/settings.cy.json` */
export function nameOf(setting: Setting, language: Language): string {
  if (language === 'en') return setting.description;
  const words = WELSH_SETTINGS[setting.path];
  if (words === undefined)
    throw new Error(`policies/wording/settings.cy.json has no words for ${setting.path}`);
  return words;
}

/** How it is written, and that nothing set here is under the national baseline. */
export function explanationOf(setting: Setting, language: Language): string {
  const say = (key: TemplateKey, put?: Readonly<Record<string, string | number>>): string =>
    template(language, key, put);
  const how = ((): string => {
    switch (setting.kind) {
      case 'text':
        return setting.most === undefined ? say('text') : say('text-most', { most: setting.most });
      case 'choice':
        return say('choice', { choices: setting.choices.join(', ') });
      case 'number':
        return say('number', { least: setting.least ?? 0, most: setting.most ?? '' });
      case 'switch':
        return say('switch');
      case 'texts':
        return say('texts');
      case 'group':
        return say('group');
      case 'structure':
        return say('structure');
    }
  })();
  return `${nameOf(setting, language)}.\n\n${how}\n\n${say('floor')}`;
}
