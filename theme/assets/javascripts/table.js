/*
 * The table for professionals: filters and sorts the rows that the page already holds, hides
 * columns, hands rows to the comparison and to a file. What is chosen stands in the address.
 */
(function (scope) {
  "use strict";

  const FILTERS = ["theme", "area", "audience", "kind", "country", "status"];
  const ADDRESS_DELAY = 300;
  // Thousands of rows laid out at once would stop a slow machine at every choice.
  const SHOWN_AT_ONCE = 100;
  const FEWEST = 2;
  const MOST = 4;
  const EVERYONE = "tous-publics";

  const config = JSON.parse(document.getElementById("table-config").textContent);
  const words = config.words;
  const box = document.querySelector("[data-scheme-table]");
  const find = (name) => box.querySelector("[data-" + name + "]");
  const form = find("table-form");
  const field = form.elements.namedItem("q");
  const table = find("table-region").querySelector("table");
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const columns = heads.map((head) => head.dataset.column);
  const comparison = find("comparison");
  const compareButton = find("compare");
  const plurals = new Intl.PluralRules(config.language);
  const alphabetical = new Intl.Collator(config.language, { numeric: true });

  const list = (text) => (text ? text.split(" ") : []);

  /** Letters without case, accents and ligatures. */
  function fold(text) {
    return text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/æ/g, "ae")
      .replace(/[^\p{L}\p{N}]+/gu, " ");
  }

  const rows = Array.from(body.rows).map(function (element) {
    const data = element.dataset;
    const link = element.cells[0].querySelector("a");
    const places = list(data.places);
    return {
      element: element,
      // Its page is schemes/<id>/.
      id: link.getAttribute("href").split("/").slice(-2)[0],
      link: link,
      cells: Object.fromEntries(columns.map((column, place) => [column, element.cells[place]])),
      theme: list(data.themes),
      audience: list(data.audiences),
      kind: [data.kind],
      country: list(data.countries),
      status: [data.status],
      places: new Set(places.map((place) => place.replace("~", ""))),
      partly: new Set(places.filter((place) => place.endsWith("~")).map((place) => place.slice(0, -1))),
      areas: list(data.areas),
      except: list(data.except),
      text: null,
      keys: {},
    };
  });
  const byId = new Map(rows.map((row) => [row.id, row]));

  /** Communes to filter by beside the places of the form: id → the areas it lies in. */
  const communes = new Map();

  let sorting = { column: "name", descending: false };
  let chosen = [];
  let ranked = rows;
  let shown = rows;
  let limit = SHOWN_AT_ONCE;
  let addressTimer = 0;

  // Filters

  let otherWords = {};
  let fetching = null;

  /** Other names and people's own words, fetched once; without them the rows' own words serve. */
  function fetchWords() {
    if (fetching) {
      return;
    }
    fetching = fetch(config.more_words).then((response) => response.json());
    fetching.then(
      function (found) {
        otherWords = found;
        rows.forEach((row) => (row.text = null));
        if (field.value.trim()) {
          update();
        }
      },
      function (reason) {
        fetching = null;
        console.error(reason);
      }
    );
  }

  function textOf(row) {
    if (row.text === null) {
      row.text = " " + fold(row.element.textContent + " " + (otherWords[row.id] || ""));
    }
    return row.text;
  }

  /** The beginnings that a row's words must have; a plural is looked for as its singular. */
  function wanted() {
    return fold(field.value)
      .split(" ")
      .filter(Boolean)
      .map((word) => " " + (word.length > 4 ? word.replace(/[sx]$/, "") : word));
  }

  function isIn(row, place) {
    const around = communes.get(place);
    if (around) {
      return row.areas.some((area) => around.has(area)) && !row.except.some((area) => around.has(area));
    }
    return row.places.has(place);
  }

  const answers = {
    theme: (row, id) => row.theme.includes(id),
    area: isIn,
    audience: (row, id) => row.audience.includes(id) || row.audience.includes(EVERYONE),
    kind: (row, id) => row.kind.includes(id),
    country: (row, id) => row.country.includes(id),
    status: (row, id) => row.status.includes(id),
  };

  function choices() {
    return Object.fromEntries(FILTERS.map((name) => [name, form.elements.namedItem(name).value]));
  }

  function update() {
    const asked = choices();
    const beginnings = wanted();
    if (beginnings.length) {
      fetchWords();
    }
    const named = rows.filter((row) => beginnings.every((start) => textOf(row).includes(start)));
    const passing = (row, names) => names.every((name) => !asked[name] || answers[name](row, asked[name]));
    const kept = new Set(named.filter((row) => passing(row, FILTERS)));
    for (const name of FILTERS) {
      const others = FILTERS.filter((other) => other !== name);
      count(name, named.filter((row) => passing(row, others)));
    }
    rows.forEach((row) => notePart(row, asked.area));
    rank();
    shown = ranked.filter((row) => kept.has(row));
    limit = SHOWN_AT_ONCE;
    reveal();
    say(sentence("shown", shown.length).replace("{total}", String(rows.length)));
    find("table-none").hidden = shown.length > 0;
    find("table-region").hidden = !shown.length;
    find("search-all").search = field.value.trim() ? "?" + new URLSearchParams({ q: field.value.trim() }) : "";
    find("csv").disabled = !shown.length;
    writeAddressSoon();
  }

  /** Shows the first rows that answer, up to the limit; the button tells that there are more. */
  function reveal() {
    const visible = new Set(shown.slice(0, limit));
    for (const row of rows) {
      row.element.hidden = !visible.has(row);
    }
    const more = find("table-more");
    more.hidden = shown.length <= limit;
    more.textContent = sentence("more", Math.min(SHOWN_AT_ONCE, shown.length - limit));
  }

  /** How many rows each option would leave, the other filters kept. */
  function count(name, among) {
    for (const option of form.elements.namedItem(name).options) {
      option.dataset.label = option.dataset.label || option.textContent;
      if (option.value) {
        const found = among.filter((row) => answers[name](row, option.value)).length;
        option.textContent = option.dataset.label + " (" + found + ")";
      }
    }
  }

  /** Says in the row that the chosen place is served in part only. */
  function notePart(row, place) {
    const cell = row.cells.place;
    const known = cell.querySelector("[data-part]");
    const partly = Boolean(place) && !communes.has(place) && row.partly.has(place);
    if (known && !partly) {
      known.remove();
    } else if (partly && !known) {
      const note = document.createElement("small");
      note.dataset.part = "";
      note.textContent = " " + words.part;
      cell.appendChild(note);
    }
  }

  function sentence(name, number) {
    const form = plurals.select(number) === "one" ? words[name + "_one"] : words[name + "_other"];
    return form.replace("{count}", String(number));
  }

  function say(message) {
    const status = find("table-status");
    if (status.textContent !== message) {
      status.textContent = message;
    }
  }

  // Order

  function keyOf(row, column) {
    if (!(column in row.keys)) {
      const cell = row.cells[column];
      row.keys[column] = column === "amount" ? Number(cell.dataset.figure || NaN) : lines(cell);
    }
    return row.keys[column];
  }

  const isBlank = (key) => key === "" || Number.isNaN(key);

  function compare(one, other) {
    const first = keyOf(one, sorting.column);
    const second = keyOf(other, sorting.column);
    if (isBlank(first) || isBlank(second)) {
      // What is not known comes last in either direction.
      return Number(isBlank(first)) - Number(isBlank(second));
    }
    const found = typeof first === "number" ? first - second : alphabetical.compare(first, second);
    return sorting.descending ? -found : found;
  }

  let order = "name";

  /** Puts all rows in the order asked for, and says so in the heads. */
  function rank() {
    const asked = (sorting.descending ? "-" : "") + sorting.column;
    for (const head of heads.filter((cell) => cell.dataset.sort !== undefined)) {
      const isActive = head.dataset.column === sorting.column;
      head.setAttribute("aria-sort", !isActive ? "none" : sorting.descending ? "descending" : "ascending");
    }
    if (asked !== order) {
      // Rows come by name in the page, and keep that order among equals.
      ranked = asked === "name" ? rows : rows.slice().sort(compare);
      // Moved out of the page, thousands of rows are put in order without a style worked out.
      body.remove();
      body.append(...ranked.map((row) => row.element));
      table.appendChild(body);
      order = asked;
    }
  }

  function setUpHeads() {
    for (const head of heads.filter((cell) => cell.dataset.sort !== undefined)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        const isSame = sorting.column === head.dataset.column;
        sorting = { column: head.dataset.column, descending: isSame && !sorting.descending };
        update();
      });
    }
  }

  // Columns

  const ticks = Array.from(form.querySelectorAll("[name=column]"));

  function showColumns() {
    table.dataset.hide = ticks.filter((tick) => !tick.checked).map((tick) => tick.value).join(" ");
  }

  // Comparison

  function setUpTicks() {
    const head = document.createElement("th");
    head.scope = "col";
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = words.compare;
    head.appendChild(name);
    head.className = "table-tick";
    table.tHead.rows[0].prepend(head);
    for (const row of rows) {
      const cell = document.createElement("td");
      cell.className = "table-tick";
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.className = "tick";
      tick.setAttribute("aria-label", words.add.replace("{name}", () => row.link.textContent));
      cell.appendChild(tick);
      row.element.prepend(cell);
      row.tick = tick;
    }
    body.addEventListener("change", function (event) {
      const row = rows.find((other) => other.tick === event.target);
      chosen = chosen.filter((id) => id !== row.id).concat(event.target.checked ? row.id : []);
      showChosen();
      say(chosen.length < MOST ? sentence("chosen", chosen.length) : sentence("chosen", MOST) + ". " + words.limit);
      writeAddressSoon();
    });
  }

  function showChosen() {
    for (const row of rows) {
      row.tick.checked = chosen.includes(row.id);
      row.tick.disabled = !row.tick.checked && chosen.length >= MOST;
    }
    compareButton.disabled = chosen.length < FEWEST;
    find("compare-count").textContent = chosen.length ? "(" + chosen.length + ")" : "";
  }

  function showComparison() {
    const schemes = chosen.map((id) => byId.get(id));
    const fields = columns.map((column, place) => [column, heads[place].textContent]).slice(1);
    const compared = scope.vademecum.comparison;
    const made = compared.build(schemes, fields, words, remove);
    find("comparison-region").replaceChildren(made);
    find("comparison-failed").hidden = true;
    comparison.hidden = false;
    box.dataset.comparing = "";
    comparison.dataset.state = "loading";
    // By then another choice may have been made.
    const end = function (state) {
      if (made.isConnected) {
        find("comparison-failed").hidden = state !== "failed";
        comparison.dataset.state = state;
      }
    };
    compared.complete(made, schemes, fields).then(
      () => end("done"),
      function (reason) {
        end("failed");
        console.error(reason);
      }
    );
  }

  function remove(id) {
    chosen = chosen.filter((other) => other !== id);
    showChosen();
    if (chosen.length < FEWEST) {
      closeComparison();
    } else {
      showComparison();
      comparison.querySelector("h2").focus();
    }
    writeAddressSoon();
  }

  function closeComparison() {
    comparison.hidden = true;
    delete box.dataset.comparing;
    (compareButton.disabled ? field : compareButton).focus();
  }

  // File

  /** The text of a cell, its lines apart from each other. */
  function lines(cell) {
    const items = Array.from(cell.querySelectorAll("li"));
    const rest = Array.from(cell.childNodes).filter((node) => node.nodeName !== "UL");
    const parts = items.concat(rest).map((part) => part.textContent);
    const text = items.length ? parts.map(clean).filter(Boolean).join(" | ") : parts.join("");
    return clean(text);
  }

  function clean(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  function save() {
    const kept = columns.filter((column) => !table.dataset.hide.split(" ").includes(column));
    const titles = kept.map((column) => clean(heads[columns.indexOf(column)].textContent));
    const values = shown.map((row) => kept.map((column) => lines(row.cells[column])).concat(row.link.href));
    const text = scope.vademecum.csv.write([titles.concat(words.link)].concat(values));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = words.file + "-" + config.as_of + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
    say(sentence("csv_done", shown.length));
  }

  // Address

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
    const sort = query.get("sort") || "name";
    const column = sort.replace(/^-/, "");
    const isKnown = heads.some((head) => head.dataset.column === column && head.dataset.sort !== undefined);
    sorting = isKnown ? { column: column, descending: sort[0] === "-" } : { column: "name", descending: false };
    const hidden = list((query.get("hide") || "").replace(/,/g, " "));
    for (const tick of ticks) {
      tick.checked = !hidden.includes(tick.value);
    }
    const asked = (query.get("compare") || "").split(",").filter((id) => byId.has(id));
    chosen = Array.from(new Set(asked)).slice(0, MOST);
  }

  function writeAddress() {
    clearTimeout(addressTimer);
    const query = new URLSearchParams();
    const asked = choices();
    const set = (name, value) => value && query.set(name, value);
    set("q", field.value.trim());
    FILTERS.forEach((name) => set(name, asked[name]));
    set("sort", sorting.column === "name" && !sorting.descending ? "" : (sorting.descending ? "-" : "") + sorting.column);
    set("hide", table.dataset.hide.replace(/ /g, ","));
    set("compare", chosen.join(","));
    const search = query.toString().replace(/%2C/g, ",");
    history.replaceState(history.state, "", location.pathname + (search ? "?" + search : ""));
  }

  // Browsers refuse an address that changes at every key.
  function writeAddressSoon() {
    clearTimeout(addressTimer);
    addressTimer = setTimeout(writeAddress, ADDRESS_DELAY);
  }

  // Place

  function addCommune(id, name, areas, label) {
    const select = form.elements.namedItem("area");
    if (!communes.has(id)) {
      communes.set(id, new Set(areas));
      select.add(new Option(label.replace("{name}", () => name), id), 1);
    }
  }

  /** The commune kept on this device. */
  function offerKeptPlace() {
    const kept = scope.vademecum.device.place();
    if (kept && kept.commune) {
      addCommune(kept.id, kept.name, kept.areas, words.kept);
    }
  }

  /** A commune that only the address names: its page says where it lies. */
  function fetchCommune(id) {
    return fetch(box.dataset.root + "communes/" + id + "/").then((response) => response.text()).then(function (text) {
      const page = new DOMParser().parseFromString(text, "text/html");
      const found = page.querySelector("[data-keep-place]");
      if (found && found.dataset.keepPlace === id) {
        addCommune(id, found.dataset.placeName, list(found.dataset.placeAreas), "{name}");
      }
    });
  }

  function start() {
    readAddress();
    if (FILTERS.concat("q").some((name) => form.elements.namedItem(name).value)) {
      find("table-filters").open = true;
    }
    showColumns();
    showChosen();
    update();
    if (chosen.length >= FEWEST) {
      showComparison();
    }
  }

  table.dataset.hide = "";
  form.hidden = false;
  find("table-filters").open = scope.matchMedia("(min-width: 48rem)").matches;
  find("table-tools").hidden = false;
  find("table-hint").hidden = false;
  setUpHeads();
  setUpTicks();
  offerKeptPlace();
  field.addEventListener("focus", fetchWords);
  field.addEventListener("input", update);
  form.addEventListener("change", function (event) {
    if (event.target.name === "column") {
      showColumns();
      writeAddressSoon();
    } else if (event.target !== field) {
      update();
    }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    update();
    writeAddress();
  });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    field.value = "";
    for (const name of FILTERS) {
      form.elements.namedItem(name).value = "";
    }
    update();
  });
  compareButton.addEventListener("click", function () {
    showComparison();
    comparison.querySelector("h2").focus();
  });
  find("comparison-close").addEventListener("click", closeComparison);
  find("comparison-print").addEventListener("click", () => scope.print());
  find("table-more").addEventListener("click", function () {
    const next = shown[limit];
    limit += SHOWN_AT_ONCE;
    reveal();
    // The button moves or goes: the reader goes on at the first new row.
    next.link.focus();
  });
  find("csv").addEventListener("click", save);
  // Paper has no button: all that answers is printed.
  scope.addEventListener("beforeprint", function () {
    limit = Math.max(limit, shown.length);
    reveal();
  });
  // Before a fiche is opened, so that going back finds the same rows.
  body.addEventListener("click", writeAddress);
  scope.addEventListener("popstate", start);

  const area = new URLSearchParams(location.search).get("area") || "";
  const isListed = Array.from(form.elements.namedItem("area").options).some((option) => option.value === area);
  start();
  if (/^\d{5}$/.test(area) && !isListed) {
    // The address is read again with the commune among the choices, and is not overwritten before.
    const asked = location.href;
    clearTimeout(addressTimer);
    fetchCommune(area).then(function () {
      history.replaceState(history.state, "", asked);
      start();
    }, console.error);
  }
})(self);
