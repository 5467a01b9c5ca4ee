// @vitest-environment jsdom
/** Settings that were refused, as pages say it. */
import { afterEach, expect, it } from 'vitest';
import { SettingErrors } from '../../../components/status/setting-errors.tsx';
import { clear, has, say, show, textOf } from './page.ts';

afterEach(clear);

it('says the common kinds of fault in the language of the page, and what helps', async () => {
  const errors = [
    { field: 'repeatMinutes', reason: 'r', fault: { code: 'too-big', value: 60 } },
    { field: 'sites[0]', reason: 'r', fault: { code: 'outside' } },
  ] as const;
  await show(<SettingErrors say={say} errors={errors} />);
  expect(textOf('[data-field="repeatMinutes"]')).toContain('Is too big: 60 at most.');
  expect(textOf('[data-field="sites[0]"]')).toContain('package the extension again with --host');
  expect(has('#setting-errors [lang=en]')).toBe(false);
});
