/**
 * docs/admin-guide.md stays true: its commands run as they stand, in their order, and the files,
 * policies and words on screens that it names are there.
 */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HARDENING, PARTS, POLICIES } from '../core/health/self-check.ts';
import { lint } from '../core/policy/lint.ts';
import { readPolicyText } from '../core/policy/policy-file.ts';
import { POLICY_ORIGINS } from '../core/vocabulary.ts';
import product from '../package.json' with { type: 'json' };
import { baseline } from '../platform/baseline.ts';
import { promptWording } from '../platform/wording.ts';
import approval from '../policies/wording/approval.en.json' with { type: 'json' };
import deciding from '../policies/wording/deciding.en.json' with { type: 'json' };
import fleet from '../policies/wording/fleet.en.json' with { type: 'json' };
import ledger from '../policies/wording/ledger.en.json' with { type: 'json' };
import pages from '../policies/wording/pages.en.json' with { type: 'json' };
import patterns from '../policies/wording/patterns.en.json' with { type: 'json' };
import prompt from '../policies/wording/prompt.en.json' with { type: 'json' };
import queue from '../policies/wording/queue.en.json' with { type: 'json' };
import reconcile from '../policies/wording/reconcile.en.json' with { type: 'json' };
import { PROJECT } from '../tools/build.ts';
import { packageOptions } from '../tools/package/options.ts';

const GUIDE = readFileSync(path.join(PROJECT, 'docs/admin-guide.md'), 'utf8');
const PROSE = GUIDE.replaceAll(/```[\s\S]*?```/g, '');
/** Policies of browsers that the status page names. */
const POLICY_NAMES = Object.values(POLICIES).flat();
const SCREEN_WORDS = new Set<string>(
  [pages, ledger, prompt, fleet, reconcile, queue, patterns, deciding, approval].flatMap((table) =>
    Object.values<string>(table),
  ),
);

/** Stands in for the folder that only force IT can read, and for the machine that is set up. */
const secure = mkdtempSync(path.join(tmpdir(), 'right-to-report-guide-'));
afterAll(() => rmSync(secure, { recursive: true }));

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
}

const BLOCKS: readonly Block[] = [...GUIDE.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(
  ([, language = '', text = '']) => ({ language, lines: text.trim().split('\n') }),
);
const COMMANDS = BLOCKS.filter(({ language }) => language === 'sh').flatMap(({ lines }) => lines);
const [FIRST_PACKAGE, ...FURTHER_PACKAGES] = COMMANDS.filter((each) => /run package/.test(each));

function placed(command: string): string {
  return command.replaceAll('/secure', secure).replaceAll(' /etc/', ` ${secure}/etc/`);
}

function inCode(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

function notOnScreens(text: string): readonly string[] {
  const bold = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words);
  return bold.filter((words) => !SCREEN_WORDS.has(words));
}

function wordingOf(key: string): string | undefined {
  return new Map<string, string>(Object.entries(pages)).get(key);
}

/** Whatever a force deploys, and what puts it into real browsers in tests. */
function deployedText(): string {
  const settings = path.join(secure, 'dist/settings');
  const files = readdirSync(settings, { recursive: true, encoding: 'utf8' });
  const made = files
    .filter((file) => path.extname(file) !== '')
    .map((file) => `${settings}/${file}`);
  const tests = ['chromium', 'firefox'].map((each) => `tests/e2e/${each}-deployment.test.ts`);
  return [...made, ...tests.map((file) => path.join(PROJECT, file))]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** A bare machine lacks it; who follows the guide has it, or makes the key elsewhere. */
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

function makeKey(command: string): void {
  const [, file = '', bits = ''] = / -out (\S+) (\d+)$/.exec(command) ?? [];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: Number(bits) });
  writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }));
}

beforeAll(() => {
  for (const command of COMMANDS) {
    // A package takes some seconds: one is made, and of the others what they ask for is looked at.
    if (FURTHER_PACKAGES.includes(command)) continue;
    if (command.startsWith('openssl ') && !HAS_OPENSSL) {
      makeKey(placed(command));
      continue;
    }
    const { status, stdout, stderr } = spawnSync('sh', ['-c', placed(command)], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${command}\n${stdout}\n${stderr}`);
  }
}, 120_000);

describe("the administrator's guide", () => {
  it('has commands that ran, and says of the others that they were not tried', () => {
    expect(COMMANDS.length).toBeGreaterThan(12);
    expect(COMMANDS).toContain(FIRST_PACKAGE);
    const others = BLOCKS.filter(({ language }) => language !== 'sh');
    expect(others.map(({ language }) => language)).toEqual(['bat', 'json']);
    expect(GUIDE.split('```bat')[0]?.trimEnd()).toMatch(/\(not tried\):$/);
  });

  it('has settings that the check passes without a word', () => {
    const [settings] = BLOCKS.filter(({ language }) => language === 'json');
    const read = readPolicyText(settings?.lines.join('\n') ?? '');
    expect(
      read.ok && lint(read.file, { baseline, wording: promptWording, today: '2026-11-26' }),
    ).toEqual([]);
  });

  it('asks for packages only with options that the command takes', () => {
    expect(FURTHER_PACKAGES.length).toBeGreaterThan(0);
    for (const command of FURTHER_PACKAGES) {
      const [, args = ''] = placed(command).split(' -- ');
      expect(() => packageOptions(args.split(' ')), command).not.toThrow();
    }
  });

  it('left a certificate, a release and policy files where it says', () => {
    for (const file of [
      'force.certificate.json',
      'tomorrow.certificate.json',
      'dist/server/updates.xml',
      'etc/opt/chrome/policies/managed/right-to-report-install.json',
      'etc/opt/chrome/policies/managed/right-to-report-settings.json',
      'etc/firefox/policies/policies.json',
    ])
      expect(existsSync(path.join(secure, file)), file).toBe(true);
  });

  it('names only files that are there', () => {
    const roots = [PROJECT, secure, `${secure}/dist`, `${secure}/dist/settings`];
    const files = inCode(PROSE).filter((code) =>
      /^[\w./-]+(?:\/|\.(?:admx|adml|json|md|mobileconfig|ps1|reg|ts|xml))$/.test(code),
    );
    const there = (file: string): boolean =>
      file.startsWith('/etc/') ||
      [...roots, `${secure}/dist/server`].some((root) =>
        existsSync(path.join(root, file.replace('/secure', ''))),
      );
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((file) => !there(file) && !file.startsWith('.'))).toEqual([]);
    const links = [...GUIDE.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !existsSync(path.join(PROJECT, 'docs', to)))).toEqual([]);
  });

  it('names only policies of browsers that we make, test, or name on the status page', () => {
    const known = `${deployedText()}\n${POLICY_NAMES.join('\n')}`;
    const named = inCode(PROSE).filter((code) => /^[A-Z][A-Za-z]{9,}$|^[a-z]+_[a-z_]+$/.test(code));
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(known))).toEqual([]);
    for (const policy of POLICY_NAMES)
      for (const word of policy.match(/^\w+|\b[a-z]+_[a-z_]+\b/g) ?? [])
        expect(inCode(PROSE), policy).toContain(word);
  });

  it('names commands of this repository only', () => {
    const scripts = [...GUIDE.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
    expect(scripts.filter((name) => !(name in product.scripts))).toEqual([]);
  });

  it('calls what is on a screen as the screen calls it', () => {
    expect(notOnScreens(GUIDE)).toEqual([]);
    expect(notOnScreens('Press **Uninstall everything**.')).toEqual(['Uninstall everything']);
  });

  it.each(POLICY_ORIGINS)('says what to do where the policy is: %s', (origin) => {
    expect(GUIDE).toContain(`| **${wordingOf(`origin.${origin}`)}** |`);
  });

  it.each([...PARTS, ...HARDENING])(
    'says what to do where the self-check does not pass: %s',
    (name) => {
      expect(GUIDE).toContain(`**${wordingOf(`check.${name}`)}**`);
    },
  );
});
