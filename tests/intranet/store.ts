/** The records of one server, in memory. Each server starts from the same synthetic data. */
import {
  detailsFromForm,
  isAnyoneRecorded,
  NO_DETAILS,
  type Person,
  type PersonDetails,
  type Role,
  SLOT_ROLES,
  SLOTS,
  type Slot,
} from './people.ts';
import type { Values } from './request.ts';
import { FIRST_NEW_PERSON, FIRST_NEW_REPORT, SEED_PEOPLE, SEED_REPORTS } from './seed.ts';

export interface Report {
  readonly ref: string;
  /** The form's own fields: offence, flags, free text. Persons are kept apart. */
  readonly fields: Values;
  readonly people: Readonly<Partial<Record<Slot, string>>>;
}

export type SaveMode = 'save' | 'save-and-pnc' | 'pnc-on-save';

export interface SavedReport {
  readonly ref: string;
  readonly at: number;
  readonly offence: string;
  readonly victim: PersonDetails;
  readonly mode: SaveMode;
}

export interface Referral {
  readonly id: string;
  readonly at: number;
  readonly name: string;
  readonly ref: string;
  readonly role: string;
}

export interface Involvement {
  readonly person: Person;
  readonly role: Role;
  readonly ref: string;
}

const REFERENCE = /^[A-Z]{2}\/\d{6}\/\d{2}$/;
const REPORT_FIELD = /^(offence|flag-|modus-operandi$|summary$)/;

export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

function saveMode(form: Values): SaveMode {
  if (form['action'] === 'save-and-pnc') return 'save-and-pnc';
  return form['pncOnSave'] === 'on' ? 'pnc-on-save' : 'save';
}

/** A body without an offence is a partial save (the single-page screen): what it omits stays. */
function reportFields(form: Values, earlier: Values): Values {
  const sent = Object.entries(form).filter(([name]) => REPORT_FIELD.test(name));
  const kept = form['offence'] === undefined ? earlier : {};
  return { ...kept, ...Object.fromEntries(sent) };
}

export class Store {
  readonly #people = new Map(SEED_PEOPLE.map((person) => [person.id, person]));
  readonly #reports = new Map(SEED_REPORTS.map((report) => [report.ref, report]));
  readonly #saves: SavedReport[] = [];
  readonly #referrals: Referral[] = [];
  readonly #statements = new Map<string, Values>();
  #nextReport = FIRST_NEW_REPORT;
  #nextPerson = FIRST_NEW_PERSON;

  reports(): readonly Report[] {
    return [...this.#reports.values()];
  }

  report(ref: string): Report | null {
    return this.#reports.get(ref) ?? null;
  }

  /** The number is given out when the form opens, as the officer may quote it before saving. */
  reserveReference(): string {
    let ref: string;
    do {
      ref = `TF/${String(this.#nextReport).padStart(6, '0')}/26`;
      this.#nextReport += 1;
    } while (this.#reports.has(ref));
    return ref;
  }

  person(id: string): Person | null {
    return this.#people.get(id) ?? null;
  }

  savePerson(id: string, details: PersonDetails): void {
    this.#people.set(id, { id, details });
  }

  involvements(): readonly Involvement[] {
    return this.reports().flatMap((report) =>
      SLOTS.flatMap((slot) => {
        const person = this.personIn(report.ref, slot);
        return person === null ? [] : [{ person, role: SLOT_ROLES[slot], ref: report.ref }];
      }),
    );
  }

  personIn(ref: string, slot: Slot): Person | null {
    const id = this.#reports.get(ref)?.people[slot];
    return id === undefined ? null : this.person(id);
  }

  /** Takes anything with a usable reference: recording a crime is never refused for its content. */
  saveReport(form: Values): SavedReport {
    const ref = form['ref'] || this.reserveReference();
    const earlier = this.report(ref);
    const people: Partial<Record<Slot, string>> = { ...earlier?.people };
    for (const slot of SLOTS) {
      const id = this.#saveSlot(form, slot, people[slot]);
      if (id !== null) people[slot] = id;
    }
    const fields = reportFields(form, earlier?.fields ?? {});
    this.#reports.set(ref, { ref, fields, people });
    const saved: SavedReport = {
      ref,
      at: Date.now(),
      offence: fields['offence'] ?? '',
      victim: this.personIn(ref, 'victim')?.details ?? NO_DETAILS,
      mode: saveMode(form),
    };
    this.#saves.push(saved);
    return saved;
  }

  /** @returns the person's id, or null when the form says nothing about this slot. */
  #saveSlot(form: Values, slot: Slot, knownId: string | undefined): string | null {
    if (!Object.keys(form).some((name) => name.startsWith(`${slot}-`))) return null;
    const earlier = knownId === undefined ? null : this.person(knownId);
    const details = detailsFromForm(form, slot, earlier?.details ?? NO_DETAILS);
    if (earlier === null && !isAnyoneRecorded(details)) return null;
    const id = earlier?.id ?? `p${this.#nextPerson++}`;
    this.savePerson(id, details);
    return id;
  }

  savedReports(): readonly SavedReport[] {
    return this.#saves.toReversed();
  }

  /** What was saved last, or kept as a draft since: one statement for each report. */
  statement(ref: string): Values {
    return this.#statements.get(ref) ?? {};
  }

  keepStatement(ref: string, values: Values): void {
    this.#statements.set(ref, values);
  }

  sendReferral(referral: Omit<Referral, 'id' | 'at'>): Referral {
    const id = `IE-${String(this.#referrals.length + 1).padStart(6, '0')}`;
    const sent: Referral = { ...referral, id, at: Date.now() };
    this.#referrals.push(sent);
    return sent;
  }

  referrals(): readonly Referral[] {
    return this.#referrals.toReversed();
  }
}
