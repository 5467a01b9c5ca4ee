/** What an officer hears, over the force's store, of what was decided on another machine. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswerPlace } from '../../../core/delivery/subjects.ts';
import { recordText } from '../../../core/ledger/record.ts';
import type { HistoryReply } from '../../../core/review/history-messages.ts';
import { hear } from '../../../entrypoints/delivery/hearer.ts';
import {
  claims,
  comes,
  type Device,
  decides,
  decisionOf,
  device,
  ForceStore,
  HOME,
  settingsOf,
} from './force-store.ts';
import { attemptDraft, hexId } from './over-indexeddb.ts';
import { PAGE } from './whole-background.ts';

const OFFICER = 'TF-4312';
const MINUTE = 60_000;
const id = hexId(41);

let store: ForceStore;
let officer: Device;
beforeEach(async () => {
  store = new ForceStore();
  const managed = { ...settingsOf(OFFICER, 'off1'), identity: { id: OFFICER, reviewer: false } };
  officer = await device(store, OFFICER, { managed });
  officer.courier = null;
  await officer.services.ledger.append(attemptDraft(41, { officer: OFFICER }), {
    explanation: 'The line of enquiry needs it.',
    ...{ recordReference: null, prompt: null, policyVersion: '1' },
  });
  await officer.services.ledger.setDeliveredTo(1);
});

/** A supervisor's device to which the officer's override came from the store. */
async function supervisor(name = 'TF-9001'): Promise<Device> {
  const entry = await officer.services.ledger.entry(id);
  const all = await device(store, name);
  const subject = `overrides.${HOME.force}.${HOME.unit}.off1.${id}`;
  await comes(all, 'ledger', new Map([[subject, entry ? recordText(entry) : '']]));
  return all;
}

/** One round of the page that speaks to the store. */
function hears({ ask, services }: Device): Promise<void> {
  return hear(store, {
    unheard: () => services.claims.hearing.unheard(),
    heard: async (answer) => (await ask('heard', answer, PAGE)) as AnswerPlace | null,
  });
}

async function turns({ ask }: Device) {
  const reply = (await ask('history', { show: 'all', page: 0 }, PAGE)) as HistoryReply;
  const [row] = reply.rows;
  return { state: row?.state, said: row?.turns.map((turn) => turn.words) };
}

describe('an officer whose override was decided on another machine', () => {
  it('hears outcome and note, in a place that is the officer’s own', async () => {
    const ann = await supervisor();
    await decides(ann, id, 'RV-2', 'Ask the victim first next time.');
    expect([...store.answers.keys()]).toEqual([`answers.tf.t07.off1.${id}.0`]);
    expect(await turns(officer)).toEqual({ state: 'waiting', said: [] });
    await hears(officer);
    expect(await turns(officer)).toEqual({
      state: 'decided',
      said: ['Ask the victim first next time.'],
    });
    expect(await officer.ask('history-counts', null, PAGE)).toMatchObject({ news: 0 });
  });

  it('is asked over the store, answers there, and hears what was decided then', async () => {
    const ann = await supervisor();
    await decides(ann, id, 'RV-5', 'Which line of enquiry was it?');
    await hears(officer);
    expect(await officer.ask('history-counts', null, PAGE)).toMatchObject({
      questions: 1,
      news: 1,
    });
    expect((await turns(officer)).state).toBe('asked');
    await decides(ann, id, 'RV-1');
    officer.services.claims.hearing.looks();
    await later(officer);
    await hears(officer);
    expect((await turns(officer)).state).toBe('decided');
  });

  it('hears a decision behind what was no decision, and nothing of that', async () => {
    const ann = await supervisor();
    await comes(ann, 'reviews', new Map([[`reviews.tf.t07.${id}.0`, '<script>']]));
    store.places.set(`reviews.tf.t07.${id}.0`, '<script>');
    await decides(ann, id, 'RV-3', 'It was not needed for this crime.');
    expect(store.answers.get(`answers.tf.t07.off1.${id}.0`)).toBe('');
    await hears(officer);
    expect(await turns(officer)).toEqual({
      state: 'decided',
      said: ['It was not needed for this crime.'],
    });
  });

  it('hears what another reviewer decided before, where that one could not tell', async () => {
    const ann = await supervisor();
    const { subject, entry } = decisionOf(id);
    store.places.set(subject, recordText(entry));
    await comes(ann, 'reviews', new Map([[subject, recordText(entry)]]));
    await decides(ann, id, 'RV-1', 'It was needed after all, by the log.', hexId(900));
    await hears(officer);
    expect((await turns(officer)).said).toHaveLength(2);
  });

  it('is told once the store is there again, where it went away in between', async () => {
    const ann = await supervisor();
    store.trouble = { kind: 'refused', why: 'credential' };
    await decides(ann, id, 'RV-1');
    expect(store.answers.size).toBe(0);
    store.trouble = null;
    await claims(ann, store);
    expect(store.answers.size).toBe(1);
  });
});

describe('a decision that lies in its place and was not told', () => {
  it('is told when there is a way, though the reviewer’s own reading has found it there', async () => {
    const ann = await supervisor();
    const tell = store.tell.bind(store);
    store.tell = async () => ({ kind: 'later', why: 'unreachable' });
    await decides(ann, id, 'RV-1');
    await comes(ann, 'reviews', store.places);
    expect([store.places.size, store.answers.size]).toEqual([1, 0]);
    store.tell = tell;
    await claims(ann, store);
    expect(store.answers.size).toBe(1);
    expect(await ann.services.claims.waiting()).toEqual([]);
  });

  it('is told once, and by nobody else', async () => {
    const ann = await supervisor();
    await decides(ann, id, 'RV-1');
    await comes(ann, 'reviews', store.places);
    expect(await ann.services.claims.waiting()).toEqual([]);
    const other = await supervisor('TF-9002');
    await comes(other, 'reviews', store.places);
    expect(await other.services.claims.waiting()).toEqual([]);
  });
});

describe('the store', () => {
  /** Places that are asked for now. */
  const asked = async ({ services }: Device) => services.claims.hearing.unheard();

  it('is asked for the own overrides only, once in a quarter of an hour', async () => {
    expect(await asked(officer)).toEqual([{ ...HOME, depositor: 'off1', attempt: id, number: 0 }]);
    expect(await asked(officer)).toEqual([]);
    expect(await officer.services.claims.isDue()).toBe(false);
    await later(officer);
    expect(await asked(officer)).toHaveLength(1);
  });

  it('is not asked of what it does not have, nor by whoever reads the unit, nor for a reader', async () => {
    await officer.services.ledger.setDeliveredTo(0);
    expect(await asked(officer)).toEqual([]);
    const ann = await device(store, 'TF-9001');
    await ann.services.ledger.append(attemptDraft(77), null);
    await ann.services.ledger.setDeliveredTo(1);
    expect(await asked(ann)).toEqual([]);
  });

  it('cannot have anything believed that was not asked for', async () => {
    const { entry } = decisionOf(id);
    const place = { ...HOME, depositor: 'off1', attempt: hexId(5), number: 0 };
    expect(await officer.ask('heard', { place, text: recordText(entry) }, PAGE)).toBeNull();
    expect(await officer.services.received.decisions()).toEqual([]);
  });

  it('that has a decision of another override in the place has told nothing', async () => {
    const { entry } = decisionOf(hexId(5));
    store.answers.set(`answers.tf.t07.off1.${id}.0`, recordText(entry));
    await hears(officer);
    expect(await turns(officer)).toEqual({ state: 'waiting', said: [] });
  });
});

/** A quarter of an hour goes by: what was noted as asked lies back so far. */
async function later({ session }: Device): Promise<void> {
  const at = Number((await session.get('answers-asked'))['answers-asked']);
  await session.set({ 'answers-asked': at - 16 * MINUTE });
}
