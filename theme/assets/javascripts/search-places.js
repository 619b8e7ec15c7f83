/*
 * Communes among the results: by name, part of a name, former name, the other language's name or
 * postcode. Their list is apart from the index and is fetched when a query may mean a place.
 */
(function (scope) {
  "use strict";

  const spelling = scope.vademecum.spelling;

  // A word inside a name must be at least so long, and must not stand in many names.
  const SHORTEST_PART = 4;
  const MOST_WITH_PART = 4;
  const MOST_SHOWN = 6;

  /** Case, accents, ligatures, hyphens, apostrophes and "St" do not count. */
  function fold(text) {
    return scope.vademecum.analysis
      .fold(text)
      .replace(/[^a-z0-9]+/g, " ")
      .trim()
      .split(" ")
      .map((word) => (word === "st" ? "saint" : word === "ste" ? "sainte" : word))
      .join(" ");
  }

  /** The communes of the parsed file that commune_names wrote: {sure, likely} for a query. */
  function createPlaces(data) {
    const communes = data.communes.map(function (line) {
      const [code, name, postcodes, ...others] = line.split("|");
      const codes = postcodes ? postcodes.split(" ") : [];
      return {
        names: [name].concat(others, codes).map(fold),
        document: {
          record: "area/" + code,
          kind: "commune",
          title: name,
          place: codes.slice(0, 2).join(", "),
          names: others,
          url: data.url.replace("#", () => code),
        },
      };
    });

    const byName = new Map();
    const byWord = new Map();
    for (const commune of communes) {
      for (const name of commune.names) {
        file(byName, name, commune);
        name.split(" ").forEach((word) => file(byWord, word, commune));
      }
    }

    /**
     * `sure`: a commune has this very name or postcode. `likely`: few have it as a part of their
     * name or, where the query may be misspelt, one differs from it by a typing error or two.
     */
    function find(text, mayBeMisspelt) {
      const wanted = fold(text);
      const sure = byName.get(wanted) || [];
      if (wanted.length < SHORTEST_PART) {
        return answer(sure, []);
      }
      const holds = (name) => name !== wanted && (" " + name + " ").includes(" " + wanted + " ");
      const candidates = byWord.get(wanted.split(" ")[0]) || [];
      const parts = candidates.filter((commune) => commune.names.some(holds));
      const few = parts.length > MOST_WITH_PART ? [] : parts.filter((one) => !sure.includes(one));
      if (sure.length || parts.length) {
        return sure.length ? answer(sure.concat(few), []) : answer([], few);
      }
      return answer([], mayBeMisspelt ? alike(wanted) : []);
    }

    function alike(wanted) {
      const most = spelling.errorsAllowed(wanted);
      const near = communes.map(function (commune) {
        const errors = commune.names.map((name) => spelling.distance(wanted, name, most));
        return { commune: commune, errors: Math.min(...errors) };
      });
      const least = Math.min(...near.map(({ errors }) => errors));
      return most && least <= most
        ? near.filter(({ errors }) => errors === least).map(({ commune }) => commune)
        : [];
    }

    function answer(sure, likely) {
      const results = (found) => found.slice(0, MOST_SHOWN).map(({ document }) => asResult(document));
      return { sure: results(sure), likely: results(likely) };
    }

    return { find: find };
  }

  function file(index, key, commune) {
    const filed = index.get(key) || [];
    if (!filed.includes(commune)) {
      index.set(key, filed.concat([commune]));
    }
  }

  function asResult(document) {
    return {
      document: document,
      terms: new Set(scope.vademecum.analysis.analyse(document.title)),
      formerly: "",
      also: "",
      via: null,
    };
  }

  /** Results with the communes where they belong: before what only resembles, after what fits. */
  function withPlaces(results, places, corrected) {
    const first = results.length > 0 && results[0].isNamed;
    const likelyFirst = corrected.length > 0 || !results.length;
    const before = first ? [] : places.sure.concat(likelyFirst ? places.likely : []);
    const after = first ? places.sure : likelyFirst ? [] : places.likely;
    return before.concat(results.slice(0, 1), after, results.slice(1));
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.places = { createPlaces: createPlaces, withPlaces: withPlaces };
})(self);
