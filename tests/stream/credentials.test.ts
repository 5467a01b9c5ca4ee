/** Which tokens count, and what happens to a device whose token ends while it works. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flush } from '../../core/delivery/flush.ts';
import { openNatsStore } from '../../platform/nats/store.ts';
import { userToken } from '../../tools/cluster/accounts.ts';
import { keysOf } from '../../tools/cluster/deployment.ts';
import { entryByTcp, foreignToken, greedyToken } from '../../tools/cluster/hostile.ts';
import { makeKey } from '../../tools/cluster/nkeys.ts';
import { deposit, MemoryOutbox } from '../../tools/cluster/records.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { entryOutcome } from './support/asked.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const CREDENTIAL = { kind: 'refused', why: 'credential' } as const;

async function untilRefused(ask: () => Promise<{ readonly kind: string }>): Promise<unknown> {
  for (const endsAt = Date.now() + 20_000; Date.now() < endsAt; ) {
    const answer = await ask();
    if (answer.kind === 'refused') return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 'never refused';
}

describe('a device', () => {
  it('whose token ends while it is connected keeps its records and says why', async () => {
    const expiresAt = Math.floor(Date.now() / 1000) + 3;
    const { store } = stage.device({ name: 'off1', expiresAt });
    expect(await store.append(deposit('off1', 0))).toMatchObject({ kind: 'stored' });
    let seq = 1;
    expect(await untilRefused(() => store.append(deposit('off1', seq++)))).toEqual(CREDENTIAL);
    const outbox = new MemoryOutbox('off1', seq + 5);
    const reported: unknown[] = [];
    const end = await flush(store, outbox, {
      pause: () => Promise.resolve(),
      random: Math.random,
      report: (_, why) => reported.push(why),
    });
    expect(end).toEqual({ kind: 'refused', why: 'credential' });
    expect(reported).toEqual(['credential']);
    expect(outbox.waiting.size).toBe(seq + 5);
  });

  it('that was revoked is cut off, and a token of the next day lets it in again', async () => {
    const { store } = stage.device({ name: 'off2' });
    const { store: other } = stage.device({ name: 'off3' });
    expect(await store.append(deposit('off2', 0))).toMatchObject({ kind: 'stored' });
    expect(await other.append(deposit('off3', 0))).toMatchObject({ kind: 'stored' });
    stage.revoke('off2');
    let seq = 1;
    expect(await untilRefused(() => store.append(deposit('off2', seq++)))).toEqual(CREDENTIAL);
    expect(await other.append(deposit('off3', 1))).toMatchObject({ kind: 'stored' });
    const { store: renewed } = stage.device({ name: 'off2' });
    expect(await renewed.verify(deposit('off2', 0))).toEqual({ kind: 'held' });
    expect(await renewed.append(deposit('off2', seq))).toMatchObject({ kind: 'stored' });
  });

  it('with a token of another force is refused, not put off', async () => {
    const token = foreignToken('off4');
    const store = openNatsStore({ urls: stage.urls, name: 'off4', ...token });
    expect(await store.append(deposit('off4', 0))).toEqual(CREDENTIAL);
    await store.close();
  });

  it('whose token was signed by a clock an hour ahead of the nodes’ gets in all the same', async () => {
    const ahead = Math.floor(Date.now() / 1000) + 3600;
    const wish = { name: 'off11', role: 'officer', units: ['t07'], expiresAt: ahead + 60 } as const;
    const token = userToken(wish, keysOf(stage.cluster.dir), ahead);
    const store = openNatsStore({ urls: stage.urls, name: 'off11', ...token });
    expect(await store.append(deposit('off11', 0))).toMatchObject({ kind: 'stored' });
    await store.close();
  });

  it('with a broken seed is refused, and nothing of it is in the answer', async () => {
    const { jwt } = stage.token({ name: 'off5' });
    const store = openNatsStore({ urls: stage.urls, name: 'off5', jwt, seed: 'SUNONSENSE' });
    expect(await store.append(deposit('off5', 0))).toEqual(CREDENTIAL);
    await store.close();
  });

  it('that reaches nobody is told to try later', async () => {
    const { jwt, seed } = stage.token({ name: 'off6' });
    const store = openNatsStore({ urls: ['ws://127.0.0.1:9'], name: 'off6', jwt, seed });
    expect(await store.append(deposit('off6', 0))).toEqual({ kind: 'later', why: 'unreachable' });
    expect(await store.verify(deposit('off6', 0))).toEqual({ kind: 'later', why: 'unreachable' });
    await store.close();
    expect(await store.append(deposit('off6', 0))).toEqual({ kind: 'later', why: 'unreachable' });
  });
});

describe('nodes that read their accounts again', () => {
  it('do not make a device that comes at that moment think that its token is wrong', async () => {
    const answers: unknown[] = [];
    for (let index = 0; index < 6; index++) {
      const { store } = stage.device({ name: `off9-${index}` });
      stage.revoke();
      const answer = await store.append(deposit(`off9-${index}`, 0));
      answers.push(answer);
      await store.close();
    }
    expect(answers.filter((each) => JSON.stringify(each).includes('credential'))).toEqual([]);
  });
});

describe('a node that is too slow to hear who comes', () => {
  it('is no reason to think that the token is wrong', async () => {
    const [door] = stage.doors;
    if (!door) return expect.unreachable();
    const { jwt, seed } = stage.token({ name: 'off8' });
    const url = `ws://127.0.0.1:${door.port}`;
    const store = openNatsStore({ urls: [url], name: 'off8', jwt, seed });
    door.withhold('back');
    const answer = store.append(deposit('off8', 0));
    // The node waits two seconds for a name, and then says "Authentication Timeout".
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    door.mend();
    expect(await answer).toMatchObject({ kind: 'later' });
    expect(await store.append(deposit('off8', 0))).toMatchObject({ kind: 'stored' });
    await store.close();
  });
});

describe('a node that takes a connection and says nothing', () => {
  it('is given up in time, and the device gets in when it speaks again', async () => {
    const [door] = stage.doors;
    if (!door) return expect.unreachable();
    const { jwt, seed } = stage.token({ name: 'off7' });
    const url = `ws://127.0.0.1:${door.port}`;
    const store = openNatsStore({ urls: [url], name: 'off7', jwt, seed });
    door.withhold('back');
    const answer = await store.append(deposit('off7', 0));
    expect(answer).toMatchObject({ kind: 'later' });
    door.mend();
    expect(await store.append(deposit('off7', 0))).toMatchObject({ kind: 'stored' });
    await store.close();
  });
});

describe('a token', () => {
  const name = 'off7001';

  it('is worth nothing without its seed', async () => {
    const stolen = { ...stage.token({ name }), seed: makeKey('user').seed };
    expect(await entryOutcome(stage.connect(name, stolen))).toBe('not let in');
  });

  it('of another force is not let in', async () => {
    expect(await entryOutcome(stage.connect(name, foreignToken(name)))).toBe('not let in');
  });

  it('that grants itself more than its role is not let in', async () => {
    const token = greedyToken(stage.cluster.dir, name);
    expect(await entryOutcome(stage.connect(name, token))).toBe('not let in');
  });

  it('that is over is not let in', async () => {
    const expiresAt = Math.floor(Date.now() / 1000) - 5;
    const token = stage.token({ name, expiresAt });
    expect(await entryOutcome(stage.connect(name, token))).toBe('not let in');
  });

  it('counts over WebSocket only', async () => {
    expect(await entryByTcp(stage.node(0), stage.token({ name }))).toMatch(/^-ERR 'Authorization/);
  });

  it('of a good officer is let in', async () => {
    expect(await entryOutcome(stage.connect(name, stage.token({ name })))).toBe('let in');
  });
});
