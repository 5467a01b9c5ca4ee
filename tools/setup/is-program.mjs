/** Whether a file is there and may be run. */
import { accessSync, constants } from 'node:fs';

export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // accessSync has no other way to say no.
    return false;
  }
}
