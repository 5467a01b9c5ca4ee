/** What has been pointed at so far: one group of fields for each mark of the profile. */
import type { ComponentChildren } from 'preact';
import { removedAt, replacedAt } from '../../core/sites/draft.ts';
import type { Reads, Suggestion } from '../../core/sites/picked.ts';
import { type SiteProfile, TREATMENTS } from '../../core/sites/profile.ts';
import { OFFENCE_GROUPS } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';
import { Choice, SelectorField, TextField, Tick } from './fields.tsx';
import { RoleMarkFields } from './role-mark.tsx';
import { WordRows } from './word-rows.tsx';

export interface MarksProps {
  readonly say: Say;
  readonly draft: SiteProfile;
  /** By the name of the mark's selector, such as `controls[0]`. */
  readonly suggestions: Readonly<Record<string, readonly Suggestion[]>>;
  readonly reads: Readonly<Record<string, Reads>>;
  readonly faults: Readonly<Record<string, string>>;
  /** Names of selectors that matched nothing when the draft was tried. */
  readonly missing: readonly string[];
  readonly onDraft: (draft: SiteProfile) => void;
}

export interface MarkProps extends MarksProps {
  readonly name: string;
}

export function Marks(props: MarksProps) {
  const { say, draft, onDraft } = props;
  const { roles = [], offences = [], flags = [], controls = [], lookups = [] } = draft;
  return (
    <>
      {roles.map((mark, index) => (
        <Mark
          {...props}
          key={`roles[${index}]`}
          name={`roles[${index}]`}
          title={say('build.mark.role')}
          onRemove={() => onDraft({ ...draft, roles: removedAt(roles, index) })}
        >
          <RoleMarkFields
            {...props}
            name={`roles[${index}]`}
            mark={mark}
            onMark={(next) => onDraft({ ...draft, roles: replacedAt(roles, index, next) })}
          />
        </Mark>
      ))}
      {controls.map((mark, index) => {
        const set = (next: typeof mark) =>
          onDraft({ ...draft, controls: replacedAt(controls, index, next) });
        const name = `controls[${index}]`;
        return (
          <Mark
            {...props}
            key={name}
            name={name}
            title={say('build.mark.control')}
            onRemove={() => onDraft({ ...draft, controls: removedAt(controls, index) })}
          >
            <Selector
              {...props}
              name={name}
              value={mark.selector}
              onInput={(selector) => set({ ...mark, selector })}
            />
            <Choice
              id={`${name}-treat`}
              label={say('build.treat')}
              value={mark.treat}
              options={TREATMENTS.map((value) => ({
                value,
                text: value === 'ignore' ? say('build.ignore') : termLabel(say, 'signal', value),
              }))}
              onChange={(treat) => set({ ...mark, treat })}
            />
            {mark.treat === 'ignore' && (
              <TextField
                id={`${name}-because`}
                label={say('build.because')}
                hint={say('build.becauseHint')}
                value={mark.because ?? ''}
                fault={props.faults[`${name}.because`]}
                onInput={(because) => set({ ...mark, because })}
              />
            )}
            <Optional {...props} name={name} mark={mark} onMark={set} />
          </Mark>
        );
      })}
      {lookups.map((mark, index) => {
        const set = (next: typeof mark) =>
          onDraft({ ...draft, lookups: replacedAt(lookups, index, next) });
        const name = `lookups[${index}]`;
        return (
          <Mark
            {...props}
            key={name}
            name={name}
            title={say('build.mark.lookup')}
            onRemove={() => onDraft({ ...draft, lookups: removedAt(lookups, index) })}
          >
            <TextField
              id={`${name}-address`}
              label={say('build.address')}
              hint={say('build.addressHint')}
              value={mark.address}
              fault={props.faults[`${name}.address`]}
              onInput={(address) => set({ ...mark, address })}
            />
            <Choice
              id={`${name}-kind`}
              label={say('build.treat')}
              value={mark.kind}
              options={LOOKUP_KINDS.map((value) => ({
                value,
                text: termLabel(say, 'signal', value),
              }))}
              onChange={(kind) => set({ ...mark, kind })}
            />
          </Mark>
        );
      })}
      {(['reference', 'officer'] as const).map((which) => {
        const mark = draft[which];
        if (!mark) return null;
        const { [which]: _gone, ...rest } = draft;
        return (
          <Mark
            {...props}
            key={which}
            name={which}
            title={say(`build.mark.${which}`)}
            onRemove={() => onDraft(rest)}
          >
            <Selector
              {...props}
              name={which}
              value={mark.selector}
              onInput={(selector) => onDraft({ ...draft, [which]: { ...mark, selector } })}
            />
            <Optional
              {...props}
              name={which}
              mark={mark}
              onMark={(next) => onDraft({ ...draft, [which]: next })}
            />
          </Mark>
        );
      })}
      {offences.map((mark, index) => {
        const set = (next: typeof mark) =>
          onDraft({ ...draft, offences: replacedAt(offences, index, next) });
        const name = `offences[${index}]`;
        return (
          <Mark
            {...props}
            key={name}
            name={name}
            title={say('build.mark.offence')}
            onRemove={() => onDraft({ ...draft, offences: removedAt(offences, index) })}
          >
            <Selector
              {...props}
              name={name}
              value={mark.selector}
              onInput={(selector) => set({ ...mark, selector })}
            />
            <WordRows
              say={say}
              id={name}
              title={say('build.offenceWords')}
              words={(mark.words ?? []).map(({ text, group }) => ({ text, means: group }))}
              meanings={OFFENCE_GROUPS.map((value) => ({
                value,
                text: termLabel(say, 'group', value),
              }))}
              fresh="DA"
              onWords={(words) =>
                set({ ...mark, words: words.map(({ text, means }) => ({ text, group: means })) })
              }
            />
            <Optional {...props} name={name} mark={mark} onMark={set} />
          </Mark>
        );
      })}
      {flags.map((mark, index) => {
        const set = (next: typeof mark) =>
          onDraft({ ...draft, flags: replacedAt(flags, index, next) });
        const name = `flags[${index}]`;
        return (
          <Mark
            {...props}
            key={name}
            name={name}
            title={say('build.mark.flag')}
            onRemove={() => onDraft({ ...draft, flags: removedAt(flags, index) })}
          >
            <Selector
              {...props}
              name={name}
              value={mark.selector}
              onInput={(selector) => set({ ...mark, selector })}
            />
            <Choice
              id={`${name}-group`}
              label={say('build.flagGroup')}
              value={mark.group}
              options={OFFENCE_GROUPS.filter((value) => value !== 'OTHER').map((value) => ({
                value,
                text: termLabel(say, 'group', value),
              }))}
              onChange={(group) => set({ ...mark, group })}
            />
            <Optional {...props} name={name} mark={mark} onMark={set} />
          </Mark>
        );
      })}
    </>
  );
}

const LOOKUP_KINDS = ['immigration-lookup', 'immigration-referral', 'pnc-check'] as const;

interface MarkFrameProps extends MarkProps {
  readonly title: string;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
}

function Mark({ say, name, title, missing, reads, onRemove, children }: MarkFrameProps) {
  const read = reads[name];
  const isMissing = missing.some((key) => key === name || key.startsWith(`${name}.`));
  return (
    <fieldset class="mark" data-mark={name}>
      <legend>
        {title} <code>{name}</code>
      </legend>
      {isMissing && <p class="fault">{say('build.missing')}</p>}
      {read && (
        <p class="quiet" data-reads={read.kind ?? 'nothing'}>
          {say('build.reads', {
            kind: read.kind ? termLabel(say, 'signal', read.kind) : say('build.readsNothing'),
            role: termLabel(say, 'role', read.role),
          })}
        </p>
      )}
      {children}
      <button type="button" class="plain" onClick={onRemove}>
        {say('build.remove')}
      </button>
    </fieldset>
  );
}

interface SelectorProps extends MarkProps {
  readonly value: string;
  readonly onInput: (selector: string) => void;
}

function Selector({ say, name, suggestions, faults, value, onInput }: SelectorProps) {
  return (
    <SelectorField
      say={say}
      id={`${name}-selector`}
      label={say('build.selector')}
      value={value}
      suggestions={suggestions[name] ?? []}
      fault={faults[`${name}.selector`]}
      onInput={onInput}
    />
  );
}

interface OptionalProps<M> extends MarkProps {
  readonly mark: M;
  readonly onMark: (mark: M) => void;
}

export function Optional<M extends { readonly optional?: boolean | undefined }>(
  props: OptionalProps<M>,
) {
  const { say, name, mark, onMark } = props;
  return (
    <Tick
      id={`${name}-optional`}
      label={say('build.optional')}
      checked={mark.optional ?? false}
      onChange={(optional) => onMark({ ...mark, optional: optional || undefined })}
    />
  );
}
