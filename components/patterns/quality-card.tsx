/** How review is going, for whoever leads it: units before people, and how to read the numbers. */
import type { Agreement } from '../../core/patterns/agreement.ts';
import type { QualityReply } from '../../core/patterns/messages.ts';
import type { Measured, Named, ReviewQuality } from '../../core/patterns/review-quality.ts';
import type { Say } from '../../core/wording.ts';
import { WideTable } from '../wide-table.tsx';

export interface QualityCardProps {
  readonly reply: QualityReply;
  readonly say: Say;
}

export function QualityCard({ reply, say }: QualityCardProps) {
  return (
    <section class="card" id="quality" aria-labelledby="quality-title">
      <h3 id="quality-title">{say('quality.title')}</h3>
      {reply.shown ? (
        <Shown {...reply} say={say} />
      ) : (
        <p id="quality-not-shown" data-why={reply.why}>
          {say(reply.why === 'no-leads' ? 'quality.noLeads' : 'quality.notLead')}
        </p>
      )}
    </section>
  );
}

type ShownProps = Extract<QualityReply, { shown: true }> & { readonly say: Say };

function Shown({ quality, plantedPercent, say }: ShownProps) {
  const { all, units, reviewers, tooFew } = quality;
  const rows: readonly Named[] = all ? [{ name: say('quality.all'), ...all }, ...units] : units;
  return (
    <>
      <p class="quiet">{say('quality.lead')}</p>
      <p id="quality-planted">
        {plantedPercent > 0
          ? say('quality.planted', { n: plantedPercent })
          : say('quality.plantedNone')}
      </p>
      <Rows of="units" name="unit" rows={rows} n={tooFew.units} say={say} />
      <Rows of="reviewers" name="reviewer" rows={reviewers} n={tooFew.reviewers} say={say} />
      <details>
        <summary>{say('quality.explain')}</summary>
        {[1, 2, 3, 4].map((n) => (
          <p key={n}>{say(`quality.explain${n}`)}</p>
        ))}
      </details>
    </>
  );
}

interface RowsProps {
  readonly of: keyof ReviewQuality['tooFew'];
  readonly name: 'unit' | 'reviewer';
  readonly rows: readonly Named[];
  /** Of how many too little is known. */
  readonly n: number;
  readonly say: Say;
}

const COLUMNS = ['decided', 'median', 'quick', 'second', 'plantedShare'] as const;

function Rows({ of, name, rows, n, say }: RowsProps) {
  const title = say(`quality.${of}`);
  return (
    <>
      <h4>{title}</h4>
      {rows.length === 0 ? (
        <p>{say('quality.none')}</p>
      ) : (
        <WideTable id={`quality-${of}`} label={title}>
          <thead>
            <tr>
              <th scope="col">{say(`quality.${name}`)}</th>
              {COLUMNS.map((column) => (
                <th scope="col" key={column}>
                  {say(`quality.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name || say('quality.unknownUnit')}</th>
                {cellsOf(row, say).map((text, place) => (
                  <td key={COLUMNS[place]}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {n > 0 && (
        <p class="quiet" id={`quality-${of}-few`}>
          {say(of === 'units' ? 'quality.tooFewUnits' : 'quality.tooFewReviewers', { n })}
        </p>
      )}
    </>
  );
}

function cellsOf({ decided, medianMs, quick, second, planted }: Measured, say: Say) {
  return [
    String(decided),
    medianMs === null ? say('word.dash') : timeText(medianMs, say),
    shareText({ n: quick, of: decided }, say),
    agreementText(second, say),
    agreementText(planted, say),
  ];
}

const MINUTE_MS = 60_000;

function timeText(ms: number, say: Say): string {
  if (ms < 2 * MINUTE_MS) return say('quality.seconds', { n: Math.round(ms / 1000) });
  return say('quality.minutes', { n: Math.round(ms / MINUTE_MS) });
}

function shareText({ n, of }: Pick<Agreement, 'n' | 'of'>, say: Say): string {
  if (of === 0) return say('word.dash');
  return say('quality.share', { n, of, percent: Math.round((n / of) * 100) });
}

/** Without a minus before nothing. */
const places = (kappa: number): string => (Math.round(kappa * 100) / 100 || 0).toFixed(2);

/** Two places behind the point: with one, 0.96 would read as if all agreed. */
function agreementText(agreement: Agreement | null, say: Say): string {
  if (agreement === null) return say('quality.tooFew');
  const { kappa } = agreement;
  const beyond =
    kappa === null ? say('quality.kappaNone') : say('quality.kappa', { kappa: places(kappa) });
  return `${shareText(agreement, say)}; ${beyond}`;
}
