/**
 * Pages of a made-up crime report, as large as asked for: sections of persons with nested groups
 * and every common way of naming a control, about 6.5 nodes a control. A quarter of the controls
 * may stand in open shadow roots, half of them in frames. The same request always gives the same
 * page.
 */

/** How many persons have immigration or PNC controls: none, one in ten, or each. */
export const SIGNALS = ['none', 'few', 'many'] as const;
export type Signals = (typeof SIGNALS)[number];

export interface PageShape {
  /** Inputs, selects, text areas, buttons and links in all, those in roots and frames included. */
  readonly controls: number;
  readonly signals: Signals;
  /** Open shadow roots, with a quarter of the controls. */
  readonly roots: number;
  /** Frames of the same origin, with half of the controls. */
  readonly frames: number;
}

const ROLES = ['Victim', 'Suspect', 'Witness'] as const;
const EVERY: Readonly<Record<Signals, number>> = { none: 0, few: 10, many: 1 };

/** A few elements, and how many controls are among them. */
interface Part {
  readonly html: string;
  readonly controls: number;
}

type Add = (html: string, controls?: number) => void;

/** Two buttons of no consequence and one PNC check on a suspect, which policy lets through. */
export const PROBES = { plain: '#probe-plain', suspect: '#probe-suspect' } as const;

export function pathOf({ controls, signals, roots, frames }: PageShape): string {
  return `/${controls}/${signals}/${roots}/${frames}`;
}

export function crimeReport(shape: PageShape): string {
  const { controls, signals, roots, frames } = shape;
  const inFrames = frames > 0 ? Math.floor(controls / 2 / frames) : 0;
  const own = controls - inFrames * frames;
  const inRoots = roots > 0 ? Math.max(1, Math.floor(controls / 4 / roots)) : 0;
  const persons = new Persons(signals);
  const plain = persons.sections(own - inRoots * roots);
  const cards = Array.from({ length: roots }, () => {
    const inside = persons.sections(inRoots);
    return `<person-card><template shadowrootmode="open">${inside}</template></person-card>`;
  });
  const frame = pathOf({ controls: inFrames, signals, roots: 0, frames: 0 });
  return pageAround(
    `<form id="report" action="/reports" method="post">${plain}${cards.join('')}</form>` +
      `<iframe src="${frame}"></iframe>`.repeat(frames),
  );
}

function pageAround(main: string): string {
  const probes =
    '<section><h2>Suspect 1</h2><button type="button" id="probe-suspect">PNC check</button></section>' +
    '<section><h2>Layout</h2><button type="button" id="probe-plain">Widen columns</button></section>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Crime report</title>
<link rel="icon" href="data:,"></head><body><h1>Crime report</h1><main>${main}${probes}</main>
<div id="stage"></div></body></html>`;
}

class Persons {
  readonly #every: number;
  #last = 0;

  constructor(signals: Signals) {
    this.#every = EVERY[signals];
  }

  /** As many sections as hold these many controls. */
  sections(controls: number): string {
    const sections: string[] = [];
    for (let left = controls; left > 0; ) {
      const number = ++this.#last;
      const taken: string[] = [];
      for (const { html, controls: each } of person(number, this.#hasSignals(number))) {
        if (each > left) continue;
        taken.push(html);
        left -= each;
      }
      sections.push(section(number, taken));
    }
    return sections.join('');
  }

  #hasSignals(number: number): boolean {
    return this.#every > 0 && number % this.#every === this.#every - 1;
  }
}

function section(number: number, parts: readonly string[]): string {
  const role = ROLES[number % ROLES.length];
  return `<section class="person"><h2>${role} ${number}</h2><fieldset><legend>${role} details</legend>
<p>Recorded as told by the person. Leave blank what is not known.</p>${parts.join('')}</fieldset></section>`;
}

function person(number: number, hasSignals: boolean): readonly Part[] {
  const parts: Part[] = [];
  const add: Add = (html, controls = 1) => parts.push({ html, controls });
  const id = `p${number}`;
  addDetails(id, add);
  addChoices(id, add);
  addTable(id, add);
  if (hasSignals) addSignals(id, add);
  addActions(id, add);
  return parts;
}

const DETAILS = [
  'Family name',
  'Given names',
  'Date of birth',
  'Address',
  'Postcode',
  'Home phone',
  'Work phone',
  'Occupation',
  'Preferred contact time',
];

function addDetails(id: string, add: Add): void {
  for (const name of DETAILS) {
    const own = `${id}-${name.toLowerCase().replace(/ /g, '-')}`;
    add(
      `<div class="field"><label for="${own}"><span>${name}</span></label><div><input id="${own}" name="${own}"></div></div>`,
    );
  }
  add(`<div><span id="${id}-h">Contact</span> <span id="${id}-n">by email</span>
<input aria-labelledby="${id}-h ${id}-n" name="${id}-email"></div>`);
  add(`<div><input aria-label="Interpreter language" name="${id}-language"></div>`);
  add(
    `<div><label for="${id}-gender">Gender</label><select id="${id}-gender">` +
      '<option value="">Choose</option><option>Female</option><option>Male</option>' +
      '<option>Other</option><option>Not stated</option></select></div>',
  );
  add(
    `<div><label for="${id}-notes">Account in own words</label>` +
      `<textarea id="${id}-notes" placeholder="What happened"></textarea></div>`,
  );
}

function addChoices(id: string, add: Add): void {
  for (const question of ['Was the person injured?', 'Does the person want updates?']) {
    const radios = ['Yes', 'No', 'Not known'].map(
      (text) =>
        `<div><label><input type="radio" name="${id}-${question.length}" value="${text}"><span>${text}</span></label></div>`,
    );
    add(`<fieldset><legend>${question}</legend>${radios.join('')}</fieldset>`, radios.length);
  }
  for (const text of ['Wants a call back', 'Needs step-free access', 'Wants to remain anonymous'])
    add(
      `<div><label><input type="checkbox" name="${id}-${text.length}"><span>${text}</span></label></div>`,
    );
}

function addTable(id: string, add: Add): void {
  const rows = ['Handset', 'Bicycle', 'Jewellery'].map(
    (item) =>
      `<tr><td>${item}</td><td>Not recovered</td><td><input name="${id}-${item}-value"></td><td><input name="${id}-${item}-mark"></td></tr>`,
  );
  add(
    `<table><thead><tr><th>Item</th><th>State</th><th>Value</th><th>Mark</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    rows.length * 2,
  );
}

function addSignals(id: string, add: Add): void {
  add(
    `<div><label for="${id}-status">Immigration status</label>` +
      `<select id="${id}-status"><option value="">Choose</option><option>Not asked</option></select></div>`,
  );
  add(`<div><button type="button" id="${id}-pnc">PNC check</button></div>`);
}

function addActions(id: string, add: Add): void {
  add(`<div><button type="button"><span>Add another address</span></button></div>`);
  add(
    `<p><small>Help is given in <a href="/help/${id}">notes for this section</a> of the manual.</small></p>`,
  );
  add(`<div><span role="button" tabindex="0">Show history</span></div>`);
  add(`<div><button type="button" id="${id}-save" name="save">Save section</button></div>`);
}
