/**
 * Settings as values in the Windows registry, and the files that put them there.
 *
 * What is no text, number or switch is JSON: Chromium parses a text where its schema wants a list or
 * an object. Subkeys would be read too, in the order of their names as text: entry 10 before entry 2.
 *
 * @source Chromium, `components/policy/core/common/registry_dict.cc`, `ConvertRegistryValue`; Firefox,
 * `toolkit/components/enterprisepolicies/WindowsGPOParser.sys.mjs`, `readRegistryValue`
 */
import { type Browser, type Deployment, listed, registryKey } from './deployment.ts';

export type RegistryData =
  | { readonly type: 'REG_SZ' | 'REG_MULTI_SZ'; readonly text: string }
  | { readonly type: 'REG_DWORD'; readonly number: number };

export interface RegistryValue {
  readonly name: string;
  readonly data: RegistryData;
}

/** @throws RangeError for a number that REG_DWORD does not hold */
function dataOf(value: unknown, browser: Browser): RegistryData {
  if (typeof value === 'string') return { type: 'REG_SZ', text: value };
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff)
      throw new RangeError('the registry holds whole numbers from 0');
    return { type: 'REG_DWORD', number: value };
  }
  // Firefox has no schema that would turn 1 into true or a text into a list.
  if (browser === 'Firefox') return { type: 'REG_MULTI_SZ', text: JSON.stringify(value) };
  if (typeof value === 'boolean') return { type: 'REG_DWORD', number: value ? 1 : 0 };
  return { type: 'REG_SZ', text: JSON.stringify(value) };
}

export function registryValues(
  browser: Browser,
  { settings }: Deployment,
): readonly RegistryValue[] {
  return Object.entries(listed(settings)).map(([name, value]) => ({
    name,
    data: dataOf(value, browser),
  }));
}

const CRLF = '\r\n';

/** A file for `reg import`, in ASCII: other characters are written as UTF-16 bytes. */
export function regFile(browser: Browser, deployment: Deployment): string {
  const key = `HKEY_LOCAL_MACHINE\\${registryKey(browser, deployment.extensionId)}`;
  const lines = registryValues(browser, deployment).map(
    ({ name, data }) => `${quoted(name)}=${regData(data)}`,
  );
  // The first line takes away what an earlier version set and this one does not.
  const all = [
    'Windows Registry Editor Version 5.00',
    '',
    `[-${key}]`,
    '',
    `[${key}]`,
    ...lines,
    '',
  ];
  return all.join(CRLF);
}

function regData(data: RegistryData): string {
  switch (data.type) {
    case 'REG_DWORD':
      return `dword:${data.number.toString(16).padStart(8, '0')}`;
    case 'REG_SZ':
      return /^[\x20-\x7e]*$/.test(data.text) ? quoted(data.text) : `hex(1):${bytes(data.text, 1)}`;
    case 'REG_MULTI_SZ':
      return `hex(7):${bytes(data.text, 2)}`;
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** UTF-16LE with as many closing zeros as the type has. */
function bytes(text: string, zeros: number): string {
  const encoded = Buffer.from(text + '\0'.repeat(zeros), 'utf16le');
  return [...encoded].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
}

const POWERSHELL_TYPE = {
  REG_SZ: 'String',
  REG_MULTI_SZ: 'MultiString',
  REG_DWORD: 'DWord',
} as const;

/**
 * For Edge under Intune: templates that an administrator brings may not write below
 * `Software\Policies\Microsoft`, so a script does.
 * @source Microsoft, "Win32 and Desktop Bridge app ADMX policy ingestion", overview
 */
export function powerShell(browser: Browser, deployment: Deployment): string {
  const key = `HKLM:\\${registryKey(browser, deployment.extensionId)}`;
  const lines = registryValues(browser, deployment).map(({ name, data }) => {
    const value = data.type === 'REG_DWORD' ? String(data.number) : single(data.text);
    const type = POWERSHELL_TYPE[data.type];
    return `New-ItemProperty -LiteralPath $key -Name ${single(name)} -PropertyType ${type} -Value ${value} -Force | Out-Null`;
  });
  // Windows PowerShell takes a file for UTF-8 by this mark alone.
  return [
    `\ufeff$ErrorActionPreference = 'Stop'`,
    `$key = ${single(key)}`,
    'if (Test-Path -LiteralPath $key) { Remove-Item -LiteralPath $key -Recurse -Force }',
    'New-Item -Path $key -Force | Out-Null',
    ...lines,
    '',
  ].join(CRLF);
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
