/** How much waits for the officer, in one place. */
import type { HistoryCounts } from '../../core/review/history-messages.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';

const NAMES = [
  'owed',
  'questions',
  'passedOn',
  'news',
] as const satisfies readonly (keyof HistoryCounts)[];

export interface TodoCardProps {
  readonly say: Say;
  readonly counts: HistoryCounts;
}

export function TodoCard({ say, counts }: TodoCardProps) {
  const some = NAMES.filter((name) => counts[name] > 0);
  return (
    <section id="todo" class="card" aria-labelledby="todo-title">
      <h2 id="todo-title">{say('mine.todo')}</h2>
      {some.length === 0 ? (
        <p>{say('mine.todoNone')}</p>
      ) : (
        <Facts
          facts={some.map((name) => ({
            name: `count-${name}`,
            label: say(`mine.count.${name}`),
            value: counts[name],
          }))}
        />
      )}
    </section>
  );
}
