/** Every file that delivers settings, for one deployment. */
import { adml } from './adml.ts';
import { admx } from './admx.ts';
import { chromiumInstall, chromiumSettings, firefoxPolicies, macProfile } from './browser-files.ts';
import { BROWSERS, type Deployment } from './deployment.ts';
import { intuneProfile } from './intune.ts';
import { settingsModel } from './model.ts';
import { powerShell, regFile } from './registry.ts';

/** File -> what makes its content. */
export function artefacts(deployment: Deployment): Readonly<Record<string, () => string>> {
  const model = settingsModel();
  return {
    'windows/RightToReport.admx': () => admx(model, BROWSERS, deployment.extensionId),
    'windows/en-GB/RightToReport.adml': () => adml(model, 'en'),
    // The editor of Group Policy falls back to this where it has no file in its own language.
    'windows/en-US/RightToReport.adml': () => adml(model, 'en'),
    'windows/cy-GB/RightToReport.adml': () => adml(model, 'cy'),
    'windows/chrome.reg': () => regFile('Chrome', deployment),
    'windows/edge.reg': () => regFile('Edge', deployment),
    'windows/firefox.reg': () => regFile('Firefox', deployment),
    'windows/edge-intune.ps1': () => powerShell('Edge', deployment),
    'windows/intune.json': () => intuneProfile(model, deployment),
    'linux/settings.json': () => chromiumSettings(deployment),
    'linux/install.json': () => chromiumInstall(deployment),
    'firefox/policies.json': () => firefoxPolicies(deployment),
    'macos/RightToReport.mobileconfig': () => macProfile(deployment),
  };
}
