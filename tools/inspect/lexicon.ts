/** The lexicon as the guard carries it, for tools and tests that read texts outside of a page. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileLexicon, type Lexicon } from '../../core/forms/lexicon.ts';
import { lexiconFile } from '../../core/policy/schema.ts';
import { PROJECT } from '../build.ts';

/** In the order in which the guard compiles them: an earlier file keeps a phrase that two hold. */
const FILES = ['immigration', 'pnc', 'acts', 'roles', 'offences', 'setting'];

let lexicon: Lexicon | null = null;

export function builtLexicon(): Lexicon {
  lexicon ??= compileLexicon(
    FILES.flatMap((name) => {
      const file = path.join(PROJECT, `policies/lexicon/${name}.json`);
      return lexiconFile.parse(JSON.parse(readFileSync(file, 'utf8'))).entries;
    }),
  );
  return lexicon;
}
