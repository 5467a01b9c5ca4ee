/** What it takes to test a policy as large as there may be, and to put it in force. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readManagedSettings, type SettingsReading } from '../../core/policy/assemble.ts';
import { type Conditions, MAX_RULES, type Rule, type RulePack } from '../../core/policy/model.ts';
import { compileTable, type DecisionTable } from '../../core/policy/table.ts';
import { MAX_ENDS } from '../../core/policy/trial.ts';
import { OFFENCE_GROUPS, ROLES, SIGNAL_KINDS } from '../../core/vocabulary.ts';
import { baseline } from '../../platform/baseline.ts';
import { PROJECT } from '../build.ts';
import type { Answer } from '../policy/answer.ts';
import { check } from '../policy/check.ts';
import { diffFiles } from '../policy/diff.ts';
import { explainFile } from '../policy/explain.ts';
import { proveFile } from '../policy/prove.ts';
import { BASELINE_FILE } from '../policy/shipped.ts';
import { verifyCertificate } from '../policy/verify-certificate.ts';
import { atMost, type Figure, type Goal } from './figure.ts';
import { median } from './statistics.ts';

const SECONDS_5: Goal = atMost('G10', 5_000);
const MS_100: Goal = atMost('G10', 100);
const ROUNDS = 5;

type Run = () => DecisionTable | SettingsReading | Answer | Promise<Answer>;

/** Each rule decides somewhere, and no two of them say the same. */
function fullPack(): RulePack {
  const model = baseline.pack.rules[0];
  if (!model) throw new Error('the baseline has no rules');
  const places = SIGNAL_KINDS.flatMap((kind) =>
    ROLES.flatMap((role) =>
      OFFENCE_GROUPS.map((group): Conditions => ({ kind: [kind], role: [role], group: [group] })),
    ),
  );
  const rules = Array.from({ length: MAX_RULES }, (_, index): Rule => {
    const place = places[index % places.length] ?? {};
    const dual = index >= places.length;
    return {
      ...model,
      id: `force-${index}`,
      when: { ...place, ...(dual ? { dual, trust: ['generic'] } : {}) },
      outcome: index % 2 === 0 ? 'approve' : 'block',
      reasons: ['RR-11', 'RR-13'],
      authoriser: 'superintendent',
    };
  });
  return { id: 'bench', layer: 'force', version: '1', rules };
}

/** As much as settings may hold: each rule on trial, in a ring and in every unit as well. */
function everything(model: readonly Rule[]): object {
  const onTrial = (part: string, count: number): Rule[] =>
    model.slice(0, count).map((rule, index) => ({
      ...rule,
      id: `${part}-${index}`,
      mode: 'rehearse',
      until: `2027-01-${10 + (index % MAX_ENDS)}`,
    }));
  return {
    rules: onTrial('own', MAX_RULES),
    rollout: { id: 'ring', percent: 50, rules: onTrial('ring', 100) },
    units: Array.from({ length: 50 }, (_, index) => ({
      unit: `unit ${index}`,
      rules: onTrial(`unit-${index}`, 100),
    })),
  };
}

export async function policyCommandFigures(): Promise<readonly Figure[]> {
  const pack = fullPack();
  // No conditions: each rule is put into every cell.
  const widest = { ...pack, rules: pack.rules.map((rule) => ({ ...rule, when: {} })) };
  const whole = everything(pack.rules);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'policy-bench-'));
  try {
    const file = path.join(folder, 'policy.json');
    const certificate = path.join(folder, 'certificate.json');
    const national = path.join(PROJECT, BASELINE_FILE);
    await writeFile(file, JSON.stringify(pack, null, 2));
    const manner = { language: 'en', day: '2026-11-30', json: false } as const;
    const runs: readonly (readonly [id: string, goal: Goal, run: Run])[] = [
      ['compile', MS_100, () => compileTable([baseline.pack, widest])],
      ['load', MS_100, () => readManagedSettings({ rules: pack.rules }, baseline)],
      ['load-whole', MS_100, () => readManagedSettings(whole, baseline)],
      ['check', SECONDS_5, () => check([file], { strict: false, json: false })],
      ['prove', SECONDS_5, () => proveFile(file, { certificate, json: false })],
      ['verify-certificate', SECONDS_5, () => verifyCertificate(certificate, file)],
      ['explain', SECONDS_5, () => explainFile(file, {}, manner)],
      ['diff', SECONDS_5, () => diffFiles(national, file, manner)],
    ];
    const figures: Figure[] = [];
    for (const [id, goal, run] of runs)
      figures.push({
        id: `policy.${id}.ms`,
        what: `${id}, ${MAX_RULES} rules`,
        value: await medianMs(run),
        unit: 'ms',
        samples: ROUNDS,
        goal,
      });
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function medianMs(run: Run): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const answer = await run();
    times.push(performance.now() - started);
    // A policy that is refused early would be fast.
    const isRefused = ('code' in answer && answer.code !== 0) || ('ok' in answer && !answer.ok);
    if (isRefused) throw new Error('the policy of the bench is refused');
  }
  return median(times);
}
