/** A select with its label, and what is wrong with what was chosen. */

export interface ChoiceProps<Option extends string> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option | null;
  /** First, where nothing is chosen for somebody. */
  readonly none?: string;
  readonly fault?: string | null;
  readonly words: (option: Option) => string;
  readonly onChange: (option: Option | null) => void;
}

export function Choice<Option extends string>(props: ChoiceProps<Option>) {
  const { id, label, options, chosen, none, fault = null, words, onChange } = props;
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={chosen ?? ''}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={({ currentTarget: { value } }) =>
          onChange(options.find((option) => option === value) ?? null)
        }
      >
        {none && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
      {fault && (
        <span id={`${id}-fault`} class="field__fault" role="alert">
          {fault}
        </span>
      )}
    </p>
  );
}
