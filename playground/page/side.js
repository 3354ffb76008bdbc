// Around the conversation: who is acted as, the rooms with their unread marks, the clock.

import { act, avatar, h } from "./dom.js";
import { t, time, zone } from "./words.js";

export function drawSide(state, here, open) {
  const row = (room, mark, label) => h(`button.room${room.id === here ? ".here" : ""}${room.unread ? ".unread" : ""}`,
    { type: "button", onclick: () => open(room.id), "aria-current": room.id === here ? "page" : null },
    mark, h("span.room-name", {}, label),
    room.unread ? h("span.badge", { "aria-label": `${room.unread} ${t("unread")}` }, String(room.unread)) : null);
  const channels = state.rooms.filter((room) => room.kind !== "im").sort((a, b) => a.name.localeCompare(b.name));
  const direct = state.rooms.filter((room) => room.kind === "im");
  const sign = (room) => h("span.sign", { "aria-hidden": "true" }, room.kind === "group" ? "🔒" : "#");
  document.getElementById("side").replaceChildren(
    h("h2", {}, t("apps")),
    ...direct.map((room) => row(room, avatar(state.app.user, state.app.name, true), state.app.name)),
    h("h2", {}, t("channels")),
    ...channels.map((room) => row(room, sign(room), room.is_archived ? `${room.name} (${t("archived")})` : room.name)));
}

let isChoosing = false;

export function drawActing(state, user, become) {
  const box = document.getElementById("acting");
  const person = state.people.find((one) => one.id === user);
  if (isChoosing && box.dataset.user === user) return fillPeople(box, state, user, become);
  box.dataset.user = user;
  isChoosing = false;
  const list = h("div.popover.people", { id: "people", hidden: true });
  const toggle = () => setOpen(box, list.hidden);
  const search = h("input", { type: "search", placeholder: t("find"), "aria-label": t("find"), oninput: () => filter(list) });
  list.append(search, h("div.people-list"));
  box.replaceChildren(
    h("button.who", { type: "button", onclick: toggle, "aria-haspopup": "true", "aria-expanded": "false", "aria-controls": "people" },
      avatar(user, person.real_name), h("span.who-label", {}, h("small", {}, t("acting")), h("strong", {}, person.real_name)), h("span.waiting"), h("span", { "aria-hidden": "true" }, "▾")),
    list);
  fillPeople(box, state, user, become);
}

function setOpen(box, isOpen) {
  isChoosing = isOpen;
  box.querySelector(".people").hidden = !isOpen;
  box.querySelector(".who").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) box.querySelector("input").focus();
}

function fillPeople(box, state, user, become) {
  const list = box.querySelector(".people-list");
  const others = state.people.filter((person) => !person.is_bot && person.id !== "USLACKBOT" && !person.deleted);
  const now = new Date(state.now);
  const waiting = others.filter((person) => person.unread && person.id !== user).length;
  box.querySelector(".waiting").replaceChildren(waiting ? h("span.badge", { role: "img", title: `${t("waiting")}: ${waiting}`, "aria-label": `${t("waiting")}: ${waiting}` }, String(waiting)) : "");
  others.sort((a, b) => Boolean(b.unread) - Boolean(a.unread));
  list.replaceChildren(...others.map((person) => {
    const clock = person.tz ? new Intl.DateTimeFormat(person.locale, { timeZone: person.tz, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(now) : "";
    const choose = () => { setOpen(box, false); become(person.id); };
    return h(`button.person${person.id === user ? ".here" : ""}`, { type: "button", onclick: choose, "data-find": `${person.real_name} ${person.title}`.toLowerCase() },
      avatar(person.id, person.real_name),
      h("span.person-name", {}, h("strong", {}, person.real_name), h("small", {}, [person.title, clock].filter(Boolean).join(" · "))),
      person.unread ? h("span.badge", { "aria-label": `${person.unread} ${t("unread")}` }, String(person.unread)) : null);
  }));
  filter(box.querySelector(".people"));
}

function filter(list) {
  const wanted = list.querySelector("input").value.trim().toLowerCase();
  for (const row of list.querySelectorAll(".person")) row.hidden = !row.dataset.find.includes(wanted);
}

document.addEventListener("click", (event) => {
  const box = document.getElementById("acting");
  if (isChoosing && !box.contains(event.target)) setOpen(box, false);
});
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("acting");
  if (event.key === "Escape" && isChoosing) setOpen(box, false);
});

let isMoving = false;

export function drawClock(state, refresh) {
  const now = new Date(state.now);
  const due = state.next_due ? new Date(state.next_due) : null;
  const move = async (body) => {
    isMoving = true;
    drawClock(state, refresh);
    await act("time", body);
    isMoving = false;
    await refresh();
  };
  const button = (label, body, extra = {}) => h("button.step", { type: "button", disabled: isMoving, onclick: () => move(body), ...extra }, label);
  const moment = time(now, { weekday: "short", day: "2-digit", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
  const dueLabel = due ? `${t("nextDue")} · ${time(due, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })}` : t("nextDue");
  document.getElementById("clock").replaceChildren(
    h("span.now", { title: `${zone}${state.is_live ? "" : ` · ${t("stands")}`}` }, h("span", { "aria-hidden": "true" }, state.is_live ? "🕐" : "⏸"), ` ${isMoving ? t("running") : moment}`),
    h("button.step.due", { type: "button", disabled: isMoving || !due, onclick: () => move({ next_due: true }) }, dueLabel),
    button(t("hour"), { seconds: 3600 }), button(t("day"), { seconds: 86400 }), button(t("week"), { seconds: 604800 }),
    state.is_live || state.is_followed ? "" : button(t("live"), { live: true }));
}
