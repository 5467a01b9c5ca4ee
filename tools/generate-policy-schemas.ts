/**
 * Makes the JSON Schema of rule packs, so that an editor checks while somebody writes. Unlike
 * the managed schema, which Chromium reads, it keeps all that the extension checks and a JSON
 * Schema can say.
 */
import { z } from 'zod';
import { rulePack } from '../core/policy/schema.ts';

/** Changed when a file that was right before is not right any more. */
const VERSION = 1;

function published(schema: z.ZodType, name: string, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  const $id = `https://right-to-report.example/schema/${VERSION}/${name}.json`;
  return `${JSON.stringify({ $schema, $id, title, ...rest }, null, 2)}\n`;
}

export function rulePackSchema(): string {
  return published(rulePack, 'rule-pack', 'Rule pack of Right to Report');
}
