/** What an officer writes about a victim, and which of it is asked about. */
import { describe, expect, it } from 'vitest';
import { findMention, MAX_MENTION_TEXT } from '../../../core/forms/mentions.ts';
import { createScanner, keysOf } from '../../../core/forms/scanner.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';

const lexicon = builtLexicon();
const scanner = createScanner(
  keysOf(lexicon, ({ topic }) => (topic === 'status' || topic === 'recipient' ? 1 : 0)),
);
const termIn = (text: string): string | null => findMention(text, lexicon, scanner)?.term ?? null;

describe('a note is due where the text says', () => {
  it.each([
    'She is frightened because she has no leave to remain and he holds her papers.',
    'Victim states her immigration status is uncertain.',
    'He told her he would report her to immigration enforcement if she went to police.',
    'Attending officer phoned NCCU before speaking to her.',
    'She overstayed; asylum claim refused last year.',
    'Her reference is GWF 012345678 according to the husband.',
    'gwf012345678',
    'Sergeant agreed to share this with the Home Office today.',
    'To be reported to the Home Office in the morning.',
    "Penderfynwyd rhannu'r manylion â'r Swyddfa Gartref.",
    'Share code given on the telephone.',
    'Officer noted an expired visa status and no leave.',
    'BRP seen, number noted in pocket book.',
    'He was served with IS96 papers.',
    'Mae ei statws mewnfudo yn ansicr.',
    'Gwnaeth gais am loches y llynedd.',
    `${'He came home late and shouted. '.repeat(800)}She has no recourse to public funds.`,
  ])('%s', (text) => {
    expect(termIn(text)).not.toBeNull();
  });
});

describe('nothing is asked about', () => {
  it.each([
    '',
    'She asked for an interpreter; first language Polish.',
    'He took her passport and bank card and locked the door.',
    'Her passport was stolen from the bag with a visa debit card.',
    'NRM referral made with consent; MS1 form sent.',
    'The status of the case was explained and she is content with the update.',
    'She left the premises and was told to remain indoors.',
    'He is 96 and lives alone. The suspect is 91.',
    'Card number 1212-0099-0089-1080 was used at the till.',
    'Booking reference RX1234567 and flight A1234567.',
    'Nationality was shouted at her; recorded as a hate crime.',
    'The Home Office crime code was changed to 8N.',
    'A Home Office pathologist attended the scene.',
    'PNC ID 26/123456A and CRO 12345/26B; no trace.',
    'W12 345 678 was the number on the ticket.',
    'Permission to record the interview was given.',
  ])('%s', (text) => {
    expect(termIn(text)).toBeNull();
  });

  it('what stands beyond the longest statement that is read', () => {
    expect(termIn(`${'word '.repeat(MAX_MENTION_TEXT / 5)} immigration status`)).toBeNull();
  });
});

describe('reading a text', () => {
  it('answers with a word of ours and never with the officer’s', () => {
    const found = findMention('Qwertyuiop has no leave to remain', lexicon, scanner);
    expect(JSON.stringify(found)).not.toMatch(/qwert/i);
    expect(lexicon.entries.some(({ id }) => id === found?.term)).toBe(true);
  });

  it.each([
    ['one long word', 'a'.repeat(40_000)],
    ['digits', '1'.repeat(40_000)],
    ['blanks', ' '.repeat(40_000)],
    ['a number that never ends', `GWF${' '.repeat(39_000)}1`],
    ['the same telling word over and over', 'status '.repeat(5_000)],
  ])('costs little whatever it is: %s', (_what, text) => {
    const time = (of: string): number => {
      const started = performance.now();
      for (let round = 0; round < 5; round++) termIn(of);
      return performance.now() - started;
    };
    // The best of several: what else the machine does only ever adds.
    const best = (of: string): number => Math.min(...Array.from({ length: 5 }, () => time(of)));
    const part = best(text.slice(0, text.length / 10));
    // Ten times the text: linear is ten, and a hundred would be quadratic.
    expect(best(text)).toBeLessThan(Math.max(part, 1) * 60);
  });
});
