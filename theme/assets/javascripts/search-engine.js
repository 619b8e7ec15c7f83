/*
 * Answers a query from the index: lunr finds and weighs words, this ranks pages by how many of
 * the words they hold and by their names. Knows nothing of the page it runs in.
 */
(function (scope) {
  "use strict";

  const analysis = scope.vademecum.analysis;
  const filtering = scope.vademecum.filters;
  const spelling = scope.vademecum.spelling;

  // A query longer than a person would write is cut, so that pasted text cannot stop the page.
  const LONGEST_QUERY = 300;
  const MOST_WORDS = 12;
  const LONGEST_WORD = 40;

  // Least letters before a word also counts as the beginning of another, first in names only.
  const PREFIX_IN_NAMES = 2;
  const PREFIX_EVERYWHERE = 4;
  // Least letters of the parts of a compound that the index does not hold as a whole.
  const COMPOUND_PART = 3;
  const COMPOUND_LINKS = ["", "s", "en", "er"];
  // A word in fewer pages than FEW may be a compound or, from so many letters on, misspelt.
  const FEW = 4;
  const UNUSUAL_WORD = 6;
  // Pages below which it does not matter how few hold a word.
  const HANDFUL = 5;
  // Words taken for a misspelt one, and phrases for one that is only begun.
  const MOST_CORRECTIONS = 4;
  const MOST_BEGUN = 6;
  const MOST_NEAREST = 6;
  const MOST_REMEMBERED = 300;

  const FURTHER_FIELD = 0.6;
  const PREFIX_WEIGHT = 0.4;
  const LEAD_WEIGHT = 0.5;
  const COMPOUND_WEIGHT = 0.6;
  const FUZZY_WEIGHT = 0.5;
  const PART_WEIGHT = 0.4;
  const NAME_BEGINS_BONUS = 1.5;
  const COMPLETE_BONUS = 1.5;
  const FAR_AWAY = 0.5;
  const EXPLANATION = 0.7;
  const NAME_FIELDS = ["called", "title", "names", "keywords"];
  // What a page only mentions does not make it an answer to another word than the one typed.
  const TELLING_FIELDS = ["called", "title", "names", "keywords", "themes", "summary"];

  // Of pages with the same name, the one that answers comes before the one that explains.
  const KINDS = ["scheme", "partner", "area", "theme", "term"];

  /** The places of some words that tell something; all, when none does. */
  function tellingPlaces(words) {
    const places = words.map((word, place) => place);
    const telling = places.filter((place) => !analysis.isStopWord(words[place]));
    return (telling.length ? telling : places).slice(0, MOST_WORDS);
  }

  /** The search of one language, from the parsed file that build_search_index wrote. */
  function createSearch(data) {
    const documents = scope.vademecum.unpackDocuments(data.documents);
    const unpacked = scope.vademecum.unpackIndex(data.index);
    const index = scope.lunr.Index.load(unpacked);
    const boosts = data.index.boosts;
    const alphabetical = new Intl.Collator(data.language);
    const nameKeys = new Map();
    const leads = unpackLeads(data.leads);
    const terms = unpacked.invertedIndex.map(([term]) => term);
    const placesOfTerms = readPlaces();
    // Made when first asked for: most queries are spelt right.
    let speller = null;

    documents.forEach(function (document) {
      const identifier = document.record.slice(document.record.indexOf("/") + 1);
      document.url = document.url || data.urls[document.kind].replace("#", () => identifier);
    });

    /** The places that filters know, by the words of their names: term → ids. */
    function readPlaces() {
      const served = new Set(documents.map((document) => document.areas || []).flat());
      const places = new Map();
      for (const { kind, record, title } of documents) {
        const id = record.slice(record.indexOf("/") + 1);
        for (const term of kind === "area" && served.has(id) ? analysis.analyse(title) : []) {
          places.set(term, (places.get(term) || []).concat([id]));
        }
      }
      return places;
    }

    /** Pages that serve the places a term names: "caf lens" is a question about Lens's CAF. */
    function serving(term) {
      const ids = placesOfTerms.get(term) || [];
      const found = new Map();
      documents.forEach(function (document, place) {
        if (ids.length && document.areas && ids.some((id) => document.areas.includes(id))) {
          found.set(String(place), { score: 1, held: [{}] });
        }
      });
      return found;
    }

    function isKnown(term) {
      return term in index.invertedIndex;
    }

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

    /** What a term weighs in a page: its weightiest field, and a little for each further one. */
    function weightOf(fields) {
      let sum = 0;
      let most = 0;
      for (const field of Object.keys(fields)) {
        sum += boosts[field];
        most = Math.max(most, boosts[field]);
      }
      return most + (sum - most) * FURTHER_FIELD;
    }

    /**
     * Pages that hold a term in some fields: reference → {score, held}, held being what lunr calls
     * metadata: {term: {field: {}}}. lunr's own score is not asked for: it prefers the rare among
     * words that are one question.
     */
    function holding(term, fields) {
      const found = new Map();
      if (!isKnown(term)) {
        return found;
      }
      for (const field of fields) {
        for (const reference of Object.keys(index.invertedIndex[term][field])) {
          let match = found.get(reference);
          if (!match) {
            match = { score: 0, held: [{ [term]: {} }] };
            found.set(reference, match);
          }
          match.held[0][term][field] = {};
        }
      }
      found.forEach((match) => (match.score = weightOf(match.held[0][term])));
      return found;
    }

    // Typing asks for the same words again and again. Nobody may change what these give.
    const exact = remembering((term) => holding(term, index.fields));
    const telling = remembering((term) => holding(term, TELLING_FIELDS));

    /** Pages that hold any of some terms. */
    function any(terms, lookUp) {
      const found = new Map();
      terms.forEach((term) => merge(found, lookUp(term), 1));
      return found;
    }

    /** Pages that hold every one of some terms, not counting what they only mention. */
    const all = remembering(function (terms) {
      const lists = terms.map(telling);
      const found = new Map();
      (lists[0] || found).forEach(function (first, reference) {
        const matches = lists.map((list) => list.get(reference));
        if (matches.every(Boolean)) {
          const score = matches.reduce((sum, match) => sum + match.score, 0) / matches.length;
          found.set(reference, { score: score, held: matches.map((match) => match.held[0]) });
        }
      });
      return found;
    });

    /** Pages that hold a word beginning so. */
    const beginning = remembering(function (word) {
      if (word.length < PREFIX_IN_NAMES) {
        return new Map();
      }
      // The index holds stems: "ecole" must find what begins with "ecol".
      const stem = analysis.stem(word);
      const start = word.startsWith(stem) && stem.length >= PREFIX_EVERYWHERE ? stem : word;
      const begun = index.tokenSet.intersect(scope.lunr.TokenSet.fromString(start + "*")).toArray();
      const short = word.length < PREFIX_EVERYWHERE;
      const named = short ? any(begun, (term) => holding(term, NAME_FIELDS)) : new Map();
      return named.size ? named : any(begun, exact);
    });

    /** The parts of a compound that the index knows one by one: "huurpremie" → huur, premie. */
    function partsOf(word) {
      let best = [];
      for (let cut = COMPOUND_PART; cut <= word.length - COMPOUND_PART; cut++) {
        const right = analysis.stem(word.slice(cut));
        for (const link of COMPOUND_LINKS) {
          const left = word.slice(0, cut - link.length);
          const terms = [analysis.stem(left), right];
          const shorter = Math.min(left.length, word.length - cut);
          if (
            word.slice(0, cut).endsWith(link) &&
            shorter >= COMPOUND_PART &&
            !analysis.isStopWord(left) &&
            !analysis.isStopWord(word.slice(cut)) &&
            terms.every(isKnown) &&
            (!best.length || shorter > best[2])
          ) {
            best = terms.concat(shorter);
          }
        }
      }
      return best.slice(0, 2);
    }

    /** Words of the index or of its leads that a word may be a misspelling of. */
    function corrections(word, most) {
      const known = () => Array.from(new Set(terms.concat(leads.parts)));
      speller = speller || spelling.createSpelling(known());
      return speller.nearest(analysis.stem(word), most);
    }

    function merge(found, others, weight, via) {
      others.forEach(function (other, reference) {
        const known = found.get(reference);
        const score = other.score * weight;
        if (!known) {
          found.set(reference, { score: score, held: other.held.slice(), via: other.via || via });
        } else {
          known.score = Math.max(known.score, score);
          known.held = known.held.concat(other.held);
        }
      });
      return found;
    }

    /** As merge, but what both find counts for more: it says so in several words. */
    function addTo(found, others, weight) {
      others.forEach(function (other, reference) {
        const known = found.get(reference);
        if (known) {
          known.score += other.score * weight;
          known.held = known.held.concat(other.held);
        } else {
          found.set(reference, { score: other.score * weight, held: other.held, via: other.via });
        }
      });
    }

    /** What the leads of a phrase find; each page knows which words led to it. */
    function led(targets, typed, share) {
      const found = new Map();
      for (const target of targets) {
        target.terms = target.terms || analysis.analyse(target.text);
        merge(found, all(target.terms), share, { typed: typed, as: target.text });
      }
      return found;
    }

    /** A word as the leads know it: where nothing knows it, the likeliest word it was meant to be. */
    function leadStem(word) {
      const stem = analysis.stem(word);
      const allowed = spelling.errorsAllowed(word);
      if (!allowed || isKnown(stem) || leads.isPart(stem) || beginning(word).size) {
        return stem;
      }
      const near = corrections(word, allowed);
      return near.length ? near[0].term : stem;
    }

    /** For each telling word of the query, what the phrases it stands in lead to. */
    function leadsOf(words, unfinished) {
      const stems = words.map(leadStem);
      const found = words.map(() => new Map());
      const spread = function (start, length, targets, weight) {
        const typed = words.slice(start, start + length).join(" ");
        const pages = led(targets, typed, weight);
        for (let place = start; place < start + length; place++) {
          merge(found[place], pages, 1);
        }
      };
      for (const phrase of leads.phrases.find(stems)) {
        spread(phrase.start, phrase.length, phrase.values.flat(), 1);
      }
      const last = words.length - 1;
      for (let start = Math.max(0, last - 2); unfinished && start <= last; start++) {
        const begun = stems.slice(start, last).concat(words[last]).join(" ");
        if (words[last].length >= PREFIX_EVERYWHERE || (start < last && words[last].length > 1)) {
          const targets = leads.phrases.beginning(begun, MOST_BEGUN).flat(2);
          spread(start, last - start + 1, targets, PREFIX_WEIGHT);
        }
      }
      return found;
    }

    /**
     * One word of the query: {pages, known}, `known` being how many pages it is usual in. The word
     * itself, or joined to its neighbours; else its beginning; else a compound of known words; else
     * words alike, which `corrected` collects; and whatever it leads to.
     */
    function findWord(words, place, isLast, ledTo, corrected) {
      const word = words[place];
      const stem = analysis.stem(word);
      const joined = neighbours(words, place).filter(isKnown);
      // Where the words make one together, each alone says less: "sans abri" is not about "sans".
      const found = joined.length
        ? merge(any(joined, exact), exact(stem), PART_WEIGHT)
        : any([stem], exact);
      const direct = found.size;
      if (isLast || !found.size) {
        merge(found, beginning(word), PREFIX_WEIGHT);
      }
      const unknown = !found.size && !leads.isPart(stem);
      if (unknown) {
        addAlike(word, found, corrected);
      } else if (direct && direct < FEW && !ledTo.size) {
        addUsual(word, stem, direct, found, corrected);
      }
      addTo(found, ledTo, unknown ? LEAD_WEIGHT * FUZZY_WEIGHT : LEAD_WEIGHT);
      const known = direct || found.size;
      return { pages: merge(found, serving(stem), 1), known: known };
    }

    /** A word that nothing knows: its parts, or the words that it may be a misspelling of. */
    function addAlike(word, found, corrected) {
      const allowed = spelling.errorsAllowed(word);
      const near = allowed ? corrections(word, allowed) : [];
      if (!near.length || near[0].errors > 1) {
        merge(found, all(partsOf(word)), COMPOUND_WEIGHT);
      }
      if (!found.size && near.length) {
        const close = near.filter((one) => one.errors === near[0].errors);
        correct(word, close.slice(0, MOST_CORRECTIONS), found, corrected);
      }
    }

    /** A word that hardly a page holds may be a compound, or a usual word misspelt. */
    function addUsual(word, stem, direct, found, corrected) {
      merge(found, all(partsOf(word)), COMPOUND_WEIGHT * PART_WEIGHT);
      if (word.length >= UNUSUAL_WORD) {
        const usual = ({ term, errors }) =>
          errors === 1 && term !== stem && isKnown(term) && exact(term).size >= FEW * direct;
        const close = corrections(word, 1).filter(usual).slice(0, 1);
        if (close.length) {
          correct(word, close, found, corrected);
        }
      }
    }

    function correct(word, close, found, corrected) {
      for (const { term, errors } of close) {
        const weight = Math.pow(FUZZY_WEIGHT, errors);
        merge(found, exact(term), weight);
      }
      corrected.push({ typed: word, as: close.map(({ term }) => asWritten(term)) });
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

    /** Why a page is shown although its title does not say so: the name that holds the words. */
    function nameThatMatched(names, title, terms) {
      const inTitle = new Set(analysis.analyse(title));
      if (!terms.length || terms.every((held) => held.some((term) => inTitle.has(term)))) {
        return "";
      }
      const holds = (name) => {
        const tokens = new Set(analysis.analyse(name));
        return terms.every((held) => held.some((term) => tokens.has(term)));
      };
      return (names || []).find(holds) || "";
    }

    /** The words of a query as the search reads them. */
    function readQuery(text) {
      const cut = text.slice(0, LONGEST_QUERY);
      const words = analysis.words(cut).map((word) => word.slice(0, LONGEST_WORD));
      const unfinished = !" '-.".includes(analysis.fold(cut).slice(-1) || " ");
      return { words: words, unfinished: unfinished, key: analysis.nameKey(cut), says: analysis.analyse(cut).length > 0 };
    }

    /**
     * Everything there is to show for a query: `results`, best first; `counts` per filter, as
     * `vademecum.filters.count` gives them; `corrected`, what misspelt words were taken for.
     *
     * A result is {document, terms, formerly, also, via}. `terms` is the set of index terms to
     * mark; `formerly` and `also` name the former or other name that matched; `via` the words
     * typed and those they led to. Open before closed; then the pages whose very name was asked
     * for, then by words held, their weight and the place. A word that no page holds does not
     * count. Without a word, every page that passes a filter, by title; without either, nothing.
     * `near` lists areas: what cannot be had there comes later.
     */
    function ask(text, filters, near) {
      const query = readQuery(text);
      if (!query.words.length) {
        return query.says || !filtering.areSet(filters) ? answer([], [], filters, []) : listAll(filters);
      }
      const corrected = [];
      const places = tellingPlaces(query.words);
      const ledTo = leadsOf(places.map((place) => query.words[place]), query.unfinished);
      const found = places
        .map(function (place, slot) {
          const isLast = query.unfinished && place === query.words.length - 1;
          return findWord(query.words, place, isLast, ledTo[slot], corrected);
        })
        .filter((slot) => slot.pages.size);
      // A word that few pages hold tells more; below a handful it is chance.
      const weights = found.map((slot) => Math.log(1 + documents.length / (slot.known + HANDFUL)));
      const candidates = gather(found, weights);
      const ranked = rank(candidates, found.length, weights, query.key, filters, near || []);
      const documentsFound = candidates.map((candidate) => candidate.document);
      return answer(ranked.map(present), documentsFound, filters, corrected);
    }

    /** `counts` is worked out when asked for, after the results are shown. */
    function answer(results, documentsFound, filters, corrected) {
      return {
        results: results,
        corrected: corrected,
        get counts() {
          return filtering.count(documentsFound, filters);
        },
      };
    }

    function gather(found, weights) {
      const candidates = new Map();
      found.forEach(function ({ pages }, slot) {
        pages.forEach(function (match, reference) {
          let candidate = candidates.get(reference);
          if (!candidate) {
            const place = Number(reference);
            candidate = { document: documents[place], place: place, score: 0, weight: 0, held: [], via: null };
            candidates.set(reference, candidate);
          }
          candidate.score += match.score * weights[slot];
          candidate.weight += weights[slot];
          candidate.held.push(match.held);
          candidate.via = candidate.via || match.via;
        });
      });
      return Array.from(candidates.values());
    }

    function rank(candidates, asked, weights, key, filters, near) {
      const allWeights = weights.reduce((sum, weight) => sum + weight, 0);
      const ranked = candidates.filter((candidate) => filtering.passes(candidate.document, filters));
      for (const candidate of ranked) {
        const document = candidate.document;
        const coverage = candidate.weight / allWeights;
        const complete = candidate.held.length === asked;
        const names = complete && isNamed(candidate) ? nameKeysOf(document) : [];
        candidate.isNamed = names.includes(key);
        candidate.kind = candidate.isNamed ? KINDS.indexOf(document.kind) : 0;
        candidate.score *= coverage * (complete ? COMPLETE_BONUS : 1);
        if (names.some((name) => name.startsWith(key))) {
          candidate.score *= NAME_BEGINS_BONUS;
        }
        if (document.kind === "term") {
          candidate.score *= EXPLANATION;
        }
        if (near.length && document.areas && !document.areas.some((area) => near.includes(area))) {
          candidate.score *= FAR_AWAY;
        }
      }
      return ranked.sort(
        (one, other) =>
          Number(Boolean(one.document.closed)) - Number(Boolean(other.document.closed)) ||
          Number(other.isNamed) - Number(one.isNamed) ||
          one.kind - other.kind ||
          other.score - one.score ||
          one.document.title.length - other.document.title.length ||
          one.place - other.place
      );
    }

    function present(candidate) {
      const document = candidate.document;
      // Per word of the query. Worked out when asked for: only the results shown need it.
      const terms = () => candidate.held.map((held) => [].concat.apply([], held.map(Object.keys)));
      return {
        document: document,
        isNamed: candidate.isNamed,
        via: candidate.via,
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
      const results = documents
        .filter((document) => filtering.passes(document, filters))
        .sort(
          (one, other) =>
            Number(Boolean(one.closed)) - Number(Boolean(other.closed)) ||
            alphabetical.compare(one.title, other.title)
        )
        .map((document) => ({ document: document, terms: new Set(), formerly: "", also: "", via: null }));
      return answer(results, documents, filters, []);
    }

    /** A term of the index as a reader knows it: a word that the first pages with it show. */
    function asWritten(term) {
      for (const field of isKnown(term) ? TELLING_FIELDS : []) {
        for (const place of Object.keys(index.invertedIndex[term][field]).slice(0, 3)) {
          const document = documents[place];
          const texts = [document.title].concat(document.names || [], document.summary || []);
          const shown = texts.join(" ").split(/[\s,;:.!?()«»/’'-]+/);
          const word = shown.find((word) => analysis.analyse(word).join(" ") === term);
          if (word) {
            return word;
          }
        }
      }
      return leads.asWritten(term) || term;
    }

    /** Known words like those of a query that found nothing, the nearest first. */
    function nearest(text) {
      const found = new Map();
      for (const word of readQuery(text).words) {
        const most = Math.min(spelling.errorsAllowed(word) + 1, 2);
        for (const { term, errors } of word.length < PREFIX_EVERYWHERE ? [] : corrections(word, most)) {
          found.set(asWritten(term), errors);
        }
      }
      const words = Array.from(found.keys()).sort((one, other) => found.get(one) - found.get(other));
      return words.slice(0, MOST_NEAREST);
    }

    return {
      ask: ask,
      documents: documents,
      find: (text, filters) => ask(text, filters).results,
      leadWords: leads.words,
      nearest: nearest,
    };
  }

  /** A function of text or terms that remembers its last answers. */
  function remembering(ask) {
    const answers = new Map();
    return function (asked) {
      const key = String(asked);
      if (!answers.has(key)) {
        if (answers.size >= MOST_REMEMBERED) {
          answers.clear();
        }
        answers.set(key, ask(asked));
      }
      return answers.get(key);
    };
  }

  /** The words that lead to others: `typed|typed>finds|finds`, or one list where they are the same. */
  function unpackLeads(packed) {
    const phrases = scope.vademecum.createPhrases();
    const known = new Map();
    const read = function (text) {
      if (!known.has(text)) {
        const words = analysis.words(text);
        const key = tellingPlaces(words).map((place) => analysis.stem(words[place]));
        known.set(text, { text: text, key: key });
      }
      return known.get(text);
    };
    const words = [];
    for (const lead of packed) {
      const [typed, finds] = lead.split(">").map((side) => side.split("|").map(read));
      for (const phrase of typed) {
        words.push(phrase.text);
        phrases.add(phrase.key, (finds || typed).filter((target) => target !== phrase));
      }
    }
    const parts = new Set(Array.from(known.values(), (phrase) => phrase.key).flat());
    const asWritten = (term) => words.find((word) => known.get(word).key.join(" ") === term);
    return {
      phrases: phrases,
      words: words,
      parts: Array.from(parts),
      asWritten: asWritten,
      isPart: (term) => parts.has(term),
    };
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
