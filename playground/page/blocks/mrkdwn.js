// Slack's mrkdwn and plain text as DOM nodes. Nothing here ever becomes HTML by itself.
// Each step reads its text once, so hostile text costs no more than any other.

import { h } from "../kit/dom.js";
import { date } from "./dates.js";
import { character, isOnlyEmoji, picture, withEmoji } from "./emoji.js";
import { broadcast, channel, group, isSafe, link, person } from "./mentions.js";

const FENCE = /```([\s\S]+?)```/g;
const QUOTED_REST = /^(?:&gt;|>){3} ?/m;
const QUOTED_LINE = /^(?:&gt;|>) ?/;
const ATOM =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?|(https?:\/\/[^\s<>|]+)|[*_~]/g;
const MARKS = { "*": "strong", _: "em", "~": "s" };

const unescape = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function plain(object) {
  const text = unescape(object?.text ?? "");
  return object?.emoji === false ? text : withEmoji(text);
}

export function text(object) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, object) : lines(plain(object));
}

export const lines = (value) => broken(value.split("\n"), (line) => [line]);

// The text of a message without blocks: larger when it is nothing but emoji.
export function messageText(source) {
  const nodes = mrkdwn(source);
  return h(`div.block.section-text${isOnlyEmoji(nodes) ? ".large" : ""}`, {}, nodes);
}

// The nodes of a text; with `verbatim`, addresses without angle brackets stay text.
export function mrkdwn(source, { verbatim = false } = {}) {
  const nodes = [];
  let from = 0;
  for (const fence of source.matchAll(FENCE)) {
    const before = source.slice(from, fence.index);
    if (QUOTED_REST.test(before)) break;
    nodes.push(...paragraphs(outside(before, from > 0, true), verbatim), pre(fence[1]));
    from = fence.index + fence[0].length;
  }
  const rest = source.slice(from);
  const deep = QUOTED_REST.exec(rest);
  const flat = deep ? rest.slice(0, deep.index) : rest;
  nodes.push(...paragraphs(outside(flat, from > 0, deep !== null), verbatim));
  if (deep) nodes.push(quotedRest(rest.slice(deep.index + deep[0].length), verbatim));
  return nodes;
}

// A box begins on its own line: the line breaks that touch it are already there.
function outside(text, isAfterBox, isBeforeBox) {
  const tail = isAfterBox ? text.replace(/^\n/, "") : text;
  return isBeforeBox && tail.endsWith("\n") ? tail.slice(0, -1) : tail;
}

const pre = (content) => h("pre", {}, code(content.replace(/^\n/, "").replace(/\n$/, "")));

function quotedRest(source, verbatim) {
  const parts = source
    .split(/```([\s\S]+?)```/)
    .map((part, index, all) =>
      index % 2
        ? [pre(part)]
        : inLines(outside(part, index > 0, index < all.length - 1).split("\n"), verbatim),
    );
  return h("blockquote", {}, parts.flat());
}

function paragraphs(source, verbatim) {
  if (!source) return [];
  const parts = [];
  for (const line of source.split("\n")) {
    const isQuote = QUOTED_LINE.test(line);
    if (parts.at(-1)?.isQuote !== isQuote) parts.push({ isQuote, lines: [] });
    parts.at(-1).lines.push(isQuote ? line.replace(QUOTED_LINE, "") : line);
  }
  return parts.flatMap((part) => {
    const nodes = inLines(part.lines, verbatim);
    return part.isQuote ? [h("blockquote", {}, nodes)] : nodes;
  });
}

const inLines = (all, verbatim) => broken(all, (line) => inline(line, verbatim));

const broken = (all, draw) =>
  all.flatMap((line, index) => (index ? [h("br"), ...draw(line)] : draw(line)));

function inline(line, verbatim) {
  const tokens = tokenise(line, verbatim);
  pair(tokens.filter((token) => token.mark));
  return nested(tokens);
}

function tokenise(line, verbatim) {
  const tokens = [];
  let from = 0;
  const pattern = new RegExp(ATOM);
  for (let found = pattern.exec(line); found; found = pattern.exec(line)) {
    const token = atom(found, line, verbatim);
    // What only looked like something stays text, but what is inside it may be something.
    pattern.lastIndex = found.index + (token?.length ?? 1);
    if (!token) continue;
    if (found.index > from) tokens.push({ node: unescape(line.slice(from, found.index)) });
    tokens.push(token);
    from = pattern.lastIndex;
  }
  if (from < line.length) tokens.push({ node: unescape(line.slice(from)) });
  return tokens;
}

function atom(found, line, verbatim) {
  const [all, inCode, angle, name, tone, url] = found;
  if (url) return verbatim ? { node: url, length: url.length } : address(url);
  if (inCode === undefined && angle === undefined && name === undefined)
    return { mark: all, length: 1, ...flanks(line, found.index) };
  const node = inCode ? h("code", {}, code(inCode)) : angle ? angled(angle) : face(name, tone);
  return node && { node, length: all.length };
}

function face(name, tone) {
  const found = character(name, tone);
  return found && picture(found, name);
}

// A full stop after an address, or a mark around it, does not belong to it.
function address(url) {
  let end = url.length;
  while (/[.,;:!?)\]'"*_~`]/.test(url[end - 1])) end -= 1;
  const found = unescape(url.slice(0, end));
  return /^https?:\/\/\S/.test(found) ? { node: link(found), length: end } : null;
}

// A mark opens before a word and closes after one, never inside.
function flanks(line, index) {
  const [before, mark, after] = [line[index - 1] ?? " ", line[index], line[index + 1] ?? " "];
  const isWord = (char) => /[\p{L}\p{N}]/u.test(char);
  return {
    canOpen: !isWord(before) && before !== mark && /\S/.test(after) && after !== mark,
    canClose: !isWord(after) && after !== mark && /\S/.test(before) && before !== mark,
  };
}

function pair(marks) {
  let open = [];
  for (const token of marks) {
    const place = open.findIndex((one) => one.mark === token.mark);
    if (place >= 0 && token.canClose) {
      open[place].opens = token.closes = true;
      open = open.slice(0, place);
    } else if (token.canOpen) {
      open = [...open.filter((one) => one.mark !== token.mark), token];
    }
  }
}

function nested(tokens) {
  const stack = [[]];
  for (const { node, mark, opens, closes } of tokens) {
    if (opens) stack.push([]);
    else if (closes) {
      const inner = stack.pop();
      stack.at(-1).push(h(MARKS[mark], {}, inner));
    } else stack.at(-1).push(node ?? mark);
  }
  return stack[0];
}

// In code nothing is parsed but what stands in angle brackets.
function code(source) {
  return source
    .split(/<([^<>\n]+)>/)
    .map((part, index) => (index % 2 ? (angled(part) ?? `<${unescape(part)}>`) : unescape(part)))
    .filter((part) => part !== "");
}

function angled(content) {
  const bar = content.indexOf("|");
  const target = bar < 0 ? content : content.slice(0, bar);
  const label = bar < 0 ? undefined : unescape(content.slice(bar + 1));
  if (/^@[UW]\w/.test(target)) return person(target.slice(1), label);
  if (/^#[CGD]\w/.test(target)) return channel(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return isSafe(target) ? link(unescape(target), label || null) : null;
}

function special(target, label) {
  const [kind, ...rest] = target.split("^");
  if (kind === "date") return date(rest[0], rest[1], rest[2], label);
  if (kind === "subteam") return group(rest[0], label);
  if (["here", "channel", "everyone"].includes(kind)) return broadcast(kind);
  return label === undefined ? null : h("span", {}, label);
}
