/** What became of a file that was made. */
import type { Say } from '../../core/wording.ts';
import { Notice } from '../notice.tsx';
import type { Exported } from './ledgers-state.ts';

export function ExportedNote({
  exported,
  say,
}: {
  readonly exported: Exported;
  readonly say: Say;
}) {
  if (!exported.ok)
    return (
      <Notice tone="bad" id="export-failed" role="alert">
        <p>{say('export.failed', { code: exported.code })}</p>
      </Notice>
    );
  return (
    <Notice tone="good" id="exported" role="status">
      <p>{say('export.done', { n: exported.entries })}</p>
      <p>
        {say('export.hash')}: <code>{exported.hash}</code>
      </p>
    </Notice>
  );
}
