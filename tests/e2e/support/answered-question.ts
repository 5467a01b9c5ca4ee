/** A supervisor who answers from another machine, by a record as their browser would put it. */

import { ASKED } from '../../../core/delivery/store.ts';
import type { ApprovalHeader } from '../../../core/ledger/approval.ts';
import { EMPTY_HEAD, sealEntry } from '../../../core/ledger/entry.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { parseRecord, recordText } from '../../../core/ledger/record.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import type { Stage } from '../../../tools/cluster/stage.ts';
import { readAll } from '../../stream/support/reading.ts';

/** Grants the question that came last. @returns its header; null where nobody asked */
export async function grantsTheLast(stage: Stage): Promise<ApprovalHeader | null> {
  const { store } = stage.device({ name: 'sup77', role: 'supervisor' });
  const { taken } = await readAll(store, { collection: ASKED });
  const last = taken.findLast(({ place }) => place.collection === 'asks');
  const record = last && parseRecord(last.text);
  const header = record && parseHeader(record.line);
  if (!last || !record || header?.kind !== 'approval' || last.place.collection !== 'asks')
    return null;
  const { at, extension, policy } = header;
  const own = { id: crypto.randomUUID().replaceAll('-', ''), device: '7777777777777777' };
  const said = { step: 'granted', request: header.id, question: leafHash(record.line) } as const;
  const answer = sealEntry(
    { kind: 'approval', ...own, at, extension, policy, ...said, by: 'TF-9001', rank: 'inspector' },
    null,
    EMPTY_HEAD,
    '',
  );
  await store.decide({
    place: { ...last.place, collection: 'grants' },
    text: recordText(answer),
  });
  return header;
}
