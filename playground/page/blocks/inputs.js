// Input blocks: a label, an element, a hint, and the place where an error is told.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { element } from "./elements.js";
import { idOf } from "./entered.js";
import { plain } from "./mrkdwn.js";

export function input(block, context) {
  const id = idOf(block.element, block, context);
  const hint = block.hint ? h("p.hint", { id: `${id}-hint` }, plain(block.hint)) : null;
  const described = [hint ? `${id}-hint` : null, `${id}-error`].filter(Boolean).join(" ");
  const control = element(block.element, block, { ...context, described });
  const error = h("p.error", { id: `${id}-error`, "data-error": block.block_id });
  const words = [
    plain(block.label),
    block.optional ? h("span.optional", {}, ` ${t("optional")}`) : null,
  ];
  const isGroup = ["radio_buttons", "checkboxes"].includes(block.element.type);
  const attributes = { "data-block": block.block_id };
  if (isGroup)
    return h(
      "fieldset.block.input",
      { ...attributes, "aria-describedby": described },
      h("legend", {}, words),
      control,
      error,
      hint,
    );
  const label = h("label", { for: id, id: `${id}-label` }, words);
  return h("div.block.input", attributes, label, control, error, hint);
}

// Tells each error at its block, and takes away those of before. The first one is focused, and so
// read out with its field; returns the errors that have no block to stand at.
export function showErrors(root, errors) {
  const places = [...root.querySelectorAll("[data-error]")];
  for (const place of places) showError(place, errors[place.dataset.error] ?? "");
  const known = new Set(places.map((place) => place.dataset.error));
  return Object.entries(errors).filter(([block]) => !known.has(block));
}

function showError(place, sentence) {
  if (place.textContent !== sentence) place.textContent = sentence;
  const block = place.closest("[data-block]");
  block.classList.toggle("wrong", Boolean(sentence));
  for (const field of block.querySelectorAll(".text-field, .combo-input, .picker, .tick input"))
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
}

export function focusFirstError(root) {
  const first = root.querySelector(".wrong");
  if (!first) return;
  first.scrollIntoView({ block: "nearest" });
  first.querySelector(".text-field, .combo-input, .picker, .tick input")?.focus();
}
