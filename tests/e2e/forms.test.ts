/** The synthetic forms once more, in the real browser with the built guard and sample policy. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from '../../tools/inspect/inspector.ts';
import { isFailure } from '../../tools/inspect/report.ts';
import {
  FIXTURES,
  type Fixture,
  htmlOf,
  lineOf,
  nameOf,
  pathOfFixture,
  seenOn,
} from '../forms/fixtures.ts';
import { HOST, inFrames, unfit, WRAPPERS, type Wrapper, wrapped } from '../forms/wrappers.ts';

/** Our own forms draw themselves at once; the late ones after 60 ms. */
const DRAWN_MS = 200;

/**
 * Here each form goes, in turn, through one of these, and where it may be as it is into a frame of a
 * page with others: `tests/forms` takes each through all of them, but for `late`, without a browser.
 */
const IN_TURN: readonly (Wrapper | 'none')[] = [
  'none',
  'open root',
  'closed root',
  'Welsh',
  'late',
];

function isHere(wrapper: Wrapper | 'none', place: number): boolean {
  return !IN_TURN.includes(wrapper) || IN_TURN[place % IN_TURN.length] === wrapper;
}

/** Forms that a wrapper would change, or whose controls could not be found again in it, do not go. */
function isFit(fixture: Fixture, wrapper: Wrapper): boolean {
  const isFound = seenOn(fixture).every(({ selector }) => /^#[\w-]+$/.test(selector));
  return isFound && unfit(fixture, wrapper) === null;
}

describe('synthetic forms in Chromium', () => {
  let inspector: Inspector;

  beforeAll(async () => {
    inspector = await Inspector.open({ scriptMs: DRAWN_MS });
  });
  afterAll(() => inspector?.close());

  for (const fixture of FIXTURES.filter(
    (each, place) => isHere('none', place) || !isFit(each, 'frame'),
  )) {
    it.concurrent(`reads ${nameOf(fixture)} exactly`, async () => {
      const own = seenOn(fixture).filter(({ frame }) => frame === 0);
      const { result, matched } = await inspector.inspect({
        target: pathOfFixture(fixture),
        selectors: own.map(({ selector }) => selector),
      });
      if (isFailure(result)) throw new Error(result.error);
      // A closed shadow root cannot be asked by selector; its path is compared as it stands.
      const path = new Map(own.map(({ selector }, index) => [selector, matched[index]?.[0]?.path]));
      const expected = seenOn(fixture).map((each) =>
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
/** Frames on one page: none may change what is read in another, and a page costs more than a frame. */
const FRAMES = 8;

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

  /** What one frame shows. */
  function drawn(fixture: Fixture, wrapper: Wrapper): string {
    return wrapper === 'frame' ? htmlOf(fixture) : wrapped(fixture, wrapper);
  }
  /** Where its controls are found again. */
  const rootOf = (wrapper: Wrapper): string => (wrapper.endsWith('root') ? `#${HOST} >>> ` : '');

  /** Each form in a frame of its own, but for one that has frames, which are counted from the page. */
  async function compare(wrapper: Wrapper, shown: readonly Fixture[]): Promise<void> {
    const isAlone = shown.some((each) => unfit(each, 'frame') !== null);
    const [first] = shown.map(nameOf);
    const file = path.join(folder, `${wrapper} ${first}`.replaceAll('/', ' '));
    const pages = shown.map((each) => drawn(each, wrapper));
    await writeFile(file, isAlone ? pages.join('') : inFrames(pages));
    const { result } = await inspector.inspect({ target: file });
    if (isFailure(result)) throw new Error(result.error);
    const seen = result.signals.map((each) => lineOf(`${each.frame} ${each.path}`, each));
    const expected = shown.flatMap((fixture, index) =>
      seenOn(fixture).map((each) => {
        const frame = isAlone ? each.frame : index + 1;
        return lineOf(`${frame} ${rootOf(wrapper)}${each.selector}`, each);
      }),
    );
    expect([...seen].sort(), shown.map(nameOf).join(', ')).toEqual([...expected].sort());
  }

  /** Pages of several forms, and of each that cannot share one. */
  function onPages(fit: readonly Fixture[]): readonly (readonly Fixture[])[] {
    const together = fit.filter((each) => unfit(each, 'frame') === null);
    const pages = together.flatMap((_, at) =>
      at % FRAMES ? [] : [together.slice(at, at + FRAMES)],
    );
    return [...pages, ...fit.filter((each) => !together.includes(each)).map((each) => [each])];
  }

  for (const wrapper of WRAPPERS)
    it(
      `reads forms as ever: ${wrapper}`,
      async () => {
        const fit = FIXTURES.filter(
          (each, place) => isHere(wrapper, place) && isFit(each, wrapper),
        );
        const due = FIXTURES.filter((_, place) => isHere(wrapper, place));
        expect(fit.length).toBeGreaterThan(due.length / 2);
        const waiting = [...onPages(fit)];
        await Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            for (let next = waiting.shift(); next; next = waiting.shift())
              await compare(wrapper, next);
          }),
        );
      },
      WRAPPED_MS,
    );
});
