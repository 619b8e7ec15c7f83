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

  /**
   * What lunr.Index.load takes, as lunr's own builder would have serialised it: see
   * generator/search/lunr_index.py. Two liberties keep a phone from waiting: the vectors are typed
   * arrays, and who holds a term is spelt out when the term is first asked for.
   */
  function unpackIndex(packed) {
    const fields = Object.keys(packed.boosts);
    const terms = packed.terms ? packed.terms.split(" ") : [];
    const lists = fields.map(function (field) {
      const entries = packed.postings[field].split(" ");
      return terms.map((term, termIndex) => unpackPlaces(entries[termIndex]));
    });
    const weights = terms.map(function (term, termIndex) {
      const held = lists.reduce((sum, list) => sum + list[termIndex].length, 0);
      return Math.log(1 + Math.abs((packed.size - held + 0.5) / (held + 0.5)));
    });
    const fieldVectors = [];
    fields.forEach(function (field, f) {
      const boosted = weights.map((idf) => Math.round(idf * packed.boosts[field] * 1000) / 1000);
      vectorsOf(lists[f], boosted, packed.size).forEach(function (vector, place) {
        if (vector.length) {
          fieldVectors.push([field + "/" + place, vector]);
        }
      });
    });
    const posting = postingClass(fields, lists);
    return {
      version: packed.lunr,
      fields: fields,
      fieldVectors: fieldVectors,
      invertedIndex: terms.map((term, termIndex) => [term, new posting(termIndex)]),
      pipeline: [],
    };
  }

  /** One field's vectors, lunr's way: term, weight, term, weight, by rising term. */
  function vectorsOf(list, weights, size) {
    const lengths = new Uint32Array(size);
    list.forEach((places) => places.forEach((place) => (lengths[place] += 2)));
    const vectors = Array.from(lengths, (length) => new Float64Array(length));
    const filled = new Uint32Array(size);
    list.forEach(function (places, termIndex) {
      for (const place of places) {
        vectors[place][filled[place]] = termIndex;
        vectors[place][filled[place] + 1] = weights[termIndex];
        filled[place] += 2;
      }
    });
    return vectors;
  }

  /** Postings that read like lunr's, {_index, title: {"7": {}}, …}. */
  function postingClass(fields, lists) {
    const nothingElse = {};
    function Posting(termIndex) {
      this._index = termIndex;
    }
    fields.forEach(function (field, f) {
      Object.defineProperty(Posting.prototype, field, {
        enumerable: true,
        get: function () {
          const references = {};
          for (const place of lists[f][this._index]) {
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
  scope.vademecum.unpackIndex = unpackIndex;
})(self);
