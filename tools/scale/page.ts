/** The computed tables of docs/scale.md, between marks, so that the page cannot drift from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Sizing, sizingOf, yearsIn } from './arithmetic.ts';
import { INPUTS, type Values, valuesOf } from './inputs.ts';
import { type Measured, readMeasured } from './measured.ts';
import { bytesText, markdown, numberText } from './table.ts';

export const PAGE = new URL('../../docs/scale.md', import.meta.url);

/** Memory that a node may spend on subjects. */
const MEMORIES = [16e9, 64e9, 256e9];

/** Name of the mark -> table. */
export function pageTables(
  values: Values = valuesOf(),
  measured: Measured = readMeasured(),
): ReadonlyMap<string, string> {
  const average = Math.round(values.allOfficers / values.forces);
  const sizes = [average, values.officers, values.allOfficers].map((officers) =>
    sizingOf(values, measured, officers),
  );
  return new Map([
    ['inputs', inputsTable(measured)],
    ['load', loadTable(sizes)],
    ['storage', storageTable(sizes)],
    ['memory', memoryTable(sizes)],
  ]);
}

function inputsTable(measured: Measured): string {
  const { recordBytes, on } = measured;
  const sizes = [
    ['an entry without words (a sign of life)', bytesText(recordBytes.heartbeat)],
    ['an attempt with its words', bytesText(recordBytes.attempt)],
    ['a checkpoint', bytesText(recordBytes.checkpoint)],
    ['on a node’s disk beside the text, a message', bytesText(measured.storedOverhead)],
    ['memory of a node, a subject', bytesText(measured.memoryASubject)],
    ['memory of all nodes, a device that is connected', bytesText(measured.memoryAConnection)],
    ['memory of all nodes, a supervisor who reads', bytesText(measured.memoryASupervisor)],
    ['of a node’s disk that comes back in a second', bytesText(measured.rebuiltASecond)],
  ].map(([what = '', value = '']) => [what, value, `measured ${on}`]);
  const stated = Object.values(INPUTS).map(({ what, value, from }) => [
    what,
    value.toLocaleString('en-GB'),
    from,
  ]);
  return markdown(['input', 'value', 'where it comes from'], [...stated, ...sizes]);
}

const HEADS = ['an average force', 'the largest force', 'all forces together'];

function tableOf(
  sizes: readonly Sizing[],
  rows: readonly (readonly [what: string, show: (sizing: Sizing) => string])[],
): string {
  return markdown(
    ['', ...HEADS],
    rows.map(([what, show]) => [what, ...sizes.map(show)]),
  );
}

function loadTable(sizes: readonly Sizing[]): string {
  return tableOf(sizes, [
    ['officers', ({ officers }) => numberText(officers)],
    ['entries of a shift', ({ entriesAShift }) => numberText(entriesAShift)],
    ['messages of a shift', ({ messagesAShift }) => numberText(messagesAShift)],
    ['entries a day', ({ entriesADay }) => numberText(entriesADay)],
    ['messages a day', ({ messagesADay }) => numberText(messagesADay)],
    ['on duty at the busiest time', ({ onDuty }) => numberText(onDuty)],
    ['messages a second then', ({ messagesASecond }) => numberText(messagesASecond)],
    ['devices connected then', ({ connectedDevices }) => numberText(connectedDevices)],
    ['supervisors connected then', ({ connectedSupervisors }) => numberText(connectedSupervisors)],
    ['live readings then', ({ liveReadings }) => numberText(liveReadings)],
    ['memory of all nodes for them', ({ connectionMemory }) => bytesText(connectionMemory)],
    ['connecting a second, a shift signs in', ({ signingIn }) => numberText(signingIn)],
    ['connecting a second, after an outage', ({ afterOutage }) => numberText(afterOutage)],
  ]);
}

function storageTable(sizes: readonly Sizing[]): string {
  return tableOf(sizes, [
    ['messages a year', ({ messagesAYear }) => numberText(messagesAYear)],
    ['messages in six years', ({ messagesInAll }) => numberText(messagesInAll)],
    ['disk of one node, stream and mirror', ({ diskANode }) => bytesText(diskANode)],
    ['hours until an empty node has it back', ({ rebuildHours }) => numberText(rebuildHours)],
    ['all copies', ({ diskOfAllCopies }) => bytesText(diskOfAllCopies)],
    ['memory of one node for subjects, a year', (each) => bytesText(each.subjectMemoryAYear)],
    ['memory of one node for subjects, six years', ({ subjectMemory }) => bytesText(subjectMemory)],
  ]);
}

function memoryTable(sizes: readonly Sizing[]): string {
  return tableOf(
    sizes,
    MEMORIES.map((bytes) => [
      `years in ${bytesText(bytes)} of a node`,
      (sizing) => numberText(yearsIn(bytes, sizing)),
    ]),
  );
}

/** @throws Error where a mark is missing */
export function withTables(page: string, tables: ReadonlyMap<string, string>): string {
  let text = page;
  for (const [name, table] of tables) {
    const [from, to] = [`<!-- table: ${name} -->`, `<!-- end of table: ${name} -->`];
    const [start, end] = [text.indexOf(from), text.indexOf(to)];
    if (start < 0 || end < start) throw new Error(`docs/scale.md has no place for table ${name}`);
    text = `${text.slice(0, start + from.length)}\n\n${table}\n\n${text.slice(end)}`;
  }
  return text;
}

export function writePage(): void {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), pageTables()));
}
