/*
 * What a page gains with a script: light or dark, and the place a person chose.
 * Both stay on the device; nothing here sends anything anywhere.
 */
(function () {
  "use strict";

  const THEME = "vademecum:theme";
  const device = self.vademecum.device;

  const root = document.documentElement;

  function setUpTheme() {
    const button = document.querySelector("[data-theme-switch]");
    const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches);
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      device.write(THEME, root.dataset.theme);
      show();
    });
    show();
  }

  /** The button of a place's page that keeps the place. */
  function setUpKeep() {
    for (const button of document.querySelectorAll("[data-keep-place]")) {
      const label = button.querySelector("span");
      const before = label.textContent;
      const show = function () {
        const kept = device.place();
        const isKept = kept !== null && kept.id === button.dataset.keepPlace;
        button.setAttribute("aria-pressed", String(isKept));
        label.textContent = isKept ? button.dataset.keptLabel : before;
      };
      button.hidden = false;
      button.addEventListener("click", function () {
        const isKept = button.getAttribute("aria-pressed") === "true";
        const chosen = {
          id: button.dataset.keepPlace,
          name: button.dataset.placeName,
          areas: button.dataset.placeAreas.split(" "),
          commune: /\/communes\//.test(location.pathname),
        };
        device.keepPlace(isKept ? null : chosen);
        show();
      });
      show();
    }
  }

  /** On a fiche, the chosen place comes first and open; at home, its name leads to its page. */
  function showNear() {
    const kept = device.place();
    if (kept === null) {
      return;
    }
    const near = document.querySelector(".near");
    if (near) {
      const places = Array.from(near.querySelectorAll("details[data-area]"));
      for (const mine of places.filter((group) => kept.areas.includes(group.dataset.area)).reverse()) {
        mine.open = true;
        near.insertBefore(mine, near.querySelector("details[data-area]"));
      }
    }
    for (const list of document.querySelectorAll("ul.cards")) {
      nearestFirst(list, kept.areas);
    }
    const line = document.querySelector("[data-near]");
    if (line) {
      const link = line.querySelector("[data-near-link]");
      const folder = kept.commune ? "communes/" : "areas/";
      link.textContent = kept.name;
      link.setAttribute("href", line.dataset.home + folder + encodeURIComponent(kept.id) + "/");
      line.querySelector("[data-near-forget]").addEventListener("click", function () {
        device.keepPlace(null);
        line.hidden = true;
      });
      line.hidden = false;
    }
  }

  /** Cards of the narrowest area around the place first, those of other places last. */
  function nearestFirst(list, areas) {
    const distance = function (card) {
      const found = card.dataset.areas.split(" ").map((area) => areas.indexOf(area));
      return Math.min(...found.map((index) => (index < 0 ? areas.length : index)));
    };
    const cards = Array.from(list.querySelectorAll(":scope > [data-areas]"));
    const ranked = cards.map((card) => [distance(card), card]);
    ranked.sort((one, other) => one[0] - other[0]);
    list.append(...ranked.map((pair) => pair[1]));
  }

  const theme = device.read(THEME);
  if (theme === "dark" || theme === "light") {
    root.dataset.theme = theme;
  }
  setUpTheme();
  setUpKeep();
  showNear();
})();
