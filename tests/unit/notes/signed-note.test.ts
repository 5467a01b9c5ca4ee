/** Signed notes against the published form, and against notes that only look signed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../core/notes/base64.ts';
import {
  isKeyName,
  keyText,
  type NoteKey,
  noteKey,
  noteText,
  parseKey,
  parseNote,
  signersOf,
} from '../../../core/notes/signed-note.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';

/** @source Go, package golang.org/x/mod/sumdb/note, example */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  'If you think cryptography is the answer to your problem,\nthen you don\u2019t know what your problem is.\n';
const PLAIN = TEXT.replace('\u2019', "'");
const LINE =
  '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const NOTE = `${PLAIN}\n${LINE}`;

function keyOf(text: string): NoteKey {
  const key = parseKey(text);
  if (key === null) throw new Error('a key was expected');
  return key;
}

const neumann = keyOf(NEUMANN);

async function signers(note: string, keys: readonly NoteKey[] = [neumann]) {
  const parsed = parseNote(note);
  if (parsed === null) return 'no note';
  return (await signersOf(parsed, keys, verifyEd25519))?.map(({ name }) => name) ?? 'spoilt';
}

describe('base64', () => {
  it('brings any bytes back, as Node writes them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A A=', 'AA=A', '====', 'AA-_', 'AAAA\n'])(
    'takes one spelling only: not %j',
    (text) => {
      expect(fromBase64(text)).toBeNull();
    },
  );
});

describe('a key', () => {
  it('is read and written in the published form', () => {
    expect(neumann).toMatchObject({ name: 'PeterNeumann', id: 'c74f20a3' });
    expect(keyText(neumann)).toBe(NEUMANN);
  });

  it.each([
    ['another name', NEUMANN.replace('Peter', 'Pater')],
    ['another hash', NEUMANN.replace('c74f', 'c74e')],
    ['another kind of key', NEUMANN.replace('+AR', '+BR')],
    ['a byte too few', NEUMANN.slice(0, -4)],
    ['a name with a space', NEUMANN.replace('Peter', 'Peter ')],
    ['nothing', ''],
  ])('is none with %s', (_what, text) => {
    expect(parseKey(text)).toBeNull();
  });

  it.each(['two words', 'a+b', '', 'a\u00a0b', 'a\nb', 'x'.repeat(101)])(
    'cannot be called %j',
    (name) => {
      expect(isKeyName(name)).toBe(false);
    },
  );
});

describe('a note', () => {
  it('that another implementation signed is by its key', async () => {
    expect(await signers(NOTE)).toEqual(['PeterNeumann']);
  });

  it('is written back as it was read', () => {
    const parsed = parseNote(NOTE);
    expect(parsed && noteText(parsed)).toBe(NOTE);
  });

  it('is spoilt where its text was changed', async () => {
    expect(await signers(NOTE.replace('answer', 'Answer'))).toBe('spoilt');
  });

  it('is by nobody where its key is not among those that count', async () => {
    expect(await signers(NOTE, [])).toEqual([]);
    const namesake = noteKey('PeterNeumann', new Uint8Array(32).fill(7));
    expect(await signers(NOTE, [namesake])).toEqual([]);
    const other = noteKey('Other', neumann.publicKey);
    expect(await signers(NOTE, [other])).toEqual([]);
  });

  it('passes over signatures of strangers before and behind', async () => {
    const stranger = `\u2014 stranger ${toBase64(new Uint8Array(68).fill(9))}\n`;
    expect(await signers(`${PLAIN}\n${stranger}${LINE}${stranger}`)).toEqual(['PeterNeumann']);
  });

  it('is spoilt by a wrong signature under a trusted name and id, also beside a right one', async () => {
    const bytes = fromBase64(LINE.split(' ')[2]?.trim() ?? '') ?? new Uint8Array();
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    const forged = `\u2014 PeterNeumann ${toBase64(bytes)}\n`;
    expect(await signers(`${PLAIN}\n${forged}`)).toBe('spoilt');
    expect(await signers(`${NOTE}${forged}`)).toBe('spoilt');
    const short = `\u2014 PeterNeumann ${toBase64(bytes.subarray(0, 40))}\n`;
    expect(await signers(`${PLAIN}\n${short}`)).toBe('spoilt');
  });

  it.each([
    ['no signature', PLAIN],
    ['no blank line', `${PLAIN}${LINE}`],
    ['something behind its signatures', `${NOTE}more\n`],
    ['no line end at its end', NOTE.slice(0, -1)],
    ['a hyphen for the dash', NOTE.replace('\u2014', '-')],
    ['a carriage return', NOTE.replaceAll('\n', '\r\n')],
    ['a tab', NOTE.replace('the answer', 'the\tanswer')],
    ['two spaces in a signature', NOTE.replace('PeterNeumann ', 'PeterNeumann  ')],
    ['no text', `\n${LINE}`],
    ['seventeen signatures', `${PLAIN}\n${LINE.repeat(17)}`],
  ])('is none with %s', async (_what, note) => {
    expect(await signers(note)).toBe('no note');
  });
});
