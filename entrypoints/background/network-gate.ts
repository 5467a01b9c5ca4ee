/**
 * The closed network and its openings. The lasting rules are the browser's and hold without us;
 * openings are rules of the session, taken away with their request, with their time, and at every
 * start of the background, which may have been killed while one was open.
 */
import { type Endpoint, endpointAt } from '../../core/network/endpoints.ts';
import { GATE_MS, type Gate, gateFor, notOver, without } from '../../core/network/gates.ts';
import {
  changeOf,
  closingRules,
  type NetworkRule,
  openingRules,
  type RuleInPlace,
} from '../../core/network/rules.ts';
import type { SignalKind } from '../../core/vocabulary.ts';
import { type InTurn, turns } from './turns.ts';

interface RuleChange {
  addRules?: NetworkRule[];
  removeRuleIds?: number[];
}

/** The part of `browser.declarativeNetRequest` that is used here. */
export interface NetworkFilter {
  getDynamicRules(): Promise<readonly RuleInPlace[]>;
  updateDynamicRules(change: RuleChange): Promise<void>;
  getSessionRules(): Promise<readonly RuleInPlace[]>;
  updateSessionRules(change: RuleChange): Promise<void>;
  isRegexSupported(options: {
    regex: string;
    isCaseSensitive: boolean;
    requireCapturing: boolean;
  }): Promise<{ isSupported: boolean }>;
}

/** What the browser tells of a request that goes out. */
export interface SeenRequest {
  readonly tabId: number;
  readonly url: string;
  readonly method: string;
}

export interface GateParts {
  readonly filter: NetworkFilter;
  /** Tells of requests to hosts from now on; answers how to stop. */
  readonly watch: (hosts: readonly string[], see: (request: SeenRequest) => void) => () => void;
  /** `runtime.getURL('')`. */
  readonly base: string;
  /** What the network is closed to, as far as the policy in force is known now. */
  readonly endpoints: () => readonly Endpoint[];
  readonly now: () => number;
  readonly report: (where: string, error: unknown) => void;
}

interface Open {
  readonly gate: Gate;
  readonly ruleIds: readonly number[];
}

export class NetworkGate {
  readonly #parts: GateParts;
  #open: readonly Open[] = [];
  #lastId = 0;
  #lastRule = 0;
  /** While something is open, requests are watched; a page that asks for nothing pays nothing. */
  #unwatch: (() => void) | null = null;
  /** Expressions that were asked about before; the browser compiles each to answer. */
  readonly #taken = new Map<string, boolean>();
  /** Changes of rules, one after the other. Begins with taking away what an earlier life left. */
  readonly #inTurn: InTurn;

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#inTurn = turns(this.#forget().catch((error) => parts.report('openings', error)));
  }

  /**
   * Makes the lasting rules those of the endpoints.
   *
   * @param isSure false where the policy in force is not known yet or could not be read
   */
  close(isSure: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { filter, endpoints } = this.#parts;
      const wanted = await closingRules(endpoints(), this.#browser);
      const change = changeOf(await filter.getDynamicRules(), wanted, isSure);
      if (change.addRules.length + change.removeRuleIds.length === 0) return;
      await filter.updateDynamicRules({
        addRules: [...change.addRules],
        removeRuleIds: [...change.removeRuleIds],
      });
    });
  }

  /** Whether the browser's lasting rules are those of the endpoints, and no fewer. */
  isClosed(): Promise<boolean> {
    return this.#inTurn(async () => {
      const { filter, endpoints } = this.#parts;
      const wanted = await closingRules(endpoints(), this.#browser);
      return changeOf(await filter.getDynamicRules(), wanted, false).addRules.length === 0;
    });
  }

  /**
   * Opens what is closed to this kind, for one request of one tab.
   *
   * @returns whether there was anything to open; resolves when the browser lets the request by
   */
  async open(tabId: number, kind: SignalKind): Promise<boolean> {
    const meant = this.#parts.endpoints().filter((endpoint) => endpoint.kind === kind);
    if (meant.length === 0) return false;
    await this.#inTurn(async () => {
      // Before the first request can go by.
      this.#unwatch ??= this.#parts.watch(
        this.#parts.endpoints().map(({ host }) => host),
        (request) => this.#passed(request),
      );
      const ruleIds = this.#rulesOf(tabId, kind) ?? (await this.#addRules(meant, tabId));
      const gate: Gate = { id: ++this.#lastId, tabId, kind, until: this.#parts.now() + GATE_MS };
      this.#open = [...this.#open, { gate, ruleIds }];
    });
    setTimeout(() => this.#tidy(), GATE_MS);
    return true;
  }

  /** A request went by: its opening is used up. A question beforehand (CORS) does not count. */
  #passed({ tabId, url, method }: SeenRequest): void {
    const endpoint = method === 'OPTIONS' ? null : this.endpointOf(url);
    if (endpoint) this.#take(tabId, endpoint.kind);
  }

  /** Two openings of one tab for one kind stand on the same rules. */
  #rulesOf(tabId: number, kind: SignalKind): readonly number[] | undefined {
    return this.#open.find(({ gate }) => gate.tabId === tabId && gate.kind === kind)?.ruleIds;
  }

  async #addRules(meant: readonly Endpoint[], tabId: number): Promise<readonly number[]> {
    const bodies = await openingRules(meant, tabId, this.#browser);
    const addRules = bodies.map((body): NetworkRule => ({ id: ++this.#lastRule, ...body }));
    await this.#parts.filter.updateSessionRules({ addRules });
    return addRules.map(({ id }) => id);
  }

  /**
   * Gives an opening of one tab to another, which the first one opened.
   *
   * @returns whether there was one
   */
  async hand(from: number, to: number, kind: SignalKind): Promise<boolean> {
    return this.#take(from, kind) && this.open(to, kind);
  }

  endpointOf(url: string): Endpoint | null {
    const { hostname, pathname } = new URL(url);
    return endpointAt(this.#parts.endpoints(), hostname, pathname);
  }

  #take(tabId: number, kind: SignalKind): boolean {
    const gates = this.#open.map(({ gate }) => gate);
    const gate = gateFor(gates, { tabId, kind, at: this.#parts.now() });
    if (gate === null) return false;
    this.#keep(without(gates, gate));
    return true;
  }

  #tidy(): void {
    const gates = this.#open.map(({ gate }) => gate);
    this.#keep(notOver(gates, this.#parts.now()));
  }

  #keep(gates: readonly Gate[]): void {
    const over = this.#open.filter(({ gate }) => !gates.includes(gate));
    if (over.length === 0) return;
    this.#open = this.#open.filter((each) => !over.includes(each));
    if (this.#open.length === 0) {
      this.#unwatch?.();
      this.#unwatch = null;
    }
    const stillUsed = new Set(this.#open.map(({ ruleIds }) => ruleIds));
    const removeRuleIds = over.flatMap(({ ruleIds }) => (stillUsed.has(ruleIds) ? [] : ruleIds));
    if (removeRuleIds.length === 0) return;
    // At once and not in turn: nothing that waits for rules may hold an opening open.
    this.#parts.filter
      .updateSessionRules({ removeRuleIds })
      .catch((error) => this.#parts.report('openings', error));
  }

  async #forget(): Promise<void> {
    const { filter } = this.#parts;
    const left = (await filter.getSessionRules()).map(({ id }) => id);
    if (left.length > 0) await filter.updateSessionRules({ removeRuleIds: left });
  }

  get #browser() {
    return { base: this.#parts.base, takes: (regex: string) => this.#takes(regex) };
  }

  async #takes(regex: string): Promise<boolean> {
    const known = this.#taken.get(regex);
    if (known !== undefined) return known;
    const asked = { regex, isCaseSensitive: false, requireCapturing: true };
    const { isSupported } = await this.#parts.filter.isRegexSupported(asked);
    this.#taken.set(regex, isSupported);
    return isSupported;
  }
}
