/**
 * Pages of a made-up crime report, as large as asked for: sections of persons with nested groups
 * and every common way of naming a control. The same request always gives the same page.
 */

/** How many persons have immigration or PNC controls: none, one in ten, or each. */
export const SIGNALS = ['none', 'few', 'many'] as const;
export type Signals = (typeof SIGNALS)[number];

const ROLES = ['Victim', 'Suspect', 'Witness'] as const;
const EVERY: Readonly<Record<Signals, number>> = { none: 0, few: 10, many: 1 };

type Add = (html: string) => void;

/** @param controls how many inputs, selects, text areas, buttons and links in all */
export function crimeReport(controls: number, signals: Signals): string {
  const sections: string[] = [];
  let left = controls;
  for (let number = 1; left > 0; number++) {
    const every = EVERY[signals];
    const parts = person(number, every > 0 && number % every === every - 1);
    const taken = parts.slice(0, left);
    sections.push(section(number, taken));
    left -= taken.length;
  }
  return pageAround(
    `<form id="report" action="/reports" method="post">${sections.join('')}</form>`,
  );
}

/** Two buttons of no consequence and one PNC check on a suspect, which policy lets through. */
export const PROBES = { plain: '#probe-plain', suspect: '#probe-suspect' } as const;

function pageAround(main: string): string {
  const probes =
    '<section><h2>Suspect 1</h2><button type="button" id="probe-suspect">PNC check</button></section>' +
    '<section><h2>Layout</h2><button type="button" id="probe-plain">Widen columns</button></section>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Crime report</title>
<link rel="icon" href="data:,"></head><body><h1>Crime report</h1><main>${main}${probes}</main>
<div id="stage"></div></body></html>`;
}

function section(number: number, parts: readonly string[]): string {
  const role = ROLES[number % ROLES.length];
  return `<section class="person"><h2>${role} ${number}</h2><fieldset><legend>${role} details</legend>
<p>Recorded as told by the person. Leave blank what is not known.</p>${parts.join('\n')}</fieldset></section>`;
}

/** Each part holds exactly one control. */
function person(number: number, hasSignals: boolean): readonly string[] {
  const parts: string[] = [];
  const add: Add = (html) => parts.push(html);
  const id = `p${number}`;
  addDetails(id, add);
  addChoices(id, add);
  addTable(id, add);
  if (hasSignals) addSignals(id, add);
  addActions(id, add);
  return parts;
}

function addDetails(id: string, add: Add): void {
  for (const name of ['Family name', 'Given names', 'Date of birth', 'Address', 'Phone']) {
    const own = `${id}-${name.toLowerCase().replace(/ /g, '-')}`;
    add(
      `<div><label for="${own}"><span>${name}</span></label><input id="${own}" name="${own}"></div>`,
    );
  }
  add(`<div><span id="${id}-h">Contact</span> <span id="${id}-n">by email</span>
<input aria-labelledby="${id}-h ${id}-n" name="${id}-email"></div>`);
  add(`<div><input aria-label="Interpreter language" name="${id}-language"></div>`);
  add(`<div><label for="${id}-gender">Gender</label><select id="${id}-gender">
<option value="">Choose</option><option>Female</option><option>Male</option></select></div>`);
  add(`<div><label for="${id}-notes">Account in own words</label>
<textarea id="${id}-notes" placeholder="What happened"></textarea></div>`);
}

function addChoices(id: string, add: Add): void {
  const radio = (text: string) =>
    `<label><input type="radio" name="${id}-injured" value="${text}"> ${text}</label>`;
  add(`<fieldset><legend>Was the person injured?</legend>${radio('Yes')}</fieldset>`);
  add(`<fieldset><legend>Does the person want updates?</legend>${radio('No')}</fieldset>`);
  for (const text of ['Wants a call back', 'Needs step-free access']) {
    add(`<div><label><input type="checkbox" name="${id}-${text.length}"> ${text}</label></div>`);
  }
}

function addTable(id: string, add: Add): void {
  for (const item of ['Handset', 'Bicycle']) {
    add(`<table><thead><tr><th>Item</th><th>Value</th></tr></thead><tbody><tr><td>${item}</td>
<td><input name="${id}-${item}"></td></tr></tbody></table>`);
  }
}

function addSignals(id: string, add: Add): void {
  add(`<div><label for="${id}-status">Immigration status</label>
<select id="${id}-status"><option value="">Choose</option><option>Not asked</option></select></div>`);
  add(`<div><button type="button" id="${id}-pnc">PNC check</button></div>`);
}

function addActions(id: string, add: Add): void {
  add(`<div><button type="button">Add another address</button></div>`);
  add(`<div><a href="/help/${id}">Help with this section</a></div>`);
  add(`<div><span role="button" tabindex="0">Show history</span></div>`);
  add(`<div><button type="button" id="${id}-save" name="save">Save section</button></div>`);
}
