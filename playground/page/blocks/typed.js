// Fields to type into: text, number, email, link.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { change, entered, isQuiet, shared } from "./entered.js";
import { plain } from "./mrkdwn.js";

const PAUSE = 300;
const NEAR = 0.8;
const MODES = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

export function typed(source, block, context) {
  const field = source.multiline
    ? h("textarea.text-field", { ...attributes(source, block, context), rows: 4 })
    : h("input.text-field", {
        ...attributes(source, block, context),
        type: "text",
        inputmode: MODES[source.type],
      });
  listen(field, source, block, context);
  const parts = [source.type === "number_input" ? stepped(field, source) : field];
  if (source.max_length) parts.push(counter(field, source.max_length));
  if (speaksOnEnter(source, block)) parts.push(h("p.hint", {}, t("pressEnter")));
  return parts.length === 1 ? parts[0] : h("div.typed", {}, parts);
}

function attributes(source, block, context) {
  return {
    ...shared(source, block, context),
    value: entered(source, block, context) ?? "",
    placeholder: plain(source.placeholder) || null,
    autocomplete: "off",
  };
}

const triggers = (source) =>
  source.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
const speaksOnEnter = (source, block) =>
  !isQuiet(block) && triggers(source).includes("on_enter_pressed");
const speaksOnLetters = (source, block) =>
  !isQuiet(block) && triggers(source).includes("on_character_entered");

// What is typed is kept when the field is left; the app hears of it when its block says so.
function listen(field, source, block, context) {
  const keep = () => (context.keep ?? (() => {}))(source, block, field.value);
  let later = 0;
  field.addEventListener("input", () => {
    context.typing?.(source, block, field.value);
    clearTimeout(later);
    if (!speaksOnLetters(source, block)) return;
    later = setTimeout(() => {
      // Whoever submits within the pause says it all with that, and leaves the form.
      const isSent = field.form?.querySelector("[aria-busy]");
      if (field.isConnected && !isSent) change(source, block, context, field.value);
    }, PAUSE);
  });
  field.addEventListener("change", keep);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !speaksOnEnter(source, block)) return;
    if (source.multiline && event.shiftKey) return;
    event.preventDefault();
    change(source, block, context, field.value);
  });
}

function counter(field, most) {
  const left = h("p.counter", { role: "status" });
  const count = () => {
    const length = [...field.value].length;
    left.textContent = length > most * NEAR ? String(most - length) : "";
    left.setAttribute("aria-label", left.textContent && t("lettersLeft", { n: most - length }));
    left.classList.toggle("over", length > most);
  };
  field.addEventListener("input", count);
  count();
  return left;
}

// The arrows beside a number; the keyboard's arrows do the same.
function stepped(field, source) {
  const step = (by) => {
    const [low, high] = [
      Number(source.min_value ?? -Infinity),
      Number(source.max_value ?? Infinity),
    ];
    const now = Number(field.value || "0");
    if (Number.isNaN(now)) return;
    field.value = String(Math.min(high, Math.max(low, Number((now + by).toFixed(10)))));
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new Event("change"));
  };
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });
  const arrow = (by, sign) =>
    h(
      "button",
      { type: "button", tabindex: "-1", "aria-hidden": "true", onclick: () => step(by) },
      sign,
    );
  return h("div.stepped", {}, field, h("span.steps", {}, arrow(1, "▴"), arrow(-1, "▾")));
}
