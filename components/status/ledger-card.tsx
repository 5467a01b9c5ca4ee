/** Whether the ledger holds and can record. */
import type { LedgerHealth } from '../../core/ledger/health.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { Notice, type Tone } from '../notice.tsx';
import { WideTable } from '../wide-table.tsx';

const TONE: Readonly<Record<LedgerHealth['state'], Tone>> = {
  ok: 'good',
  broken: 'bad',
  unavailable: 'bad',
};

export interface LedgerCardProps {
  readonly ledger: LedgerHealth;
  readonly language: Language;
  readonly say: Say;
}

export function LedgerCard({ ledger, language, say }: LedgerCardProps) {
  const { state, entries, lastAt, breaks, clock, waiting, failure } = ledger;
  const last =
    lastAt === null ? say('ledger.lastNone') : <Moment at={lastAt} language={language} />;
  return (
    <section class="card" aria-labelledby="ledger-title">
      <h2 id="ledger-title">{say('status.ledger')}</h2>
      <Notice tone={TONE[state]} id="ledger">
        <h3 data-ledger={state}>{say(`ledger.${state}`)}</h3>
        <p>
          <strong>{say('status.do')}:</strong> {say(`ledger.${state}.do`)}
        </p>
      </Notice>
      <Facts
        facts={[
          { name: 'entries', label: say('ledger.entries'), value: entries },
          { name: 'last-entry', label: say('ledger.lastAt'), value: last },
          { name: 'waiting', label: say('ledger.waiting'), value: waiting },
          {
            name: 'clock',
            label: say('ledger.clock'),
            value: clock.length === 0 ? say('word.none') : clock.join(', '),
          },
          {
            name: 'ledger-failure',
            label: say('ledger.failure'),
            value: failure === null ? say('word.none') : <code>{failure}</code>,
          },
        ]}
      />
      {breaks.length > 0 && (
        <WideTable id="ledger-breaks" label={say('ledger.breaks')}>
          <caption>{say('ledger.breaks')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('ledger.seq')}</th>
              <th scope="col">{say('ledger.code')}</th>
            </tr>
          </thead>
          <tbody>
            {breaks.map(({ seq, code }) => (
              <tr key={`${seq} ${code}`} data-break={code}>
                <th scope="row">{seq}</th>
                <td>
                  {termLabel(say, 'break', code)} <code>{code}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}
