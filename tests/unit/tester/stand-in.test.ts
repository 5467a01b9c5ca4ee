// @vitest-environment jsdom
/** The guard of a form that is tried out speaks to nobody. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AttemptReport, PolicyReply } from '../../../core/messages.ts';
import { type Answers, standIn } from '../../../entrypoints/tester-form/stand-in.ts';
import { reply, report } from './samples.ts';

interface Api {
  readonly runtime: {
    readonly id: string;
    sendMessage(message: unknown): Promise<unknown>;
  };
}

const real = { runtime: { id: 'real', sendMessage: vi.fn() } };

function start(change: Partial<Answers> = {}) {
  for (const name of ['browser', 'chrome'])
    Object.defineProperty(globalThis, name, { value: real, configurable: true });
  const told: AttemptReport[] = [];
  standIn({ reply, told: (each) => told.push(each), changed: () => {}, ...change });
  const api = (name: string): Api => Reflect.get(globalThis, name);
  return {
    told,
    api,
    ask: (name: string, body: unknown) => api('browser').runtime.sendMessage({ v: 1, name, body }),
  };
}

afterEach(() => {
  real.runtime.sendMessage.mockReset();
  for (const name of ['browser', 'chrome']) Reflect.deleteProperty(globalThis, name);
});

describe('what stands in for the background', () => {
  it('answers with the policy under test', async () => {
    const answer = await start().ask('policy', null);
    const expected: PolicyReply = reply;
    expect(answer).toBe(expected);
  });

  it('lets each attempt go on as if it were recorded, and tells the tester alone', async () => {
    const { ask, told } = start();
    expect(await ask('record', report)).toEqual({ ok: true, seq: 0, hash: '' });
    expect(await ask('record', report)).toEqual({ ok: true, seq: 1, hash: '' });
    expect(told).toEqual([report, report]);
  });

  it('has nothing that was let go on before, opens what is closed, and says when the form changed', async () => {
    const changed = vi.fn();
    const { ask } = start({ changed });
    expect(await ask('repeatable', { recordReference: 'TF/1/26' })).toEqual([]);
    expect(await ask('gate', {})).toBe(true);
    expect(changed).not.toHaveBeenCalled();
    expect(await ask('frame', {})).toBeNull();
    expect(changed).toHaveBeenCalledOnce();
  });

  it.each([
    'policy',
    'record',
    'gate',
    'frame',
    'profile',
    'repeatable',
    'fault',
    'persons',
    'outer',
  ])('passes no %s on to the real background, by either name of the browser', async (name) => {
    const { api } = start();
    for (const object of ['browser', 'chrome'])
      await api(object).runtime.sendMessage({ v: 1, name, body: null });
    expect(real.runtime.sendMessage).not.toHaveBeenCalled();
  });
});
