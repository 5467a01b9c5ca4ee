/** Each shipped profile on its canary form: it fits, reads what it names, and notices what is gone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neededSelectors, type SiteProfile } from '../../core/sites/profile.ts';
import { siteProfile } from '../../core/sites/schema.ts';
import { Inspector } from '../../tools/inspect/inspector.ts';
import { isFailure, type PageReport } from '../../tools/inspect/report.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../policies/sites');
const profiles = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => siteProfile.parse(JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))));

const canaryOf = ({ id }: SiteProfile): string => path.join(FOLDER, `${id}.canary.html`);

describe.each(profiles)('the canary of $id', (profile) => {
  let inspector: Inspector;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'canary-'));
    inspector = await Inspector.open({ profile, scriptMs: 200 });
  });
  afterAll(async () => {
    await inspector.close();
    rmSync(folder, { recursive: true });
  });

  async function read(target: string): Promise<PageReport> {
    const { result } = await inspector.inspect({ target });
    if (isFailure(result)) throw new Error(result.error);
    return result;
  }

  it('holds: every mark is there and every control is read as the profile says', async () => {
    const { fits, signals } = await read(canaryOf(profile));
    expect(fits).toEqual([{ id: profile.id, version: profile.version, missing: [], kept: [] }]);
    const named = (profile.controls ?? []).filter(({ treat }) => treat !== 'ignore');
    const kinds = signals.map(({ kind }) => kind).sort();
    const expected = [
      ...named.map(({ treat }) => treat),
      ...(profile.lookups ?? []).map(({ kind }) => kind),
    ];
    expect(kinds).toEqual(expected.sort());
    for (const { evidence, role } of signals) {
      expect(evidence.join()).toContain('site-role');
      expect(role).toBe('victim');
    }
  });

  it.each(neededSelectors(profile))('does not fit without $key', async ({ key, selector }) => {
    const file = path.join(folder, `${key}.html`);
    const gone = `<script>document.querySelector(${JSON.stringify(selector)}).remove()</script>`;
    writeFileSync(file, `${readFileSync(canaryOf(profile), 'utf8')}${gone}`);
    expect((await read(file)).fits?.[0]?.missing).toEqual([key]);
  });
});
