/** Checks a bundle, line by line: the file itself, and each device's part of the ledger in it. */
import { openNote, type VerifyEd25519 } from '../notes/signed-note.ts';
import {
  type BundleEnd,
  type BundleStart,
  endText,
  LinesHash,
  parseLine,
  publicKeyOf,
} from './bundle.ts';
import { deviceKey, parseCheckpoint } from './checkpoint.ts';
import { DeviceLedger, type DeviceResult, type KnownOfDevice } from './device-ledger.ts';
import { type Finding, type FindingCode, joined } from './findings.ts';

export interface BundleResult {
  /** Null where the file does not begin as a bundle does. */
  readonly start: BundleStart | null;
  readonly devices: readonly DeviceResult[];
  /** Of the file; line numbers begin at 1. */
  readonly findings: readonly Finding[];
}

/** This version's. Entries of a later one are checked; a file of a later one may say other things. */
export const BUNDLE_VERSION = 1;

/**
 * @param lines of the file, without line breaks
 * @param known of devices from elsewhere
 */
export async function verifyBundle(
  lines: AsyncIterable<string> | Iterable<string>,
  check: VerifyEd25519,
  known: ReadonlyMap<string, KnownOfDevice> = new Map(),
): Promise<BundleResult> {
  const bundle = new BundleCheck(check, known);
  for await (const line of lines) bundle.add(line);
  return bundle.verify();
}

class BundleCheck {
  readonly #check: VerifyEd25519;
  readonly #known: ReadonlyMap<string, KnownOfDevice>;
  readonly #devices = new Map<string, DeviceLedger>();
  readonly #findings: Finding[] = [];
  readonly #hash = new LinesHash();
  #start: BundleStart | null = null;
  #end: { readonly end: BundleEnd; readonly due: ReturnType<LinesHash['so']> } | null = null;
  #number = 0;

  constructor(check: VerifyEd25519, known: ReadonlyMap<string, KnownOfDevice>) {
    this.#check = check;
    this.#known = known;
  }

  add(text: string): void {
    this.#number++;
    const line = parseLine(text);
    if (this.#end !== null) this.#find('file-changed');
    if (line.is === 'end') this.#end = { end: line.end, due: this.#hash.so() };
    this.#hash.add(text);
    if ((line.is === 'bundle') !== (this.#number === 1)) this.#find('file-changed');
    if (line.is === 'bundle') this.#start ??= line.start;
    else if (line.is === 'from') this.#of(line.from.device).begin(line.from);
    else if (line.is === 'entry') this.#of(line.record.place.device).add(line.record);
    else if (line.is === 'checkpoint') this.#addNote(line.note);
    else if (line.is === 'unknown') this.#find('unreadable');
  }

  async verify(): Promise<BundleResult> {
    const devices = await Promise.all(
      [...this.#devices.values()].map((each) =>
        each.verify(this.#check, this.#known.get(each.device)),
      ),
    );
    await this.#checkEnd();
    return { start: this.#start, devices, findings: joined(this.#findings) };
  }

  #of(device: string): DeviceLedger {
    const there = this.#devices.get(device);
    if (there) return there;
    const made = new DeviceLedger(device);
    this.#devices.set(device, made);
    return made;
  }

  #addNote(note: string): void {
    const device = parseCheckpoint(note)?.device;
    if (device === undefined) this.#find('unreadable');
    else this.#of(device).addCheckpoint(note);
  }

  async #checkEnd(): Promise<void> {
    if (this.#end === null || this.#start === null) {
      this.#find('file-cut');
      return;
    }
    const { end, due } = this.#end;
    if (end.lines !== due.lines || end.hash !== due.hash) this.#find('file-changed');
    const { by, key } = this.#start;
    const own = this.#known.get(by)?.key ?? publicKeyOf(key);
    if (own === null || end.note === null) {
      this.#find('unsigned');
      return;
    }
    const opened = await openNote(end.note, [deviceKey(by, own)], this.#check);
    if ('fault' in opened) this.#find(opened.fault === 'no-note' ? 'unreadable' : opened.fault);
    else if (opened.text !== endText(by, end)) this.#find('file-changed');
  }

  #find(code: FindingCode): void {
    this.#findings.push({ device: '', code, first: this.#number, last: this.#number });
  }
}

export function isSound({ devices, findings }: BundleResult): boolean {
  return findings.length === 0 && devices.every((each) => each.findings.length === 0);
}
