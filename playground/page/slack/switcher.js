// Ctrl+K or ⌘K: go to a room by some letters of its name.

import { h, settleToasts } from "../kit/dom.js";
import { Options } from "../blocks/options.js";
import { t } from "../kit/words.js";
import { inOrder, sign } from "./side.js";

const dialog = document.getElementById("switcher");

/** Asks for a room of `state` and opens it. */
export function openSwitcher(state, open) {
  if (document.querySelector("dialog[open]")) return;
  const found = new Options("switcher-rooms", t("channels"), false, ({ value }) => {
    dialog.close();
    open(value);
  });
  const field = fieldFor(found);
  const offer = () => found.show({ groups: [{ choices: offered(state, field.value) }] }, new Set());
  found.moved = (id) => field.setAttribute("aria-activedescendant", id ?? "");
  field.addEventListener("input", offer);
  dialog.setAttribute("aria-label", t("jumpTo"));
  dialog.replaceChildren(field, found.list);
  dialog.showModal();
  settleToasts();
  offer();
}

function fieldFor(found) {
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) found.move(step);
    else if (event.key === "Enter" && found.choice) found.pick(found.choice);
    else return;
    event.preventDefault();
  };
  return h("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-controls": "switcher-rooms",
    "aria-label": t("jumpTo"),
    placeholder: t("jumpTo"),
    autocomplete: "off",
    onkeydown: move,
  });
}

/** Unread rooms first; then as in the sidebar. */
function offered(state, written) {
  const wanted = written.trim().toLowerCase().replace(/^[#@]/, "");
  const nameOf = (room) => (room.kind === "im" ? state.app.name : room.name);
  const rooms = inOrder(state.rooms).filter((one) => nameOf(one).toLowerCase().includes(wanted));
  rooms.sort((a, b) => Boolean(b.unread) - Boolean(a.unread));
  return rooms.map((room) => ({
    value: room.id,
    label: nameOf(room),
    description: [room.unread && t("unread"), room.is_archived && t("archived")]
      .filter(Boolean)
      .join(" · "),
    mark: () => sign(room, state.app),
  }));
}

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener("close", settleToasts);
