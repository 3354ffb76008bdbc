// A button that opens a menu: arrows move, Home and End jump, letters find, Esc goes back.

import { h } from "../kit/dom.js";
import { Popup } from "./popup.js";

// `items` are {label, description?, name?, run}, with a name where the label is a picture; the
// button is what `attributes` and `content` say.
export function menu(attributes, content, items) {
  const opener = h(
    "button.menu",
    {
      ...attributes,
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => (popup.isOpen ? leave() : enter(0)),
      onkeydown: (event) => opened(event, enter),
    },
    content,
  );
  const popup = new Popup(
    opener,
    { role: "menu", "aria-label": attributes["aria-label"] },
    { classes: ".menu-popup", onclose: () => opener.setAttribute("aria-expanded", "false") },
  );
  const enter = (at) => {
    popup.open();
    opener.setAttribute("aria-expanded", "true");
    popup.box.children.item(at < 0 ? items.length - 1 : at)?.focus();
  };
  const leave = () => {
    popup.close();
    opener.focus();
  };
  popup.box.append(...items.map((item) => row(item, leave)));
  popup.box.addEventListener("keydown", (event) => moved(event, popup, leave));
  return h("span.menu-place", {}, opener, popup.box);
}

function row(item, leave) {
  const run = () => {
    leave();
    item.run();
  };
  return h(
    "button.menu-item",
    {
      type: "button",
      role: "menuitem",
      tabindex: "-1",
      "aria-label": item.name,
      title: item.name,
      onclick: run,
    },
    item.label,
    item.description ? h("small", {}, item.description) : null,
  );
}

function opened(event, enter) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  enter(event.key === "ArrowDown" ? 0 : -1);
}

function moved(event, popup, leave) {
  const rows = [...popup.box.children];
  const at = rows.indexOf(document.activeElement);
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + rows.length,
    Home: 0,
    End: rows.length - 1,
  }[event.key];
  if (next !== undefined) rows[next % rows.length].focus();
  else if (event.key === "Escape") leave();
  else if (event.key === "Tab") return popup.close();
  else if (!/^\p{L}$/u.test(event.key)) return;
  else rows.find((one) => startsWith(one, event.key))?.focus();
  event.preventDefault();
  event.stopPropagation();
}

const startsWith = (row, letter) =>
  row.textContent.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
