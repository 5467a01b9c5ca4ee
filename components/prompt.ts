/**
 * The officer's prompt, built as plain elements: it travels into every frame of every guarded
 * page, where a view library would be a fifth of the guard's size. Markup only: the host listens
 * for acts (`data-do`) and reads the fields when an act needs them.
 */
import { type Excerpt, RANK_KEY } from '../core/policy/answers.ts';
import type { ReasonCode } from '../core/policy/model.ts';
import { pilotDay } from '../core/policy/pilots.ts';
import { type Language, RANKS, type Rank } from '../core/vocabulary.ts';
import type { Say } from '../core/wording.ts';

/** Each act that the prompt offers, as its buttons name it. */
export const PROMPT_ACTS = [
  'comply',
  'confirm',
  'explain',
  'record',
  'emergency',
  'ask',
  'withdraw',
  'go',
  'close',
] as const;
export type PromptAct = (typeof PROMPT_ACTS)[number];

export interface PromptProps {
  readonly say: Say;
  readonly language: Language;
  readonly title: string;
  readonly why: string;
  readonly instead: string;
  readonly rule: string;
  readonly version: string;
  /** Hours within which life at risk has to be explained. */
  readonly hours: number;
  /** Last day (ISO) of a rule that is rehearsed. */
  readonly pilot?: string | undefined;
  /** `confirm` asks to confirm, `reason` for a recorded reason, `none` has no ordinary way on. */
  readonly needs: 'confirm' | 'reason' | 'none';
  readonly complyKey: 'ui.comply' | 'ui.complyField';
  readonly reasons: readonly ReasonCode[];
  /** Lowest rank that can authorise under a reason, null where no second person is needed. */
  readonly authoriserFor: (reason: ReasonCode | undefined) => Rank | null;
  /** Whether that person can be asked from here. */
  readonly asksNow: boolean;
}

type Child = Node | string | null;

/** Builds one element. Text goes in as text, never as markup. */
function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function button(act: PromptAct, text: string, look = ''): HTMLButtonElement {
  return el('button', { type: 'button', 'data-do': act, class: look }, text);
}

function frame({ language, title }: PromptProps, ...content: readonly Child[]): HTMLElement {
  return el(
    'div',
    { class: 'prompt', lang: language },
    el('h2', { id: 'title' }, title),
    ...content,
  );
}

function question(props: PromptProps, ...content: readonly Child[]): HTMLElement {
  const { say, why, instead, rule, version, pilot } = props;
  return frame(
    props,
    pilot
      ? el('p', { id: 'pilot' }, el('b', {}, say('ui.pilot', { until: pilotDay(pilot) })))
      : null,
    el('p', { id: 'why' }, why),
    el('p', { class: 'instead' }, el('b', {}, `${say('ui.instead')}: `), instead),
    el('p', { class: 'message', id: 'message', role: 'alert' }),
    ...content,
    el('p', { class: 'small' }, `${say('ui.saveSafe')} ${say('ui.mode', { rule, version })}`),
  );
}

/** What the press is called that goes on without a reason. */
export function confirmKey({ pilot }: PromptProps): string {
  return pilot ? 'ui.goPilot' : 'ui.confirm';
}

/** First step: leave it, or go on. */
export function choosing(props: PromptProps): HTMLElement {
  const { say, needs, complyKey } = props;
  return question(
    props,
    el(
      'div',
      { class: 'acts' },
      button('comply', say(complyKey), 'main'),
      needs === 'confirm' ? button('confirm', say(confirmKey(props))) : null,
      needs === 'reason' ? button('explain', say('ui.override')) : null,
    ),
    emergency(props),
  );
}

/** The way that is never refused, apart from the others so that no hand lands on it by habit. */
function emergency({ say, hours }: PromptProps): HTMLElement {
  const act = button('emergency', say('ui.emergency'), 'emergency');
  act.setAttribute('aria-describedby', 'emergency-note');
  return el(
    'div',
    { class: 'last' },
    act,
    el('span', { class: 'small', id: 'emergency-note' }, say('ui.emergencyNote', { hours })),
  );
}

/** Second step: the reason. */
export function explaining(props: PromptProps): HTMLElement {
  const { say, language, reasons } = props;
  return question(
    props,
    el('label', { for: 'reason' }, say('ui.reason')),
    el(
      'select',
      { id: 'reason' },
      el('option', { value: '' }, say('ui.reasonChoose')),
      ...reasons.map(({ code, label }) => el('option', { value: code }, label[language])),
    ),
    el('label', { for: 'explanation' }, say('ui.explanation')),
    el('p', { class: 'hint', id: 'hint' }, say('ui.explanationHint')),
    el('textarea', {
      id: 'explanation',
      rows: '3',
      maxlength: '1000',
      'aria-describedby': 'hint message',
    }),
    authoriserFields(props),
    el(
      'div',
      { class: 'acts' },
      button('record', say('ui.proceed'), 'main'),
      button('comply', say('ui.comply')),
    ),
    emergency(props),
  );
}

/** Always there, so that what was typed stays: hidden for a reason that needs nobody else. */
function authoriserFields(props: PromptProps): HTMLElement {
  const { say } = props;
  const id = { id: 'authoriser', type: 'text', maxlength: '32', autocomplete: 'off' };
  const lowest = authoriserOf(props, '');
  return el(
    'div',
    { class: 'pair', id: 'second', ...(lowest ? {} : { hidden: '' }) },
    el('div', {}, el('label', { for: 'authoriser' }, say('ui.authoriserId')), el('input', id)),
    el(
      'div',
      {},
      el('label', { for: 'rank' }, say('ui.authoriserRank')),
      el('select', { id: 'rank' }, ranksFrom(props, lowest)),
    ),
    el('p', { class: 'hint' }, say('ui.authoriserHint')),
    ...(props.asksNow ? askFields(say) : []),
  );
}

/** Asked from here instead: how it stands, and the one press that is of use then. */
function askFields(say: Say): readonly HTMLElement[] {
  const back = button('withdraw', say('ui.askBack'));
  back.hidden = true;
  return [
    el('p', { class: 'asked', id: 'asked', role: 'status' }),
    el('div', { class: 'acts' }, button('ask', say('ui.askNow')), back),
  ];
}

/** @param code of the reason that is chosen; empty for none */
export function authoriserOf({ authoriserFor, reasons }: PromptProps, code: string): Rank | null {
  return authoriserFor(reasons.find((each) => each.code === code));
}

/** Ranks that are enough, as options. */
export function ranksFrom({ say }: PromptProps, lowest: Rank | null): DocumentFragment {
  const options = document.createDocumentFragment();
  const enough = lowest ? RANKS.slice(RANKS.indexOf(lowest)) : [];
  options.append(...enough.map((rank) => el('option', { value: rank }, say(RANK_KEY[rank]))));
  return options;
}

/** The words of an explanation that are at fault, as they were typed. */
export function marked([before, found, after]: Excerpt): HTMLElement {
  return el('span', { class: 'typed' }, before, el('mark', {}, found), after);
}

/** All is done, and the officer has to know something. */
export function telling(
  props: PromptProps,
  notice: string,
  act: 'go' | 'close' = 'close',
): HTMLElement {
  return frame(
    props,
    el('p', { id: 'why', role: 'status' }, notice),
    el(
      'div',
      { class: 'acts' },
      button(act, props.say(act === 'go' ? 'ui.confirm' : 'ui.noteClose'), 'main'),
    ),
  );
}

/** What the chosen reason has to state. */
export function hintFor(props: PromptProps, code: string): string {
  const { say, language } = props;
  const reason = props.reasons.find((each) => each.code === code);
  const must = reason ? `${say('ui.mustState', { text: reason.mustState[language] })} ` : '';
  return must + say('ui.explanationHint');
}
