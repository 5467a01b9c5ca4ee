/** How many texts a regular expression takes, as bits: of the few signs that shapes are made of. */

/** @throws Error where there is no end to the texts, or a sign is not known */
export function bitsOfPattern(source: string): number {
  if (!source.startsWith('^') || !source.endsWith('$')) throw new Error(`${source} has open ends`);
  const reader = { text: source.slice(1, -1), at: 0 };
  const bits = alternatives(reader);
  if (reader.at < reader.text.length) throw new Error(`${source}: not read to its end`);
  return bits;
}

/** One of several, each of so many bits; more than a double can hold is not raised to a power. */
export function eitherOf(bits: readonly number[]): number {
  const most = Math.max(...bits);
  return most + Math.log2(bits.reduce((sum, each) => sum + 2 ** (each - most), 0));
}

interface Reader {
  readonly text: string;
  at: number;
}

function alternatives(reader: Reader): number {
  const bits: number[] = [];
  for (;;) {
    bits.push(sequence(reader));
    if (reader.text[reader.at] !== '|') return eitherOf(bits);
    reader.at++;
  }
}

function sequence(reader: Reader): number {
  let bits = 0;
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text[reader.at] ?? ''))
    bits += repeated(reader, one(reader));
  return bits;
}

function one(reader: Reader): number {
  const rest = reader.text.slice(reader.at);
  if (rest.startsWith('(?:')) {
    reader.at += 3;
    const bits = alternatives(reader);
    reader.at++;
    return bits;
  }
  const [set] = /^(?:\[(?:\\.|[^\]\\])+\]|\\.|[\w=:/-])/u.exec(rest) ?? [];
  if (set === undefined) throw new Error(`nothing is known of ${rest}`);
  reader.at += set.length;
  const bits = known.get(set) ?? Math.log2(signsOf(set));
  known.set(set, bits);
  return bits;
}

const known = new Map<string, number>();
const SIGNS = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).join('');

/** Without its flag for Unicode an expression knows 65,536 signs. */
function signsOf(set: string): number {
  return SIGNS.match(new RegExp(set, 'gs'))?.length ?? 0;
}

function repeated(reader: Reader, bits: number): number {
  const rest = reader.text.slice(reader.at);
  if (/^[*+]/.test(rest)) throw new Error('there is no end to it');
  const [whole = '', least = '1', most = least] =
    /^\{(\d+)(?:,(\d+))?\}/.exec(rest) ?? (rest.startsWith('?') ? ['?', '0', '1'] : []);
  reader.at += whole.length;
  const counts = Array.from({ length: Number(most) - Number(least) + 1 }, (_, more) => more);
  return eitherOf(counts.map((more) => bits * (Number(least) + more)));
}
