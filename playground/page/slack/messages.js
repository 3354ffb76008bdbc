// The conversation: its newest messages, older ones as one scrolls up, changes as they come. It
// scrolls from the bottom (column-reverse), so what comes above never moves what one reads.

import { read } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { personName } from "../blocks/mentions.js";
import { dayOf, t } from "../kit/words.js";
import { messageRow } from "./message.js";
import { Rows } from "./rows.js";
import { toolbarFor } from "./toolbar.js";
import { letIn, walkIn } from "./walk.js";

const PAGE = 50;
const NEAR = 80; // pixels from the end that still count as there

const box = document.getElementById("messages");
const scroll = document.getElementById("scroll");
const latest = document.getElementById("latest");
const rows = new Rows(box, (message) => messageRow(message, place));
let place = {};
let shown = { key: "" };

/** Shows the messages of a room, or what became of them; `next` is {state, room, user, …}. */
export async function drawMessages(next, lastRead) {
  const key = `${next.user} ${next.room.id} ${document.documentElement.lang}`;
  place = next;
  if (key === shown.key) await follow();
  else await enter(key, lastRead);
  letIn(box);
  drawBeginning();
}

/** Lets the next drawing start anew: another server may answer by now. */
export function forget() {
  shown = { key: "" };
}

const now = () => new Date(place.state.now);
const ask = (query) => read("page", { channel: place.room.id, viewer: place.user, ...query });
const isAtEnd = () => scroll.scrollTop > -NEAR;

async function enter(key, lastRead) {
  shown = { key, version: 0, hasOlder: false, day: dayOf(now()) };
  const mine = shown;
  const answer = await ask({ limit: PAGE });
  if (mine !== shown) return;
  if (!answer.messages) return forget(); // the workspace has just begun anew
  Object.assign(shown, { version: answer.version, hasOlder: answer.has_older });
  rows.clear();
  rows.mark(lastRead, place.user);
  latest.hidden = true;
  scroll.scrollTop = 0;
  await rows.put(answer.messages, now());
  const line = box.querySelector(".new");
  if (line && line.getBoundingClientRect().top < scroll.getBoundingClientRect().top)
    line.scrollIntoView({ block: "start" });
}

async function follow() {
  const mine = shown;
  const answer = await ask({ since: shown.version, from: rows.oldest });
  if (mine !== shown || !answer.messages) return;
  shown.version = answer.version;
  const newest = rows.newest;
  const wasAtEnd = isAtEnd();
  answer.gone.forEach((ts) => rows.remove(ts));
  await rows.put(answer.messages, now());
  if (dayOf(now()) !== shown.day) await renameDays();
  const fresh = answer.messages.filter((one) => one.ts > newest);
  if (fresh.length) tell(fresh, wasAtEnd);
}

async function renameDays() {
  shown.day = dayOf(now());
  await rows.rename(now());
}

function tell(fresh, wasAtEnd) {
  const last = fresh.at(-1);
  if (last.user === place.user || wasAtEnd) scroll.scrollTop = 0;
  else showLatest();
  if (last.user === place.user) return;
  const name = last.bot_id ? place.state.app.name : personName(last.user);
  document.getElementById("said").textContent = `${name}: ${last.text.slice(0, 200)}`;
}

function showLatest() {
  latest.replaceChildren(icon("down"), t("latest"));
  latest.hidden = false;
}

export const rowOf = (ts) => rows.node(ts);

/** Shows the line above what came after `ts`; without one it goes away. */
export function markNew(ts) {
  if (rows.line?.ts !== ts) rows.mark(ts, place.user);
}

/** Loads the messages before those that are shown; who asks meanwhile waits for the same ones. */
function loadOlder() {
  const mine = shown;
  if (!mine.hasOlder) return Promise.resolve();
  const end = () => (mine.loading = null);
  mine.loading ??= load(mine).finally(end);
  return mine.loading;
}

async function load(mine) {
  const answer = await ask({ limit: PAGE, before: rows.oldest });
  if (mine !== shown) return;
  await rows.put(answer.messages, now());
  mine.hasOlder = answer.has_older;
  drawBeginning();
}

function drawBeginning() {
  const words = t("beginning", { room: place.title });
  const text = shown.hasOlder ? "" : rows.order.length ? words : t("noMessages");
  const start = document.getElementById("beginning");
  if (start.textContent !== text) start.textContent = text;
}

/** Scrolls to a message and lets it shine; whether it is in this conversation. */
export async function showMessage(ts) {
  while (shown.hasOlder && rows.oldest > ts) await loadOlder();
  return flash(rows.node(ts));
}

export function flash(row) {
  if (!row) return false;
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
  row.classList.add("flash");
  setTimeout(() => row.classList.remove("flash"), 2500);
  return true;
}

scroll.addEventListener("scroll", () => {
  const above = scroll.scrollHeight - scroll.clientHeight + scroll.scrollTop;
  // Where the server is away, the loop of the page tells it.
  if (above < 2 * scroll.clientHeight) loadOlder().catch(() => {});
  if (isAtEnd()) latest.hidden = true;
});
latest.addEventListener("click", () => {
  scroll.scrollTop = 0;
  latest.hidden = true;
  document.querySelector("#composer textarea")?.focus();
});
walkIn(box);
toolbarFor(box, (ts) => ({ message: rows.known.get(ts).message, place }));
