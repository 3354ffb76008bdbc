// What happened: every call and delivery, newest at the bottom, with what stands behind each.

import { h, read } from "../kit/dom.js";
import { details, showPlaces } from "./details.js";
import { drawFaults, faults } from "./faults.js";
import { row } from "./rows.js";
import { f, translate } from "./words.js";

const panel = document.getElementById("inspector");
const SHOWN = ["all", "refused", "deliveries", "calls"];
const AT_ONCE = 100;
const KEPT = 2000;

let parts = null;
let names = null;
let last = 0;
let isPaused = false;
let isReading = false;
let isStale = false;

export const showsInspector = () => !panel.hidden;

/** Opens the panel, or closes it. */
export function toggleInspector(isOpen = panel.hidden) {
  panel.hidden = !isOpen;
  document.getElementById("happened").setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) return document.getElementById("happened").focus();
  follow();
  parts.search.focus();
}

export function drawInspector(state, user) {
  parts ??= build();
  names = knownNames(state, user);
  drawFaults(parts.faults, state.switches ?? []);
  if (showsInspector()) follow();
}

function knownNames(state, user) {
  const people = new Map(state.people.map((person) => [person.id, person.real_name]));
  return {
    zone: people.has(user) ? state.people.find((person) => person.id === user).tz : "UTC",
    person: (id) => people.get(id) ?? id,
    channel: (id) => (state.channels[id] ? `#${state.channels[id]}` : shownId(id)),
  };
}

// Whose direct message it is says the person already.
const shownId = (id) => (/^[CG]/.test(id ?? "") ? id : "");

function build() {
  const list = h("ol.entries", { "data-show": "all", "data-f-label": "happened" });
  const search = h("input", {
    type: "search",
    "data-f-label": "search",
    "data-f-placeholder": "search",
    oninput: () => find(),
  });
  const kinds = h(
    "select",
    { "data-f-label": "show", onchange: (event) => (list.dataset.show = event.target.value) },
    SHOWN.map((name) => h("option", { value: name, "data-f": name })),
  );
  const pause = tool("pause", () => setPaused(!isPaused));
  pause.setAttribute("aria-pressed", "false");
  const switches = faults();
  panel.setAttribute("data-f-label", "happened");
  panel.replaceChildren(
    h(
      "header.inspector-head",
      {},
      h("h2", { "data-f": "happened" }),
      h(
        "button.icon",
        { type: "button", "data-f-label": "close", onclick: () => toggleInspector(false) },
        "✕",
      ),
    ),
    switches,
    h("div.inspector-tools", {}, kinds, search, pause, tool("clear", clear)),
    list,
    h("p.nothing", { "data-f": "nothingYet" }),
  );
  panel.addEventListener("keydown", steer);
  list.addEventListener("click", press);
  return { list, search, pause, faults: switches };
}

const tool = (word, onclick) =>
  h("button.inspector-tool", { type: "button", "data-f": word, onclick });

// One question at a time; what comes meanwhile is asked for right after.
async function follow() {
  isStale = true;
  if (isReading) return;
  isReading = true;
  try {
    while (isStale && !isPaused && showsInspector()) {
      isStale = false;
      await more();
    }
  } finally {
    isReading = false;
  }
}

async function more() {
  const { entries, first } = await read("log", { since: last, limit: KEPT });
  forgetBefore(first || Infinity);
  const isAtEnd = atEnd();
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    append(entries.slice(from, from + AT_ONCE));
    await new Promise((later) => setTimeout(later));
  }
  last = entries.at(-1)?.id ?? last;
  if (isAtEnd && entries.length) parts.list.scrollTop = parts.list.scrollHeight;
}

function atEnd() {
  const { list } = parts;
  return list.scrollHeight - list.scrollTop - list.clientHeight < 60;
}

// The log itself keeps only so much, and nothing after a new start.
function forgetBefore(first) {
  const { list } = parts;
  while (list.firstChild && Number(list.firstChild.dataset.id) < first) list.firstChild.remove();
}

function append(entries) {
  const rows = entries.map((entry) => row(entry, names));
  find(rows);
  parts.list.append(...rows);
  if (!parts.list.querySelector('[tabindex="0"]')) reach(parts.list.querySelector(".entry-row"));
}

function clear() {
  parts.list.replaceChildren();
}

function setPaused(isNow) {
  isPaused = isNow;
  parts.pause.setAttribute("aria-pressed", String(isNow));
  parts.pause.dataset.f = isNow ? "goOn" : "pause";
  translate(parts.pause.parentElement);
  follow();
}

function find(rows = parts.list.children) {
  const wanted = parts.search.value.trim().toLowerCase();
  for (const one of rows) one.classList.toggle("unfound", !one.find.includes(wanted));
}

async function press(event) {
  const button = event.target.closest(".entry-row");
  if (!button) return;
  reach(button);
  const box = button.parentElement;
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  box.querySelector(".entry-details")?.remove();
  if (isOpen) return;
  const entry = await read("log_entry", { id: box.dataset.id });
  if (button.getAttribute("aria-expanded") !== "true") return;
  box.append(entry.id === undefined ? h("p.quiet", {}, f("forgotten")) : details(entry));
  const isTall = box.offsetHeight > parts.list.clientHeight;
  box.scrollIntoView({ block: isTall ? "start" : "nearest" });
  showPlaces(box);
}

// Among the rows only one is reached by Tab; the arrows go from row to row.
function reach(button) {
  parts.list.querySelector('.entry-row[tabindex="0"]')?.setAttribute("tabindex", "-1");
  button?.setAttribute("tabindex", "0");
}

const isSeen = (box) => box.getClientRects().length > 0;

function steer(event) {
  if (event.key === "Escape") return toggleInspector(false);
  const button = event.target.closest(".entry-row");
  if (!button || event.altKey || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key))
    return;
  event.preventDefault();
  const rows = [...parts.list.children].filter(isSeen);
  const here = rows.indexOf(button.parentElement);
  const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[event.key];
  const next = rows[Math.max(0, Math.min(to, rows.length - 1))].querySelector(".entry-row");
  reach(next);
  next.focus();
}
