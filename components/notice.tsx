/** A message set apart from the text. `bad` and `warn` carry a word, never colour alone. */
import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export interface NoticeProps {
  readonly tone: Tone;
  readonly id?: string;
  readonly role?: 'alert' | 'status';
  readonly children: ComponentChildren;
}

export function Notice({ tone, id, role, children }: NoticeProps) {
  return (
    <div class={`notice notice--${tone}`} id={id} role={role}>
      {children}
    </div>
  );
}
