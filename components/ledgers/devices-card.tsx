/** What holds and what does not, by device and range. */
import type { Finding } from '../../core/ledger/findings.ts';
import { findingSaid } from '../../core/ledger/said.ts';
import type { LedgerRow, LedgersReply } from '../../core/review/ledger-messages.ts';
import type { Say } from '../../core/wording.ts';
import { WideTable } from '../wide-table.tsx';

export function DevicesCard({
  ledgers,
  say,
}: {
  readonly ledgers: LedgersReply;
  readonly say: Say;
}) {
  const { own, others, quarantined } = ledgers;
  const rows = [own, ...others];
  const isAnything = rows.some((row) => broken(row).length + row.refused.length > 0);
  return (
    <section class="card" aria-labelledby="devices-title">
      <h2 id="devices-title">{say('ledgers.devices')}</h2>
      <WideTable id="ledgers" label={say('ledgers.title')}>
        <thead>
          <tr>
            <th scope="col">{say('ledgers.device')}</th>
            <th scope="col">{say('ledgers.came')}</th>
            <th scope="col">{say('ledgers.entries')}</th>
            <th scope="col">{say('ledgers.signed')}</th>
            <th scope="col">{say('ledgers.found')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.device} data-ledger={row.device} data-broken={broken(row).length > 0}>
              <th scope="row" class="ledgers__device">
                <code>{row.device}</code>
              </th>
              <td>{say(`ledgers.came.${row.source ?? 'own'}`)}</td>
              <td>{row.entries}</td>
              <td>{row.signed === null ? say('word.none') : row.signed - 1}</td>
              <td class="ledgers__result">
                <Result row={row} say={say} />
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {quarantined > 0 && <p id="quarantined">{say('ledgers.quarantined', { n: quarantined })}</p>}
      {isAnything && <p>{say('ledgers.do')}</p>}
    </section>
  );
}

function Result({ row, say }: { readonly row: LedgerRow; readonly say: Say }) {
  const bad = broken(row);
  const [unsigned] = row.findings.filter(({ code }) => code === 'unsigned');
  return (
    <div class="said">
      {bad.length === 0 ? (
        <p>{say('ledgers.holds')}</p>
      ) : (
        <Findings title={say('ledgers.holdsNot')} findings={bad} say={say} />
      )}
      {unsigned && <p>{say('ledgers.unsigned', { first: unsigned.first, last: unsigned.last })}</p>}
      {row.newer > 0 && <p>{say('device.newer', { n: row.newer })}</p>}
      {row.refused.length > 0 && (
        <Findings title={say('ledgers.refusedItems')} findings={row.refused} say={say} />
      )}
    </div>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly say: Say;
}

function Findings({ title, findings, say }: FindingsProps) {
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {findings.map((each) => (
          <li key={`${each.code} ${each.first}`} data-finding={each.code}>
            {findingSaid(each, say)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is not signed for yet is no fault. */
function broken({ findings }: LedgerRow): readonly Finding[] {
  return findings.filter(({ code }) => code !== 'unsigned');
}
