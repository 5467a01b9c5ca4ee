/**
 * The ledger against the browser's own database and hash, in one page: appending that is durable,
 * and verifying what is in memory and on the disk.
 */
import type { BenchRun } from './bench-run.ts';
import { atLeast, type Figure } from './figure.ts';
import { inPageScript } from './in-page-script.ts';
import type * as InPage from './ledger-in-page.ts';
import { median } from './statistics.ts';

const GLOBAL = 'ledgerBench';

type Work = 'append' | 'chain' | 'disk';

export async function ledgerFigures(run: BenchRun): Promise<readonly Figure[]> {
  const rounds = run.quick ? 5 : 15;
  const inMemory = run.quick ? 20_000 : 200_000;
  const onDisk = run.quick ? 10_000 : 50_000;
  const page = await run.newPage();
  await page.goto(run.urlOf('unguarded', { controls: 1, signals: 'none', roots: 0, frames: 0 }));
  const script = await inPageScript('./ledger-in-page.ts', GLOBAL);
  await page.addScriptTag({ content: `${script}\nglobalThis.${GLOBAL} = ${GLOBAL};` });
  const call = <W extends Work>(
    work: W,
    plan: Parameters<(typeof InPage)[W]>[0],
  ): ReturnType<(typeof InPage)[W]> =>
    page.evaluate(`${GLOBAL}.${work}(${JSON.stringify(plan)})`) as ReturnType<(typeof InPage)[W]>;
  const appended = await call('append', { rounds, each: 20 });
  const verified = await call('chain', { rounds: run.quick ? 3 : 5, count: inMemory });
  const read = await call('disk', { rounds: run.quick ? 3 : 5, count: onDisk });
  await page.close();
  return [
    ...appendFigures(appended),
    ...chainFigures(verified, inMemory),
    ...diskFigures(read, onDisk),
  ];
}

/** How many times as fast as the other, by pairs of the same round. */
function ratio(ours: readonly number[], others: readonly number[]): number {
  return median(ours.map((each, round) => (others[round] ?? 0) / each));
}

function appendFigures({ own, raw, together, floor }: InPage.AppendTimes): readonly Figure[] {
  const samples = own.length;
  return [
    {
      id: 'ledger.append.ratio',
      what: 'appends a second, one a transaction, against a bare durable put',
      value: ratio(own, raw),
      unit: 'x',
      samples,
      goal: atLeast('G11', 0.7),
    },
    {
      id: 'ledger.append.floor.ratio',
      what: 'floor: what it writes, by hand, nothing hashed, against the bare durable put',
      value: ratio(floor, raw),
      unit: 'x',
      samples,
    },
    { id: 'ledger.append.ms', what: 'one append', value: median(own), unit: 'ms', samples },
    { id: 'ledger.put.ms', what: 'one bare durable put', value: median(raw), unit: 'ms', samples },
    {
      id: 'ledger.together.ratio',
      what: 'appends a second, ten waiting at once against one at a time',
      value: ratio(together, own),
      unit: 'x',
      samples,
      goal: atLeast('G12', 3),
    },
  ];
}

function chainFigures(
  { chain, device, webCrypto, inRoom, noble }: InPage.ChainTimes,
  count: number,
): readonly Figure[] {
  const samples = chain.length;
  const bare = [webCrypto, inRoom, noble];
  const fastest = webCrypto.map((each, round) =>
    Math.min(...bare.map((times) => times[round] ?? each)),
  );
  const common = { unit: 'x', samples } as const;
  const goal = atLeast('G13', 0.8);
  return [
    {
      ...common,
      id: 'ledger.chain.ratio',
      what: `chain of ${count} verified, against the fastest bare loop of hashes`,
      value: ratio(chain, fastest),
      goal,
    },
    {
      ...common,
      id: 'ledger.device.ratio',
      what: 'records of another device: parsed, verified and put into their tree, a hash more for each',
      value: ratio(device, fastest),
    },
    {
      ...common,
      id: 'ledger.noble.ratio',
      what: 'of the bare loops: the hash in the bundle against WebCrypto, 256 on their way',
      value: ratio(noble, webCrypto),
    },
    {
      ...common,
      id: 'ledger.chain.webcrypto.ratio',
      what: 'the chain against the bare loop that encodes each by itself',
      value: ratio(chain, webCrypto),
    },
    {
      id: 'ledger.chain.us',
      what: 'one entry of the chain verified',
      value: (median(chain) / count) * 1000,
      unit: 'us',
      samples,
    },
  ];
}

function diskFigures(times: InPage.DiskTimes, count: number): readonly Figure[] {
  const common = { unit: 'x', samples: times.segments.length } as const;
  return [
    {
      ...common,
      id: 'ledger.disk.ratio',
      what: `${count} entries read and verified by segments, against record by record`,
      value: ratio(times.verified, times.recordsVerified),
      goal: atLeast('G14', 3),
    },
    {
      ...common,
      id: 'ledger.disk.each.ratio',
      what: 'the same where no segment was checked before: entry by entry',
      value: ratio(times.each, times.recordsVerified),
    },
    {
      ...common,
      id: 'ledger.read.ratio',
      what: 'the same, read only',
      value: ratio(times.segments, times.records),
    },
    {
      ...common,
      id: 'ledger.disk.digests.ratio',
      what: 'segments read, each record digested, nothing checked',
      value: ratio(times.digestEach, times.recordsVerified),
    },
    {
      ...common,
      id: 'ledger.disk.whole.ratio',
      what: 'floor: segments read and digested as a whole, nothing checked',
      value: ratio(times.digestWhole, times.recordsVerified),
    },
  ];
}
