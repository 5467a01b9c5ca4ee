/** Choosing files, to take them in or only to check them; and what became of each. */
import { useRef, useState } from 'preact/hooks';
import { detailsSaid, deviceSaid, findingSaid, startSaid } from '../../core/ledger/said.ts';
import { isSound } from '../../core/ledger/verify-bundle.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { momentText } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import type { FileOutcome } from './ledgers-state.ts';

export interface ImportCardProps {
  readonly files: readonly FileOutcome[];
  readonly busy: boolean;
  readonly say: Say;
  readonly language: Language;
  readonly onFiles: (files: readonly File[], take: boolean) => void;
}

export function ImportCard({ files, busy, say, language, onFiles }: ImportCardProps) {
  const chosen = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const begin = (take: boolean) => {
    if (busy) return;
    const all = [...(chosen.current?.files ?? [])];
    setMissing(all.length === 0);
    if (all.length === 0) chosen.current?.focus();
    else onFiles(all, take);
  };
  return (
    <section class="card" aria-labelledby="import-title">
      <h2 id="import-title">{say('import.title')}</h2>
      <p>{say('import.lead')}</p>
      <p class="field">
        <label for="import-files">{say('import.files')}</label>
        <input
          type="file"
          id="import-files"
          ref={chosen}
          multiple
          accept=".jsonl,application/jsonl"
          aria-invalid={isMissing ? 'true' : undefined}
          aria-describedby={isMissing ? 'import-missing' : undefined}
          onChange={() => setMissing(false)}
        />
      </p>
      {isMissing && (
        <p id="import-missing" class="field__fault" role="alert">
          {say('import.choose')}
        </p>
      )}
      <p class="buttons">
        <button
          type="button"
          id="import"
          class="main-button"
          aria-disabled={busy}
          onClick={() => begin(true)}
        >
          {say('import.take')}
        </button>{' '}
        <button type="button" id="check" aria-disabled={busy} onClick={() => begin(false)}>
          {say('import.check')}
        </button>
      </p>
      <div id="file-results" role="status">
        {files.map((file, number) => (
          <FileResult key={`${number} ${file.name}`} file={file} say={say} language={language} />
        ))}
      </div>
    </section>
  );
}

interface FileResultProps {
  readonly file: FileOutcome;
  readonly say: Say;
  readonly language: Language;
}

function FileResult({ file, say, language }: FileResultProps) {
  const { name, result, count, fault } = file;
  const holds = result !== null && isSound(result);
  return (
    <Notice tone={fault !== null || !holds ? 'bad' : 'good'}>
      <h3 data-file={name} data-holds={result === null ? 'unknown' : String(holds)}>
        {name}
      </h3>
      {fault !== null && <p data-fault={fault}>{say(`import.fault.${fault}`)}</p>}
      {result && (
        <>
          <p>
            <strong>{say(holds ? 'import.holds' : 'import.holdsNot')}</strong>
          </p>
          <p class="said__from">{startSaid(result, say, (at) => momentText(at, language))}</p>
          <ul class="said">
            {result.findings.map((each) => (
              <li key={`${each.code} ${each.first}`} data-finding={each.code}>
                {findingSaid(each, say)}
              </li>
            ))}
            {result.devices.map((device) => (
              <li key={device.device} data-device={device.device}>
                {deviceSaid(device, say)}
                <ul>
                  {detailsSaid(device, say).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {count && (
        <p data-count={`${count.fresh} ${count.known} ${count.quarantined}`}>
          {say('import.count', { ...count })}
        </p>
      )}
      {result === null && <p>{say('import.notTaken')}</p>}
    </Notice>
  );
}
