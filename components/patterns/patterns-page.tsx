/** Patterns over weeks: of rules, then of teams, then of people; and what to do about each. */
import { LIMITS } from '../../core/patterns/limits.ts';
import type { PatternsReply } from '../../core/patterns/messages.ts';
import type { Pattern } from '../../core/patterns/patterns.ts';
import { PART_HOURS } from '../../core/patterns/week-hours.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { LoadFailed } from '../load-failed.tsx';
import { momentText } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import { LimitsList } from './limits-list.tsx';
import { QualityCard } from './quality-card.tsx';

export interface PatternsState {
  /** Null until they were counted. */
  readonly reply: PatternsReply | null;
  readonly failure: string | null;
}

export interface PatternsPageProps extends PatternsState {
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly Labelled[];
  readonly onRefresh: () => void;
  readonly onPrint: () => void;
}

export function PatternsPage({
  reply,
  failure,
  say,
  language,
  reasons,
  onRefresh,
  onPrint,
}: PatternsPageProps) {
  return (
    <main class="ledgers">
      <div class="review__bar">
        <h2>{say('patterns.title')}</h2>
        <span class="review__acts">
          <button type="button" id="patterns-refresh" class="noprint" onClick={onRefresh}>
            {say('review.refresh')}
          </button>
          <button type="button" id="patterns-print" class="noprint" onClick={onPrint}>
            {say('print.patterns')}
          </button>
        </span>
      </div>
      <p class="quiet">{say('patterns.lead', { weeks: LIMITS.weeks })}</p>
      {failure !== null && (
        <LoadFailed id="patterns-failed" failure={failure} failed="patterns.failed" say={say} />
      )}
      {reply === null && failure === null && <p role="status">{say('patterns.loading')}</p>}
      {reply && <Found reply={reply} {...{ say, language, reasons }} />}
    </main>
  );
}

interface FoundProps {
  readonly reply: PatternsReply;
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly Labelled[];
}

function Found({ reply, say, language, reasons }: FoundProps) {
  const { found, limits, doubtful, quality } = reply;
  return (
    <>
      <p id="patterns-period">
        {say('patterns.period', {
          from: dayText(found.from, language),
          to: dayText(found.before - 1, language),
          n: found.held,
        })}
      </p>
      {doubtful > 0 && (
        <Notice tone="warn" id="patterns-doubtful">
          <p>{say('patterns.doubtful', { n: doubtful })}</p>
        </Notice>
      )}
      {(['rules', 'teams', 'people'] as const).map((of) => (
        <section
          class="card"
          key={of}
          id={`patterns-${of}`}
          aria-labelledby={`patterns-${of}-title`}
        >
          <h3 id={`patterns-${of}-title`}>{say(`patterns.${of}`)}</h3>
          {of === 'rules' && (
            <p class="quiet" id="patterns-limits">
              {say('patterns.rulesLead', { hot: limits.hotPercent, least: limits.heldInWeek })}
            </p>
          )}
          {found[of].length === 0 ? (
            <p>{say(`patterns.${of}None`)}</p>
          ) : (
            <ul class="said">
              {found[of].map((pattern) => (
                <li key={keyOf(pattern)} data-pattern={pattern.kind}>
                  <p>
                    <strong>{sentence(pattern, { say, language, reasons })}</strong>
                  </p>
                  <p>{say(`patterns.do.${pattern.kind}`)}</p>
                </li>
              ))}
            </ul>
          )}
          {found.tooFew[of] > 0 && (
            <p class="quiet" id={`patterns-${of}-few`}>
              {say('patterns.tooFew', { n: found.tooFew[of] })}
            </p>
          )}
        </section>
      ))}
      <p>{say('patterns.meaning')}</p>
      <LimitsList limits={limits} say={say} />
      <QualityCard reply={quality} say={say} />
    </>
  );
}

/** Weeks begin at midnight UTC, which no reader has to know. */
function dayText(at: number, language: Language): string {
  return momentText(at, language).replace(/,.*$/, '');
}

function keyOf(pattern: Pattern): string {
  return `${pattern.kind} ${subjectOf(pattern)}`;
}

function subjectOf(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'hot-rule':
      return pattern.rule;
    case 'hot-hours':
      return `${pattern.day} ${pattern.hour}`;
    case 'quick-review':
      return pattern.reviewer;
    case 'wrong-match':
    case 'life-at-risk':
    case 'repeat-lookups':
      return pattern.officer;
    default:
      return pattern.unit;
  }
}

/** One place behind the point, as a reader in a hurry takes it. */
const bits = (value: number): string => value.toFixed(1);

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function sentence(pattern: Pattern, context: Omit<FoundProps, 'reply'>): string {
  const { say, language, reasons } = context;
  const subject = { who: subjectOf(pattern) };
  switch (pattern.kind) {
    case 'hot-rule': {
      const [{ n, of }, last] = pattern.weeks;
      return say('patterns.is.hot-rule', { ...subject, n, of, n2: last.n, of2: last.of });
    }
    case 'hot-hours': {
      const { day, hour, n, of } = pattern;
      const [from, to] = [clock(hour), clock(hour + PART_HOURS)];
      return say('patterns.is.hot-hours', { day: say(`patterns.day.${day}`), from, to, n, of });
    }
    case 'vaguer': {
      const { before, now, of } = pattern;
      return say('patterns.is.vaguer', { ...subject, before: bits(before), now: bits(now), of });
    }
    case 'one-reason': {
      const { reason, n, of } = pattern;
      const words = `${reason}: ${labelOf(reasons, reason, language)}`;
      return say('patterns.is.one-reason', { ...subject, reason: words, n, of });
    }
    default:
      return say(`patterns.is.${pattern.kind}`, { ...subject, n: pattern.n, of: pattern.of });
  }
}
