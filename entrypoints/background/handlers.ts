/** What the background answers to each message. */
import type { Observed } from '../../core/health/self-check.ts';
import type { LedgerHealth } from '../../core/ledger/health.ts';
import type { Notice, TabState } from '../../core/messages.ts';
import type { Endpoint } from '../../core/network/endpoints.ts';
import type { PolicyInForce } from '../../core/policy/assemble.ts';
import type { RulePack } from '../../core/policy/model.ts';
import { profilesOn } from '../../core/sites/profile.ts';
import type { Language } from '../../core/vocabulary.ts';
import { type ApprovalServices, approvalHandlers } from './approvals/handlers.ts';
import { decisionHandlers } from './decision-handlers.ts';
import type { Delivery } from './delivery/delivery.ts';
import { deliveryHandlers } from './delivery/handlers.ts';
import type { StreamReadings } from './delivery/reading.ts';
import { onceAMinute, recordFault } from './faults.ts';
import { fleetHandlers } from './fleet/handlers.ts';
import type { FleetStore } from './fleet/store.ts';
import { openDecided, openRecorded } from './gate-requests.ts';
import { heldHandlers } from './held-handlers.ts';
import { historyHandlers } from './history/handlers.ts';
import type { StoredCheckpoint } from './ledger/database.ts';
import { LedgerError } from './ledger/error.ts';
import { ledgerHealth } from './ledger/health.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import type { Handlers, Sender } from './listen.ts';
import type { NetworkGate } from './network-gate.ts';
import type { OuterFrames } from './outer-frames.ts';
import { patternHandlers } from './patterns/handlers.ts';
import type { Persons } from './persons.ts';
import type { PilotKeeper } from './pilot-keeper.ts';
import { plantedHandlers } from './planted/handlers.ts';
import type { ProfileHealths } from './profile-health.ts';
import { queueHandlers } from './queue/handlers.ts';
import { reconcileHandlers } from './reconcile/handlers.ts';
import { type RecordParts, recordAttempt } from './record.ts';
import { listCases, openCase, type ReviewParts } from './review-cases.ts';
import type { TabStates } from './tab-state.ts';

/** The language that the reader chose, where policy does not set one. */
export interface LanguageChoice {
  load(): Promise<Language | null>;
  save(language: Language): Promise<void>;
}

export interface Services extends RecordParts, ReviewParts, ApprovalServices {
  /** Names of the keys of which one has to have signed the settings. */
  readonly policyKeys: readonly string[];
  readonly pilots: PilotKeeper;
  readonly tabs: TabStates;
  readonly profiles: ProfileHealths;
  readonly language: LanguageChoice;
  /** Between the guards of one tab's frames. */
  readonly outer: OuterFrames;
  readonly persons: Persons;
  /** Tells the guards of all tabs; without a notice, to ask for the policy again. */
  readonly tellGuards: (notice?: Notice) => Promise<void>;
  readonly gate: NetworkGate;
  /** The tab that opened a tab; undefined where there is none. */
  readonly openerOf: (tabId: number) => Promise<number | undefined>;
  readonly endpoints: () => readonly Endpoint[];
  /** Makes the network's lasting rules those of the policy in force. */
  readonly closeNetwork: () => Promise<void>;
  /** Whether the browser lets the guard work on the hosts that it is made for. */
  readonly hostsAllowed: () => Promise<boolean>;
  /** What can be seen of the browser, for the self-check. */
  readonly observe: () => Promise<Observed>;
  /** Signs for the ledger as it is; null where there is nothing to sign or no key. */
  readonly checkpoint: () => Promise<StoredCheckpoint | null>;
  /** Brings the ledger to the force. */
  readonly delivery: Delivery;
  /** What is read of the force's store, by a reviewer or by force IT. */
  readonly readings: StreamReadings;
  /** What force IT has heard of the devices of the force. */
  readonly fleet: FleetStore;
  /** Drops the words that need not be kept any longer; how many. */
  readonly retain: () => Promise<number>;
  /** Writes down a sign of life, where the last is an hour ago. */
  readonly beat: () => Promise<void>;
  /** Writes down which policy is in force, where that is another than was written down. */
  readonly recordPolicy: () => Promise<void>;
  /** Registers the guard on hosts that only the force names. */
  readonly guardNamed: () => Promise<void>;
}

/** More attempts than a device makes while its background lives. */
const MOST_IDS = 2_000;

export function handlersFor(services: Services): Handlers {
  const { policy, tabs, ledger, emergencies } = services;
  // A page whose guard fails again and again is one entry a minute, not a thousand.
  const isFaultAnew = onceAMinute();
  const madeIn = new Map<string, string>();

  /** An id is one page's own: what comes under it from another page is not a retry. */
  const isFromElsewhere = (id: string, { tab, frameId, documentId }: Sender): boolean => {
    const place = `${tab?.id} ${frameId} ${documentId}`;
    const known = madeIn.get(id);
    if (known === undefined) {
      if (madeIn.size >= MOST_IDS) madeIn.clear();
      madeIn.set(id, place);
    }
    return known !== undefined && known !== place;
  };

  const language = async (): Promise<Language | null> =>
    policy.state.policy.language ?? (await services.language.load());

  return {
    async policy(_body, sender) {
      await policy.ready();
      const inForce = policy.state.policy;
      const profiles = profilesOn(inForce.profiles, hostOf(sender));
      return {
        policy: forGuard(inForce, profiles),
        persons: await services.persons.known(services.now()),
        endpoints: services.endpoints(),
        language: await language(),
        asksNow: services.asking.isPossible(),
      };
    },

    async record(report, sender) {
      if (isFromElsewhere(report.id, sender)) return { ok: false, code: 'invalid-report' };
      const second = await services.asking.authorise(report, sender);
      if (!second.ok) return second;
      const reply = await recordAttempt(services, report, second.authorisation);
      if (reply.ok) await openRecorded(services.gate, report, sender, services.report);
      // The badge follows the entry and never holds it up: the officer waits for the answer.
      if (reply.ok) tabs.recorded(sender).catch((error) => services.report('badge', error));
      // What a page let go on by a looser policy cannot be called back, but it is written down.
      else if (reply.code === 'stricter-outcome' && report.choice === 'unasked')
        await recordFault(services, 'classification-differs');
      return reply;
    },

    async gate(asked, sender) {
      return openDecided(services, asked, sender.tab?.id);
    },

    async frame(frame, sender) {
      await tabs.seen(sender, frame);
      return null;
    },

    async profile(fit) {
      await policy.ready();
      // A guard of a page that was open before policy changed tells of what is no longer in force.
      const isInForce = policy.state.policy.profiles.some(
        ({ id, version }) => id === fit.id && version === fit.version,
      );
      if (isInForce && (await services.profiles.note(fit, services.now())))
        await recordFault(services, 'profile-drift');
      return null;
    },

    async repeatable({ recordReference }) {
      await policy.ready();
      return services.repeats.on(recordReference, policy.state.policy, services.now());
    },

    async fault({ code }, sender) {
      if (isFaultAnew(sender.tab?.id ?? -1, services.now())) await recordFault(services, code);
      return null;
    },

    async persons({ seen }) {
      const all = await services.persons.note(seen, services.now());
      if (all) await services.tellGuards({ v: 1, name: 'persons-changed', seen: all });
      return null;
    },

    outer({ index }, sender) {
      return services.outer.ask(sender.tab?.id, index);
    },

    async 'outer-changed'(_body, sender) {
      await services.outer.changed(sender.tab?.id);
      return null;
    },

    async tab({ tabId }): Promise<TabState> {
      await policy.ready();
      const { state } = policy;
      return {
        ...(await tabs.summary(tabId)),
        policyVersion: state.policy.version,
        pilot:
          state.policy.pilots
            .map(({ until }) => until)
            .sort()
            .at(-1) ?? null,
        force: state.policy.force?.name ?? null,
        origin: state.origin,
        language: await language(),
      };
    },

    async cases() {
      await policy.ready();
      const { identity } = policy.state.policy;
      const common = { identity, language: await language() };
      try {
        return { ...common, rows: await listCases(services), failure: null };
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        return { ...common, rows: [], failure: error.code };
      }
    },

    async case({ id }) {
      await policy.ready();
      return openCase(services, id);
    },

    async status() {
      await policy.ready();
      const { policy: inForce, origin, errors, loadedAt, signed } = policy.state;
      const health: LedgerHealth = await ledgerHealth(
        ledger,
        await emergencies.waiting(),
        services.device,
      );
      return {
        policy: inForce,
        origin,
        errors,
        loadedAt,
        policyKeys: services.policyKeys,
        signed,
        extension: services.extension,
        device: await deviceId(services),
        identity: inForce.identity,
        ledger: health,
        delivery: await services.delivery.health(),
        observed: await services.observe(),
        profileHealth: await services.profiles.all(),
        language: await language(),
      };
    },

    ...heldHandlers(services, language),
    ...deliveryHandlers(services),

    ...fleetHandlers(services, language),
    ...queueHandlers(services, language),

    ...historyHandlers(services, language),

    async language({ language: chosen }) {
      await services.language.save(chosen);
      await services.tellGuards();
      return null;
    },

    ...ledgerHandlers(services),
    ...reconcileHandlers(services),
    ...patternHandlers(services),
    ...plantedHandlers(services, language),
    ...decisionHandlers(services),
    ...approvalHandlers(services),
  };
}

/** A frame without an address of its own belongs to a page whose host is not told here. */
function hostOf({ url = '' }: Sender): string | null {
  return /^https?:/.test(url) ? new URL(url).hostname : null;
}

async function deviceId({ device }: Services): Promise<string> {
  try {
    return (await device()).id;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    // The ledger's health, on the same page, says what is wrong.
    return '';
  }
}

/** Trials, and who reviews, are none of a page's business. */
function forGuard(all: PolicyInForce, profiles: PolicyInForce['profiles']): PolicyInForce {
  const deciding = { ...all.deciding, reviewers: [] };
  return { ...all, packs: all.packs.map(withoutSources), trials: [], profiles, deciding };
}

/** Documents are for people: a large policy would bring most of its weight into every frame. */
function withoutSources(pack: RulePack): RulePack {
  return { ...pack, rules: pack.rules.map((rule) => ({ ...rule, sources: [] })) };
}
