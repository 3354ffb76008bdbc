// Above the conversation: where one is, and the tabs of the app.

import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { mrkdwn } from "../blocks/mrkdwn.js";
import { refill } from "../kit/redraw.js";
import { t } from "../kit/words.js";
import { sign } from "./side.js";

const head = document.getElementById("head");
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
let shown = "";

export function drawHead(room, state, tab, openTab) {
  const key = JSON.stringify([room.id, room.topic, room.members, room.is_archived, state.app, tab]);
  const again = `${key} ${document.documentElement.lang}`;
  if (again === shown) return;
  shown = again;
  const isApp = room.kind === "im";
  const title = h("h1", {}, sign(room, state.app), isApp ? state.app.name : room.name);
  refill(head, [title, ...(isApp ? [tabs(state, tab, openTab)] : details(room))]);
  for (const name of ["home", "messages"]) asPanel(name, isApp);
}

function details(room) {
  const what = [
    room.kind === "group" ? t("private") : null,
    room.is_archived ? t("archived") : null,
  ].filter(Boolean);
  return [
    room.topic ? h("span.topic", {}, mrkdwn(room.topic)) : null,
    what.length ? h("span.detail", {}, what.join(" · ")) : null,
    h("span.members", {}, icon("people"), `${room.members} `, h("span", {}, t("members"))),
  ].filter(Boolean);
}

function tabs(state, here, openTab) {
  const names = state.app.has_home ? ["home", "messages"] : ["messages"];
  const go = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    const next = names[(names.indexOf(here) + step + names.length) % names.length];
    event.preventDefault();
    openTab(next).then(() => document.getElementById(`tab-${next}`)?.focus());
  };
  const tab = (name) =>
    h(
      `button.tab${here === name ? ".here" : ""}`,
      {
        id: `tab-${name}`,
        type: "button",
        role: "tab",
        tabindex: here === name ? 0 : -1,
        "aria-selected": String(here === name),
        "aria-controls": `panel-${name}`,
        "data-action": name,
        onclick: () => openTab(name),
      },
      t(name),
    );
  return h("div.tabs", { role: "tablist", onkeydown: go }, names.map(tab));
}

function asPanel(name, isApp) {
  const panel = document.getElementById(`panel-${name}`);
  if (isApp) panel.setAttribute("role", "tabpanel");
  else panel.removeAttribute("role");
  if (isApp) panel.setAttribute("aria-labelledby", `tab-${name}`);
  else panel.removeAttribute("aria-labelledby");
}
