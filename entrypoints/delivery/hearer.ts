/** Asks the store what this device's officer was told, one place after the other. */
import type { AnswerDeposit, RecordStore } from '../../core/delivery/store.ts';
import type { AnswerPlace } from '../../core/delivery/subjects.ts';

/** The background, as far as it hears. */
export interface Listener {
  unheard(): Promise<readonly AnswerPlace[]>;
  /** Durable when it resolves. @returns where more of the same override may be told */
  heard(answer: AnswerDeposit): Promise<AnswerPlace | null>;
}

/** One round. Where the store does not answer, the next one asks again. */
export async function hear(
  store: Pick<RecordStore, 'hear'>,
  { unheard, heard }: Listener,
): Promise<void> {
  for (const first of await unheard())
    for (let place: AnswerPlace | null = first; place !== null; ) {
      const said = await store.hear(place);
      if (said.kind === 'later' || said.kind === 'refused') return;
      place = said.kind === 'heard' ? await heard({ place, text: said.text }) : null;
    }
}
