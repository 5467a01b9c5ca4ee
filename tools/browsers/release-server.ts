/** The internal web server from which a force's machines fetch the extension, on loopback. */

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { updatesXml } from '../package/update-manifests.ts';
import { closeServer, listenOnLoopback } from './loopback.ts';
import type { PackedExtension } from './pack.ts';

const PACKAGE_TYPES = {
  crx: 'application/x-chrome-extension',
  xpi: 'application/x-xpinstall',
} as const;

export interface ReleaseServer {
  /** Chromium's update manifest. */
  readonly updateUrl: string;
  readonly packageUrl: string;
  /** What the browser fetched so far: tells how far a failed install came. */
  readonly fetched: ReadonlySet<'update manifest' | 'package'>;
  close(): Promise<void>;
}

export async function serveRelease(
  packed: PackedExtension,
  kind: keyof typeof PACKAGE_TYPES,
): Promise<ReleaseServer> {
  const fetched = new Set<'update manifest' | 'package'>();
  let packageUrl = '';

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/updates.xml') {
      fetched.add('update manifest');
      response.setHeader('content-type', 'application/xml');
      response.end(updatesXml(packed.id, { version: packed.version, url: packageUrl }));
    } else if (pathname === `/extension.${kind}`) {
      fetched.add('package');
      response.setHeader('content-type', PACKAGE_TYPES[kind]);
      createReadStream(packed.file).pipe(response);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });

  const port = await listenOnLoopback(server);
  packageUrl = `http://127.0.0.1:${port}/extension.${kind}`;
  return {
    updateUrl: `http://127.0.0.1:${port}/updates.xml`,
    packageUrl,
    fetched,
    close: () => closeServer(server),
  };
}
