/** Forces with settings that files have to carry unharmed. */

import { LEAST, MOST } from '../../core/patterns/limits.ts';
import type { Deployment } from '../../tools/settings/deployment.ts';
import { SAMPLE } from '../../tools/settings/sample.ts';

const EXTENSION_ID = 'abcdefghijklmnopabcdefghijklmnop';

/** Every setting, and texts with all that XML, JSON, the registry and PowerShell treat specially. */
export const FULL: Deployment = {
  ...SAMPLE,
  extensionId: EXTENSION_ID,
  settings: {
    ...SAMPLE.settings,
    force: { code: 'HG', name: `Heddlu'r Gogledd "Tŵr" <A & B> \\\\srv\\x 'q' $env:x %PATH% ]]>` },
    identity: { id: 'HG-1', reviewer: true, rank: 'inspector' },
    language: 'cy',
    sites: Array.from({ length: 12 }, (_, n) => `s${n}.testforce.police.uk`),
    policyVersion: 'HG "1" & <2>',
    reasonWithinHours: 4,
    repeatMinutes: 0,
    retention: { bodyDays: 730, localDays: 0 },
    clocks: { lifeAtRiskHours: 12, soonHours: 72, usualDays: 7, answerWorkingDays: 5 },
    followThroughDays: 10,
    holidays: ['2027-06-07'],
    reviewers: [
      { id: 'HG-1', unit: 'Uned Gwynedd', rank: 'inspector' },
      { id: 'HG-2', unit: 'Uned Môn', rank: 'superintendent' },
      { id: 'HG-3' },
    ],
    deciding: [
      {
        from: '2026-12-01',
        reasons: ['RR-10'],
        kinds: ['immigration-referral'],
        outcomes: ['approve'],
        rank: 'inspector',
        otherUnit: true,
        people: 2,
        distinct: 'unit',
      },
    ],
    assignedHours: 24,
    sampling: { heededPercent: 10, passedPercent: 2, wrongMatchPercent: 50, secondPercent: 5 },
    sampleSeeds: [
      {
        month: '2026-11',
        hash: '9619e2c3275e1e8be9ca29f0d7e0668cfdc675efcac99dbfa3ed48872c69809f',
        seed: '5eed'.repeat(16),
      },
      { month: '2026-12', hash: 'ab'.repeat(32) },
    ],
    reviewLeads: ['HG-1', 'HG-2'],
    plantedPercent: 5,
    patternLimits: { ...MOST, hotPercent: 30 },
    patternFewest: { ...LEAST, heldByPerson: 20 },
    recordKey: '0123456789abcdef'.repeat(4),
    delivery: {
      urls: ['wss://n1.store.test.police.uk', 'wss://n2.store.test.police.uk:8443'],
      force: 'hg',
      unit: 'ppu-north',
      reads: ['ppu-north', 'cid'],
      name: 'hg-1',
      credentials: { jwt: 'eyJ0.eyJq.a-_9', seed: `SU${'A2'.repeat(28)}` },
    },
    profiles: [
      {
        id: 'card',
        name: "Cerdyn 'ŷ' <1>",
        version: '1',
        hosts: ['rms.testforce.police.uk'],
        paths: ['/person/*'],
        roles: [{ says: 'td[data-x="a\\\\b"] > b', words: [{ text: 'D&T', role: 'victim' }] }],
      },
    ],
  },
};

export const DEPLOYMENTS: readonly (readonly [string, Deployment])[] = [
  ['the sample force', { ...SAMPLE, extensionId: EXTENSION_ID }],
  ['a force that sets everything, in Welsh and with every odd character', FULL],
  ['a force that sets nothing', { ...SAMPLE, extensionId: EXTENSION_ID, settings: {} }],
];
