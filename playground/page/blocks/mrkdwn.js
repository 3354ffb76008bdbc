// Slack's mrkdwn, plain text and rich text as DOM nodes. Nothing here ever becomes HTML by itself.

import { h } from "../kit/dom.js";
import { time } from "../kit/words.js";

const EMOJI = {
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  warning: "⚠️",
  tada: "🎉",
  rocket: "🚀",
  dart: "🎯",
  wave: "👋",
  eyes: "👀",
  bulb: "💡",
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  bar_chart: "📊",
  calendar: "📅",
  spiral_calendar_pad: "🗓️",
  alarm_clock: "⏰",
  hourglass: "⌛",
  bell: "🔔",
  no_bell: "🔕",
  lock: "🔒",
  fire: "🔥",
  star: "⭐",
  sparkles: "✨",
  pray: "🙏",
  raised_hands: "🙌",
  clap: "👏",
  muscle: "💪",
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  thumbsdown: "👎",
  heart: "❤️",
  smile: "😄",
  slightly_smiling_face: "🙂",
  thinking_face: "🤔",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  large_orange_circle: "🟠",
  red_circle: "🔴",
  large_blue_circle: "🔵",
  white_circle: "⚪",
  black_circle: "⚫",
  large_green_square: "🟩",
  large_yellow_square: "🟨",
  large_red_square: "🟥",
  arrow_up: "⬆️",
  arrow_down: "⬇️",
  arrow_right: "➡️",
  arrow_upper_right: "↗️",
  arrow_lower_right: "↘️",
  palm_tree: "🌴",
  speech_balloon: "💬",
  memo: "📝",
  pencil2: "✏️",
  construction: "🚧",
  octagonal_sign: "🛑",
  no_entry: "⛔",
  mag: "🔍",
  gear: "⚙️",
  link: "🔗",
  handshake: "🤝",
  busts_in_silhouette: "👥",
  bust_in_silhouette: "👤",
  trophy: "🏆",
  seedling: "🌱",
  zap: "⚡",
  question: "❓",
  exclamation: "❗",
};

let names = { people: {}, channels: {} };
let openRoom = () => {};

export function knowNames(people, channels, open) {
  names = {
    people: Object.fromEntries(people.map((person) => [person.id, person.real_name])),
    channels,
  };
  openRoom = open;
}

export const personName = (id) => names.people[id] ?? id;
export const channelName = (id) => names.channels[id] ?? id;

const unescape = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all);

export function plain(object) {
  const text = unescape(object?.text ?? "");
  return object?.emoji === false ? text : withEmoji(text);
}

export function text(object) {
  return object.type === "mrkdwn" ? mrkdwn(object.text) : lines(plain(object));
}

function lines(value) {
  return value.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

export function mrkdwn(source) {
  return source
    .split(/```([\s\S]*?)```/)
    .flatMap((part, index) =>
      index % 2 ? [h("pre", {}, unescape(part.replace(/^\n/, "")))] : quoted(part),
    );
}

function quoted(source) {
  const parts = [];
  for (const line of source.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = parts.at(-1);
    if (last && last.isQuote === Boolean(quote)) last.lines.push(quote ? quote[1] : line);
    else parts.push({ isQuote: Boolean(quote), lines: [quote ? quote[1] : line] });
  }
  return parts.flatMap((part) => {
    const nodes = part.lines.flatMap((line, index) =>
      index ? [h("br"), ...inline(line)] : inline(line),
    );
    return part.isQuote ? [h("blockquote", {}, nodes)] : nodes;
  });
}

const INLINE =
  /`([^`]+)`|<([^<>]+)>|(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*?\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*?\S)~(?![\w~])|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]])/;

function inline(source) {
  const found = INLINE.exec(source);
  if (!found) return source ? [withEmoji(unescape(source))] : [];
  const [all, code, angle, bold, italic, strike, url] = found;
  const before = source.slice(0, found.index);
  const after = source.slice(found.index + all.length);
  return [
    ...inline(before),
    url ? link(unescape(url), null) : span(code, angle, bold, italic, strike),
    ...inline(after),
  ];
}

function span(code, angle, bold, italic, strike) {
  if (code !== undefined) return h("code", {}, unescape(code));
  if (angle !== undefined) return angled(angle);
  if (bold !== undefined) return h("strong", {}, inline(bold));
  if (italic !== undefined) return h("em", {}, inline(italic));
  return h("s", {}, inline(strike));
}

function angled(content) {
  const [target, label] = content.split(/\|(.*)/s);
  if (target.startsWith("@")) return h("span.mention", {}, `@${personName(target.slice(1))}`);
  if (target.startsWith("#")) return channelLink(target.slice(1));
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return h("span.mention", {}, label ?? "@team");
  if (target.startsWith("!")) return h("span.mention.broad", {}, `@${target.slice(1)}`);
  return link(unescape(target), label ? unescape(label) : null);
}

function channelLink(id) {
  return h(
    "button.mention",
    { type: "button", onclick: () => openRoom(id) },
    `#${channelName(id)}`,
  );
}

export function link(url, label) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return h("span", {}, label ?? url);
  const own = new URL(url, location.href);
  const found =
    own.origin === location.origin && /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(own.pathname);
  if (!found)
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label ?? url);
  const open = (event) => {
    event.preventDefault();
    openRoom(found[1], `${found[2]}.${found[3]}`);
  };
  return h("a", { href: own.pathname, onclick: open }, label ?? `#${channelName(found[1])}`);
}

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { dateStyle: "long" },
  date_short: { dateStyle: "medium" },
  date_long: { dateStyle: "full" },
  date_pretty: { dateStyle: "long" },
  date_short_pretty: { dateStyle: "medium" },
  date_long_pretty: { dateStyle: "full" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { timeStyle: "medium" },
};

function date(target, fallback) {
  const [, stamp, format] = target.split("^");
  const moment = new Date(Number(stamp) * 1000);
  const shown = (format ?? "{date}").replace(/\{(\w+)\}/g, (all, name) =>
    DATES[name] ? time(moment, DATES[name]) : all,
  );
  return h("time", { datetime: moment.toISOString(), title: fallback ?? "" }, shown);
}

export function richText(block) {
  return block.elements.map((part) => {
    const inner = part.elements ?? [];
    if (part.type === "rich_text_list") {
      const items = inner.map((item) => h("li", {}, item.elements.map(richSpan)));
      return h(part.style === "ordered" ? "ol" : "ul", {}, items);
    }
    const tag = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" }[part.type] ?? "p";
    return h(tag, {}, inner.map(richSpan));
  });
}

function richSpan(element) {
  const style = element.style ?? {};
  const node = {
    link: () => link(element.url, element.text),
    user: () => h("span.mention", {}, `@${personName(element.user_id)}`),
    channel: () => channelLink(element.channel_id),
    emoji: () => EMOJI[element.name] ?? `:${element.name}:`,
  }[element.type];
  const tags = Object.entries({ code: "code", bold: "strong", italic: "em", strike: "s" }).filter(
    ([key]) => style[key],
  );
  return tags.reduce(
    (inner, [, tag]) => h(tag, {}, inner),
    node ? node() : h("span", {}, lines(element.text ?? "")),
  );
}

export function markdown(source) {
  const nodes = [];
  for (const line of source.split("\n")) {
    const heading = /^(#{1,6}) (.*)/.exec(line);
    const item = /^\s*[-*] (.*)/.exec(line);
    if (heading)
      nodes.push(h("p.markdown-heading", {}, h("strong", {}, markdownSpans(heading[2]))));
    else if (item) nodes.push(h("p.markdown-item", {}, "• ", ...markdownSpans(item[1])));
    else nodes.push(h("p", {}, markdownSpans(line)));
  }
  return nodes;
}

function markdownSpans(source) {
  const found = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|`([^`]+)`|\*([^*]+)\*/.exec(source);
  if (!found) return [withEmoji(source)];
  const [all, bold, label, url, code, italic] = found;
  const node = bold
    ? h("strong", {}, bold)
    : label
      ? link(url, label)
      : code
        ? h("code", {}, code)
        : h("em", {}, italic);
  return [
    withEmoji(source.slice(0, found.index)),
    node,
    ...markdownSpans(source.slice(found.index + all.length)),
  ];
}
