// What a step of a tour may ask for: how it is done for the visitor, and how it is noticed that
// they did it themselves. An act is {name: what}, such as {fill: "71"} or {time: "next_due"}:
//
// click: true · fill: text · choose: an option's value · command: "/line" · say: text, in the
// thread of the message that is shown · react: emoji · time: seconds or "next_due" · run: name ·
// switch_on, switch_off: a fault

import { act, read } from "../kit/dom.js";

const PERFORM = {
  click: (_, target) => target.click(),
  fill: (text, target) => type(field(target), text),
  choose: (value, target) => choose(field(target), value),
  command: (line, _, { user, channel }) => act("command", { user, channel, line }),
  say: (text, target, { user, channel }) =>
    act("say", { user, channel, text, thread_ts: message(target) }),
  react: (name, target, { user, channel }) =>
    act("react", { user, channel, ts: message(target), name }),
  time: (step) => act("time", step === "next_due" ? { next_due: true } : { seconds: step }),
  run: (name) => act("run", { name }),
  switch_on: (name) => act("switch", { name, is_on: true }),
  switch_off: (name) => act("switch", { name, is_on: false }),
};

// By the act: whether what was just sent to the control API is it. What exactly the visitor typed
// is up to them.
const SENT = {
  fill: (_, deed, at) => isEntered(deed, at),
  choose: (_, deed, at) => isEntered(deed, at),
  command: (line, { name, body }) => name === "command" && body.line.trim() === line,
  say: (_, { name, body }) => name === "say" && Boolean(body.thread_ts),
  react: (_, { name }) => name === "react",
  time: (_, { name }) => name === "time",
  run: (_, { name }) => name === "run",
  switch_on: (which, { name, body }) => name === "switch" && body.name === which && body.is_on,
  switch_off: (which, { name, body }) => name === "switch" && body.name === which && !body.is_on,
};

/** Does an act; resolves when the time that it moved stands again. */
export async function perform(asked, target, here) {
  const [[name, what]] = Object.entries(asked);
  await PERFORM[name](what, target, here);
  if (isDeed(asked)) await settled();
}

/** Whether `deed` ({name, body}, just sent to the control API) is what the step asks for. */
export function isDone(step, deed) {
  const [[name, what] = []] = Object.entries(step?.do ?? {});
  return Boolean(SENT[name]?.(what, deed, step.at));
}

// A field that tells the app at once what stands in it is pressed, any other is entered.
const isEntered = ({ name, body }, at) =>
  ["enter", "press"].includes(name) && at.includes(`"${body.block_id}"`);

/** Whether a click on `target` is what the step asks for. */
export const asks = (step, target) => Boolean(step?.do?.click && target.closest(step.at));

/** Whether an act may move the time. */
export const isDeed = (asked) => Boolean(asked?.time ?? asked?.run);

/** Resolves when nobody moves the time any more. */
export async function settled() {
  while ((await read("state")).running) await new Promise((later) => setTimeout(later, 200));
}

const field = (target) =>
  target.matches("input, textarea") ? target : target.querySelector("input, textarea");

const message = (target) => target.closest("[data-ts]").dataset.ts;

function type(input, text) {
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

async function choose(input, value) {
  input.click();
  const option = `[role=listbox] [data-value="${CSS.escape(value)}"]`;
  for (let tries = 20; tries && !document.querySelector(option); tries -= 1)
    await new Promise((later) => setTimeout(later, 50));
  document.querySelector(option)?.click();
}
