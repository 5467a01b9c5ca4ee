/** The look-ups that page scripts call. They answer alike for everyone: no data stands behind. */
import { jsonReply, type Reply } from '../reply.ts';
import type { Screen } from '../screen.ts';

export function answerImmigrationStatus(screen: Screen): Reply {
  return jsonReply({ synthetic: true, result: screen.words.lookupResult });
}

export function answerPnc(screen: Screen): Reply {
  return jsonReply({ synthetic: true, result: screen.words.pncResult });
}
