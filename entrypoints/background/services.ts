/** Puts the parts of the background together over the browser's interfaces. */
import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import type { Notice } from '../../core/messages.ts';
import { endpointsOf } from '../../core/network/endpoints.ts';
import { PERMITTED_PAGES } from '../../core/policy/sites.ts';
import { textHash } from '../../core/text-hash.ts';
import type { PolicyOrigin } from '../../core/vocabulary.ts';
import { baseline, reasonCodes, reviewOutcomes } from '../../platform/baseline.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import { Answering } from './approvals/answering.ts';
import { Asking } from './approvals/asking.ts';
import { CaseIndex } from './case-index.ts';
import { CaseLedgers } from './case-ledgers.ts';
import { Claims } from './delivery/claims.ts';
import { Delivery } from './delivery/delivery.ts';
import { StreamReadings } from './delivery/reading.ts';
import { Emergencies } from './emergencies.ts';
import { recordFault } from './faults.ts';
import { FleetStore } from './fleet/store.ts';
import type { Services } from './handlers.ts';
import { heart, recordPolicy } from './heartbeat.ts';
import { checkpointNow } from './ledger/checkpoints.ts';
import { openLedger } from './ledger/database.ts';
import { loadDevice } from './ledger/device.ts';
import { enterDevice } from './ledger/enter-device.ts';
import { dropDue } from './ledger/retention.ts';
import { LedgerStore } from './ledger/store.ts';
import { signSealed } from './ledger/whole-ledger.ts';
import { lastSigned, rehearsedBefore } from './ledger-witness.ts';
import { guardNamedHosts, namedHosts } from './named-sites.ts';
import { NetworkGate } from './network-gate.ts';
import { observe } from './observe.ts';
import { once } from './once.ts';
import { outerFrames } from './outer-frames.ts';
import { ownCommon } from './own-entries.ts';
import { Persons } from './persons.ts';
import { PilotKeeper } from './pilot-keeper.ts';
import type { Platform } from './platform.ts';
import { PolicySource } from './policy-source.ts';
import { ProfileHealths } from './profile-health.ts';
import { KeptQueue } from './queue/kept-queue.ts';
import { takeFenced } from './received/fenced-in.ts';
import { settle } from './received/imports.ts';
import { ReceivedStore } from './received/store.ts';
import { Repeats } from './repeats.ts';
import { report, reporting } from './report.ts';
import { SignatureGate } from './signature-gate.ts';
import {
  acceptedVersion,
  isNewRefusal,
  languageChoice,
  lastGoodCopy,
  pilotMemory,
  rolloutSeed,
} from './stored-settings.ts';
import { TabStates } from './tab-state.ts';
import { tellGuards } from './tell-guards.ts';
import { turns } from './turns.ts';
import { onceAwake } from './waiting.ts';

/** Where the policy in force is all that there is: rules that it does not name may go. */
const SURE: ReadonlySet<PolicyOrigin> = new Set(['managed', 'baseline-none-configured']);

export function servicesOn(platform: Platform): Services {
  const { local, now } = platform;
  const ledger = new LedgerStore(
    () => bytesToHex(randomBytes(16)),
    openLedger,
    // A new ledger is a new device: it has its own key, and its own place in every count.
    {
      fenced: () => {
        device.forget();
        services.delivery.outbox.forget();
        services.checkpoint().catch(reporting('checkpoint'));
        readFenced(services).catch(reporting('fenced ledger'));
      },
      grown: () => {
        services.delivery.grown();
        platform.ledgerChanged();
      },
      sealed: () =>
        void onceAwake(() => signSealed(ledger, device.load)).catch(reporting('segment')),
    },
  );
  const received = new ReceivedStore({
    own: {
      device: async () => {
        const { id, signing } = await device.load();
        return { id, key: signing?.publicKey ?? null };
      },
      size: async () => (await ledger.head()).size,
      lines: (ids) => ledger.linesOf(ids),
    },
    now,
    changed: platform.ledgerChanged,
  });
  const sampling = () => policy.state.policy.sampling;
  const caseLedgers = new CaseLedgers(ledger, received, sampling, new CaseIndex(platform.version));
  const deliverySettings = () => policy.state.settings?.delivery ?? null;
  const fleet = new FleetStore({ session: platform.session, now, changed: platform.ledgerChanged });
  const recordKey = () => policy.state.settings?.recordKey;
  const device = once(() => loadDevice(ledger, randomBytes, undefined, recordKey));
  const tell = (notice?: Notice) => tellGuards(platform.tabs, notice);
  let registered: Promise<void> = Promise.resolve();
  const register = () =>
    guardNamedHosts(platform.scripting, namedHosts(policy.state.policy.sites, baseline.sites));
  // One after the other: two at once would each register the same ids.
  const guardNamed = () => {
    registered = registered.then(register, register);
    return registered;
  };
  // A force's profile replaces a shipped one in reading; it opens nothing that one had closed.
  const endpoints = () => endpointsOf([...baseline.profiles, ...policy.state.policy.profiles]);
  const gate = new NetworkGate({
    filter: platform.network,
    watch: platform.watchRequests,
    base: platform.base,
    endpoints,
    now,
    report,
  });
  const closeNetwork = () => gate.close(SURE.has(policy.state.origin));
  const signature = new SignatureGate({
    keys: platform.policyKeys,
    verify: verifyEd25519,
    accepted: acceptedVersion(local),
    witness: () => lastSigned(ledger),
    report,
  });
  const pilots = new PilotKeeper({
    stored: pilotMemory(local),
    witness: () => rehearsedBefore(ledger),
    report,
  });
  const policy = new PolicySource({
    baseline,
    hash: textHash,
    now,
    managed: platform.managed,
    lastGood: lastGoodCopy(local),
    signature,
    pilots,
    seed: () => rolloutSeed(local),
    onChange: () => {
      tell().catch(reporting('telling guards'));
      platform.policyChanged(services);
      guardNamed().catch(reporting('named sites'));
      closeNetwork().catch(reporting('network rules'));
    },
    onRejected: (errors) => {
      noteRefusal(textHash(JSON.stringify(errors))).catch(reporting('policy'));
    },
    report,
  });
  const own = {
    ...{ policy, ledger, device: device.load, now, report, session: platform.session },
    extension: platform.version,
    newId: () => bytesToHex(randomBytes(16)),
    deliver: () => services.delivery.start(),
  };
  // Two at once would each find that it was not written down yet.
  const inTurn = turns();
  const services: Services = {
    policy,
    policyKeys: signature.names,
    pilots,
    ledger,
    received,
    caseLedgers,
    kept: new KeptQueue(),
    claims: new Claims({
      ...{ ledger, received, caseLedgers, now, session: platform.session },
      settings: deliverySettings,
      isReviewer: () => policy.state.policy.identity.reviewer,
      deviceId: async () => (await device.load()).id,
      deliver: () => services.delivery.start(),
      changed: platform.ledgerChanged,
      report,
    }),
    device: device.load,
    emergencies: new Emergencies(local, ledger, device.load),
    reasonCodes,
    outcomes: reviewOutcomes,
    extension: platform.version,
    now,
    newId: () => bytesToHex(randomBytes(16)),
    report,
    persons: new Persons(platform.session),
    repeats: new Repeats(platform.session, device.load),
    tabs: new TabStates(platform.session, platform.badge),
    profiles: new ProfileHealths(local),
    language: languageChoice(local),
    outer: outerFrames(platform.tabs),
    tellGuards: tell,
    gate,
    endpoints,
    closeNetwork,
    openerOf: async (tabId) => (await platform.tabs.get(tabId)).openerTabId,
    guardNamed,
    hostsAllowed: () => platform.permissions.contains({ origins: [...PERMITTED_PAGES] }),
    beat: heart(() => services, local),
    fleet,
    asking: new Asking({ ...own, settings: deliverySettings, reasonCodes }),
    answering: new Answering({ ...own, changed: platform.ledgerChanged }),
    readings: new StreamReadings({
      local,
      received,
      answering: () => services.answering,
      fleet,
      settings: deliverySettings,
      isReviewer: () => policy.state.policy.identity.reviewer,
      settle: () => settle(services, received),
      report,
    }),
    delivery: new Delivery({
      reads: () => services.readings.isWanted(),
      claims: async () => (await services.claims.isDue()) || (await isAsked(services)),
      ledger,
      settings: deliverySettings,
      courier: platform.courier,
      session: platform.session,
      checkpoint: () => services.checkpoint(),
      deviceId: async () => (await device.load()).id,
      now,
      report,
    }),
    retain: () =>
      dropDue(
        { ledger, outcomes: reviewOutcomes, now, common: () => ownCommon(services) },
        policy.state.policy,
      ),
    checkpoint: async () => {
      const own = await device.load();
      const { hash } = policy.state.policy;
      await enterDevice(ledger, own, { at: now(), extension: platform.version, policy: hash });
      return checkpointNow(ledger, own, now());
    },
    recordPolicy: () => inTurn(() => recordPolicy(services, local)),
    observe: () => observe(services, platform.around, local),
  };
  const noteRefusal = async (digest: string): Promise<void> => {
    if (await isNewRefusal(local, digest)) await recordFault(services, 'policy-rejected');
  };
  return services;
}

/** Whether a second person waits for the store, or somebody for a second person. */
async function isAsked({ asking, answering }: Services): Promise<boolean> {
  const { puts, hears } = await asking.work();
  return puts.length + hears.length > 0 || (await answering.puts()).length > 0;
}

/** Everything that is done when the background wakes. Nothing of it is waited for. */
export function wake(services: Services): void {
  const { policy, ledger, delivery, emergencies, guardNamed, closeNetwork, beat } = services;
  // What ships is closed before settings are read; what they name was closed in an earlier life.
  closeNetwork().catch(reporting('network rules'));
  policy.ready().then(closeNetwork).catch(reporting('network rules'));
  // An update of the extension drops registered scripts, so they are registered at every start.
  policy.ready().then(guardNamed).catch(reporting('policy'));
  const checked = onceAwake(() => ledger.check());
  checked.then(() => readFenced(services)).catch(reporting('ledger'));
  checked.then(() => signSealed(ledger, services.device)).catch(reporting('segment'));
  emergencies.flush().catch(reporting('emergencies'));
  policy
    .ready()
    .then(() => delivery.start())
    .catch(reporting('delivery'));
  beat().catch(reporting('heartbeat'));
}

/** What lies in ledgers that were fenced off can be read with all else. */
async function readFenced(services: Services): Promise<void> {
  if (await takeFenced(services.received)) await settle(services, services.received);
}
