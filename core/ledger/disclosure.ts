/** Why entries leave, and to whom: closed lists, as a log of disclosures has them. */

/** What logs may be used for: Data Protection Act 2018, section 62(4). */
export const PURPOSES = [
  'lawfulness',
  /** Discipline inside the force, and figures, are among it. */
  'self-monitoring',
  'integrity',
  'criminal-proceedings',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Whoever enforces immigration law is none of these, and no other can be named. */
export const RECIPIENTS = [
  'own-force',
  'professional-standards',
  'data-protection-officer',
  'information-commissioner',
  'inspectorate',
  'police-conduct',
  'crime-commissioner',
  'victims-commissioner',
  'prosecution',
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export interface Disclosure {
  readonly purpose: Purpose;
  readonly recipient: Recipient;
}

/** What an officer hands in goes to a reviewer of the force. */
export const HANDED_IN: Disclosure = { purpose: 'self-monitoring', recipient: 'own-force' };
