/*
 * The page "my booklet": the list put aside, its order, what is typed, paper and links.
 * It knows of the guide what #my-booklet-config says; typed text and text from an address only ever
 * become text nodes and values of fields.
 */
import { cleaned, readList, writeList } from "./aside.js";
import { coverOf, element, fetchRecord, leafOf, wordsOf } from "./booklet-leaves.js";
import { hashOf, listOf } from "./booklet-link.js";

const TYPING = 400;
const MARGINS = { A4: "15mm 18mm", A5: "10mm 11mm" };

const config = JSON.parse(document.getElementById("my-booklet-config").textContent);
const words = config.words;
const booklet = document.querySelector("[data-my-booklet]");
const part = (name) => booklet.querySelector(`[data-${name}]`);
const heading = document.getElementById("kept");

/** Pages fetched since the page was opened, by address; what failed is asked again. */
const fetched = new Map();
let list = readList();
let offered = null;
let previous = null;
let drawing = 0;
let typing = 0;

function addressOf(ref, language) {
  const { prefix } = config.languages[language];
  return new URL(`${config.root}${prefix}${pathOf(ref)}`, location.href).href;
}

function pathOf(ref) {
  const [kind, id] = ref.split("/");
  return `${kind}s/${id}/`;
}

async function recordOf(ref, language) {
  const address = addressOf(ref, language);
  if (!fetched.has(address)) {
    fetched.set(address, await fetchRecord(address, ref));
    if (fetched.get(address).state !== "ready") {
      const failed = fetched.get(address);
      fetched.delete(address);
      return failed;
    }
  }
  return fetched.get(address);
}

function language() {
  return config.languages[list.language] ? list.language : config.language;
}

function paper() {
  return MARGINS[list.paper] ? list.paper : "A5";
}

function nameOf(item) {
  return item.name || item.ref;
}

/** The areas of the kept place, narrowest first; none if no place is kept. */
function placeAreas() {
  return self.vademecum.device.place()?.areas ?? [];
}

function save() {
  part("refused").hidden = writeList(list);
}

/** Says what was done; with a list to go back to, offers to undo it. */
function say(sentence, before = null) {
  part("status").textContent = sentence;
  previous = before;
  part("undo").hidden = before === null;
}

function copyOfList() {
  return cleaned(JSON.parse(JSON.stringify(list)));
}

function showList() {
  const count = list.items.length;
  const items = part("items");
  items.textContent = "";
  list.items.forEach((item, index) => items.append(lineOf(item, index)));
  part("count").textContent = count ? String(count) : "";
  part("empty").hidden = count > 0;
  for (const section of booklet.querySelectorAll("[data-with-items]")) {
    section.hidden = count === 0;
  }
  document.documentElement.classList.toggle("prints-booklet", count > 0);
  part("title").value = list.title;
  part("language").value = language();
  part("paper").value = paper();
  showLink();
  draw();
}

function lineOf(item, index) {
  const line = booklet.querySelector("template").content.firstElementChild.cloneNode(true);
  const link = line.querySelector("a");
  const find = (name) => line.querySelector(`[data-${name}]`);
  line.dataset.ref = item.ref;
  link.textContent = nameOf(item);
  link.href = addressOf(item.ref, config.language);
  line.querySelector("small").textContent = words.kinds[item.ref.split("/")[0]];
  for (const hidden of line.querySelectorAll(".visually-hidden")) {
    hidden.textContent = " : " + nameOf(item);
  }
  find("up").disabled = index === 0;
  find("down").disabled = index === list.items.length - 1;
  find("up").addEventListener("click", () => move(item.ref, -1));
  find("down").addEventListener("click", () => move(item.ref, 1));
  find("remove").addEventListener("click", () => remove(item.ref));
  const advice = line.querySelector("textarea");
  advice.value = item.advice;
  advice.addEventListener("input", function () {
    list.items.find((other) => other.ref === item.ref).advice = advice.value;
    typed();
  });
  return line;
}

function lineAt(index) {
  return part("items").children[index];
}

function move(ref, by) {
  const from = list.items.findIndex((item) => item.ref === ref);
  const [item] = list.items.splice(from, 1);
  list.items.splice(from + by, 0, item);
  save();
  showList();
  // The same button goes on moving the same fiche; at an end only the other one can.
  const line = lineAt(from + by);
  const same = line.querySelector(by < 0 ? "[data-up]" : "[data-down]");
  (same.disabled ? line.querySelector(by < 0 ? "[data-down]" : "[data-up]") : same).focus();
  const place = { "#name": nameOf(item), "#place": from + by + 1, "#count": list.items.length };
  say(words.moved.replace(/#[a-z]+/g, (found) => place[found]));
}

function remove(ref) {
  const before = copyOfList();
  const at = list.items.findIndex((item) => item.ref === ref);
  const [item] = list.items.splice(at, 1);
  save();
  showList();
  const next = lineAt(Math.min(at, list.items.length - 1));
  (next ? next.querySelector("[data-remove]") : heading).focus();
  say(words.removed.replace("#", () => nameOf(item)), before);
}

/** Kept at each key, laid out once the person pauses. */
function typed() {
  save();
  showLink();
  clearTimeout(typing);
  typing = setTimeout(draw, TYPING);
}

function showLink() {
  const page = new URL(config.root + config.languages[language()].prefix + config.address, location.href);
  const withTyped = part("with-typed").checked;
  page.hash = hashOf(list, withTyped);
  const title = (withTyped && list.title) || words.share_subject;
  const sentence = words.share_text.replace("#", () => page.href);
  part("link").value = page.href;
  part("sms").href = "sms:?body=" + encodeURIComponent(sentence);
  part("mail").href = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(sentence)}`;
}

/** Fetches what the booklet needs and lays it out. Gives the names of records out of reach. */
async function draw() {
  const turn = (drawing += 1);
  const code = language();
  const items = list.items.map((item) => ({ ...item }));
  const records = await Promise.all(items.map((item) => recordOf(item.ref, code)));
  if (turn !== drawing) {
    // The list has changed meanwhile: another call draws it.
    return [];
  }
  const { words: onPaper, public: origin } = config.languages[code];
  const areas = placeAreas();
  const leaves = part("leaves");
  leaves.textContent = "";
  leaves.lang = code;
  leaves.dataset.paper = paper();
  const names = records.map((found, index) =>
    found.state === "ready" ? wordsOf(found.article, "h1") : nameOf(items[index])
  );
  takeNames(items, names, records);
  const there = items.map((_, index) => index).filter((index) => records[index].state !== "gone");
  if (there.length) {
    const today = new Intl.DateTimeFormat(code, { dateStyle: "long" }).format(new Date());
    const link = `${origin}${config.address}#${hashOf({ items: there.map((index) => items[index]) }, false)}`;
    leaves.append(coverOf(list.title, there.map((index) => names[index]), link, onPaper, today));
    there.forEach(function (index, at) {
      const address = origin + pathOf(items[index].ref);
      leaves.append(leafOf(items[index], at + 1, records[index], address, onPaper, areas));
    });
  }
  setPaper();
  return showMissing(items, records);
}

/** A list that came by a link has no names yet: they are those of the pages. */
function takeNames(items, names, records) {
  items.forEach(function (item, index) {
    const own = list.items.find((other) => other.ref === item.ref);
    if (own && !own.name && records[index].state === "ready") {
      own.name = names[index];
      const line = lineAt(list.items.indexOf(own));
      line.querySelector("a").textContent = own.name;
      for (const hidden of line.querySelectorAll(".visually-hidden")) {
        hidden.textContent = " : " + own.name;
      }
      save();
    }
  });
}

function showMissing(items, records) {
  records.forEach(function (record, index) {
    const note = lineAt(index).querySelector(".booklet__missing");
    note.textContent = record.state === "ready" ? "" : words[record.state];
    note.hidden = record.state === "ready";
  });
  const unreachable = items.filter((_, index) => records[index].state === "unreachable").map(nameOf);
  const offline = part("offline");
  offline.hidden = unreachable.length === 0;
  offline.textContent = unreachable.length ? words.offline.replace("#", () => unreachable.join(", ")) : "";
  return unreachable;
}

const paperSheet = typeof CSSStyleSheet.prototype.replaceSync === "function" ? new CSSStyleSheet() : null;

/** The paper's size is no matter of classes: a sheet of its own says it. */
function setPaper() {
  if (paperSheet) {
    paperSheet.replaceSync(`@page { size: ${paper()}; margin: ${MARGINS[paper()]}; }`);
    document.adoptedStyleSheets = [paperSheet];
  }
}

async function print() {
  clearTimeout(typing);
  say(words.loading);
  const unreachable = await draw();
  say("");
  if (unreachable.length === 0) {
    window.print();
  }
}

async function copyLink() {
  const link = part("link");
  let sentence = words.copied;
  try {
    await navigator.clipboard.writeText(link.value);
  } catch (refused) {
    // No clipboard outside https, or none allowed.
    link.focus();
    link.select();
    sentence = words.select;
  }
  part("copied").textContent = sentence;
}

/** Shows a list that came with the address; one's own stays untouched until a button is pressed. */
async function offer() {
  const found = listOf(location.hash);
  offered = found && (found.list.items.length || found.foreign.length) ? found.list : null;
  part("offer").hidden = offered === null;
  if (offered === null) {
    return;
  }
  const hasOwn = list.items.length > 0;
  part("offer-title").textContent = offered.title;
  part("offer-own").hidden = !hasOwn;
  part("offer-replace").hidden = !hasOwn || !offered.items.length;
  part("offer-take").hidden = !offered.items.length;
  part("offer-take").textContent = hasOwn ? part("offer-take").dataset.add : words.offer_take;
  const foreign = found.foreign.join(", ").slice(0, 300);
  part("offer-foreign").textContent = foreign ? words.foreign.replace("#", () => foreign) : "";
  const lines = part("offer-items");
  lines.textContent = "";
  for (const item of offered.items) {
    const line = element("li");
    const link = element("a", item.ref);
    link.href = addressOf(item.ref, config.language);
    line.append(link);
    if (item.advice) {
      line.append(element("p", item.advice));
    }
    lines.append(line);
  }
  document.getElementById("offer").focus();
  const here = offered;
  await Promise.all(
    here.items.map(async function (item, index) {
      const record = await recordOf(item.ref, config.language);
      if (record.state === "ready") {
        item.name = wordsOf(record.article, "h1").slice(0, 200);
        if (here === offered) {
          lines.children[index].querySelector("a").textContent = item.name;
        }
      }
    })
  );
}

/** The proposal is over: its address would only bring it back. */
function endOffer(sentence, before) {
  offered = null;
  part("offer").hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
  heading.focus();
  say(sentence, before);
}

function takeOffer(isReplacing) {
  const before = list.items.length ? copyOfList() : null;
  const own = isReplacing ? [] : list.items;
  list = cleaned({
    ...list,
    items: [...own, ...offered.items],
    title: isReplacing ? offered.title : list.title || offered.title,
  });
  save();
  showList();
  endOffer(words.added, before);
}

function setUp() {
  part("title").addEventListener("input", function () {
    list.title = part("title").value;
    typed();
  });
  for (const name of ["language", "paper"]) {
    part(name).addEventListener("change", function () {
      list[name] = part(name).value;
      save();
      showLink();
      draw();
    });
  }
  part("clear").addEventListener("click", function () {
    const before = copyOfList();
    list = cleaned({ language: list.language, paper: list.paper });
    save();
    showList();
    heading.focus();
    say(words.cleared, before);
  });
  part("undo").addEventListener("click", function () {
    list = previous;
    save();
    showList();
    say("");
    heading.focus();
  });
  part("show").addEventListener("click", function () {
    const isShown = part("leaves").classList.toggle("is-shown");
    part("show").setAttribute("aria-expanded", String(isShown));
  });
  part("print").addEventListener("click", print);
  part("copy").addEventListener("click", copyLink);
  part("with-typed").addEventListener("change", showLink);
  part("offer-take").dataset.add = part("offer-take").textContent;
  part("offer-take").addEventListener("click", () => takeOffer(false));
  part("offer-replace").addEventListener("click", () => takeOffer(true));
  part("offer-leave").addEventListener("click", () => endOffer("", null));
  addEventListener("hashchange", offer);
  addEventListener("online", draw);
  // Another tab, or a fiche one came back from, may have changed the list.
  const readAgain = function () {
    list = readList();
    showList();
  };
  addEventListener("storage", readAgain);
  addEventListener("pageshow", (event) => event.persisted && readAgain());
  booklet.hidden = false;
  showList();
  offer();
}

setUp();
