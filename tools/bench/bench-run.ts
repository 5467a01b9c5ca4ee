/** What every measurement is given. */
import type { ChromiumSession } from '../browsers/chromium.ts';
import { GuardWorld } from './guard-world.ts';
import type { Signals } from './page.ts';
import { HOSTS, type PageServer } from './server.ts';

export class BenchRun {
  /** Fewer samples and no page of 10,000 controls. */
  readonly quick: boolean;
  readonly #session: ChromiumSession;
  readonly #server: PageServer;

  constructor(session: ChromiumSession, server: PageServer, quick: boolean) {
    this.quick = quick;
    this.#session = session;
    this.#server = server;
  }

  get sizes(): readonly number[] {
    return this.quick ? [200, 2000] : [200, 2000, 10_000];
  }

  open(host: keyof typeof HOSTS, controls: number, signals: Signals): Promise<GuardWorld> {
    const url = `http://${HOSTS[host]}:${this.#server.port}/${controls}/${signals}`;
    return GuardWorld.open(this.#session.context, this.#session.extensionId, url);
  }
}
