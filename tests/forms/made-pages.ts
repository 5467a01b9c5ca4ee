/** Pages that nobody wrote: parts in parts, with fields, actions and titles of every make in them. */
import fc from 'fast-check';

const TEXTS = [
  'Victim',
  'Victim 2',
  'Suspect 1',
  'Witness details',
  'Immigration status',
  'Visa',
  'Nationality',
  'PNC check',
  'Run PNC check',
  'Check',
  'Check status',
  'Search',
  'Refer to Home Office',
  'Role',
  'Offence',
  'Status',
  'Family name',
  'Notes',
  'Item',
  'Save',
  'Cancel',
  'Yes',
  'Check this person?',
  'Dioddefwr',
  '',
] as const;

const FIELDS = [
  '<input ID>',
  '<input ID type="text" placeholder="TEXT">',
  '<input ID type="checkbox">',
  '<input ID type="radio" name="choice" value="TEXT">',
  '<input ID type="search" title="TEXT">',
  '<textarea ID></textarea>',
  '<select ID><option value="">Choose</option><option>TEXT</option><option>Other</option></select>',
  '<select ID><option>Victim</option><option selected>Suspect</option><option>Witness</option></select>',
  '<select ID><option>Overstayer</option><option>Limited leave to remain</option></select>',
  '<div ID role="combobox" tabindex="0">TEXT</div>',
  '<div ID contenteditable="true"></div>',
] as const;

const NAMED = [
  '<label for="@">TEXT</label>FIELD',
  '<label>TEXT FIELD</label>',
  'FIELD<label for="@"><span>TEXT</span></label>',
  '<div><label for="@"><span>TEXT</span></label><div>FIELD</div></div>',
  '<span id="s@">TEXT</span><div aria-labelledby="s@">FIELD</div>',
  '<span>TEXT</span><div class="wrapping">FIELD</div>',
  '<b>TEXT</b> FIELD',
  'TEXT FIELD',
  '<dl><dt>TEXT</dt><dd>FIELD</dd></dl>',
  '<table><tr><td>TEXT</td><td>FIELD</td></tr></table>',
  '<table><tr><th>TEXT</th><th>Value</th></tr><tr><td>FIELD</td><td><input></td></tr></table>',
  '<table><tr><td colspan="2">TEXT</td></tr><tr><td>FIELD</td><td>ACTION</td></tr></table>',
] as const;

const ACTIONS = [
  '<button ID type="button">TEXT</button>',
  '<button ID>TEXT</button>',
  '<input ID type="submit" value="TEXT">',
  '<a ID href="/people/TEXT">TEXT</a>',
  '<span ID role="button" tabindex="0">TEXT</span>',
  '<button ID aria-label="TEXT"><img alt="TEXT" src="data:,"></button>',
  '<button ID aria-controls="opened" aria-haspopup="dialog">TEXT</button>',
  '<button ID role="radio" aria-checked="true">TEXT</button>',
] as const;

const TITLES = [
  '<h2>TEXT</h2>',
  '<h3 class="panel-title">TEXT</h3>',
  '<p><b>TEXT</b></p>',
  '<div class="card-header"><span class="card-title">TEXT</span></div>',
  '<div class="section-title">TEXT</div>',
  '<label>TEXT</label>',
  '<button aria-expanded="true">TEXT</button>',
  '<div role="alert">TEXT</div>',
  '<legend>TEXT</legend>',
  '<summary>TEXT</summary>',
  '<p>TEXT</p>',
] as const;

const PARTS = [
  '<div>INSIDE</div>',
  '<p>INSIDE</p>',
  '<div class="card">INSIDE</div>',
  '<div class="row">INSIDE</div>',
  '<section aria-label="TEXT">INSIDE</section>',
  '<section>INSIDE</section>',
  '<fieldset><legend>TEXT</legend>INSIDE</fieldset>',
  '<form action="/TEXT">INSIDE<button>Submit</button></form>',
  '<details><summary>TEXT</summary>INSIDE</details>',
  '<div role="dialog" id="opened" aria-label="TEXT">INSIDE<button>No</button></div>',
  '<div role="tabpanel" id="panel">INSIDE</div><button role="tab" aria-controls="panel">TEXT</button>',
  '<ul><li>TEXT</li><li>INSIDE</li></ul>',
  '<table><caption>TEXT</caption><tr><th>Role</th><th>TEXT</th><th>Item</th></tr><tr><td>IP</td><td>TEXT</td><td>INSIDE</td></tr></table>',
  '<person-card label="TEXT"><span slot="title">TEXT</span>INSIDE</person-card>',
  '<span>INSIDE</span>',
] as const;

/** Each piece with its texts; ids come when the page is written. */
interface Piece {
  readonly html: string;
  readonly texts: readonly string[];
  readonly inside: readonly Piece[];
}

const text = fc.constantFrom(...TEXTS);
const texts = fc.array(text, { minLength: 1, maxLength: 2 });
const piece = (html: fc.Arbitrary<string>, inside: fc.Arbitrary<readonly Piece[]>) =>
  fc.record({ html, texts, inside });

const action = fc.constantFrom(...ACTIONS);
const field = fc
  .tuple(fc.constantFrom(...NAMED), fc.constantFrom(...FIELDS), action)
  .map(([named, control, act]) => named.replace('FIELD', control).replace('ACTION', act));

const simple = fc.oneof(
  piece(field, fc.constant([])),
  piece(action, fc.constant([])),
  piece(fc.constantFrom(...TITLES), fc.constant([])),
);
const within = (inner: fc.Arbitrary<Piece>, most: number): fc.Arbitrary<Piece> =>
  piece(fc.constantFrom(...PARTS), fc.array(inner, { maxLength: most }));

const small = fc.oneof(simple, simple, within(simple, 4));
const part = fc.oneof(small, within(small, 4), within(within(small, 3), 2));

export const madePages: fc.Arbitrary<string> = fc
  .tuple(text, fc.array(part, { minLength: 1, maxLength: 4 }))
  .map(([title, parts]) => {
    let last = 0;
    const write = ({ html, texts: said, inside }: Piece): string => {
      const id = `c${++last}`;
      let turn = 0;
      return html
        .replace(/\bID\b/g, `id="${id}"`)
        .replaceAll('@', id)
        .replaceAll('TEXT', () => said[turn++ % said.length] ?? '')
        .replaceAll('INSIDE', () => inside.map(write).join(''));
    };
    return `<title>${title}</title><h1>${title}</h1>${parts.map(write).join('')}`;
  });

/** One change of a page: what is done, to which of its elements, with which other and which words. */
export interface Change {
  readonly act: 'text' | 'letters' | 'move' | 'add' | 'remove' | 'label' | 'class' | 'empty';
  readonly at: number;
  readonly other: number;
  readonly text: string;
}

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    act: fc.constantFrom('text', 'letters', 'move', 'add', 'remove', 'label', 'class', 'empty'),
    at: fc.nat(10_000),
    other: fc.nat(10_000),
    text,
  }),
  { minLength: 1, maxLength: 6 },
);

/** Makes it as a page would: by a text, an attribute, or an element that comes, goes or moves. */
export function change(page: Document, { act, at, other, text: said }: Change): void {
  const elements = [...page.body.querySelectorAll('*')];
  const element = elements[at % elements.length];
  const place = elements[other % elements.length];
  if (!element || !place) return;
  const inner = element.firstChild;
  switch (act) {
    case 'text':
      element.append(said);
      break;
    case 'letters':
      if (inner?.nodeType === Node.TEXT_NODE) inner.nodeValue = said;
      break;
    case 'move':
      if (!element.contains(place)) place.prepend(element);
      break;
    case 'add': {
      const added = page.createElement('span');
      added.textContent = said;
      element.append(added);
      break;
    }
    case 'remove':
      element.remove();
      break;
    case 'label':
      element.setAttribute('aria-label', said);
      break;
    case 'class':
      element.className = ['card', 'row', 'modal', 'card-title', 'breadcrumb', ''][other % 6] ?? '';
      break;
    default:
      element.replaceChildren();
  }
}
