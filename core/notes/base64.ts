/** Base64 (RFC 4648, section 4) of bytes. Of several spellings of the same bytes only one is taken. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    for (let place = 0; place < 4; place++)
      text += at + place <= bytes.length ? ALPHABET[(bits >> (18 - 6 * place)) & 63] : '=';
  }
  return text;
}

/** @returns null for what `toBase64` does not write */
export function fromBase64(text: string): Uint8Array | null {
  const digits = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(digits)) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let at = 0; at < bytes.length; at++) {
    const first = Math.floor((at * 4) / 3);
    const [high, low] = [digits[first] ?? 'A', digits[first + 1] ?? 'A'].map((digit) =>
      ALPHABET.indexOf(digit),
    );
    const shift = 2 * (at % 3) + 2;
    bytes[at] = ((high ?? 0) << shift) | ((low ?? 0) >> (6 - shift));
  }
  return toBase64(bytes) === text ? bytes : null;
}
