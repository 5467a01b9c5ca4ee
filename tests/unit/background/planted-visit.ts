/** A background whose supervisor has decided on an override, after which a case is planted. */
import { expect } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { MessageName, Messages } from '../../../core/messages.ts';
import { decides } from './force-store.ts';
import { hexId } from './over-indexeddb.ts';
import {
  area,
  type Background,
  background,
  GUARD,
  override,
  PAGE,
  SUPERVISOR,
} from './whole-background.ts';

export const START = 1_790_000_000_000;
export const ALWAYS = { ...SUPERVISOR, plantedPercent: 100, reviewLeads: ['TF-9001'] };
/** Goes on with each look. */
export const clock = { now: START };
export const at = (managed: unknown): Background =>
  background(managed, area(), { now: () => clock.now++ });

/** An override, decided by the supervisor. */
export async function afterDecision(managed: unknown = ALWAYS): Promise<Background> {
  clock.now = START;
  await at({ ...SUPERVISOR, identity: { id: 'TF-4312', unit: 'CID' } }).ask(
    'record',
    override(1),
    GUARD,
  );
  const all = at(managed);
  expect(await decides(all, hexId(1), 'RV-1')).toMatchObject({ ok: true });
  return all;
}

function isReply<Name extends MessageName>(value: unknown): value is Messages[Name]['reply'] {
  return value !== undefined;
}
export async function reply<Name extends MessageName>(
  { ask }: Background,
  name: Name,
  body: Messages[Name]['request'],
): Promise<Messages[Name]['reply']> {
  const given = await ask(name, body, PAGE);
  if (!isReply<Name>(given)) throw new Error(`no answer to ${name}`);
  return given;
}
export async function headersOf({ services }: Background) {
  const { lines } = await services.ledger.lines();
  return lines.map(({ line }) => parseHeader(line));
}
