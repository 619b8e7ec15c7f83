/*
 * The leaves of a booklet: each record's own page of this site, cut down to what matters on paper.
 * Pages are fetched from the same origin; only plain elements and words are taken from them.
 */
import { correction, generate } from "./vendor/lean-qr-nano.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET_ZONE = 4;
const MOST_HELPERS = 4;
const RENAMED = { h2: "h4", h3: "h5", a: "span" };
const TAKEN = ["address", "br", "dd", "div", "dl", "dt", "em", "h2", "h3", "a", "li", "ol", "p", "small", "span", "strong", "ul"];
const LEFT = "svg, script, style, button, .visually-hidden";
const CLASSES = ["amounts", "checklist", "phone__number", "plain", "steps", "site", "as-of"];

/** An element with words in it. */
export function element(name, words, className) {
  const made = document.createElement(name);
  if (words) {
    made.textContent = words;
  }
  if (className) {
    made.className = className;
  }
  return made;
}

/**
 * A record's page in a language: `{state: "ready", page, article}`, `{state: "gone"}` if the guide
 * has no such page, `{state: "unreachable"}` if no answer came that is one.
 */
export async function fetchRecord(address, ref) {
  let response;
  try {
    response = await fetch(address);
  } catch (offline) {
    return { state: "unreachable" };
  }
  if (response.status === 404 || response.status === 410) {
    return { state: "gone" };
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = page.querySelector("article[data-record]");
  // A wifi that asks to sign in answers every address with a page of its own.
  const isIt = response.ok && article !== null && article.dataset.record === ref;
  return isIt ? { state: "ready", page, article } : { state: "unreachable" };
}

/** The words of one element on one line, or an empty text. */
export function wordsOf(within, selector) {
  const found = within.querySelector(selector);
  return found ? found.textContent.replace(/\s+/g, " ").trim() : "";
}

/** Copies words and plain elements, links as their words; no other attribute than language. */
function copy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      into.append(node.data.replace(/\s+/g, " "));
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(LEFT)) {
      if (TAKEN.includes(node.localName)) {
        const made = document.createElement(RENAMED[node.localName] || node.localName);
        made.className = CLASSES.filter((name) => node.classList.contains(name)).join(" ");
        if (node.lang) {
          made.lang = node.lang;
        }
        copy(node, made);
        if (made.localName === "br" || made.textContent.trim()) {
          into.append(made);
        }
      } else {
        copy(node, into);
      }
    }
  }
}

function part(from, className) {
  const made = element("div", "", className || "leaf__part");
  copy(from, made);
  return made;
}

/** The code of an address: level M, black on white with the quiet zone readers need. */
export function qrCode(address, label) {
  const code = generate(address, { minCorrectionLevel: correction.M });
  const size = code.size + 2 * QUIET_ZONE;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("shape-rendering", "crispEdges");
  let drawing = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) {
        drawing += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`;
      }
    }
  }
  for (const [name, fill, path] of [["ground", "#fff", `M0 0h${size}v${size}H0z`], ["code", "#000", drawing]]) {
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("class", "qr__" + name);
    shape.setAttribute("fill", fill);
    shape.setAttribute("d", path);
    svg.append(shape);
  }
  return svg;
}

/** An address as one types it: without the scheme, nor anything a browser adds. */
function typed(address) {
  return decodeURI(address).replace(/^https?:\/\//, "");
}

/** Whether the body has confirmed the page, in words that need no list of sources beside them. */
function trust(record, words) {
  const verified = record.article.querySelector(".trust[data-verified]");
  return verified ? wordsOf(record.article, ".trust") : words.unverified;
}

/** A name and what stands under it, with the code of an address beside them. */
function head(title, address, label) {
  const made = element("div", "", "leaf__head");
  const side = element("div");
  side.append(title);
  made.append(side);
  if (address) {
    made.append(qrCode(address, label));
  }
  return [made, side];
}

/** Who helps: those of the kept place, then those who help everywhere. */
function helpers(article, areas) {
  const near = article.querySelector(".near");
  if (!near) {
    return null;
  }
  const groups = areas.map((area) => near.querySelector(`details[data-area="${CSS.escape(area)}"]`));
  const mine = groups.find(Boolean);
  const found = [...(mine ? mine.querySelectorAll(".helper") : []), ...near.querySelectorAll(":scope > .helpers .helper")];
  const reached = found.filter((helper) => helper.querySelector(".phone")).slice(0, MOST_HELPERS);
  if (!reached.length) {
    return null;
  }
  const made = element("div", "", "leaf__part");
  made.append(element("h4", wordsOf(near, "h2")));
  const list = element("ul", "", "leaf__helpers");
  for (const helper of reached) {
    const item = element("li");
    item.append(element("strong", wordsOf(helper, ".helper__name")), " ");
    copy(helper.querySelector("ul"), item);
    list.append(item);
  }
  made.append(list);
  return made;
}

/**
 * One leaf. `item` has `ref`, `name`, `advice`; `record` is what `fetchRecord` gave, and not gone;
 * `address` is the public one of the page; `areas` are those of the kept place, narrowest first.
 */
export function leafOf(item, number, record, address, words, areas) {
  const kind = item.ref.split("/")[0];
  const leaf = element("section", "", "leaf leaf--" + kind);
  const isReady = record.state === "ready";
  const title = element("h3");
  const name = isReady ? wordsOf(record.article, "h1") : item.name || item.ref;
  title.append(element("span", `${number}.`, "leaf__number"), " " + name);
  const label = words.scan.replace("#", () => typed(address));
  const [top, side] = head(title, address, label);
  leaf.append(top);
  if (isReady) {
    side.append(part(record.article.querySelector(".lead"), "leaf__lead"));
  }
  const line = element("p", "", "leaf__address");
  line.append(words.fresh + " ", element("strong", typed(address)));
  side.append(line);
  if (isReady) {
    line.append(element("span", trust(record, words), "leaf__trust"));
  } else {
    leaf.append(element("p", words.not_loaded, "leaf__notice"));
  }
  addAdvice(leaf, item, words);
  if (isReady) {
    addEssentials(leaf, record.article, areas);
  }
  return leaf;
}

function addEssentials(leaf, article, areas) {
  for (const notice of article.querySelectorAll(":scope > .notice")) {
    leaf.append(part(notice, "leaf__notice"));
  }
  const call = article.querySelector(".button--call");
  if (call) {
    leaf.append(part(call, "leaf__call"));
  }
  for (const id of ["for-me", "get", "bring", "ask", "services", "contact"]) {
    const section = article.querySelector(`section[aria-labelledby="${id}"]`);
    if (section) {
      leaf.append(part(section));
    }
  }
  const near = helpers(article, areas);
  if (near) {
    leaf.append(near);
  }
}

function addAdvice(leaf, item, words) {
  if (item.advice.trim()) {
    const advice = element("p", "", "leaf__advice");
    advice.append(element("strong", words.advice), " ", item.advice);
    leaf.append(advice);
  }
}

/**
 * The first leaf: title, what the booklet holds, numbers for emergencies, a code for the list.
 * `names` are those of the leaves that follow; `address` leads to the list on this site.
 */
export function coverOf(title, names, address, words, today) {
  const cover = element("section", "", "leaf leaf--cover");
  // A code with more in it than this asks for a steady hand and a good printer.
  const hasCode = address.length <= 400;
  const [top, side] = head(element("h3", title || words.title), hasCode ? address : "", words.scan_list);
  side.prepend(element("p", words.guide));
  side.append(element("p", words.printed.replace("#", () => today) + " " + words.built));
  if (hasCode) {
    side.append(element("p", words.scan_list));
  }
  const list = element("ol", "", "leaf__contents");
  list.append(...names.map((name) => element("li", name)));
  const numbers = element("ul", "", "leaf__emergencies");
  for (const emergency of words.emergencies) {
    const line = element("li");
    line.append(element("strong", emergency.number), " " + emergency.label);
    numbers.append(line);
  }
  cover.append(top, element("h4", words.contents), list, element("h4", words.emergency), numbers);
  return cover;
}
