/** The coverage statement: what becomes of each trick that the tests try in a real browser. */
import { CORPUS } from '../tests/e2e/evasions/corpus.ts';
import { type Area, type Evasion, RESULTS, type Result } from '../tests/e2e/evasions/evasion.ts';

const MEANING: Readonly<Record<Result, string>> = {
  stopped: 'held before effect; nothing left the browser',
  backstopped: 'not seen in the page; the network let nothing out',
  recorded: 'it went on, and the ledger has an entry',
  declared: 'it went on, and nothing tells of it: this page says so',
};

/** Markdown, as `docs/coverage.md` holds it. */
export function coverage(): string {
  const all = CORPUS.flatMap(({ evasions }) => evasions);
  const counts = RESULTS.map((result) => {
    const number = all.filter((each) => each.result === result).length;
    return `| ${result} | ${number} | ${MEANING[result]} |`;
  });
  return `# Coverage statement

Written by \`npm run generate\` from \`tests/e2e/evasions/\`. \`npm test\` tries each of these tricks in
Chromium on a page about a victim, with a server that says which look-ups reached it. What no page
can show (another browser, a phone, a thick client) is in the [threat model](threat-model.md).

| result | tricks | what it means |
|---|---|---|
${counts.join('\n')}

${CORPUS.map(section).join('\n\n')}
`;
}

function section({ title, evasions }: Area): string {
  return `## ${title}

| trick | result | what helps |
|---|---|---|
${evasions.map(row).join('\n')}`;
}

function row({ trick, result, why }: Evasion): string {
  return `| ${trick} | ${result} | ${why ?? ''} |`;
}
