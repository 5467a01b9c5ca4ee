/** On one machine: says what it hears by UDP, and sends to each address that it is told. */
import { createSocket } from 'node:dgram';
import process from 'node:process';
import { createInterface } from 'node:readline';

const PORT = 7_000;
const socket = createSocket('udp4', (_, { address }) => console.log(`heard ${address}`));
socket.on('error', ({ message }) => console.log(`told ${message}`));
socket.bind(PORT, '0.0.0.0', () => console.log('ready'));
createInterface({ input: process.stdin })
  .on('line', (address) => socket.send('hear me', PORT, address))
  .on('close', () => process.exit());
