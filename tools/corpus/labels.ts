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
  const file = path.join(folder, 'labels.json');
  const parsed = z.object({ pages: z.array(labelledPage) }).safeParse(await readJson(file));
  if (parsed.success) return parsed.data.pages;
  const faults = parsed.error.issues.slice(0, MOST_FAULTS).map(({ path: at, message }) => {
    const field = at.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
    return `  ${field.join('').replace(/^\./, '') || 'the file as a whole'}: ${message}`;
  });
  throw new Error(`${file} is no list of labelled pages:\n${faults.join('\n')}`);
}

/** Nationality and passport are fields to the labels and context to us: either is recognised. */
export function sameKind(kind: string): string {
  return kind === 'immigration-context' ? 'immigration-field' : kind;
}

/** `other` (employee, guest, patient, appellant) is nobody that a rule is about. */
export function sameRole(role: string): string {
  return role === 'other' || role === 'neutral' ? 'unknown' : role;
}

const MOST_FAULTS = 10;

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new Error(`${file} cannot be read: give the folder that holds labels.json and its pages`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(
      `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
