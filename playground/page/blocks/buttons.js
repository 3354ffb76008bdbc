// Buttons and overflow menus. A button waits for the app; without an answer it shows a warning.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { change, idOf } from "./entered.js";
import { isSafe } from "./mentions.js";
import { menu } from "./menu.js";
import { plain } from "./mrkdwn.js";

const visit = (url) => isSafe(url) && window.open(url, "_blank", "noopener,noreferrer");

export function button(source, block, context) {
  const warning = h("span.button-warning", { role: "img", hidden: true }, "⚠");
  const press = async (event) => {
    const pressed = event.currentTarget;
    if (pressed.getAttribute("aria-busy")) return;
    if (source.confirm && context.confirm && !(await context.confirm(source.confirm))) return;
    visit(source.url);
    await waiting(pressed, warning, () => context.use(source, block, source.value ?? null));
  };
  const node = h(
    `button.button${source.style ? `.${source.style}` : ""}`,
    {
      id: idOf(source, block, context),
      type: "button",
      onclick: press,
      "aria-label": source.accessibility_label,
      "data-action": source.action_id,
    },
    h("span", {}, plain(source.text)),
  );
  return h("span.button-place", {}, node, warning);
}

// While the app has not answered the button turns and takes no second press.
async function waiting(pressed, warning, work) {
  warning.hidden = true;
  pressed.setAttribute("aria-busy", "true");
  const reply = await work();
  pressed.removeAttribute("aria-busy");
  warning.hidden = !reply?.error;
  warning.setAttribute("aria-label", t("noAnswer"));
  warning.title = t("noAnswer");
}

export function overflow(source, block, context) {
  const items = source.options.map((option) => ({
    label: plain(option.text),
    description: option.description ? plain(option.description) : "",
    run: async () => {
      if ((await change(source, block, context, option.value)) !== null) visit(option.url);
    },
  }));
  const attributes = {
    id: idOf(source, block, context),
    "data-action": source.action_id,
    "aria-label": t("more"),
  };
  return menu(attributes, h("span", { "aria-hidden": "true" }, "⋯"), items);
}
