/** The policy tester as force IT works it. */
import type { FrameLocator, Page } from 'playwright';
import type { Policing } from './policing.ts';

/** The tester, once the policy in force is known. */
export async function openTester(police: Policing): Promise<Page> {
  const page = await police.openOwn('tester.html');
  await page.waitForSelector('[data-fact="in-force-version"]:has-text("TF 2026.1")');
  return page;
}

/** Shows a form, and waits until the guard has read it. */
export async function paste(page: Page, html: string, address = ''): Promise<FrameLocator> {
  await page.fill('#form-address', address);
  await page.fill('#form-html', html);
  await page.click('#show-form');
  await page.waitForSelector('#removed:has-text("Left out"), #removed:has-text("Gadawyd")');
  return page.frameLocator('#form-frame');
}

export interface Row {
  readonly path: string | undefined;
  readonly kind: string | undefined;
  readonly role: string | undefined;
  readonly outcome: string | undefined;
  readonly rule: string | undefined;
}

/** The list of controls. */
export function rows(page: Page): Promise<readonly Row[]> {
  return page.locator('#controls > li').evaluateAll((all) =>
    all.map((row) => {
      const { control, kind, role, outcome, rule } = row instanceof HTMLElement ? row.dataset : {};
      return { path: control, kind, role, outcome, rule };
    }),
  );
}

/** Puts a file of settings under test. */
export async function settings(page: Page, value: unknown): Promise<void> {
  const buffer = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  await page.setInputFiles('#settings-file', {
    name: 's.json',
    mimeType: 'application/json',
    buffer,
  });
}

/** Rules of a force that ask for more at a PNC check. */
export const TIGHTER = [
  {
    id: 'test-pnc-second-person',
    when: { kind: ['pnc-check'], role: ['victim', 'witness'] },
    outcome: 'approve',
    reasons: ['RR-02'],
    authoriser: 'inspector',
    wording: 'pnc-check',
    sources: [{ document: 'Synthetic', edition: '1', checkedOn: '2026-11-01' }],
  },
];
