/** The lexicon as the guard carries it, for tools and tests that read texts outside of a page. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileCarried } from '../../core/forms/carried-lexicon.ts';
import type { Lexicon } from '../../core/forms/lexicon.ts';
import { PROJECT } from '../build.ts';

let lexicon: Lexicon | null = null;

export function builtLexicon(): Lexicon {
  const file = path.join(PROJECT, 'policies/generated/guard-data.json');
  lexicon ??= compileCarried(JSON.parse(readFileSync(file, 'utf8')).lexicon);
  return lexicon;
}
