// The workspace's time, and the buttons that move it.

import { act, h } from "../kit/dom.js";
import { f, momentIn } from "./words.js";

const box = document.getElementById("clock");
const STEPS = { hour: 3600, day: 86400, week: 604800 };
const MOMENT = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
};
const SPOKEN = { ...MOMENT, weekday: "long", month: "long" };

let parts = null;
let shown = null;
let isAsked = false;
let wasMoving = false;

export function drawClock(state, person, refresh) {
  parts ??= build(() => refresh());
  shown = { state, zone: person.tz, at: performance.now() };
  show();
}

function build(refresh) {
  const now = h("span.now");
  const mark = h("span.clock-state");
  const more = h("button.time-more", {
    type: "button",
    "data-f": "time",
    "aria-expanded": "false",
    "aria-controls": "time-steps",
  });
  const due = step(() => move({ next_due: true }, refresh), "due");
  due.setAttribute("aria-keyshortcuts", "Alt+N");
  const plain = Object.entries(STEPS).map(([name, seconds]) => {
    const button = step(() => move({ seconds }, refresh));
    button.dataset.f = name;
    return button;
  });
  const live = step(() => move({ live: true }, refresh));
  live.dataset.f = "realTime";
  const runs = h("span.runs");
  const steps = h(
    "div.time-steps",
    { id: "time-steps" },
    due,
    h("span.plain", {}, plain),
    runs,
    live,
  );
  const said = h("p.unseen", { role: "status" });
  more.addEventListener("click", () => {
    const isOpen = steps.classList.toggle("open");
    more.setAttribute("aria-expanded", String(isOpen));
  });
  box.replaceChildren(now, mark, more, steps, said);
  return { now, mark, due, plain, live, runs, said, refresh };
}

// What cannot be pressed now keeps the focus: it is only said to be disabled.
function step(onpress, kind = "plain-step") {
  const pressed = (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") onpress();
  };
  return h(`button.step.${kind}`, { type: "button", onclick: pressed });
}

async function move(body, refresh) {
  isAsked = true;
  show();
  try {
    await act("time", body);
  } finally {
    isAsked = false;
    await refresh();
  }
}

const moment = () => {
  const { state, at } = shown;
  const passed = state.is_live ? performance.now() - at : 0;
  return new Date(new Date(state.now).getTime() + passed);
};

function show() {
  const { state, zone } = shown;
  const isMoving = isAsked || Boolean(state.running);
  const standing = state.is_live ? "live" : "standing";
  showNow();
  parts.mark.replaceChildren(h("span", {}, f(isMoving ? "moving" : standing)));
  parts.mark.className = `clock-state ${isMoving ? "moving" : standing}`;
  box.toggleAttribute("data-busy", isMoving);
  showDue(state, zone, isMoving);
  for (const one of [...parts.plain, parts.live]) disable(one, isMoving);
  parts.live.hidden = state.is_live || state.is_followed;
  showRuns(state, isMoving);
  if (wasMoving && !isMoving)
    parts.said.textContent = f("itIs", { moment: momentIn(zone, moment(), SPOKEN) });
  wasMoving = isMoving;
}

function showNow() {
  const { state, zone } = shown;
  const now = moment();
  showWithYear(momentIn(zone, now, MOMENT), momentIn(zone, now, { year: "numeric" }));
  const utc = `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  parts.now.title = [zone ?? "UTC", utc, state.is_live ? null : f("stands")]
    .filter(Boolean)
    .join(" · ");
}

// The year is the first thing that a narrow bar leaves out.
function showWithYear(text, year) {
  const [, before, shown, after] = new RegExp(`^(.*?)(,? ${year})(.*)$`).exec(text);
  parts.now.replaceChildren(before, h("span.rest", {}, shown), after);
}

const disable = (button, isOff) => button.setAttribute("aria-disabled", String(isOff));

function showDue(state, zone, isMoving) {
  const due = state.next_due && new Date(state.next_due);
  const when = due && momentIn(zone, due, dueStyle(due - moment()));
  parts.due.replaceChildren(
    f(due ? "nextDue" : "nothingDue"),
    due && f("moment") ? h("span.rest", {}, ` ${f("moment")}`) : "",
    due ? h("span.when", {}, when) : "",
  );
  disable(parts.due, isMoving || !due);
}

// Within the week a weekday is enough.
function dueStyle(wait) {
  const clock = { hour: "numeric", minute: "2-digit" };
  const day = wait < 6 * 86400000 ? { weekday: "short" } : { day: "numeric", month: "short" };
  return { ...day, ...clock };
}

// The button that starts a run is the one that stops it, so that the focus stays on it.
// A run whose name begins with a dot is for tours only.
function showRuns(state, isMoving) {
  const names = (state.runs ?? []).filter((name) => !name.startsWith("."));
  if (parts.runs.dataset.names !== names.join()) {
    parts.runs.dataset.names = names.join();
    parts.runs.replaceChildren(...names.map(runButton));
  }
  for (const one of parts.runs.children) {
    const [button, bar] = one.children;
    const isOn = state.running?.name === one.dataset.run;
    button.textContent = isOn
      ? `${f("stop")} · ${percent(state.running.done)}`
      : f(one.dataset.run);
    disable(button, isMoving && !isOn);
    bar.hidden = !isOn;
    bar.value = isOn ? state.running.done : 0;
    bar.setAttribute("aria-label", f(one.dataset.run));
  }
}

const percent = (done) => `${Math.floor(done * 100)} %`;

function runButton(name) {
  const press = () => (wasMoving ? act("stop_run") : act("run", { name })).then(parts.refresh);
  return h("span.run", { "data-run": name }, step(press, "run-step"), h("progress", { max: 1 }));
}

setInterval(() => {
  if (shown?.state.is_live) showNow();
}, 1000);
