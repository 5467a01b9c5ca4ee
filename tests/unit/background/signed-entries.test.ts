/** What a signed policy leaves in the ledger, and a build that asks for no signature. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { NoteKey } from '../../../core/notes/signed-note.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { FORCE, NATION, STRANGER, signed } from '../policy/signing.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { area, type Background, background, PAGE } from './whole-background.ts';

beforeEach(freshDatabase);

/** A background that has read its settings and written them down. */
async function started(
  managed: unknown,
  local = area(),
  policyKeys: readonly NoteKey[] = [FORCE.key, NATION.key],
): Promise<Background> {
  const all = background(managed, local, { policyKeys });
  await all.services.policy.changed();
  await all.services.recordPolicy();
  return all;
}

async function headers({ services }: Background, kind: Header['kind']) {
  const { entries } = await services.ledger.all();
  return readHeaders(entries).headers.filter((header) => header.kind === kind);
}

describe('what oversight reads of it', () => {
  it('is the version and the key, in each sign of life and each change', async () => {
    const local = area();
    const all = await started(signed(testForce, 7, NATION), local);
    await all.services.beat();
    const by = { signed: { version: 7, key: NATION.key.id } };
    expect(await headers(all, 'heartbeat')).toMatchObject([by]);
    expect(await headers(all, 'policy-change')).toMatchObject([by]);
  });

  it('is an entry also where the same policy is signed anew', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    const all = await started(signed(testForce, 8), local);
    const changes = await headers(all, 'policy-change');
    expect(changes).toMatchObject([{ signed: { version: 7 } }, { signed: { version: 8 } }]);
    const [first, second] = changes;
    expect(second).toMatchObject({ was: first?.policy, policy: first?.policy });
  });
});

describe('a build without a key', () => {
  it('takes settings unsigned, and looks at no signature', async () => {
    for (const managed of [testForce, signed(testForce, 3, STRANGER)]) {
      freshDatabase();
      const all = await started(managed, area(), []);
      expect(await all.ask('status', null, PAGE)).toMatchObject({
        origin: 'managed',
        policyKeys: [],
        signed: null,
      });
      await all.services.beat();
      expect(Object.keys((await headers(all, 'heartbeat'))[0] ?? {})).not.toContain('signed');
    }
  });
});
