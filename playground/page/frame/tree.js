// JSON to look into: opens and closes by key and pointer, and can show one place in it.

import { h } from "../kit/dom.js";
import { f } from "./words.js";

const LONG = 12;

/** The tree of a value; `marked` are JSON pointers that stand open and highlighted. */
export function tree(value, marked = []) {
  const box = h("div.tree", {});
  if (isEmpty(value)) box.append(h("p.quiet", {}, f("empty")));
  else box.append(...rows(value, "", marked, 0));
  return box;
}

const isEmpty = (value) =>
  value === null || value === undefined || value === "" || Object.keys(value).length === 0;

function rows(value, path, marked, depth) {
  if (typeof value !== "object") return [leaf(null, value, path, marked)];
  return Object.entries(value).map(([key, child]) => {
    const place = `${path}/${escaped(key)}`;
    const isNode = child !== null && typeof child === "object" && Object.keys(child).length;
    return isNode ? node(key, child, place, marked, depth) : leaf(key, child, place, marked);
  });
}

const escaped = (key) => key.replaceAll("~", "~0").replaceAll("/", "~1");

// What is closed is drawn when it is opened: a payload may be large.
function node(key, value, path, marked, depth) {
  const isOnTheWay = marked.some((one) => one.startsWith(`${path}/`));
  const isOpen = isOnTheWay || (depth < 2 && Object.keys(value).length <= LONG);
  const inside = h("div.inside");
  const box = h(
    "details",
    { open: isOpen },
    h(
      `summary${marked.includes(path) ? ".marked" : ""}`,
      { "data-pointer": path },
      h("span.key", {}, key),
      h("span.kind", {}, ` ${summary(value)}`),
    ),
    inside,
  );
  const draw = () => {
    if (!inside.firstChild) inside.append(...rows(value, path, marked, depth + 1));
  };
  if (isOpen) draw();
  box.addEventListener("toggle", draw);
  return box;
}

function summary(value) {
  if (Array.isArray(value)) return `[${value.length}]`;
  const name = value.type ?? value.action_id ?? value.id ?? value.name;
  return typeof name === "string" ? `{${name}}` : "{…}";
}

function leaf(key, value, path, marked) {
  const kind = value === null ? "null" : typeof value;
  return h(
    `p.leaf${marked.includes(path) ? ".marked" : ""}`,
    { "data-pointer": path },
    key === null ? null : h("span.key", {}, `${key}:`),
    h(`span.value.${kind}`, {}, typeof value === "string" ? value : JSON.stringify(value)),
  );
}

/** Scrolls a tree, and nothing around it, so that `place` stands in its middle. */
export function showIn(box, place) {
  const above = place.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += above - box.clientHeight / 2;
}
