/** What the guard would have had written into the ledger; nothing is. */
import { termLabel } from '../labels.ts';
import { EvidenceList } from '../review/evidence-list.tsx';
import { WideTable } from '../wide-table.tsx';
import type { TesterPageProps } from './tester-state.ts';

export function TraceCard({ say, trace }: TesterPageProps) {
  return (
    <section class="card" aria-labelledby="trace-title">
      <h2 id="trace-title">{say('tester.trace')}</h2>
      <p>{say('tester.traceLead')}</p>
      <p role="status" id="trace-count">
        {trace.length === 0
          ? say('tester.traceNone')
          : say('tester.traceCount', { n: trace.length })}
      </p>
      {trace.length > 0 && (
        <WideTable id="trace" label={say('tester.trace')}>
          <thead>
            <tr>
              <th scope="col">{say('observed.signal')}</th>
              <th scope="col">{say('observed.act')}</th>
              <th scope="col">{say('observed.person')}</th>
              <th scope="col">{say('observed.outcome')}</th>
              <th scope="col">{say('observed.choice')}</th>
              <th scope="col">{say('tester.given')}</th>
              <th scope="col">{say('observed.rule')}</th>
              <th scope="col">{say('observed.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {trace.map((item, index) => (
              <tr key={`${item.id} ${index}`} data-choice={item.choice} data-reason={item.reason}>
                <th scope="row">
                  {termLabel(say, 'signal', item.signal)}
                  <div class="quiet">{termLabel(say, 'control', item.control)}</div>
                </th>
                <td>{termLabel(say, 'act', item.act)}</td>
                <td>
                  {termLabel(say, 'role', item.role)}
                  <div class="quiet">{termLabel(say, 'group', item.group)}</div>
                </td>
                <td>{termLabel(say, 'outcome', item.outcome)}</td>
                <td>{termLabel(say, 'choice', item.choice)}</td>
                <td>
                  {item.reason ?? say('word.none')}
                  {item.authorisation?.status === 'claimed' && (
                    <div>{termLabel(say, 'rank', item.authorisation.rank)}</div>
                  )}
                  <div class="quiet">
                    {item.explained > 0 && say('tester.explained', { n: item.explained })}{' '}
                    {say(item.hasReference ? 'tester.hasReference' : 'tester.noReference')}
                  </div>
                </td>
                <td>
                  <code>{item.rule}</code>
                </td>
                <td>
                  <EvidenceList say={say} evidence={item.evidence} />
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}
