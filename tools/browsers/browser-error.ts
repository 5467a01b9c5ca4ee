/** Why a browser could not be launched or driven. Messages say what, where and what to do. */

export type BrowserErrorCode =
  | 'browser-missing'
  | 'extension-invalid'
  | 'policy-not-delivered'
  | 'extension-not-installed'
  | 'managed-not-delivered'
  | 'timed-out';

export class BrowserError extends Error {
  override readonly name = 'BrowserError';
  readonly code: BrowserErrorCode;

  constructor(code: BrowserErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
