// The tools in the bar: what goes wrong on purpose, tours, what happened, settings.

import { h, read, svg, toast } from "../kit/dom.js";
import { showsInspector, toggleInspector } from "./inspector.js";
import { popover } from "./popover.js";
import { drawSettings, settings } from "./settings.js";
import { f, inLanguage } from "./words.js";

const box = document.getElementById("tools");
const GEAR =
  "M8 5.2A2.8 2.8 0 1 0 8 10.8 2.8 2.8 0 0 0 8 5.2M8 .8v2M8 13.2v2M.8 8h2M13.2 8h2M2.9 2.9l1.4 1.4M11.7 11.7l1.4 1.4M13.1 2.9l-1.4 1.4M4.3 11.7l-1.4 1.4";

let parts = null;

export function drawTools(state, refresh) {
  parts ??= build(refresh);
  parts.tours.hidden = !state.has_tours;
  const names = (state.switches ?? []).map((name) => f(name)).join(", ");
  parts.warning.hidden = !names;
  parts.warning.replaceChildren(
    h("span", { "aria-hidden": "true" }, "⚠"),
    h("span.warning-text", {}, (state.switches ?? []).join(", ")),
  );
  parts.warning.title = f("faultOn", { names });
  parts.warning.setAttribute("aria-label", f("faultOn", { names }));
  showRefusals(state);
  drawSettings(state);
}

function build(refresh) {
  const warning = h("button.tool.warning", {
    type: "button",
    onclick: () => toggleInspector(true),
  });
  const tours = popup("tours", "Alt+T", fillTours);
  const badge = h("span.badge", { hidden: true });
  const happened = h(
    "button.tool",
    {
      type: "button",
      id: "happened",
      "aria-keyshortcuts": "Alt+I",
      "aria-expanded": "false",
      "aria-controls": "inspector",
      onclick: () => toggleInspector(),
    },
    h("span", { "data-f": "happened" }),
    badge,
  );
  const gear = popup("settings", "Alt+S", (panel, close) => settings(panel, refresh, close));
  const sign = svg("svg", { viewBox: "0 0 16 16", class: "gear", "aria-hidden": "true" });
  sign.append(svg("path", { d: GEAR }));
  const button = gear.querySelector("button");
  button.replaceChildren(sign);
  button.removeAttribute("data-f");
  button.dataset.fLabel = button.dataset.fTitle = "settings";
  box.replaceChildren(warning, tours, happened, gear);
  return { warning, tours, happened, badge };
}

function popup(name, keys, fill) {
  const button = h("button.tool", { type: "button", "aria-keyshortcuts": keys, "data-f": name });
  const panel = h(`div.panel.${name}`, { id: name, role: "group", "data-f-label": name });
  const close = popover(button, panel, { onopen: () => fill(panel, close) });
  return h("div.bar-popup", {}, button, panel);
}

let seen = null;

// Refusals count from the moment the page was opened, and from each look at the inspector on.
function showRefusals(state) {
  const refusals = state.refusals ?? 0;
  if (seen === null || showsInspector() || refusals < seen) seen = refusals;
  const n = refusals - seen;
  parts.badge.hidden = !n;
  parts.badge.textContent = String(n);
  parts.badge.title = f("refusals", { n });
  parts.happened.setAttribute(
    "aria-label",
    n ? `${f("happened")} · ${f("refusals", { n })}` : f("happened"),
  );
}

async function fillTours(panel, close) {
  const tours = await read("tours");
  const list = Array.isArray(tours) ? tours : [];
  panel.replaceChildren(
    ...list.map((tour) => tourButton(tour, close)),
    list.length ? "" : h("p", {}, f("noTours")),
  );
  panel.querySelector("button")?.focus();
}

function tourButton(tour, close) {
  const start = async () => {
    close();
    try {
      const { startTour } = await import("./tour.js");
      await startTour(tour);
    } catch (problem) {
      toast(String(problem));
    }
  };
  return h(
    "button.tour-choice",
    { type: "button", onclick: start },
    h("strong", {}, inLanguage(tour.title)),
    tour.about ? h("small", {}, inLanguage(tour.about)) : null,
  );
}
