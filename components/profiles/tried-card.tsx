/** What the guard reads on the open page with the draft in place. */
import type { Tried } from '../../core/sites/picked.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';
import { Notice } from '../notice.tsx';
import { WideTable } from '../wide-table.tsx';
import type { BuilderPageProps } from './builder-state.ts';

export function TriedCard({ say, tried, draft, onTry }: BuilderPageProps) {
  return (
    <section class="card" aria-labelledby="try-title">
      <h2 id="try-title">{say('build.try')}</h2>
      <p>{say('build.tryLead')}</p>
      <button type="button" id="try" onClick={onTry}>
        {say('build.tryNow')}
      </button>
      {tried?.map((frame) => (
        <Frame
          key={`${frame.host}${frame.path}`}
          say={say}
          frame={frame}
          wantsReference={draft.reference !== undefined}
          wantsOfficer={draft.officer !== undefined}
        />
      ))}
    </section>
  );
}

interface FrameProps {
  readonly say: Say;
  readonly frame: Tried;
  readonly wantsReference: boolean;
  readonly wantsOfficer: boolean;
}

function Frame({ say, frame, wantsReference, wantsOfficer }: FrameProps) {
  const { host, path, fit, signals, hasReference, hasOfficer } = frame;
  return (
    <div class="tried">
      <h3>
        <code>
          {host}
          {path}
        </code>
      </h3>
      {fit === null ? (
        <p>{say('build.notHere')}</p>
      ) : (
        <Notice tone={fit.missing.length === 0 ? 'good' : 'bad'} id="tried-fit" role="status">
          <p data-missing={fit.missing.join(' ')}>
            {fit.missing.length === 0 ? say('build.fits') : say('build.fitsNot')}{' '}
            {fit.missing.map((key) => (
              <code key={key}>{key} </code>
            ))}
          </p>
          {fit.kept.length > 0 && (
            <p>
              {say('profiles.kept')} <code>{fit.kept.join(' ')}</code>
            </p>
          )}
          {wantsReference && (
            <p>{say(hasReference ? 'build.referenceOk' : 'build.referenceNot')}</p>
          )}
          {wantsOfficer && <p>{say(hasOfficer ? 'build.officerOk' : 'build.officerNot')}</p>}
        </Notice>
      )}
      {signals.length === 0 ? (
        <p>{say('build.noSignals')}</p>
      ) : (
        <WideTable id="tried" label={say('build.readings')}>
          <thead>
            <tr>
              <th scope="col">{say('build.control')}</th>
              <th scope="col">{say('observed.signal')}</th>
              <th scope="col">{say('observed.person')}</th>
              <th scope="col">{say('observed.group')}</th>
              <th scope="col">{say('observed.outcome')}</th>
              <th scope="col">{say('build.by')}</th>
            </tr>
          </thead>
          <tbody>
            {signals.map((signal, index) => (
              <tr key={`${signal.path} ${index}`} data-control={signal.path}>
                <th scope="row">
                  <code>{signal.path}</code>
                </th>
                <td>{signal.kind && termLabel(say, 'signal', signal.kind)}</td>
                <td data-role={signal.role}>{termLabel(say, 'role', signal.role)}</td>
                <td>{termLabel(say, 'group', signal.group)}</td>
                <td data-outcome={signal.outcome}>
                  {signal.outcome && termLabel(say, 'outcome', signal.outcome)}
                </td>
                <td>{say(signal.bySite ? 'build.byProfile' : 'build.byWords')}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </div>
  );
}
