/** Text of a node's `nats-server.conf`. */

export interface NodePorts {
  /** For tools of force IT, on the node itself only. */
  readonly client: number;
  readonly websocket: number;
  readonly cluster: number;
  /** Figures for monitoring, on the node itself only. */
  readonly monitor: number;
}

export interface NodeConfig {
  readonly name: string;
  /** Address on which browsers and the other nodes reach it. */
  readonly listen: string;
  /** Address for what only tools on the node itself use. @default 127.0.0.1 */
  readonly inner?: string | undefined;
  readonly ports: NodePorts;
  /** `host:port` of each other node's cluster port. */
  readonly routes: readonly string[];
  /** `host:port` under which the other nodes tell each other of it. @default where it listens */
  readonly advertise?: string | undefined;
  readonly storeDir: string;
  readonly maxStore: string;
  /** Files of the node's certificate; absent only on the loopback of a test. */
  readonly tls?: {
    readonly certificate: string;
    readonly key: string;
    readonly authority: string;
  };
}

export function nodeConfig(node: NodeConfig): string {
  const { ports, tls, inner = '127.0.0.1' } = node;
  const files = tls && `cert_file: "${tls.certificate}", key_file: "${tls.key}"`;
  const routes = node.routes.map((route) => `nats://${route}`).join(', ');
  return [
    '# Written by: npm run cluster -- write. Needs nats-server 2.15 or newer.',
    `server_name: ${node.name}`,
    `listen: "${inner}:${ports.client}"`,
    `http: "${inner}:${ports.monitor}"`,
    '# An entry and its answer; a browser that sends more is cut off.',
    'max_payload: 256KB',
    '# A laptop that sleeps does not say goodbye.',
    'ping_interval: "30s"',
    'ping_max: 2',
    'write_deadline: "10s"',
    'jetstream {',
    `  store_dir: "${node.storeDir}"`,
    '  max_memory_store: 64MB',
    `  max_file_store: ${node.maxStore}`,
    '  # An acknowledgement means that it is on the disk.',
    '  sync_interval: always',
    '}',
    'websocket {',
    `  listen: "${node.listen}:${ports.websocket}"`,
    files ? `  tls { ${files} }` : '  no_tls: true',
    '  compression: false',
    '}',
    'cluster {',
    '  name: right-to-report',
    `  listen: "${node.listen}:${ports.cluster}"`,
    `  routes: [ ${routes} ]`,
    '  # The nodes are the ones named here; none tells browsers or nodes of others.',
    '  no_advertise: true',
    ...(node.advertise === undefined ? [] : [`  advertise: "${node.advertise}"`]),
    ...(files && tls ? [`  tls { ${files}, ca_file: "${tls.authority}", verify: true }`] : []),
    '}',
    'include "./accounts.conf"',
    '',
  ].join('\n');
}
