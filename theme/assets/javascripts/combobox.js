/*
 * A text field with a list of suggestions, after the combobox pattern of the ARIA authoring
 * practices: the focus stays in the field, arrows move through the list, Enter takes, Escape shuts.
 */
(function (scope) {
  "use strict";

  /**
   * `list` is an empty, hidden <ul> beside the field. `render(suggestion)` gives the nodes of one
   * suggestion, `choose(suggestion)` is called with the one taken. Gives {show(suggestions), shut()}.
   */
  function attachCombobox(field, list, render, choose) {
    let suggestions = [];
    let active = -1;

    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);
    list.setAttribute("role", "listbox");

    function activate(place) {
      active = place;
      Array.from(list.children).forEach((option, own) => option.setAttribute("aria-selected", String(own === active)));
      if (active >= 0) {
        field.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    }

    function show(found) {
      suggestions = found;
      list.textContent = "";
      found.forEach(function (suggestion, place) {
        const option = document.createElement("li");
        option.id = list.id + "-" + place;
        option.setAttribute("role", "option");
        render(suggestion).forEach((node) => option.appendChild(node));
        list.appendChild(option);
      });
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(found.length > 0));
      activate(-1);
    }

    function shut() {
      show([]);
    }

    function take(place) {
      const taken = suggestions[place];
      shut();
      choose(taken);
    }

    field.addEventListener("keydown", function (event) {
      if (event.isComposing || !suggestions.length) {
        return;
      }
      const count = suggestions.length;
      if (event.key === "ArrowDown") {
        activate(active + 1 < count ? active + 1 : -1);
      } else if (event.key === "ArrowUp") {
        activate(active < 0 ? count - 1 : active - 1);
      } else if (event.key === "Enter" && active >= 0) {
        take(active);
      } else if (event.key === "Escape") {
        shut();
      } else {
        return;
      }
      event.preventDefault();
    });
    field.addEventListener("blur", shut);
    // Before the field loses the focus, which would shut the list under the finger.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", function (event) {
      const place = Array.from(list.children).indexOf(event.target.closest("[role=option]"));
      if (place >= 0) {
        take(place);
      }
    });

    return { show: show, shut: shut };
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.attachCombobox = attachCombobox;
})(self);
