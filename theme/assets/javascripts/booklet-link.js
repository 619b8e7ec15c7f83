/*
 * A list as a link, and a link as a list. The link holds ids of records, and what was typed only
 * when asked; it stands after the #, which browsers send to no server.
 */
import { cleaned } from "./aside.js";

const MOST = 100;

/** `r=scheme/rsa,partner/caf`, and if asked `&t=title&a2=advice for the second`. */
export function hashOf(list, withTyped) {
  const parts = ["r=" + list.items.map((item) => item.ref).join(",")];
  if (withTyped) {
    const typed = [["t", list.title], ...list.items.map((item, index) => ["a" + (index + 1), item.advice])];
    for (const [name, value] of typed.filter((pair) => pair[1])) {
      parts.push(name + "=" + encodeURIComponent(value));
    }
  }
  return parts.join("&");
}

/** The list a hash holds, and what in it is no record of any guide; null if it holds no list. */
export function listOf(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  if (!said.has("r")) {
    return null;
  }
  const refs = said.get("r").split(",").slice(0, MOST);
  const items = refs.map((ref, index) => ({ ref: ref.trim(), advice: said.get("a" + (index + 1)) }));
  const list = cleaned({ items, title: said.get("t") });
  const known = new Set(list.items.map((item) => item.ref));
  return { list, foreign: items.map((item) => item.ref).filter((ref) => ref && !known.has(ref)) };
}
