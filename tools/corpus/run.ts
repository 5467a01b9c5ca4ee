/** Opens every page of a labelled folder and scores what the guard sees. */
import path from 'node:path';
import { Inspector } from '../inspect/inspector.ts';
import { isFailure } from '../inspect/report.ts';
import { readLabels } from './labels.ts';
import { type Finding, scorePage } from './score.ts';

export interface CorpusResult {
  readonly pages: number;
  /** Pages that could not be opened, with why. */
  readonly unopened: readonly string[];
  readonly findings: readonly Finding[];
  readonly readMs: readonly number[];
}

/** @throws Error where the folder has no readable labels or the browser does not start */
export async function runCorpus(folder: string): Promise<CorpusResult> {
  const pages = await readLabels(folder);
  const inspector = await Inspector.open();
  try {
    const unopened: string[] = [];
    const findings: Finding[] = [];
    const readMs: number[] = [];
    const targets = pages.map(({ file, controls }) => ({
      target: path.resolve(folder, file),
      selectors: controls.map(({ selector }) => selector),
    }));
    let index = 0;
    for await (const { result, matched } of inspector.inspectAll(targets)) {
      const page = pages[index++];
      if (isFailure(result)) unopened.push(`${result.file}: ${result.error}`);
      else if (page) {
        findings.push(...scorePage(page, result.signals, matched));
        readMs.push(result.readMs);
      }
    }
    return { pages: pages.length, unopened, findings, readMs };
  } finally {
    await inspector.close();
  }
}
