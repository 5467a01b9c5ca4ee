/** `labels.json` of a folder of labelled pages, and its meaning in our own terms. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const labelledControl = z.object({
  selector: z.string().min(1),
  label_text: z.string(),
  /** `none`: the control must stay quiet. */
  kind: z.string(),
  role: z.string(),
  certainty: z.enum(['clear', 'arguable']),
  count: z.int().min(0).optional(),
});

const labelledPage = z.object({
  id: z.string(),
  class: z.enum(['A', 'B', 'C']),
  file: z.string(),
  expect_nothing: z.boolean(),
  controls: z.array(labelledControl),
});

export type LabelledControl = z.infer<typeof labelledControl>;
export type LabelledPage = z.infer<typeof labelledPage>;

/** @throws Error where there is no such file, ZodError where it is not as expected */
export async function readLabels(folder: string): Promise<readonly LabelledPage[]> {
  const text = await readFile(path.join(folder, 'labels.json'), 'utf8');
  return z.object({ pages: z.array(labelledPage) }).parse(JSON.parse(text)).pages;
}

/** Nationality and passport are fields to the labels and context to us: either is recognised. */
export function sameKind(kind: string): string {
  return kind === 'immigration-context' ? 'immigration-field' : kind;
}

/** `other` (employee, guest, patient, appellant) is nobody that a rule is about. */
export function sameRole(role: string): string {
  return role === 'other' || role === 'neutral' ? 'unknown' : role;
}
