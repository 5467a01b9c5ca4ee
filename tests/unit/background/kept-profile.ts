import { openDB } from 'idb';
import { expect } from 'vitest';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { caseEntries } from '../../../core/review/case-headers.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { Sample } from '../../../core/review/picked.ts';
import { rowsIn } from '../../../core/review/row-columns.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import type { Services } from '../../../entrypoints/background/handlers.ts';
import { isIn, joined, type OfDevice, othersIn } from '../../../entrypoints/background/others.ts';
import { KeptQueue } from '../../../entrypoints/background/queue/kept-queue.ts';
import { type Folded, foldedOf, rowsOf } from '../../../entrypoints/background/review-cases.ts';
import { attemptDraft, freshDatabase, hexId } from './over-indexeddb.ts';
import { background, SUPERVISOR } from './whole-background.ts';

export const NAME = 'right-to-report-queue';
const BEGIN = 1_790_000_000_000;
export const DAY_MS = 86_400_000;
const PEOPLE = ['TF-9001', 'TF-9002', 'TF-4312', 'TF-4313'] as const;

/** What a force may have in force, one after the other. */
export const SETTINGS = [
  SUPERVISOR,
  {
    ...SUPERVISOR,
    clocks: { lifeAtRiskHours: 1, soonHours: 4, usualDays: 3, answerWorkingDays: 2 },
  },
  // Of which half come into force while it is read.
  { ...SUPERVISOR, deciding: [{ from: '2026-09-25', people: 2 }], assignedHours: 2 },
  {
    ...SUPERVISOR,
    sampling: {
      heededPercent: 100,
      passedPercent: 100,
      wrongMatchPercent: 100,
      secondPercent: 100,
    },
  },
  { ...SUPERVISOR, identity: { ...SUPERVISOR.identity, id: 'TF-9002' } },
];

/** One profile of a browser: its disk, its clock, its settings, and the background that runs. */
export class Profile {
  now = BEGIN;
  settings = 0;
  services: Services;
  /** What a page that follows the list holds. */
  page = new Map<string, CaseRow>();
  at = { reading: '', after: 0 };
  /** Cases that were told by what is kept. */
  answered = 0;
  readonly #inForce: readonly object[];
  #entries = 0;

  private constructor(services: Services, inForce: readonly object[]) {
    this.services = services;
    this.#inForce = inForce;
  }

  /** @param inForce what a force may have in force */
  static async begin(inForce: readonly object[] = SETTINGS): Promise<Profile> {
    freshDatabase();
    const profile = new Profile(background().services, inForce);
    await profile.restart();
    await profile.follow();
    return profile;
  }

  async restart(settings = this.settings): Promise<void> {
    this.settings = settings;
    const managed = async () => this.#inForce[this.settings];
    const { services } = background(null, undefined, { managed, now: () => this.now });
    this.services = { ...services, kept: new KeptQueue(3) };
    await services.policy.ready();
    expect(services.policy.state.errors).toEqual([]);
    // A page that was open is told everything anew.
    this.at = { reading: '', after: 0 };
    this.page = new Map();
  }

  /** Appends what is said of the entry that came so many before. */
  async append(kind: number, back: number, who: number): Promise<void> {
    const draft = this.draft(kind, back, who);
    await this.services.ledger.append({ ...draft, at: this.now } as HeaderDraft, null);
  }

  /** The next entry, of this ledger or of another, about the one that came so many before. */
  draft(kind: number, back: number, who: number) {
    const number = ++this.#entries;
    return draftOf(kind, number, Math.max(1, number - back), PEOPLE[who % 4] ?? '');
  }

  /** As a page does, to the end. */
  async follow(): Promise<void> {
    for (;;) {
      const { reading, after } = this.at;
      const part = await this.services.kept.after(this.services, reading, after);
      if (part === null) throw new Error('nothing is kept');
      if (part.reading !== reading) this.page = new Map();
      for (const row of rowsIn(part.rows)) this.page.set(row.id, row);
      this.at = { reading: part.reading, after: part.next };
      expect(part.hasMore || part.all === this.page.size).toBe(true);
      if (!part.hasMore) return;
    }
  }
}

export function draftOf(kind: number, number: number, of: number, by: string): object {
  const { at, device, extension, policy } = attemptDraft(number);
  const common = { id: hexId(number), at, device, extension, policy, of: hexId(of) };
  const about = { signal: 'immigration-lookup', role: 'victim', group: 'OTHER' } as const;
  const named = { by, rank: 'inspector', request: hexId(of) } as const;
  const officer = { officer: by };
  const all: readonly (() => object)[] = [
    () => attemptDraft(number, officer),
    () => attemptDraft(number, { choice: 'emergency', reason: null, ...officer }),
    () => attemptDraft(number, { choice: 'complied', reason: null, ...officer }),
    () =>
      attemptDraft(number, { choice: 'repeated', reason: null, repeats: hexId(of), ...officer }),
    () =>
      attemptDraft(number, {
        authorisation: { status: 'granted', ...named, grant: hexId(of + 1) },
      }),
    () => attemptDraft(number, { authorisation: { status: 'claimed', by, rank: 'inspector' } }),
    () => ({ ...common, kind: 'review', outcome: 'RV-1', reviewer: by }),
    () => ({ ...common, kind: 'review', outcome: 'RV-3', reviewer: by, remedy: true }),
    () => ({ ...common, kind: 'review', outcome: 'RV-5', reviewer: by }),
    () => ({ ...common, kind: 'follow-up', reason: 'RR-12', officer: by }),
    () => ({ ...common, kind: 'authorisation', answer: 'denied', by }),
    () => ({ ...common, kind: 'assignment', to: by, by: 'TF-9002' }),
    () => ({ ...common, kind: 'reply', to: hexId(number - 1), by }),
    () => ({
      ...{ ...common, kind: 'follow-through', by, as: 'officer', passed: 'no' },
      ...{ recipient: null, basis: null, told: null, consent: null },
    }),
    () => {
      const { of: _, ...others } = common;
      const asks = { ...about, rule: 'a-rule', reason: 'RR-01', record: null, needs: 'inspector' };
      return {
        ...others,
        kind: 'approval',
        step: 'asked',
        request: hexId(number),
        by,
        about: asks,
      };
    },
    () => {
      const { of: _, ...others } = common;
      const grant = { step: 'granted', request: hexId(number - 1), by, rank: 'inspector' };
      return { ...others, kind: 'approval', ...grant, question: 'a'.repeat(64), dwellMs: 9 };
    },
    () => ({ ...common, kind: 'read', reader: by }),
  ];
  return (all[kind % all.length] ?? all[0])?.() ?? {};
}

export const KINDS = 17;

/** From nothing but the lines of the ledgers, and what lies at the places of decisions. */
export async function fromNothing({ services }: Profile): Promise<Folded> {
  const { received, ledger, policy, outcomes, claims } = services;
  const { lines, head } = await ledger.lines();
  const { sampling, deciding } = policy.state.policy;
  const picks = new Sample(sampling);
  const entries = lines.flatMap(({ line, hash }) => caseEntries(line, () => hash));
  const own = entries.filter((each) => isIn(each, picks)).map(({ header }) => header);
  const devices = (await received.devices()).map(async (row): Promise<OfDevice> => {
    const stored = await received.page(row.device, 0, 1_000);
    const found = stored.flatMap(({ line, from = null }) =>
      caseEntries(line, () => leafHash(line)).map((entry) => ({ entry, from })),
    );
    return { row, cases: found.map(({ entry }) => entry), from: found.map(({ from }) => from) };
  });
  const others = othersIn(await Promise.all(devices), await received.decisions(), picks);
  const all = joined(own, others, head, picks);
  const held = await claims.held(all);
  return foldedOf(all, held, foldCases(all.headers, outcomes, held, picks, deciding));
}

export async function expectTheSame(profile: Profile): Promise<void> {
  const { services, page, now } = profile;
  const whole = await fromNothing(profile);
  const rows: CaseRow[] = JSON.parse(JSON.stringify(rowsOf(services, whole, whole.cases, now)));
  expect(page).toEqual(new Map(rows.map((row) => [row.id, row])));
  for (const each of whole.cases) {
    const { id } = each.attempt;
    const kept = await services.kept.about(services, id);
    if (kept) profile.answered++;
    // Where the list is none, whoever asks folds everything.
    const about = kept ?? whole;
    const found = about.cases.find(({ attempt }) => attempt.id === id);
    expect(found).toEqual(each);
    expect(about.granted.has(id)).toBe(whole.granted.has(id));
    expect(about.after.replies.get(id)).toEqual(whole.after.replies.get(id));
    expect(about.after.passedOn.get(id)).toEqual(whole.after.passedOn.get(id));
  }
}

/** All that lies on the disk, by store and key. */
export async function onDisk(): Promise<ReadonlyMap<string, unknown>> {
  const db = await openDB(NAME);
  const found = new Map<string, unknown>();
  for (const store of db.objectStoreNames)
    for (const key of await db.getAllKeys(store))
      found.set(`${store} ${key}`, await db.get(store, key));
  db.close();
  return found;
}

/** Some value of a store, as another text of it would be read. */
export async function change(store: string, write: (text: string) => string): Promise<void> {
  for (const [key, value] of await onDisk()) {
    const [name, number] = key.split(' ');
    const [text, other] = [JSON.stringify(value), write(JSON.stringify(value))];
    if (name === store && other !== text) return put(store, Number(number), JSON.parse(other));
  }
  throw new Error(`nothing to change in ${store}`);
}

export async function put(store: string, key: number, value: unknown): Promise<void> {
  const db = await openDB(NAME);
  await db.put(store, value, key);
  db.close();
}

/** What is on the disk, changed as a fault of it would. */
export async function damage(what: number, where: number): Promise<void> {
  const db = await openDB(NAME);
  const store = (['list', 'rows', 'links'] as const)[what % 3] ?? 'list';
  const keys = await db.getAllKeys(store);
  const key = keys[where % Math.max(1, keys.length)];
  const value = key === undefined ? undefined : await db.get(store, key);
  if (key !== undefined && where % 4 === 0) await db.delete(store, key);
  else if (key !== undefined && store === 'list')
    await db.put(
      store,
      [
        { ...value, list: { ...value.list, size: 'x' } },
        { ...value, list: { ...value.list, hash: 'f'.repeat(64) } },
        // Overrides in the other parts would be left out without a word.
        { ...value, list: { ...value.list, parts: 1, first: 1, all: 3 } },
      ][where % 3],
      key,
    );
  else if (key !== undefined) {
    const { text } = value;
    // What still can be read is believed no more than what cannot.
    const other = text.replace('TF-4312', 'TF-4399').replace(hexId(1), hexId(2));
    await db.put(store, { ...value, text: other === text ? `${text} ` : other }, key);
  }
  db.close();
}
