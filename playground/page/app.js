// The page: asks for the state of one person, draws it, waits for the next change, and again.

import { act, read, toast } from "./kit/dom.js";
import { knowNames } from "./blocks/mentions.js";
import { isPlayable } from "./frame/acting.js";
import { drawFrame } from "./frame/frame.js";
import { speak, t } from "./kit/words.js";
import { Composer } from "./slack/composer.js";
import { labelDrawer, setDrawer } from "./slack/drawer.js";
import { drawHead } from "./slack/head.js";
import { drawHome, visitHome } from "./slack/home.js";
import { labelSkip, listenToKeys } from "./slack/keys.js";
import { drawMessages, flash, forget, markNew, rowOf, showMessage } from "./slack/messages.js";
import { showModal } from "./slack/modal.js";
import { readPlace, writePlace } from "./slack/place.js";
import { drawSide } from "./slack/side.js";
import { drawThread, focusReply, replyRow } from "./slack/thread.js";

const RETRY = 1000; // milliseconds between two tries to reach the server

const here = { user: "", room: "", thread: "", ts: null, tab: "messages" };
const composer = new Composer(document.getElementById("composer"));
const banner = document.getElementById("banner");
const toasted = new Map();
let state = null;
let drawing = Promise.resolve();

function open(room, ts = null, thread = "") {
  Object.assign(here, { room, ts, thread, tab: "messages" });
  setDrawer(false);
  return refresh();
}

function become(user) {
  Object.assign(here, { user, ts: null, thread: "" });
  return here.tab === "home" ? openTab("home") : refresh();
}

async function openTab(name) {
  here.tab = name;
  visitHome(here.user, name, refresh);
  await refresh();
}

async function openThread(ts) {
  here.thread = ts;
  await refresh();
  focusReply();
}

async function closeThread() {
  const { thread } = here;
  here.thread = "";
  await refresh();
  const row = rowOf(thread); // which a new reply may have drawn again
  (row?.querySelector(".reply-bar") ?? row)?.focus();
}

function refresh() {
  drawing = drawing.then(draw, draw);
  return drawing;
}

async function draw() {
  const { user } = here;
  state = await stateOf(user);
  if (user && user !== here.user) return draw(); // one became somebody else meanwhile
  if (!state.rooms) return state.version;
  const room =
    state.rooms.find((one) => one.id === here.room) ?? state.rooms.find((one) => one.kind === "im");
  here.room = room.id;
  writePlace(here); // before it is drawn: whoever reloads as soon as they see it comes back to it
  const isHome = here.tab === "home" && room.kind === "im";
  show(room, isHome);
  if (!isHome) await converse(room);
  return state.version;
}

/** The state of a person; where nobody can be acted as by that id, of the first who can. */
async function stateOf(user) {
  const found = await read("state", { user });
  const people = found.people.filter(isPlayable);
  if (!people.length || people.some((one) => one.id === user)) return found;
  here.user = people[0].id;
  return read("state", { user: here.user });
}

function show(room, isHome) {
  speak(state.people.find((person) => person.id === here.user));
  knowNames(state.people, state.channels, open, here.user, state.now);
  document.title = `${state.team} · ${title(room)}`;
  labelSkip();
  labelDrawer();
  drawSide(state, room.id, open);
  drawFrame(state, here.user, { become, refresh });
  drawHead(room, state, isHome ? "home" : "messages", openTab);
  document.getElementById("panel-messages").hidden = isHome;
  document.getElementById("panel-home").hidden = !isHome;
  if (isHome) drawHome(state, here.user);
  showModal(state, here.user, refresh);
  showToasts();
}

const title = (room) => (room.kind === "im" ? state.app.name : `#${room.name}`);

async function converse(room) {
  const place = { state, room, user: here.user, title: title(room), openThread };
  composer.draw({ ...place, label: `${t("message")} ${place.title}` });
  await Promise.all([
    drawMessages(place, room.unread ? room.last_read : null),
    drawThread({ ...place, thread: here.thread }, closeThread),
  ]);
  if (here.ts) await point(room);
  if (!room.unread) return;
  if (document.hasFocus()) act("read", { user: place.user, channel: room.id });
  else markNew(room.last_read);
}

/** Shows the message that the address names, also where it is a reply. */
async function point(room) {
  const { ts } = here;
  here.ts = null;
  writePlace(here);
  if (flash(replyRow(ts)) || (await showMessage(ts))) return;
  const found = await read("page", { channel: room.id, viewer: here.user, thread: ts });
  const thread = found.messages?.[0]?.thread_ts;
  if (thread && thread !== ts) open(room.id, ts, thread);
}

function showToasts() {
  const known = toasted.get(here.user);
  toasted.set(here.user, state.toasts.length);
  if (known !== undefined) state.toasts.slice(known).forEach(toast);
}

/** Goes where the address says. */
function goThere() {
  const place = readPlace();
  Object.assign(here, { ...place, user: place.user || here.user });
  return here.tab === "home" ? openTab("home") : refresh();
}

async function run() {
  Object.assign(here, readPlace());
  if (here.tab === "home") visitHome(here.user, "home", refresh);
  for (;;) {
    try {
      const version = await refresh();
      banner.hidden = true;
      await read("changes", { since: version });
    } catch (problem) {
      console.error(problem);
      await reconnect();
    }
  }
}

/** The server is away; when it comes back it may be another one, which knows nothing of ours. */
async function reconnect() {
  banner.textContent = t("reconnecting");
  banner.hidden = false;
  forget();
  await new Promise((later) => setTimeout(later, RETRY));
}

window.addEventListener("hashchange", goThere);
window.addEventListener("focus", refresh);
listenToKeys(() => ({ state, room: here.room, open }));
run();
