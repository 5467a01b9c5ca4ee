/** The administrative templates as the editor of Group Policy would meet them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import welshSettings from '../../../policies/wording/settings.cy.json' with { type: 'json' };
import { artefacts } from '../../../tools/settings/artefacts.ts';
import { settingsModel } from '../../../tools/settings/model.ts';
import { SAMPLE } from '../../../tools/settings/sample.ts';
import { readXml, referenceFaults, structureFaults } from '../../settings/template-structure.ts';

const files = artefacts(SAMPLE);
const ADMX = files['windows/RightToReport.admx']?.() ?? '';
const LANGUAGES = ['en-GB', 'en-US', 'cy-GB'] as const;

function admlIn(language: string): string {
  return files[`windows/${language}/RightToReport.adml`]?.() ?? '';
}

describe('the administrative template', () => {
  const admx = readXml(ADMX);

  it('keeps to the published structure', () => {
    expect(structureFaults(admx)).toEqual([]);
  });

  it('has a form for every setting in every browser', () => {
    const names = settingsModel().map(({ name }) => name);
    for (const browser of ['Chrome', 'Edge', 'Firefox']) {
      const forms = [...admx.querySelectorAll(`policy[name^="${browser}_"]`)];
      expect(forms.map((form) => form.getAttribute('name'))).toEqual(
        names
          // Chromium's list of settings is written by the forms themselves.
          .filter((name) => browser === 'Firefox' || name !== 'contains')
          .map((name) => `${browser}_${name}`),
      );
    }
  });

  it('lets every form of Chrome and Edge name its setting in the list of settings', () => {
    const lists = [...admx.querySelectorAll('enabledList')];
    expect(lists.length).toBe((settingsModel().length - 1) * 2);
    for (const list of lists) {
      const name = list.parentElement?.getAttribute('name')?.replace(/^\w+?_/, '');
      expect(list.textContent.trim()).toBe(name);
    }
    // Chromium takes entries of a list by number; the numbers may never change.
    const numbers = [...admx.querySelectorAll('policy[name^="Chrome_"] > enabledList > item')];
    expect(
      numbers.slice(0, 2).map((item) => [item.textContent.trim(), item.getAttribute('valueName')]),
    ).toEqual([
      ['force', '52756695'],
      ['identity', '109704870'],
    ]);
  });
});

describe.each(LANGUAGES)('the words of the template in %s', (language) => {
  const adml = readXml(admlIn(language));

  it('keep to the published structure', () => {
    expect(structureFaults(adml)).toEqual([]);
  });

  it('are all there, all used, and each form shows the fields that its policy has', () => {
    expect(referenceFaults(readXml(ADMX), adml)).toEqual([]);
  });

  it('explain each setting in at most 1,000 characters', () => {
    const explained = [...adml.querySelectorAll('string[id$="_explained"]')];
    expect(explained.length).toBe(settingsModel().length);
    for (const { textContent } of explained) {
      expect(textContent.length).toBeGreaterThan(80);
      expect(textContent.length).toBeLessThanOrEqual(1000);
    }
  });
});

describe('the words of the template', () => {
  it('are Welsh in Welsh, for every setting and every field, and for nothing else', () => {
    const paths = settingsModel().flatMap(({ path, members }) => [
      path,
      ...members.map((member) => member.path),
    ]);
    expect(Object.keys(welshSettings).sort()).toEqual([...paths].sort());
    expect(admlIn('cy-GB')).not.toBe(admlIn('en-GB'));
    const english = settingsModel().map(({ description }) => description);
    expect(english.filter((words) => admlIn('cy-GB').includes(`>${words}<`))).toEqual([]);
  });

  it('are the same for an editor in American English', () => {
    expect(admlIn('en-US')).toBe(admlIn('en-GB'));
  });
});

describe('a template with a fault', () => {
  const faulty = (text: string, from: string, to: string): Element => {
    expect(text).toContain(from);
    return readXml(text.replace(from, to));
  };

  it.each([
    ['an element that does not exist', '<resources ', '<resource '],
    ['an attribute that does not exist', 'class="Both"', 'klass="Both"'],
    ['parts in the wrong order', /<policyNamespaces>[\s\S]*<\/policyNamespaces>/, ''],
    ['another namespace', 'GroupPolicy/2006/07', 'GroupPolicy/2006/08'],
  ])('is noticed: %s', (_, from, to) => {
    expect(structureFaults(readXml(ADMX.replace(from, to)))).not.toEqual([]);
  });

  it.each([
    ['a word that is missing', '<string id="language_cy">', '<string id="language_ca">'],
    ['a field that the form does not show', 'refId="repeatMinutes"', 'refId="repeat"'],
  ])('is noticed: %s', (_, from, to) => {
    expect(referenceFaults(readXml(ADMX), faulty(admlIn('en-GB'), from, to))).not.toEqual([]);
  });

  it('is noticed where it is not even XML', () => {
    expect(() => readXml(ADMX.replace('</policies>', ''))).toThrow();
  });
});

it.each(['en', 'cy'])('name the oldest browsers that the packages take, in %s', (language) => {
  const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const words = new Map(
    Object.entries(Object(json(`policies/wording/templates.${language}.json`))),
  );
  const oldest = (browser: string, place: RegExp) =>
    place.exec(readFileSync(`tests/manifests/${browser}.json`, 'utf8'))?.[1] ?? 'not stated';
  const chrome = oldest('chromium', /"minimum_chrome_version": "(\d+)"/);
  expect(words.get('supported-Chrome')).toContain(` ${chrome} `);
  expect(words.get('supported-Edge')).toContain(` ${chrome} `);
  const firefox = oldest('firefox', /"strict_min_version": "(\d+)/);
  expect(words.get('supported-Firefox')).toContain(` ${firefox} `);
});
