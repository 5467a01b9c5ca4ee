/**
 * A second verifier, written from `docs/ledger-format.md` alone: it imports nothing of ours. It says
 * whether a bundle holds, not what is wrong with it.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

const sha = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leaf = (line) => sha(Buffer.from([0]), Buffer.from(line));
const node = (left, right) => sha(Buffer.from([1]), left, right);

function rootOf(nodes) {
  if (nodes.length === 0) return sha('');
  return nodes.slice(0, -1).reduceRight((right, left) => node(left, right), nodes.at(-1));
}

/** Perfect subtrees are joined as in a binary counter: one for each bit of the size. */
function push(nodes, size, hash) {
  let top = hash;
  for (let bits = size; bits % 2 === 1; bits = (bits - 1) / 2) top = node(nodes.pop(), top);
  nodes.push(top);
}

function opens(note, name, key) {
  const [text, signatures] = note.split(/\n\n(?=—)/);
  const signed = `${text}\n`;
  const id = sha(`${name}\n`, Buffer.from([1]), key).subarray(0, 4);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return (signatures ?? '').split('\n').some((line) => {
    const [dash, by, encoded] = line.split(' ');
    const bytes = fromBase64(encoded ?? '');
    if (dash !== '—' || by !== name || !bytes.subarray(0, 4).equals(id)) return false;
    return verify(null, Buffer.from(signed), publicKey, bytes.subarray(4));
  })
    ? signed.split('\n')
    : null;
}

/** Node passes over what is no base64; here it is no key and no signature. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new TypeError('not base64');
  return bytes;
}

class Device {
  constructor({ device, key, prev, edge }) {
    this.name = `right-to-report/${device}`;
    this.device = device;
    this.key = fromBase64(key ?? '');
    this.prev = prev;
    this.size = edge.size;
    this.nodes = edge.nodes.map((hex) => Buffer.from(hex, 'hex'));
    this.roots = new Map([[this.size, rootOf(this.nodes).toString('base64')]]);
    this.bare = [];
    this.dropped = [];
    this.signed = -1;
  }

  enter({ line, salt, body }) {
    const header = JSON.parse(line);
    const hash = leaf(line);
    const holds =
      header.device === this.device && header.seq === this.size && header.prev === this.prev;
    if (body === null && header.body !== null) this.bare.push(header.seq);
    if (body !== null && sha(`${salt}\n${body}`).toString('hex') !== header.body) return false;
    if (header.kind === 'retention') this.dropped.push(header);
    if (header.kind === 'device-key' && header.key !== this.key.toString('base64')) return false;
    this.prev = hash.toString('hex');
    push(this.nodes, this.size, hash);
    this.size += 1;
    this.roots.set(this.size, rootOf(this.nodes).toString('base64'));
    return holds;
  }

  checkpoint(note) {
    const [origin, size, root] = opens(note, this.name, this.key) ?? [];
    this.signed = Math.max(this.signed, Number(size));
    const first = Math.min(...this.roots.keys());
    return origin === this.name && (Number(size) < first || this.roots.get(Number(size)) === root);
  }

  holds() {
    const isSaid = (seq) => this.dropped.some(({ first, last }) => seq >= first && seq <= last);
    const said = this.dropped.reduce((sum, { dropped }) => sum + dropped, 0);
    return this.signed === this.size && this.bare.every(isSaid) && this.bare.length <= said;
  }
}

/** @param {string} text the file */
export function holds(text) {
  try {
    return isWhole(text.replace(/\n$/, '').split('\n'));
  } catch {
    return false;
  }
}

function isWhole(lines) {
  const parsed = lines.map((line) => JSON.parse(line));
  const [start, end] = [parsed[0]?.bundle, parsed.at(-1)?.end];
  if (start?.v !== 1 || end?.lines !== lines.length - 1) return false;
  const hash = sha(
    lines
      .slice(0, -1)
      .map((line) => `${line}\n`)
      .join(''),
  ).toString('hex');
  const name = `right-to-report/${start.by}`;
  const said = opens(end.note, name, fromBase64(start.key));
  if (end.hash !== hash || said?.join('\n') !== `${name}\nbundle\n${end.lines}\n${hash}\n`)
    return false;
  const devices = [];
  for (const line of parsed.slice(1, -1)) {
    if (line.from) devices.push(new Device(line.from));
    else if (
      line.entry ? !devices.at(-1).enter(line.entry) : !devices.at(-1).checkpoint(line.checkpoint)
    )
      return false;
  }
  return devices.every((device) => device.holds());
}
