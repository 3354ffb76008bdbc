// The page: asks for the state of one person, draws it, waits for the next change, and again.

import { act, avatar, h, read, toast } from "./kit/dom.js";
import { blocks } from "./blocks/blocks.js";
import { drawComposer, replyTo } from "./slack/composer.js";
import { drawMessages, showMessage } from "./slack/messages.js";
import { ask } from "./slack/confirm.js";
import { showModal } from "./slack/modal.js";
import { using } from "./slack/using.js";
import { knowNames } from "./blocks/mrkdwn.js";
import { drawFrame } from "./frame/frame.js";
import { drawSide } from "./slack/side.js";
import { speak, t } from "./kit/words.js";

const here = { user: "", room: "", tab: "messages", ts: null };
const toasted = new Map();
let drawing = Promise.resolve();
let homeShown = "";

function fromAddress() {
  const place = new URLSearchParams(location.hash.slice(1));
  const archive = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(location.pathname);
  here.user = place.get("as") ?? here.user;
  here.room = archive ? archive[1] : (place.get("in") ?? "");
  here.ts = archive ? `${archive[2]}.${archive[3]}` : null;
}

function remember() {
  const path = here.ts ? location.pathname : "/";
  history.replaceState(
    null,
    "",
    `${path}${location.search}#${new URLSearchParams({ as: here.user, in: here.room })}`,
  );
}

function open(room, ts = null) {
  Object.assign(here, { room, ts, tab: "messages" });
  document.body.classList.remove("side-open");
  refresh();
}

function become(user) {
  Object.assign(here, { user, ts: null });
  if (here.tab === "home") openTab("home");
  else refresh();
}

export function refresh() {
  drawing = drawing.then(draw, draw);
  return drawing;
}

async function draw() {
  let state = await read("state", { user: here.user });
  if (!state.rooms) {
    const first = state.people.find(
      (person) => !person.is_bot && person.id !== "USLACKBOT" && !person.deleted,
    );
    if (!first) return state.version;
    here.user = first.id;
    state = await read("state", { user: here.user });
  }
  const room =
    state.rooms.find((one) => one.id === here.room) ?? state.rooms.find((one) => one.kind === "im");
  here.room = room.id;
  const messages = await read("messages", { channel: room.id, viewer: here.user });
  show(state, room, messages);
  remember();
  if (room.unread && here.tab === "messages" && document.hasFocus())
    act("read", { user: here.user, channel: room.id });
  return state.version;
}

function show(state, room, messages) {
  speak(state.people.find((person) => person.id === here.user));
  knowNames(state.people, state.channels, open, here.user, state.now);
  document.title = `${state.team} · ${title(room, state)}`;
  document.getElementById("menu").setAttribute("aria-label", t("menu"));
  drawSide(state, room.id, open);
  drawFrame(state, here.user, { become, refresh });
  drawHead(room, state);
  const isHome = here.tab === "home" && room.kind === "im";
  document.getElementById("messages").hidden = isHome;
  document.getElementById("composer").hidden = isHome;
  document.getElementById("home").hidden = !isHome;
  drawComposer(room, title(room, state), state, here.user);
  if (isHome) drawHome(state);
  else drawMessages(messages, room, state, here.user, replyTo);
  showModal(state, here.user);
  showToasts(state);
  if (here.ts && !isHome) {
    showMessage(here.ts);
    here.ts = null;
  }
}

const title = (room, state) => (room.kind === "im" ? state.app.name : `#${room.name}`);

function drawHead(room, state) {
  const tab = (name) =>
    h(
      `button.tab${here.tab === name ? ".here" : ""}`,
      {
        type: "button",
        role: "tab",
        "aria-selected": String(here.tab === name),
        onclick: () => openTab(name),
      },
      t(name),
    );
  const detail =
    room.kind === "im"
      ? null
      : h(
          "span.detail",
          {},
          [
            `${room.members} ${t("members")}`,
            room.kind === "group" ? t("private") : null,
            room.is_archived ? t("archived") : null,
          ]
            .filter(Boolean)
            .join(" · "),
        );
  document
    .getElementById("head")
    .replaceChildren(
      h(
        "h1",
        {},
        room.kind === "im" ? avatar(state.app.user, state.app.name, true) : null,
        title(room, state),
      ),
      detail ??
        h(
          "div.tabs",
          { role: "tablist" },
          state.app.has_home ? tab("home") : null,
          tab("messages"),
        ),
    );
}

async function openTab(name) {
  here.tab = name;
  homeShown = "";
  refresh();
  await act("open_home", { user: here.user, tab: name });
}

function drawHome(state) {
  const key = `${here.user} ${state.home?.hash} ${document.documentElement.lang}`;
  if (key === homeShown) return;
  homeShown = key;
  const context = {
    ...using(here.user),
    prefix: "home",
    now: new Date(state.now),
    state: state.home?.state.values ?? {},
    people: state.people,
    rooms: state.rooms,
    confirm: ask,
  };
  const content = state.home ? blocks(state.home.blocks, context) : h("p.empty", {}, t("noHome"));
  document.getElementById("home").replaceChildren(...[content].flat());
}

function showToasts(state) {
  const known = toasted.get(here.user);
  toasted.set(here.user, state.toasts.length);
  if (known !== undefined) state.toasts.slice(known).forEach(toast);
}

async function run() {
  fromAddress();
  for (;;) {
    try {
      const version = await refresh();
      await read("changes", { since: version });
    } catch {
      await new Promise((later) => setTimeout(later, 1000));
    }
  }
}

document.getElementById("menu").addEventListener("click", (event) => {
  const isOpen = document.body.classList.toggle("side-open");
  event.currentTarget.setAttribute("aria-expanded", String(isOpen));
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#side, #menu")) document.body.classList.remove("side-open");
});
window.addEventListener("hashchange", () => {
  fromAddress();
  refresh();
});
window.addEventListener("focus", refresh);
run();
