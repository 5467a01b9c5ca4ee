/** Who reads this page, by managed settings, and whether they may decide. */
import type { Identity } from '../../core/policy/assemble.ts';
import type { Say } from '../../core/wording.ts';

export function Reviewer({ identity, say }: { readonly identity: Identity; readonly say: Say }) {
  const { id, unit, reviewer } = identity;
  if (id === '')
    return (
      <p id="reviewer" class="top__note">
        {say('review.noIdentity')}
      </p>
    );
  return (
    <p id="reviewer">
      {unit === '' ? say('review.youNoUnit', { id }) : say('review.you', { id, unit })}{' '}
      {say(reviewer ? 'review.asReviewer' : 'review.notReviewer')}
    </p>
  );
}
