/** A list of named facts. Each has a stable name, so that tests can say where a fact is shown. */
import type { ComponentChildren } from 'preact';

export interface Fact {
  readonly name: string;
  readonly label: string;
  readonly value: ComponentChildren;
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, label, value }) => (
        <div class="facts__one" key={name} data-fact={name}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
