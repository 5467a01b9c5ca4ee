/** What a force deploys: which extension, from where, with which settings, into which browsers. */

export type Settings = Readonly<Record<string, unknown>>;

export interface Deployment {
  /** Chromium's id; it follows from the key that signs the package. */
  readonly extensionId: string;
  /** Where the force serves the packages, without a slash at the end. */
  readonly baseUrl: string;
  readonly version: string;
  readonly settings: Settings;
}

/** Where the packages of one version are served. */
export function packageUrl({ baseUrl, version }: Deployment, kind: 'crx' | 'xpi'): string {
  return `${baseUrl}/${packageName(version, kind)}`;
}

export function packageName(version: string, kind: 'crx' | 'xpi'): string {
  return `right-to-report-${version}.${kind}`;
}

/** As `wxt.config.ts` gives it to Firefox; a test holds them together. */
export const FIREFOX_ID = 'guard@right-to-report.example';

export const BROWSERS = ['Chrome', 'Edge', 'Firefox'] as const;
export type Browser = (typeof BROWSERS)[number];

/**
 * Where a browser on Windows looks for settings of an extension, below HKLM or HKCU.
 * @source Chromium, "Configuring Apps and Extensions by Policy"; Firefox, mozilla/policy-templates,
 * `3rdparty`
 */
export function registryKey(browser: Browser, extensionId: string): string {
  switch (browser) {
    case 'Chrome':
      return `Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${extensionId}\\policy`;
    case 'Edge':
      return `Software\\Policies\\Microsoft\\Edge\\3rdparty\\extensions\\${extensionId}\\policy`;
    case 'Firefox':
      return `Software\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\${FIREFOX_ID}`;
  }
}

/** The settings with the list of them, so that one that a browser withholds is noticed. */
export function listed(settings: Settings): Settings {
  const { contains: _, ...given } = settings;
  return { ...given, contains: Object.keys(given) };
}
