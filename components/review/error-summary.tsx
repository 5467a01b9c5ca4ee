/** What is wrong with a form, in one place that takes the focus, with a way to each field. */
import { useEffect, useRef } from 'preact/hooks';
import { Marked, select, type Wrong } from '../marked.tsx';

export interface FormFault {
  /** Where it is not what is usually wrong with the form. */
  readonly title?: string;
  readonly text: string;
  /** Id of the field to correct, null where no field is at fault. */
  readonly field: string | null;
  /** Which of the typed characters are at fault, where it is not the whole field. */
  readonly wrong?: Wrong;
}

export interface ErrorSummaryProps {
  /** Where a page may have several. */
  readonly id?: string;
  readonly title: string;
  readonly fault: FormFault;
}

export function ErrorSummary({ id = 'error-summary', title, fault }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  // A new fault object for each attempt: the same mistake made twice is announced twice.
  useEffect(() => box.current?.focus(), [fault]);
  return (
    <div id={id} class="notice notice--bad" role="alert" tabIndex={-1} ref={box}>
      <h4>{title}</h4>
      <p>
        {fault.field === null ? (
          fault.text
        ) : (
          <a href={`#${fault.field}`} onClick={(event) => goToField(event, fault)}>
            {fault.text}
          </a>
        )}
      </p>
      {fault.wrong && <Marked wrong={fault.wrong} />}
    </div>
  );
}

/** Moves the focus without changing the address, whose hash names the override. */
function goToField(event: Event, { field, wrong }: FormFault): void {
  event.preventDefault();
  if (field === null) return;
  document.getElementById(field)?.focus();
  if (wrong) select(field, wrong);
}
