// The rooms a person sees, with their unread marks: channels, then the app.

import { avatar, h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { refill } from "../kit/redraw.js";
import { t } from "../kit/words.js";

const FOLDED = "playground.folded";
const side = document.getElementById("side");
const folded = new Set(JSON.parse(localStorage.getItem(FOLDED) ?? "[]"));
let shown = "";

/** A person's rooms in the order of the sidebar. */
export function inOrder(rooms) {
  const channels = rooms.filter((room) => room.kind !== "im");
  channels.sort((a, b) => a.is_archived - b.is_archived || a.name.localeCompare(b.name));
  return [...channels, ...rooms.filter((room) => room.kind === "im")];
}

export function drawSide(state, here, open) {
  const { team, app, rooms } = state;
  const seen = rooms.map((room) => ({ ...room, last_read: null }));
  const key = JSON.stringify([team, app, seen, here, document.documentElement.lang]);
  if (key === shown) return;
  shown = key;
  const all = inOrder(rooms);
  const again = () => {
    shown = "";
    drawSide(state, here, open);
  };
  const part = (name, isMine) => {
    const rows = all.filter(isMine).map((room) => row(room, app, here, open));
    return section(name, rows, again);
  };
  side.setAttribute("aria-label", t("sidebar"));
  refill(side, [
    h("h2.team", {}, team),
    part("channels", (room) => room.kind !== "im"),
    part("apps", (room) => room.kind === "im"),
  ]);
}

/** A folded section still shows where one is and what is unread. */
function section(name, rows, again) {
  const isFolded = folded.has(name);
  const fold = () => {
    if (!folded.delete(name)) folded.add(name);
    localStorage.setItem(FOLDED, JSON.stringify([...folded]));
    again();
  };
  const shownRows = isFolded ? rows.filter((one) => one.matches(".here, .unread")) : rows;
  return h(
    "section.rooms",
    {},
    h(
      "h3",
      {},
      h(
        "button.fold",
        { type: "button", "aria-expanded": String(!isFolded), "data-action": name, onclick: fold },
        icon("chevron"),
        t(name),
      ),
    ),
    h(
      "ul",
      {},
      shownRows.map((one) => h("li", {}, one)),
    ),
  );
}

function row(room, app, here, open) {
  const count = room.kind === "im" ? room.unread : (room.mentions ?? 0);
  const classes = [
    room.id === here ? ".here" : "",
    room.unread ? ".unread" : "",
    room.is_archived ? ".archived" : "",
  ].join("");
  return h(
    `button.room${classes}`,
    {
      type: "button",
      onclick: () => open(room.id),
      "aria-current": room.id === here ? "page" : null,
      "data-action": room.id,
    },
    sign(room, app),
    h("span.room-name", {}, room.kind === "im" ? app.name : room.name),
    note(room),
    count ? h("span.badge", {}, String(count), h("span.unseen", {}, ` ${t("unread")}`)) : null,
    room.unread && !count ? h("span.unseen", {}, t("unread")) : null,
  );
}

function note(room) {
  if (room.is_archived) return h("span.note", {}, t("archived"));
  return room.kind === "group" ? h("span.unseen", {}, t("private")) : null;
}

/** What stands before a room's name. */
export function sign(room, app) {
  if (room.kind === "im") return avatar(app.user, app.name, true);
  return h("span.room-sign", {}, icon(room.kind === "group" ? "lock" : "hash"));
}
