/** What a SIEM is sent is valid by the published schema, and says nothing that a header does not. */
import { describe, expect, it } from 'vitest';
import { header } from '../../../core/ledger/header-schema.ts';
import { CHOICES } from '../../../core/vocabulary.ts';
import { entryEvents } from '../../../tools/siem/entry-events.ts';
import {
  checkpointEvent,
  FOUND,
  findingEvent,
  quarantinedEvent,
} from '../../../tools/siem/stream-events.ts';
import { jsonLine, syslogMessage } from '../../../tools/siem/written.ts';
import { makeLedger } from '../ledger/made-ledger.ts';
import { hasSchema, OcsfSchema } from './ocsf-schema.ts';
import { DEVICE, everyKind, IN_BODY, NOW, received, receivedOf } from './samples.ts';

const entries = received(everyKind());
const events = entries.flatMap((each) => entryEvents(each).events);

async function checkpointReceived() {
  const { checkpoints } = await makeLedger(10);
  const place = {
    collection: 'checkpoints',
    force: 'mids',
    unit: 't07',
    depositor: 'off1',
  } as const;
  return {
    position: 7,
    storedAt: NOW,
    place: { ...place, id: `${DEVICE}-10` },
    text: checkpoints[0] ?? '',
  };
}

const strange = {
  position: 9,
  storedAt: NOW,
  subject: 'overrides.mids.Maria Kowalska',
  why: 'not-a-place',
} as const;

describe('an event', () => {
  it('is there for each kind of entry that this version knows, and for each choice', () => {
    const kinds = new Set(events.map(({ metadata }) => metadata.event_code));
    const known = header.options.flatMap(({ shape }) =>
      'options' in shape.kind ? shape.kind.options : shape.kind.value,
    );
    expect([...known].filter((kind) => !kinds.has(kind))).toEqual([]);
    const choices = new Set(events.map(({ right_to_report }) => right_to_report['choice']));
    expect(CHOICES.filter((choice) => !choices.has(choice))).toEqual([]);
  });

  it.runIf(hasSchema)(
    'is valid by the published schema with the documented extension',
    async () => {
      const schema = new OcsfSchema();
      const all = [
        ...events,
        checkpointEvent(await checkpointReceived()),
        quarantinedEvent(strange, 'overrides'),
        ...entryEvents(receivedOf({ line: '{"id":"a"}', salt: null, body: null }, 'a', 3)).events,
        ...Object.keys(FOUND).map((code) =>
          findingEvent(code as keyof typeof FOUND, DEVICE, NOW - 1, NOW),
        ),
      ];
      for (const event of all) expect(schema.faults(event), JSON.stringify(event)).toEqual([]);
    },
  );

  it.runIf(hasSchema)('would be found out if it were not valid', () => {
    const schema = new OcsfSchema();
    const [event] = events;
    if (!event) return expect.unreachable();
    expect(schema.faults({ ...event, officer: 'x' })).toEqual(['officer: no attribute here']);
    expect(schema.faults({ ...event, severity_id: 17 })).toEqual([
      'severity_id: 17 is none of its values',
    ]);
    expect(schema.faults({ ...event, time: 'now' })).toEqual(['time: no timestamp_t']);
    expect(schema.faults({ ...event, activity_id: 44 })).toContain(
      'activity_id: 44 is none of its values',
    );
    expect(schema.faults({ ...event, type_uid: 1 })).toEqual(['type_uid: does not add up']);
    expect(schema.faults({ ...event, entity: {} })).toContainEqual(
      expect.stringMatching(/none of name/),
    );
    const { entity: _, ...without } = event;
    expect(schema.faults(without)).toEqual(['entity: required']);
    const own = { ...event.right_to_report, explanation: 'because' };
    expect(schema.faults({ ...event, right_to_report: own })).toEqual([
      'right_to_report.explanation: no attribute here',
    ]);
    const metadata = { ...event.metadata, profiles: ['host'] };
    expect(schema.faults({ ...event, metadata })).toContain('action_id: no attribute here');
  });

  it.runIf(hasSchema)('uses no name of OCSF for something of another type', () => {
    expect(new OcsfSchema().clashes()).toEqual([]);
  });

  it('has a name that is the same each time it is sent, and another for anything else', () => {
    const again = received(everyKind()).flatMap((each) => entryEvents(each).events);
    expect(again).toEqual(events);
    const names = events.map(({ metadata }) => metadata.uid);
    expect(new Set(names).size).toBe(names.length);
    const [one] = entries;
    if (!one || one.place.collection === 'reviews') return expect.unreachable();
    const elsewhere = { ...one, place: { ...one.place, depositor: 'off2' } };
    expect(names).not.toContain(entryEvents(elsewhere).events[0]?.metadata.uid);
  });

  it('holds no body, no text that somebody chose, and fits into one message of 8 KiB', () => {
    expect(entries.some(({ text }) => text.includes(IN_BODY))).toBe(true);
    const all = [...events, quarantinedEvent(strange, 'overrides')].map(jsonLine);
    expect(all.filter((line) => /Maria|Kowalska|CANARY|CID-North/.test(line))).toEqual([]);
    expect(Math.max(...all.map((line) => line.length))).toBeLessThan(4_096);
  });

  it('of a device that signed says how many entries there are, and their root', async () => {
    const event = checkpointEvent(await checkpointReceived());
    expect(event.right_to_report).toMatchObject({ tree_size: 10, depositor: 'off1' });
    expect(event.right_to_report['tree_root']).toMatch(/^[0-9a-f]{64}$/);
    expect(event['device']).toMatchObject({ uid: DEVICE });
  });

  it('chains to the one before, so that a deleted record leaves a hole in the SIEM as well', () => {
    const own = events
      .map(({ right_to_report }) => right_to_report)
      .filter(({ kind }) => kind !== 'pilot');
    for (const [index, { prev }] of own.entries())
      if (index > 0) expect(prev).toBe(own[index - 1]?.['leaf']);
  });
});

describe('an entry of a newer version', () => {
  it('is named, with where it lay and whose it says it is, and nothing else of it', () => {
    const line = JSON.stringify({
      v: 2,
      id: 'x',
      seq: 4,
      prev: '',
      device: DEVICE,
      kind: 'news',
      body: null,
      said: IN_BODY,
    });
    const { header: none, events: found } = entryEvents(
      receivedOf({ line, salt: null, body: null }, 'x', 5),
    );
    expect(none).toBeNull();
    expect(found[0]?.right_to_report).toMatchObject({
      kind: 'unreadable',
      ledger_code: 'header-not-known',
      position: 5,
      depositor: 'off1',
      seq: 4,
    });
    expect(JSON.stringify(found)).not.toContain('CANARY');
  });
});

describe('a message of syslog', () => {
  it('is of RFC 5424, in ASCII, whatever the host is called', () => {
    for (const event of events) {
      const text = syslogMessage(event, 'siem host\n1');
      expect(text).toMatch(
        /^<1\d\d>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z siemhost1 right-to-report - [a-z-]+ - \{[ -~]+\}$/,
      );
    }
  });

  it('has no time where a device says the year 40000', () => {
    const [event] = events;
    if (event) expect(syslogMessage({ ...event, time: 1.2e15 }, 'h')).toMatch(/^<\d+>1 - h /);
    expect.assertions(1);
  });
});
