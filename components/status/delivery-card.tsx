/** Whether entries reach the force. */
import type { DeliveryHealth } from '../../core/delivery/messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { Moment } from '../moment.tsx';
import { Notice, type Tone } from '../notice.tsx';

const TONE: Readonly<Record<DeliveryHealth['state'], Tone>> = {
  off: 'plain',
  reader: 'plain',
  idle: 'good',
  delivering: 'good',
  waiting: 'warn',
  refused: 'bad',
};

export interface DeliveryCardProps {
  readonly delivery: DeliveryHealth;
  /** Address of the page of the force's devices. */
  readonly fleet: string;
  readonly language: Language;
  readonly say: Say;
}

export function DeliveryCard({ delivery, fleet, language, say }: DeliveryCardProps) {
  const { state, why, waiting, oldestAt, deliveredAt } = delivery;
  const at = (time: number | null) =>
    time === null ? say('word.none') : <Moment at={time} language={language} />;
  return (
    <section class="card" aria-labelledby="delivery-title">
      <h2 id="delivery-title">{say('status.delivery')}</h2>
      <Notice tone={TONE[state]} id="delivery">
        <h3 data-delivery={state}>{say(`delivery.${state}`)}</h3>
        <p>
          <strong>{say('status.do')}:</strong> {say(`delivery.${why ?? state}.do`)}
        </p>
      </Notice>
      {state !== 'off' && state !== 'reader' && (
        <Facts
          facts={[
            { name: 'undelivered', label: say('delivery.undelivered'), value: waiting },
            ...(waiting > 0
              ? [{ name: 'oldest', label: say('delivery.oldest'), value: at(oldestAt) }]
              : []),
            { name: 'delivered-at', label: say('delivery.deliveredAt'), value: at(deliveredAt) },
            ...(why === null
              ? []
              : [{ name: 'delivery-why', label: say('delivery.why'), value: <code>{why}</code> }]),
          ]}
        />
      )}
      <p>
        <a href={fleet}>{say('delivery.fleet')}</a>
      </p>
    </section>
  );
}
