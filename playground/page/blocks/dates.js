// Dates in text: Slack's {tokens}, in the language and zone of the person who reads.

import { h } from "../kit/dom.js";
import { locale, time, zone } from "../kit/words.js";
import { isSafe, link, present } from "./mentions.js";

const DAY = 86400000;
const HALF_A_YEAR = 183 * DAY;
const MONTH_DAY = { month: "long", day: "numeric" };
const FULL = { ...MONTH_DAY, year: "numeric" };
const SHORT = { month: "short", day: "numeric", year: "numeric" };
const LONG = { ...FULL, weekday: "long" };
const UNITS = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["day", DAY],
  ["hour", 3600000],
  ["minute", 60000],
];

const TOKENS = {
  date_num: number,
  date_slash: (moment) => time(moment, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: plainDate,
  date_short: (moment) => time(moment, SHORT),
  date_long: (moment) => ordinal(moment, LONG),
  date_long_full: (moment) => ordinal(moment, FULL),
  date_pretty: (moment) => near(moment) ?? plainDate(moment),
  date_short_pretty: (moment) => near(moment) ?? time(moment, SHORT),
  date_long_pretty: (moment) => near(moment) ?? ordinal(moment, LONG),
  time: (moment) => time(moment, { hour: "numeric", minute: "2-digit" }),
  time_secs: (moment) => time(moment, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};

// `seconds` since 1970 as `format` says, linked to `url`; `fallback` where that cannot be shown.
export function date(seconds, format, url, fallback) {
  const moment = new Date(Number(seconds) * 1000);
  if (Number.isNaN(moment.getTime()) || !/\{\w+\}/.test(format ?? "")) return fallback ?? "";
  const words = format.replace(/\{(\w+)\}/g, (all, name) =>
    Object.hasOwn(TOKENS, name) ? TOKENS[name](moment) : all,
  );
  const shown = words.charAt(0).toUpperCase() + words.slice(1);
  const title = `${ordinal(moment, LONG)}, ${TOKENS.time(moment)}`;
  const node = h("time", { datetime: moment.toISOString(), title }, shown);
  return url && isSafe(url) ? link(url, node) : node;
}

function number(moment) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(moment);
}

// Slack leaves the year out within half a year.
function plainDate(moment) {
  const isNear = Math.abs(moment - present()) < HALF_A_YEAR;
  return ordinal(moment, isNear ? MONTH_DAY : FULL);
}

function ordinal(moment, options) {
  const text = time(moment, options);
  if (!locale.startsWith("en")) return text;
  const day = time(moment, { day: "numeric" });
  const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(Number(day));
  const ending = { one: "st", two: "nd", few: "rd", other: "th" }[kind];
  return text.replace(new RegExp(`\\b${day}\\b`), day + ending);
}

function near(moment) {
  const days = (Date.parse(number(moment)) - Date.parse(number(present()))) / DAY;
  return Math.abs(days) <= 1 ? relative(days, "day", "auto") : null;
}

const relative = (amount, unit, numeric) =>
  new Intl.RelativeTimeFormat(locale, { numeric }).format(amount, unit);

function ago(moment) {
  const passed = moment - present();
  const [unit, length] = UNITS.find(([, span]) => Math.abs(passed) >= span) ?? ["second", 1000];
  return relative(Math.trunc(passed / length), unit, "always");
}
