/** Officers of one machine, and what their own page shows them. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { HistoryReply, HistoryShown } from '../../../core/review/history-messages.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { type Background, PAGE } from './whole-background.ts';

export const HER_OWN = {
  id: testForce.identity.id,
  unit: testForce.identity.unit,
  reviewer: false,
};
export const OFFICER = { ...testForce, identity: HER_OWN };
export const COLLEAGUE = { ...testForce, identity: { ...HER_OWN, id: 'TF-5000' } };

export async function history(
  { ask }: Background,
  show: HistoryShown = 'all',
  page = 0,
): Promise<HistoryReply> {
  const reply: unknown = await ask('history', { show, page }, PAGE);
  if (!isReply(reply)) throw new Error('no answer');
  return reply;
}

/** Kinds of entries, in order. */
export async function kinds({ services }: Background) {
  return (await services.ledger.all()).entries.map(({ line }) => parseHeader(line)?.kind);
}

function isReply(value: unknown): value is HistoryReply {
  return typeof value === 'object' && value !== null && 'counts' in value;
}
