/**
 * `node tools/policy/checker.mjs CERTIFICATE POLICY [BASELINE]`: verifies a policy certificate.
 *
 * It shares no code with what wrote it. It knows the decision domain by itself, reads the rules from the
 * files, finds each way in which they can be in force (unit, ring, suspended), works out both answers at
 * every cell, compares them with each other and with the tables, and computes every hash anew. A part
 * that it does not know is not verified; settings that decide nothing have to be listed as not covered.
 * Exit code: 0 the certificate holds, 1 it does not, 2 a file cannot be read.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const NATIONAL = 'policies/national/baseline.json';
const FORMAT = 'right-to-report policy certificate 4';
const CLAIM =
  'In no way in which the policy can be in force, at no cell and in no limit is it looser than the baseline, but for the national rules listed as rehearsed.';
const words = (text) => text.split(' ');
const DOMAIN = {
  kind: words(
    'immigration-lookup immigration-field immigration-referral pnc-check immigration-context immigration-mention immigration-offence',
  ),
  role: words('victim witness reporting other-protected suspect neutral unknown'),
  group: words('OTHER DA SEX MSHT HBA STALK CSE HATE WORK'),
  dual: [false, true],
  trust: ['generic', 'profile'],
  granted: [false, true],
};
const OUTCOMES = words('allow observe inform warn justify approve block');
const RANKS = words('sergeant inspector superintendent');
const USUAL_RANK = 'inspector';
const RULE_FIELDS = words('id when outcome reasons authoriser wording sources mode until');
const MODES = words('enforce rehearse observe');
/** National limits: hours to explain a life at risk, minutes without being asked again. */
const LIMITS = { reasonWithinHours: 24, repeatMinutes: 60 };
/** Settings that the certificate is about, and those that it leaves out. */
const TOLD = [...Object.keys(LIMITS), ...words('pilots rollout rules suspended units')];
const LEFT_OUT = words(
  'assignedHours clocks contains deciding delivery followThroughDays force holidays identity language patternFewest patternLimits plantedPercent policyVersion profiles recordKey retention reviewLeads reviewers sampleSeeds sampling signature sites',
);
/** Without these no hash of the engine says anything about how the guard decides. */
const ENGINE_AT_LEAST = words('decide pilots rings table trial');
/** Every combination, the last axis fastest. */
const CELLS = Object.entries(DOMAIN).reduce(
  (cells, [axis, values]) =>
    cells.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value }))),
  [{}],
);
class DoesNotHold extends Error {}
function must(holds, what) {
  if (!holds) throw new DoesNotHold(what);
}
const isObject = (value) => typeof value === 'object' && value !== null;
const isTrial = ({ mode = 'enforce' }) => mode !== 'enforce';
const asksReason = ({ outcome }) => outcome === 'justify' || outcome === 'approve';
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const isDay = (day) => Date.parse(day) >= 0 && new Date(day).toISOString().slice(0, 10) === day;
const placeOf = (cell) => `at cell ${cell} (${Object.values(CELLS[cell] ?? {}).join(', ')})`;
/** Of a name that is given twice some readers take the first and others the last. */
function read(bytes, name) {
  const value = JSON.parse(bytes);
  const [written, kept] = [String(bytes), JSON.stringify(value)].map((text) =>
    [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, isName]) => isName),
  );
  must(isObject(value), `${name} is no object`);
  must(written.length === kept.length, `${name} gives a name twice`);
  return value;
}
function listOf(value = [], name = 'a part') {
  must(Array.isArray(value) && value.every(isObject), `${name} is no list of objects`);
  return value;
}
/** Refuses what this evaluator would misread. */
function rulesOf(value, name) {
  const rules = listOf(value, `${name}, rules`);
  for (const [index, rule] of rules.entries()) {
    const rightly = (holds, what) => must(holds, `${name}, rules[${index}] has ${what}`);
    for (const field of Object.keys(rule))
      rightly(RULE_FIELDS.includes(field), `a part that is not known: ${field}`);
    const { outcome, reasons, authoriser = USUAL_RANK, mode = 'enforce', until, when } = rule;
    rightly(OUTCOMES.includes(outcome), 'an outcome that is not known');
    const isList = Array.isArray(reasons) && reasons.every((code) => typeof code === 'string');
    rightly(isList, 'no list of reasons');
    rightly(RANKS.includes(authoriser), 'a rank that is not known');
    rightly(MODES.includes(mode), 'a mode that is not known');
    rightly(!isTrial(rule) || isDay(until), 'a trial without an end');
    rightly(isObject(when), 'no conditions');
    for (const [axis, wanted] of Object.entries(when)) {
      rightly(Object.hasOwn(DOMAIN, axis), `a condition that is not known: ${axis}`);
      rightly(Array.isArray(wanted) !== (typeof wanted === 'boolean'), `no list of "${axis}"`);
      const known = [wanted].flat().map((each) => DOMAIN[axis].includes(each));
      rightly(known.length > 0 && !known.includes(false), `a value of "${axis}" that is not known`);
    }
  }
  return rules;
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
function pilotsOf(file, floor) {
  const pilots = listOf(file.pilots, 'pilots');
  for (const [index, { rule, from, until, ...more }] of pilots.entries()) {
    const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
    const isKnown = floor.some(({ id }) => id === rule) && Object.keys(more).length === 0;
    const isTwice = pilots.findIndex((each) => each.rule === rule) !== index;
    const isLong = !isDay(from) || !isDay(until) || days < 1 || days > 90;
    must(isKnown && !isTwice && !isLong, `pilots[${index}] may not be`);
  }
  return file.suspended ? [] : pilots;
}
/** As settings and whoever is signed in are compared, in the alphabet of entries. */
const OTHERS = /[^ -~\u00a0-\u024f\u2010-\u2019]/g;
const unitName = (text) => text.trim().normalize('NFC').replace(OTHERS, '?').slice(0, 32).trim();

/** Each way in which a file can be in force, by name, with its rules; whoever is signed in. */
function waysOf({ rules, rollout, units, suspended }, isPack) {
  const own = rulesOf(rules, 'the policy');
  if (isPack) return [['the policy alone', own]];
  const rings = new Map([['', []]]);
  if (rollout) rings.set(`ring ${rollout.id}`, rulesOf(rollout.rules, 'the rollout'));
  const inUnits = new Map([['', []]]);
  for (const { unit, rules: added } of listOf(units, 'units')) {
    const name = `unit ${unitName(String(unit)).toLowerCase()}`;
    inUnits.set(name, [...(inUnits.get(name) ?? []), ...rulesOf(added, name)]);
  }
  must([undefined, true, false].includes(suspended), 'suspended is neither true nor false');
  if (suspended) return [['suspended', []]];
  return [...rings].flatMap(([ring, inRing]) =>
    [...inUnits].map(([unit, inUnit]) => [
      [ring, unit].filter(Boolean).join(', ') || 'the policy alone',
      [...own, ...inRing, ...inUnit],
    ]),
  );
}
/** Numbers of the cells at which conditions hold; looked for once. */
const reached = new Map();
function cellsOf(when) {
  if (reached.has(when)) return reached.get(when);
  const all = Object.entries(when).map(([axis, wanted]) => [axis, [wanted].flat()]);
  const applies = (at) => all.every(([axis, wanted]) => wanted.includes(CELLS[at][axis]));
  return reached.set(when, [...CELLS.keys()].filter(applies)).get(when);
}
function demandOf({ outcome, reasons, authoriser = USUAL_RANK }) {
  const taken = asksReason({ outcome }) ? reasons.map((code) => code.trim()) : [];
  const rank = outcome === 'approve' ? authoriser : null;
  return { outcome, reasons: [...new Set(taken)].sort(), authoriser: rank };
}
/** At each cell the strictest rule that applies decides; of equals the first. */
function demandsOf(rules) {
  const nothing = demandOf({ outcome: 'allow' });
  const demands = CELLS.map(() => nothing);
  const levels = CELLS.map(() => 0);
  for (const rule of rules) {
    const own = demandOf(rule);
    const level = OUTCOMES.indexOf(own.outcome);
    for (const at of cellsOf(rule.when))
      if (level > levels[at]) [demands[at], levels[at]] = [own, level];
  }
  return demands;
}
/** @returns what is looser in words, or null */
function looser(before, after) {
  if (OUTCOMES.indexOf(after.outcome) < OUTCOMES.indexOf(before.outcome))
    return `${after.outcome} instead of ${before.outcome}`;
  const added = after.reasons.filter((code) => !before.reasons.includes(code));
  if (asksReason(before) && added.length > 0) return `it takes ${added.join(', ')} as a reason`;
  const [lowest, now] = [before.authoriser, after.authoriser];
  const isLower = lowest !== null && now !== null && RANKS.indexOf(now) < RANKS.indexOf(lowest);
  return isLower ? `${now} instead of ${lowest} may authorise` : null;
}
/** "3*16,-*8": one number for each cell, "-" where it is as in the table before. */
function unpack(runs, name, before = []) {
  const numbers = [];
  for (const run of String(runs).split(',')) {
    const [, number, times] = /^(\d+|-)\*(\d{1,6})$/.exec(run) ?? [];
    must(Number(times) >= 1, `the table of the ${name} is garbled`);
    for (let left = Number(times); left > 0; left--)
      numbers.push(number === '-' ? before[numbers.length] : Number(number));
  }
  const { length } = numbers;
  must(length === CELLS.length, `the table of the ${name} has ${length} cells of ${CELLS.length}`);
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
/** @throws DoesNotHold with the first thing that is not as the certificate, all of it doubted, says */
export function verify(certificate, policyBytes, baselineBytes, root = ROOT) {
  must(certificate?.format === FORMAT, 'it is no certificate of this format');
  const { claim, baseline, policy, engine, demands, tables, notCovered } = certificate;
  must(claim === CLAIM, 'it claims something else');
  must(baseline?.sha256 === sha256(baselineBytes), 'it is about another baseline');
  must(policy?.sha256 === sha256(policyBytes), 'it is about another policy');
  const files = Array.isArray(engine?.files) ? engine.files : [];
  const isThere = (name) => files.includes(`core/policy/${name}.ts`);
  must(ENGINE_AT_LEAST.every(isThere), 'it leaves out a part of the engine');
  must(engine.sha256 === engineHash(files, root), 'it is about another engine');
  must(same(certificate.domain, DOMAIN), 'its decision domain is another one');
  const national = read(baselineBytes, 'the baseline');
  const file = read(policyBytes, 'the policy');
  must(national.layer === 'national', 'its baseline is not a national one');
  const isNamed = baseline.file === NATIONAL && baseline.version === national.version;
  must(isNamed, 'it names another file or version of the baseline');
  const isPack = file.layer !== undefined;
  const replaces = file.layer === 'national';
  const isLayer = policy.layer === (isPack ? file.layer : 'force');
  must(isLayer && policy.replacesBaseline === replaces, 'it takes the policy for another layer');
  const named = isPack ? String(file.version).trim() : (file.policyVersion ?? 'unversioned');
  must(policy.version === named, 'it names another version of the policy');
  const floor = rulesOf(national.rules, 'the baseline');
  const ways = waysOf(file, isPack);
  must(!replaces || !ways[0][1].some(isTrial), 'a national rule is on trial');
  const isCounted = certificate.cells === CELLS.length;
  must(isCounted && Array.isArray(demands), 'it counts other cells, or lists no demands');
  const said = demands.map((demand) => JSON.stringify(demand));
  /** The first cell of which the certificate says something else. */
  const firstWrong = (table, own) => {
    const texts = new Map([...new Set(own)].map((each) => [each, JSON.stringify(each)]));
    return own.findIndex((demand, at) => said[table[at]] !== texts.get(demand));
  };
  const before = demandsOf(floor);
  let table = unpack(tables?.baseline, 'baseline');
  const wrong = firstWrong(table, before);
  must(wrong < 0, `its baseline is not so ${placeOf(wrong)}`);
  const listed = listOf(tables.policy, 'its policy');
  const [ours, theirs] = [ways.map(([name]) => name), listed.map(({ way }) => way)];
  must(same(ours, theirs), `its ways in force are other than: ${ours.join('; ')}`);
  for (const [nth, [name, rules]] of ways.entries()) {
    const phases = listOf(listed[nth].phases, 'its phases');
    const ends = [...new Set(rules.filter(isTrial).map(({ until }) => until))].sort();
    const days = phases.map(({ past }) => past);
    must(same(days, [null, ...ends]), 'it leaves out a day on which trials end');
    for (const phase of phases) {
      const counting = rulesAfter(rules, phase.past);
      const after = demandsOf(replaces ? counting : [...floor, ...counting]);
      const hows = after.map((demand, at) => looser(before[at], demand));
      const loose = hows.findIndex((how) => how !== null);
      must(loose < 0, `the policy is looser ${placeOf(loose)}: ${hows[loose]}; ${name}`);
      table = unpack(phase.table, 'policy', table);
      const other = firstWrong(table, after);
      must(other < 0, `its policy is not so ${placeOf(other)}; ${name}`);
    }
  }
  must(same(certificate.rehearsed, pilotsOf(file, floor)), 'it lists other rules as rehearsed');
  const counts = isPack || file.suspended ? {} : file;
  const limits = { ...LIMITS };
  for (const [name, most] of Object.entries(LIMITS)) {
    limits[name] = counts[name] ?? most;
    must([...Array(most + 1).keys()].includes(limits[name]), `the policy is looser in ${name}`);
  }
  must(same(certificate.limits, { baseline: LIMITS, policy: limits }), 'its limits are others');
  const controls = listOf(counts.profiles).flatMap((each) => listOf(each.controls));
  const ignoredControls = controls.filter(({ treat }) => treat === 'ignore').length;
  const names = Object.keys(isPack ? {} : file).sort();
  const settings = names.filter((name) => !TOLD.includes(name));
  const foreign = settings.filter((name) => !LEFT_OUT.includes(name));
  must(foreign.length === 0, `the policy has settings that are not known: ${foreign}`);
  must(same(notCovered, { ignoredControls, settings }), 'it says otherwise what it does not cover');
  return CELLS.length;
}
function main([certificateFile, policyFile, baselineFile = path.join(ROOT, NATIONAL)]) {
  if (policyFile === undefined) {
    console.error('usage: node tools/policy/checker.mjs CERTIFICATE POLICY [BASELINE]');
    return 2;
  }
  const bytes = (name) => readFileSync(path.resolve(process.env['INIT_CWD'] ?? '.', name));
  try {
    const certificate = read(bytes(certificateFile), 'the certificate');
    const cells = verify(certificate, bytes(policyFile), bytes(baselineFile));
    console.log(`${certificateFile} holds: ${cells} cells visited, none looser than the baseline`);
    return 0;
  } catch (error) {
    const isRead = error instanceof DoesNotHold;
    if (isRead) console.log(`${certificateFile} does not hold: ${error.message}`);
    else console.error(`cannot be read: ${error.message}`);
    return isRead ? 1 : 2;
  }
}
if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2));
