/** Name, version and place of the profile. */
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { BuilderPageProps } from './builder-state.ts';
import { TextField } from './fields.tsx';

/** Lists of hosts and paths are written with a blank or a comma between them. */
function split(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((each) => each !== '');
}

function faultIn(faults: BuilderPageProps['faults'], field: string): string | undefined {
  const key = Object.keys(faults).find((each) => each === field || each.startsWith(`${field}[`));
  return key === undefined ? undefined : faults[key];
}

export function Details({ say, draft, faults, onDraft }: BuilderPageProps) {
  const set = (change: Partial<SiteProfile>) => onDraft({ ...draft, ...change });
  return (
    <section class="card" aria-labelledby="details-title">
      <h2 id="details-title">{say('build.details')}</h2>
      <div class="pair">
        <TextField
          id="profile-id"
          label={say('build.id')}
          hint={say('build.idHint')}
          value={draft.id}
          fault={draft.id === '' ? undefined : faultIn(faults, 'id')}
          onInput={(id) => set({ id })}
        />
        <TextField
          id="profile-name"
          label={say('build.name')}
          hint={say('build.nameHint')}
          value={draft.name}
          onInput={(name) => set({ name })}
        />
        <TextField
          id="profile-version"
          label={say('build.version')}
          value={draft.version}
          fault={faultIn(faults, 'version')}
          onInput={(version) => set({ version })}
        />
        <TextField
          id="profile-hosts"
          label={say('build.hosts')}
          value={draft.hosts.join(' ')}
          fault={faultIn(faults, 'hosts')}
          onInput={(text) => set({ hosts: split(text) })}
        />
        <TextField
          id="profile-paths"
          label={say('build.paths')}
          hint={say('build.pathsHint')}
          value={draft.paths.join(' ')}
          fault={faultIn(faults, 'paths')}
          onInput={(text) => set({ paths: split(text) })}
        />
      </div>
    </section>
  );
}
