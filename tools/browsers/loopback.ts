/** Servers that only this machine can reach, on a port the system picks. */

import type { Server } from 'node:http';

/** @returns the port. */
export function listenOnLoopback(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('the server listens on a pipe, not on a port'));
      } else {
        // After SIGTERM closed the browser, nothing else may keep the process alive.
        server.unref();
        resolve(address.port);
      }
    });
  });
}

/** Cuts idle keep-alive connections, which would hold the process open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
