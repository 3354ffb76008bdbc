// The pane beside the conversation: one message, its replies, and where to write another.

import { h, read } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { dayOf, t } from "../kit/words.js";
import { Composer } from "./composer.js";
import { messageRow } from "./message.js";
import { Rows } from "./rows.js";
import { toolbarFor } from "./toolbar.js";
import { letIn, walkIn } from "./walk.js";

const pane = document.getElementById("thread");
const name = h("h2", { id: "thread-name" });
const where = h("span.detail");
const box = h("div.messages");
const scroll = h("div.thread-scroll", {}, box);
const form = h("form.composer");
const x = h("button.icon.close", { type: "button" }, icon("close"));
const composer = new Composer(form);
const rows = new Rows(box, (message) => messageRow(message, place));
let place = {};
let shown = "";
let day = "";

/** Shows the thread of `next.thread`, or closes the pane without one; whether it is there. */
export async function drawThread(next, close) {
  place = next;
  pane.hidden = !next.thread;
  const key = `${next.user} ${next.room.id} ${next.thread} ${document.documentElement.lang}`;
  const isNew = key !== shown;
  shown = key;
  if (!next.thread) return rows.clear();
  if (isNew) open(close);
  composer.draw({ ...next, label: t("inThread") });
  const { room, user, thread } = next;
  const answer = await read("page", { channel: room.id, viewer: user, thread });
  if (shown !== key || !answer.messages) return;
  await show(answer.messages, isNew);
}

function open(close) {
  rows.clear();
  name.textContent = t("thread");
  where.textContent = place.title;
  x.ariaLabel = t("closeThread");
  x.title = t("closeThread");
  x.onclick = close;
  pane.onkeydown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  };
}

async function show(messages, isNew) {
  const now = new Date(place.state.now);
  const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const there = new Set(messages.map((message) => message.ts));
  const count = rows.order.length;
  rows.order.filter((ts) => !there.has(ts)).forEach((ts) => rows.remove(ts));
  await rows.put(messages, now);
  if (day && day !== dayOf(now)) await rows.rename(now);
  day = dayOf(now);
  if (isNew || (wasAtEnd && rows.order.length > count)) scroll.scrollTop = scroll.scrollHeight;
  letIn(box);
}

/** The row of a reply, once it is shown. */
export const replyRow = (ts) => rows.node(ts);
export const focusReply = () => composer.focus();

pane.setAttribute("aria-labelledby", "thread-name");
pane.append(h("header.head", {}, h("div.head-text", {}, name, where), x), scroll, form);
walkIn(box);
toolbarFor(box, (ts) => ({ message: rows.known.get(ts).message, place }));
