/** What every measurement is given. */
import type { Page } from 'playwright';
import type { ChromiumSession } from '../browsers/chromium.ts';
import { GuardWorld } from './guard-world.ts';
import { type PageShape, pathOf, type Signals } from './page.ts';
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

  /** A page without roots and frames. */
  open(host: keyof typeof HOSTS, controls: number, signals: Signals): Promise<GuardWorld> {
    return this.openShape(host, { controls, signals, roots: 0, frames: 0 });
  }

  openShape(host: keyof typeof HOSTS, shape: PageShape): Promise<GuardWorld> {
    const { context, extensionId } = this.#session;
    return GuardWorld.open(context, extensionId, this.urlOf(host, shape));
  }

  urlOf(host: keyof typeof HOSTS, shape: PageShape): string {
    return `http://${HOSTS[host]}:${this.#server.port}${pathOf(shape)}`;
  }

  newPage(): Promise<Page> {
    return this.#session.context.newPage();
  }
}
