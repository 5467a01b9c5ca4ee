/** Finding whom a screen is about, from the `ref`, `role` and id in its address. */
import { type Html, html } from '../html.ts';
import { asRole, type Person, type Role, SLOT_ROLES, SLOTS } from '../people.ts';
import { Refusal } from '../reply.ts';
import { link, type Screen } from '../screen.ts';
import { isReference } from '../store.ts';
import type { Words } from '../words.ts';

/** @returns null when the address gives no role. */
export function roleAsked(screen: Screen): Role | null {
  const text = screen.request.query['role'] || screen.request.form['role'];
  if (text === undefined || text === '') return null;
  const role = asRole(text);
  if (role === null) throw new Refusal(400, 'The role must be victim, witness or suspect.');
  return role;
}

/** @returns an empty string when the address gives no reference. */
export function referenceAsked(screen: Screen): string {
  const ref = screen.request.query['ref'] || screen.request.form['ref'] || '';
  if (ref !== '' && !isReference(ref)) {
    throw new Refusal(400, 'A crime reference looks like TF/004312/26.');
  }
  return ref;
}

export function personAsked(screen: Screen, id: string): Person {
  const person = screen.store.person(id);
  if (person === null) throw new Refusal(404, `No person has the number ${id}.`);
  return person;
}

/** The first person in that role on that report; a new report has nobody yet. */
export function personOnReport(screen: Screen, ref: string, role: Role | null): Person | null {
  const slot = SLOTS.find((item) => SLOT_ROLES[item] === role);
  return slot === undefined ? null : screen.store.personIn(ref, slot);
}

export interface Involved {
  readonly role: Role;
  readonly ref: string;
}

/** The role in the address wins; else the person's first; else victim, as reports begin there. */
export function involvementAsked(screen: Screen, person: Person): Involved {
  const role = roleAsked(screen);
  const all = screen.store.involvements().filter((item) => item.person.id === person.id);
  const found = all.find((item) => role === null || item.role === role) ?? all[0];
  return { role: role ?? found?.role ?? 'victim', ref: found?.ref ?? '' };
}

export function roleWord(words: Words, role: Role): string {
  return words[role];
}

/** Nothing when the screen was opened without a report. */
export function referenceLine(screen: Screen, ref: string): Html {
  if (ref === '') return html``;
  const href = link(screen.lang, `/reports/${ref}`);
  return html`<p>${screen.words.reference}: <a href="${href}">${ref}</a></p>`;
}
