/** Who the screen is about: the control that says it, for which part, and by which words. */
import type { RoleMark } from '../../core/sites/profile.ts';
import { ROLES } from '../../core/vocabulary.ts';
import { termLabel } from '../labels.ts';
import { SelectorField } from './fields.tsx';
import { type MarkProps, Optional } from './mark-parts.tsx';
import { WordRows } from './word-rows.tsx';

export interface RoleMarkProps extends MarkProps {
  readonly mark: RoleMark;
  readonly onMark: (mark: RoleMark) => void;
}

export function RoleMarkFields(props: RoleMarkProps) {
  const { say, name, mark, suggestions, faults, onMark } = props;
  const { block: _block, ...whole } = mark;
  return (
    <>
      <SelectorField
        say={say}
        id={`${name}-says`}
        label={say('build.says')}
        value={mark.says ?? ''}
        suggestions={suggestions[`${name}.says`] ?? []}
        fault={faults[`${name}.says`] ?? faults[name]}
        onInput={(says) => onMark({ ...mark, says })}
      />
      <SelectorField
        say={say}
        id={`${name}-block`}
        label={say('build.block')}
        hint={say('build.blockHint')}
        value={mark.block ?? ''}
        suggestions={suggestions[`${name}.block`] ?? []}
        fault={faults[`${name}.block`]}
        onInput={(block) => onMark(block === '' ? whole : { ...mark, block })}
      />
      <WordRows
        say={say}
        id={name}
        title={say('build.roleWords')}
        words={(mark.words ?? []).map(({ text, role }) => ({ text, means: role }))}
        meanings={ROLES.map((value) => ({
          value,
          text: value === 'unknown' ? say('build.saysNothing') : termLabel(say, 'role', value),
        }))}
        fresh="victim"
        onWords={(words) =>
          onMark({ ...mark, words: words.map(({ text, means }) => ({ text, role: means })) })
        }
      />
      <Optional {...props} />
    </>
  );
}
