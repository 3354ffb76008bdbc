// The modal a person has open. What is typed goes to the server on change, so that the app's
// updates keep it; the form is drawn again only when the app sent a new version of the view.

import { act, h, settleToasts } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { plain, text } from "../blocks/mrkdwn.js";
import { t } from "../kit/words.js";

const dialog = document.getElementById("modal");
let shown = "";
let dirty = new Map();
let pending = Promise.resolve();
let user = "";

export function showModal(state, acting) {
  user = acting;
  const view = state.views.at(-1);
  if (!view) return hide();
  const key = `${acting} ${view.id} ${view.hash}`;
  if (key !== shown) draw(view, state, key);
  showErrors(state.errors);
}

function hide() {
  if (!shown) return;
  shown = "";
  dirty = new Map();
  if (dialog.open) dialog.close();
  settleToasts();
}

function draw(view, state, key) {
  const isSame = shown.split(" ")[1] === view.id;
  const focused = isSame ? document.activeElement?.closest?.("[data-block]")?.dataset.block : null;
  const scrolled = isSame ? (dialog.querySelector(".modal-body")?.scrollTop ?? 0) : 0;
  if (!isSame) dirty = new Map();
  shown = key;
  const context = {
    prefix: "modal",
    user,
    state: withDirty(view),
    people: state.people,
    rooms: state.rooms,
    confirm: ask,
    use,
    dirty: (block, value) => dirty.set(block.block_id, value),
  };
  dialog.replaceChildren(form(view, context));
  if (!dialog.open) dialog.showModal();
  settleToasts();
  dialog.querySelector(".modal-body").scrollTop = scrolled;
  const again =
    focused &&
    dialog.querySelector(`[data-block="${CSS.escape(focused)}"] :is(input, textarea, select)`);
  (again ?? dialog.querySelector("[autofocus]"))?.focus();
}

function form(view, context) {
  const title = h("h2", { id: "modal-title" }, plain(view.title));
  const x = h("button.icon", { type: "button", "aria-label": t("close"), onclick: close }, "✕");
  const cancel = h(
    "button.button",
    { type: "button", onclick: close },
    view.close ? plain(view.close) : t("cancel"),
  );
  const submit = view.submit
    ? h("button.button.primary", { type: "submit" }, plain(view.submit))
    : null;
  dialog.setAttribute("aria-labelledby", "modal-title");
  return h(
    "form",
    { novalidate: true, onsubmit: send },
    h("header", {}, title, x),
    h("div.modal-body", {}, blocks(view.blocks, context)),
    h("footer", {}, cancel, submit),
  );
}

function withDirty(view) {
  const state = structuredClone(view.state.values);
  for (const [block, value] of dirty) {
    for (const entry of Object.values(state[block] ?? {}))
      if ("value" in entry) entry.value = value;
  }
  return state;
}

function inTurn(work) {
  pending = pending.then(work, work);
  return pending;
}

function use(element, block, value) {
  dirty.delete(block.block_id);
  const body = { user, block_id: block.block_id, action_id: element.action_id, value };
  if (block.type === "input")
    return inTurn(() => act("fill", { user, values: { [block.block_id]: value } }));
  return inTurn(async () => {
    await flush();
    return act("press", body);
  });
}

async function flush() {
  const values = Object.fromEntries(dirty);
  dirty = new Map();
  if (Object.keys(values).length) await act("fill", { user, values });
}

async function send(event) {
  event.preventDefault();
  const button = dialog.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  await inTurn(async () => {
    await flush();
    await act("submit", { user });
  });
  button.disabled = false;
}

function showErrors(errors) {
  for (const place of dialog.querySelectorAll("[data-error]")) {
    const sentence = errors[place.dataset.error] ?? "";
    if (place.textContent !== sentence) place.textContent = sentence;
    const block = place.closest("[data-block]");
    block.classList.toggle("wrong", Boolean(sentence));
    block
      .querySelector("input, textarea, select")
      ?.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
  const first = dialog.querySelector(".wrong");
  if (
    first &&
    !first.contains(document.activeElement) &&
    first.dataset.seen !== errors[first.dataset.block]
  ) {
    first.dataset.seen = errors[first.dataset.block];
    first.scrollIntoView({ block: "nearest" });
    first.querySelector("input, textarea, select")?.focus();
  }
}

function close() {
  return inTurn(() => act("close", { user }));
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});

export function ask(source) {
  const box = document.getElementById("confirm");
  return new Promise((answered) => {
    const done = (answer) => {
      box.close();
      answered(answer);
    };
    const style = source.style === "danger" ? "danger" : "primary";
    box.replaceChildren(
      h(
        "div.confirm-box",
        {},
        h("h2", {}, plain(source.title)),
        h("p", {}, text(source.text)),
        h(
          "footer",
          {},
          h("button.button", { type: "button", onclick: () => done(false) }, plain(source.deny)),
          h(
            `button.button.${style}`,
            { type: "button", onclick: () => done(true) },
            plain(source.confirm),
          ),
        ),
      ),
    );
    box.addEventListener("cancel", () => answered(false), { once: true });
    box.showModal();
  });
}
