/** What the background answers about planted cases: those that wait, and answering one, once. */
import type { Header } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { DAY_MS } from '../../../core/ledger/header-shapes.ts';
import { assuranceOf } from '../../../core/policy/assurance.ts';
import { type Plant, plantedId, plantsAfter, standing } from '../../../core/review/planted.ts';
import type {
  PlantedAnswered,
  PlantedMessages,
  PlantedReply,
  PlantedTold,
} from '../../../core/review/planted-messages.ts';
import type { PlantedCase } from '../../../core/review/planted-set.ts';
import { isSameStaff } from '../../../core/sites/officer.ts';
import type { Language } from '../../../core/vocabulary.ts';
import { PLANTED_SET } from '../../../platform/planted-set.ts';
import { orFailed } from '../ledger/or-failed.ts';
import type { Handlers } from '../listen.ts';
import { ownCommon } from '../own-entries.ts';
import { type Folded, fold, isReviewer, type ReviewParts } from '../review-cases.ts';
import { detailOf, numbersIn } from './made.ts';

/** Only those that are nobody's answer yet. */
interface Waiting {
  readonly folded: Folded;
  readonly plants: readonly Plant[];
}

export function plantedHandlers(
  parts: ReviewParts,
  language: () => Promise<Language | null>,
): Pick<Handlers, keyof PlantedMessages> {
  return {
    planted: ({ known }) =>
      orFailed(async () => {
        await parts.policy.ready();
        const answered = await answeredOf(parts, known);
        const waiting = await waitingIn(parts);
        if (waiting === null || waiting.plants.length === 0)
          return { ok: true, cases: [], answered };
        const { folded, plants } = waiting;
        const words = (await language()) ?? 'en';
        const taken = numbersIn(folded, parts.policy.state.policy.identity.id);
        const cases = plants.flatMap((each) => detailOf(parts, folded, each, words, taken) ?? []);
        return { ok: true, cases, answered };
      }),

    async 'planted-answer'(asked) {
      await parts.policy.ready();
      return orFailed(() => answer(parts, asked));
    },
  };
}

/** Null where nobody reviews here, or policy plants nothing. @throws LedgerError */
async function waitingIn(parts: ReviewParts): Promise<Waiting | null> {
  const { policy, settings } = parts.policy.state;
  const { plantedPercent } = assuranceOf(settings);
  if (plantedPercent === 0 || !isReviewer(policy.identity)) return null;
  const folded = await fold(parts);
  const own = folded.own.flatMap((header) => decisionOf(header, policy.identity.id, folded));
  const drawn = plantsAfter(own, PLANTED_SET, plantedPercent);
  // Of all decisions: what was met while more was planted is met.
  const answered = await answeredIn(
    parts,
    own.map(({ leaf }) => plantedId(leaf)),
  );
  return { folded, plants: standing(drawn, answered, parts.now()) };
}

function decisionOf(header: Header, reviewer: string, { picks }: Folded) {
  if (header.kind !== 'review' || !isSameStaff(header.reviewer, reviewer)) return [];
  const { id, of, at } = header;
  const leaf = picks.leafOf(id);
  return leaf === undefined ? [] : [{ id, of, at, leaf }];
}

/** Names of the cases by id of the plant: an answer has the id of what it answers. */
async function answeredIn(
  { ledger }: ReviewParts,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const answered = new Map<string, string>();
  for (const [id, line] of await ledger.linesOf(ids)) {
    const header = parseHeader(line);
    if (header?.kind === 'planted') answered.set(id, header.planted);
  }
  return answered;
}

/**
 * What this reviewer is told of what they answered, also in another window.
 *
 * @throws LedgerError
 */
async function answeredOf(
  { ledger, policy }: ReviewParts,
  known: readonly string[],
): Promise<readonly PlantedAnswered[]> {
  const { identity } = policy.state.policy;
  return [...(await ledger.linesOf(known))].flatMap(([id, line]) => {
    const header = parseHeader(line);
    if (header?.kind !== 'planted' || !isSameStaff(header.reviewer, identity.id)) return [];
    const { seq, outcome } = header;
    const planted = PLANTED_SET.find(({ name }) => name === header.planted);
    return planted ? [{ id, seq, outcome, told: toldOf(planted, outcome) }] : [];
  });
}

function toldOf({ answers, why }: PlantedCase, outcome: string): PlantedTold {
  return { answers, agrees: answers.includes(outcome), why };
}

/** @throws LedgerError */
async function answer(
  parts: ReviewParts,
  { id, outcome, dwellMs }: PlantedMessages['planted-answer']['request'],
): Promise<PlantedReply> {
  const chosen = parts.outcomes.find(({ code }) => code === outcome);
  if (chosen === undefined || chosen.apart) return { ok: false, code: 'no-outcome' };
  if (await parts.ledger.has(id)) return { ok: false, code: 'already-decided' };
  const plant = (await waitingIn(parts))?.plants.find((each) => each.id === id);
  if (plant === undefined) return { ok: false, code: 'not-found' };
  const { planted, after } = plant;
  const { entry, existed } = await parts.ledger.append(
    {
      ...(await ownCommon(parts)),
      ...{ kind: 'planted', id, planted: planted.name, after: after.id, outcome },
      reviewer: parts.policy.state.policy.identity.id,
      dwellMs: Math.min(Math.round(dwellMs), DAY_MS),
    },
    null,
  );
  // Of two windows the second is told, as with any decision.
  if (existed) return { ok: false, code: 'already-decided' };
  return { ok: true, seq: entry.seq, told: toldOf(planted, outcome) };
}
