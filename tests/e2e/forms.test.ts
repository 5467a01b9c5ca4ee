/** The synthetic forms once more, in the real browser with the built guard and sample policy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from '../../tools/inspect/inspector.ts';
import { isFailure } from '../../tools/inspect/report.ts';
import { FIXTURES, lineOf, pathOfFixture } from '../forms/fixtures.ts';

describe('synthetic forms in Chromium', () => {
  let inspector: Inspector;

  beforeAll(async () => {
    inspector = await Inspector.open();
  });
  afterAll(() => inspector?.close());

  for (const fixture of FIXTURES) {
    it(`reads ${fixture.file} exactly`, async () => {
      const own = fixture.expects.filter(({ frame }) => frame === 0);
      const { result, matched } = await inspector.inspect({
        target: pathOfFixture(fixture),
        selectors: own.map(({ selector }) => selector),
      });
      if (isFailure(result)) throw new Error(result.error);
      // A closed shadow root cannot be asked by selector; its path is compared as it stands.
      const path = new Map(own.map(({ selector }, index) => [selector, matched[index]?.[0]]));
      const expected = fixture.expects.map((each) =>
        lineOf(`${each.frame} ${path.get(each.selector) ?? each.selector}`, each),
      );
      const seen = result.signals.map((each) => lineOf(`${each.frame} ${each.path}`, each));
      expect([...seen].sort()).toEqual([...expected].sort());
    });
  }
});
