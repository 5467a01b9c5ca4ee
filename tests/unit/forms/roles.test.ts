import { describe, expect, it } from 'vitest';
import { readOffence } from '../../../core/forms/offence.ts';
import { readRole, strongerRole } from '../../../core/forms/roles.ts';
import type { FormSnapshot } from '../../../core/forms/snapshot.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { block, field, titled } from './snapshots.ts';

function roleOf(text: string, over: Partial<FormSnapshot> = {}): string {
  return readRole(field(text, over), builtLexicon()).role;
}

describe('where the role is read', () => {
  it('takes the control’s own name before its block', () => {
    expect(roleOf('Victim nationality', { blocks: [block('Suspect')] })).toBe('victim');
  });

  it('takes the inner block before the outer', () => {
    expect(roleOf('Nationality', { blocks: [block('Witness 1'), block('Suspect')] })).toBe(
      'witness',
    );
  });

  it('takes the chosen role of a block before its title', () => {
    expect(roleOf('Nationality', { blocks: [block('Victim', 'Suspect')] })).toBe('suspect');
  });

  it('takes a block before the page’s heading, and the heading before the title', () => {
    const page = { ...titled('Suspect').page, title: 'Victim' };
    expect(roleOf('Nationality', { blocks: [block('Witness')], page })).toBe('witness');
    expect(roleOf('Nationality', { page })).toBe('suspect');
  });

  it('asks what else the form says last of all, the nearest first', () => {
    const nearby = ['Gender', 'Accused name', 'Victim name'];
    expect(roleOf('Nationality', { nearby })).toBe('suspect');
    expect(roleOf('Nationality', { nearby, ...titled('Witness') })).toBe('witness');
  });

  it('goes on past "person" and "subject", which name no role', () => {
    expect(roleOf('Nationality of subject', { blocks: [block('Victim')] })).toBe('victim');
    expect(roleOf('Nationality of subject')).toBe('neutral');
    expect(roleOf('Nationality')).toBe('unknown');
  });

  it('hears an abbreviation in a role control only', () => {
    expect(roleOf('Nationality', { blocks: [block('', 'IP')] })).toBe('victim');
    expect(roleOf('Nationality', { blocks: [block('', 'OFF')] })).toBe('suspect');
    expect(roleOf('IP address')).toBe('unknown');
    expect(roleOf('COMP. name', { blocks: [block('RP')] })).toBe('unknown');
  });

  it('hears an abbreviation in a title that calls a person by it', () => {
    expect(roleOf('Nationality', { blocks: [block('IP: TRAORE Moussa')] })).toBe('victim');
    expect(roleOf('Nationality', { blocks: [block('AGG 2 - Jones, Ann')] })).toBe('victim');
    expect(roleOf('Nationality', { blocks: [block('IP 1')] })).toBe('victim');
    expect(roleOf('Nationality', { blocks: [block('IP 2 (pedal cyclist)')] })).toBe('victim');
    expect(roleOf('Nationality', { blocks: [block('IP 10')] })).toBe('unknown');
    expect(roleOf('Nationality', { blocks: [block('IP 1 (192.0.2.1)')] })).toBe('unknown');
    expect(roleOf('Nationality', { blocks: [block('IP: 10.0.0.1')] })).toBe('unknown');
    expect(roleOf('Nationality', { blocks: [block('IP address: office')] })).toBe('unknown');
    expect(roleOf('Nationality', { blocks: [block('Router IP: office')] })).toBe('unknown');
    expect(roleOf('IP: office')).toBe('unknown');
  });

  it('hears an abbreviation behind a name or after what it is the role of', () => {
    const by = (title: string): string => roleOf('Nationality', { blocks: [block(title)] });
    expect(by('Ann Smith (RP)')).toBe('reporting');
    expect(by('NOMINAL – SUS – HARGREAVES Dean')).toBe('suspect');
    for (const title of [
      'Approved Premises (AP)',
      'Aggravated Burglary (AGG)',
      'Data protection (DP)',
      'Supervising officer (OFF)',
      'Incident – CLOSED – COMP – filed',
      'Mark Smith - OFF - duty',
      'Network - LAN - IP configuration',
    ])
      expect(by(title), title).toBe('unknown');
  });

  it('takes a report with a victim and a suspect for the victim’s, when its button sends it all', () => {
    const sections = ['Offence', 'Victim', 'Suspect 1'].map((text) => ({
      source: 'heading' as const,
      text,
    }));
    const read = readRole(field('Save and run PNC', { sections }), builtLexicon());
    expect(read).toMatchObject({ role: 'victim', dual: false });
    const custody = [{ source: 'heading' as const, text: 'Detained person' }];
    expect(roleOf('Save and run PNC', { sections: custody })).toBe('suspect');
  });

  it('takes no year of a reference for the number of a person', () => {
    const blocks = [block('Crime report TF/004312/26'), block('Victim')];
    expect(readRole(field('Nationality', { blocks }), builtLexicon()).ordinal).toBe(1);
  });

  it('counts the persons that a title numbers', () => {
    const { ordinal } = readRole(
      field('Nationality', { blocks: [block('Victim 2')] }),
      builtLexicon(),
    );
    expect(ordinal).toBe(2);
  });
});

const ROLES: readonly (readonly [text: string, role: string])[] = [
  ['Victim details', 'victim'],
  ['COMPLAINANT', 'victim'],
  ['Injured party', 'victim'],
  ['Witness statement of', 'unknown'],
  ['Reporting person', 'reporting'],
  ['Missing person', 'other-protected'],
  ['Named suspect', 'suspect'],
  ['Detained person', 'suspect'],
  ['Dioddefwr', 'victim'],
  ['Y diffynnydd', 'suspect'],
  ['Relationship to victim', 'unknown'],
  ['Relationship to the suspect', 'unknown'],
  ['Relationship between offender and victim', 'unknown'],
  ["Perthynas â'r dioddefwr", 'unknown'],
  ['Suspect known', 'unknown'],
  ['Victim Support', 'unknown'],
  ['Number of victims', 'unknown'],
  ['Known to suspect', 'unknown'],
  ['Arresting officer', 'unknown'],
  ['Criminal history', 'unknown'],
  ['Victim Personal Statement', 'unknown'],
];

describe('words for roles', () => {
  for (const [text, role] of ROLES) {
    it(`reads "${text}" as ${role}`, () => {
      expect(roleOf('Nationality', { blocks: [block(text)] })).toBe(role);
    });
  }

  it('lets protection win over suspicion on one person, and says that it is both', () => {
    const both = readRole(
      field('Nationality', { blocks: [block('Suspect / victim')] }),
      builtLexicon(),
    );
    expect(both).toMatchObject({ role: 'victim', dual: true });
    expect(strongerRole('suspect', 'witness')).toBe('witness');
    expect(strongerRole('witness', 'victim')).toBe('victim');
    expect(strongerRole('neutral', 'suspect')).toBe('suspect');
  });
});

describe('offences', () => {
  const CHOSEN: readonly (readonly [text: string, group: string])[] = [
    ['Domestic abuse', 'DA'],
    ['Rape of a female aged 16 or over', 'SEX'],
    ['Modern slavery', 'MSHT'],
    ['Forced marriage', 'HBA'],
    ['Stalking', 'STALK'],
    ['Child sexual exploitation', 'CSE'],
    ['Racially aggravated assault', 'HATE'],
    ['Labour exploitation', 'WORK'],
    ['Trais domestig', 'DA'],
    ['Theft from a person', 'OTHER'],
    ['Burglary', 'OTHER'],
  ];
  for (const [text, group] of CHOSEN) {
    it(`puts "${text}" into ${group}`, () => {
      expect(readOffence([text], builtLexicon())).toBe(group);
    });
  }
});
