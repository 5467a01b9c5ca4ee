/** The synthetic forms once more, in the real browser with the built guard and sample policy. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from '../../tools/inspect/inspector.ts';
import { isFailure } from '../../tools/inspect/report.ts';
import {
  type Expected,
  FIXTURES,
  type Fixture,
  lineOf,
  nameOf,
  pathOfFixture,
} from '../forms/fixtures.ts';
import { HOST, unfit, WRAPPERS, type Wrapper, wrapped } from '../forms/wrappers.ts';

/** Our own forms draw themselves at once; the late ones after 60 ms. */
const DRAWN_MS = 200;

describe('synthetic forms in Chromium', () => {
  let inspector: Inspector;

  beforeAll(async () => {
    inspector = await Inspector.open({ scriptMs: DRAWN_MS });
  });
  afterAll(() => inspector?.close());

  for (const fixture of FIXTURES) {
    it.concurrent(`reads ${nameOf(fixture)} exactly`, async () => {
      const own = fixture.expects.filter(({ frame }) => frame === 0);
      const { result, matched } = await inspector.inspect({
        target: pathOfFixture(fixture),
        selectors: own.map(({ selector }) => selector),
      });
      if (isFailure(result)) throw new Error(result.error);
      // A closed shadow root cannot be asked by selector; its path is compared as it stands.
      const path = new Map(own.map(({ selector }, index) => [selector, matched[index]?.[0]?.path]));
      const expected = fixture.expects.map((each) =>
        lineOf(`${each.frame} ${path.get(each.selector) ?? each.selector}`, each),
      );
      const seen = result.signals.map((each) => lineOf(`${each.frame} ${each.path}`, each));
      expect([...seen].sort()).toEqual([...expected].sort());
    });
  }
});

/** All forms in one wrapper; a bound for a machine under load. */
const WRAPPED_MS = 240_000;
/** Pages at once: two cores keep about this many busy. */
const AT_ONCE = 4;

describe('synthetic forms in another place, in Chromium', () => {
  let inspector: Inspector;
  let folder: string;

  beforeAll(async () => {
    inspector = await Inspector.open({ scriptMs: DRAWN_MS });
    folder = await mkdtemp(path.join(tmpdir(), 'forms-'));
  });
  afterAll(async () => {
    await inspector?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** How a control is found again where the wrapper has put it. */
  function placeOf(wrapper: Wrapper, { frame, selector }: Expected): string {
    if (wrapper === 'frame') return `1 ${selector}`;
    if (wrapper === 'Welsh') return `${frame} ${selector}`;
    return `0 ${wrapper.endsWith('root') ? `#${HOST} >>> ` : ''}${selector}`;
  }

  async function compare(fixture: Fixture, wrapper: Wrapper): Promise<void> {
    const file = path.join(folder, `${wrapper} ${nameOf(fixture).replace('/', ' ')}`);
    await writeFile(file, wrapped(fixture, wrapper));
    const { result } = await inspector.inspect({ target: file });
    if (isFailure(result)) throw new Error(result.error);
    const seen = result.signals.map((each) => lineOf(`${each.frame} ${each.path}`, each));
    const expected = fixture.expects.map((each) => lineOf(placeOf(wrapper, each), each));
    expect([...seen].sort(), nameOf(fixture)).toEqual([...expected].sort());
  }

  for (const wrapper of WRAPPERS)
    it(
      `reads every form as ever: ${wrapper}`,
      async () => {
        const fit = FIXTURES.filter(
          (each) =>
            unfit(each, wrapper) === null &&
            each.expects.every(({ selector }) => /^#[\w-]+$/.test(selector)),
        );
        expect(fit.length).toBeGreaterThan(FIXTURES.length / 2);
        const waiting = [...fit];
        await Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            for (let next = waiting.shift(); next; next = waiting.shift())
              await compare(next, wrapper);
          }),
        );
      },
      WRAPPED_MS,
    );
});
