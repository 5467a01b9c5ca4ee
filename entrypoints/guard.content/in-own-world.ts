/**
 * What the guard shows to scripts of ours in its own isolated world: the debugger of `npm run
 * inspect` and `bench`, the profile builder and the policy tester. No page can reach it, and nothing here decides anything.
 */
import type { Surroundings } from '../../core/forms/classification.ts';
import { type Reading, readWhose } from '../../core/forms/classify.ts';
import { roleSaid } from '../../core/forms/site-said.ts';
import type { ControlSnapshot } from '../../core/forms/snapshot.ts';
import { isRecordReference } from '../../core/ledger/reference.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { ProfileFit } from '../../core/sites/profile-fit.ts';
import type { Role } from '../../core/vocabulary.ts';
import { type Assessment, assess, readingsOf } from './assess.ts';
import { forgetAll } from './changes.ts';
import { theLexicon } from './floor.ts';
import { everySignal, seeSignals } from './inventory.ts';
import { MEASURED, type MeasuredView } from './measured.ts';
import { fitNow } from './profile-fit.ts';
import { readAround, readControl } from './read-form.ts';
import { shadowRootOf } from './roots.ts';
import { officerBySite, referencesBySite, withDraft } from './site-profile.ts';

export interface GuardView extends MeasuredView {
  /** What the guard's own listener does with a click. */
  hear(click: MouseEvent): void;
  /** What a first look finds, as the badge counts it. */
  see(): readonly Assessment[];
  /** What each single control would be held for. */
  seeAll(): readonly Assessment[];
  read(control: Element): ControlSnapshot;
  /** What one control would be held for. */
  look(control: Element): Assessment | null;
  /** In which ways it may be read: what another policy would be asked about. */
  readings(assessment: Assessment): readonly Reading[];
  /** Whom any element of the page is about. */
  whose(element: Element): Surroundings;
  /** What the lexicon makes of the option of a role control. */
  roleOf(text: string): Role;
  /** Open or closed. */
  rootOf(element: Element): ShadowRoot | null;
  /** How the site profile of the page fits; null where it has none. */
  fit(): ProfileFit | null;
  /** Whether the profile's marks show a reference, or a staff number, in the shape of one. */
  shows(): { readonly reference: boolean; readonly officer: boolean };
  /** Reads with a draft in place of the profiles in force; nothing is decided meanwhile. */
  withProfile<T>(profile: SiteProfile, read: () => T): T;
}

declare global {
  var rightToReport: GuardView | undefined;
}

export function showInOwnWorld(page: Document, hear: GuardView['hear']): void {
  globalThis.rightToReport = {
    ...MEASURED,
    hear,
    see: () => seeSignals(page),
    seeAll: () => everySignal(page),
    read: readControl,
    look: assess,
    readings: readingsOf,
    whose: (element) => readWhose(readAround(element, readControl(element)), theLexicon()),
    roleOf: (text) => roleSaid([text], [], theLexicon())?.role ?? 'unknown',
    rootOf: shadowRootOf,
    fit: () => fitNow(page),
    shows: () => ({
      reference: referencesBySite(page).some(isRecordReference),
      officer: officerBySite(page) !== null,
    }),
    withProfile: (profile, read) => withDraft(profile, forgetAll, read),
  };
}
