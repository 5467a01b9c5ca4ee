/** What a check found, in lines for a person. */
import { detailsSaid, deviceSaid, findingSaid, startSaid } from '../../core/ledger/said.ts';
import type { BundleResult } from '../../core/ledger/verify-bundle.ts';
import { sayFrom } from '../../core/wording.ts';
import wording from '../../policies/wording/ledger.en.json' with { type: 'json' };

const say = sayFrom(wording);

/** Lines for a person. */
export function said(result: BundleResult): readonly string[] {
  return [
    startSaid(result, say, (at) => new Date(at).toISOString()),
    ...result.findings.map((each) => `  ${findingSaid(each, say)}`),
    ...result.devices.flatMap((device) => [
      deviceSaid(device, say),
      ...detailsSaid(device, say).map((line) => `  ${line}`),
    ]),
  ];
}
