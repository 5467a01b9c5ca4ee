/** Something the person at the machine has to put right. The message is one sentence saying what. */
export class SetupError extends Error {
  name = 'SetupError';
}
