/**
 * Persons whom guards saw in protected roles, as codes: told on to the guards of all other pages,
 * and forgotten half an hour after the last page that showed them. In memory only, under a key
 * that is made anew with each start of the browser; nothing of it is written to disk or sent.
 */
import { z } from 'zod';
import type { KnownPersons } from '../../core/messages.ts';
import {
  type CodePart,
  largestOf,
  type PersonKey,
  type SeenPerson,
} from '../../core/persons/code.ts';
import { isProtected, OFFENCE_GROUPS, ROLES } from '../../core/vocabulary.ts';
import type { SessionArea } from './tab-state.ts';
import { turns } from './turns.ts';

const KEY = 'persons';
/** As long as a role that was changed after a hold is remembered. */
const KEPT_MS = 30 * 60_000;
/** More than the records that one officer has open. */
const MOST_KEPT = 200;

const part = (name: CodePart) => z.int().min(-1).max(largestOf(name));
const seenPerson = z.strictObject({
  family: part('family'),
  given: part('given'),
  birth: part('birth'),
  role: z.enum(ROLES).refine(isProtected),
  group: z.enum(OFFENCE_GROUPS),
});

export const seenPersons = z.array(seenPerson).max(60).readonly();

const stored = z.strictObject({
  key: z.tuple([z.int(), z.int()]).readonly(),
  seen: z.array(z.strictObject({ ...seenPerson.shape, until: z.number() })),
});
type Stored = z.infer<typeof stored>;

export class Persons {
  readonly #session: SessionArea;
  readonly #inTurn = turns();

  constructor(session: SessionArea) {
    this.#session = session;
  }

  /** The key, and everybody seen a short while ago. */
  known(now: number): Promise<KnownPersons> {
    return this.#inTurn(async () => {
      const { key, seen } = await this.#load(now);
      return { key, seen: seen.map(withoutTime) };
    });
  }

  /** @returns everybody, where somebody is new; else null */
  note(persons: readonly SeenPerson[], now: number): Promise<readonly SeenPerson[] | null> {
    return this.#inTurn(async () => {
      const { key, seen } = await this.#load(now);
      const told = new Set(persons.map(nameOf));
      const rest = seen.filter(
        (each) => !told.has(nameOf(each)) && !persons.some((now) => isMoreOf(now, each)),
      );
      const fresh = persons.map((each) => ({ ...each, until: now + KEPT_MS }));
      const all = [...rest, ...fresh].slice(-MOST_KEPT);
      await this.#session.set({ [KEY]: { key, seen: all } });
      const before = new Set(seen.map(nameOf));
      return persons.every((each) => before.has(nameOf(each))) ? null : all.map(withoutTime);
    });
  }

  async #load(now: number): Promise<Stored> {
    const parsed = stored.safeParse((await this.#session.get(KEY))[KEY]);
    if (parsed.success)
      return { ...parsed.data, seen: parsed.data.seen.filter(({ until }) => until > now) };
    const fresh = { key: newKey(), seen: [] };
    await this.#session.set({ [KEY]: fresh });
    return fresh;
  }
}

/** The same person of whom more is known: the officer has typed on. */
function isMoreOf(now: SeenPerson, before: SeenPerson): boolean {
  return (
    now.role === before.role &&
    (['family', 'given', 'birth'] as const).every(
      (part) => before[part] === -1 || before[part] === now[part],
    )
  );
}

function newKey(): PersonKey {
  const [one = 0, other = 0] = crypto.getRandomValues(new Int32Array(2));
  return [one, other];
}

function nameOf({ family, given, birth, role, group }: SeenPerson): string {
  return `${family} ${given} ${birth} ${role} ${group}`;
}

function withoutTime({ family, given, birth, role, group }: SeenPerson): SeenPerson {
  return { family, given, birth, role, group };
}
