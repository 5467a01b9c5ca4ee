/** What asks for each of several boxes or answers, and stands before them all. */
import { captionOf } from './dom.ts';
import { labelsFor } from './labels.ts';
import {
  all,
  attribute,
  closest,
  contains,
  elementBefore,
  isOver,
  localName,
  parentElementOf,
} from './native.ts';
import { captionsBefore, EDGE } from './read-captions.ts';

/** Selects a box and all that answer the same question. */
export function ofSameName({ type, name }: HTMLInputElement): string {
  const named = name === '' ? ':is(:not([name]),[name=""])' : `[name="${CSS.escape(name)}"]`;
  return `input[type=${type}]${named}`;
}

/** Elements around the choices of one question; a list of persons to choose from is longer. */
const MOST_AROUND = 200;
const MOST_IN_LIST = 2_000;

function mostIn(part: Element): number {
  return /^[ou]l$/.test(localName(part)) ? MOST_IN_LIST : MOST_AROUND;
}

/** A title over boxes with which rows are picked tells of them, and asks for nothing: "PNC checks waiting". */
const TELLS =
  /\b(?:a?waiting|pending|outstanding|overdue|results?|completed?|done|received|history|queue|log|yn aros|canlyniad\w*)\b/i;

const ASKS =
  /^(?:run|search|request|do|start|select|tick|choose)\b|\bto be \w+ (?:on|for|with|of)\b/i;

/** A long list under a title that asks for nothing: its boxes pick rows. */
function isOfMany(box: HTMLInputElement): boolean {
  const list = closest(box, 'ul,ol');
  return list !== null && isOver(list, MOST_AROUND);
}

/** The label of the first of several choices, or what stands before them all, asks for each. */
export function questionBefore(control: HTMLInputElement): string {
  const text = titleOfChoices(control);
  if (control.type !== 'checkbox' || ASKS.test(text)) return text;
  return TELLS.test(text) || isOfMany(control) ? '' : text;
}

function titleOfChoices(control: HTMLInputElement): string {
  if (!attribute(control, 'name')) return '';
  const same = ofSameName(control);
  let part = parentElementOf(control);
  // A list of many rows has a box in each, and asks for none of them.
  for (let step = 0; part && step < 4 && !isOver(part, mostIn(part)); step++) {
    const [one, other] = all(part, same);
    if (one && other) {
      const labels = labelsFor(one);
      const label = labels.find((each) => part && !contains(part, each));
      if (label) return captionOf(label);
      // Before the first answer, in what holds them all or around it. A label there is the answer's own.
      const answer = childAround(part, one);
      const own = elementBefore(answer);
      return captionsBefore(own && labels.includes(own) ? part : answer)[0] ?? '';
    }
    if (EDGE.test(localName(part))) break;
    part = parentElementOf(part);
  }
  return '';
}

function childAround(part: Element, inner: Element): Element {
  let at = inner;
  for (let up = parentElementOf(at); up && up !== part; up = parentElementOf(at)) at = up;
  return at;
}
