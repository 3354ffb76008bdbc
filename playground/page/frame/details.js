// What opens below a row: why it was refused and how to mend it, the request, the answer.

import { h } from "../kit/dom.js";
import { mend, reasons } from "./reasons.js";
import { showIn, tree } from "./tree.js";
import { f } from "./words.js";

/** The details of a whole entry, as `/control/log_entry` gives it. */
export function details(entry) {
  const found = reasons(entry);
  const marked = found.map((one) => one.pointer).filter(Boolean);
  const request = tree(entry.request, marked);
  return h(
    "div.entry-details",
    {},
    found.length ? why(entry, found, request) : null,
    part("request", request),
    part("response", tree(entry.response)),
  );
}

/** Scrolls to the places that a refusal is about. */
export function showPlaces(box) {
  for (const one of box.querySelectorAll(".tree")) {
    const place = one.querySelector(".marked");
    if (place) showIn(one, place);
  }
}

const part = (name, content) => h("section", {}, h("h3", {}, f(name)), content);

function why(entry, found, request) {
  const help = mend(entry);
  return h(
    "div.why",
    {},
    found.map((one) => h("p", {}, one.text, one.pointer ? pointer(one.pointer, request) : null)),
    help ? h("p", {}, h("strong", {}, f("mend")), ` ${help}`) : null,
  );
}

// Pressing the pointer shows its place.
function pointer(path, request) {
  const go = () => {
    const found = [...request.querySelectorAll("[data-pointer]")].find(
      (one) => one.dataset.pointer === path,
    );
    if (found) showIn(request, found);
  };
  return h(
    "button.pointer",
    { type: "button", onclick: go, title: f("pointer"), "aria-label": `${f("pointer")}: ${path}` },
    h("code", {}, path),
  );
}
