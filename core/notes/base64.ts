/** Standard base64 with padding (RFC 4648 4), as C2SP notes use it. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const STRICT = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let place = 0; place < bytes.length; place += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(place, place + 3);
    const group = (first << 16) | (second << 8) | third;
    const given = Math.min(bytes.length - place, 3) + 1;
    for (let sextet = 0; sextet < 4; sextet++)
      text += sextet < given ? ALPHABET.charAt((group >> (18 - 6 * sextet)) & 63) : '=';
  }
  return text;
}

/** @returns null where the text is not base64, or not the one way to write its bytes */
export function fromBase64(text: string): Uint8Array | null {
  if (!STRICT.test(text)) return null;
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [held, bits, place] = [0, 0, 0];
  for (const digit of digits) {
    held = ((held << 6) | ALPHABET.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place++] = (held >> bits) & 0xff;
  }
  return toBase64(bytes) === text ? bytes : null;
}
