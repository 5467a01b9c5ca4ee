/** What every mark of the profile has: a frame with its name, a selector, and whether it is optional. */
import type { ComponentChildren } from 'preact';
import type { Reads, Suggestion } from '../../core/sites/picked.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';
import { SelectorField, Tick } from './fields.tsx';

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

export interface MarkFrameProps extends MarkProps {
  readonly title: string;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
}

export function Mark({ say, name, title, missing, reads, onRemove, children }: MarkFrameProps) {
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

export interface SelectorProps<M> extends MarkProps {
  readonly mark: M;
  readonly onMark: (mark: M) => void;
}

export function Selector<M extends { readonly selector: string }>(props: SelectorProps<M>) {
  const { say, name, suggestions, faults, mark, onMark } = props;
  return (
    <SelectorField
      say={say}
      id={`${name}-selector`}
      label={say('build.selector')}
      value={mark.selector}
      suggestions={suggestions[name] ?? []}
      fault={faults[`${name}.selector`]}
      onInput={(selector) => onMark({ ...mark, selector })}
    />
  );
}

export function Optional<M extends { readonly optional?: boolean | undefined }>(
  props: SelectorProps<M>,
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
