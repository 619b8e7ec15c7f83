/*
 * Finds known phrases inside a list of words: "je cherche une nounou" holds "nounou". A phrase is
 * known by its words joined with blanks, as the caller has analysed them.
 */
(function (scope) {
  "use strict";

  /** Phrases with what each stands for; several things may share a phrase. */
  function createPhrases() {
    const values = new Map();
    let longest = 0;

    function add(words, value) {
      const key = words.join(" ");
      if (key) {
        longest = Math.max(longest, words.length);
        values.set(key, (values.get(key) || []).concat([value]));
      }
    }

    /** Every known phrase among the words: {start, length, values}. */
    function find(words) {
      const found = [];
      for (let start = 0; start < words.length; start++) {
        for (let length = 1; length <= Math.min(longest, words.length - start); length++) {
          const known = values.get(words.slice(start, start + length).join(" "));
          if (known) {
            found.push({ start: start, length: length, values: known });
          }
        }
      }
      return found;
    }

    /** What the phrases that begin so stand for, the shortest first; `most` phrases at most. */
    function beginning(start, most) {
      return Array.from(values.keys())
        .filter((key) => key.length > start.length && key.startsWith(start))
        .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
        .slice(0, most)
        .map((key) => values.get(key));
    }

    return { add: add, find: find, beginning: beginning };
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.createPhrases = createPhrases;
})(self);
