export interface NatsServer {
  readonly program: string;
  readonly version: string;
}
/** @throws Error named `SetupError`, with what to do */
export function ensureNatsServer(root: string): NatsServer;
