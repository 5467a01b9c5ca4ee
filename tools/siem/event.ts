/**
 * Events in the Open Cybersecurity Schema Framework. What OCSF has no attribute for stands in one
 * object of our own, `right_to_report`, of the extension in docs/siem/ocsf-extension.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const OCSF_VERSION = '1.9.0-dev';
export const EXTENSION = { name: 'right_to_report', uid: '999', version: '1.0.0' } as const;
const PRODUCT = { name: 'Right to Report', vendor_name: 'Right to Report' } as const;

export const CLASSES = {
  base: { uid: 0, name: 'Base Event', category: [0, 'Uncategorized'] },
  finding: { uid: 2004, name: 'Detection Finding', category: [2, 'Findings'] },
  entity: { uid: 3004, name: 'Entity Management', category: [3, 'Identity & Access Management'] },
  error: { uid: 6008, name: 'Application Error', category: [6, 'Application Activity'] },
} as const;

export const SEVERITIES = {
  informational: { id: 1, caption: 'Informational' },
  low: { id: 2, caption: 'Low' },
  medium: { id: 3, caption: 'Medium' },
  high: { id: 4, caption: 'High' },
} as const;
export type Severity = keyof typeof SEVERITIES;

export type Fields = Readonly<Record<string, unknown>>;

export interface OcsfEvent extends Fields {
  readonly class_uid: number;
  readonly severity_id: number;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly metadata: Fields & {
    /** The same each time that the same thing is sent. */
    readonly uid: string;
    readonly event_code: string;
  };
  readonly right_to_report: Fields;
}

export interface EventParts {
  readonly class: keyof typeof CLASSES;
  /** As the class numbers it; 99 with a name of ours. */
  readonly activity: readonly [id: number, name: string];
  readonly severity: Severity;
  readonly time: number;
  readonly uid: string;
  readonly kind: string;
  /** One of our own sentences. */
  readonly message: string;
  /** By the store's clock, where the store has it. */
  readonly storedAt?: number;
  readonly sequence?: number;
  readonly productVersion?: string;
  /** Other profiles of OCSF that `more` uses. */
  readonly profiles?: readonly string[];
  readonly device?: string | undefined;
  readonly officer?: string;
  /** Attributes of the class. */
  readonly more?: Fields;
  readonly own: Fields;
}

/** The same parts give the same name for ever, and other parts another one. */
export function uidOf(...parts: readonly (string | number)[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 40);
}

export function eventOf(parts: EventParts): OcsfEvent {
  const { uid: class_uid, name: class_name, category } = CLASSES[parts.class];
  const [activity_id, activity_name] = parts.activity;
  const severity = SEVERITIES[parts.severity];
  return {
    activity_id,
    activity_name,
    category_uid: category[0],
    category_name: category[1],
    class_uid,
    class_name,
    type_uid: class_uid * 100 + activity_id,
    severity_id: severity.id,
    severity: severity.caption,
    time: parts.time,
    message: parts.message,
    metadata: {
      uid: parts.uid,
      event_code: parts.kind,
      version: OCSF_VERSION,
      product: { ...PRODUCT, ...present({ version: parts.productVersion }) },
      profiles: ['host', ...(parts.profiles ?? []), 'right_to_report/ledger'],
      extensions: [EXTENSION],
      ...present({ sequence: parts.sequence, logged_time: parts.storedAt }),
    },
    ...(parts.device ? { device: { uid: parts.device, type_id: 0 } } : {}),
    ...(parts.officer ? { actor: { user: { uid: parts.officer } } } : {}),
    ...parts.more,
    right_to_report: present({ kind: parts.kind, ...parts.own }),
  };
}

/** Without what is not there: OCSF knows no null. */
export function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  );
}
