/** The prompt's side of a question to a second person, in front of a whole background. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { secondPerson } from '../../../entrypoints/guard.content/second-person.ts';
import { assemble, disperse, headersOf, round, the } from './second-person.ts';
import { GUARD, override } from './whole-background.ts';

beforeEach(assemble);
afterEach(async () => {
  vi.unstubAllGlobals();
  await disperse();
});

/** The browser's line from a page to the background. @param answers whether an answer to a question gets through */
function prompt(answers: boolean) {
  const texts: string[] = [];
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'own-id',
      sendMessage: async (message: { readonly name: string }) => {
        const reply = await the.officer.all.send(message, GUARD);
        if (!answers && message.name === 'ask-now') throw new Error('the port closed');
        return reply;
      },
    },
  });
  const host = {
    write: (_part: string, text: string) => {
      texts.push(text);
    },
    offer: () => undefined,
  };
  return { texts, second: secondPerson(host, (key) => key) };
}

const ABOUT = override(100, {
  ...{ group: 'DA', outcome: 'approve', rule: 'victim-immigration-lookup-approve' },
  reason: 'RR-02',
});
const steps = async () => (await headersOf(the.officer)).map(({ step }) => step);

describe('a question from the prompt', () => {
  it('of which no answer comes is taken back, since it may lie in the store', async () => {
    const { texts, second } = prompt(false);
    second.ask(ABOUT);
    await vi.waitFor(() => expect(texts.at(-1)).toBe('ui.ask.failed'), 5_000);
    await vi.waitFor(async () => expect(await steps()).toEqual(['asked', 'withdrawn']));
    expect(second.granted).toBeNull();
  });

  it('is taken back once, and says so', async () => {
    const { texts, second } = prompt(true);
    second.ask(ABOUT);
    await vi.waitFor(() => expect(texts.at(-1)).toBe('ui.ask.sending'));
    await vi.waitFor(async () => expect(await steps()).toEqual(['asked']));
    await round(the.officer);
    await vi.waitFor(() => expect(texts.at(-1)).toBe('ui.ask.asked'), 5_000);
    second.withdraw();
    second.withdraw();
    expect(texts.at(-1)).toBe('ui.ask.withdrawn');
    await vi.waitFor(async () => expect(await steps()).toEqual(['asked', 'withdrawn']));
  });
});
