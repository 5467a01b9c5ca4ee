/** The ids of lexicon entries, and what a site profile gives as evidence: the only words that evidence may be made of. */
import { SITE_TERMS } from '../../core/forms/site-said.ts';
import { lexiconFile } from '../../core/policy/schema.ts';
import acts from '../../policies/lexicon/acts.json' with { type: 'json' };
import immigration from '../../policies/lexicon/immigration.json' with { type: 'json' };
import immigrationOffences from '../../policies/lexicon/immigration-offences.json' with {
  type: 'json',
};
import offences from '../../policies/lexicon/offences.json' with { type: 'json' };
import pnc from '../../policies/lexicon/pnc.json' with { type: 'json' };
import roles from '../../policies/lexicon/roles.json' with { type: 'json' };
import setting from '../../policies/lexicon/setting.json' with { type: 'json' };

export const KNOWN_TERMS: ReadonlySet<string> = new Set([
  ...SITE_TERMS,
  ...[acts, immigration, immigrationOffences, offences, pnc, roles, setting].flatMap((file) =>
    lexiconFile.parse(file).entries.map(({ id }) => id),
  ),
]);
