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
const ANY = "([\\p{L}'’-]{2,})";

/** Words with a capital that follow a role, a title or a verb and are nobody's name. */
const NOBODY =
  /^(?:the|an?|in|on|at|is|has|was|will|may|can|no|not|none|yes|see|now|if|and|but|s?he|they|her|his|who|when|while|mrs?|ms|miss|dr|op|operation|unknown|male|female|adult|child|white|black|asian|[a-z]{3,6}day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|april?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|police|heddlu|supports?|services?|social|liaison|personal|statements?|care|contact|code|welfare|safety|crown|court|magistrates|home|office|border|force|council|county|city|national|unit|team|crimestoppers|childline|samaritans|ambulance|hospital|royal|custody|mum|dad|nan|gran|mam|tad|women'?s?|men|victims?|witness(?:es)?|suspects?|operator|marac|mappa|visor|isva|idva|soit|dash|niche|storm|athena|connect|leds|cctv|consent|urgent|high|risk|[a-z]{2,7}(?:ish|nese|nian)|(?:alban|austral|bulgar|colomb|eritre|eston|ethiop|gamb|hungar|ind|ital|latv|liby|niger|portugu?|russ|serb|somal|syr|ukrain|algeri|keny|americ|kore|mexic|afric|cub|zambi)(?:ian|ese|an|i)|germans?|french|scots|greek|thai|arab(?:ic)?|dutch|czech|slovak|afghan|iraqi|kurd|pakistani|bangladeshi|bengali|punjabi|somali|filipino|welsh|cymraeg|deaf|blind|ford|audi|seat|vauxhall|toyota|nissan|renault|peugeot|mercedes|jehovah'?s|llys|cyngor|ysgol|ysbyty|swyddog|arolygydd|muslim|christian|jewish|sikh|hindu|roma)(?![\p{L}])/iu;

const ROLES =
  '(?:\\b(?:[Vv]ictim|[Ww]itness|[Ss]uspect|[Cc]omplainant|[Oo]ffender|[Ii]nformant|[Cc]aller|IP|AP|VP|PV|S\\/P|[Hh]usband|[Ww]ife|[Pp]artner|[Ee]x|[Bb]oyfriend|[Gg]irlfriend|[Ff]ianc.e?|(?:[Ss]tep)?(?:[Bb]rother|[Ss]ister|[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter)|[Uu]ncle|[Aa]unt|[Cc]ousin|[Nn]ephew|[Nn]iece|[Ff]riend|[Nn]eighbour|[Ll]andlord|[Bb]oss)|(?<!\\p{L})(?:[Dd]dioddefwr|[Dd]ioddefwr|[Tt]h?yst|g?ŵr|g?wraig|chwaer|brawd|m?fam|d?tad|m?f?ab|m?ferch|p?h?artner|chariad))';
/** What is said after "name is" where it is no name. */
const NO_NAME =
  '(?!(?:not|no|un\\p{L}*|known|on|in|the|an?|at|given|with\\p{L}*|same|different|mis\\p{L}*|wrong|correct|to|already|being|now|yn|ar|wedi|ddim|hwn|heb|used|shown|spel\\p{L}*|similar|very|also|often|only|common|false|real|as|by|that|what|still|from|like|for|again|off|out|back|and|when)(?!\\p{L}))';

/** The group of each is the name. */
const GIVEN_AWAY = [
  `(?<!\\p{L})(?:Mr|Mrs|Miss|Ms|Mx|Dr|Mister)\\.? (?:\\p{Lu}\\.? )?(?:${NAME}|(\\p{Lu})(?![\\p{L}\\d]))`,
  `(?<!\\p{L})(?:mr|mrs|MR|MRS)\\.? (?!and |AND |or |& )${ANY}`,
  `(?<!\\p{L})(?:[Ss]ur|[Ff]ore)?(?:[Nn]ame|[Cc]yfenw)(?:'s|’s| ?[:=]| is| was| -) ${NO_NAME}${ANY}`,
  `(?<!\\p{L})[Hh]?enw['’ \\p{L}]{0,25} yw ${NAME}`,
  `(?<!\\p{L})(?:[Ss]urname|[Ff]orename|(?:[Ff]irst|[Ll]ast|[Mm]aiden|[Ff]amily) [Nn]ame|[Cc]yfenw|[Ee]nw|a\\.?k\\.?a\\.?|AKA|known as|née)[: ]{1,2}${NAME}`,
  `(?<!\\b(?:pub|club|bar|shop|hotel|hostel|takeaway|app|group|charity|site|company|gang|street|road|place|dog) )\\b(?:called|named) ${NAME}`,
  `\\bis called ${NO_NAME}${ANY}`,
  `${ROLES}(?:-in-law)?(?:,|:| is| yw| [=-])? \\(?${NAME}`,
  `(?<!\\p{L})(${WORD} ${WORD})(?= (?:says?|said|told|tells|states|stated|lives)(?!\\p{L})|, aged)`,
  `(?<!\\p{L})Mae (${WORD} ${WORD}) (?:yn|wedi)(?!\\p{L})`,
  `(?<!\\p{L})${NAME}['’]s (?:husband|wife|partner|ex|mother|father|brother|sister|son|daughter|boyfriend|girlfriend)`,
  `(?:[Ss]poken?|[Ss]peak|[Tt]alked) (?:to|with) (${WORD} ${WORD})`,
];
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
  expressions ??= GIVEN_AWAY.map((pattern) => new RegExp(pattern, 'gu'));
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
  /(?<!\p{L})(?:Aid|Support|Office|Police|Valley|Services?|Council|Hospital|School|Street|Road|Team|Unit|Court|Station|Centre|Central|Force|House|University|Scotland|Wales|Cymru|Company|Bank|Housing|Association|Authority|Security|Care|Health|Trust)(?!\p{L})/u;

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
