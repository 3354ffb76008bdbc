// Slack folds a tall section of a message and offers "See more", unless it says `expand`.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const WIDTH = 90;
const MOST_LINES = 14;

// Slack goes by the height; the lines are counted here, so that nothing has to be laid out twice.
const height = (text) =>
  text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / WIDTH)), 0);

export function folded(content, block, context) {
  const isShort = height(block.text.text) <= MOST_LINES;
  if (isShort || block.expand || context.surface !== "message") return content;
  content.classList.add("folded");
  const button = h("button.link", { type: "button", "aria-expanded": "false" }, t("seeMore"));
  button.addEventListener("click", () => {
    const isFolded = content.classList.toggle("folded");
    button.textContent = t(isFolded ? "seeMore" : "seeLess");
    button.setAttribute("aria-expanded", String(!isFolded));
  });
  return [content, button];
}
