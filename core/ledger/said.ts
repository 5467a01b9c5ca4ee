/** What a check found, in words: the same in the review page and on the command line. */
import type { Say } from '../wording.ts';
import type { DeviceResult } from './device-ledger.ts';
import type { Finding } from './findings.ts';
import type { BundleResult } from './verify-bundle.ts';

/** One finding of a device, or of a file where no device is named. */
export function findingSaid({ device, code, first, last }: Finding, say: Say): string {
  const noun = device === '' ? 'line' : first === last ? 'entry' : 'entries';
  const range = first === last ? `${first}` : say('found.range', { first, last });
  return say(`found.${noun}`, { range, what: say(`finding.${code}`) });
}

/** Where a file comes from. @param timeText of epoch milliseconds */
export function startSaid(
  { start }: BundleResult,
  say: Say,
  timeText: (at: number) => string,
): string {
  if (start === null) return say('bundle.none');
  return say('bundle.made', { time: timeText(start.made), device: start.by });
}

/** What holds of one device, in a line. */
export function deviceSaid(
  { device, first, size, signed, keyId, findings }: DeviceResult,
  say: Say,
): string {
  return say('device.line', {
    device,
    entries: size === first ? say('device.none') : say('device.entries', { first, last: size - 1 }),
    signature:
      signed === null
        ? say('device.unsigned')
        : say('device.signed', { last: signed - 1, key: keyId ?? '' }),
    verdict: say(findings.length === 0 ? 'device.holds' : 'device.holdsNot'),
  });
}

/** What is to be said of a device besides, each a line. */
export function detailsSaid(
  { findings, withoutBody, newer }: DeviceResult,
  say: Say,
): readonly string[] {
  return [
    ...findings.map((each) => findingSaid(each, say)),
    ...(withoutBody > 0 ? [say('device.withoutBody', { n: withoutBody })] : []),
    ...(newer > 0 ? [say('device.newer', { n: newer })] : []),
  ];
}
