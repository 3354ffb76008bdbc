// The conversation: messages by day, threads below their message, ephemeral ones marked.

import { act, arrange, avatar, h, toast } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { ask } from "./confirm.js";
import { messageText, personName } from "../blocks/mrkdwn.js";
import { at, dayName, t } from "../kit/words.js";
import { using } from "./using.js";

const list = document.getElementById("messages");
const scroll = document.getElementById("scroll");
let drawn = new Map();
let shownFor = "";

export function drawMessages(messages, room, state, user, answer) {
  const key = `${user} ${room.id}`;
  const isNew = key !== shownFor;
  const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  if (isNew) drawn = new Map();
  shownFor = key;
  arrange(
    list,
    inThreads(messages).flatMap((message, index, all) =>
      dated(message, all[index - 1], state, () => reused(message, room, state, user, answer)),
    ),
  );
  const kept = new Set(messages.map((message) => message.ts));
  for (const ts of drawn.keys()) if (!kept.has(ts)) drawn.delete(ts);
  if (!messages.length) list.append(h("li.empty", {}, t("noMessages")));
  if (isNew || wasAtEnd) scroll.scrollTop = scroll.scrollHeight;
}

export function showMessage(ts) {
  const row = list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  row?.scrollIntoView({ block: "center" });
  row?.classList.add("flash");
  setTimeout(() => row?.classList.remove("flash"), 2000);
}

function inThreads(messages) {
  const replies = new Map();
  const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;
  const here = new Set(messages.map((message) => message.ts));
  for (const message of messages.filter(isReply))
    replies.set(message.thread_ts, [...(replies.get(message.thread_ts) ?? []), message]);
  return messages
    .filter((message) => !isReply(message) || !here.has(message.thread_ts))
    .flatMap((message) => [message, ...(replies.get(message.ts) ?? [])]);
}

function dated(message, before, state, draw) {
  const now = new Date(state.now);
  const isReply = message.thread_ts && message.thread_ts !== message.ts;
  const day = dayName(message.ts, now);
  const isSame = isReply || (before && dayName(before.thread_ts ?? before.ts, now) === day);
  return isSame ? [draw()] : [h("li.day", {}, h("span", {}, day)), draw()];
}

function reused(message, room, state, user, answer) {
  // What the person chose in it stands there already.
  const json = JSON.stringify({ ...message, state: null }) + document.documentElement.lang;
  const before = drawn.get(message.ts);
  if (before?.json === json) return before.row;
  const row = draw(message, room, state, user, answer);
  drawn.set(message.ts, { json, row });
  return row;
}

function draw(message, room, state, user, answer) {
  const isApp = Boolean(message.bot_id);
  const isReply = message.thread_ts && message.thread_ts !== message.ts;
  const name = isApp ? state.app.name : personName(message.user);
  const head = h(
    "div.message-head",
    {},
    h("strong", {}, name),
    isApp ? h("span.tag", {}, t("app")) : null,
    h("time.stamp", {}, at(message.ts)),
    message.edited ? h("span.stamp", {}, t("edited")) : null,
  );
  const context = {
    ...using(user, { channel: room.id, ts: message.ts }),
    prefix: `m${message.ts}`,
    surface: "message",
    now: new Date(state.now),
    state: message.state ?? {},
    people: state.people,
    rooms: state.rooms,
    confirm: ask,
  };
  const body = message.blocks
    ? blocks(message.blocks, context)
    : messageText(message.text);
  const files = (message.files ?? []).map((file) =>
    h("a.file", { href: file.url_private }, file.title),
  );
  const classes = [isReply ? ".reply" : "", message.is_ephemeral ? ".ephemeral" : ""].join("");
  return h(
    `li.message${classes}`,
    { "data-ts": message.ts },
    avatar(message.user, name, isApp),
    h(
      "div.message-body",
      {},
      message.is_ephemeral
        ? h("p.only", {}, h("span", { "aria-hidden": "true" }, "👁 "), t("onlyYou"))
        : null,
      head,
      body,
      files,
      replyCount(message),
    ),
    tools(message, room, state, user, answer),
  );
}

function replyCount(message) {
  if (!message.reply_count) return null;
  return h(
    "p.replies",
    {},
    message.reply_count === 1 ? t("oneReply") : `${message.reply_count} ${t("replies")}`,
  );
}

function tools(message, room, state, user, answer) {
  if (message.is_ephemeral) return null;
  const details = h("details.overflow.tools", {}, h("summary", { "aria-label": t("more") }, "⋯"));
  const item = (label, work) =>
    h(
      "button",
      {
        type: "button",
        onclick: () => {
          details.open = false;
          work();
        },
      },
      label,
    );
  const link = `${location.origin}/archives/${room.id}/p${message.ts.replace(".", "")}`;
  const shortcuts = state.shortcuts.filter((one) => one.type === "message");
  details.append(
    h(
      "div.popover",
      {},
      item(t("reply"), () => answer(message.thread_ts ?? message.ts)),
      item(t("link"), () => navigator.clipboard.writeText(link).then(() => toast(t("copied")))),
      shortcuts.map((one) =>
        item(one.name, () =>
          act("message_action", {
            user,
            callback_id: one.callback_id,
            ts: message.ts,
            channel: room.id,
          }),
        ),
      ),
    ),
  );
  return details;
}
