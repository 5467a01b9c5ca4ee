/**
 * The web server of a force: it serves what `npm run package` left in `dist/server`, as it is, at the
 * address that the packages were made for.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import product from '../../../package.json' with { type: 'json' };
import { closeServer, listenOnLoopback } from '../../../tools/browsers/loopback.ts';
import type { PolicyObject } from '../../../tools/browsers/policies.ts';
import { type BUILDS, type Build, buildIn, PROJECT } from '../../../tools/build.ts';
import { type Release, release } from '../../../tools/package/release.ts';
import { listed } from '../../../tools/settings/deployment.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.crx': 'application/x-chrome-extension',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.xpi': 'application/x-xpinstall',
};

const BASE_PATH = '/right-to-report';

export interface Packaged {
  /** @default that of the repository */
  readonly version?: string;
  readonly settings: PolicyObject;
  /** In place of the built extensions. */
  readonly builds?: { readonly chromium?: string; readonly firefox?: string };
}

export interface ForceServer {
  /** Address below which the packages are. */
  readonly baseUrl: string;
  /** Names of files that browsers asked for, oldest first. */
  readonly asked: readonly string[];
  /** A release for this server and its key; it is not served yet. */
  package(what: Packaged): Promise<Release>;
  /** Puts a release in the place of the one before. */
  publish(what: Release): void;
  close(): Promise<void>;
}

export async function startForceServer(): Promise<ForceServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'right-to-report-force-'));
  const asked: string[] = [];
  let served: Release['files'] = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = pathname.slice(BASE_PATH.length + 1);
    asked.push(name);
    const content = served.get(`server/${name}`);
    if (content === undefined) response.statusCode = 404;
    response.setHeader('content-type', TYPES[path.extname(name)] ?? 'text/plain');
    response.end(content);
  });
  const baseUrl = `http://127.0.0.1:${await listenOnLoopback(server)}${BASE_PATH}`;

  return {
    baseUrl,
    asked,
    package: ({ version = product.version, settings, builds = {} }) =>
      release({
        builds: {
          chromium: buildAt('chromium', builds.chromium),
          edge: buildAt('edge', undefined),
          firefox: buildAt('firefox', builds.firefox),
        },
        keyFile: path.join(directory, 'key.pem'),
        baseUrl,
        settings: listed(settings),
        product: {
          name: product.name,
          version,
          license: product.license,
          date: '2026-11-01T12:00:00.000Z',
        },
        lock: JSON.parse(readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8')),
      }),
    publish: ({ files }) => {
      served = files;
    },
    close: async () => {
      await closeServer(server);
      rmSync(directory, { recursive: true });
    },
  };
}

function buildAt(target: keyof typeof BUILDS, directory: string | undefined): Build {
  const built = buildIn(target);
  return { ...built, directory: directory ?? built.directory };
}

/** Text of a file of a release. */
export function textIn({ files }: Release, name: string): string {
  const content = files.get(name);
  if (content === undefined) throw new Error(`the release has no ${name}`);
  return content.toString('utf8');
}
