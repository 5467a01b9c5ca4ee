/** Keeps what the extension stores out of the reach of content scripts, where the browser can. */

interface Area {
  readonly setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/** Chromium knows access levels for every area; Firefox has none for `storage.local`. */
export async function keepFromPages(area: Area): Promise<void> {
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
