// Rich text: sections, lists, code and quotes, and the spans in them.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { date } from "./dates.js";
import { emoji, isOnlyEmoji, picture } from "./emoji.js";
import { broadcast, channel, group, link, person } from "./mentions.js";
import { lines } from "./mrkdwn.js";

const PARTS = {
  rich_text_section: (part) => h("p", {}, spans(part)),
  rich_text_list: list,
  rich_text_preformatted: (part) =>
    bordered(h("pre", { "data-language": part.language }, part.elements.map(raw)), part),
  rich_text_quote: (part) => h("blockquote", {}, spans(part)),
};
const SPANS = {
  text: (one) => lines(one.text),
  link: (one) => [link(one.url, one.text)],
  user: (one) => [person(one.user_id)],
  usergroup: (one) => [group(one.usergroup_id)],
  channel: (one) => [channel(one.channel_id)],
  broadcast: (one) => [broadcast(one.range)],
  emoji: (one) => [one.unicode ? picture(fromUnicode(one.unicode), one.name) : named(one)],
  date: (one) => [date(one.timestamp, one.format, one.url, one.fallback)],
  color: (one) => [swatch(one.value), one.value],
};
const STYLES = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
  ["highlight", "mark"],
  ["client_highlight", "mark"],
];

export const richText = (block) => block.elements.map((part) => PARTS[part.type](part));

// A block of rich text as a message has it: larger when it is nothing but emoji.
export function richBlock(block) {
  const nodes = richText(block);
  const isLarge = nodes.length === 1 && isOnlyEmoji([...nodes[0].childNodes]);
  return h(`div.block.rich${isLarge ? ".large" : ""}`, {}, nodes);
}

export const spans = (part) => part.elements.flatMap(span);

function span(one) {
  const nodes = SPANS[one.type](one);
  const tags = STYLES.filter(([style]) => one.style?.[style]);
  return tags.reduce((inner, [, tag]) => [h(tag, {}, inner)], nodes);
}

const raw = (one) => (one.type === "link" ? link(one.url, one.text) : one.text);

function list(part) {
  const isOrdered = part.style === "ordered";
  const indent = Math.min(8, part.indent ?? 0);
  const node = h(
    `${isOrdered ? "ol" : "ul"}.level-${indent % 3}`,
    { start: isOrdered ? (part.offset ?? 0) + 1 : null },
    part.elements.map(item),
  );
  node.style.marginLeft = `${indent * 22}px`;
  return bordered(node, part);
}

function item(one) {
  if (one.is_done === undefined) return h("li", {}, spans(one));
  const box = one.is_done ? ["☑", t("taskDone")] : ["☐", t("taskOpen")];
  return h(
    "li.task",
    {},
    h("span.box", { role: "img", "aria-label": box[1] }, box[0]),
    " ",
    spans(one),
  );
}

const bordered = (node, part) => (part.border ? h("div.bordered", {}, node) : node);

function named(one) {
  return emoji(one.name, one.skin_tone);
}

const fromUnicode = (code) =>
  String.fromCodePoint(...code.split("-").map((part) => Number.parseInt(part, 16)));

function swatch(value) {
  const node = h("span.swatch", { "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) node.style.backgroundColor = value;
  return node;
}
