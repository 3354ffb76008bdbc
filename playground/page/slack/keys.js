// Keys that work everywhere: Ctrl+K switches rooms, Alt+↑/↓ goes to the next one, F6 to the next
// part of the page.

import { t } from "../kit/words.js";
import { inOrder } from "./side.js";
import { openSwitcher } from "./switcher.js";

const PARTS = [".top", "#side", "#main", "#thread", "#inspector"];
const skip = document.getElementById("skip");

export const labelSkip = () => (skip.textContent = t("skip"));

/** `current()` gives {state, room, open}. */
export function listenToKeys(current) {
  document.addEventListener("keydown", (event) => {
    const { state, room, open } = current();
    if (!state || event.defaultPrevented) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "F6") goOn(event.shiftKey ? -1 : 1);
    else if ((event.ctrlKey || event.metaKey) && event.key === "k") openSwitcher(state, open);
    else if (event.altKey && step && !document.querySelector("dialog[open]"))
      open(neighbour(state, room, step).id);
    else return;
    event.preventDefault();
  });
  skip.addEventListener("click", focusMain);
}

function neighbour(state, room, step) {
  const all = inOrder(state.rooms);
  const index = all.findIndex((one) => one.id === room);
  return all[(index + step + all.length) % all.length];
}

function goOn(step) {
  const parts = PARTS.map((one) => document.querySelector(one)).filter((one) =>
    one.checkVisibility(),
  );
  const now = parts.findIndex((one) => one.contains(document.activeElement));
  enter(parts[(now + step + parts.length) % parts.length]);
}

function enter(part) {
  if (part.id === "main") return focusMain();
  const stops = [...part.querySelectorAll("textarea, button, a, input")];
  const seen = stops.filter((one) => one.checkVisibility({ visibilityProperty: true }));
  (seen.find((one) => one.matches(".here, textarea")) ?? seen[0] ?? part).focus();
}

function focusMain() {
  const main = document.getElementById("main");
  const field = [...main.querySelectorAll("textarea")].find((one) => one.checkVisibility());
  (field ?? main).focus();
}
