/** @throws Error with the first thing that is not as the certificate says */
export function verify(
  certificate: unknown,
  policyBytes: Uint8Array,
  baselineBytes: Uint8Array,
  root?: string,
): number;
