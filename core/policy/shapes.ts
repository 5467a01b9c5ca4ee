/** Shapes of text that several schemas share. */
import { z } from 'zod';

export const nonEmpty = z.string().trim().min(1);
const ISO_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A day of the calendar: what begins or ends on the 31st of February would do so on another day. */
export const isoDate = z
  .string()
  .regex(ISO_DATE, 'must be a date as YYYY-MM-DD')
  // What is no date at all is said by its form already.
  .refine((day) => !ISO_DATE.test(day) || isOfCalendar(day), {
    error: 'is a day that no calendar has (YYYY-MM-DD)',
  });

/** Engines disagree: some read the 31st of February as the 3rd of March, others not at all. */
function isOfCalendar(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const daysInMonth = (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / DAY_MS;
  return day <= daysInMonth;
}

const DAY_MS = 86_400_000;

/** Lower-case words with hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words and hyphens');

/** `host.example.police.uk`, or `*.example.police.uk` for the host and all below it. */
export const hostPattern = z
  .string()
  .max(255)
  .regex(
    /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
    'must be a host name, or "*." and a host name, without scheme, port or path',
  );

/** Collar, warrant or staff number; a shape that holds no name with a space in it. */
export const staffNumber = z
  .string()
  .max(32)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, dots, hyphens, at most 32');
