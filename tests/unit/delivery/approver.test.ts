/** What the page that speaks to the store does for whoever waits before a prompt. */
import { describe, expect, it } from 'vitest';
import type { ApprovalWork } from '../../../core/approval/messages.ts';
import type { Decided, Heard } from '../../../core/delivery/store.ts';
import type { Live, LivePlace } from '../../../core/delivery/subjects.ts';
import { Approver } from '../../../entrypoints/delivery/approver.ts';

const place = (collection: Live): LivePlace => ({
  collection,
  ...{ force: 'mids', unit: 't07', depositor: 'off1', id: 'a1' },
});
const NOTHING: ApprovalWork = { puts: [], hears: [] };
const PUT: ApprovalWork = { puts: [{ id: 'a1', place: place('asks'), text: 'asked' }], hears: [] };
const HEAR: ApprovalWork = { puts: [], hears: [place('grants')] };

async function run(
  rounds: readonly ApprovalWork[],
  answer: Decided = { kind: 'stored', how: 'acknowledged' },
  heard: Heard = { kind: 'nothing' },
) {
  const said: string[] = [];
  const stop = new AbortController();
  let round = 0;
  const approver: Approver = new Approver(
    {
      decide: async ({ text }) => {
        said.push(`put ${text}`);
        return answer;
      },
      hear: async () => {
        said.push('look');
        return heard;
      },
    },
    {
      work: async () => rounds[round++] ?? NOTHING,
      put: async (id, { kind }) => said.push(`${id} ${kind}`),
      heard: async ({ collection }, text) => said.push(`heard ${collection} ${text}`),
      pause: async (ms) => {
        said.push(`${approver.isBusy} in ${ms}`);
      },
      untilWoken: async () => {
        said.push(`${approver.isBusy} idle`);
        stop.abort();
      },
    },
  );
  await approver.run(stop.signal);
  return said;
}

describe('a question to a second person', () => {
  it('is put to the store, and looked after each second until it is answered', async () => {
    const said = await run([PUT, HEAR, HEAR], undefined, { kind: 'heard', text: 'granted' });
    const looked = ['look', 'heard grants granted', 'true in 1000'];
    expect(said).toEqual([
      ...['put asked', 'a1 stored', 'true in 1000'],
      ...looked,
      ...looked,
      'false idle',
    ]);
  });

  it('that the store does not take is told, and put again for as long as it waits', async () => {
    const said = await run([PUT, PUT], { kind: 'later', why: 'unreachable' });
    expect(said.filter((each) => each === 'a1 later')).toHaveLength(2);
  });

  it.each([
    ['nothing lies there', { kind: 'nothing' }, []],
    ['the store does not answer, which is told', { kind: 'later', why: 'timed-out' }, ['a1 later']],
    ['the store refuses, which is told', { kind: 'refused', why: 'credential' }, ['a1 later']],
  ] as const)('is not answered where %s', async (_, heard, told) => {
    const said = await run([HEAR], undefined, heard);
    expect(said).toEqual(['look', ...told, 'true in 1000', 'false idle']);
  });
});
