// Switches for what may go wrong: each holds until it is switched off.

import { act, h } from "../kit/dom.js";
import { f } from "./words.js";

/** The names of all switches. */
export const NAMES = ["429", "500", "drop", "slow", "uninstalled"];

/** The switches, in a part that can be closed. */
export function faults() {
  return h(
    "details.faults",
    {},
    h("summary", {}, h("span", { "data-f": "faults" }), h("span.faults-on")),
    h("ul", {}, NAMES.map(row)),
  );
}

function row(name) {
  const flip = (event) => {
    const isOn = event.currentTarget.getAttribute("aria-checked") !== "true";
    event.currentTarget.setAttribute("aria-checked", String(isOn));
    act("switch", { name, is_on: isOn });
  };
  return h(
    "li",
    {},
    h(
      "button.switch",
      {
        type: "button",
        role: "switch",
        "aria-checked": "false",
        "aria-labelledby": `fault-${name}`,
        "aria-describedby": `fault-${name}-about`,
        "data-name": name,
        onclick: flip,
      },
      h("span.switch-knob", { "aria-hidden": "true" }),
      h(
        "span.switch-text",
        {},
        h("strong", { id: `fault-${name}`, "data-f": name }),
        h("small", { id: `fault-${name}-about`, "data-f": `${name}About` }),
      ),
    ),
  );
}

/** Shows which switches are on. */
export function drawFaults(box, names) {
  for (const one of box.querySelectorAll(".switch"))
    one.setAttribute("aria-checked", String(names.includes(one.dataset.name)));
  box.querySelector(".faults-on").textContent = names.map((name) => f(name)).join(", ");
}
