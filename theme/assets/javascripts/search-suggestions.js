/*
 * What a person may be about to write: names of pages and people's own words that begin as the
 * text does, or hold a word that does.
 */
(function (scope) {
  "use strict";

  const analysis = scope.vademecum.analysis;
  const LEAST_LETTERS = 3;
  const MOST = 6;
  const KINDS = ["scheme", "partner", "theme", "area", "term"];

  function plain(text) {
    return analysis.fold(text).replace(/[-'.]/g, " ").replace(/ +/g, " ").trim();
  }

  /** From a search of createSearch, a function: text → [{text, kind}], the likeliest first. */
  function createSuggestions(search) {
    let entries = null;

    function readEntries() {
      const found = [];
      search.documents.forEach(function (document) {
        const names = [document.title].concat(document.names || [], document.formerly || []);
        const order = document.closed ? KINDS.length : KINDS.indexOf(document.kind);
        names.forEach((name) => found.push({ text: name, key: " " + plain(name), kind: document.kind, order: order }));
      });
      // People's own words lead to several pages: they are words, not names.
      search.leadWords.forEach((word) => found.push({ text: word, key: " " + plain(word), kind: "", order: KINDS.length }));
      return found;
    }

    return function (text) {
      const wanted = " " + plain(text);
      if (wanted.length <= LEAST_LETTERS) {
        return [];
      }
      entries = entries || readEntries();
      const fitting = entries.filter((entry) => entry.key.includes(wanted) && entry.key !== wanted);
      const begins = (entry) => (entry.key.startsWith(wanted) ? 0 : 1);
      fitting.sort(
        (one, other) =>
          begins(one) - begins(other) ||
          one.order - other.order ||
          one.key.length - other.key.length ||
          (one.key < other.key ? -1 : 1)
      );
      const shown = new Map();
      for (const entry of fitting) {
        if (!shown.has(entry.key)) {
          shown.set(entry.key, { text: entry.text, kind: entry.kind });
        }
        if (shown.size === MOST) {
          break;
        }
      }
      return Array.from(shown.values());
    };
  }

  scope.vademecum.createSuggestions = createSuggestions;
})(self);
