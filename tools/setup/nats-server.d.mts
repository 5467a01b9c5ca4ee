export interface NatsServer {
  readonly program: string;
  readonly version: string;
}
/** Rejects with an Error named `SetupError`, with what to do */
export function ensureNatsServer(root: string): Promise<NatsServer>;
