/*
 * The self-check, one question at a time, then the list of what may help. The answers are the ticked
 * boxes; they are kept on the device under one key, except where a question says that nobody else
 * who uses the device should see them. Without this script the page shows everything at once.
 */
(function () {
  "use strict";

  const KEY = "vademecum:self-check";
  const device = self.vademecum.device;
  const LIST = "list";

  const root = document.querySelector("[data-self-check]");
  const one = (name, within) => (within || root).querySelector("[data-" + name + "]");
  const all = (name, within) => Array.from((within || root).querySelectorAll("[data-" + name + "]"));
  const questions = all("question");
  const status = one("status");
  const next = one("next");
  const nextLabel = next.textContent;

  /** Refused, the answers last as long as the page. */
  function write(value) {
    device.write(KEY, value && JSON.stringify(value));
  }

  const boxes = (question) => Array.from(one("choices", question).querySelectorAll("input"));
  const chosen = (question) => boxes(question).filter((box) => box.checked).map((box) => box.value);
  const isAnswered = () => questions.some((question) => chosen(question).length > 0);

  /** Where the person is: the number of a question, from 0, or LIST. */
  let at = 0;

  function keep() {
    const answers = {};
    for (const question of questions.filter((one) => one.hasAttribute("data-kept"))) {
      const given = chosen(question);
      if (given.length > 0) {
        answers[question.dataset.question] = given;
      }
    }
    write({ at: at, answers: answers });
  }

  function restore() {
    const kept = device.readValue(KEY);
    const answers = (kept && kept.answers) || {};
    for (const question of questions) {
      const given = answers[question.dataset.question];
      for (const box of boxes(question)) {
        box.checked = Array.isArray(given) && given.includes(box.value);
      }
    }
    return kept && (kept.at === LIST || questions[kept.at]) ? kept.at : 0;
  }

  /** "All is well" stands alone: ticking it unticks the others, and the reverse. */
  function settle(question, ticked) {
    for (const box of boxes(question)) {
      if (ticked.checked && box !== ticked && (box.hasAttribute("data-alone") || ticked.hasAttribute("data-alone"))) {
        box.checked = false;
      }
    }
  }

  /** While a question is asked, only numbers to call at once are shown, and said aloud. */
  function showUrgent(question) {
    const given = chosen(question);
    const said = [];
    for (const answer of all("answer", question)) {
      answer.hidden = !(answer.hasAttribute("data-at-once") && given.includes(answer.dataset.answer));
      answer.open = true;
      one("later", answer).hidden = true;
      if (!answer.hidden) {
        said.push(answer.querySelector("h3").textContent);
        answer.querySelectorAll(".button--call").forEach((call) => said.push(call.textContent.trim()));
      }
    }
    one("alert").textContent = said.join(", ");
  }

  function ask(step) {
    questions.forEach(function (question, number) {
      question.hidden = number !== step;
      all("asking", question).forEach((part) => (part.hidden = false));
    });
    showUrgent(questions[step]);
    one("intro").hidden = step > 0;
    one("back").parentNode.hidden = step === 0;
    next.textContent = step === questions.length - 1 ? next.dataset.finish : nextLabel;
    status.textContent = root.dataset.progress
      .replace("{step}", String(step + 1))
      .replace("{total}", String(questions.length));
  }

  /** Whether a scheme holds in the whole of the chosen place. */
  function holds(item, here) {
    const except = (item.dataset.except || "").split(" ");
    return (
      item.dataset.areas.split(" ").some((area) => here.areas.includes(area)) &&
      !except.some((area) => here.areas.includes(area))
    );
  }

  /** Under each question the answers given, each scheme once, what holds elsewhere on demand. */
  function list() {
    const here = device.place();
    const elsewhere = one("elsewhere");
    const isWide = elsewhere.querySelector("input").checked;
    const seen = new Set();
    const away = new Set();
    const answers = [];
    for (const question of questions) {
      const given = chosen(question);
      all("asking", question).forEach((part) => (part.hidden = true));
      for (const answer of all("answer", question)) {
        answer.hidden = !given.includes(answer.dataset.answer);
        answer.open = true;
        one("later", answer).hidden = false;
        if (!answer.hidden) {
          answers.push(answer);
        }
      }
      question.hidden = !all("answer", question).some((answer) => !answer.hidden);
    }
    // What an answer names goes before what is folded under another.
    for (const kind of [".cards", ".index"]) {
      for (const part of answers.flatMap((answer) => Array.from(answer.querySelectorAll(kind)))) {
        const items = all("areas", part);
        for (const item of items) {
          const scheme = item.querySelector("a").getAttribute("href");
          const isAway = here !== null && !holds(item, here);
          if (isAway) {
            away.add(scheme);
          }
          item.hidden = seen.has(scheme) || (isAway && !isWide);
          if (!item.hidden) {
            seen.add(scheme);
          }
        }
        const count = items.filter((item) => !item.hidden).length;
        const fold = kind === ".index" ? part.parentNode : part;
        fold.hidden = count === 0;
        fold.querySelectorAll(".count").forEach((place) => (place.textContent = String(count)));
      }
    }
    const isEmpty = questions.every((question) => question.hidden);
    const words = seen.size === 1 ? root.dataset.foundOne : root.dataset.foundOther;
    one("intro").hidden = true;
    one("alert").textContent = "";
    one("none").hidden = !isEmpty;
    one("count").hidden = isEmpty;
    one("count").textContent = words.replace("#", String(seen.size));
    one("no-place").hidden = here !== null || isEmpty;
    elsewhere.hidden = away.size === 0;
    one("label", elsewhere).textContent = one("label", elsewhere).dataset.label.replace("#", String(away.size));
    status.textContent = isEmpty ? one("none").firstElementChild.textContent : one("count").textContent;
    showPlace(here);
  }

  /** The chosen place by its name; for a commune also its contacts, read from its own page. */
  function showPlace(here) {
    const contacts = one("contacts");
    const page = here && "../" + (here.commune ? "communes/" : "areas/") + encodeURIComponent(here.id) + "/";
    one("place").hidden = here === null;
    if (here === null) {
      contacts.hidden = true;
      return;
    }
    for (const link of all("place-link")) {
      link.setAttribute("href", page);
      if (!link.hasAttribute("data-keep-text")) {
        link.textContent = here.name;
      }
    }
    one("contacts-place").textContent = here.name;
    contacts.hidden = false;
    if (here.commune && contacts.dataset.shown !== here.id) {
      contacts.dataset.shown = here.id;
      fetch(page)
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((html) => showContacts(html, new URL(page, location.href)))
        .catch(function (unreachable) {
          // The link to the page of the place stays.
        });
    }
  }

  /** Of those the page of a commune names, the ones with a number: the list is also for paper. */
  function showContacts(html, address) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const found = Array.from(page.querySelectorAll(".service")).filter(function (service) {
      for (const helper of service.querySelectorAll(".helper")) {
        if (!helper.querySelector("[href^='tel:']")) {
          helper.remove();
        }
      }
      for (const link of service.querySelectorAll("[href]")) {
        link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
      }
      return service.querySelector(".helper");
    });
    one("contacts-here").replaceChildren(...found);
  }

  /** Show a question or the list; `isMove`: the person asked for it, so the focus goes there. */
  function show(step, isMove) {
    at = step;
    const isList = step === LIST;
    one("list").hidden = !isList;
    one("steps").hidden = isList;
    all("with-list").forEach((part) => (part.hidden = !isList));
    root.classList.toggle("self-check--list", isList);
    if (isList) {
      list();
    } else {
      one("contacts").hidden = true;
      ask(step);
    }
    one("after").hidden = !isList && !isAnswered();
    if (isMove) {
      keep();
      one("heading", isList ? one("list") : questions[step]).focus();
      scrollTo(0, Math.max(0, root.getBoundingClientRect().top + scrollY - 16));
    }
  }

  /** Each step has an address, so that the browser's own Back leads to the question before. */
  function stepOf(hash) {
    const number = Number(hash.slice(1)) - 1;
    return hash === "#" + LIST ? LIST : questions[number] ? number : null;
  }

  function go(step) {
    const hash = "#" + (step === LIST ? LIST : step + 1);
    if (location.hash === hash) {
      show(step, true);
    } else {
      location.hash = hash;
    }
  }

  const following = () => (at === questions.length - 1 ? LIST : at + 1);

  next.addEventListener("click", () => go(following()));
  one("back").addEventListener("click", () => go(at - 1));
  one("again").addEventListener("click", () => go(0));
  one("print").addEventListener("click", () => print());
  one("elsewhere").addEventListener("change", list);
  one("skip").addEventListener("click", function () {
    boxes(questions[at]).forEach((box) => (box.checked = false));
    go(following());
  });
  one("erase").addEventListener("click", function () {
    questions.forEach((question) => boxes(question).forEach((box) => (box.checked = false)));
    history.pushState(null, "", "#1");
    show(0, true);
    write(null);
    status.textContent = root.dataset.erased + " " + status.textContent;
  });
  for (const question of questions) {
    one("choices", question).addEventListener("change", function (event) {
      settle(question, event.target);
      showUrgent(question);
      one("after").hidden = !isAnswered();
      keep();
    });
  }

  one("static").remove();
  const kept = restore();
  const first = stepOf(location.hash) === null ? kept : stepOf(location.hash);
  window.addEventListener("hashchange", function () {
    const step = location.hash === "" ? first : stepOf(location.hash);
    if (step !== null) {
      show(step, true);
    }
  });
  show(first, false);
})();
