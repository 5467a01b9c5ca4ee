/** Settings that were refused: which field, why, and what to do. Never the value itself. */
import type { SettingError } from '../../core/policy/assemble.ts';
import type { Say } from '../../core/wording.ts';
import { WideTable } from '../wide-table.tsx';
import { adviceKey } from './setting-advice.ts';

export interface SettingErrorsProps {
  readonly say: Say;
  readonly errors: readonly SettingError[];
}

export function SettingErrors({ say, errors }: SettingErrorsProps) {
  return (
    <section class="card" aria-labelledby="errors-title">
      <h2 id="errors-title">{say('status.errors')}</h2>
      {errors.length === 0 ? (
        <p id="errors-none">{say('errors.none')}</p>
      ) : (
        <>
          <p>{say('errors.lead')}</p>
          <ErrorsTable say={say} errors={errors} />
        </>
      )}
    </section>
  );
}

/** Without a heading of its own. */
export function ErrorsTable({ say, errors }: SettingErrorsProps) {
  return (
    <WideTable id="setting-errors" label={say('errors.table')}>
      <thead>
        <tr>
          <th scope="col">{say('errors.field')}</th>
          <th scope="col">{say('errors.reason')}</th>
          <th scope="col">{say('errors.do')}</th>
        </tr>
      </thead>
      <tbody>
        {errors.map(({ field, reason, fault }) => (
          <tr key={`${field} ${reason}`} data-field={field}>
            <th scope="row">
              <code>{field}</code>
            </th>
            {fault ? (
              <td>{say(`errors.fault.${fault.code}`, { value: fault.value ?? '' })}</td>
            ) : (
              <td lang="en">{reason}</td>
            )}
            <td>{say(adviceKey(field, fault?.code))}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
