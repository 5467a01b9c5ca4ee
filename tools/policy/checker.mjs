/**
 * `node tools/policy/checker.mjs CERTIFICATE POLICY [BASELINE]`: verifies a policy certificate.
 *
 * It shares no code with what wrote the certificate. It knows the decision domain by itself, reads
 * the rules from the files, works out both answers at every cell, compares them with each other
 * and with the tables of the certificate, and computes every hash anew. A rule with a part that
 * it does not know is not verified.
 *
 * Exit code: 0 the certificate holds, 1 it does not, 2 a file cannot be read.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

const FORMAT = 'right-to-report policy certificate 2';
const CLAIM =
  'At no cell and in no limit is the policy looser than the baseline, but for the national rules listed as rehearsed.';

const DOMAIN = {
  kind: [
    'immigration-lookup',
    'immigration-field',
    'immigration-referral',
    'pnc-check',
    'immigration-context',
    'immigration-mention',
    'immigration-offence',
  ],
  role: ['victim', 'witness', 'reporting', 'other-protected', 'suspect', 'neutral', 'unknown'],
  group: ['OTHER', 'DA', 'SEX', 'MSHT', 'HBA', 'STALK', 'CSE', 'HATE', 'WORK'],
  dual: [false, true],
  trust: ['generic', 'profile'],
  granted: [false, true],
};
const OUTCOMES = ['allow', 'observe', 'inform', 'warn', 'justify', 'approve', 'block'];
const RANKS = ['sergeant', 'inspector', 'superintendent'];
const USUAL_RANK = 'inspector';
const RULE_FIELDS = 'id when outcome reasons authoriser wording sources mode until'.split(' ');
const MODES = ['enforce', 'rehearse', 'observe'];
/** National limits: hours to explain a life at risk, minutes without being asked again. */
const LIMITS = { reasonWithinHours: 24, repeatMinutes: 60 };
/** Without these no hash of the engine says anything about how the guard decides. */
const ENGINE_AT_LEAST = ['decide', 'pilots', 'table', 'trial'].map(
  (name) => `core/policy/${name}.ts`,
);

class DoesNotHold extends Error {}

function must(holds, what) {
  if (!holds) throw new DoesNotHold(what);
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Every combination, the last axis fastest. */
function allCells() {
  return Object.entries(DOMAIN).reduce(
    (cells, [axis, values]) =>
      cells.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value }))),
    [{}],
  );
}

/** Refuses what this evaluator would misread. */
function rulesOf(pack, name) {
  must(Array.isArray(pack.rules), `${name} has no list of rules`);
  for (const [index, rule] of pack.rules.entries()) {
    const where = `${name}, rules[${index}]`;
    for (const field of Object.keys(rule))
      must(RULE_FIELDS.includes(field), `${where} has a part that is not known: ${field}`);
    must(OUTCOMES.includes(rule.outcome), `${where} has an outcome that is not known`);
    must(Array.isArray(rule.reasons), `${where} has no list of reasons`);
    must(
      rule.authoriser === undefined || RANKS.includes(rule.authoriser),
      `${where} names a rank that is not known`,
    );
    must(rule.mode === undefined || MODES.includes(rule.mode), `${where} has an unknown mode`);
    must(
      !isTrial(rule) || /^\d{4}-\d{2}-\d{2}$/.test(rule.until),
      `${where} is on trial without an end`,
    );
    must(typeof rule.when === 'object' && rule.when !== null, `${where} has no conditions`);
    for (const [axis, wanted] of Object.entries(rule.when)) {
      must(Object.hasOwn(DOMAIN, axis), `${where} has a condition that is not known: ${axis}`);
      const values = Array.isArray(wanted) ? wanted : [wanted];
      must(
        values.length > 0 && values.every((value) => DOMAIN[axis].includes(value)),
        `${where} has a value of "${axis}" that is not known`,
      );
    }
  }
  return pack.rules;
}

function isTrial({ mode = 'enforce' }) {
  return mode !== 'enforce';
}

/** On trial a rule records, or warns where it is rehearsed; past the last day it is enforced. */
function rulesAfter(rules, past) {
  return rules.map((rule) => {
    const isOver = !isTrial(rule) || (past !== null && rule.until <= past);
    const isAtLeast = (outcome) => OUTCOMES.indexOf(rule.outcome) >= OUTCOMES.indexOf(outcome);
    const outcome = rule.mode === 'rehearse' && isAtLeast('warn') ? 'warn' : 'observe';
    return isOver || !isAtLeast(outcome) ? rule : { ...rule, outcome };
  });
}

/** A force may rehearse a national rule once, for 1 to 90 days, both counted. */
function pilotsOf({ pilots = [] }, floor) {
  for (const [index, { rule, from, until, ...more }] of pilots.entries()) {
    const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
    const isKnown = floor.some(({ id }) => id === rule) && Object.keys(more).length === 0;
    const isTwice = pilots.findIndex((each) => each.rule === rule) !== index;
    must(isKnown && !isTwice && days >= 1 && days <= 90, `pilots[${index}] may not be`);
  }
  return pilots;
}

function applies(rule, cell) {
  return Object.entries(rule.when).every(([axis, wanted]) =>
    Array.isArray(wanted) ? wanted.includes(cell[axis]) : wanted === cell[axis],
  );
}

function asksReason({ outcome }) {
  return outcome === 'justify' || outcome === 'approve';
}

/** The strictest rule that applies decides; of equals the first. */
function demandAt(rules, cell) {
  let decides = null;
  for (const rule of rules) {
    if (!applies(rule, cell)) continue;
    const isStricter =
      decides === null || OUTCOMES.indexOf(rule.outcome) > OUTCOMES.indexOf(decides.outcome);
    if (isStricter) decides = rule;
  }
  const outcome = decides === null ? 'allow' : decides.outcome;
  return {
    outcome,
    reasons: asksReason({ outcome }) ? [...new Set(decides.reasons)].sort() : [],
    authoriser: outcome === 'approve' ? (decides.authoriser ?? USUAL_RANK) : null,
  };
}

/** @returns what is looser in words, or null */
function looser(before, after) {
  if (OUTCOMES.indexOf(after.outcome) < OUTCOMES.indexOf(before.outcome))
    return `${after.outcome} instead of ${before.outcome}`;
  const added = after.reasons.filter((code) => !before.reasons.includes(code));
  if (asksReason(before) && added.length > 0) return `it takes ${added.join(', ')} as a reason`;
  const isLower =
    before.authoriser !== null &&
    after.authoriser !== null &&
    RANKS.indexOf(after.authoriser) < RANKS.indexOf(before.authoriser);
  return isLower ? `${after.authoriser} instead of ${before.authoriser} may authorise` : null;
}

/** "3*16,0*8" as one number for each cell. */
function unpack(runs, count, name) {
  const numbers = String(runs)
    .split(',')
    .flatMap((run) => {
      const [, number, times] = /^(\d+)\*(\d+)$/.exec(run) ?? [];
      must(Number(times) >= 1 && Number(times) <= count, `the table of the ${name} is garbled`);
      return Array(Number(times)).fill(Number(number));
    });
  must(
    numbers.length === count,
    `the table of the ${name} has ${numbers.length} cells of ${count}`,
  );
  return numbers;
}

/** The hash of sources by their names and contents; line ends of any system. */
export function engineHash(files, root = ROOT) {
  const lines = files.map((file) => {
    must(/^core\/[a-z/-]+\.ts$/.test(file), `${file} is no source of the engine`);
    const text = readFileSync(path.join(root, file), 'utf8').replace(/\r\n/g, '\n');
    return `${sha256(text)}  ${file}\n`;
  });
  return sha256(lines.join(''));
}

/** Site profiles may leave controls alone, which is in no table and has to be said. */
function ignoredIn({ profiles = [] }) {
  const controls = profiles.flatMap((profile) => profile.controls ?? []);
  return controls.filter(({ treat }) => treat === 'ignore').length;
}

/**
 * @param certificate as parsed; everything in it is doubted
 * @param policyBytes the policy file
 * @param baselineBytes the baseline file
 * @returns how many cells were visited
 * @throws DoesNotHold with the first thing that is not as the certificate says
 */
export function verify(certificate, policyBytes, baselineBytes, root = ROOT) {
  must(certificate?.format === FORMAT, 'it is no certificate of this format');
  must(certificate.claim === CLAIM, 'it claims something else');
  must(certificate.baseline?.sha256 === sha256(baselineBytes), 'it is about another baseline');
  must(certificate.policy?.sha256 === sha256(policyBytes), 'it is about another policy');
  const files = certificate.engine?.files ?? [];
  must(
    ENGINE_AT_LEAST.every((file) => files.includes(file)),
    'it leaves out a part of the engine',
  );
  must(certificate.engine.sha256 === engineHash(files, root), 'it is about another engine');
  must(same(certificate.domain, DOMAIN), 'its decision domain is another one');

  const national = JSON.parse(baselineBytes);
  const file = JSON.parse(policyBytes);
  must(national.layer === 'national', 'its baseline is not a national one');
  const isPack = file.layer !== undefined;
  const replaces = isPack && file.layer === 'national';
  const { layer, replacesBaseline } = certificate.policy;
  const isRight = replacesBaseline === replaces && layer === (isPack ? file.layer : 'force');
  must(isRight, 'it takes the policy for another layer');
  const floor = rulesOf(national, 'the baseline');
  const own = file.rules === undefined && !isPack ? [] : rulesOf(file, 'the policy');
  must(!replaces || !own.some(isTrial), 'a national rule is on trial');

  const cells = allCells();
  must(certificate.cells === cells.length, 'it counts other cells');
  const before = unpack(certificate.tables?.baseline, cells.length, 'baseline');
  const ends = [...new Set(own.filter(isTrial).map(({ until }) => until))].sort();
  const phases = certificate.tables?.policy;
  const days = Array.isArray(phases) ? phases.map((phase) => phase?.past) : [];
  must(same(days, [null, ...ends]), 'it leaves out a day on which trials end');
  for (const { past, table } of phases) {
    const counting = rulesAfter(own, past);
    const combined = replaces ? counting : [...floor, ...counting];
    const after = unpack(table, cells.length, 'policy');
    for (const [index, cell] of cells.entries()) {
      const where = `at cell ${index} (${Object.values(cell).join(', ')})`;
      const [asked, asks] = [demandAt(floor, cell), demandAt(combined, cell)];
      must(same(certificate.demands[before[index]], asked), `its baseline is not so ${where}`);
      must(same(certificate.demands[after[index]], asks), `its policy is not so ${where}`);
      const how = looser(asked, asks);
      must(how === null, `the policy is looser ${where}: ${how}`);
    }
  }

  const pilots = isPack ? [] : pilotsOf(file, floor);
  must(same(certificate.rehearsed, pilots), 'it lists other rules as rehearsed');
  const limits = Object.fromEntries(
    Object.entries(LIMITS).map(([name, most]) => [name, isPack ? most : (file[name] ?? most)]),
  );
  must(same(certificate.limits, { baseline: LIMITS, policy: limits }), 'its limits are others');
  for (const [name, most] of Object.entries(LIMITS))
    must(limits[name] <= most, `the policy is looser in ${name}`);
  must(
    certificate.notCovered?.ignoredControls === ignoredIn(file),
    'it counts other controls that profiles leave alone',
  );
  return cells.length;
}

function main([certificateFile, policyFile, baselineFile]) {
  if (certificateFile === undefined || policyFile === undefined) {
    console.error('usage: node tools/policy/checker.mjs CERTIFICATE POLICY [BASELINE]');
    return 2;
  }
  const from = (name) => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
  const national = path.join(ROOT, 'policies/national/baseline.json');
  try {
    const cells = verify(
      JSON.parse(readFileSync(from(certificateFile), 'utf8')),
      readFileSync(from(policyFile)),
      readFileSync(baselineFile === undefined ? national : from(baselineFile)),
    );
    console.log(`${certificateFile} holds: ${cells} cells visited, none looser than the baseline`);
    return 0;
  } catch (error) {
    if (error instanceof DoesNotHold) {
      console.log(`${certificateFile} does not hold: ${error.message}`);
      return 1;
    }
    console.error(`cannot be read: ${error.message}`);
    return 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2));
