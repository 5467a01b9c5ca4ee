/**
 * To whom a message goes that is written on the page: what stands in its box "To", compared in memory
 * with the names of those to whom a victim's details must not go. Of no other box is it read. And
 * where a search is made, as chosen in its list.
 */
import type { SourceText } from '../../core/forms/snapshot.ts';
import { concernsUs } from './concern.ts';
import { isHtml, textOf, tidy, typedIn } from './dom.ts';
import { rememberedPart } from './epoch.ts';
import { all, attribute, elementsOf, first, listOf, localName, matches } from './native.ts';
import { readNames } from './read-names.ts';

const LISTS = 'select,[role=combobox]';
const FIELDS = `input,textarea,${LISTS}`;
const BOXES = 'input:is([type=text],[type=email],[type=search],:not([type])),textarea';
const TO =
  /^(?:to|cc|bcc|recipients?|send to|forward to|share with|addressee|anfon at|derbynnydd|derbynwyr)\W*$/i;
/** A message has few boxes, and these stand first. */
const MOST_BOXES = 20;
const LONGEST = 200;

interface Fields {
  readonly boxes: readonly Element[];
  readonly lists: readonly Element[];
}

/** The first of a form that has thousands are found without all of them being looked for. */
const fieldsIn = rememberedPart((form: Element): Fields => {
  const boxes: Element[] = [];
  const lists: Element[] = [];
  const fields = isHtml(form, 'form') ? elementsOf(form) : all(form, FIELDS);
  for (let at = 0, { length } = fields; at < length; at++) {
    const field = fields[at];
    if (!field) continue;
    if (matches(field, LISTS)) lists.push(field);
    if (boxes.length < MOST_BOXES && matches(field, BOXES)) boxes.push(field);
    if (lists.length >= MOST_BOXES && boxes.length === MOST_BOXES) break;
  }
  // A list that is drawn is none of the form's own fields.
  const drawn = listOf(form, '[role=combobox]:not(input,select,button)');
  return { boxes, lists: [...lists, ...drawn].slice(0, MOST_BOXES) };
});

const boxesIn = rememberedPart((form: Element): readonly Element[] =>
  fieldsIn(form).boxes.filter(
    (box) =>
      TO.test(attribute(box, 'name') ?? '') || readNames(box).some(({ text }) => TO.test(text)),
  ),
);

const listsCalled = (called: RegExp) =>
  rememberedPart((form: Element): readonly Element[] =>
    fieldsIn(form).lists.filter((list) => readNames(list).some(({ text }) => called.test(text))),
  );

const listsOfRecipients = listsCalled(TO);
/** "Letter: [Notice to Immigration Enforcement]". */
const lettersIn = listsCalled(
  /^(?:letter|template|document|notice|message|(?:standard|stock) (?:letter|text)|llythyr|templed|dogfen|neges)\W*$/i,
);
/** "Search in: [PNC names]". What only names a system may be where a report came from. */
const listsOfSystems = listsCalled(
  /^(?:search|look|find|check|query)(?: up)?(?: in| on| at| with| type| scope)?\W*$|^chwilio yn\W*$/i,
);
/** "Home Office letter" may be an answer that is passed on to the victim. */
const WRITTEN_TO =
  /\b(?:to|notif(?:y|ying|ication of|ication to|ied)|(?:at|hysbys\w+) (?=(?:y |yr )?(?:swyddfa|mewnfudo|gorfodi|ukvi)))\s*(?!(?:the |y |our )?(?:victim|witness|officer|cps|court|dioddefwr|ms|mr|mrs|miss)\b)(?:[\p{L}&'-]+ ){0,3}(?:home office|immigration|ukvi|border force|nccu|uk visas|swyddfa gartref|swyddfa'r cartref|mewnfudo|gorfodi)/iu;

/** "Request type: [Status (immigration)]". */
const listsOfRequests = listsCalled(
  /^(?:(?:type|kind|nature) of )?(?:requests?|enquir(?:y|ies)|checks?|search(?:es)?|look-?ups?|referrals?)(?: types?)?(?: (?:requested|required|to (?:run|make|do)))?\W*$|^(?:math o )?(?:gais|ymholiad|gwiriad|chwiliad|atgyfeiriad)\W*$/i,
);

function chosenIn(list: Element): string {
  if (localName(list) === 'select') return tidy(first(list, 'option:checked')?.textContent);
  return typedIn(list) || textOf(list);
}

const groupsIn = rememberedPart((form: Element): readonly Element[] =>
  listOf(form, GROUPS)
    .slice(0, MOST_BOXES)
    .filter((group) => TO.test(tidy(attribute(group, 'aria-label')))),
);

/** Those who were chosen stand as chips beside, or in place of, the box. */
const GROUPS = '[role][aria-label]:is([role=group],[role=list])';

/** @param form or dialog that is sent */
export function recipientsIn(form: Element): readonly SourceText[] {
  const letters = lettersIn(form).map(chosenIn);
  const recipients = [
    ...boxesIn(form).map(typedIn),
    ...listsOfRecipients(form).map(chosenIn),
    ...letters.filter((letter) => WRITTEN_TO.test(letter)),
    ...groupsIn(form).map(textOf),
  ];
  return recipients.flatMap((to): readonly SourceText[] => {
    const text = to.slice(0, LONGEST);
    const said = { source: 'form', text: `Send to ${text}` } as const;
    return text !== '' && concernsUs([{ source: 'form', text }]) ? [said] : [];
  });
}

/** What is typed or chosen there begins no new reading: whoever sends the form has to begin one. */
export function isAddressed(form: Element): boolean {
  return [boxesIn, listsOfRecipients, lettersIn, listsOfSystems, listsOfRequests].some(
    (find) => find(form).length > 0,
  );
}

const OF_THINGS = /\b(?:vehicle|vrm|property|plate)\b/i;
const OF_PERSON = /\b(?:names?|persons?|nominals?|people)\b/i;

/** Where a form searches, or what it requests, as it is chosen in it. */
export function systemsIn(form: Element): readonly SourceText[] {
  const texts = [
    ...listsOfSystems(form).map((list) => `Search in ${chosenIn(list)}`),
    ...listsOfRequests(form).map((list) => `Enquiry ${chosenIn(list)}`),
  ];
  return texts.flatMap((text): readonly SourceText[] => {
    if (OF_THINGS.test(text) && !OF_PERSON.test(text)) return [];
    const said = { source: 'form', text } as const;
    return concernsUs([said]) ? [said] : [];
  });
}
