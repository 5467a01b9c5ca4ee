import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import { expect, it } from 'vitest';
import { issue, makeAuthority } from '../../../tools/cluster/certificates.ts';

/** @returns what the caller says of the certificate; null: it takes it */
async function faultFor(node: tls.TlsOptions, ca: readonly string[]): Promise<string | null> {
  const server = tls.createServer(node).on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const caller = tls.connect({ host: '127.0.0.1', port, ca: [...ca] });
  try {
    await once(caller, 'secureConnect');
    return null;
  } catch (error) {
    return String(error);
  } finally {
    caller.destroy();
    server.close();
  }
}

const now = new Date();
const authorities = Array.from({ length: 6 }, () => makeAuthority('of the force', now));
const trusted = authorities.map(({ certificate }) => certificate);

it('a node is trusted under whichever of several authorities of one name signed its certificate', async () => {
  for (const authority of authorities) {
    const { certificate: cert, key } = issue(authority, ['127.0.0.1'], now);
    expect(await faultFor({ cert, key }, trusted)).toBeNull();
  }
});

it('a node is not trusted under an authority that only has the name of a trusted one', async () => {
  const { certificate: cert, key } = issue(makeAuthority('of the force', now), ['127.0.0.1'], now);
  expect(await faultFor({ cert, key }, trusted)).not.toBeNull();
});
