/** What a check found, in words. */
import type { DeviceResult } from '../../core/ledger/device-ledger.ts';
import type { Finding, FindingCode } from '../../core/ledger/findings.ts';
import type { BundleResult } from '../../core/ledger/verify-bundle.ts';

const SAID: Readonly<Record<FindingCode, string>> = {
  changed: 'changed after it was recorded',
  missing: 'missing',
  inserted: 'a second entry was put into this place',
  forked: 'two different ledgers: a profile was restored or copied, or one is forged',
  repeated: 'there more than once',
  reordered: 'not in its place',
  'body-changed': 'the words are not those that were recorded',
  'body-missing': 'the words are gone, and no retention entry says so',
  'cut-off': 'missing: the device signed for them',
  'checkpoint-differs': 'not what the device signed for',
  unsigned: 'not signed for',
  'unknown-key': 'signed by a key that is not known as its own',
  'signature-wrong': 'the signature does not hold',
  unreadable: 'cannot be read',
  'file-changed': 'the file is not as it was made',
  'file-cut': 'the file ends before it was finished',
};

/** Lines for a person. */
export function said({ start, devices, findings }: BundleResult): readonly string[] {
  const made = start && new Date(start.made).toISOString();
  return [
    start ? `made ${made} by device ${start.by}` : 'no bundle of this format',
    ...findings.map((each) => `  line ${range(each)}: ${SAID[each.code]}`),
    ...devices.flatMap(saidOf),
  ];
}

function saidOf(device: DeviceResult): readonly string[] {
  const { first, size, signed, keyId, findings, withoutBody, newer } = device;
  const holds = findings.length === 0 ? 'holds' : 'DOES NOT HOLD';
  const entries = size === first ? 'no entries' : `entries ${first} to ${size - 1}`;
  const signature = signed === null ? 'not signed' : `signed up to ${signed - 1} by key ${keyId}`;
  return [
    `device ${device.device}: ${entries}, ${signature}: ${holds}`,
    ...findings.map((each) => `  ${noun(each)} ${range(each)}: ${SAID[each.code]}`),
    ...(withoutBody > 0 ? [`  ${withoutBody} without their words, by retention`] : []),
    ...(newer > 0 ? [`  ${newer} of a later version, checked and not read`] : []),
  ];
}

function noun({ first, last }: Finding): string {
  return first === last ? 'entry' : 'entries';
}

function range({ first, last }: Finding): string {
  return first === last ? `${first}` : `${first} to ${last}`;
}
