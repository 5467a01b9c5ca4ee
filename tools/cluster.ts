/** `npm run cluster`: the server side of delivery, as a trial on this machine or for force IT. */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { NAME } from '../core/delivery/subjects.ts';
import { makeStreams, trustAuthority } from './cluster/administer.ts';
import { checkNodes, wordsOf } from './cluster/check.ts';
import {
  ON_A_NODE,
  type PlannedNode,
  readDeployment,
  trialAuthorityFile,
  writeDeployment,
} from './cluster/deployment.ts';
import { ClusterError } from './cluster/streams.ts';
import { runTrial } from './cluster/trial.ts';
import { COLUMNS, readUsers, revoke, writeUsers } from './cluster/users.ts';
import { ensureNatsServer } from './setup/nats-server.mjs';

const USAGE = `usage: npm run cluster [-- COMMAND ...]
  (nothing) [--no-tls] [--force F] [--dir DIR]
      three nodes on this machine with all that follows, until Ctrl-C;
      without --dir in output/cluster. What is in DIR from an earlier trial is removed
  write DIR --force F --nodes HOST,HOST,HOST [--trial-authority]
      node configurations, accounts and keys; a certificate request for each node, or
      certificates of an authority of our own. Again in the same DIR: keys stay
  streams DIR [--authority FILE.pem]
      makes the streams and their mirror on the running nodes
  check DIR [--authority FILE.pem] [--wait SECONDS]
      asks each node what it has, and names a node that lacks records, is behind or does
      not answer, with what to do; a node may take 10 s to come up to the others
  users DIR FILE.csv --out OUT
      settings with a token for each row: ${COLUMNS.join(',')}; several units with ;
  revoke DIR NAME...
      every token given to these names; then copy accounts.conf to the nodes and reload
F and names: small letters, digits and single hyphens, at most 32.
Exit code: 0 done, 1 something in the input is wrong or check found a fault, 2 not understood.`;

const OPTIONS = {
  authority: { type: 'string' },
  dir: { type: 'string' },
  force: { type: 'string' },
  help: { type: 'boolean', default: false },
  nodes: { type: 'string' },
  'no-tls': { type: 'boolean', default: false },
  out: { type: 'string' },
  'trial-authority': { type: 'boolean', default: false },
  wait: { type: 'string', default: '10' },
} as const;

const PORTS = { client: 4222, websocket: 443, cluster: 6222, monitor: 8222 } as const;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** The tools start fast; what builds the extension does not. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Where a name on the command line leads; npm changes the directory. */
function fromHere(name: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
}

class Usage extends Error {
  override readonly name = 'Usage';
}

function asked(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof asked>['values'];

function forceIn(value: string | undefined): string {
  if (value === undefined) throw new Usage('--force is missing');
  if (!NAME.test(value)) throw new ClusterError(`--force: "${value}" is not a name such as "mids"`);
  return value;
}

function nodesIn(value: string | undefined): readonly PlannedNode[] {
  if (value === undefined) throw new Usage('--nodes is missing');
  const hosts = value.split(',').map((host) => host.trim());
  for (const host of hosts)
    if (isIP(host) !== 4 && !HOST.test(host))
      throw new ClusterError(`--nodes: "${host}" is not the name or IPv4 address of a machine`);
  if (hosts.length !== 3 && hosts.length !== 5)
    throw new ClusterError(`--nodes: ${hosts.length} given; a cluster has 3 or 5`);
  if (new Set(hosts).size !== hosts.length)
    throw new ClusterError('--nodes: a machine is given twice');
  return hosts.map((host, index) => ({ name: `n${index + 1}`, host, ports: PORTS }));
}

function write(dir: string, values: Values): void {
  const tls = values['trial-authority'] ? 'trial' : 'request';
  const wanted = { force: forceIn(values.force), nodes: nodesIn(values.nodes), tls } as const;
  writeDeployment(dir, wanted, () => ON_A_NODE, new Date());
  const each = wanted.nodes.map(({ name, host }) => `  nodes/${name}/ -> ${host}:/etc/nats/`);
  console.log(`wrote ${dir}; keys/ stays with you, and each node gets its own:`);
  console.log(each.join('\n'));
  if (tls === 'request')
    console.log('have nodes/*/request.pem signed; docs/stream.md says what goes where');
}

function trust(dir: string, { authority }: Values): void {
  const own = trialAuthorityFile(dir);
  const file = authority ? fromHere(authority) : own;
  if (authority && !existsSync(file)) throw new ClusterError(`${authority} is not there`);
  if (existsSync(file)) trustAuthority(readFileSync(file, 'utf8'));
}

/** @returns exit code */
async function check(dir: string, values: Values): Promise<number> {
  const waitMs = Number(values.wait) * 1_000;
  if (!(waitMs >= 0 && waitMs <= 3_600_000)) throw new ClusterError('--wait is 0 to 3600 seconds');
  const deployment = readDeployment(dir);
  trust(dir, values);
  const checked = await checkNodes(dir, deployment, waitMs);
  console.log(wordsOf(checked).join('\n'));
  return checked.faults.length > 0 ? 1 : 0;
}

async function streams(dir: string, values: Values): Promise<void> {
  const deployment = readDeployment(dir);
  trust(dir, values);
  await makeStreams(dir, deployment);
  console.log('streams OVR and REV are on all nodes, mirrored in the account "mirror"');
}

function users(dir: string, file: string, values: Values): number {
  if (values.out === undefined) throw new Usage('--out is missing');
  const deployment = readDeployment(dir);
  const from = fromHere(file);
  if (!existsSync(from)) throw new ClusterError(`${file} is not there`);
  const now = new Date();
  const table = readUsers(readFileSync(from, 'utf8'), now);
  if (!table.ok) {
    for (const { line, field, what } of table.faults)
      console.error(`${file}:${line}: ${field}: ${what}`);
    return 1;
  }
  const out = fromHere(values.out);
  writeUsers(dir, deployment, table.users, out, now);
  console.log(`wrote ${table.users.length} settings with tokens to ${out}; they are secret`);
  return 0;
}

/** @returns exit code */
async function run([command, ...rest]: readonly string[], values: Values): Promise<number> {
  if (command === undefined) {
    const { program, version } = await ensureNatsServer(PROJECT);
    await runTrial({
      dir: values.dir ? fromHere(values.dir) : path.join(PROJECT, 'output/cluster'),
      force: forceIn(values.force ?? 'trial'),
      hasTls: !values['no-tls'],
      program,
      version,
    });
    return 0;
  }
  if (!['write', 'streams', 'check', 'users', 'revoke'].includes(command))
    throw new Usage(`no command "${command}"`);
  const [first, ...others] = rest;
  if (first === undefined) throw new Usage(`${command} needs a folder`);
  const dir = fromHere(first);
  const [file, ...more] = others;
  if (command === 'write' && file === undefined) write(dir, values);
  else if (command === 'streams' && file === undefined) await streams(dir, values);
  else if (command === 'check' && file === undefined) return check(dir, values);
  else if (command === 'users' && file !== undefined && more.length === 0)
    return users(dir, file, values);
  else if (command === 'revoke' && others.length > 0) {
    const count = revoke(dir, readDeployment(dir), others, new Date());
    console.log(`revoked ${count} tokens; copy accounts.conf to each node, then reload it there`);
  } else throw new Usage(`not understood: ${[command, ...rest].join(' ')}`);
  return 0;
}

try {
  const { values, positionals } = asked(process.argv.slice(2));
  if (values.help) console.log(USAGE);
  else process.exitCode = await run(positionals, values);
} catch (error) {
  const isOurs =
    error instanceof ClusterError || (error instanceof Error && error.name === 'SetupError');
  if (error instanceof Usage) console.error([error.message, USAGE].join('\n'));
  else if (isOurs) console.error(`cluster: ${error.message}`);
  else throw error;
  process.exitCode = error instanceof Usage ? 2 : 1;
}
