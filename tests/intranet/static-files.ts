/** The style sheet and page scripts, read once; only these names can be asked for. */
import { readFileSync } from 'node:fs';
import type { Reply } from './reply.ts';

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const;

function file(name: string, type: string): readonly [string, Reply] {
  const body = readFileSync(new URL(`./static/${name}`, import.meta.url), 'utf8');
  return [`/static/${name}`, { status: 200, headers: { 'content-type': type }, body }];
}

const FILES: ReadonlyMap<string, Reply> = new Map([
  file('intranet.css', TYPES.css),
  file('forms.css', TYPES.css),
  file('report.js', TYPES.js),
  file('person-card.js', TYPES.js),
  file('person-edit.js', TYPES.js),
  file('custody.js', TYPES.js),
  file('frame-lookup.js', TYPES.js),
  file('spa.js', TYPES.js),
  file('statement.js', TYPES.js),
]);

/** @returns null when the path names no static file. */
export function staticFile(path: string): Reply | null {
  return FILES.get(path) ?? null;
}
