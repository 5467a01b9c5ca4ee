/** Changes of settings beside rules, hosts and times, in plain sentences. */
import type { Say } from '../wording.ts';
import type { SettingsChange } from './diff-settings.ts';

export function settingsSentence(change: SettingsChange, say: Say): string {
  switch (change.of) {
    case 'pilot-stated':
    case 'pilot-over': {
      const { rule, from, until } = change.pilot;
      return say(`diff.${change.of}`, { rule, from, until });
    }
    case 'pilot-moved': {
      const { before, after } = change;
      const { rule, from, until } = after;
      return say('diff.pilot-moved', {
        ...{ rule, from, until },
        ...{ wasFrom: before.from, wasUntil: before.until },
      });
    }
    case 'ring-begins':
    case 'ring-over': {
      const { id, percent } = change.ring;
      return say(`diff.${change.of}`, { ring: id, percent });
    }
    case 'ring-changed': {
      const { before, after } = change;
      const isOther = before.id !== after.id;
      return say(isOther ? 'diff.ring-other' : 'diff.ring-changed', {
        ...{ ring: after.id, percent: after.percent },
        ...{ before: isOther ? before.id : before.percent },
      });
    }
    case 'assurance': {
      const { name, before, after } = change;
      return say(`diff.limit.${name}`, { before, after });
    }
    case 'force-name':
    case 'silent-hours': {
      const { of, before, after } = change;
      return say(`diff.${of}`, { before, after });
    }
    case 'suspended-begins':
    case 'suspended-over':
    case 'leads':
    case 'delivery-begins':
    case 'delivery-over':
    case 'delivery-changed':
    case 'fleet-begins':
    case 'fleet-over':
    case 'record-key-begins':
    case 'record-key-over':
    case 'record-key-changed':
      return say(`diff.${change.of}`);
  }
}
