// @vitest-environment jsdom
/** A supervisor holds a log of PNC transactions against the ledger, file and background and all. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Comparison, ReconcileState } from '../../../components/reconcile/reconcile-state.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { MessageName, Messages } from '../../../core/messages.ts';
import { ReconcileSession } from '../../../entrypoints/review/reconciling.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { attemptDraft, freshDatabase } from './over-indexeddb.ts';
import { type Background, background, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const START = Date.UTC(2026, 10, 26, 9);
const NAMES = 'Date,Time,Operator,Terminal,Code,Subject';
const row = (time: string, officer = '4312', code = 'NE') =>
  `26/11/2026,${time},${officer},T17,${code},"SMITH/JOHN:12031984"`;
const log = (...rows: readonly string[]) =>
  new File([[NAMES, ...rows].join('\r\n')], 'log.csv', { type: 'text/csv' });

function isReply<Name extends MessageName>(value: unknown): value is Messages[Name]['reply'] {
  return value !== undefined;
}

function visit(over: Background) {
  const states: ReconcileState[] = [];
  const saved: Blob[] = [];
  const session = new ReconcileSession(
    async (name, body) => {
      const reply = await over.ask(name, body, PAGE);
      if (!isReply<typeof name>(reply)) throw new Error(`no answer to ${name}`);
      return reply;
    },
    ({ blob }) => saved.push(blob),
    (state) => states.push(state),
  );
  return { session, states, saved };
}

async function compared(over: Background, file: File, how: Partial<Comparison> = {}) {
  const { session } = visit(over);
  await session.choose(file);
  const suggested = session.state.log?.suggested;
  if (!suggested) throw new Error(`no log: ${session.state.fault}`);
  await session.compare({
    ...{ columns: suggested, clock: 'local', codes: [], withinMinutes: 10, terminals: null },
    ...how,
  });
  return session.state.outcome;
}

/** Entries of officer 4312: gone on with at nine, left alone at ten, and a look-up of another kind. */
async function withChecks(managed: unknown = SUPERVISOR): Promise<Background> {
  const over = background(managed);
  const at = (hour: number) => START + hour * 3_600_000;
  const common = { signal: 'pnc-check', officer: '4312' } as const;
  for (const draft of [
    attemptDraft(1, { ...common, at: at(0) }),
    attemptDraft(2, { ...common, at: at(1), choice: 'complied', reason: null }),
    attemptDraft(3, { ...common, at: at(2) }),
    attemptDraft(4, { at: at(2), officer: '4312', signal: 'immigration-lookup' }),
  ])
    await over.services.ledger.append(draft, null);
  return over;
}

async function recorded({ services }: Background) {
  const { lines } = await services.ledger.lines();
  return lines
    .map(({ line }) => parseHeader(line))
    .filter((header) => header?.kind === 'reconciliation');
}

describe('a log', () => {
  it('is held against the entries, and that it was is an entry before anything is shown', async () => {
    const over = await withChecks();
    const file = log(row('09:03'), row('10:01'), row('11:40'), row('12:00', 'SYSTEM'));
    const outcome = await compared(over, file);
    expect(outcome).toMatchObject({
      kind: 'done',
      doubtful: 0,
      reading: { noOfficer: 1, lines: 4 },
      result: {
        matched: [{ transaction: { line: 2 } }],
        doneAllTheSame: [{ transaction: { line: 3 } }],
        withoutTransaction: [{ officer: '4312' }],
        withoutEntry: [{ line: 4 }],
      },
    });
    expect(await recorded(over)).toMatchObject([
      {
        ...{ reader: SUPERVISOR.identity.id, transactions: 3, matched: 1, doneAllTheSame: 1 },
        ...{ withoutTransaction: 1, withoutEntry: 1, first: START + 180_000 },
      },
    ]);
  });

  it('leaves nothing of whom a check was about, in the page or in the ledger', async () => {
    const over = await withChecks();
    const { session, states } = visit(over);
    await session.choose(log(row('09:03'), row('10:01')));
    const columns = session.state.log?.suggested;
    if (columns)
      await session.compare({
        ...{ columns, clock: 'local', codes: [], withinMinutes: 10, terminals: null },
      });
    const { lines } = await over.services.ledger.lines();
    expect(JSON.stringify([states, lines])).not.toMatch(/SMITH|12031984/);
  });

  it('of which rows cannot be read is not compared, and nothing is recorded', async () => {
    const over = await withChecks();
    const outcome = await compared(over, log(row('09:03'), row('noon'), 'x,y', '', row('10:00')));
    expect(outcome).toMatchObject({
      kind: 'rows',
      reading: {
        faults: [
          { line: 3, fault: 'time' },
          { line: 4, fault: 'columns' },
        ],
      },
    });
    expect(await recorded(over)).toEqual([]);
  });

  it('with a quote that does not end is not compared', async () => {
    const outcome = await compared(await withChecks(), log(row('09:03'), '26/11/2026,09:03,"4312'));
    expect(outcome).toMatchObject({ kind: 'rows', reading: { faults: [{ fault: 'quote' }] } });
  });

  it('of other kinds throughout says how many', async () => {
    const outcome = await compared(await withChecks(), log(row('09:03', '4312', 'VE')), {
      codes: ['NE'],
    });
    expect(outcome).toMatchObject({ kind: 'none', reading: { otherCodes: 1 } });
  });

  it('with semicolons and in UTF-16, as a spreadsheet saves it, is read', async () => {
    const text = `\ufeff${[NAMES, row('09:03')].join('\n').replaceAll(',', ';')}`;
    const bytes = new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer);
    const outcome = await compared(await withChecks(), new File([bytes], 'log.csv'));
    expect(outcome).toMatchObject({ kind: 'done', result: { matched: [{}] } });
  });

  it('in UTF-16 is read without the mark that says so', async () => {
    const bytes = new Uint8Array(
      new Uint16Array([...[NAMES, row('09:03')].join('\n')].map((c) => c.charCodeAt(0))).buffer,
    );
    const outcome = await compared(await withChecks(), new File([bytes], 'log.csv'));
    expect(outcome).toMatchObject({ kind: 'done', result: { matched: [{}] } });
  });

  it('of a terminal that is another device matches nothing', async () => {
    const terminals = new File(['terminal,device\nT17,ffffffffffffffff\n'], 'terminals.csv');
    const outcome = await compared(await withChecks(), log(row('09:03')), { terminals });
    expect(outcome).toMatchObject({ kind: 'done', result: { matched: [], withoutEntry: [{}] } });
  });

  it('with a list of terminals that is none names its rows', async () => {
    const terminals = new File(['T17,00112233aabbccdd\nT17,ffffffffffffffff\nT18,x'], 't.csv');
    const outcome = await compared(await withChecks(), log(row('09:03')), { terminals });
    expect(outcome).toEqual({ kind: 'terminals', faults: [2, 3] });
  });
});

const FOR_INSPECTORS = { purpose: 'lawfulness', recipient: 'inspectorate' } as const;

describe('the lists as a file', () => {
  it('leave when that is recorded, under the hash of the file', async () => {
    const over = await withChecks();
    const { session, saved } = visit(over);
    await session.save('a,b\r\n', 1, FOR_INSPECTORS);
    expect(session.state.saved).toEqual({ rows: 1 });
    expect(await saved[0]?.text()).toContain('a,b');
    const { lines } = await over.services.ledger.lines();
    expect(parseHeader(lines.at(-1)?.line)).toMatchObject({
      ...{ kind: 'export', entries: 1 },
      ...FOR_INSPECTORS,
    });
  });

  it('do not leave where it cannot be recorded', async () => {
    const { session, saved } = visit(await withChecks(testForce));
    await session.save('a,b\r\n', 1, FOR_INSPECTORS);
    expect(session.state.saved).toEqual({ code: 'not-a-reviewer' });
    expect(saved).toEqual([]);
  });
});

describe('a file', () => {
  it.each([
    ['that is empty', '', 'empty'],
    ['of empty lines', '\n\n', 'empty'],
    ['of a spreadsheet', 'PK\u0003\u0004more', 'spreadsheet'],
    ['without headings', '26/11/2026,09:03\n26/11/2026,09:04\n', 'no-header'],
    [
      'without headings, timed as systems time',
      '2026-11-26T09:03:00Z,TF4312,SMITH\n2026-11-26T09:04:00Z,TF4312,JONES\n',
      'no-header',
    ],
    ['without headings, with a month in words', '26 Nov 2026 09:03,TF4312,SMITH\n', 'no-header'],
    ['that is compressed', '\u001f\u008b\u0008\u0000,\u0001\n', 'no-header'],
    ['of one column', 'Date\n26/11/2026\n', 'no-header'],
    ['with a heading twice', 'Date,Time,Date\n', 'same-names'],
  ])('%s is told so, and nothing of it is read', async (_what, text, fault) => {
    const { session } = visit(background(SUPERVISOR));
    await session.choose(new File([text], 'x.csv'));
    expect(session.state).toMatchObject({ fault, log: null });
  });
});

describe('whoever is no reviewer', () => {
  it('gets nothing, and that they asked is recorded', async () => {
    const over = await withChecks(testForce);
    const outcome = await compared(over, log(row('09:03')));
    expect(outcome).toEqual({ kind: 'failed', code: 'not-a-reviewer' });
    const { lines } = await over.services.ledger.lines();
    expect(parseHeader(lines.at(-1)?.line)).toMatchObject({ kind: 'read-refused' });
  });
});

describe('a ledger that cannot be written', () => {
  it('shows nothing of the comparison', async () => {
    const over = await withChecks();
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await compared(over, log(row('09:03')))).toEqual({ kind: 'failed', code: 'failed' });
    vi.restoreAllMocks();
  });
});
