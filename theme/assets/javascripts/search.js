/*
 * The search page: reads the address and the form, asks the engine, shows what it answers.
 * Everything it knows of the site comes from the JSON in #search-config.
 */
(function (scope) {
  "use strict";

  const ADDRESS_DELAY = 300;
  const FILTERS = scope.vademecum.filters.NAMES;
  const NO_PLACES = { sure: [], likely: [] };

  const config = JSON.parse(document.getElementById("search-config").textContent);
  const words = config.words;
  const form = document.querySelector("[data-search-form]");
  const field = form.elements.namedItem("q");
  const list = document.querySelector("[data-search-results]");
  const status = document.querySelector("[data-search-status]");
  const read = document.querySelector("[data-search-read]");
  const help = document.querySelector("[data-search-help]");
  const nearest = document.querySelector("[data-search-nearest]");
  const unfilter = document.querySelector("[data-search-unfilter]");
  const plurals = new Intl.PluralRules(config.language);
  const callsFor = scope.vademecum.createEmergency(config.emergency);
  const kept = scope.vademecum.device.place();
  const near = kept ? kept.areas : [];
  const results = scope.vademecum.createResults(list, document.querySelector("[data-search-more]"), config);
  const suggestions = scope.vademecum.attachCombobox(
    field,
    document.querySelector("[data-search-suggestions]"),
    renderSuggestion,
    function (suggestion) {
      dismissSuggestions();
      field.value = suggestion.text;
      update();
      writeAddress();
    }
  );

  let loading = null;
  let loadingPlaces = null;
  let suggest = null;
  let addressTimer = 0;
  // What was to come after the results, and is out of date once they change again.
  let answersShown = 0;
  let suggestionsAsked = 0;

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

  /** The communes, fetched once; without them the search goes on. */
  function loadPlaces() {
    if (!loadingPlaces) {
      loadingPlaces = fetch(config.places)
        .then(function (response) {
          if (!response.ok) {
            throw new Error("communes: HTTP " + response.status);
          }
          return response.json();
        })
        .then(scope.vademecum.places.createPlaces);
      loadingPlaces.catch(function (reason) {
        loadingPlaces = null;
        console.error(reason);
      });
    }
    return loadingPlaces;
  }

  /** A query that names a page, or that asks for one kind of thing, is not about a commune. */
  function mayBePlace(state, answer) {
    const named = answer.results.length > 0 && answer.results[0].isNamed;
    return !scope.vademecum.filters.areSet(state) && (!named || /^\s*[0-9]{4,5}\s*$/.test(state.q));
  }

  function asked() {
    const state = { q: field.value };
    for (const name of FILTERS) {
      state[name] = form.elements.namedItem(name).value;
    }
    return state;
  }

  function isEmpty(state) {
    return !state.q.trim() && !scope.vademecum.filters.areSet(state);
  }

  /** Shows what there is for what the form asks now; an answer that comes too late is dropped. */
  function update() {
    const state = asked();
    list.dataset.searchState = "loading";
    writeAddressSoon();
    showEmergency(state.q);
    if (isEmpty(state)) {
      showAnswer({ results: [], counts: null, corrected: [] }, "", []);
      return;
    }
    const isLate = () => FILTERS.concat("q").some((name) => asked()[name] !== state[name]);
    load().then(
      function (search) {
        if (!isLate()) {
          const answer = search.ask(state.q, state, near);
          if (mayBePlace(state, answer)) {
            const show = (places) => isLate() || showFound(search, state, answer, places);
            const mayBeMisspelt = answer.corrected.length > 0 || !answer.results.length;
            loadPlaces().then(
              (places) => show(places.find(state.q, mayBeMisspelt)),
              () => show(NO_PLACES)
            );
          } else {
            showFound(search, state, answer, NO_PLACES);
          }
        }
      },
      function (reason) {
        if (!isLate()) {
          showAnswer({ results: [], counts: null, corrected: [] }, words.failed, [], "failed");
        }
        console.error(reason);
      }
    );
  }

  function showFound(search, state, answer, places) {
    const results = scope.vademecum.places.withPlaces(answer.results, places, answer.corrected);
    // What a word was taken for is not said where it is a commune's own name.
    const corrected = places.sure.length ? [] : answer.corrected;
    const alike = results.length ? [] : search.nearest(state.q);
    const shown = {
      results: results,
      corrected: corrected,
      get counts() {
        return answer.counts;
      },
    };
    showAnswer(shown, countOf(results.length), alike);
  }

  function countOf(count) {
    if (!count) {
      return words.nothing;
    }
    const sentence = plurals.select(count) === "one" ? words.count_one : words.count_other;
    return sentence.replace("#", String(count));
  }

  function showAnswer(answer, message, alike, done = "done") {
    const turn = ++answersShown;
    const showFurther = results.show(answer.results);
    if (status.textContent !== message) {
      status.textContent = message;
    }
    showRead(answer.corrected);
    showNearest(alike);
    showContacts();
    help.hidden = answer.results.length > 0;
    // Only where taking the filters away would find something.
    unfilter.hidden =
      answer.results.length > 0 || !scope.vademecum.filters.areSet(asked()) || !field.value.trim();
    list.dataset.searchState = "shown";
    afterFrame(function () {
      if (turn === answersShown) {
        showFurther();
        showCounts(answer.counts);
        list.dataset.searchState = done;
      }
    });
  }

  /** Once what was just written is on the screen: results must not wait for what goes with them. */
  function afterFrame(task) {
    requestAnimationFrame(() => setTimeout(task, 0));
  }

  /** Behind each choice of a filter, how many results it would leave. */
  function showCounts(counts) {
    for (const name of FILTERS) {
      for (const option of form.elements.namedItem(name).options) {
        option.dataset.label = option.dataset.label || option.textContent;
        const count = counts ? " (" + counts[name].of(option.value) + ")" : "";
        option.textContent = option.dataset.label + count;
      }
    }
  }

  function showRead(corrected) {
    const said = corrected.map(({ typed, as }) =>
      words.read.replace("#1", () => typed).replace("#2", () => as.join(", "))
    );
    read.textContent = said.join(" ");
    read.hidden = !said.length;
  }

  function showNearest(alike) {
    const items = nearest.querySelector("ul");
    items.textContent = "";
    for (const word of alike) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "?q=" + encodeURIComponent(word);
      link.textContent = word;
      item.appendChild(link);
      items.appendChild(item);
    }
    nearest.hidden = !alike.length;
  }

  /** The contacts of the place chosen or kept come first, and open. */
  function showContacts() {
    const chosen = asked().area;
    const groups = Array.from(help.querySelectorAll("[data-contacts]"));
    for (const group of groups) {
      group.open = chosen ? group.dataset.contacts === chosen : near.includes(group.dataset.contacts);
    }
    const parent = groups.length ? groups[0].parentNode : null;
    groups
      .filter((group) => group.open)
      .reverse()
      .forEach((group) => parent.prepend(group));
  }

  function showEmergency(text) {
    const block = document.querySelector("[data-search-emergency]");
    const called = callsFor(text);
    block.querySelectorAll("[data-emergency]").forEach(function (line) {
      line.hidden = !called.includes(Number(line.dataset.emergency));
    });
    block.hidden = !called.length;
  }

  function renderSuggestion(suggestion) {
    const name = document.createElement("span");
    name.textContent = suggestion.text;
    if (!suggestion.kind) {
      return [name];
    }
    const kind = document.createElement("span");
    kind.className = "search-suggestion__kind";
    kind.textContent = words.kinds[suggestion.kind];
    return [name, document.createTextNode(" "), kind];
  }

  function suggestSoon() {
    const turn = ++suggestionsAsked;
    load().then(
      (search) =>
        afterFrame(function () {
          if (turn === suggestionsAsked && document.activeElement === field) {
            suggest = suggest || scope.vademecum.createSuggestions(search);
            suggestions.show(suggest(field.value));
          }
        }),
      () => {}
    );
  }

  /** Neither those that are shown nor those still to come. */
  function dismissSuggestions() {
    suggestionsAsked++;
    suggestions.shut();
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
    if (scope.vademecum.filters.areSet(asked())) {
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
  field.addEventListener("input", function () {
    update();
    suggestSoon();
  });
  field.addEventListener("keydown", (event) => event.key === "Escape" && dismissSuggestions());
  form.addEventListener("change", function (event) {
    if (event.target !== field) {
      update();
    }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    dismissSuggestions();
    update();
    writeAddress();
  });
  unfilter.addEventListener("click", function () {
    FILTERS.forEach((name) => (form.elements.namedItem(name).value = ""));
    update();
    field.focus();
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
