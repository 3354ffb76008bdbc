// Why an entry was refused, as sentences for people, and what to do about it.

import { NAMES } from "./faults.js";
import { MENDS, PROBLEMS, WHYS } from "./refusals.js";
import { f, fill, inLanguage } from "./words.js";

const NUMBERED = { blocks: "blockN", elements: "elementN", options: "optionN", fields: "fieldN" };
const isNumber = (token) => /^\d+$/.test(token);

/** The sentences about a refused entry: each a text, with the place in the request if any. */
export function reasons(entry) {
  const { why } = entry;
  if (entry.ok) return [];
  if (why?.problems?.length)
    return why.problems.map((problem) => ({
      text: `${f("refusedFor")} ${sentence(problem, entry.request)}.`,
      pointer: problem.pointer,
    }));
  const known = WHYS[kind(entry)];
  const text = known ? fill(inLanguage(known), values(entry)) : entry.error || `${entry.status}`;
  return [{ text: `${f("refusedFor")} ${text}`, pointer: null }];
}

function kind(entry) {
  const { why } = entry;
  if (why?.kind === "fault" && !NAMES.includes(entry.fault)) return "planned";
  if (why?.kind === "fault" && why.retry_after) return "fault_wait";
  if (why && why.kind !== "other") return why.kind;
  return entry.error;
}

function values({ why, error, fault }) {
  const none = "–";
  return {
    code: error,
    seconds: why?.retry_after ?? none,
    needed: why?.needed ?? none,
    provided: why?.provided?.replaceAll(",", ", ") || none,
    fault: f(String(fault ?? error)),
  };
}

/** What to do about it, or "". */
export function mend(entry) {
  const known = MENDS[entry.error] ?? MENDS[entry.why?.kind];
  return !entry.ok && known ? inLanguage(known) : "";
}

function sentence({ text, pointer }, request) {
  for (const [expression, words] of PROBLEMS) {
    const match = expression.exec(text);
    if (!match) continue;
    const [, a, b] = match;
    return `${place(pointer, request)} ${fill(inLanguage(words), { a, b, less: Number(a) - 1 })}`;
  }
  return `${place(pointer, request)}: ${text}`;
}

/** "/blocks/2/accessory/text/text" as "block 3 (section), button, text". */
function place(pointer, request) {
  const tokens = (pointer ?? "").split("/").slice(1).map(unescaped);
  let value = request;
  const parts = tokens.map((token, index) => {
    value = value?.[token];
    return named(tokens, index, value);
  });
  return parts.filter(Boolean).join(", ") || f("request");
}

const unescaped = (token) => token.replaceAll("~1", "/").replaceAll("~0", "~");

function named(tokens, index, value) {
  const token = tokens[index];
  if (isNumber(token)) return numbered(tokens[index - 1], Number(token) + 1, value);
  if (isNumber(tokens[index + 1] ?? "")) return null;
  if (token === "accessory" || token === "element") return value?.type ?? token;
  const isOnTheWay = ["view", "text"].includes(token) && tokens[index + 1];
  return isOnTheWay ? null : token;
}

function numbered(list, n, value) {
  const name = NUMBERED[list] ? f(NUMBERED[list], { n }) : `${list} ${n}`;
  const shows = ["blocks", "elements"].includes(list) && typeof value?.type === "string";
  return shows ? `${name} (${value.type})` : name;
}
