/*
 * The search page: reads the address and the form, asks the engine, shows the results.
 * Everything it knows of the site comes from the JSON in #search-config; text from the index
 * only ever becomes text nodes.
 */
(function (scope) {
  "use strict";

  const SHOWN_AT_ONCE = 20;
  const ADDRESS_DELAY = 300;
  const FILTERS = ["theme", "area", "audience"];

  const config = JSON.parse(document.getElementById("search-config").textContent);
  const words = config.words;
  const form = document.querySelector("[data-search-form]");
  const field = form.elements.namedItem("q");
  const list = document.querySelector("[data-search-results]");
  const status = document.querySelector("[data-search-status]");
  const more = document.querySelector("[data-search-more]");
  const help = document.querySelector("[data-search-help]");
  const plurals = new Intl.PluralRules(config.language);

  let loading = null;
  let addressTimer = 0;

  /** The engine, fetched once; a failed fetch is tried again at the next query. */
  function load() {
    if (!loading) {
      loading = fetch(config.index)
        .then(function (response) {
          if (!response.ok) {
            throw new Error("search index: HTTP " + response.status);
          }
          return response.json();
        })
        .then(scope.vademecum.searchEngine.createSearch);
      loading.catch(function () {
        loading = null;
      });
    }
    return loading;
  }

  function asked() {
    const state = { q: field.value };
    for (const name of FILTERS) {
      state[name] = form.elements.namedItem(name).value;
    }
    return state;
  }

  function isEmpty(state) {
    return !state.q.trim() && FILTERS.every((name) => !state[name]);
  }

  /** Shows the results of what the form asks now; an answer that comes too late is dropped. */
  function update() {
    const state = asked();
    list.dataset.searchState = "loading";
    writeAddressSoon();
    if (isEmpty(state)) {
      show([], "", true);
      return;
    }
    const isLate = () => FILTERS.concat("q").some((name) => asked()[name] !== state[name]);
    load().then(
      function (search) {
        if (!isLate()) {
          const results = search.find(state.q, state);
          show(results, countOf(results.length), !results.length);
        }
      },
      function (reason) {
        if (!isLate()) {
          show([], words.failed, true);
          list.dataset.searchState = "failed";
        }
        console.error(reason);
      }
    );
  }

  function countOf(count) {
    if (!count) {
      return words.nothing;
    }
    const sentence = plurals.select(count) === "one" ? words.count_one : words.count_other;
    return sentence.replace("#", String(count));
  }

  function show(results, message, withHelp) {
    list.textContent = "";
    append(results, 0);
    if (status.textContent !== message) {
      status.textContent = message;
    }
    help.hidden = !withHelp;
    list.dataset.searchState = "done";
  }

  /** Adds the results from one place on, as many as are shown at once. */
  function append(results, start) {
    const end = Math.min(results.length, start + SHOWN_AT_ONCE);
    for (const result of results.slice(start, end)) {
      list.appendChild(resultItem(result));
    }
    more.hidden = end >= results.length;
    more.onclick = function () {
      append(results, end);
      // The button moves or goes: the reader goes on at the first new result.
      list.children[end].firstChild.focus();
    };
  }

  function resultItem(result) {
    const found = result.document;
    const terms = result.terms;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "search-result";
    link.href = config.root + found.url;
    link.dataset.record = found.record;
    addLine(link, "search-result__title", found.title, terms);
    const about = [words.kinds[found.kind], found.place].filter(Boolean).join(" · ");
    addLine(link, "search-result__about", about, terms);
    if (found.closed) {
      addLine(link, "search-result__closed", words.closed, new Set());
    }
    if (result.formerly) {
      addLine(link, "search-result__why", words.formerly.replace("#", () => result.formerly), terms);
    } else if (result.also) {
      addLine(link, "search-result__why", words.also.replace("#", () => result.also), terms);
    }
    if (found.summary) {
      addLine(link, "search-result__summary", found.summary, terms);
    }
    item.appendChild(link);
    return item;
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

  function readAddress() {
    const query = new URLSearchParams(location.search);
    field.value = query.get("q") || "";
    for (const name of FILTERS) {
      const select = form.elements.namedItem(name);
      select.value = query.get(name) || "";
      if (select.selectedIndex < 0) {
        // A choice this guide does not offer.
        select.value = "";
      }
    }
    const filters = form.querySelector("[data-search-filters]");
    if (FILTERS.some((name) => form.elements.namedItem(name).value)) {
      filters.open = true;
    }
  }

  function writeAddress() {
    clearTimeout(addressTimer);
    const state = asked();
    const query = new URLSearchParams();
    for (const name of ["q"].concat(FILTERS)) {
      if (state[name].trim()) {
        query.set(name, state[name].trim());
      }
    }
    const search = query.toString();
    history.replaceState(history.state, "", location.pathname + (search ? "?" + search : ""));
  }

  // Browsers refuse an address that changes at every key.
  function writeAddressSoon() {
    clearTimeout(addressTimer);
    addressTimer = setTimeout(writeAddress, ADDRESS_DELAY);
  }

  field.addEventListener("focus", () => load().catch(() => {}));
  field.addEventListener("input", update);
  form.addEventListener("change", function (event) {
    if (event.target !== field) {
      update();
    }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    update();
    writeAddress();
  });
  // Before a result is opened, so that going back finds the same list.
  list.addEventListener("click", writeAddress);
  scope.addEventListener("popstate", function () {
    readAddress();
    update();
  });

  readAddress();
  update();
})(self);
