/**
 * The door of the background: what is too large, out of shape, unknown or from the wrong sender
 * is not answered. Guards speak for a tab; pages of ours ask for what only they may see.
 */
import type { MessageName, Messages } from '../../core/messages.ts';
import { MAX_LINES_MESSAGE } from './ledger-schemas.ts';
import { envelope, MAX_MESSAGE, requestSchemas } from './message-schemas.ts';

/** What the browser says about where a message came from; a page cannot forge it. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
}

export type Handler<Name extends MessageName> = (
  body: Messages[Name]['request'],
  sender: Sender,
) => Promise<Messages[Name]['reply']>;

export type Handlers = { readonly [Name in MessageName]: Handler<Name> };

/** Who the extension is, as the browser says. */
export interface OwnAddress {
  readonly id: string;
  /** `runtime.getURL('')`. */
  readonly base: string;
}

type Route = {
  readonly from: Messages[MessageName]['from'];
  readonly answer: (body: unknown, sender: Sender) => Promise<unknown> | undefined;
};

/** Where each message may come from; kept equal to the contract by its type. */
const SENDERS: { readonly [Name in MessageName]: Messages[Name]['from'] } = {
  policy: 'guard',
  record: 'guard',
  gate: 'guard',
  frame: 'guard',
  profile: 'guard',
  repeatable: 'guard',
  fault: 'guard',
  persons: 'guard',
  outer: 'guard',
  'outer-changed': 'guard',
  tab: 'page',
  owed: 'page',
  'give-reason': 'page',
  cases: 'page',
  case: 'page',
  decide: 'page',
  vouch: 'page',
  assign: 'page',
  status: 'page',
  held: 'page',
  hand: 'page',
  proceed: 'page',
  language: 'page',
  'delivery-settings': 'page',
  outbox: 'page',
  settle: 'page',
  delivered: 'page',
  recheck: 'page',
  'delivery-fault': 'page',
  readings: 'page',
  'stream-records': 'page',
  queue: 'page',
  claims: 'page',
  claimed: 'page',
  unheard: 'page',
  heard: 'page',
  fleet: 'page',
  'fleet-rows': 'page',
  'courier-report': 'page',
  'courier-done': 'page',
  history: 'page',
  'history-counts': 'page',
  reply: 'page',
  'passed-on': 'page',
  ledgers: 'page',
  'export-begin': 'page',
  'export-page': 'page',
  'export-sign': 'page',
  'export-done': 'page',
  print: 'page',
  known: 'page',
  'import-begin': 'page',
  'import-lines': 'page',
  'import-end': 'page',
  checks: 'page',
  reconciled: 'page',
  patterns: 'page',
  planted: 'page',
  'planted-answer': 'page',
  reads: 'page',
  'ask-now': 'guard-or-page',
  'ask-state': 'guard-or-page',
  'ask-withdraw': 'guard-or-page',
  asked: 'page',
  'answer-asked': 'page',
  'approval-work': 'page',
  'approval-put': 'page',
  'approval-heard': 'page',
};

/** A guard that holds a control is told why nothing was recorded; all else gets no answer. */
const INVALID_REPORT: Messages['record']['reply'] = { ok: false, code: 'invalid-report' };

/**
 * @returns a function that gives the answer to a message, or undefined where there is none
 */
export function listenWith(
  handlers: Handlers,
  own: OwnAddress,
): (message: unknown, sender: Sender) => Promise<unknown> | undefined {
  const routes = routesTo(handlers);
  return (message, sender) => {
    if (!isSmallEnough(message)) return undefined;
    const parsed = envelope.safeParse(message);
    if (!parsed.success) return undefined;
    const route = routes.get(parsed.data.name);
    if (route === undefined || !mayAsk(route.from, sender, own)) return undefined;
    return route.answer(parsed.data.body, sender);
  };
}

function routesTo(handlers: Handlers): ReadonlyMap<string, Route> {
  const route = <Name extends MessageName>(name: Name): Route => {
    const schema = requestSchemas[name];
    const handle: Handler<Name> = handlers[name];
    const answer: Route['answer'] = (body, sender) => {
      const parsed = schema.safeParse(body);
      if (parsed.success) return handle(parsed.data, sender);
      return name === 'record' ? Promise.resolve(INVALID_REPORT) : undefined;
    };
    return { from: SENDERS[name], answer };
  };
  // One that is missing here is not answered, so the compiler asks for each.
  const routes: { readonly [Name in MessageName]: Route } = {
    policy: route('policy'),
    record: route('record'),
    gate: route('gate'),
    frame: route('frame'),
    profile: route('profile'),
    repeatable: route('repeatable'),
    fault: route('fault'),
    persons: route('persons'),
    outer: route('outer'),
    'outer-changed': route('outer-changed'),
    tab: route('tab'),
    owed: route('owed'),
    'give-reason': route('give-reason'),
    cases: route('cases'),
    case: route('case'),
    decide: route('decide'),
    vouch: route('vouch'),
    assign: route('assign'),
    status: route('status'),
    held: route('held'),
    hand: route('hand'),
    proceed: route('proceed'),
    language: route('language'),
    'delivery-settings': route('delivery-settings'),
    outbox: route('outbox'),
    settle: route('settle'),
    delivered: route('delivered'),
    recheck: route('recheck'),
    'delivery-fault': route('delivery-fault'),
    readings: route('readings'),
    'stream-records': route('stream-records'),
    queue: route('queue'),
    claims: route('claims'),
    claimed: route('claimed'),
    unheard: route('unheard'),
    heard: route('heard'),
    fleet: route('fleet'),
    'fleet-rows': route('fleet-rows'),
    'courier-report': route('courier-report'),
    'courier-done': route('courier-done'),
    history: route('history'),
    'history-counts': route('history-counts'),
    reply: route('reply'),
    'passed-on': route('passed-on'),
    ledgers: route('ledgers'),
    'export-begin': route('export-begin'),
    'export-page': route('export-page'),
    'export-sign': route('export-sign'),
    'export-done': route('export-done'),
    print: route('print'),
    known: route('known'),
    'import-begin': route('import-begin'),
    'import-lines': route('import-lines'),
    'import-end': route('import-end'),
    checks: route('checks'),
    reconciled: route('reconciled'),
    patterns: route('patterns'),
    planted: route('planted'),
    'planted-answer': route('planted-answer'),
    reads: route('reads'),
    'ask-now': route('ask-now'),
    'ask-state': route('ask-state'),
    'ask-withdraw': route('ask-withdraw'),
    asked: route('asked'),
    'answer-asked': route('answer-asked'),
    'approval-work': route('approval-work'),
    'approval-put': route('approval-put'),
    'approval-heard': route('approval-heard'),
  };
  return new Map(Object.entries(routes));
}

function mayAsk(from: Route['from'], sender: Sender, own: OwnAddress): boolean {
  if (sender.id !== own.id) return false;
  const isOurPage = sender.url?.startsWith(own.base) ?? false;
  const isInTab = sender.tab?.id !== undefined;
  if (from === 'guard-or-page') return isInTab;
  return from === 'page' ? isOurPage : isInTab && !isOurPage;
}

/** What brings entries of other devices, many at once, or one with its words in a longer message. */
const LONG: ReadonlySet<string> = new Set([
  ...([
    'import-lines',
    'stream-records',
    'claimed',
    'heard',
    'approval-put',
    'approval-heard',
  ] as const),
]);

function isSmallEnough(message: unknown): boolean {
  const isNamed = typeof message === 'object' && message !== null && 'name' in message;
  const most = isNamed && LONG.has(String(message.name)) ? MAX_LINES_MESSAGE : MAX_MESSAGE;
  try {
    return (JSON.stringify(message)?.length ?? 0) <= most;
  } catch {
    // TypeError: circular or a BigInt, which none of our messages is.
    return false;
  }
}
