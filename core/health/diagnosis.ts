/**
 * The state of one copy of the guard as text that force IT can send on. It names no officer, no
 * unit, no record and no page: who uses the browser and what was done in it are not in it.
 */
import type { StatusReply } from '../messages.ts';
import type { Check } from './self-check.ts';

/**
 * @param browser as the browser calls itself
 * @param moment a time in milliseconds since 1970, as text
 */
export function diagnosisText(
  status: StatusReply,
  checks: readonly Check[],
  browser: string,
  moment: (at: number) => string,
): string {
  const { policy, origin, errors, ledger, profileHealth, extension, device } = status;
  const { policyKeys, signed, observed } = status;
  const { lastBeat } = observed;
  const by = signed ? `${signed.version} by ${signed.by}` : 'none';
  const drifted = profileHealth.filter(({ missing }) => missing.length > 0);
  const lines = [
    `extension ${extension}`,
    `browser ${browser}`,
    `device ${device.slice(0, 8) || 'unknown'}`,
    `force ${policy.force?.code ?? 'none'}`,
    `policy ${policy.version} ${policy.hash.slice(0, 16)} (${origin})`,
    ...(policyKeys.length > 0 ? [`signature ${by}, asked of ${policyKeys.join(', ')}`] : []),
    ...policy.pilots.map(
      ({ rule, first, until }) => `pilot of ${rule} from ${first} until ${until}`,
    ),
    `rules ${policy.packs.map(({ layer, rules }) => `${layer}: ${rules.length}`).join(', ')}`,
    ...errors.map(({ field, reason }) => `refused ${field}: ${reason}`),
    `last heartbeat ${lastBeat === null ? 'none' : moment(lastBeat)}`,
    `ledger ${ledger.state}, ${ledger.entries} entries, ${ledger.waiting} waiting`,
    ...(ledger.failure === null ? [] : [`ledger failure ${ledger.failure}`]),
    ...ledger.breaks.map(({ seq, code }) => `ledger entry ${seq}: ${code}`),
    ...ledger.clock.map((seq) => `clock put back before entry ${seq}`),
    ...drifted.map(({ id, version, missing }) => `profile ${id} ${version}: ${missing.join(' ')}`),
    ...checks.map(({ name, state }) => `check ${name}: ${state}`),
  ];
  return `${lines.join('\n')}\n`;
}
