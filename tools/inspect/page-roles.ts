/** Which parts of a page name a person's role, read with the guard's own lexicon and rules. */
import { rolesIn } from '../../core/forms/roles.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import type { SeenText } from './in-page.ts';
import { builtLexicon } from './lexicon.ts';
import type { RoleReport } from './report.ts';

/** One report for each element that names a role; "person" and "subject" alone name none. */
export function pageRoles(texts: readonly SeenText[]): readonly RoleReport[] {
  const lexicon = builtLexicon();
  const byPath = new Map<string, SourceText[]>();
  for (const { path, source, text } of texts) {
    const known = byPath.get(path);
    if (known) known.push({ source, text });
    else byPath.set(path, [{ source, text }]);
  }
  const reports: RoleReport[] = [];
  for (const [path, sources] of byPath) {
    const found = rolesIn(sources, lexicon);
    if (found === null || found.role === 'neutral') continue;
    reports.push({
      path,
      role: found.role,
      evidence: found.because.map(({ term, source }) => `${source}: ${term}`),
    });
  }
  return reports;
}
