/**
 * Delivery against the published client without any of our rules, on the same cluster of three
 * nodes, with the same records, the same acknowledgements and the same number on their way.
 */
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { nuid } from '@nats-io/nats-core';
import { flush } from '../../core/delivery/flush.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { deposit, MemoryOutbox } from '../cluster/records.ts';
import { type Device, FORCE, Stage } from '../cluster/stage.ts';
import { DELIVERY_BUDGET, deliverySize } from '../delivery-size.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { median } from './statistics.ts';

const IN_FLIGHT = 64;
/** Many times what the bare client takes for all. */
const PATIENCE_MS = 120_000;
const FILTER = `overrides.${FORCE}.t07.>`;

export async function streamFigures(quick: boolean): Promise<readonly Figure[]> {
  const backlog = quick ? 2_000 : 10_000;
  const catchUp = quick ? 20_000 : 100_000;
  const rounds = quick ? 3 : 5;
  const stage = await Stage.open();
  try {
    const flushed = await compare(rounds, (round) => ({
      ours: () => ourFlush(stage, `ours-${round}`, backlog),
      bare: () => bareFlush(stage, `bare-${round}`, backlog),
    }));
    await fill(stage, catchUp - 2 * rounds * backlog);
    const read = await compare(rounds, () => ({
      ours: () => ourReading(stage, catchUp),
      bare: () => bareReading(stage, catchUp),
    }));
    const size = await deliverySize();
    return [
      ...figures('flush', `backlog of ${backlog}, 64 on their way`, backlog, flushed),
      ...figures('catch-up', `catch-up of ${catchUp}`, catchUp, read),
      {
        id: 'stream.size',
        what: 'delivery code, gzipped, loaded where policy asks for it',
        value: size,
        unit: 'bytes',
        samples: 1,
        goal: atMost('budget', DELIVERY_BUDGET),
      },
    ];
  } finally {
    await stage.close();
  }
}

interface Times {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** One after the other, and who is first changes: what slows the machine slows both. */
async function compare(
  rounds: number,
  pair: (round: number) => Record<'ours' | 'bare', () => Promise<void>>,
): Promise<Times> {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const run = pair(round);
    const order = round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
    for (const who of order) {
      const started = performance.now();
      await run[who]();
      times[who].push(performance.now() - started);
    }
  }
  return times;
}

function figures(id: string, what: string, count: number, { ours, bare }: Times): Figure[] {
  const ratios = ours.map((each, round) => (bare[round] ?? 0) / each);
  const rate = (times: readonly number[]): number => count / (median(times) / 1000);
  const common = { unit: 'count', samples: ours.length } as const;
  return [
    {
      id: `stream.${id}.ratio`,
      what: `${what}: rate against the bare client`,
      value: median(ratios),
      unit: 'x',
      samples: ours.length,
      goal: atLeast('stream', 0.7),
    },
    { ...common, id: `stream.${id}.ours`, what: `${what}: records a second`, value: rate(ours) },
    { ...common, id: `stream.${id}.bare`, what: `the same, bare client`, value: rate(bare) },
  ];
}

async function ourFlush(stage: Stage, name: string, count: number): Promise<void> {
  const { store } = stage.device({ name });
  const outbox = new MemoryOutbox(name, count);
  const end = await flush(store, outbox, {
    inFlight: IN_FLIGHT,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    report: ({ key }, why) => {
      throw new Error(`record ${key} of the bench is refused: ${why}`);
    },
  });
  if (end.kind !== 'empty') throw new Error(`the bench's backlog ended as ${end.kind}`);
  await store.close();
}

/** Makes the same records, hands them in and waits for each acknowledgement. */
async function bareFlush(stage: Stage, name: string, count: number): Promise<void> {
  const connection = await stage.connect(name, stage.token({ name }));
  const publisher = jetstream(connection);
  const bytes = new TextEncoder();
  const outbox = new MemoryOutbox(name, count);
  const records = outbox.waiting.values();
  const one = async (): Promise<void> => {
    for (const { place, text } of records)
      await publisher.publish(subjectOf(place), bytes.encode(text), { timeout: 10_000 });
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  await connection.close();
}

async function fill(stage: Stage, count: number): Promise<void> {
  const publisher = jetstream(stage.admin);
  let seq = 0;
  const one = async (): Promise<void> => {
    while (seq < count) {
      const { place, text } = deposit('filler', seq++);
      await publisher.publish(subjectOf(place), text, { timeout: 20_000 });
    }
  };
  await Promise.all(Array.from({ length: 256 }, one));
}

function supervisor(stage: Stage): Device {
  return stage.device({ name: `sup-${nuid.next().slice(-8).toLowerCase()}`, role: 'supervisor' });
}

async function ourReading(stage: Stage, count: number): Promise<void> {
  const { store } = supervisor(stage);
  let seen = 0;
  const request = { collection: 'overrides', force: FORCE, unit: 't07', from: 1 } as const;
  await store.readUnit({ ...request, live: false }, ({ taken, quarantined }) => {
    if (quarantined.length > 0) throw new Error('records of the bench are quarantined');
    seen += taken.length;
  });
  if (seen !== count) throw new Error(`${seen} of ${count} records were read`);
  await store.close();
}

async function bareReading(stage: Stage, count: number): Promise<void> {
  const { name, token } = supervisor(stage);
  const connection = await stage.connect(name, token);
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const info = await manager.consumers.add('OVR', {
    name: nuid.next(),
    filter_subject: FILTER,
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.All,
    num_replicas: 1,
    mem_storage: true,
    inactive_threshold: 60_000_000_000,
  });
  const consumer = jetstream(connection).consumers.getConsumerFromInfo(info);
  const messages = await consumer.consume({ max_messages: 2_000 });
  // Whoever misses a message waits for ever: a reader of our own would ask from there again.
  const patience = setTimeout(() => messages.stop(), PATIENCE_MS);
  let seen = 0;
  for await (const message of messages) {
    // The text is read, as whoever reads a stream does.
    if (message.string().length > 0) seen++;
    if (message.info.pending === 0) break;
  }
  clearTimeout(patience);
  await messages.close();
  await connection.close();
  if (seen !== count) throw new Error(`the bare client read ${seen} of ${count} records`);
}
