// Who is acted as: a button with the person, and a list of everybody to search in.

import { avatar, h } from "../kit/dom.js";
import { popover } from "./popover.js";
import { f, momentIn } from "./words.js";

const box = document.getElementById("acting");
const DAY = { year: "numeric", month: "short", day: "numeric" };

let parts = null;
let shown = null;
let found = [];
let active = 0;

export function drawActing(state, user, become) {
  shown = { state, become, now: new Date(state.now) };
  shown.people = state.people.filter(isPlayable);
  shown.me = shown.people.find((person) => person.id === user);
  parts ??= build();
  showButton();
}

/** Whether somebody can be acted as: no bot, and still there. */
export const isPlayable = (person) => !person.is_bot && person.id !== "USLACKBOT" && !person.deleted;

function build() {
  const button = h("button.who", {
    type: "button",
    "aria-haspopup": "listbox",
    "aria-keyshortcuts": "Alt+U",
  });
  const list = h("ul.people-list", {
    role: "listbox",
    id: "people-list",
    "data-f-label": "acting",
  });
  const search = h("input", {
    type: "search",
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "true",
    "aria-controls": "people-list",
    "data-f-label": "find",
  });
  const none = h("p.nobody", { role: "status" });
  const panel = h("div.panel.people", { id: "people" }, search, list, none);
  box.replaceChildren(button, panel);
  const close = popover(button, panel, { onopen: () => open(search) });
  search.addEventListener("input", () => fill(0));
  search.addEventListener("keydown", (event) => steer(event, close));
  return { button, list, search, none, close };
}

function showButton() {
  const { people, me } = shown;
  const waiting = people.filter((person) => person.unread && person !== me).length;
  const note = f("waiting", { n: waiting });
  const label = [f("acting"), me.real_name, localTime(me), waiting ? note : null];
  parts.button.setAttribute("aria-label", label.filter(Boolean).join(", "));
  parts.button.replaceChildren(
    avatar(me.id, me.real_name),
    h(
      "span.who-label",
      {},
      h("small", {}, h("span.rest", {}, `${f("acting")} · `), localTime(me)),
      h("strong", {}, me.real_name),
    ),
    waiting ? h("span.badge", { title: note }, String(waiting)) : "",
    h("span", { "aria-hidden": "true" }, "▾"),
  );
}

/** Their time of day, with the date where it is not the acted-as person's. */
function localTime(person) {
  const { me, now } = shown;
  const day = (one) => momentIn(one.tz, now, DAY);
  const clock = { hour: "numeric", minute: "2-digit" };
  const date = { weekday: "short", day: "numeric", month: "short" };
  return momentIn(person.tz, now, day(person) === day(me) ? clock : { ...date, ...clock });
}

function open(search) {
  search.value = "";
  search.placeholder = f("find");
  search.focus();
  fill(0);
}

function fill(index) {
  const wanted = parts.search.value.trim().toLowerCase();
  found = shown.people
    .filter((person) => `${person.real_name} ${person.title}`.toLowerCase().includes(wanted))
    .sort((a, b) => b.unread - a.unread);
  parts.list.replaceChildren(...found.map(option));
  parts.none.textContent = found.length ? "" : f("nobody");
  activate(index);
}

function option(person) {
  const about = [person.title, localTime(person)].filter(Boolean).join(" · ");
  const note = person.unread ? f("unread", { n: person.unread }) : null;
  const choose = () => take(person);
  return h(
    "li.person",
    {
      role: "option",
      id: `person-${person.id}`,
      "aria-selected": String(person === shown.me),
      onclick: choose,
    },
    avatar(person.id, person.real_name),
    h("span.person-name", {}, h("strong", {}, person.real_name), h("small", {}, about)),
    note && h("span.badge", { role: "img", "aria-label": note }, String(person.unread)),
  );
}

function activate(index) {
  active = Math.max(0, Math.min(index, found.length - 1));
  for (const [place, row] of [...parts.list.children].entries())
    row.classList.toggle("active", place === active);
  const row = parts.list.children[active];
  if (row) parts.search.setAttribute("aria-activedescendant", row.id);
  else parts.search.removeAttribute("aria-activedescendant");
  row?.scrollIntoView({ block: "nearest" });
}

const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function steer(event, close) {
  if (event.key in MOVES) activate(active + MOVES[event.key]);
  else if (event.key === "Enter" && found[active]) take(found[active]);
  else if (event.key === "Tab") return close();
  else return;
  event.preventDefault();
}

function take(person) {
  parts.close();
  shown.become(person.id);
}
