/** What has been pointed at so far: one group of fields for each mark of the profile. */
import type { ComponentChildren } from 'preact';
import { removedAt, replacedAt } from '../../core/sites/draft.ts';
import { type ControlMark, type SiteProfile, TREATMENTS } from '../../core/sites/profile.ts';
import { OFFENCE_GROUPS } from '../../core/vocabulary.ts';
import { termLabel } from '../labels.ts';
import { Choice, TextField } from './fields.tsx';
import { Mark, type MarksProps, Optional, Selector } from './mark-parts.tsx';
import { RoleMarkFields } from './role-mark.tsx';
import { WordRows } from './word-rows.tsx';

const LOOKUP_KINDS = ['immigration-lookup', 'immigration-referral', 'pnc-check'] as const;

type ListName = 'roles' | 'controls' | 'lookups' | 'offences' | 'flags';
type MarkOf<List extends ListName> = NonNullable<SiteProfile[List]>[number];

/** The fields of one mark in a list. */
type Fields<List extends ListName> = (
  mark: MarkOf<List>,
  name: string,
  set: (mark: MarkOf<List>) => void,
) => ComponentChildren;

export function Marks(props: MarksProps) {
  const { say, faults, draft, onDraft } = props;

  function each<List extends ListName>(
    list: List,
    kind: string,
    marks: readonly MarkOf<List>[],
    fields: Fields<List>,
  ) {
    return marks.map((mark, index) => {
      const name = `${list}[${index}]`;
      const put = (next: readonly MarkOf<List>[]) => onDraft({ ...draft, [list]: next });
      return (
        <Mark
          {...props}
          key={name}
          name={name}
          title={say(`build.mark.${kind}`)}
          onRemove={() => put(removedAt(marks, index))}
        >
          {fields(mark, name, (next) => put(replacedAt(marks, index, next)))}
        </Mark>
      );
    });
  }

  const groups = OFFENCE_GROUPS.map((value) => ({ value, text: termLabel(say, 'group', value) }));
  const kinds = LOOKUP_KINDS.map((value) => ({ value, text: termLabel(say, 'signal', value) }));

  return (
    <>
      {each('roles', 'role', draft.roles ?? [], (mark, name, set) => (
        <RoleMarkFields {...props} name={name} mark={mark} onMark={set} />
      ))}
      {each('controls', 'control', draft.controls ?? [], (mark, name, set) => (
        <>
          <Selector {...props} name={name} mark={mark} onMark={set} />
          <ControlFields {...props} name={name} mark={mark} onMark={set} />
          <Optional {...props} name={name} mark={mark} onMark={set} />
        </>
      ))}
      {each('lookups', 'lookup', draft.lookups ?? [], (mark, name, set) => (
        <>
          <TextField
            id={`${name}-address`}
            label={say('build.address')}
            hint={say('build.addressHint')}
            value={mark.address}
            fault={faults[`${name}.address`]}
            onInput={(address) => set({ ...mark, address })}
          />
          <Choice
            id={`${name}-kind`}
            label={say('build.treat')}
            value={mark.kind}
            options={kinds}
            onChange={(kind) => set({ ...mark, kind })}
          />
        </>
      ))}
      {(['reference', 'officer'] as const).map((name) => (
        <OneMark {...props} key={name} name={name} />
      ))}
      {each('offences', 'offence', draft.offences ?? [], (mark, name, set) => (
        <>
          <Selector {...props} name={name} mark={mark} onMark={set} />
          <WordRows
            say={say}
            id={name}
            title={say('build.offenceWords')}
            words={(mark.words ?? []).map(({ text, group }) => ({ text, means: group }))}
            meanings={groups}
            fresh="DA"
            onWords={(words) =>
              set({ ...mark, words: words.map(({ text, means }) => ({ text, group: means })) })
            }
          />
          <Optional {...props} name={name} mark={mark} onMark={set} />
        </>
      ))}
      {each('flags', 'flag', draft.flags ?? [], (mark, name, set) => (
        <>
          <Selector {...props} name={name} mark={mark} onMark={set} />
          <Choice
            id={`${name}-group`}
            label={say('build.flagGroup')}
            value={mark.group}
            options={groups.filter(({ value }) => value !== 'OTHER')}
            onChange={(group) => set({ ...mark, group })}
          />
          <Optional {...props} name={name} mark={mark} onMark={set} />
        </>
      ))}
    </>
  );
}

interface ControlFieldsProps extends MarksProps {
  readonly name: string;
  readonly mark: ControlMark;
  readonly onMark: (mark: ControlMark) => void;
}

function ControlFields({ say, faults, name, mark, onMark }: ControlFieldsProps) {
  return (
    <>
      <Choice
        id={`${name}-treat`}
        label={say('build.treat')}
        value={mark.treat}
        options={TREATMENTS.map((value) => ({
          value,
          text: value === 'ignore' ? say('build.ignore') : termLabel(say, 'signal', value),
        }))}
        onChange={(treat) => onMark({ ...mark, treat })}
      />
      {mark.treat === 'ignore' && (
        <TextField
          id={`${name}-because`}
          label={say('build.because')}
          hint={say('build.becauseHint')}
          value={mark.because ?? ''}
          fault={faults[`${name}.because`]}
          onInput={(because) => onMark({ ...mark, because })}
        />
      )}
    </>
  );
}

/** The reference and the staff number: a screen has one of each. */
function OneMark(props: MarksProps & { readonly name: 'reference' | 'officer' }) {
  const { say, draft, name, onDraft } = props;
  const mark = draft[name];
  if (!mark) return null;
  const { [name]: _gone, ...rest } = draft;
  const set = (next: typeof mark) => onDraft({ ...draft, [name]: next });
  return (
    <Mark {...props} title={say(`build.mark.${name}`)} onRemove={() => onDraft(rest)}>
      <Selector {...props} mark={mark} onMark={set} />
      <Optional {...props} mark={mark} onMark={set} />
    </Mark>
  );
}
