// Interactive elements: which file draws which. What stands in a `context` is told in entered.js.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { button, overflow } from "./buttons.js";
import { datepicker, datetimepicker, timepicker } from "./pickers.js";
import { select } from "./select.js";
import { ticks } from "./ticks.js";
import { typed } from "./typed.js";

const MENUS = ["static", "external", "users", "channels", "conversations"];
const DRAW = {
  button,
  overflow,
  datepicker,
  timepicker,
  datetimepicker,
  radio_buttons: ticks,
  checkboxes: ticks,
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  ...Object.fromEntries(MENUS.map((name) => [`${name}_select`, select])),
  ...Object.fromEntries(MENUS.map((name) => [`multi_${name}_select`, select])),
};

export function element(source, block, context) {
  const draw = DRAW[source.type];
  return draw ? draw(source, block, context) : placeholder(source);
}

const placeholder = (source) => h("span.unknown", {}, t("elementNotDrawn", { type: source.type }));
