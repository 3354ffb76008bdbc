// What one can do with a message. There is one toolbar; it stands in the row that is pointed at,
// tapped or focused, so that a thousand messages do not need a thousand of them.

import { act, h, toast } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { menu } from "../blocks/menu.js";
import { t } from "../kit/words.js";
import { reactionMenu } from "./reactions.js";

/** Lets the rows in `box` have the toolbar; `find(ts)` gives {message, place} of a row. */
export function toolbarFor(box, find) {
  const bar = h("div.tools-bar", { role: "toolbar" });
  let shown = "";
  const come = (event) => {
    const row = event.target.closest?.(".message");
    if (row && row !== bar.parentElement && !bar.contains(document.activeElement)) stand(row);
  };
  function stand(row) {
    const { message, place } = find(row.dataset.ts);
    const key = `${message.ts} ${message.is_ephemeral} ${document.documentElement.lang}`;
    if (key !== shown) {
      bar.replaceChildren(...(message.is_ephemeral ? [] : buttons(message, place)));
      bar.setAttribute("aria-label", t("messageTools"));
      bar.hidden = Boolean(message.is_ephemeral);
    }
    shown = key;
    row.append(bar);
  }
  box.addEventListener("pointerover", come);
  box.addEventListener("focusin", come);
  box.addEventListener("click", come);
}

function buttons(message, place) {
  const shortcuts = place.state.shortcuts.filter((one) => one.type === "message");
  return [
    reactionMenu("small-button", message.ts, place),
    place.thread
      ? null
      : tool("thread", t("reply"), () => place.openThread(message.thread_ts ?? message.ts)),
    tool("link", t("link"), () => copyLink(message, place.room)),
    shortcuts.length ? shortcutMenu(shortcuts, message, place) : null,
  ].filter(Boolean);
}

function tool(drawing, label, work) {
  const attributes = { type: "button", "aria-label": label, title: label };
  return h("button.small-button", { ...attributes, onclick: work }, icon(drawing));
}

async function copyLink(message, room) {
  const isReply = message.thread_ts && message.thread_ts !== message.ts;
  const thread = isReply ? `?thread_ts=${message.thread_ts}&cid=${room.id}` : "";
  const path = `/archives/${room.id}/p${message.ts.replace(".", "")}${thread}`;
  await navigator.clipboard.writeText(location.origin + path);
  toast(t("copied"));
}

function shortcutMenu(shortcuts, message, { user, room }) {
  const use = (callback_id) =>
    act("message_action", { user, callback_id, ts: message.ts, channel: room.id });
  const items = shortcuts.map((one) => ({
    label: one.name,
    description: one.description,
    run: () => use(one.callback_id),
  }));
  const offered = menu({ "aria-label": t("more"), title: t("more") }, icon("more"), items);
  offered.firstChild.classList.add("small-button");
  return offered;
}
