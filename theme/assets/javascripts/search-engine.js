/*
 * Answers a query from the index: lunr finds and weighs words, this ranks pages by how many of
 * the words they hold and by their names. Knows nothing of the page it runs in.
 */
(function (scope) {
  "use strict";

  const analysis = scope.vademecum.analysis;

  // A query longer than a person would write is cut, so that pasted text cannot stop the page.
  const LONGEST_QUERY = 300;
  const MOST_WORDS = 12;
  const LONGEST_WORD = 40;

  // Least letters before a word also counts as the beginning of another, first in names only.
  const PREFIX_IN_NAMES = 2;
  const PREFIX_EVERYWHERE = 4;
  // Least letters before a word may hold a typing error; shorter ones turn into other words.
  const FUZZY_WORD = 5;
  const FUZZY_STEM = 4;
  const PREFIX_WEIGHT = 0.4;
  const FUZZY_WEIGHT = 0.5;
  const NAME_BEGINS_BONUS = 1.5;
  const NAME_FIELDS = ["title", "names", "keywords"];

  // Of pages with the same name, the one that answers comes before the one that explains.
  const KINDS = ["scheme", "partner", "area", "theme", "term"];

  /** Filters name one id each or nothing; what is for everyone passes every audience. */
  function passes(document, filters) {
    const areas = document.areas || [];
    const audiences = document.audiences || [];
    return (
      (!filters.theme || (document.themes || []).includes(filters.theme)) &&
      (!filters.area || !areas.length || areas.includes(filters.area)) &&
      (!filters.audience ||
        !audiences.length ||
        audiences.includes("tous-publics") ||
        audiences.includes(filters.audience))
    );
  }

  /** The search of one language, from the parsed file that build_search_index wrote. */
  function createSearch(data) {
    const documents = data.documents;
    const index = scope.lunr.Index.load(scope.vademecum.unpackIndex(data.index));
    const nameKeys = new Map();
    const alphabetical = new Intl.Collator(data.language);

    /** The keys of a page's title and other names, title first; worked out once. */
    function nameKeysOf(document) {
      let keys = nameKeys.get(document);
      if (!keys) {
        const names = [document.title].concat(document.names || [], document.formerly || []);
        keys = names.map(analysis.nameKey);
        nameKeys.set(document, keys);
      }
      return keys;
    }

    function isNamed(candidate) {
      return candidate.held.every((held) =>
        held.some((terms) =>
          Object.keys(terms).some((term) => "title" in terms[term] || "names" in terms[term])
        )
      );
    }

    /** Pages that hold what the clauses ask: reference → {score, held}, held being lunr's terms. */
    function lookUp(addClauses) {
      const found = new Map();
      for (const result of index.query(addClauses)) {
        found.set(result.ref, { score: result.score, held: [result.matchData.metadata] });
      }
      return found;
    }

    function exact(terms) {
      return lookUp((query) => terms.forEach((term) => query.term(term, { usePipeline: false })));
    }

    function beginning(word, stem) {
      if (word.length < PREFIX_IN_NAMES) {
        return new Map();
      }
      const wildcard = scope.lunr.Query.wildcard.TRAILING;
      // The index holds stems: "ecole" must find what begins with "ecol".
      const start = word.startsWith(stem) && stem.length >= PREFIX_EVERYWHERE ? stem : word;
      const within = (fields) =>
        lookUp((query) =>
          query.term(start, { usePipeline: false, wildcard: wildcard, fields: fields })
        );
      const named = word.length < PREFIX_EVERYWHERE ? within(NAME_FIELDS) : new Map();
      return named.size ? named : within(index.fields);
    }

    function misspelt(word, stem) {
      if (word.length < FUZZY_WORD || stem.length < FUZZY_STEM) {
        return new Map();
      }
      return lookUp((query) => query.term(stem, { usePipeline: false, editDistance: 1 }));
    }

    function merge(found, others, weight) {
      others.forEach(function (other, reference) {
        const known = found.get(reference) || { score: 0, held: [] };
        known.score = Math.max(known.score, other.score * weight);
        known.held = known.held.concat(other.held);
        found.set(reference, known);
      });
      return found;
    }

    /** One word of the query: itself, or joined to its neighbours; else its beginning; else alike. */
    function findWord(words, place, isLast) {
      const word = words[place];
      const stem = analysis.stem(word);
      const joined = neighbours(words, place).filter((term) => term in index.invertedIndex);
      const found = exact([stem].concat(joined));
      if (isLast || !found.size) {
        merge(found, beginning(word, stem), PREFIX_WEIGHT);
      }
      return found.size ? found : merge(found, misspelt(word, stem), FUZZY_WEIGHT);
    }

    /** "sans abri" must meet "sans-abri", and "huur waarborg" meet "huurwaarborg". */
    function neighbours(words, place) {
      const terms = new Set();
      for (let length = 2; length <= 3; length++) {
        for (let start = place - length + 1; start <= place; start++) {
          if (start >= 0 && start + length <= words.length) {
            terms.add(analysis.stem(words.slice(start, start + length).join("")));
          }
        }
      }
      return Array.from(terms);
    }

    /** The places of the query's words that tell something; all, when none does. */
    function tellingPlaces(words) {
      const places = words.map((word, place) => place);
      const telling = places.filter((place) => !analysis.isStopWord(words[place]));
      return (telling.length ? telling : places).slice(0, MOST_WORDS);
    }

    /** Why a page is shown although its title does not say so: the name that holds the words. */
    function nameThatMatched(names, title, terms) {
      const inTitle = new Set(analysis.analyse(title));
      if (terms.every((held) => held.some((term) => inTitle.has(term)))) {
        return "";
      }
      const holds = (name) => {
        const tokens = new Set(analysis.analyse(name));
        return terms.every((held) => held.some((term) => tokens.has(term)));
      };
      return (names || []).find(holds) || "";
    }

    /**
     * Pages for a query, best first: {document, terms, formerly, also}. `terms` is the set of
     * index terms to mark; `formerly` and `also` name the former or other name that matched.
     *
     * Open before closed; then the pages whose very name was asked for, those with all the words,
     * those with fewer. A word that no page holds does not count. Without a word, every page that
     * passes a filter, by title; without either, nothing.
     */
    function find(text, filters) {
      const cut = text.slice(0, LONGEST_QUERY);
      const words = analysis.words(cut).map((word) => word.slice(0, LONGEST_WORD));
      if (!words.length) {
        return analysis.analyse(cut).length ? [] : listAll(filters);
      }
      const unfinished = !" '-.".includes(analysis.fold(cut).slice(-1) || " ");
      const found = tellingPlaces(words)
        .map((place) => findWord(words, place, unfinished && place === words.length - 1))
        .filter((matches) => matches.size);
      const weights = found.map((matches) => Math.log(1 + documents.length / matches.size));
      const allWeights = weights.reduce((sum, weight) => sum + weight, 0);
      const key = analysis.nameKey(cut);

      const candidates = new Map();
      found.forEach(function (matches, slot) {
        matches.forEach(function (match, reference) {
          let candidate = candidates.get(reference);
          if (!candidate) {
            candidate = { place: Number(reference), score: 0, weight: 0, held: [] };
            candidates.set(reference, candidate);
          }
          candidate.score += match.score;
          candidate.weight += weights[slot];
          candidate.held.push(match.held);
        });
      });

      const ranked = [];
      candidates.forEach(function (candidate) {
        const document = documents[candidate.place];
        if (!passes(document, filters)) {
          return;
        }
        const coverage = candidate.weight / allWeights;
        const complete = candidate.held.length === found.length;
        const names = complete && isNamed(candidate) ? nameKeysOf(document) : [];
        candidate.document = document;
        candidate.rank = names.includes(key) ? 2 : complete ? 1 : 0;
        candidate.kind = candidate.rank === 2 ? KINDS.indexOf(document.kind) : 0;
        candidate.score *= coverage * coverage;
        if (names.some((name) => name.startsWith(key))) {
          candidate.score *= NAME_BEGINS_BONUS;
        }
        ranked.push(candidate);
      });
      ranked.sort(
        (one, other) =>
          Number(Boolean(one.document.closed)) - Number(Boolean(other.document.closed)) ||
          other.rank - one.rank ||
          one.kind - other.kind ||
          other.score - one.score ||
          one.document.title.length - other.document.title.length ||
          one.place - other.place
      );
      return ranked.map(present);
    }

    function present(candidate) {
      const document = candidate.document;
      // Per word of the query. Worked out when asked for: only the results shown need it.
      const terms = () => candidate.held.map((held) => [].concat.apply([], held.map(Object.keys)));
      return {
        document: document,
        get terms() {
          return new Set([].concat.apply([], terms()));
        },
        get formerly() {
          return nameThatMatched(document.formerly, document.title, terms());
        },
        get also() {
          return nameThatMatched(document.names, document.title, terms());
        },
      };
    }

    function listAll(filters) {
      if (!filters.theme && !filters.area && !filters.audience) {
        return [];
      }
      return documents
        .filter((document) => passes(document, filters))
        .sort(
          (one, other) =>
            Number(Boolean(one.closed)) - Number(Boolean(other.closed)) ||
            alphabetical.compare(one.title, other.title)
        )
        .map((document) => ({ document: document, terms: new Set(), formerly: "", also: "" }));
    }

    return { find: find };
  }

  /** A shown text cut into [text, isMatch] pieces, by the terms that matched. */
  function markMatches(text, terms) {
    const isMatch = (part) => analysis.analyse(part).some((term) => terms.has(term));
    const marked = [];
    const add = function (part, matches) {
      const last = marked[marked.length - 1];
      if (last && last[1] === matches) {
        last[0] += part;
      } else {
        marked.push([part, matches]);
      }
    };
    for (const chunk of runs(text, " ")) {
      const parts = runs(chunk, " '-.");
      if (parts.some(isMatch)) {
        parts.forEach((part) => add(part, isMatch(part)));
      } else {
        // "sans-abri" or "A.P.L." found as one word.
        add(chunk, isMatch(chunk));
      }
    }
    return marked;
  }

  /** The text cut wherever characters that fold to a separator begin or end. */
  function runs(text, separators) {
    const found = [];
    let wasSeparator = null;
    for (const character of text) {
      const folded = analysis.foldCharacter(character);
      const isSeparator = folded === "" ? wasSeparator : separators.includes(folded);
      if (found.length && isSeparator === wasSeparator) {
        found[found.length - 1] += character;
      } else {
        found.push(character);
      }
      wasSeparator = isSeparator;
    }
    return found;
  }

  scope.vademecum.searchEngine = {
    createSearch: createSearch,
    markMatches: markMatches,
  };
})(self);
