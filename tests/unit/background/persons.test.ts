/** Whom guards saw: told on, kept for half an hour, and never more than a code. */
import { describe, expect, it } from 'vitest';
import type { SeenPerson } from '../../../core/persons/code.ts';
import { requestSchemas } from '../../../entrypoints/background/message-schemas.ts';
import { Persons } from '../../../entrypoints/background/persons.ts';

const MINUTE = 60_000;

function area() {
  const items = new Map<string, unknown>();
  return {
    items,
    get: async (key: string) => (items.has(key) ? { [key]: items.get(key) } : {}),
    set: async (added: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(added)) items.set(key, structuredClone(value));
    },
    remove: async (key: string) => void items.delete(key),
  };
}

const person = (family: number): SeenPerson => ({
  family,
  given: 1,
  birth: 2,
  role: 'victim',
  group: 'DA',
});

describe('persons seen in a protected role', () => {
  it('are known to every guard under one key for as long as the browser runs', async () => {
    const session = area();
    const before = await new Persons(session).known(0);
    expect(before.key.every((word) => Number.isInteger(word))).toBe(true);
    await new Persons(session).note([person(1)], 0);
    // The background was stopped and wakes again.
    expect(await new Persons(session).known(0)).toEqual({ key: before.key, seen: [person(1)] });
    expect((await new Persons(area()).known(0)).key).not.toEqual(before.key);
  });

  it('are told on only where somebody is new', async () => {
    const persons = new Persons(area());
    expect(await persons.note([person(1)], 0)).toEqual([person(1)]);
    expect(await persons.note([person(1)], MINUTE)).toBeNull();
    expect(await persons.note([person(2)], MINUTE)).toEqual([person(1), person(2)]);
  });

  it('are one person while more of them is typed', async () => {
    const persons = new Persons(area());
    await persons.note([{ ...person(1), birth: -1 }], 0);
    await persons.note([person(1)], MINUTE);
    expect((await persons.known(MINUTE)).seen).toEqual([person(1)]);
    await persons.note([{ ...person(1), birth: 9 }], MINUTE);
    expect((await persons.known(MINUTE)).seen).toHaveLength(2);
  });

  it('are forgotten half an hour after a page last showed them', async () => {
    const persons = new Persons(area());
    await persons.note([person(1), person(2)], 0);
    await persons.note([person(2)], 20 * MINUTE);
    expect((await persons.known(29 * MINUTE)).seen).toHaveLength(2);
    expect((await persons.known(31 * MINUTE)).seen).toEqual([person(2)]);
    expect((await persons.known(51 * MINUTE)).seen).toEqual([]);
  });

  it('are not more than officers have open', async () => {
    const persons = new Persons(area());
    for (let at = 0; at < 128; at++)
      await persons.note(
        [
          { ...person(1), given: at },
          { ...person(2), given: at },
        ],
        at,
      );
    const { seen } = await persons.known(200);
    expect(seen).toHaveLength(200);
    expect(seen.at(-1)).toEqual({ ...person(2), given: 127 });
  });
});

describe('what a guard may tell of a person', () => {
  const told = (seen: unknown) => requestSchemas.persons.safeParse({ seen }).success;

  it('is a code, a role and an offence group', () => {
    expect(told([person(15)])).toBe(true);
    expect(told([{ ...person(1), birth: -1 }])).toBe(true);
  });

  it.each([
    ['a name', { ...person(1), name: 'Jane Doe' }],
    ['a number with room for more than a code', { ...person(1), birth: 19_900_403 }],
    ['a number that is not whole', { ...person(1), given: 1.5 }],
    ['a role that protects nobody', { ...person(1), role: 'suspect' }],
    ['a text in the place of a number', { ...person(1), family: 'doe' }],
  ])('is not %s', (_what, one) => {
    expect(told([one])).toBe(false);
  });

  it('is not a crowd', () => {
    expect(told(Array.from({ length: 61 }, () => person(1)))).toBe(false);
  });
});
