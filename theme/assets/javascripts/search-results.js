/*
 * Shows results: what each is, its name, a line, where, and why it is there. Text from the index
 * only ever becomes text nodes.
 */
(function (scope) {
  "use strict";

  const SHOWN_AT_ONCE = 20;

  /** Fills `list`, some results at a time; `more` is the button for the next ones. */
  function createResults(list, more, config) {
    const words = config.words;

    function show(results) {
      list.textContent = "";
      append(results, 0);
    }

    /** Adds the results from one place on, as many as are shown at once. */
    function append(results, start) {
      const end = Math.min(results.length, start + SHOWN_AT_ONCE);
      const items = document.createDocumentFragment();
      for (const result of results.slice(start, end)) {
        items.appendChild(resultItem(result));
      }
      list.appendChild(items);
      more.hidden = end >= results.length;
      more.onclick = function () {
        append(results, end);
        // The button moves or goes: the reader goes on at the first new result.
        list.children[end].firstChild.focus();
      };
    }

    function resultItem(result) {
      const found = result.document;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.className = "search-result";
      link.href = config.root + found.url;
      link.dataset.record = found.record;
      const terms = result.terms;
      addLine(link, "search-result__title", found.title, terms);
      const about = [words.kinds[found.kind], found.place].filter(Boolean).join(" · ");
      addLine(link, "search-result__about", about, terms);
      if (found.closed) {
        addLine(link, "search-result__closed", words.closed, new Set());
      }
      const why = reason(result);
      if (why) {
        addLine(link, "search-result__why", why, terms);
      }
      if (found.summary) {
        addLine(link, "search-result__summary", found.summary, terms);
      }
      item.appendChild(link);
      return item;
    }

    /** Why a page is there although its name does not say so. */
    function reason(result) {
      if (result.formerly) {
        return words.formerly.replace("#", () => result.formerly);
      }
      if (result.also) {
        return words.also.replace("#", () => result.also);
      }
      if (result.via) {
        return words.via.replace("#1", () => result.via.typed).replace("#2", () => result.via.as);
      }
      return "";
    }

    function addLine(parent, className, text, terms) {
      const line = document.createElement("span");
      line.className = className;
      for (const [part, matches] of scope.vademecum.searchEngine.markMatches(text, terms)) {
        if (matches) {
          const mark = document.createElement("mark");
          mark.textContent = part;
          line.appendChild(mark);
        } else {
          line.appendChild(document.createTextNode(part));
        }
      }
      parent.appendChild(line);
      // Read aloud and copied, the lines of a link must not run together.
      parent.appendChild(document.createTextNode(" "));
    }

    return { show: show };
  }

  scope.vademecum.createResults = createResults;
})(self);
