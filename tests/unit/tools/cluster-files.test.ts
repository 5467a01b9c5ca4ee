/** What force IT gives in and gets: tables of users, keys, configurations. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nkeys } from '@nats-io/nats-core';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Deployment,
  ON_A_NODE,
  readDeployment,
  writeDeployment,
} from '../../../tools/cluster/deployment.ts';
import { makeKey, readSeed } from '../../../tools/cluster/nkeys.ts';
import { COLUMNS, readUsers, revoke, writeUsers } from '../../../tools/cluster/users.ts';
import { isClean, verdictOn } from '../../../tools/cluster/verdict.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const HEAD = COLUMNS.join(',');
const dir = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-deployment-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const nodes: Deployment['nodes'] = ['a', 'b', 'c'].map((letter, index) => ({
  name: `n${index + 1}`,
  host: `${letter}.force.example`,
  ports: { client: 4222, websocket: 443, cluster: 6222, monitor: 8222 },
}));
const write = (force = 'mids') =>
  writeDeployment(dir, { force, nodes, tls: 'request' }, () => ON_A_NODE, NOW);

describe('a table of users', () => {
  it('is read with the end of the day as the end of the token', () => {
    const table = readUsers(
      `${HEAD}\r\noff1,officer,t07,2026-11-30\r\nsup1,supervisor,t07;t08,2027-01-01\n`,
      NOW,
    );
    expect(table).toEqual({
      ok: true,
      users: [
        {
          name: 'off1',
          role: 'officer',
          units: ['t07'],
          expiresAt: Date.parse('2026-12-01T00:00:00Z') / 1000,
        },
        {
          name: 'sup1',
          role: 'supervisor',
          units: ['t07', 't08'],
          expiresAt: Date.parse('2027-01-02T00:00:00Z') / 1000,
        },
      ],
    });
  });

  it.each([
    ['Off1,officer,t07,2026-11-30', 'name'],
    ['off.1,officer,t07,2026-11-30', 'name'],
    ['off1,chief,t07,2026-11-30', 'role'],
    ['off1,officer,,2026-11-30', 'units'],
    ['off1,officer,t07;t08,2026-11-30', 'units'],
    ['off1,officer,*,2026-11-30', 'units'],
    ['siem,reader,t07,2026-11-30', 'units'],
    ['it,fleet,t07,2026-11-30', 'units'],
    ['off1,officer,t07,30/11/2026', 'expires'],
    ['off1,officer,t07,2026-02-30', 'expires'],
    ['off1,officer,t07,2026-11-25', 'expires'],
    ['off1,officer,t07,2029-01-01', 'expires'],
    ['off1,officer,t07', 'row'],
    ['off1,officer,t07,2026-11-30,more', 'row'],
  ])('is refused with line and field: %s', (row, field) => {
    const table = readUsers(`${HEAD}\nok1,officer,t07,2026-11-30\n${row}\n`, NOW);
    expect(table.ok ? [] : table.faults.map((each) => [each.line, each.field])).toEqual([
      [3, field],
    ]);
  });

  it('is refused with a name twice, without its first line and without a row', () => {
    const row = 'off1,officer,t07,2026-11-30';
    expect(readUsers(`${HEAD}\n${row}\n${row}`, NOW)).toMatchObject({ faults: [{ line: 3 }] });
    expect(readUsers(row, NOW)).toMatchObject({ ok: false });
    expect(readUsers(HEAD, NOW)).toMatchObject({ ok: false });
  });
});

describe('a folder for the server side', () => {
  it('keeps its keys to their owner, and tells the nodes no secret', () => {
    write();
    const keys = path.join(dir, 'keys');
    const seeds = readdirSync(keys).map((name) => {
      expect(statSync(path.join(keys, name)).mode & 0o077, name).toBe(0);
      return readFileSync(path.join(keys, name), 'utf8');
    });
    for (const { name } of nodes) {
      const folder = path.join(dir, 'nodes', name);
      const text = ['nats-server.conf', 'accounts.conf']
        .map((file) => readFileSync(path.join(folder, file), 'utf8'))
        .join('\n');
      for (const seed of seeds.flatMap((each) => each.match(/\bS[A-Z2-7]{57}\b/g) ?? []))
        expect(text).not.toContain(seed);
      expect(text).toContain('sync_interval: always');
      expect(text).toContain('verify: true');
      expect(statSync(path.join(folder, 'tls/key.pem')).mode & 0o077).toBe(0);
      expect(readFileSync(path.join(folder, 'tls/request.pem'), 'utf8')).toMatch(
        /^-----BEGIN CERTIFICATE REQUEST/,
      );
    }
  });

  it('keeps its keys and its requests when it is written again', () => {
    const before = readFileSync(path.join(dir, 'keys/force.nk'), 'utf8');
    const key = readFileSync(path.join(dir, 'nodes/n1/tls/key.pem'), 'utf8');
    write();
    expect(readFileSync(path.join(dir, 'keys/force.nk'), 'utf8')).toBe(before);
    expect(readFileSync(path.join(dir, 'nodes/n1/tls/key.pem'), 'utf8')).toBe(key);
  });

  it('gets the key of a role that came with a newer version, and says so where it lacks it', () => {
    const file = path.join(dir, 'keys/fleet.nk');
    const officers = readFileSync(path.join(dir, 'keys/officer.nk'), 'utf8');
    rmSync(file);
    expect(() => revoke(dir, readDeployment(dir), [], NOW)).toThrow(/run "write" again/);
    write();
    expect(readFileSync(file, 'utf8')).toMatch(/^SA/);
    expect(readFileSync(path.join(dir, 'keys/officer.nk'), 'utf8')).toBe(officers);
  });

  it('is not written over by another force', () => {
    expect(() => write('wmp')).toThrow(/is of force mids/);
  });

  it('gives each user a file of its own, and takes tokens back by name', () => {
    const out = path.join(dir, 'out');
    const table = readUsers(
      `${HEAD}\noff1,officer,t07,2026-11-30\noff2,officer,t07,2026-11-30`,
      NOW,
    );
    if (!table.ok) return expect.unreachable();
    writeUsers(dir, readDeployment(dir), table.users, out, NOW);
    expect(readdirSync(out).sort()).toEqual(['off1.json', 'off2.json']);
    expect(statSync(path.join(out, 'off1.json')).mode & 0o077).toBe(0);
    const text = readFileSync(path.join(out, 'off1.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      delivery: {
        force: 'mids',
        unit: 't07',
        name: 'off1',
        urls: ['wss://a.force.example:443', {}, {}].map(() => expect.stringMatching(/^wss:/)),
      },
    });
    expect(readFileSync(path.join(dir, 'issued.jsonl'), 'utf8')).not.toMatch(/\bSU[A-Z2-7]{56}\b/);
    expect(revoke(dir, readDeployment(dir), ['off1'], NOW)).toBe(1);
    expect(Object.keys(readDeployment(dir).revoked).length).toBe(1);
    expect(() => revoke(dir, readDeployment(dir), ['off1', 'nobody'], NOW)).toThrow(/nobody/);
  });
});

describe('a key', () => {
  it.each(['operator', 'account', 'user'] as const)(
    'of an %s is one for the published package too',
    (kind) => {
      const ours = makeKey(kind);
      const theirs = nkeys.fromSeed(new TextEncoder().encode(ours.seed));
      expect(theirs.getPublicKey()).toBe(ours.publicKey);
      const text = new TextEncoder().encode('signed');
      expect(theirs.verify(text, ours.sign(text))).toBe(true);
      expect(readSeed(ours.seed).publicKey).toBe(ours.publicKey);
    },
  );

  it('with a letter changed is refused, and is not in the message', () => {
    const { seed } = makeKey('user');
    const changed = `${seed.slice(0, 20)}${seed[20] === 'A' ? 'B' : 'A'}${seed.slice(21)}`;
    expect(() => readSeed(changed)).toThrow(/check sum/);
    for (const bad of [changed, 'x', '', 'S1', seed.slice(1)])
      try {
        readSeed(bad);
        expect.unreachable();
      } catch (error) {
        expect(String(error)).not.toContain(changed.slice(5, 15));
      }
  });
});

describe('the verdict after a fault', () => {
  const message = (sequence: number, subject: string, hash = 'h') => ({
    sequence,
    subject,
    hash,
    bytes: 1,
  });
  const promised = new Map([
    ['a', 'h'],
    ['b', 'h'],
  ]);
  const whole = [message(1, 'a'), message(2, 'b')];

  it('is clean where all nodes have all, once', () => {
    expect(
      isClean(
        verdictOn(
          promised,
          new Map([
            ['n1', whole],
            ['n2', whole],
          ]),
        ),
      ),
    ).toBe(true);
  });

  it.each([
    ['lost', [message(1, 'a')]],
    ['twice', [...whole, message(3, 'b')]],
    ['changed', [message(1, 'a'), message(2, 'b', 'other')]],
    ['apart', [...whole, message(3, 'c')]],
    ['apart', [message(1, 'b'), message(2, 'a')]],
  ] as const)('names what is %s on one node', (what, other) => {
    const verdict = verdictOn(
      promised,
      new Map([
        ['n1', whole],
        ['n2', [...other]],
      ]),
    );
    expect(verdict[what].length).toBeGreaterThan(0);
    expect(isClean(verdict)).toBe(false);
  });
});
