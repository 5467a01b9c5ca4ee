/** What the registry holds when an administrator has filled in the forms of a template. */
import { type Data, type Key, keyAt } from './registry-reading.ts';
import { readXml } from './template-structure.ts';

/** Fields of a form as Intune names them: `<enabled/><data id="…" value="…"/>`. */
export function fieldsIn(value: string): ReadonlyMap<string, string> {
  const form = readXml(`<form>${value}</form>`);
  if (form.firstElementChild?.localName !== 'enabled') throw new Error('the policy is not enabled');
  return new Map(
    [...form.querySelectorAll('data')].map((data) => [
      data.getAttribute('id') ?? '',
      data.getAttribute('value') ?? '',
    ]),
  );
}

/** Puts into the registry what an enabled policy with these fields puts there. */
export function apply(policy: Element, fields: ReadonlyMap<string, string>, registry: Key): void {
  const base = policy.getAttribute('key') ?? '';
  const put = (key: string | null, name: string | null, data: Data): void => {
    keyAt(registry, key ?? base).values.set(name ?? '', data);
  };
  const list = policy.querySelector('enabledList');
  for (const item of list?.querySelectorAll('item') ?? [])
    put(list?.getAttribute('defaultKey') ?? null, item.getAttribute('valueName'), {
      type: 'text',
      text: item.textContent.trim(),
    });
  for (const field of policy.querySelectorAll('elements > *')) {
    const given = fields.get(field.getAttribute('id') ?? '');
    const [key, name] = [field.getAttribute('key'), field.getAttribute('valueName')];
    if (given === undefined) {
      if (field.getAttribute('required') === 'true') throw new Error(`${name} is needed`);
      continue;
    }
    const most = Number(field.getAttribute('maxLength') ?? 1023);
    if (given.length > most) throw new Error(`${name} takes ${most} characters`);
    switch (field.localName) {
      case 'boolean':
        put(key, name, { type: 'number', number: given === 'true' ? 1 : 0 });
        break;
      case 'decimal':
        put(key, name, { type: 'number', number: Number(given) });
        break;
      case 'multiText':
        put(key, name, { type: 'texts', text: given.replaceAll('\uf000', '\n') });
        break;
      case 'list': {
        const parts = given.split('\uf000');
        for (let n = 0; n < parts.length; n += 2)
          put(key, parts[n] ?? '', { type: 'text', text: parts[n + 1] ?? '' });
        break;
      }
      default:
        put(key, name, { type: 'text', text: given });
    }
  }
}
