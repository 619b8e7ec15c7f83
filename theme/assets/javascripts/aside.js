/*
 * What a person puts aside: a list kept on the device and nowhere else, and the buttons that fill it.
 * It holds references to records and their names; on the page "my booklet" also what was typed there.
 */
const KEY = "vademecum:aside";
const device = self.vademecum.device;
const REF = /^(scheme|partner)\/[a-z0-9-]{1,120}$/;

function text(value, most) {
  return typeof value === "string" ? value.slice(0, most) : "";
}

/** A list as this site could have made it: what is damaged, repeated or foreign is left out. */
export function cleaned(list) {
  const items = new Map();
  for (const item of Array.isArray(list?.items) ? list.items : []) {
    if (typeof item?.ref === "string" && REF.test(item.ref) && !items.has(item.ref)) {
      items.set(item.ref, { ref: item.ref, name: text(item.name, 200), advice: text(item.advice, 600) });
    }
  }
  return {
    items: [...items.values()],
    title: text(list?.title, 120),
    language: text(list?.language, 8),
    paper: text(list?.paper, 2),
  };
}

/** The list as the device keeps it; empty where it keeps none, or one that cannot be read. */
export function readList() {
  return cleaned(device.readValue(KEY));
}

/** Keeps the list, or forgets all of it with its last record. False if the device refuses. */
export function writeList(list) {
  return device.write(KEY, list.items.length ? JSON.stringify(list) : null);
}

function setUp(part) {
  const button = part.querySelector("button");
  const label = button.querySelector("span");
  const link = part.querySelector("a");
  const status = part.querySelector("[role=status]");
  const { ref, name, kept } = button.dataset;
  const put = label.textContent;
  const title = link.textContent;

  function show() {
    const items = readList().items;
    const isKept = items.some((item) => item.ref === ref);
    button.setAttribute("aria-pressed", String(isKept));
    label.textContent = isKept ? kept : put;
    link.textContent = items.length ? `${title} (${items.length})` : title;
  }

  button.addEventListener("click", function () {
    const list = readList();
    const others = list.items.filter((item) => item.ref !== ref);
    list.items = others.length < list.items.length ? others : [...others, { ref, name }];
    const isWritten = writeList(list);
    status.textContent = isWritten ? "" : status.dataset.refused;
    if (!isWritten) {
      // The address then carries what the device does not keep.
      link.hash = "r=" + ref;
    }
    show();
  });
  // Another tab may change the list, and going back shows a page as it was left.
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
  part.hidden = false;
}

document.querySelectorAll("[data-aside]").forEach(setUp);
