/** How an assignment stands in stored headers. */
import { z } from 'zod';
import type { Same } from '../same.ts';
import type { AssignmentHeader } from './assignment.ts';
import { common, entryId, staffNumber } from './header-shapes.ts';

export const assignment = z.strictObject({
  ...common,
  kind: z.literal('assignment'),
  of: entryId,
  to: staffNumber,
  by: staffNumber,
});

/** Fails to compile where the schema and its type differ. */
export const ASSIGNMENT_PARITY: Same<z.infer<typeof assignment>, AssignmentHeader> = true;
