/*
 * Rebuilds what lunr loads from the packed file that generator/search/lunr_index.py wrote.
 */
(function (scope) {
  "use strict";

  const LEADING_PLACES = digitPlaces("_`abcdefghijklmnopqrstuvwxyz{|}~");
  const LAST_PLACES = digitPlaces("!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^");

  function digitPlaces(digits) {
    return new Map(digits.split("").map((digit, place) => [digit, place]));
  }

  /** The places of one term: differences, in digits of which only the last is of its alphabet. */
  function unpackPlaces(packed) {
    const places = [];
    let number = 0;
    let expected = 0;
    for (const digit of packed) {
      const last = LAST_PLACES.get(digit);
      if (last === undefined) {
        number = number * LEADING_PLACES.size + LEADING_PLACES.get(digit);
      } else {
        places.push(expected + number * LAST_PLACES.size + last);
        expected = places[places.length - 1] + 1;
        number = 0;
      }
    }
    return places;
  }

  /** Terms, each written as a capital for what it shares with the one before, and the rest. */
  function unpackTerms(packed) {
    let before = "";
    return (packed.match(/[A-Z][^A-Z]*/g) || []).map(function (part) {
      before = before.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
      return before;
    });
  }

  /** Documents from a list of values for each key, 0 standing for nothing. */
  function unpackDocuments(columns) {
    const keys = Object.keys(columns);
    return (columns.record || []).map(function (_, place) {
      const document = {};
      for (const key of keys) {
        if (columns[key][place]) {
          document[key] = columns[key][place];
        }
      }
      return document;
    });
  }

  /**
   * What lunr.Index.load takes, as lunr's own builder would have serialised it, but for the vectors
   * of its score, which the engine does not use: see generator/search/lunr_index.py. So that a
   * phone need not wait, who holds a term is spelt out when the term is first asked for.
   */
  function unpackIndex(packed) {
    const fields = Object.keys(packed.boosts);
    const terms = unpackTerms(packed.terms);
    const entries = fields.map((field) => packed.postings[field].split(" "));
    const posting = postingClass(fields, entries);
    return {
      version: packed.lunr,
      fields: fields,
      fieldVectors: [],
      invertedIndex: terms.map((term, termIndex) => [term, new posting(termIndex)]),
      pipeline: [],
    };
  }

  /** Postings that read like lunr's, {_index, title: {"7": {}}, …}. */
  function postingClass(fields, entries) {
    const nothingElse = {};
    function Posting(termIndex) {
      this._index = termIndex;
    }
    fields.forEach(function (field, f) {
      Object.defineProperty(Posting.prototype, field, {
        enumerable: true,
        get: function () {
          const references = {};
          for (const place of unpackPlaces(entries[f][this._index])) {
            references[place] = nothingElse;
          }
          Object.defineProperty(this, field, { enumerable: true, value: references });
          return references;
        },
      });
    });
    return Posting;
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.unpackDocuments = unpackDocuments;
  scope.vademecum.unpackIndex = unpackIndex;
})(self);
