// The app's Home tab: what it published for this person, or that it has not yet.

import { act, h } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { refill } from "../kit/redraw.js";
import { t } from "../kit/words.js";
import { ask } from "./confirm.js";
import { using } from "./using.js";

const PATIENCE = 1000; // milliseconds in which an app that heard of the visit still publishes
const box = document.getElementById("home");
let shown = "";
let asked = null;

/** Tells the app that its Home is looked at; until it published one, it is loading. */
export async function visitHome(user, tab, refresh) {
  const mine = (asked = tab === "home" ? { user } : null);
  await act("open_home", { user, tab });
  if (!mine) return;
  setTimeout(() => {
    if (asked === mine) asked = null;
    refresh();
  }, PATIENCE);
}

export function drawHome(state, user) {
  const isLoading = !state.home && asked?.user === user;
  const key = `${user} ${state.home?.hash} ${isLoading} ${document.documentElement.lang}`;
  if (key === shown) return;
  const isSame = shown.startsWith(`${user} `);
  shown = key;
  const title = h("h2.unseen", {}, t("home"));
  const nodes = state.home
    ? blocks(state.home.blocks, contextOf(state, user))
    : [isLoading ? loading() : h("p.empty", {}, t("noHome"))];
  if (isSame) refill(box, [title, ...nodes]);
  else box.replaceChildren(title, ...nodes);
  box.setAttribute("aria-busy", String(isLoading));
}

const loading = () =>
  h("div.loading", { role: "status" }, h("span.unseen", {}, t("loading")), h("i"), h("i"), h("i"));

function contextOf(state, user) {
  return {
    ...using(user),
    prefix: "home",
    surface: "home",
    now: new Date(state.now),
    state: state.home.state.values,
    people: state.people,
    rooms: state.rooms,
    confirm: ask,
  };
}
