/** Past entries under a proposed policy: as many as a force may have in half a year. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  EMPTY_TIP,
  type StoredEntry,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../core/ledger/entry.ts';
import { makeSigningKey } from '../../platform/ed25519.ts';
import { attemptDraft } from '../../tests/unit/background/over-indexeddb.ts';
import { bundleOf, noteOf } from '../../tests/unit/ledger/made-ledger.ts';
import { backtestFile } from '../policy/backtest.ts';
import { atMost, type Figure } from './figure.ts';

const ENTRIES = 100_000;
const DEVICE = '00112233aabbccdd';
const MINUTE = 60_000;
const START = Date.UTC(2026, 5, 1, 8);

export async function backtestFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backtest-bench-'));
  try {
    const bundle = path.join(folder, 'ledger.jsonl');
    const settings = path.join(folder, 'settings.json');
    await writeFile(bundle, await bundleText());
    await writeFile(settings, JSON.stringify({ force: { code: 'TF', name: 'Test Force' } }));
    const manner = { language: 'en', day: '2026-11-30', json: true } as const;
    const started = performance.now();
    const { code } = await backtestFile(settings, bundle, manner, () => {});
    const value = performance.now() - started;
    if (code !== 0) throw new Error('the ledger of the bench is refused');
    const what = `backtest of ${ENTRIES} entries, each verified`;
    return [
      {
        id: 'policy.backtest.ms',
        what,
        value,
        unit: 'ms',
        samples: 1,
        goal: atMost('G10', 30_000),
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundleText(): Promise<string> {
  const key = await makeSigningKey();
  const entries: StoredEntry[] = [];
  let tip: Tip = EMPTY_TIP;
  for (let number = 0; number < ENTRIES; number++) {
    const draft = attemptDraft(number, { at: START + number * MINUTE });
    const entry = sealEntry(draft, null, tip, 'ab');
    entries.push(entry);
    tip = tipAfter(tip, entry);
  }
  const checkpoints = [await noteOf(DEVICE, tip, key)];
  return `${(await bundleOf([{ device: DEVICE, key, entries, checkpoints }])).join('\n')}\n`;
}
