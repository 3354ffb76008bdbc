// One line of what happened: who called whom, with what, how long it took, how it ended.

import { h } from "../kit/dom.js";
import { f, momentIn } from "./words.js";

const CLOCK = { weekday: "short", hour: "numeric", minute: "2-digit", second: "2-digit" };

/** The row of an entry: a button that opens its details; `names` knows people and channels. */
export function row(entry, names) {
  const isCall = entry.kind === "call";
  const button = h(
    "button.entry-row",
    { type: "button", "aria-expanded": "false", tabindex: "-1" },
    h(
      "span.entry-line",
      {},
      h("span.way", {}, h("span.way-sign", { "aria-hidden": "true" }), way(isCall)),
      h("strong.entry-name", {}, entry.name),
      result(entry),
    ),
    h("span.entry-line.quiet", {}, h("span.entry-where", {}, where(entry, names)), took(entry)),
  );
  const box = h(`li.entry.${entry.kind}`, { "data-id": entry.id }, button);
  box.toggleAttribute("data-refused", !entry.ok);
  box.find = [entry.name, entry.summary, entry.error, entry.status, button.textContent]
    .join(" ")
    .toLowerCase();
  return box;
}

const way = (isCall) => word(isCall ? "calls" : "deliveries");

// Said again when the language changes, see `translate`.
const word = (key) => h("span", { "data-f": key }, f(key));

function result(entry) {
  const status = [0, 200].includes(entry.status) ? "" : ` ${entry.status}`;
  const text = entry.ok ? "ok" : `${entry.error}${status}`;
  return h(
    `span.result${entry.ok ? "" : ".bad"}`,
    {},
    h("span", { "aria-hidden": "true" }, entry.ok ? "✓ " : "✕ "),
    text,
  );
}

function where(entry, names) {
  const at = momentIn(names.zone, new Date(entry.at), CLOCK);
  const parts = [names.person(entry.user), names.channel(entry.channel), at, entry.summary];
  return [...new Set(parts.filter(Boolean))].join(" · ");
}

function took(entry) {
  return h(
    "span.took",
    {},
    entry.retry ? h("span.entry-mark", {}, word("retry"), ` ${entry.retry}`) : null,
    entry.fault ? h("span.entry-mark.fault", {}, word("faultMark"), ` ${entry.fault}`) : null,
    entry.latency < 0.001 ? " < 1 ms" : ` ${Math.round(entry.latency * 1000)} ms`,
  );
}
