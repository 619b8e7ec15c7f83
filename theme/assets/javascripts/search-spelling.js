/*
 * Which known words are one or two typing errors away: a letter too many, missing, wrong, or two
 * that changed places; or sound the same, for those who write as they hear.
 */
(function (scope) {
  "use strict";

  const SHORTEST = 4;
  // From so many letters on, a word that sounds nearly the same may be meant.
  const NEARLY_HEARD = 6;

  // What is heard alike in French or in Dutch, in this order; words come folded.
  const SOUNDS = [
    [/x/g, "ks"],
    [/ph/g, "f"],
    [/(?:qu|ck|q)/g, "k"],
    [/cc(?=[eiy])/g, "ks"],
    [/sc(?=[eiy])/g, "s"],
    [/ti(?=on)/g, "si"],
    [/c(?=[eiy])/g, "s"],
    [/ch/g, "#"],
    [/c/g, "k"],
    [/g(?=[eiy])/g, "j"],
    [/z/g, "s"],
    [/h/g, ""],
    [/e?aux?/g, "o"],
    [/(?:ai|ei)/g, "e"],
    [/[iy]+/g, "i"],
    [/[ae][nm](?=[^aeiou])/g, "an"],
    [/(.)\1+/g, "$1"],
    [/(?<=.{3})(?:es?|s|t)$/, ""],
  ];

  /** How many errors a word may hold: none in a short one, which would turn into others. */
  function errorsAllowed(word) {
    return word.length < 5 ? 0 : word.length < 8 ? 1 : 2;
  }

  /** Errors between two words; `most` + 1 stands for any number beyond `most`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) {
      return most + 1;
    }
    let before = [];
    let above = [];
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      before = above;
      above = row;
      row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        let errors = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          errors = Math.min(errors, before[j - 2] + 1);
        }
        row.push(errors);
        least = Math.min(least, errors);
      }
      if (least > most) {
        return most + 1;
      }
    }
    return row[other.length];
  }

  /** A word as it is heard: words that sound alike give the same. */
  function sound(word) {
    return SOUNDS.reduce((heard, [written, spoken]) => heard.replace(written, spoken), word);
  }

  /** One bit for each letter that a word holds: words whose letters differ much are far apart. */
  function lettersOf(word) {
    let letters = 0;
    for (let place = 0; place < word.length; place++) {
      letters |= 1 << (word.charCodeAt(place) & 31);
    }
    return letters;
  }

  function countBits(number) {
    let count = 0;
    for (let rest = number; rest; rest &= rest - 1) {
      count++;
    }
    return count;
  }

  /** The spelling of some words: nearest(word, most) gives [{term, errors}], the nearest first. */
  function createSpelling(terms) {
    const known = terms.filter((term) => term.length >= SHORTEST && !/[0-9]/.test(term));
    const letters = Int32Array.from(known, lettersOf);
    const sounds = known.map(sound);

    /** Errors of a term that sounds like the word heard: one, or two if only nearly. */
    function errorsHeard(heard, place, most) {
      if (sounds[place] === heard) {
        return 1;
      }
      const near = most > 1 && heard.length >= NEARLY_HEARD && sounds[place][0] === heard[0];
      return near && distance(heard, sounds[place], 1) === 1 ? 2 : most + 1;
    }

    function nearest(word, most) {
      const found = [];
      const own = lettersOf(word);
      const heard = sound(word);
      known.forEach(function (term, place) {
        const byEar = most ? errorsHeard(heard, place, most) : 1;
        if (byEar <= most) {
          found.push({ term: term, errors: Math.min(byEar, distance(word, term, most)) });
          return;
        }
        // An error changes two letters of the set at most; a second one keeps the first letter.
        if (Math.abs(term.length - word.length) > most || countBits(own ^ letters[place]) > 2 * most) {
          return;
        }
        const errors = distance(word, term, most);
        if (errors === 1 || (errors > 1 && errors <= most && term[0] === word[0])) {
          found.push({ term: term, errors: errors });
        }
      });
      const begins = (near) => (near.term[0] === word[0] ? 0 : 1);
      return found.sort(
        (one, other) =>
          one.errors - other.errors || begins(one) - begins(other) || (one.term < other.term ? -1 : 1)
      );
    }

    return { nearest: nearest };
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.spelling = {
    createSpelling: createSpelling,
    distance: distance,
    sound: sound,
    errorsAllowed: errorsAllowed,
  };
})(self);
