/**
 * Names of persons in a free text: those that the page shows, and those that the words before or
 * after them give away. There is no list of names. See docs/adr/0029-guarded-text.md.
 */

export interface Place {
  readonly at: number;
  readonly length: number;
}

/** A word as a name is written; in capitals only where it is longer than most abbreviations. */
const WORD = "(?:\\p{Lu}['’]?\\p{Lu}?\\p{Ll}[\\p{L}'’]*|\\p{Lu}[\\p{Lu}'’]{3,})";
const NAME = `(${WORD}(?:[ -]${WORD}){0,2})`;
/** At least two words. */
const WHOLE = NAME.replace('0', '1');
const ANY = "([\\p{L}'’-]{2,})";

/** Words with a capital that follow a role, a title or a verb and are nobody's name. */
const NOBODY =
  /^(?:the|an?|in|on|at|is|has|was|will|may|can|no|not|none|yes|see|now|if|and|but|s?he|they|her|his|who|when|while|mrs?|ms|miss|dr|op|operation|unknown|male|female|adult|child|white|black|asian|[a-z]{3,6}day|january|feb(?:ruary)?|mar(?:ch)?|april?|june?|july?|aug(?:ust)?|oct(?:ober)?|(?:sept|nov|dec)(?:ember)?|heddlu|social|liaison|personal|statements?|contact|code|welfare|safety|crown|magistrates|home|border|county|city|national|crimestoppers|childline|samaritans|ambulance|royal|custody|mum|dad|nan|gran|mam|tad|women|men|victims?|witness(?:es)?|suspects?|operator|marac|mappa|visor|isva|idva|soit|dash|niche|storm|athena|connect|leds|cctv|consent|urgent|high|risk|[a-z]{2,7}(?:ish|nese|nian)|(?:austral|bulgar|colomb|eritre|ethiop|gamb|hungar|ind|ital|latv|liby|niger|portugu?|russ|serb|somal|syr|algeri|keny|americ|kore|mexic|afric|cub|zambi)(?:ian|ese|an|i)|german|french|scots|greek|thai|arab(?:ic)?|dutch|czech|slovak|afghan|iraqi|kurd|pakistani|bangladeshi|bengali|punjabi|filipino|welsh|cymraeg|deaf|blind|ford|audi|seat|vauxhall|toyota|nissan|renault|peugeot|mercedes|jehovah|llys|cyngor|ysgol|ysbyty|swyddog|arolygydd|muslim|christian|jewish|sikh|hindu|roma)(?![\p{L}])/iu;

const ROLES =
  '(?:\\b(?:~vic(?:tim)?|~witness|~suspect|~complainant|~offender|~informant|~caller|IP|AP|VP|PV|S\\/P|~husband|~wife|~partner|~ex|~boyfriend|~girlfriend|~fianc.e?|(?:~step)?(?:~brother|~sister|~mother|~father|~son|~daughter)|~uncle|~aunt|~cousin|~nephew|~niece|~friend|~neighbour|~landlord|~boss)|(?<!\\p{L})(?:~ddioddefwr|~dioddefwr|~th?yst|g?ŵr|g?wraig|chwaer|brawd|m?fam|d?tad|m?f?ab|m?ferch|p?h?artner|chariad))';
/** What is said after "name is" where it is no name. */
const NO_NAME =
  '(?!(?:not|no|un\\p{L}*|known|on|in|the|an?|at|given|with\\p{L}*|same|different|mis\\p{L}*|wrong|correct|to|already|being|now|yn|ar|wedi|ddim|hwn|heb|used|shown|spel\\p{L}*|similar|very|also|often|only|common|false|real|as|by|that|what|still|from|like|for|again|off|out|back|and|when)(?!\\p{L}))';

/** The group of each is the name. */
const GIVEN_AWAY = [
  `(?<!\\p{L})(?:Mr|Mrs|Miss|Ms|Mx|Dr|Mister)\\.? (?:\\p{Lu}\\.? )?(?:${NAME}|(\\p{Lu})(?![\\p{L}\\d]))`,
  `(?<!\\p{L})(?:mrs?|MRS?)\\.? (?!and |AND |or |& )${ANY}`,
  `(?<!\\p{L})(?:~sur|~fore)?(?:~name|~cyfenw)(?:'s|’s| ?[:=]| is| was| -) ${NO_NAME}${ANY}`,
  `(?<!\\p{L})~h?enw['’ \\p{L}]{0,25} yw ${NAME}`,
  `(?<!\\p{L})(?:~surname|~forename|(?:~first|~last|~maiden|~family) ~name|~cyfenw|~enw|a\\.?k\\.?a\\.?|AKA|(?:known|name) as|née)[: ]{1,2}${NAME}`,
  `(?<!\\b(?:pub|club|bar|shop|hotel|hostel|takeaway|app|group|charity|site|company|gang|street|road|place|dog) )\\b(?:called|named) ${NAME}`,
  `\\bis called ${NO_NAME}${ANY}`,
  `${ROLES}(?:-in-law)?(?:,|:| is| yw| [=-])? \\(?${NAME}`,
  `(?<!\\p{L})${WHOLE}(?= (?:says?|said|told|tells|states|stated|lives|is (?:who|his|her))(?!\\p{L})|, aged| \\((?:vic|wit|IP|diodd|tyst))`,
  `(?<!\\p{L})Mae ${WHOLE} (?:yn|wedi)(?!\\p{L})`,
  `(?<!\\p{L})${NAME}['’]s (?:husband|wife|partner|ex|mother|father|brother|sister|son|daughter|boyfriend|girlfriend)`,
  `(?:~spoken?|~speak|~talked) (?:to|with) ${WHOLE}`,
];
const eitherCase = (_: string, letter: string): string => `[${letter + letter.toUpperCase()}]`;
let expressions: readonly RegExp[] | null = null;

/** Names that are words as well: they count with a capital, and not where a sentence begins. */
const ALSO_WORDS =
  /^(?:..|will|mark|may|grace|rose|hope|faith|joy|june|april|brown|green|white|black|gr[ae]y|young|long|short|king|hill|woods?|field|ford|day|best|bond|sharp|swift|case|price|law|man|wells|bell|bishop|hall|park|lane|church|street|poor|little|small|bird|fox|wolf|reed|stone|summer|winter|miles|cook|baker|carter|mason|page|cross|rich|low|power|love|dean|chase|star|you|her|son|gun|van|der|den|von|bin|ben|abu|los|las)$/;
/** What stands in a field for a name beside the name, or in place of one. */
const NO_PART =
  /^(?:mrs?|ms|miss|mx|dr|prof|pc|dc|ds|sgt|ap|ab|ferch|verch|unknown|not|known|none|name|person|male|female|victim|witness|suspect|test|police|officer)$/;

/**
 * The first name of a person, or null.
 *
 * @param shown names that stand on the page
 */
export function findName(text: string, shown: readonly string[]): Place | null {
  // Each of them has one or the other in it. Making them takes a tenth of a first look at a page.
  if (!/[ :]/.test(text)) return shownName(text, shown);
  expressions ??= GIVEN_AWAY.map(
    (pattern) => new RegExp(pattern.replace(/~(.)/g, eitherCase), 'gu'),
  );
  const isShouted = (text.match(/\p{Lu}/gu)?.length ?? 0) > text.length / 2;
  for (const expression of expressions)
    for (const match of text.matchAll(expression)) {
      const name = match.slice(1).find((group) => group !== undefined) ?? '';
      const isTold = !isShouted || /name|mrs?\b/i.test(match[0]);
      if (!isTold || NOBODY.test(name) || NEVER_IN_A_NAME.test(name)) continue;
      return { at: match.index + match[0].lastIndexOf(name), length: name.length };
    }
  return shownName(text, shown);
}

/** Of bodies and places. */
const NEVER_IN_A_NAME =
  /(?<!\p{L})(?:Aid|Supports?|Office|Police|Valley|Services?|Council|Hospital|School|Street|Road|Team|Unit|Court|Station|Centre|Central|Force|House|University|Scotland|Wales|Cymru|Company|Bank|Housing|Association|Authority|Security|Care|Health|Trust)(?!\p{L})/iu;

const LETTERS = /[\p{L}'’]{2,}/gu;
const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();

function shownName(text: string, shown: readonly string[]): Place | null {
  if (shown.length === 0) return null;
  const names = new Set(shown.flatMap((name) => (name.match(LETTERS) ?? []).map(fold)));
  for (const { 0: word, index } of text.matchAll(LETTERS)) {
    const whole = fold(word);
    // Of one, or of several of the name.
    const plain = names.has(whole) ? whole : whole.replace(/s$/, '');
    if (!names.has(plain) || NO_PART.test(plain)) continue;
    const isWord = ALSO_WORDS.test(plain);
    const beginsSentence = /(?:^|[.!?:\n])\s{0,3}$/.test(text.slice(Math.max(0, index - 4), index));
    if (isWord && (word === word.toLowerCase() || beginsSentence)) continue;
    return { at: index, length: word.length };
  }
  return null;
}
