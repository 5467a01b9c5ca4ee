/** How a field that was refused is named to force IT: `profiles[0].controls[2].selector`. */

/** @param whole the name of what is at fault as a whole */
export function fieldName(path: readonly PropertyKey[], whole: string): string {
  const name = path.reduce<string>(
    (all, part) => (typeof part === 'number' ? `${all}[${part}]` : `${all}.${shown(String(part))}`),
    '',
  );
  return name.replace(/^\./, '') || whole;
}

/** A name of spaces alone would not be seen. */
function shown(name: string): string {
  return /^\s*$/.test(name) ? JSON.stringify(name) : name;
}
