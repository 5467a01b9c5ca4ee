/** What browsers ask a force's server for, to see whether there is a newer version. */
import { FIREFOX_ID } from '../settings/deployment.ts';
import { document, element } from '../settings/xml.ts';

export interface Release {
  readonly version: string;
  /** Address of the package. */
  readonly url: string;
}

/** @source Chrome Enterprise, "Host your own extensions": update manifest */
export function updatesXml(extensionId: string, { version, url }: Release): string {
  return document(
    element('gupdate', { xmlns: 'http://www.google.com/update2/response', protocol: '2.0' }, [
      element('app', { appid: extensionId }, [element('updatecheck', { codebase: url, version })]),
    ]),
  );
}

/**
 * Without a hash: the package is signed by Mozilla after this is written, and is another file then.
 * @source Firefox Extension Workshop, "Updating your extension": update manifest
 */
export function updatesJson({ version, url }: Release, leastFirefox: string): string {
  const update = {
    version,
    update_link: url,
    applications: { gecko: { strict_min_version: leastFirefox } },
  };
  return `${JSON.stringify({ addons: { [FIREFOX_ID]: { updates: [update] } } }, null, 2)}\n`;
}
