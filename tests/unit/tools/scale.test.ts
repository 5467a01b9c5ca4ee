/** The arithmetic of what a force's store has to bear, and the verdict on which limit was met. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAX_RECORD_BYTES } from '../../../core/delivery/store.ts';
import { placeOf, subjectOf } from '../../../core/delivery/subjects.ts';
import { openCheckpoint, parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { parseRecord } from '../../../core/ledger/record.ts';
import { forceStreams } from '../../../tools/cluster/streams.ts';
import { type Measured, sizingOf, yearsIn } from '../../../tools/scale/arithmetic.ts';
import { valuesOf } from '../../../tools/scale/inputs.ts';
import { limitOf, type Seen } from '../../../tools/scale/limit.ts';
import { PAGE, pageTables, withTables } from '../../../tools/scale/page.ts';
import { ShiftDevice } from '../../../tools/scale/shift.ts';
import { bytesText, markdown, numberText } from '../../../tools/scale/table.ts';

const ROUND: Measured = {
  recordBytes: { heartbeat: 400, attempt: 1_400, checkpoint: 200 },
  storedOverhead: 100,
  memoryASubject: 100,
  memoryAConnection: 50_000,
  memoryASupervisor: 100_000,
  rebuiltASecond: 1_000_000,
};
/** Numbers that can be gone over by hand. */
const VALUES = valuesOf({
  officers: 1_000,
  years: 2,
  shiftsAYear: 100,
  shiftHours: 9,
  heartbeatMinutes: 60,
  onDuty: 0.324,
  attempts: 2,
  heldSeconds: 20,
  officersASupervisor: 9,
  mirrors: 1,
  replicas: 3,
});

describe('what a force’s store has to bear', () => {
  const sizing = sizingOf(VALUES, ROUND);

  it('counts a sign of life at the start and each hour, each delivered with a checkpoint', () => {
    expect(sizing.heartbeatsAShift).toBe(10);
    expect(sizing.entriesAShift).toBe(12);
    expect(sizing.messagesAShift).toBe(24);
  });

  it('goes by who is on duty for load, and by shifts for storage', () => {
    // 324 devices, 12 deliveries each in 32,400 s, of two messages.
    expect(sizing.deliveriesASecond).toBeCloseTo(0.12, 10);
    expect(sizing.messagesASecond).toBeCloseTo(0.24, 10);
    expect(sizing.connectedDevices).toBeCloseTo(2.4, 10);
    expect(sizing.connectedSupervisors).toBeCloseTo(36, 10);
    expect(sizing.messagesInAll).toBe(1_000 * 100 * 2 * 24);
  });

  it('stores each message on each node as often as there are copies of it', () => {
    // Ten signs of life, two attempts, twelve checkpoints, each with what is stored beside it.
    const aShift = 10 * 500 + 2 * 1_500 + 12 * 300;
    expect(sizing.diskANode).toBe(1_000 * 100 * 2 * aShift * 2);
    expect(sizing.rebuildHours).toBeCloseTo(sizing.diskANode / 3.6e9, 10);
    expect(sizing.diskOfAllCopies).toBe(3 * sizing.diskANode);
    expect(sizingOf({ ...VALUES, mirrors: 0 }, ROUND).diskANode).toBe(sizing.diskANode / 2);
  });

  it('says for how many years a node’s memory holds the subjects', () => {
    expect(sizing.subjectMemoryAYear).toBe(1_000 * 100 * 24 * 100 * 2);
    expect(yearsIn(sizing.subjectMemory, sizing)).toBe(VALUES.years);
  });

  it('grows with officers and with nothing else that it is not told', () => {
    const twice = sizingOf(VALUES, ROUND, 2_000);
    expect(twice.diskANode).toBe(2 * sizing.diskANode);
    expect(twice.messagesASecond).toBe(2 * sizing.messagesASecond);
    expect(twice.messagesAShift).toBe(sizing.messagesAShift);
  });
});

describe('the streams that force IT makes', () => {
  it('let every supervisor of the largest force read ten units at a time', () => {
    const { connectedSupervisors } = sizingOf(valuesOf(), ROUND);
    for (const { max_consumers } of forceStreams('mids', 3))
      expect(max_consumers).toBeGreaterThan(connectedSupervisors * valuesOf().readings * 10);
  });
});

describe('a step of the simulation', () => {
  const WELL: Seen = {
    ...{ cores: 2, serverCores: 0.5, generatorCores: 0.5, generatorBusy: 0.4 },
    ...{ wanted: 100, got: 100, p99Ms: 20, failed: 0, files: 100, filesMost: 1_000 },
    ...{ diskWaited: 0.1, forcedMost: 0 },
  };

  it.each<[string, Partial<Seen>, ReturnType<typeof limitOf>]>([
    ['all well', {}, 'none'],
    ['busy, and yet all comes back in time', { serverCores: 1.4, generatorCores: 0.6 }, 'none'],
    ['slow, with no file left', { p99Ms: 2_000, files: 950 }, 'open files'],
    [
      'behind, since the one thread that asks is never idle',
      { got: 50, serverCores: 0.9, generatorBusy: 0.97 },
      'the generator',
    ],
    ['behind, with nodes that fill the cores', { got: 50, serverCores: 1.7 }, 'the nodes’ CPU'],
    [
      'behind, with cores that both have filled',
      { got: 50, serverCores: 1.1, generatorCores: 0.8 },
      'the machine, which nodes and generator share',
    ],
    ['slow, while all wait for the disk', { p99Ms: 3_000, diskWaited: 0.8 }, 'the disk'],
    ['behind, at what the disk does', { wanted: 500, got: 400, forcedMost: 450 }, 'the disk'],
    ['behind, with a disk that could do more', { got: 50, forcedMost: 450 }, 'not told apart'],
    ['failing for a reason that no figure shows', { failed: 1 }, 'not told apart'],
    [
      'slow, on a kernel that says nothing of the disk',
      { p99Ms: 3_000, diskWaited: null },
      'not told apart',
    ],
  ])('%s', (_what, change, expected) => {
    expect(limitOf({ ...WELL, ...change })).toBe(expected);
  });
});

describe('what the simulated devices hand in', () => {
  const device = new ShiftDevice('off-17', 't07');
  const [heartbeat, attempt] = [device.heartbeat(), device.attempt()];

  it.each([heartbeat, attempt])(
    'is an entry that the verifier reads, at its own place',
    ({ place, text }) => {
      const record = parseRecord(text);
      expect(parseHeader(record?.line)).not.toBeNull();
      expect(record?.place.id).toBe(place.id);
      expect(placeOf(subjectOf(place))).toEqual(place);
      expect(Buffer.byteLength(text)).toBeLessThan(MAX_RECORD_BYTES);
    },
  );

  it('is a chain, and its checkpoint counts it', async () => {
    expect(parseRecord(attempt.text)?.place.seq).toBe(1);
    expect(parseCheckpoint((await device.checkpoint()).text)?.size).toBe(2);
  });

  it('is signed by nobody else', async () => {
    const note = (await device.checkpoint()).text;
    expect(await openCheckpoint(note, [], async () => true)).toHaveProperty('fault');
  });
});

describe('docs/scale.md', () => {
  it('has the tables that the arithmetic makes', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(withTables(page, pageTables())).toBe(page);
  });

  it('cannot lose a table without being noticed', () => {
    expect(() => withTables('no marks', new Map([['load', '']]))).toThrow('table load');
  });

  it('shows sizes and numbers as people read them', () => {
    expect([bytesText(950), bytesText(1_234), bytesText(45_678_000), bytesText(2.5e12)]).toEqual([
      ...['950 bytes', '1.2 kB', '46 MB', '2.5 TB'],
    ]);
    expect([numberText(3.149), numberText(42.4), numberText(1_234_567)]).toEqual([
      ...['3.1', '42', '1,230,000'],
    ]);
    expect(markdown(['a', 'b'], [['1', 'two']])).toBe(
      '| a   | b   |\n| --- | --- |\n| 1   | two |',
    );
  });
});
