/** That what a page shows could not be read, or is not for this person. */
import type { Say } from '../core/wording.ts';
import { Notice, type Tone } from './notice.tsx';

export interface LoadFailedProps {
  readonly id: string;
  readonly failure: string;
  /** Says so, with the code. */
  readonly failed: string;
  readonly tone?: Tone;
  readonly say: Say;
}

export function LoadFailed({ id, failure, failed, tone = 'bad', say }: LoadFailedProps) {
  const text =
    failure === 'not-a-reviewer' ? say('ledgers.refused') : say(failed, { code: failure });
  return (
    <Notice tone={tone} id={id} role="alert">
      <p>{text}</p>
    </Notice>
  );
}
