/** How the command line speaks of policies, in either language. */
import type { FullSpeech } from '../../core/policy/explain-words.ts';
import type { Language } from '../../core/vocabulary.ts';
import { reasonCodes } from '../../platform/baseline.ts';
import { promptFor } from '../../platform/wording.ts';
import { sayPolicy } from './shipped.ts';

export function speechIn(language: Language): FullSpeech {
  return {
    say: sayPolicy(language),
    reason: (code) => reasonCodes.find((each) => each.code === code)?.label[language] ?? code,
    second: (code) => reasonCodes.find((each) => each.code === code),
    prompt: (wording) => promptFor(wording, language),
  };
}
