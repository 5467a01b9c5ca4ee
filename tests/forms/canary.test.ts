/**
 * Thousands of made-up persons go through the guard's own reader and decision and the whole
 * background. None of them is found in the ledger, in a message, in storage, on the badge or in
 * what is said to a console.
 */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordText } from '../../core/ledger/record.ts';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { createHolds } from '../../entrypoints/guard.content/hold.ts';
import { seeSignals } from '../../entrypoints/guard.content/inventory.ts';
import { followPersons, learnPersons } from '../../entrypoints/guard.content/persons/known.ts';
import testForce from '../../policies/forces/test-force.json' with { type: 'json' };
import { hexId } from '../unit/background/over-indexeddb.ts';
import { area, background, GUARD, PAGE } from '../unit/background/whole-background.ts';
import { Marks, markedForm, markedPerson, markedRow } from './marked-forms.ts';

/** `RTR_CANARY_FORMS=10000` for all of them: a browser in memory takes over a minute to read so many. */
const FORMS = Number(process.env['RTR_CANARY_FORMS'] ?? 1_500);
const HONEST = 'The offender may return tonight, the result decides on a safe place.';

globalThis.indexedDB = new IDBFactory();
const local = area();
const session = area();
const all = background(testForce, local, { session });
const marks = new Marks();

/** What was said between contexts; each is looked through when it is said. */
const said = { messages: 0, overrides: 0, refused: 0, leaks: [] as string[] };
let lastRecord: Record<string, unknown> | null = null;
const answers: Promise<unknown>[] = [];

function lookThrough(where: string, value: unknown): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  for (const mark of marks.in(text)) said.leaks.push(`${where}: ${mark}`);
}

async function send(message: unknown): Promise<unknown> {
  said.messages++;
  lookThrough('message', message);
  if (isRecord(message)) lastRecord = message.body;
  const answer = all.send(structuredClone(message), GUARD);
  if (answer) answers.push(answer.then((reply) => lookThrough('answer', reply)));
  return answer;
}

function isRecord(value: unknown): value is { body: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === 'record';
}

const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
  vi.spyOn(console, name).mockImplementation((...words) => {
    for (const each of words)
      lookThrough('console', each instanceof Error ? `${each.stack}` : String(each));
  }),
);
const ended = new AbortController();
/** What jsdom does not paint is not looked for. */
Reflect.set(globalThis, 'IntersectionObserverEntry', class {});
const holds = createHolds(ended.signal, () => {});

beforeAll(() => {
  Reflect.set(globalThis, 'chrome', {
    dom: { openOrClosedShadowRoot: () => null },
    runtime: { id: 'own-id', sendMessage: send, onMessage: { addListener: () => {} } },
  });
  learnPersons({ key: [1, 2], seen: [] });
  followPersons(ended.signal, () => {});
});
afterAll(() => {
  ended.abort();
  for (const each of consoles) each.mockRestore();
});

/** As a guard would send it that somebody has tampered with. */
function smuggle(number: number, change: Record<string, unknown>): void {
  if (lastRecord === null) return;
  const body = { ...lastRecord, id: hexId(1_000_000 + number), ...change };
  const answer = Promise.resolve(all.send({ v: 1, name: 'record', body }, GUARD));
  answers.push(
    answer.then((reply) => {
      lookThrough('answer', reply);
      const isTaken = typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok;
      if (isTaken) said.overrides++;
      else said.refused++;
    }),
  );
}

/** What waits at one moment is committed together, as in a busy browser. */
const AT_ONCE = 250;

function fill(number: number): void {
  const person = markedPerson(number);
  marks.add(person);
  // One in forty is a whole report; a browser in memory is slow to read.
  const html = (number % 40 === 0 ? markedForm : markedRow)(number, person);
  document.title = '';
  document.body.innerHTML = html;
  forgetAll();
  for (const assessment of seeSignals(document)) holds.tell(assessment, 'press');
  if (number % 20 === 0) {
    document.querySelector('input')?.dispatchEvent(new Event('change', { bubbles: true }));
    dispatchEvent(new Event('pagehide'));
  }
  if (number % 20 !== 0) return;
  const goingOn = { choice: 'overridden', reason: 'RR-01', dwellMs: 4000.5 };
  const { given, family, birth, phone } = person;
  smuggle(number, { ...goingOn, explanation: HONEST });
  smuggle(number + 1, { ...goingOn, explanation: `${HONEST} Mrs ${family}, ${phone}` });
  smuggle(number + 2, {
    ...goingOn,
    explanation: `Victim ${given} ${family} at risk tonight`,
  });
  smuggle(number + 3, { choice: 'emergency', explanation: `Born ${birth}, at risk` });
  smuggle(number + 4, { ...goingOn, explanation: HONEST, recordReference: family });
  smuggle(number + 5, { ...goingOn, explanation: HONEST, shownOfficer: family.slice(0, 16) });
  smuggle(number + 6, {
    ...goingOn,
    explanation: HONEST,
    prompt: { language: 'en', title: given, why: family, instead: birth },
  });
  smuggle(number + 7, { ...goingOn, rule: family.toLowerCase(), explanation: HONEST });
  smuggle(number + 8, {
    ...goingOn,
    explanation: HONEST,
    authorisation: { status: 'claimed', by: family, rank: 'inspector' },
  });
}

describe('made-up persons on as many forms', () => {
  it('go through the guard and the background', async () => {
    for (let number = 0; number < FORMS; number++) {
      fill(number);
      if (number % AT_ONCE === AT_ONCE - 1) await Promise.all(answers.splice(0));
    }
    expect(said.messages).toBeGreaterThan(FORMS / 2);
    // Overrides with a reason that counts are recorded; others were refused or kept without it.
    expect(said.overrides).toBeGreaterThan(FORMS / 10);
    expect(said.refused).toBeGreaterThan(FORMS / 10);
  }, 1_200_000);

  it('stand in no message between the page and the background, and in no answer', () => {
    expect(said.leaks).toEqual([]);
  });

  it('stand in no line or body of the ledger, as it is kept and as it is delivered', async () => {
    const { entries } = await all.services.ledger.all();
    expect(entries.length).toBeGreaterThan(FORMS / 2);
    const found = entries.flatMap((entry) => [
      ...marks.in(entry.line),
      ...marks.in(entry.body ?? ''),
      ...marks.in(recordText(entry)),
    ]);
    expect(found).toEqual([]);
  }, 120_000);

  it('stand in nothing that is stored beside it, on no badge and in no console', async () => {
    const stored = JSON.stringify([...local.store, ...session.store, ...all.badges]);
    expect(marks.in(stored)).toEqual([]);
    expect(said.leaks).toEqual([]);
  });

  it('stand in no list, no status and no case that our own pages are given', async () => {
    for (const name of ['cases', 'status', 'owed'] as const)
      lookThrough(name, await all.ask(name, null, PAGE));
    lookThrough('tab', await all.ask('tab', { tabId: 7 }, PAGE));
    expect(said.leaks).toEqual([]);
  }, 120_000);
});

it('finds a mark where there is one', () => {
  const person = markedPerson(77);
  marks.add(person);
  for (const text of [person.given, `x ${person.birth} y`, JSON.stringify({ a: person.passport })])
    expect(marks.in(text)).not.toEqual([]);
  expect(marks.in(`a${person.passport}f`)).toEqual([]);
});
