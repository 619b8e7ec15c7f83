/*
 * Two to four schemes side by side: a column for each, a row for each field. It shows the cells of
 * the table at once, then what the fiches say in full, read from the same site.
 */
(function (scope) {
  "use strict";

  // Sections of a fiche that a table row only cuts short or leaves out, by the id of their heading.
  const SECTIONS = ["for-me", "get", "bring", "ask"];
  // Columns of the table whose short text a full section replaces.
  const REPLACED = { "for-me": "conditions", get: "amount" };

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text || "";
    return made;
  }

  /** What stands in a node, as copies without the ids that a page may hold once only. */
  function copied(nodes, base) {
    const copies = document.createDocumentFragment();
    for (const node of nodes) {
      copies.appendChild(document.importNode(node, true));
    }
    for (const marked of copies.querySelectorAll("[id]")) {
      marked.removeAttribute("id");
    }
    for (const link of copies.querySelectorAll("a[href]")) {
      // A word explained at the foot of its fiche is explained there.
      link.setAttribute("href", new URL(link.getAttribute("href"), base).href);
    }
    for (const heading of copies.querySelectorAll("h3, h4")) {
      const line = element("p");
      line.appendChild(element("b", heading.textContent));
      heading.replaceWith(line);
    }
    for (const lost of copies.querySelectorAll("svg, script, style, button, .actions, [hidden]")) {
      lost.remove();
    }
    return copies;
  }

  /** The parts of a fiche to compare: [key, label, nodes] in its own order. */
  function partsOf(page) {
    const parts = [];
    for (const id of SECTIONS) {
      const section = page.querySelector('section[aria-labelledby="' + id + '"]');
      if (section) {
        const heading = section.querySelector("h2");
        const nodes = Array.from(section.childNodes).filter((node) => node !== heading);
        parts.push([id, heading.textContent, nodes]);
      }
    }
    for (const line of page.querySelectorAll("details.professional dl > div")) {
      const label = line.querySelector("dt").textContent;
      parts.push([label, label, Array.from(line.querySelector("dd").childNodes)]);
    }
    return parts;
  }

  function readFiche(url) {
    return fetch(url)
      .then(function (response) {
        if (!response.ok) {
          throw new Error(url + ": HTTP " + response.status);
        }
        return response.text();
      })
      .then((text) => partsOf(new DOMParser().parseFromString(text, "text/html")));
  }

  /**
   * The table of a comparison. `schemes`: {id, link, cells} with the cells of the row by column;
   * `columns`: [key, label] of what to show, the name left out; `onRemove(id)` takes one away.
   */
  function build(schemes, columns, words, onRemove) {
    const table = document.createElement("table");
    table.className = "comparison__table";
    const head = table.createTHead().insertRow();
    head.appendChild(element("td"));
    for (const scheme of schemes) {
      const title = element("th");
      title.scope = "col";
      title.appendChild(scheme.link.cloneNode(true));
      const remove = element("button", "×");
      remove.type = "button";
      remove.className = "comparison__remove";
      remove.setAttribute("aria-label", words.remove.replace("{name}", () => scheme.link.textContent));
      remove.addEventListener("click", () => onRemove(scheme.id));
      title.appendChild(remove);
      head.appendChild(title);
    }
    const body = table.createTBody();
    for (const [key, label] of columns) {
      addRow(body, key, label, schemes.map((scheme) => copied(scheme.cells[key].childNodes, location.href)));
    }
    return table;
  }

  function addRow(body, key, label, contents) {
    const row = body.insertRow();
    row.dataset.field = key;
    const title = element("th", label);
    title.scope = "row";
    row.appendChild(title);
    for (const content of contents) {
      row.insertCell().appendChild(content.childNodes.length ? content : document.createTextNode("–"));
    }
    return row;
  }

  /**
   * Adds what the fiches say in full, in place of what the table cut short; settles once all are
   * read, and fails if one cannot be.
   */
  function complete(table, schemes, columns) {
    return Promise.all(schemes.map((scheme) => readFiche(scheme.link.href))).then(function (fiches) {
      const body = table.tBodies[0];
      const byLabel = new Map(columns.map(([key, label]) => [label, key]));
      const fields = new Map();
      fiches.forEach(function (parts, place) {
        for (const [key, label, nodes] of parts) {
          fields.set(key, fields.get(key) || { label: label, nodes: schemes.map(() => []) });
          fields.get(key).nodes[place] = nodes;
        }
      });
      fields.forEach(function (field, key) {
        const column = REPLACED[key] || byLabel.get(field.label);
        const short = body.querySelector('[data-field="' + column + '"]');
        const contents = field.nodes.map((nodes, place) =>
          nodes.length || !short
            ? copied(nodes, schemes[place].link.href)
            : copied(short.cells[place + 1].childNodes, location.href)
        );
        const row = addRow(body, key, field.label, contents);
        if (short) {
          short.replaceWith(row);
        }
      });
    });
  }

  scope.vademecum = scope.vademecum || {};
  scope.vademecum.comparison = { build: build, complete: complete };
})(self);
