/**
 * Administrative templates read back: whether they keep to the published structure.
 *
 * @source Microsoft, "PolicyDefinitions schema", one page for each element (learn.microsoft.com):
 * which elements, in which order, with which attributes
 */
import { JSDOM } from 'jsdom';

const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';

/** @throws Error where the text is not well-formed XML */
export function readXml(text: string): Element {
  return new JSDOM(text, { contentType: 'text/xml' }).window.document.documentElement;
}

interface Rule {
  /** Child elements in their order; `!` for one that is needed, `*` for any number. */
  readonly children: readonly string[];
  /** Attributes; `!` for one that is needed. */
  readonly attributes: readonly string[];
}

const VALUE_PLACE = ['id!', 'clientExtension', 'key', 'valueName!', 'required', 'soft'];
const RULES: Readonly<Record<string, Rule>> = {
  policyDefinitions: {
    children: [
      'policyNamespaces!',
      'supersededAdm*',
      'annotation*',
      'resources!',
      'supportedOn',
      'categories',
      'policies',
    ],
    attributes: ['revision!', 'schemaVersion!', 'xmlns'],
  },
  policyNamespaces: { children: ['target!', 'using*'], attributes: [] },
  target: { children: [], attributes: ['prefix!', 'namespace!'] },
  'policyDefinitions/resources': {
    children: [],
    attributes: ['minRequiredRevision!', 'fallbackCulture'],
  },
  'policyDefinitions/supportedOn': { children: ['products', 'definitions'], attributes: [] },
  definitions: { children: ['definition*'], attributes: [] },
  definition: { children: ['or', 'and'], attributes: ['name!', 'displayName!'] },
  categories: { children: ['category*'], attributes: [] },
  category: {
    children: ['annotation*', 'parentCategory', 'seeAlso*', 'keywords'],
    attributes: ['name!', 'displayName!', 'explainText'],
  },
  parentCategory: { children: [], attributes: ['ref!'] },
  policies: { children: ['policy*'], attributes: [] },
  policy: {
    children: [
      'annotation*',
      'parentCategory',
      'seeAlso*',
      'keywords',
      'supportedOn!',
      'enabledValue',
      'disabledValue',
      'enabledList',
      'disabledList',
      'elements',
    ],
    attributes: [
      'name!',
      'class!',
      'displayName!',
      'explainText',
      'presentation',
      'key!',
      'valueName',
    ],
  },
  'policy/supportedOn': { children: [], attributes: ['ref!'] },
  enabledList: { children: ['item*'], attributes: ['defaultKey'] },
  'enabledList/item': { children: ['value!'], attributes: ['key', 'valueName!'] },
  elements: {
    children: ['boolean*', 'decimal*', 'text*', 'enum*', 'list*', 'multiText*'],
    attributes: [],
  },
  boolean: {
    children: ['trueValue', 'falseValue', 'trueList', 'falseList'],
    attributes: VALUE_PLACE.filter((name) => name !== 'required' && name !== 'soft'),
  },
  trueValue: { children: ['decimal'], attributes: [] },
  falseValue: { children: ['decimal'], attributes: [] },
  'trueValue/decimal': { children: [], attributes: ['value!'] },
  'falseValue/decimal': { children: [], attributes: ['value!'] },
  decimal: {
    children: [],
    attributes: [...VALUE_PLACE, 'minValue', 'maxValue', 'storeAsText'],
  },
  text: { children: [], attributes: [...VALUE_PLACE, 'maxLength', 'expandable'] },
  multiText: { children: [], attributes: [...VALUE_PLACE, 'maxLength', 'maxStrings'] },
  enum: { children: ['item*'], attributes: VALUE_PLACE.filter((name) => name !== 'soft') },
  'enum/item': { children: ['value!', 'valueList'], attributes: ['displayName!'] },
  value: { children: ['string', 'decimal', 'delete'], attributes: [] },
  'value/string': { children: [], attributes: [] },
  list: {
    children: [],
    attributes: [
      'id!',
      'clientExtension',
      'key',
      'valuePrefix',
      'additive',
      'expandable',
      'explicitValue',
    ],
  },
  policyDefinitionResources: {
    children: ['displayName!', 'description!', 'annotation*', 'resources!'],
    attributes: ['revision!', 'schemaVersion!', 'xmlns'],
  },
  displayName: { children: [], attributes: [] },
  description: { children: [], attributes: [] },
  'policyDefinitionResources/resources': {
    children: ['stringTable', 'presentationTable'],
    attributes: [],
  },
  stringTable: { children: ['string*'], attributes: [] },
  string: { children: [], attributes: ['id!'] },
  presentationTable: { children: ['presentation*'], attributes: [] },
  presentation: {
    children: [
      'text*',
      'decimalTextBox*',
      'textBox*',
      'checkBox*',
      'comboBox*',
      'dropdownList*',
      'listBox*',
      'multiTextBox*',
    ],
    attributes: ['id!'],
  },
  textBox: { children: ['label!', 'defaultValue'], attributes: ['refId!'] },
  label: { children: [], attributes: [] },
  multiTextBox: { children: [], attributes: ['refId!', 'showAsDialog', 'defaultHeight'] },
  listBox: { children: [], attributes: ['refId!'] },
  checkBox: { children: [], attributes: ['refId!', 'defaultChecked'] },
  dropdownList: { children: [], attributes: ['refId!', 'noSort', 'defaultItem'] },
  decimalTextBox: { children: [], attributes: ['refId!', 'defaultValue', 'spin', 'spinStep'] },
};

/** A choice among its children, in any order. */
const ANY_ORDER = new Set(['elements', 'presentation', 'definition', 'value']);

function bare(name: string): string {
  return name.replace(/[!*]$/, '');
}

/** Where a template does not keep to the structure; empty for one that does. */
export function structureFaults(element: Element): readonly string[] {
  const name = element.localName;
  const rule = RULES[`${element.parentElement?.localName}/${name}`] ?? RULES[name];
  if (rule === undefined) return [`there is no element ${name}`];
  const faults = element.namespaceURI === NAMESPACE ? [] : [`${name} is in another namespace`];
  const attributes = element.getAttributeNames();
  const children = [...element.children].map((child) => child.localName);
  const order = rule.children.map(bare);
  const places = children.map((child) => order.indexOf(child));
  return [
    ...faults,
    ...attributes
      .filter((each) => !rule.attributes.map(bare).includes(each))
      .map((each) => `${name} has no attribute ${each}`),
    ...rule.attributes
      .filter((each) => each.endsWith('!') && !attributes.includes(bare(each)))
      .map((each) => `${name} needs ${bare(each)}`),
    ...children.filter((each) => !order.includes(each)).map((each) => `${each} within ${name}`),
    ...rule.children
      .filter((each) => each.endsWith('!') && !children.includes(bare(each)))
      .map((each) => `${name} needs an element ${bare(each)}`),
    ...rule.children
      .filter((each) => !each.endsWith('*') && children.filter((n) => n === bare(each)).length > 1)
      .map((each) => `${name} has two of ${bare(each)}`),
    ...(!ANY_ORDER.has(name) && places.some((place, n) => place < (places[n - 1] ?? 0))
      ? [`${name} has ${children.join(', ')}, in another order`]
      : []),
    ...[...element.children].flatMap(structureFaults),
  ];
}

function idsOf(root: Element, selector: string, attribute: string): readonly string[] {
  return [...root.querySelectorAll(selector)].map((each) => each.getAttribute(attribute) ?? '');
}

function twice(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** What refers to nothing, what is named twice, and fields that a form and a policy do not share. */
export function referenceFaults(admx: Element, adml: Element): readonly string[] {
  const strings = idsOf(adml, 'stringTable > string', 'id');
  const presentations = idsOf(adml, 'presentation', 'id');
  const used = [...admx.outerHTML.matchAll(/\$\((string|presentation)\.(\w+)\)/g)];
  const categories = idsOf(admx, 'category', 'name');
  const policies = idsOf(admx, 'policy', 'name');
  const fields = [...admx.querySelectorAll('policy')].flatMap((policy) => {
    const id = policy.getAttribute('presentation')?.replace(/^\$\(presentation\.|\)$/g, '');
    const asked = idsOf(policy, 'elements > *', 'id');
    const shown = idsOf(adml, `presentation[id="${id}"] > *`, 'refId');
    return asked.join() === shown.join()
      ? []
      : [`${policy.getAttribute('name')}: ${asked} / ${shown}`];
  });
  return [
    ...used
      .filter(([, kind, id = '']) => !(kind === 'string' ? strings : presentations).includes(id))
      .map(([reference]) => `${reference} is nowhere`),
    ...strings
      .filter((id) => !used.some(([, kind, name]) => kind === 'string' && name === id))
      .map((id) => `nothing uses the string ${id}`),
    ...idsOf(admx, 'parentCategory', 'ref').filter((ref) => !categories.includes(ref)),
    ...idsOf(admx, 'policy > supportedOn', 'ref').filter(
      (ref) => !idsOf(admx, 'definition', 'name').includes(ref),
    ),
    ...[strings, presentations, categories, policies].flatMap(twice),
    ...fields,
  ];
}
