/** Words of a records system, and what each stands for. */
import { removedAt, replacedAt } from '../../core/sites/draft.ts';
import type { Say } from '../../core/wording.ts';

interface Word<Meaning> {
  readonly text: string;
  readonly means: Meaning;
}

export interface WordRowsProps<Meaning extends string> {
  readonly say: Say;
  readonly id: string;
  readonly title: string;
  readonly words: readonly Word<Meaning>[];
  readonly meanings: readonly { readonly value: Meaning; readonly text: string }[];
  /** What a new word stands for until it is told. */
  readonly fresh: Meaning;
  readonly onWords: (words: readonly Word<Meaning>[]) => void;
}

export function WordRows<Meaning extends string>(props: WordRowsProps<Meaning>) {
  const { say, id, title, words, meanings, fresh, onWords } = props;
  return (
    <div class="words">
      <p class="words__title">{title}</p>
      {words.map((word, index) => (
        <div class="words__row" key={`${id}-${index}`}>
          <input
            type="text"
            aria-label={say('build.word')}
            value={word.text}
            onInput={({ currentTarget }) =>
              onWords(replacedAt(words, index, { ...word, text: currentTarget.value }))
            }
          />
          <select
            aria-label={say('build.standsFor', { word: word.text })}
            value={word.means}
            onChange={({ currentTarget }) => {
              const chosen = meanings[currentTarget.selectedIndex];
              if (chosen) onWords(replacedAt(words, index, { ...word, means: chosen.value }));
            }}
          >
            {meanings.map(({ value, text }) => (
              <option key={value} value={value} selected={value === word.means}>
                {text}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="plain"
            aria-label={say('build.removeWord', { word: word.text })}
            onClick={() => onWords(removedAt(words, index))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        class="plain"
        onClick={() => onWords([...words, { text: '', means: fresh }])}
      >
        {say('build.addWord')}
      </button>
    </div>
  );
}
