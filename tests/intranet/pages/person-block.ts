/** One person's fields as a fieldset, with the look-up, PNC and referral controls beside them. */
import { type Choice, captionOf, PERSON_FIELD_SPECS } from '../choices.ts';
import { type Html, html } from '../html.ts';
import {
  fullName,
  PERSON_FIELDS,
  type PersonDetails,
  type PersonField,
  type Role,
} from '../people.ts';
import { link, type Screen } from '../screen.ts';

export interface PersonBlock {
  /** Start of every id and name in the block, such as `witness-1`. */
  readonly prefix: string;
  readonly role: Role;
  readonly legend: string;
  readonly ref: string;
  readonly details: PersonDetails;
  /** What stands below the fields: `actionRow`, a frame, or nothing. */
  readonly after: readonly Html[];
}

/** A value outside the list stays selectable, or saving would silently change the record. */
export function optionList(screen: Screen, choices: readonly Choice[], value: string): Html {
  const isListed = value === '' || choices.some((item) => item.value === value);
  const all = isListed ? choices : [...choices, { value, caption: { en: value, cy: value } }];
  const options = all.map((item) => {
    const selected = item.value === value && html` selected`;
    return html`<option value="${item.value}"${selected}>${item.caption[screen.lang]}</option>`;
  });
  return html`<option value="">${screen.words.notRecorded}</option>${options}`;
}

function control(screen: Screen, id: string, field: PersonField, value: string): Html {
  const spec = PERSON_FIELD_SPECS[field];
  const caption = spec.caption[screen.lang];
  if (spec.control.kind === 'check') {
    const checked = value === 'on' && html` checked`;
    return html`<div class="field check"><input type="checkbox" id="${id}" name="${id}"
value="on"${checked}>
<label for="${id}">${caption}</label></div>`;
  }
  const label = html`<label for="${id}">${caption}</label>`;
  if (spec.control.kind === 'select') {
    return html`<div class="field">${label}<select id="${id}" name="${id}">
${optionList(screen, spec.control.choices, value)}</select></div>`;
  }
  const wide = field === 'address' && html` wide`;
  return html`<div class="field${wide}">${label}<input type="${spec.control.kind}" id="${id}"
name="${id}"
value="${value}" autocomplete="off"></div>`;
}

export function personFields(screen: Screen, prefix: string, details: PersonDetails): Html {
  const controls = PERSON_FIELDS.map((field) =>
    control(screen, `${prefix}-${field}`, field, details[field]),
  );
  return html`<div class="grid">${controls}</div>`;
}

export function resultPanel(id: string): Html {
  return html`<div id="${id}" class="result" role="status" hidden></div>`;
}

/** Texts that page scripts show; scripts hold none of their own, so that Welsh reaches them. */
export function scriptTexts(screen: Screen): Html {
  return html` data-checking="${screen.words.checking}" data-failed="${screen.words.lookupFailed}"`;
}

export function actionRow(screen: Screen, block: Omit<PersonBlock, 'after'>): Html {
  const { prefix, role, ref } = block;
  const { words } = screen;
  const referHref = link(screen.lang, '/referrals/new', { ref, role });
  return html`<div class="actions" data-prefix="${prefix}" data-role="${role}"
data-ref="${ref}"${scriptTexts(screen)}>
<button type="button" id="${prefix}-check-status"
data-endpoint="/api/immigration-status">${words.checkStatus}</button>
<button type="button" id="${prefix}-pnc" data-endpoint="/api/pnc">${words.pncCheck}</button>
<a id="${prefix}-refer" class="button" href="${referHref}">${words.refer}</a>
</div>
${resultPanel(`${prefix}-result`)}`;
}

export function personBlock(screen: Screen, block: PersonBlock): Html {
  return html`<fieldset id="${block.prefix}-block" class="person">
<legend>${block.legend}</legend>
${personFields(screen, block.prefix, block.details)}
${block.after}
</fieldset>`;
}

export function shownName(screen: Screen, details: PersonDetails): string {
  return fullName(details) || screen.words.noName;
}

/** A field's value as a reader sees it, not as the form sends it. */
export function shownValue(screen: Screen, details: PersonDetails, field: PersonField): string {
  const { control: kind } = PERSON_FIELD_SPECS[field];
  const value = details[field];
  if (kind.kind === 'check') return value === 'on' ? screen.words.yes : '';
  return kind.kind === 'select' ? captionOf(kind.choices, value, screen.lang) : value;
}
