/** Site profiles in force: which screens each is for, and whether it still fits them. */

import type { SiteProfile } from '../../core/sites/profile.ts';
import type { ProfileHealth } from '../../core/sites/profile-fit.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Moment } from '../moment.tsx';
import { WideTable } from '../wide-table.tsx';

export interface ProfilesCardProps {
  readonly say: Say;
  readonly language: Language;
  readonly profiles: readonly SiteProfile[];
  readonly health: readonly ProfileHealth[];
  readonly builder: string;
}

export function ProfilesCard({ say, language, profiles, health, builder }: ProfilesCardProps) {
  return (
    <section class="card" aria-labelledby="profiles-title">
      <h2 id="profiles-title">{say('status.profiles')}</h2>
      <p>{say('profiles.lead')}</p>
      {profiles.length === 0 ? (
        <p id="profiles-none">{say('profiles.none')}</p>
      ) : (
        <WideTable id="profiles" label={say('profiles.table')}>
          <thead>
            <tr>
              <th scope="col">{say('profiles.name')}</th>
              <th scope="col">{say('profiles.version')}</th>
              <th scope="col">{say('profiles.screens')}</th>
              <th scope="col">{say('profiles.state')}</th>
              <th scope="col">{say('profiles.ignored')}</th>
            </tr>
          </thead>
          <tbody>
            {profiles.map((profile) => (
              <Row
                key={profile.id}
                say={say}
                language={language}
                profile={profile}
                health={health.find(
                  ({ id, version }) => id === profile.id && version === profile.version,
                )}
              />
            ))}
          </tbody>
        </WideTable>
      )}
      <p>
        <a id="to-builder" class="button" href={builder}>
          {say('profiles.build')}
        </a>
      </p>
    </section>
  );
}

interface RowProps {
  readonly say: Say;
  readonly language: Language;
  readonly profile: SiteProfile;
  readonly health: ProfileHealth | undefined;
}

function Row({ say, language, profile, health }: RowProps) {
  const { id, name, version, hosts, paths, controls = [] } = profile;
  const ignored = controls.filter(({ treat }) => treat === 'ignore');
  return (
    <tr data-profile={id}>
      <th scope="row">
        {name}
        <br />
        <code>{id}</code>
      </th>
      <td>{version}</td>
      <td>
        {hosts
          .flatMap((host) => paths.map((path) => `${host}${path}`))
          .map((screen) => (
            <div key={screen}>
              <code>{screen}</code>
            </div>
          ))}
      </td>
      <td data-fit={fitOf(health)}>
        <Fit say={say} language={language} health={health} />
      </td>
      <td>
        {ignored.length === 0
          ? say('word.none')
          : ignored.map(({ selector, because }) => (
              <div key={selector}>
                <code>{selector}</code> {because}
              </div>
            ))}
      </td>
    </tr>
  );
}

function fitOf(health: ProfileHealth | undefined): 'unseen' | 'fits' | 'drifted' {
  if (!health) return 'unseen';
  return health.missing.length === 0 ? 'fits' : 'drifted';
}

function Fit({ say, language, health }: Omit<RowProps, 'profile'>) {
  if (!health) return <>{say('profiles.unseen')}</>;
  const { missing, kept, at } = health;
  return (
    <>
      {say(missing.length === 0 ? 'profiles.fits' : 'profiles.drifted')}{' '}
      <Moment at={at} language={language} />
      {missing.length > 0 && (
        <>
          <div>
            {say('profiles.missing')}{' '}
            {missing.map((key) => (
              <code key={key}>{key} </code>
            ))}
          </div>
          <div>
            <strong>{say('status.do')}:</strong> {say('profiles.drifted.do')}
          </div>
        </>
      )}
      {kept.length > 0 && (
        <div>
          {say('profiles.kept')}{' '}
          {kept.map((key) => (
            <code key={key}>{key} </code>
          ))}
        </div>
      )}
    </>
  );
}
