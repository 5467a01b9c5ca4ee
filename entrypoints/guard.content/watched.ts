/** What of a page is watched for changes. */
import {
  HEADING_CLASSES,
  HEADING_SELECTOR,
  HEADING_TAGS,
  OPEN_TAB_SELECTOR,
  OPENERS,
  ofRoles,
  PATH_SELECTOR,
} from './dom.ts';

/** Attributes that may name or title something, or make it another part of the page. */
export const ATTRIBUTES = [
  'id',
  'for',
  'name',
  'role',
  'type',
  'value',
  'title',
  'href',
  'action',
  'placeholder',
  'class',
  'aria-label',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
  'data-target',
  'data-bs-target',
  'popovertarget',
  'commandfor',
  'label',
  'alt',
  'aria-selected',
  'aria-checked',
  'aria-pressed',
  'aria-current',
  'aria-modal',
  'popover',
  'aria-haspopup',
  'aria-expanded',
  'disabled',
  'hidden',
  'open',
];

/**
 * Elements whose own text says what a part of the page is about; the pane of an open tab is none,
 * nor is a dialog, in which much may be drawn: what it asks is read whenever the page is new.
 */
export const TITLE_TEXT = `${HEADING_SELECTOR},title,[role=tab],[aria-current],.nav-tabs .active,.breadcrumb .active,${OPEN_TAB_SELECTOR},${PATH_SELECTOR}`;

/**
 * The same, and what else says what a part of the page, or the page, is about. All that is added is
 * looked through for these, so what hangs on a role or a class stands behind one question for it.
 */
export const TITLES = `${HEADING_TAGS},title,dialog,form,${ofRoles('heading tab tabpanel dialog alertdialog')},[class]:is(${HEADING_CLASSES},.modal,.active,${OPEN_TAB_SELECTOR}),${PATH_SELECTOR},[aria-current],[aria-modal=true],[popover],${OPENERS.replace('[href],', '')}`;

const TAB_BARS = ':is([class*=tabs],[class*=tabstrip],[class*=tabbar],[class*=breadcrumb])';

/** What a class may have shown to be open, and does no more. */
export const TABS = `${TAB_BARS}>*,${TAB_BARS}>*>*`;

/** What was read as a bar of tabs or a path: with another class it is none any more. */
export const knownBars = new WeakSet<Element>();
