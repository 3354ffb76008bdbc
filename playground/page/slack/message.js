// One message as a row: who, when, what, reactions, and how its thread goes on.

import { avatar, h } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { icon } from "../kit/icons.js";
import { isSafe, personName } from "../blocks/mentions.js";
import { messageText } from "../blocks/mrkdwn.js";
import { at, dayPhrase, fullTime, t } from "../kit/words.js";
import { ask } from "./confirm.js";
import { reactions } from "./reactions.js";
import { using } from "./using.js";

const FACES = 3;
const [HEAD, BLOCK] = [38, 36]; // pixels that a row's head and one block take, about

const attachedFile = ({ url_private: url, title }) =>
  isSafe(url) ? h("a.file", { href: url }, title) : h("span.file", {}, title);

/** The row of `message`; `place` is {state, user, room, thread, openThread}. */
export function messageRow(message, place) {
  const isApp = Boolean(message.bot_id);
  const name = isApp ? place.state.app.name : personName(message.user);
  const classes = message.is_ephemeral ? ".ephemeral" : "";
  const stamp = at(message.ts);
  const row = h(
    `li.message${classes}`,
    { "data-ts": message.ts, tabindex: -1 },
    h("div.gutter", {}, avatar(message.user, name, isApp), h("span.late-stamp", hidden, stamp)),
    h(
      "div.message-body",
      {},
      message.is_ephemeral ? h("p.only", {}, icon("eye"), t("onlyYou")) : null,
      head(message, name, isApp, stamp),
      content(message, place),
      (message.files ?? []).map(attachedFile),
      reactions(message, place),
      place.thread ? replyCount(message) : replyBar(message, place),
    ),
  );
  // Until it is near, the browser lays out nothing of it: it has to guess how tall it is.
  row.style.containIntrinsicHeight = `auto ${HEAD + BLOCK * (message.blocks?.length ?? 0)}px`;
  return row;
}

const hidden = { "aria-hidden": "true" };

function head(message, name, isApp, stamp) {
  const sent = new Date(Number(message.ts) * 1000);
  return h(
    "div.message-head",
    {},
    h("strong.author", {}, name),
    isApp ? h("span.tag", {}, t("app")) : null,
    h("time.stamp", { datetime: sent.toISOString(), title: fullTime(sent) }, stamp),
  );
}

function content(message, place) {
  const drawn = message.blocks
    ? blocks(message.blocks, contextOf(message, place))
    : [messageText(message.text)].flat();
  const edited = message.edited ? h("span.edited", {}, ` ${t("edited")}`) : "";
  if (!message.blocks) drawn.at(-1).append(edited);
  return message.blocks ? [...drawn, edited] : drawn;
}

function contextOf(message, { state, user, room, thread }) {
  return {
    ...using(user, { channel: room.id, ts: message.ts }),
    prefix: `${thread ? "t" : "m"}${message.ts}`,
    surface: "message",
    now: new Date(state.now),
    state: message.state ?? {},
    people: state.people,
    rooms: state.rooms,
    confirm: ask,
  };
}

const counted = (count) => (count === 1 ? t("oneReply") : `${count} ${t("replies")}`);

function replyCount(message) {
  if (!message.reply_count) return null;
  return h("p.reply-count", {}, counted(message.reply_count));
}

function replyBar(message, { state, openThread }) {
  if (!message.reply_count) return null;
  const faces = (message.reply_users ?? []).slice(0, FACES).map((user) => {
    const isApp = user === state.app.user;
    return avatar(user, isApp ? state.app.name : personName(user), isApp);
  });
  const last = `${t("lastReply")} ${dayPhrase(message.latest_reply, new Date(state.now))}`;
  return h(
    "button.reply-bar",
    { type: "button", onclick: () => openThread(message.ts) },
    faces,
    h("span.reply-number", {}, counted(message.reply_count)),
    h("span.reply-last", {}, last),
    icon("chevron"),
  );
}
