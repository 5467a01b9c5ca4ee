/** What docs/siem.md promises is there, and what is there is in it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PROJECT } from '../../../tools/build.ts';
import { FOUND } from '../../../tools/siem/stream-events.ts';

const page = readFileSync(path.join(PROJECT, 'docs/siem.md'), 'utf8');

describe('the page for the SOC', () => {
  it('names each rule and no other', () => {
    const files = readdirSync(path.join(PROJECT, 'docs/siem/sigma')).sort();
    expect([...new Set(page.match(/[a-z-]+\.yml/g))].sort()).toEqual(files);
  });

  it('names each finding that the forwarder makes', () => {
    expect(Object.keys(FOUND).filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('says of the stock forwarder that it was not run', () => {
    expect(page).toMatch(/\*\*It was\s+not run here\.\*\*/);
  });

  it('has a stock forwarder that parses, reads the copy, and sends no body', () => {
    const file = 'docs/siem/forwarder/redpanda-connect.yaml';
    const text = readFileSync(path.join(PROJECT, file), 'utf8');
    expect(text).toMatch(/^# NOT RUN HERE/);
    const { input, pipeline } = parse(text);
    expect(input.nats_jetstream).toMatchObject({ stream: 'OVR-MIRROR', bind: true });
    expect(pipeline.processors[0].mapping).not.toMatch(/body|salt/);
  });
});
