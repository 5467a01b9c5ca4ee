/** The registry as files leave it, and the settings that each browser reads from it. */

export type Data =
  | { readonly type: 'text' | 'texts'; readonly text: string }
  | { readonly type: 'number'; readonly number: number };

export interface Key {
  readonly values: Map<string, Data>;
  readonly keys: Map<string, Key>;
}

export function emptyKey(): Key {
  return { values: new Map(), keys: new Map() };
}

/** The key of that path below another; made where there is none. */
export function keyAt(root: Key, path: string): Key {
  let key = root;
  for (const name of path.split('\\')) {
    const next = key.keys.get(name) ?? emptyKey();
    key.keys.set(name, next);
    key = next;
  }
  return key;
}

/** @source Microsoft, "How to add, modify, or delete registry subkeys and values by using a .reg file" */
export function readRegFile(text: string): Key {
  const [head, ...lines] = text.split('\r\n');
  if (head !== 'Windows Registry Editor Version 5.00') throw new Error(`not a .reg file: ${head}`);
  if (/[^\x20-\x7e\r\n]/.test(text)) throw new Error('reg import takes ASCII or UTF-16');
  const root = emptyKey();
  let key = root;
  for (const line of lines) {
    if (line === '' || line.startsWith('[-')) continue;
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      key = keyAt(root, section);
      continue;
    }
    const [, name, data] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? [];
    if (name === undefined || data === undefined) throw new Error(`cannot read ${line}`);
    key.values.set(unquoted(name), regData(data));
  }
  return root;
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

function regData(data: string): Data {
  const number = /^dword:([0-9a-f]{8})$/.exec(data)?.[1];
  if (number !== undefined) return { type: 'number', number: Number.parseInt(number, 16) };
  const [, kind, bytes = ''] = /^hex\(([17])\):([0-9a-f,]*)$/.exec(data) ?? [];
  if (kind !== undefined) {
    const text = Buffer.from(bytes.replaceAll(',', ''), 'hex').toString('utf16le');
    return { type: kind === '7' ? 'texts' : 'text', text: text.replace(/\0+$/, '') };
  }
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(data)?.[1];
  if (quoted === undefined) throw new Error(`cannot read ${data}`);
  return { type: 'text', text: unquoted(quoted) };
}

/** The one kind of command that our script has for values. */
export function readPowerShell(text: string): Key {
  const place = /^\$key = '(?:HKLM:)\\([^']+)'/m.exec(text)?.[1];
  if (place === undefined) throw new Error('the script names no key');
  const root = emptyKey();
  const key = keyAt(root, `HKEY_LOCAL_MACHINE\\${place}`);
  const command =
    /^New-ItemProperty -LiteralPath \$key -Name '(\w+)' -PropertyType (String|DWord|MultiString) -Value (\d+|'(?:[^']|'')*') -Force/gm;
  for (const [, name = '', type, value = ''] of text.matchAll(command)) {
    const words = value.replace(/^'|'$/g, '').replaceAll("''", "'");
    key.values.set(
      name,
      type === 'DWord'
        ? { type: 'number', number: Number(value) }
        : { type: type === 'String' ? 'text' : 'texts', text: words },
    );
  }
  return root;
}

type Schema = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function under(schema: unknown, name: string): unknown {
  return isObject(schema) && isObject(schema['properties'])
    ? schema['properties'][name]
    : undefined;
}

/**
 * @source Chromium, `components/policy/core/common/registry_dict.cc`: `ConvertToJSON` for keys,
 * `ConvertRegistryValue` for values. What does not fit is left out without a word.
 */
export function asChromiumReads(key: Key, schema: unknown): unknown {
  if (isObject(schema) && schema['type'] === 'array') {
    const numbered = [...key.values].filter(([name]) => /^\d+$/.test(name));
    return numbered.map(([, data]) => chromiumValue(data, schema['items']));
  }
  const values = [...key.values].map(([name, data]) => [
    name,
    chromiumValue(data, under(schema, name)),
  ]);
  const keys = [...key.keys].map(([name, each]) => [
    name,
    asChromiumReads(each, under(schema, name)),
  ]);
  return Object.fromEntries([...values, ...keys].filter(([, value]) => value !== undefined));
}

function chromiumValue(data: Data, schema: unknown): unknown {
  const type = isObject(schema) ? schema['type'] : undefined;
  // REG_MULTI_SZ is a type that Chromium does not read.
  if (data.type === 'texts') return undefined;
  if (data.type === 'number') {
    if (type === 'boolean') return data.number !== 0;
    return type === 'number' ? data.number : undefined;
  }
  if (type === 'string') return data.text;
  if (type === 'number') return Number(data.text);
  return type === 'object' || type === 'array' ? JSON.parse(data.text) : undefined;
}

/** @source Firefox, `WindowsGPOParser.sys.mjs`: `registryToObject`, `readRegistryValue` */
export function asFirefoxReads(key: Key): unknown {
  const values = [...key.values].map(([name, data]): [string, unknown] => [
    name,
    firefoxValue(data),
  ]);
  if (values[0]?.[0] === '1') return values.map(([, value]) => value);
  const keys = [...key.keys].map(([name, each]): [string, unknown] => [name, asFirefoxReads(each)]);
  return Object.fromEntries([...values, ...keys]);
}

function firefoxValue(data: Data): unknown {
  if (data.type === 'number') return data.number;
  return data.type === 'texts' ? JSON.parse(data.text) : data.text;
}
