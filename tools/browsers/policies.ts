/**
 * The managed policy of each browser, from one description. This is what a force's IT puts on its
 * machines, plus a few entries without which a browser cannot be driven or would call home.
 */

export type PolicyObject = Readonly<Record<string, unknown>>;

export interface ForceInstall {
  readonly extensionId: string;
  /** Chromium: URL of the update manifest XML. Firefox: URL of the XPI. */
  readonly installUrl: string;
  /** What the extension reads from `storage.managed`. */
  readonly managed: PolicyObject;
  /** Further policies, by their own names. They win over those made here. */
  readonly policies?: PolicyObject;
}

/** The content of `/etc/chromium/policies/managed/right-to-report.json`. */
export function chromiumPolicy(install: ForceInstall): PolicyObject {
  return {
    ExtensionSettings: {
      [install.extensionId]: {
        installation_mode: 'force_installed',
        update_url: install.installUrl,
        override_update_url: true,
        toolbar_pin: 'force_pinned',
      },
    },
    '3rdparty': { extensions: { [install.extensionId]: install.managed } },
    // The default (0) hides the pages and the worker of a force-installed extension from DevTools,
    // and so from Playwright. A force keeps the default, or sets 2.
    DeveloperToolsAvailability: 1,
    BackgroundModeEnabled: false,
    ComponentUpdatesEnabled: false,
    MetricsReportingEnabled: false,
    PasswordManagerEnabled: false,
    TranslateEnabled: false,
    ...install.policies,
  };
}

/** The content of Firefox's `policies.json`. */
export function firefoxPolicy(install: ForceInstall): PolicyObject {
  return {
    policies: {
      ExtensionSettings: {
        [install.extensionId]: {
          installation_mode: 'force_installed',
          install_url: install.installUrl,
          default_area: 'navbar',
        },
      },
      '3rdparty': { Extensions: { [install.extensionId]: install.managed } },
      // Only ESR and developer builds obey this; a force installs a signed XPI instead.
      Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
      DisableAppUpdate: true,
      DisableFirefoxStudies: true,
      DisableTelemetry: true,
      DontCheckDefaultBrowser: true,
      OfferToSaveLogins: false,
      OverrideFirstRunPage: '',
      ...install.policies,
    },
  };
}
