// The modals a person has open; one sees the top one. It is drawn again only when the app sent a
// new version of it, and then what was typed, the focus and the scroll position stay. The dialog
// covers the Slack and not the bar around it: time can pass and faults can strike meanwhile.

import { act, avatar, h, settleToasts } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { focusFirstError, showErrors } from "../blocks/inputs.js";
import { plain } from "../blocks/mrkdwn.js";
import { t } from "../kit/words.js";
import { ask } from "./confirm.js";
import { Drafts } from "./drafts.js";
import { using } from "./using.js";

const dialog = document.getElementById("modal");
const covered = ["skip", "side", "main", "thread"].map((id) => document.getElementById(id));
const places = new Map();
const drafts = new Drafts();
let shown = { key: "", view: null, depth: 0 };
let opener = null;
let user = "";
let refresh = null;

/** Shows the top modal of a person; `redraw()` is what it asks the page for. */
export function showModal(state, acting, redraw) {
  if (acting !== user) hide();
  user = acting;
  refresh = redraw;
  const view = state.views.at(-1);
  if (!view) return hide();
  const key = `${view.id} ${view.hash} ${state.views.length} ${document.documentElement.lang}`;
  if (key !== shown.key) draw(view, state, key);
  showErrors(dialog, state.errors);
}

function hide() {
  if (!shown.view) return;
  shown = { key: "", view: null, depth: 0 };
  places.clear();
  drafts.clear();
  cover(false);
  dialog.close();
  settleToasts();
  // What opened the modal may have been drawn again since.
  if (document.activeElement === document.body) document.getElementById(opener)?.focus();
}

function draw(view, state, key) {
  const before = shown;
  if (before.view) places.set(before.view.id, where());
  else opener = document.activeElement?.id;
  shown = { key, view, depth: state.views.length };
  const context = {
    ...using(user),
    prefix: view.id,
    state: drafts.over(view),
    people: state.people,
    rooms: state.rooms,
    now: new Date(state.now),
    confirm: ask,
    use: (...used) => drafts.inTurn(user, () => using(user).use(...used)),
    keep: (source, block, value) => drafts.keep(user, view.id, source, block, value),
    typing: (source, block, value) => drafts.type(view.id, source, block, value),
  };
  // A view that was only loading, or was not there, starts at its first field.
  const isBegun = places.has(view.id) && (before.view?.id !== view.id || firstField());
  dialog.replaceChildren(form(view, context, state));
  dialog.firstChild.classList.add(motion(before, view));
  cover(true);
  if (!dialog.open) dialog.show();
  settleToasts();
  if (isBegun) goBackTo(places.get(view.id));
  else (dialog.querySelector("[data-focus]") ?? firstField() ?? title()).focus();
}

function cover(isCovered) {
  for (const one of covered) one.inert = isCovered;
}

function motion(before, view) {
  if (!before.view || before.view.id === view.id) return "still";
  return shown.depth > before.depth ? "pushed" : "popped";
}

// Where the person is in the form: the id of the element, the place of the caret, and the scroll.
function where() {
  const focused = dialog.contains(document.activeElement) ? document.activeElement : null;
  const isText = focused?.matches(".text-field");
  return {
    id: focused?.id,
    caret: isText ? [focused.selectionStart, focused.selectionEnd] : null,
    scroll: dialog.querySelector(".modal-body")?.scrollTop ?? 0,
  };
}

const title = () => dialog.querySelector("h2");
const firstField = () =>
  dialog.querySelector(".modal-body :is(input, textarea, button.picker, button.button)");

function goBackTo(place) {
  const focused = document.getElementById(place.id);
  (focused ?? title()).focus({ preventScroll: true });
  if (focused && place.caret) focused.setSelectionRange(...place.caret);
  dialog.querySelector(".modal-body").scrollTop = place.scroll;
}

function form(view, context, state) {
  const body = h("div.modal-body", { tabindex: "-1" }, blocks(view.blocks, context));
  return h(
    "form",
    { novalidate: true, onsubmit: send },
    header(view, state),
    body,
    h("div.modal-foot", {}, footer(view)),
  );
}

function header(view, state) {
  const back = h(
    "button.icon.back",
    { type: "button", id: "modal-back", "aria-label": t("back"), onclick: close },
    "←",
  );
  const x = h(
    "button.icon.x",
    { type: "button", id: "modal-x", "aria-label": t("close"), onclick: closeAll },
    "✕",
  );
  return h(
    "div.modal-head",
    {},
    state.views.length > 1 ? back : avatar(state.app.user, state.app.name, true),
    h("h2", { id: "modal-title", tabindex: "-1" }, plain(view.title)),
    h("span.modal-app", {}, state.app.name),
    x,
  );
}

function footer(view) {
  const cancel = h(
    "button.button",
    { type: "button", id: "modal-close", onclick: close },
    view.close ? plain(view.close) : t(view.submit ? "cancel" : "close"),
  );
  const submit = h(
    "button.button.primary",
    { type: "submit", id: "modal-submit" },
    h("span", {}, plain(view.submit)),
  );
  return view.submit ? [cancel, submit] : [cancel];
}

async function send(event) {
  event.preventDefault();
  const button = dialog.querySelector("[type=submit]");
  if (!button || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const reply = await drafts.inTurn(user, () => act("submit", { user }));
  if (reply.error || reply.body?.response_action) button.removeAttribute("aria-busy");
  if (reply.error !== "invalid_input" && reply.body?.response_action !== "errors") return;
  await refresh(); // what stands there may be an error of the time before
  focusFirstError(dialog);
}

const close = () => drafts.inTurn(user, () => act("close", { user }));
const closeAll = () =>
  drafts.inTurn(user, () => act(shown.depth > 1 ? "close_all" : "close", { user }));

// Esc is taken as a key, for a browser closes a dialog on a second one whatever the page says.
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  close();
});
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});
dialog.setAttribute("aria-labelledby", "modal-title");
