// Messages in order, by day. Only what changed is drawn, and only so much at a time that the page
// stays awake; the newest comes first.

import { h } from "../kit/dom.js";
import { swap } from "../kit/redraw.js";
import { dayName, dayOf, t } from "../kit/words.js";

const SLICE = 8; // milliseconds of drawing between two turns of the browser
const TOGETHER = 300; // seconds in which one author's messages stand under one name

export class Rows {
  /** Fills `box`; `draw(message)` gives the row of a message. */
  constructor(box, draw) {
    Object.assign(this, { box, draw });
    this.clear();
  }

  clear() {
    this.order = [];
    this.known = new Map();
    this.line = null;
    this.box.replaceChildren();
  }

  get oldest() {
    return this.order[0] ?? "0";
  }

  get newest() {
    return this.order.at(-1) ?? "0";
  }

  node(ts) {
    return this.known.get(ts)?.node;
  }

  get messages() {
    return this.order.map((ts) => this.known.get(ts).message);
  }

  /** Shows these messages, new or changed; done when all are there, or when all was cleared. */
  async put(messages, now) {
    const known = this.known;
    this.now = now;
    let began = performance.now();
    for (const message of messages.toReversed()) {
      if (performance.now() - began > SLICE) {
        await turn();
        began = performance.now();
      }
      if (this.known !== known) return;
      this.place(message);
    }
  }

  place(message) {
    // What the person chose in it stands there already.
    const json = JSON.stringify({ ...message, state: null });
    const before = this.known.get(message.ts);
    if (before?.json === json) return;
    const node = this.draw(message);
    this.known.set(message.ts, { json, node, message });
    if (before) swap(before.node, node, before.node.querySelector(":scope > .tools-bar"));
    else this.insert(message.ts, node);
    this.settle(this.order.indexOf(message.ts));
  }

  insert(ts, node) {
    const index = position(this.order, ts);
    this.order.splice(index, 0, ts);
    const day = dayOf(moment(ts));
    const [before, after] = [this.node(this.order[index - 1]), this.node(this.order[index + 1])];
    if (after && dayIn(after) === day) after.before(node);
    else if (before && dayIn(before) === day) before.after(node);
    else this.openDay(day, ts, after).append(node);
  }

  openDay(day, ts, after) {
    const list = h("ol.day-rows");
    const name = h("h2.day-name", {}, h("span", { "data-of": ts }, dayName(ts, this.now)));
    const section = h("section.day", { "data-day": day }, name, list);
    if (after) after.closest(".day").before(section);
    else this.box.append(section);
    return list;
  }

  /** Says which of a row and the next one stand under the name of the one before. */
  settle(index) {
    for (const at of [index, index + 1]) {
      const [before, one] = [this.known.get(this.order[at - 1]), this.known.get(this.order[at])];
      one?.node.classList.toggle("compact", Boolean(before && isTogether(before, one)));
    }
    if (this.line) this.drawLine();
  }

  remove(ts) {
    const gone = this.node(ts);
    if (!gone) return;
    const [index, day] = [this.order.indexOf(ts), gone.closest(".day")];
    this.order.splice(index, 1);
    this.known.delete(ts);
    gone.remove();
    if (!day.querySelector(".message")) day.remove();
    this.settle(index);
  }

  /** Draws the line above the first message after `ts` that `user` did not write; null for none. */
  mark(ts, user) {
    this.line?.node.remove();
    const text = h("span", {}, t("new"));
    this.line = ts && { ts, user, node: h("li.new", {}, text) };
    if (this.line) this.drawLine();
  }

  drawLine() {
    const { ts, user, node } = this.line;
    const isNew = (one) => one > ts && this.known.get(one).message.user !== user;
    const first = this.order.find(isNew);
    if (!first) return node.remove();
    const row = this.node(first);
    if (row.previousSibling !== node) row.before(node);
    row.classList.remove("compact");
  }

  /** The names of the days change when the clock moves, and all that says "today" with them. */
  async rename(now) {
    const messages = this.messages;
    for (const entry of this.known.values()) entry.json = "";
    for (const name of this.box.querySelectorAll(".day-name span"))
      name.textContent = dayName(name.dataset.of, now);
    await this.put(messages, now);
  }
}

const moment = (ts) => new Date(Number(ts) * 1000);
const dayIn = (row) => row.closest(".day").dataset.day;
const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((later) => setTimeout(later));

function isTogether({ message: before, node }, { message: one, node: here }) {
  return (
    before.user === one.user &&
    before.bot_id === one.bot_id &&
    Boolean(before.is_ephemeral) === Boolean(one.is_ephemeral) &&
    !before.reply_count &&
    node.closest(".day") === here.closest(".day") &&
    Number(one.ts) - Number(before.ts) < TOGETHER
  );
}

/** Where `ts` belongs among `order`; timestamps are texts of the same length. */
function position(order, ts) {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle] < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}
