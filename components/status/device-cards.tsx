/** Who uses this browser, which hosts are guarded, and which device and version this is. */
import type { StatusReply } from '../../core/messages.ts';
import type { Identity } from '../../core/policy/assemble.ts';
import type { SiteList } from '../../core/policy/model.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { Notice } from '../notice.tsx';

export function IdentityCard({
  identity,
  say,
}: {
  readonly identity: Identity;
  readonly say: Say;
}) {
  const { id, unit, rank, reviewer } = identity;
  return (
    <section class="card" aria-labelledby="identity-title">
      <h2 id="identity-title">{say('status.identity')}</h2>
      {id === '' ? (
        <Notice tone="warn" id="identity-none">
          <p>{say('identity.none')}</p>
        </Notice>
      ) : (
        <Facts
          facts={[
            { name: 'identity', label: say('identity.id'), value: id },
            { name: 'unit', label: say('identity.unit'), value: unit || say('word.none') },
            {
              name: 'rank',
              label: say('identity.rank'),
              value: rank ? termLabel(say, 'rank', rank) : say('word.none'),
            },
            {
              name: 'reviewer',
              label: say('identity.reviewer'),
              value: say(reviewer ? 'word.yes' : 'word.no'),
            },
          ]}
        />
      )}
    </section>
  );
}

export function HostsCard({ sites, say }: { readonly sites: SiteList; readonly say: Say }) {
  return (
    <section class="card" aria-labelledby="hosts-title">
      <h2 id="hosts-title">{say('status.hosts')}</h2>
      {sites.guarded.length === 0 ? (
        <Notice tone="bad" id="hosts-none">
          <p>{say('hosts.none')}</p>
        </Notice>
      ) : (
        <>
          <p>{say('hosts.lead')}</p>
          <HostList id="hosts" hosts={sites.guarded} />
        </>
      )}
      {sites.publicFacing.length > 0 && (
        <>
          <h3>{say('hosts.public')}</h3>
          <HostList id="hosts-public" hosts={sites.publicFacing} />
        </>
      )}
    </section>
  );
}

function HostList({ id, hosts }: { readonly id: string; readonly hosts: readonly string[] }) {
  return (
    <ul id={id}>
      {hosts.map((host) => (
        <li key={host}>
          <code>{host}</code>
        </li>
      ))}
    </ul>
  );
}

export interface DeviceCardProps {
  readonly status: StatusReply;
  readonly language: Language;
  readonly say: Say;
  /** SHA-256 of the guard of this build; null where it could not be read. */
  readonly engine: string | null;
}

export function DeviceCard({ status, language, say, engine }: DeviceCardProps) {
  const { lastBeat } = status.observed;
  return (
    <section class="card" aria-labelledby="device-title">
      <h2 id="device-title">{say('status.device')}</h2>
      <Facts
        facts={[
          { name: 'device', label: say('device.id'), value: <code>{status.device}</code> },
          { name: 'extension', label: say('device.extension'), value: status.extension },
          {
            name: 'last-beat',
            label: say('device.lastBeat'),
            value:
              lastBeat === null ? (
                say('device.noBeat')
              ) : (
                <Moment at={lastBeat} language={language} />
              ),
          },
          {
            name: 'engine',
            label: say('device.engine'),
            value: <code>{engine ?? say('word.dash')}</code>,
          },
        ]}
      />
    </section>
  );
}
