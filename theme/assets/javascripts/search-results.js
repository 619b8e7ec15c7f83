/*
 * Shows results: what each is, its name, a line, where, and why it is there. Text from the index
 * only ever becomes text nodes.
 */
(function (scope) {
  "use strict";

  const SHOWN_AT_ONCE = 20;
  // As many as a screen holds: what is below it may come a moment later.
  const SHOWN_FIRST = 5;

  /** Fills `list`, some results at a time; `more` is the button for the next ones. */
  function createResults(list, more, config) {
    const words = config.words;

    /** Shows the first results; the function it gives shows the next ones. */
    function show(results) {
      list.textContent = "";
      more.hidden = true;
      append(results, 0, SHOWN_FIRST);
      return () => appendPage(results, SHOWN_FIRST, SHOWN_AT_ONCE);
    }

    function append(results, start, end) {
      const items = document.createDocumentFragment();
      results.slice(start, end).forEach((result) => items.appendChild(resultItem(result)));
      list.appendChild(items);
    }

    function appendPage(results, start, end) {
      append(results, start, end);
      more.hidden = end >= results.length;
      more.onclick = function () {
        appendPage(results, end, end + SHOWN_AT_ONCE);
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
