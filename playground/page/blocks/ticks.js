// Checkboxes and radio buttons, with descriptions below their labels.

import { h } from "../kit/dom.js";
import { change, entered, idOf, named } from "./entered.js";
import { text } from "./mrkdwn.js";

export function ticks(source, block, context) {
  const isRadio = source.type === "radio_buttons";
  const id = idOf(source, block, context);
  const held = entered(source, block, context);
  let values = (isRadio ? [held] : (held ?? [])).filter(Boolean).map((option) => option.value);
  const inputs = source.options.map((option, number) =>
    h("input", {
      id: number ? `${id}-${number}` : id,
      type: isRadio ? "radio" : "checkbox",
      name: id,
      value: option.value,
      checked: values.includes(option.value),
      "data-focus": Boolean(source.focus_on_load) && !number,
      "aria-describedby": option.description ? `${id}-${number}-about` : null,
      onchange: () => changed(),
    }),
  );
  const changed = async () => {
    const now = inputs.filter((one) => one.checked).map((one) => one.value);
    const reply = await change(source, block, context, isRadio ? (now[0] ?? null) : now);
    if (reply !== null) values = now;
    else for (const one of inputs) one.checked = values.includes(one.value);
  };
  const isInput = block.type === "input";
  return h(
    "div.ticks",
    {
      "data-action": source.action_id,
      role: isInput ? null : isRadio ? "radiogroup" : "group",
      "aria-label": isInput ? null : named(source, block),
    },
    source.options.map((option, number) => tick(option, inputs[number], `${id}-${number}-about`)),
  );
}

function tick(option, input, about) {
  const words = [h("span", {}, text(option.text))];
  if (option.description) words.push(h("small", { id: about }, text(option.description)));
  // The description describes, it is no part of the name: the label holds the first line only.
  return h("div.tick", {}, input, h("label", { for: input.id }, words[0]), words[1] ?? null);
}
