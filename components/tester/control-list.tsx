/** Controls that the guard recognises: whose record, what is decided, and why. */
import type { Outcome } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';
import { ControlDetail } from './control-detail.tsx';
import { isChanged } from './demanded.ts';
import type { TestedControl, TesterPageProps } from './tester-state.ts';

export function ControlList({ say, controls, total, chosen, form, onChoose }: TesterPageProps) {
  return (
    <section class="card" aria-labelledby="controls-title">
      <h2 id="controls-title">{say('tester.controls')}</h2>
      <p class="quiet">{say(form === null ? 'tester.controlsOfPage' : 'tester.controlsOfForm')}</p>
      <p role="status" id="controls-count">
        {controls === null
          ? ''
          : controls.length === 0
            ? say('build.noSignals')
            : say(total > controls.length ? 'tester.countMore' : 'tester.count', {
                n: total,
                shown: controls.length,
              })}
      </p>
      <ol class="plain" id="controls">
        {controls?.map((control) => (
          <Row
            key={`${control.place} ${control.index}`}
            say={say}
            control={control}
            isChosen={chosen === control}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  readonly say: Say;
  readonly control: TestedControl;
  readonly isChosen: boolean;
  readonly onChoose: (control: TestedControl) => void;
}

function Row({ say, control, isChosen, onChoose }: RowProps) {
  const { path, place, inForce, underTest } = control;
  const decided = underTest ?? inForce;
  const { kind, role, group } = decided.reading.classification;
  return (
    <li
      class="tester__row"
      data-control={path}
      data-kind={kind}
      data-role={role}
      data-outcome={decided.outcome}
      data-rule={decided.rule?.id ?? ''}
    >
      <button
        type="button"
        class="tester__choose"
        aria-expanded={isChosen}
        onClick={() => onChoose(control)}
      >
        <strong>{termLabel(say, 'signal', kind)}</strong>{' '}
        <span>
          {termLabel(say, 'role', role)}
          {group !== 'OTHER' && `, ${termLabel(say, 'group', group)}`}
        </span>{' '}
        <code>
          {place !== '' && <span class="quiet">{place} </span>}
          {path}
        </code>
        <span class="tester__outcomes">
          {underTest === null ? (
            <OutcomeBadge say={say} outcome={inForce.outcome} />
          ) : (
            <>
              <span class="quiet">{say('tester.now')}</span>{' '}
              <OutcomeBadge say={say} outcome={inForce.outcome} />{' '}
              <span class="quiet">{say('tester.then')}</span>{' '}
              <OutcomeBadge say={say} outcome={underTest.outcome} />
              {isChanged(control) && <strong data-changed> {say('tester.changed')}</strong>}
            </>
          )}
        </span>
      </button>
      {isChosen && <ControlDetail say={say} control={control} />}
    </li>
  );
}

const BADGE: Readonly<Partial<Record<Outcome, string>>> = {
  warn: 'open',
  justify: 'open',
  approve: 'urgent',
  block: 'urgent',
  inform: 'more-information',
};

function OutcomeBadge({ say, outcome }: { readonly say: Say; readonly outcome: Outcome }) {
  return (
    <span class={`badge badge--${BADGE[outcome] ?? 'plain'}`}>
      {termLabel(say, 'outcome', outcome)}
    </span>
  );
}
