// People, channels and links in text: whom they name, what they open, which addresses are safe.

import { h } from "../kit/dom.js";

const SAFE = /^(https?:|mailto:|tel:)/i;
let known = { people: {}, channels: {}, open: () => {}, me: "", now: null };

// What the names stand for, for the person `me` at the moment `now`; `open(channel, ts)` goes
// there.
export function knowNames(people, channels, open, me, now) {
  const names = Object.fromEntries(people.map((one) => [one.id, one.real_name]));
  known = { people: names, channels, open, me, now };
}

export const personName = (id) => known.people[id] ?? id;
export const present = () => new Date(known.now ?? Date.now());
export const isSafe = (url) => SAFE.test(url);

const mention = (name, isMe) => h(`span.mention${isMe ? ".me" : ""}`, {}, `@${name}`);

export const person = (id, label) => mention(known.people[id] ?? label ?? id, id === known.me);
export const broadcast = (range) => mention(range, true);
export const group = (id, label) => mention((label ?? id).replace(/^@/, ""), false);

export function channel(id, label) {
  const name = `#${known.channels[id] ?? label ?? id}`;
  if (!known.channels[id]) return h("span.mention", {}, name);
  return h("button.mention", { type: "button", onclick: () => known.open(id) }, name);
}

// A link with `label` (text or a node); an address of this Slack opens here, an unsafe one is text.
export function link(url, label) {
  if (!isSafe(url)) return h("span", {}, label ?? url);
  const own = ownMessage(url);
  if (!own) {
    const shown = label ?? url.replace(/^(mailto|tel):/i, "");
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
  }
  const open = (event) => {
    event.preventDefault();
    known.open(own.room, own.ts);
  };
  return h(
    "a",
    { href: own.path, onclick: open },
    label ?? `#${known.channels[own.room] ?? own.room}`,
  );
}

function ownMessage(url) {
  if (!URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  const found = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(pathname);
  if (!found || origin !== location.origin) return null;
  return { path: pathname, room: found[1], ts: `${found[2]}.${found[3]}` };
}
