/** A table that scrolls by itself on a narrow page, also by keyboard. */
import type { ComponentChildren } from 'preact';

export interface WideTableProps {
  readonly id: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

export function WideTable({ id, label, children }: WideTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section class="wide" aria-label={label} tabIndex={0}>
      <table id={id}>{children}</table>
    </section>
  );
}
