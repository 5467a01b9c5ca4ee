/**
 * What need not be asked again on the record that the page shows: asked of the background while
 * the page is quiet, so that at the moment of a press nothing has to be waited for to know it.
 */
import type { Repeatable } from '../../core/messages.ts';
import type { Assessment } from './assess.ts';
import { request } from './channel.ts';
import { policyInForce } from './in-force.ts';
import { recordShown } from './release.ts';

let known: readonly Repeatable[] = [];
let knownFor: string | null = null;

/** @param again also where it was asked for this record before */
export async function learnRepeatable(again = false): Promise<void> {
  const record = recordShown();
  if (record === null || policyInForce().limits.repeatMinutes === 0) return;
  if (record === knownFor && !again) return;
  knownFor = record;
  known = [];
  const answer = await request('repeatable', { recordReference: record });
  if (answer.ok && knownFor === record) known = answer.reply;
}

/** Id of the attempt whose reason counts for this one too, or null. The background checks it. */
export function repeatOf({ classification, decision }: Assessment): string | null {
  if (knownFor === null || recordShown() !== knownFor) return null;
  const { kind, role, ordinal, group } = classification;
  const found = known.find(
    (each) =>
      each.signal === kind &&
      each.role === role &&
      each.slot === ordinal &&
      each.group === group &&
      each.rule === decision.rule?.id &&
      Date.now() < each.until,
  );
  return found?.id ?? null;
}
