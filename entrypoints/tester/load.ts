/** One visit to the policy tester. Holds no view and no browser. */
import type {
  PolicyName,
  ShownForm,
  TestedControl,
  TesterState,
  TraceItem,
} from '../../components/tester/tester-state.ts';
import type { AttemptReport, PolicyReply } from '../../core/messages.ts';
import type { Baseline, PolicyInForce } from '../../core/policy/assemble.ts';
import type { OpenPage } from '../../core/sites/open-page.ts';
import type { ReadFrame } from '../../core/tester/control.ts';
import { formFault, MAX_FORM } from '../../core/tester/form-text.ts';
import { formPlace, policyAt } from '../../core/tester/place.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { FormFrame } from '../../platform/form-frame.ts';
import { Desk } from './desk.ts';
import { settingsIn, type TextFile } from './files.ts';

/** What the tester needs of the browser. Each rejects where it is not to be had. */
export interface Surroundings {
  readonly baseline: Baseline;
  inForce(): Promise<PolicyInForce>;
  engine(): Promise<string>;
  pages(): Promise<readonly OpenPage[]>;
  /** @returns null where the address is none that this build may work on */
  openAt(address: string): Promise<OpenPage | null>;
  /** One for each frame in which the guard runs. */
  read(page: OpenPage): Promise<readonly ReadFrame[]>;
  /** Host under which forms are shown here. */
  readonly host: string;
  /** ISO, UTC. */
  readonly today: () => string;
  readonly keyOfPersons: () => PolicyReply['persons']['key'];
}

interface Form extends ShownForm {
  readonly html: string;
}

export class TesterSession {
  readonly #around: Surroundings;
  readonly #changed: (state: TesterState) => void;
  readonly #desk = new Desk();
  #form: Form | null = null;
  #trial = 0;
  #opened = 0;
  #frame: FormFrame | null = null;
  #frames: readonly ReadFrame[] = [];
  #state: TesterState;

  constructor(around: Surroundings, language: Language, changed: (state: TesterState) => void) {
    this.#around = around;
    this.#changed = changed;
    this.#state = { ...NOTHING, language };
  }

  async start(): Promise<void> {
    this.#set({});
    await this.#doing('tester.failed.start', async () => {
      const policy = await this.#around.inForce();
      this.#desk.inForce(policy);
      this.#set({ inForce: nameOf(policy) });
    });
    await this.#doing('tester.failed.engine', async () => {
      this.#set({ engine: await this.#around.engine() });
    });
    await this.findPages();
  }

  /** Tries the settings of a file, where they are settings; else goes on as before. */
  async settings(file: TextFile): Promise<void> {
    await this.#doing('tester.failed.file', async () => {
      const read = await settingsIn(file, this.#around.baseline, this.#around.today());
      if (!read.ok) {
        this.#set({ settingErrors: read.errors });
        return;
      }
      this.#desk.test(read.policy);
      this.#set({ underTest: nameOf(read.policy), settingErrors: [] });
      this.#again();
    });
  }

  testInForce(): void {
    this.#desk.test(null);
    this.#set({ underTest: null, settingErrors: [] });
    this.#again();
  }

  speak(language: Language): void {
    this.#set({ language });
    this.#again();
  }

  setAddress(address: string): void {
    this.#set({ address });
  }

  async openFile(file: TextFile): Promise<void> {
    await this.#doing('tester.failed.file', async () => {
      // Four bytes a letter at most.
      if (file.size > 4 * MAX_FORM) this.#set({ failure: 'tester.failed.too-long' });
      else this.open(await file.text(), file.name);
    });
  }

  /** Shows a form, in a frame of its own. */
  open(html: string, name: string): void {
    const fault = formFault(html);
    const isPlace = formPlace(this.#state.address) !== null;
    if (fault !== null || !isPlace) {
      this.#set({ failure: `tester.failed.${fault ?? 'address'}` });
      return;
    }
    this.#opened += 1;
    this.#show({ opened: this.#opened, name, html });
  }

  /** The frame for the form is there. */
  async framed(frame: FormFrame | undefined): Promise<void> {
    const form = this.#form;
    if (!form) return;
    await this.#doing('tester.failed.frame', async () => {
      if (!frame) throw new Error('the frame has no hand');
      const { host, path } = formPlace(this.#state.address) ?? { host: '', path: '' };
      const isThis = (): boolean => this.#form === form;
      const removed = await frame.show({
        html: form.html,
        place: path,
        reply: this.#replyFor(host),
        told: (report) => isThis() && this.#told(report),
        changed: () => isThis() && this.#reread(),
      });
      if (!isThis()) return;
      this.#frame = frame;
      this.#set({ removed });
      this.#reread();
    });
  }

  async findPages(): Promise<void> {
    await this.#doing('build.failed.pages', async () => {
      this.#set({ pages: await this.#around.pages() });
    });
  }

  async openAt(address: string): Promise<void> {
    await this.#doing('build.failed.address', async () => {
      const page = await this.#around.openAt(address.trim());
      if (!page) {
        this.#set({ failure: 'build.failed.address' });
        return;
      }
      await this.findPages();
      await this.readPage(page);
    });
  }

  async readPage(page: OpenPage): Promise<void> {
    this.#form = null;
    this.#frame = null;
    this.#frames = [];
    this.#set({ page, form: null, removed: null, trace: [], controls: null, chosen: null });
    await this.#doing('tester.failed.page', async () => {
      const frames = await this.#around.read(page);
      if (frames.length === 0) throw new Error('the page is not guarded');
      this.#take(frames);
    });
  }

  choose(control: TestedControl): void {
    this.#set({ chosen: control });
    this.#frame?.point(control.index);
  }

  #replyFor(host: string): PolicyReply {
    const { policy, endpoints } = policyAt(this.#desk.tested, host, this.#around.host);
    const { language } = this.#state;
    const persons = { key: this.#around.keyOfPersons(), seen: [] };
    return { policy, endpoints, persons, language, asksNow: false };
  }

  /** Another policy or language: the form begins anew, a page is decided on again. */
  #again(): void {
    if (this.#form) this.#show(this.#form);
    else if (this.#frames.length > 0) this.#take(this.#frames);
  }

  #show({ opened, name, html }: Omit<Form, 'trial'>): void {
    this.#trial += 1;
    const trial = this.#trial;
    this.#form = { trial, opened, name, html };
    this.#frame = null;
    this.#frames = [];
    this.#set({
      form: { trial, opened, name },
      page: null,
      removed: null,
      trace: [],
      controls: null,
      chosen: null,
      failure: null,
    });
  }

  #reread(): void {
    let read: ReadFrame | null;
    try {
      read = this.#frame?.read() ?? null;
    } catch {
      // The form holds something that our hand in it does not get by.
      this.#set({ failure: 'tester.failed.frame' });
      return;
    }
    if (!read) return;
    if (JSON.stringify([read]) === JSON.stringify(this.#frames)) return;
    this.#take([read]);
  }

  #take(frames: readonly ReadFrame[]): void {
    this.#frames = frames;
    const controls = this.#desk.controls(frames, this.#state.language);
    const { chosen } = this.#state;
    const still = controls.find(
      ({ place, index, path }) =>
        chosen?.place === place && chosen.index === index && chosen.path === path,
    );
    const total = frames.reduce((sum, frame) => sum + frame.total, 0);
    this.#set({ controls, total, chosen: still ?? null });
  }

  #told(report: AttemptReport): void {
    this.#set({ trace: [...this.#state.trace, traceOf(report)] });
  }

  async #doing(failure: string, task: () => Promise<void>): Promise<void> {
    this.#set({ failure: null });
    try {
      await task();
    } catch {
      // Whatever it was, it could not be read: the words say what to do.
      this.#set({ failure });
    }
  }

  #set(change: Partial<TesterState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}

const NOTHING: TesterState = {
  engine: null,
  inForce: null,
  underTest: null,
  settingErrors: [],
  language: 'en',
  address: '',
  form: null,
  removed: null,
  pages: [],
  page: null,
  controls: null,
  total: 0,
  chosen: null,
  trace: [],
  failure: null,
};

function nameOf({ version, hash, force }: PolicyInForce): PolicyName {
  return { version, hash, force: force && `${force.name} (${force.code})` };
}

/** Closed terms; of what was written only how long it is. */
function traceOf(report: AttemptReport): TraceItem {
  const { id, signal, control, act, role, group, outcome, rule, choice, reason } = report;
  const { authorisation, evidence, explanation, recordReference } = report;
  return {
    ...{ id, signal, control, act, role, group, outcome, rule, choice, reason },
    authorisation,
    evidence,
    explained: explanation.length,
    hasReference: recordReference !== null,
  };
}
