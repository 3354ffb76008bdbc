// Emoji by Slack's names. The table is fetched once, before the first text is drawn.

import { h } from "../kit/dom.js";

const TONES = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };
const NAMED = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g;
const PICTURES =
  /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\s]*$/u;
const MOST_LARGE = 23;

const table = await load();

async function load() {
  try {
    const answer = await fetch("/page/emoji.json");
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

// The character of `name`, with a skin tone 2–6 where there is one; undefined for unknown names.
export function character(name, tone) {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!found || !tone) return found;
  const [first, ...rest] = found;
  if (!/\p{Emoji_Modifier_Base}/u.test(first)) return found + TONES[tone];
  return first + TONES[tone] + rest.join("").replace(/^\ufe0f/, "");
}

export function emoji(name, tone) {
  const found = character(name, tone);
  return found ? picture(found, name) : `:${name}:`;
}

export const picture = (found, name) => h("span.emoji", { title: `:${name}:` }, found);

export function withEmoji(text) {
  return text.replace(NAMED, (all, name, tone) => character(name, tone) ?? all);
}

// Slack shows a message larger that is nothing but a few emoji.
export function isOnlyEmoji(nodes) {
  const words = (node) =>
    typeof node === "string" ? node : node.nodeType === 3 ? node.data : null;
  const isPicture = (node) => node.className === "emoji" || PICTURES.test(words(node) ?? "x");
  const isBlank = (node) => words(node)?.trim() === "";
  return nodes.length <= MOST_LARGE && nodes.every(isPicture) && !nodes.every(isBlank);
}
