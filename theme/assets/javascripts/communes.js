/*
 * The commune finder: filters the list that the page already holds, by name, part of a name,
 * former name or postcode. Without a script the list is whole and its letters lead into it.
 */
(function () {
  "use strict";

  const form = document.querySelector("[data-commune-finder]");
  const field = form.elements.namedItem("q");
  const status = form.querySelector("[data-finder-status]");
  const letters = document.querySelector("[data-letters]");
  const sections = Array.from(document.querySelectorAll("[data-communes] section"));

  /** Case, accents, ligatures, hyphens, apostrophes and "St" do not count. */
  function fold(text) {
    const plain = text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
    return plain.replace(/(^| )ste? /g, (found) => (found.endsWith("te ") ? " sainte " : " saint ")).trim();
  }

  const communes = Array.from(document.querySelectorAll("[data-communes] li")).map((item) => ({
    item: item,
    names: item.dataset.names.split("|").map(fold),
  }));

  /** 0: the name itself or its postcode; 1: its beginning; 2: a word of it; 3: a part; -1: not it. */
  function rank(names, wanted) {
    let best = -1;
    for (const name of names) {
      let found = -1;
      if (name === wanted) {
        found = 0;
      } else if (name.startsWith(wanted)) {
        found = 1;
      } else if ((" " + name).includes(" " + wanted)) {
        found = 2;
      } else if (name.includes(wanted) && wanted.length > 2) {
        found = 3;
      }
      if (found >= 0 && (best < 0 || found < best)) {
        best = found;
      }
    }
    return best;
  }

  function update() {
    const wanted = fold(field.value);
    let count = 0;
    const ranks = communes.map((commune) => (wanted ? rank(commune.names, wanted) : 3));
    const hasExact = ranks.includes(0);
    communes.forEach(function (commune, index) {
      const shown = ranks[index] >= 0 && (!hasExact || ranks[index] <= 1);
      commune.item.hidden = !shown;
      count += shown ? 1 : 0;
    });
    for (const section of sections) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    letters.hidden = wanted !== "";
    if (wanted === "") {
      status.textContent = "";
    } else if (count === 0) {
      status.textContent = status.dataset.none;
    } else {
      status.textContent = count === 1 ? status.dataset.one : status.dataset.other.replace("#", String(count));
    }
  }

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", update);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    update();
    history.replaceState(null, "", field.value ? "?q=" + encodeURIComponent(field.value) : location.pathname);
  });
  update();
})();
