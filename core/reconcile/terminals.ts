/** Which terminal is which device: two columns that force IT keeps. */

const DEVICE = /^[0-9a-f]{16}$/;

export interface Terminals {
  /** Device by terminal, in lower case. */
  readonly devices: ReadonlyMap<string, string>;
  /** Rows that are none, counted from 1. */
  readonly faults: readonly number[];
}

/** @param rows terminal and device; a first row that names the columns is passed over */
export function terminalsIn(rows: readonly (readonly string[])[]): Terminals {
  const devices = new Map<string, string>();
  const faults: number[] = [];
  for (const [index, cells] of rows.entries()) {
    const [terminal = '', device = ''] = cells.map((cell) => cell.trim().toLowerCase());
    const isEmpty = cells.every((cell) => cell.trim() === '');
    const isHeader = index === 0 && !DEVICE.test(device);
    if (isEmpty || isHeader) continue;
    const known = devices.get(terminal);
    const isFit = terminal !== '' && DEVICE.test(device) && (known ?? device) === device;
    if (isFit) devices.set(terminal, device);
    else faults.push(index + 1);
  }
  return { devices, faults };
}
