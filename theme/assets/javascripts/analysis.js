/*
 * Turns text into the tokens that the search compares, the same for French and Dutch.
 *
 * generator/search/analysis.py does the same when the index is built, word for word; a test
 * compares both. No rule here may lean on what two engines could see differently (Unicode
 * versions, \w, \b, toLowerCase), so every character that is folded stands in a table.
 */
(function (scope) {
  "use strict";

  const FOLDS = `
a àáâãäåāăąǎªÀÁÂÃÄÅĀĂĄǍ
ae æǽÆǼ
c çćĉċčÇĆĈĊČ
d ďđðĎĐÐ
e èéêëēĕėęěÈÉÊËĒĔĖĘĚ
ff ﬀ
fi ﬁ
fl ﬂ
ffi ﬃ
ffl ﬄ
g ĝğġģĜĞĠĢ
h ĥħĤĦ
i ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ
ij ĳĲ
j ĵĴ
k ķĸĶ
l ĺļľŀłĹĻĽĿŁ
n ñńņňŉŋÑŃŅŇŊ
o òóôõöøōŏőºÒÓÔÕÖØŌŎŐ
oe œŒ
r ŕŗřŔŖŘ
s śŝşšșſŚŜŞŠȘ
ss ßẞ
t ţťŧțŢŤŦȚ
th þÞ
u ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ
w ŵŴ
y ýÿŷÝŸŶ
z źżžŹŻŽ
' \u2018\u2019\u201b\u02bc\u2032\u00b4\u0060\uff07
- \u2010\u2011
. \u00b7\u2027
`;

  // First and last code point of what vanishes, and of the other alphabets' letters, which stay.
  const ERASED = [
    [0x00ad, 0x00ad],
    [0x0300, 0x036f],
    [0x200b, 0x200f],
    [0x2060, 0x2060],
    [0xfeff, 0xfeff],
  ];
  const OTHER_SCRIPTS = [
    [0x0370, 0x060b],
    [0x0620, 0x06d3],
    [0x06d5, 0x167f],
    [0x1681, 0x1fff],
    [0x3040, 0xd7ff],
  ];

  // What an apostrophe cuts off in front of a word and behind it.
  const ELISIONS = wordSet("l d j m t s n c qu jusqu lorsqu puisqu quoiqu");
  const CLITICS = wordSet("s t n m k r");

  const STOP_WORDS = wordSet(`
    a ai au aux avec avez avoir avons c ca ce cela ces cet cette chez comme comment d dans de des
    depuis dois doit donc dont du e elle elles en entre es est et ete etes etre eux faut il ils j je
    l la le les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par
    pas pendant peut peux plus pour pourquoi pouvez pouvoir qu quand que quel quelle quelles quels
    qui quoi s sa se ses si soi son sont suis sur t ta te tes toi ton tous tout toute toutes tres tu
    un une vers veut veux vos votre voulez vous y

    aimerais arrive besoin bonjour cherche chercher fais faire fait faut merci obtenir sens svp
    trouve trouver va vais voudrais voudrait

    aan al als ben bent bij daar dan dat de den deze die dit door dus een en er geen haar had heb
    hebben hebt heeft hen het hier hij hoe hun ik in is je jij jouw jullie kan kon kunnen kunt maar
    mag meer men met mij mijn moet moeten mogen naar niet nog of om ons onze ook op over te ten tot
    u uit uw van voor waar waarom wanneer want waren was wat we welk welke werd wie wij wil willen
    wilt worden wordt zal ze zich zij zijn zo zou zullen zult

    bedankt doe doen ga gaan graag hallo iemand iets krijg krijgen nodig vind vinden weet weten zoek
    zoeken
`);

  const IRREGULAR = new Map([
    ["baux", "bail"],
    ["kinderen", "kind"],
    ["leden", "lid"],
    ["steden", "stad"],
    ["travaux", "travail"],
    ["uren", "uur"],
    ["yeux", "oeil"],
  ]);

  const LONGEST_COMPOUND = 4;
  const CONSONANTS = "bcdfgklmnprst";
  const FOLDING = foldingTable();
  const MOST_REMEMBERED = 20000;
  const TOKENS = new Map();

  function wordSet(text) {
    return new Set(text.split(/[ \n]+/).filter(Boolean));
  }

  function foldingTable() {
    const table = new Map();
    for (const kept of "abcdefghijklmnopqrstuvwxyz0123456789'-.") {
      table.set(kept, kept);
    }
    // Not toUpperCase: the table alone says what is folded.
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").forEach(function (letter, place) {
      table.set(letter, "abcdefghijklmnopqrstuvwxyz"[place]);
    });
    for (const line of FOLDS.split("\n")) {
      const [folded, characters] = line.split(" ");
      for (const character of characters || "") {
        table.set(character, folded);
      }
    }
    return table;
  }

  function within(code, ranges) {
    return ranges.some(([first, last]) => first <= code && code <= last);
  }

  /** What one character becomes: letters, a separator, or nothing. */
  function foldCharacter(character) {
    let folded = FOLDING.get(character);
    if (folded === undefined) {
      const code = character.codePointAt(0);
      folded = within(code, ERASED) ? "" : within(code, OTHER_SCRIPTS) ? character : " ";
      FOLDING.set(character, folded);
    }
    return folded;
  }

  /** The text in plain small letters and digits, blanks, and ', -, . where they stood. */
  function fold(text) {
    let folded = "";
    for (const character of text) {
      folded += foldCharacter(character);
    }
    return folded;
  }

  /** A folded word without its light endings: plurals, the mute e, Dutch -en and long vowels. */
  function stem(word) {
    if (IRREGULAR.has(word)) {
      return IRREGULAR.get(word);
    }
    if (word.length < 4 || /[0-9]/.test(word)) {
      return word;
    }
    if (word.length > 4) {
      word = withoutEnding(withoutPlural(word));
    }
    for (const vowel of "aeou") {
      word = word.split(vowel + vowel).join(vowel);
    }
    return word;
  }

  function withoutPlural(word) {
    if (/(eaux|eux|oux)$/.test(word)) {
      return word.slice(0, -1);
    }
    if (word.endsWith("aux")) {
      return word.slice(0, -3) + "al";
    }
    if (word.endsWith("s") && !word.endsWith("ss")) {
      return word.slice(0, -1);
    }
    return word;
  }

  function withoutEnding(word) {
    if (word.length < 5) {
      return word;
    }
    if (word.endsWith("heden")) {
      return word.slice(0, -5) + "heid";
    }
    if (word.endsWith("en") && !"eiy".includes(word[word.length - 3])) {
      // "fietsen" must meet "fiets", which lost its s as if it were a plural.
      return withoutFinalS(plainEnd(word.slice(0, -2)), 5);
    }
    if (word.endsWith("e")) {
      word = word.slice(0, -1);
      if (word.length > 5 && word.endsWith("e")) {
        word = word.slice(0, -1);
      }
      // "française" meets "français"; "course" must not meet "cours".
      return withoutFinalS(plainEnd(word), 6);
    }
    return plainEnd(word);
  }

  /** One consonant instead of two, f for v, s for z: "bonn" → bon, "briev" → brief. */
  function plainEnd(word) {
    const last = word[word.length - 1];
    if (last === word[word.length - 2] && CONSONANTS.includes(last)) {
      return word.slice(0, -1);
    }
    if (last === "v") {
      return word.slice(0, -1) + "f";
    }
    if (last === "z") {
      return word.slice(0, -1) + "s";
    }
    return word;
  }

  function withoutFinalS(word, shortest) {
    return word.length >= shortest && word.endsWith("s") ? word.slice(0, -1) : word;
  }

  /** The tokens of one blank-delimited piece of folded text, without stop words; remembered. */
  function tokensOf(chunk) {
    let tokens = TOKENS.get(chunk);
    if (!tokens) {
      if (TOKENS.size >= MOST_REMEMBERED) {
        TOKENS.clear();
      }
      tokens = readTokens(chunk);
      TOKENS.set(chunk, tokens);
    }
    return tokens;
  }

  function readTokens(chunk) {
    const tokens = [];
    for (const piece of pieces(chunk)) {
      const telling = piece.filter((part) => !STOP_WORDS.has(part)).map(stem);
      tokens.push(...telling);
      if (telling.length && piece.length > 1 && piece.length <= LONGEST_COMPOUND) {
        tokens.push(stem(piece.join("")));
      }
    }
    return tokens;
  }

  /** The compounds of a chunk, each as its parts, without what an apostrophe cut off. */
  function pieces(chunk) {
    const found = [];
    for (const piece of withoutDots(chunk)) {
      // Odd places hold the separators.
      const cut = piece.split(/([-'])/);
      const parts = cut.filter(function (part, place) {
        if (place % 2 || !part) {
          return false;
        }
        const elided = ELISIONS.has(part) && cut[place + 1] === "'";
        const clitic = CLITICS.has(part) && place > 0 && cut[place - 1] === "'";
        return !elided && !clitic;
      });
      if (parts.length) {
        found.push(parts);
      }
    }
    return found;
  }

  function allParts(chunk) {
    const parts = [];
    for (const piece of withoutDots(chunk)) {
      parts.push(...piece.split(/[-']/).filter(Boolean));
    }
    return parts;
  }

  /** A chunk cut at its dots, except that the initials of an acronym are joined: "l'a.p.l.". */
  function withoutDots(chunk) {
    const found = [];
    let initials = false;
    for (const part of chunk.split(".").filter(Boolean)) {
      if (initials && part.length === 1) {
        found[found.length - 1] += part;
      } else {
        found.push(part);
        initials = part.length === 1 || "'-".includes(part[part.length - 2]);
      }
    }
    return found;
  }

  function chunks(text) {
    return fold(text).split(" ").filter(Boolean);
  }

  function flatten(lists) {
    const flat = [];
    for (const list of lists) {
      for (const item of list) {
        flat.push(item);
      }
    }
    return flat;
  }

  /** The tokens of a text, in order; stop words only when the text holds nothing else. */
  function analyse(text) {
    const cut = chunks(text);
    const tokens = flatten(cut.map(tokensOf));
    return tokens.length ? tokens : flatten(cut.map(allParts)).map(stem);
  }

  /** The single words of a text, folded but whole and stop words included; no elided articles. */
  function words(text) {
    return flatten(flatten(chunks(text).map(pieces)));
  }

  /** What the spellings of one name share: "Pas-de-Calais", "pas de calais"; "C.A.F.", "caf". */
  function nameKey(text) {
    return words(text).map(stem).join("");
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.analysis = {
    analyse: analyse,
    fold: fold,
    foldCharacter: foldCharacter,
    isStopWord: (word) => STOP_WORDS.has(word),
    nameKey: nameKey,
    stem: stem,
    words: words,
  };
})(self);
