/** Recall and precision over many readings, by kind and by family. */

interface Count {
  hits: number;
  misses: number;
  falseAlarms: number;
}

const share = (part: number, rest: number): string =>
  part + rest === 0 ? '    -' : (part / (part + rest)).toFixed(3);

export class Tally {
  readonly #counts = new Map<string, Count>();

  #of(name: string): Count {
    const known = this.#counts.get(name) ?? { hits: 0, misses: 0, falseAlarms: 0 };
    this.#counts.set(name, known);
    return known;
  }

  /** @param seen and expected lines, each with its kind; misses that are declared count as missed */
  add(
    family: string,
    expected: readonly { readonly line: string; readonly kind: string }[],
    seen: readonly { readonly line: string; readonly kind: string }[],
  ): void {
    // A family in which everything has to stay quiet is counted too.
    this.#of(family);
    const left = seen.map(({ line }) => line);
    for (const { line, kind } of expected) {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      for (const name of [kind, family, 'all'])
        if (at >= 0) this.#of(name).hits++;
        else this.#of(name).misses++;
    }
    for (const line of left)
      for (const name of [seen.find((each) => each.line === line)?.kind ?? '', family, 'all'])
        this.#of(name).falseAlarms++;
  }

  /** @returns one line for each kind and family */
  toString(): string {
    return [...this.#counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(
        ([name, { hits, misses, falseAlarms }]) =>
          `  ${name.padEnd(24)} recall ${share(hits, misses)}  precision ${share(hits, falseAlarms)}  (${hits} hits, ${misses} misses, ${falseAlarms} false alarms)`,
      )
      .join('\n');
  }
}
