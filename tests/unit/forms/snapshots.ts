/** Snapshots made by hand, for tests of the pure reader. */
import type { BlockSnapshot, FormSnapshot, SourceText } from '../../../core/forms/snapshot.ts';

const EMPTY: FormSnapshot = {
  control: { kind: 'text', names: [], isAction: false, isSubmit: false },
  blocks: [],
  form: [],
  page: { headings: [], title: '', address: '', tabs: [], offences: [] },
};

export function label(text: string): SourceText {
  return { source: 'label', text };
}

export function block(title: string, ...chosenRoles: readonly string[]): BlockSnapshot {
  return {
    titles: title === '' ? [] : [{ source: 'heading', text: title }],
    chosenRoles,
  };
}

export function field(text: string, over: Partial<FormSnapshot> = {}): FormSnapshot {
  return { ...EMPTY, ...over, control: { ...EMPTY.control, names: [label(text)] } };
}

export function tick(text: string, over: Partial<FormSnapshot> = {}): FormSnapshot {
  return { ...EMPTY, ...over, control: { ...EMPTY.control, kind: 'tick', names: [label(text)] } };
}

export function button(text: string, over: Partial<FormSnapshot> = {}): FormSnapshot {
  const names: readonly SourceText[] = [{ source: 'value', text }];
  return { ...EMPTY, ...over, control: { kind: 'button', names, isAction: true, isSubmit: true } };
}

export function titled(...headings: readonly string[]): Pick<FormSnapshot, 'page'> {
  return { page: { ...EMPTY.page, headings } };
}
