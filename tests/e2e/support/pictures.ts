/** Compares what a screen showed at two times. */

/** Steps of one colour, of 255, that come from another way to smooth the same letters. */
const SAME_COLOUR = 48;

interface Pictures {
  readonly urls: readonly string[];
  readonly sameColour: number;
}

/** A page of either driver, in which pictures can be read. */
interface Reader {
  evaluate(read: (given: Pictures) => Promise<number>, given: Pictures): Promise<number>;
}

/**
 * @param before @param after PNG, base64
 * @returns share of the points that differ clearly, 0 to 1; 1 where the sizes differ
 */
export function differenceOf(page: Reader, before: string, after: string): Promise<number> {
  const urls = [before, after].map((png) => `data:image/png;base64,${png}`);
  return page.evaluate(compare, { urls, sameColour: SAME_COLOUR });
}

/** Runs in the browser. */
async function compare({ urls, sameColour }: Pictures): Promise<number> {
  const [one, two] = await Promise.all(
    urls.map(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    }),
  );
  if (!one || !two || one.data.length !== two.data.length) return 1;
  let differing = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const isFar = (n: number) =>
      Math.abs((one.data[at + n] ?? 0) - (two.data[at + n] ?? 0)) > sameColour;
    if (isFar(0) || isFar(1) || isFar(2)) differing++;
  }
  return differing / (one.data.length / 4);
}
