// Where a person writes: messages, replies, slash commands and global shortcuts.

import { act, h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const form = document.getElementById("composer");
let thread = null;
let drawnFor = "";

export function replyTo(ts) {
  thread = ts;
  form.querySelector(".thread").hidden = !ts;
  form.querySelector("textarea").focus();
}

export function drawComposer(room, title, state, user) {
  const key = `${user} ${room.id} ${document.documentElement.lang}`;
  if (key === drawnFor) return;
  drawnFor = key;
  thread = null;
  const label = `${t("message")} ${title}`;
  const field = h("textarea", {
    rows: 1,
    placeholder: label,
    "aria-label": label,
    autocomplete: "off",
  });
  const hints = h("div.popover.hints", { hidden: true });
  const send = () => submit(field, hints, room, user);
  field.addEventListener("input", () => {
    grow(field);
    hint(field, hints, state);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape") {
      hints.hidden = true;
      replyTo(null);
    }
    if (event.key === "Tab" && !hints.hidden) {
      event.preventDefault();
      hints.querySelector("button")?.click();
    }
  });
  const cancel = h(
    "button.icon",
    { type: "button", "aria-label": t("cancel"), onclick: () => replyTo(null) },
    "✕",
  );
  form.replaceChildren(
    h("p.thread", { hidden: true }, `↳ ${t("inThread")} `, cancel),
    hints,
    h(
      "div.composer-row",
      {},
      shortcuts(state, user),
      field,
      h("button.button.primary", { type: "submit", "aria-label": t("send") }, "➤"),
    ),
  );
  form.onsubmit = (event) => {
    event.preventDefault();
    send();
  };
  if (room.is_archived) form.replaceChildren(h("p.thread", {}, t("archived")));
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
}

async function submit(field, hints, room, user) {
  const line = field.value.trim();
  if (!line) return;
  field.value = "";
  hints.hidden = true;
  grow(field);
  if (line.startsWith("/")) await act("command", { user, line, channel: room.id });
  else await act("say", { user, text: line, channel: room.id, thread_ts: thread });
  replyTo(null);
}

function hint(field, hints, state) {
  const [name, ...rest] = field.value.split(" ");
  const found = field.value.startsWith("/")
    ? state.commands.filter(
        (one) => one.command.startsWith(name) && (!rest.length || one.command === name),
      )
    : [];
  hints.hidden = !found.length;
  hints.replaceChildren(
    ...found.map((one) => {
      const take = () => {
        field.value = `${one.command} `;
        field.focus();
        hint(field, hints, state);
      };
      return h(
        "button",
        { type: "button", onclick: take },
        h("strong", {}, one.command),
        ` ${one.usage_hint}`,
        h("small", {}, one.description),
      );
    }),
  );
}

function shortcuts(state, user) {
  const details = h(
    "details.overflow.up",
    {},
    h("summary", { "aria-label": t("shortcuts"), title: t("shortcuts") }, "⚡"),
  );
  const run = (one) => {
    details.open = false;
    act("shortcut", { user, callback_id: one.callback_id });
  };
  const items = state.shortcuts
    .filter((one) => one.type === "global")
    .map((one) =>
      h(
        "button",
        { type: "button", onclick: () => run(one) },
        h("strong", {}, one.name),
        h("small", {}, one.description),
      ),
    );
  details.append(h("div.popover", {}, items.length ? items : h("p", {}, t("noShortcuts"))));
  return details;
}

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.overflow[open]"))
    if (!open.contains(event.target)) open.open = false;
});
