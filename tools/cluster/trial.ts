/** `npm run cluster`: three nodes on this machine, until somebody ends them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { makeStreams, trustAuthority } from './administer.ts';
import { addressesOf, epochSeconds, trialAuthorityFile } from './deployment.ts';
import { startCluster } from './running.ts';
import { ClusterError } from './streams.ts';
import { writeUsers } from './users.ts';

export interface TrialOptions {
  readonly dir: string;
  readonly force: string;
  readonly hasTls: boolean;
  readonly program: string;
  readonly version: string;
}

const TRIAL_MARK = 'trial';
const WEEK_S = 7 * 86_400;

/**
 * Data of a trial before is thrown away: ports and keys are others.
 * @throws ClusterError where the folder holds something else
 */
export async function runTrial(options: TrialOptions): Promise<void> {
  const { dir, force, hasTls, program, version } = options;
  if (existsSync(dir) && readdirSync(dir).length > 0 && !existsSync(path.join(dir, TRIAL_MARK)))
    throw new ClusterError(`${dir} is there, and is not of a trial`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, TRIAL_MARK), 'npm run cluster removes this folder at its start\n');
  const cluster = await startCluster({ dir, program, force, tls: hasTls ? 'trial' : 'none' });
  const ended = untilAsked();
  try {
    const authority = trialAuthorityFile(dir);
    if (hasTls) trustAuthority(readFileSync(authority, 'utf8'));
    await makeStreams(dir, cluster.deployment);
    const now = new Date();
    const expiresAt = epochSeconds(now) + WEEK_S;
    const settings = path.join(dir, 'settings');
    writeUsers(
      dir,
      cluster.deployment,
      [
        { name: 'officer', role: 'officer', units: ['trial'], expiresAt },
        { name: 'supervisor', role: 'supervisor', units: ['trial'], expiresAt },
        { name: 'reader', role: 'reader', units: [], expiresAt },
        { name: 'fleet', role: 'fleet', units: [], expiresAt },
      ],
      settings,
      now,
    );
    console.log(
      [
        `nats-server ${version}, three nodes, force "${force}", unit "trial"`,
        ...addressesOf(cluster.deployment).map((address) => `  ${address}`),
        `streams OVR and REV on all three, mirrored in an account of their own`,
        `settings of an officer, a supervisor, a reader and force IT: ${settings}/*.json`,
        `administrators: ${path.join(dir, 'keys')}/*.creds`,
        ...(hasTls ? [`authority that a browser has to trust: ${authority}`] : []),
        'Ctrl-C ends it; the data stays until the next trial.',
      ].join('\n'),
    );
    await ended;
  } finally {
    await cluster.close();
  }
  console.log('all nodes have ended');
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(name, () => resolve());
  });
}
