/** What role controls offer, in English and Welsh, by the role that it says. */
export const ROLE_OPTIONS: readonly (readonly [role: string, texts: readonly string[]])[] = [
  [
    'victim',
    'Victim|Victims|Complainant|Survivor|Aggrieved|Aggrieved person|Aggrieved party|Injured party|Injured person|Loser|Deceased victim|Potential victim|VIC|VICT|IP|AGG|AP|COMP|Dioddefwr|Dioddefwyr|Dioddefwraig|Achwynydd|Goroeswr|Goroeswraig|Y sawl a dramgwyddwyd|Parti a anafwyd|Dioddefwr posibl|Victim / Dioddefwr'.split(
      '|',
    ),
  ],
  [
    'witness',
    'Witness|Witnesses|Significant witness|Vulnerable witness|Intimidated witness|VIW|WIT|SIGWIT|First account|Tyst|Tystion|Tyst arwyddocaol|Tyst bregus'.split(
      '|',
    ),
  ],
  [
    'reporting',
    "Informant|Reporting person|Person reporting|Reported by|Caller|Third-party reporter|RP|INF|Hysbysydd|Person sy'n riportio|Person sy'n adrodd|Galwr|Adroddwyd gan".split(
      '|',
    ),
  ],
  [
    'other-protected',
    "Missing person|MISPER|Vulnerable adult|Vulnerable child|Subject of safeguarding|Next of kin|Interested party|Parent/guardian|Person coll|Unigolyn coll|Oedolyn sy'n agored i niwed|Plentyn sy'n agored i niwed|Perthynas agosaf|Rhiant/gwarcheidwad".split(
      '|',
    ),
  ],
  [
    'suspect',
    'Suspect|SUS|SUSP|Accused|Defendant|Offender|OFF|Named suspect|Person of interest|POI|Perpetrator|Perp|Arrested|Detained person|Detainee|DP|Prisoner|Arrestee|Wanted|Drwgdybiedig|Person a ddrwgdybir|Y sawl a ddrwgdybir|Y sawl a amheuir|Dan amheuaeth|Cyhuddedig|Diffynnydd|Troseddwr|Cyflawnwr|Person a arestiwyd|Person dan gadwad|Carcharor'.split(
      '|',
    ),
  ],
];
