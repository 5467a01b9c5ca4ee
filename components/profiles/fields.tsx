/** The few kinds of field that the profile builder is made of. */
import type { Suggestion } from '../../core/sites/picked.ts';
import type { Say } from '../../core/wording.ts';

interface Common {
  readonly id: string;
  readonly label: string;
}

export interface TextFieldProps extends Common {
  readonly value: string;
  readonly hint?: string | undefined;
  /** What is wrong with it, in words that follow the field's name. */
  readonly fault?: string | undefined;
  readonly onInput: (value: string) => void;
}

export function TextField({ id, label, value, hint, fault, onInput }: TextFieldProps) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="quiet" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
      <input
        id={id}
        type="text"
        spellcheck={false}
        autocomplete="off"
        value={value}
        aria-invalid={fault !== undefined}
        {...(described === '' ? {} : { 'aria-describedby': described })}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </div>
  );
}

export interface ChoiceProps<Value extends string> extends Common {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { id, label, value, options, onChange } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options[currentTarget.selectedIndex];
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface SelectorFieldProps extends TextFieldProps {
  readonly say: Say;
  readonly suggestions: readonly Suggestion[];
}

/** A selector, with the others that would do, and how many elements each matches. */
export function SelectorField({ say, suggestions, ...field }: SelectorFieldProps) {
  const others = suggestions.filter(({ selector }) => selector !== field.value);
  const now = suggestions.find(({ selector }) => selector === field.value);
  return (
    <div>
      <TextField {...field} hint={now ? say('build.matches', { n: now.count }) : field.hint} />
      {others.length > 0 && (
        <p class="instead">
          {say('build.orElse')}{' '}
          {others.map(({ selector, count }) => (
            <button
              type="button"
              class="plain"
              key={selector}
              onClick={() => field.onInput(selector)}
            >
              <code>{selector}</code> ({count})
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

export interface TickProps extends Common {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Tick({ id, label, checked, onChange }: TickProps) {
  return (
    <label class="tick" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />{' '}
      {label}
    </label>
  );
}
