// Blocks as DOM. `context.use(element, block, value)` is called when a person uses an element.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { chart } from "./charts.js";
import { element } from "./elements.js";
import { folded } from "./folding.js";
import { imageBlock, picture } from "./images.js";
import { input } from "./inputs.js";
import { lines, plain, text } from "./mrkdwn.js";
import { richBlock, spans } from "./rich_text.js";
import { dataTable, table } from "./tables.js";

const ALERTS = { default: "📣", info: "ℹ️", warning: "⚠️", error: "⛔", success: "✅" };
const DRAW = {
  section,
  actions,
  context,
  input,
  image: imageBlock,
  header,
  divider: () => h("hr.block"),
  rich_text: richBlock,
  markdown: (block, around) =>
    h("div.block.markdown", {}, block.drawn ? blocks(block.drawn, around) : lines(block.text)),
  alert,
  table: (block) =>
    h("div.block.scrolled", { tabindex: 0, role: "group", "aria-label": t("table") }, table(block)),
  data_table: (block) => h("div.block", {}, dataTable(block)),
  data_visualization: (block) => chart(block),
};

export function blocks(list, context) {
  return list.map((block) => drawn(block, context));
}

// Slack refuses what it does not know. Here it may come from a newer app: shown, never an error.
function drawn(block, context) {
  if (!Object.hasOwn(DRAW, block?.type)) return placeholder(block);
  try {
    return DRAW[block.type](block, context);
  } catch (problem) {
    return placeholder(block, problem);
  }
}

function placeholder(block, problem) {
  const key = problem ? "drawnWrong" : "notDrawn";
  return h(
    "div.block.unknown",
    { title: problem?.message },
    h("p", {}, t(key, { type: block?.type ?? "?" })),
    h(
      "details",
      {},
      h("summary", {}, t("json")),
      h("pre", { tabindex: 0 }, JSON.stringify(block, null, 2)),
    ),
  );
}

// Headings come plain from Slack's header block, and with spans from Markdown.
function header(block) {
  const level = block.level ?? 3;
  const content = block.elements ? spans(block) : plain(block.text);
  return h(`h3.block.header.rank-${Math.min(level, 4)}`, {}, content);
}

function section(block, context) {
  const words = block.text
    ? folded(h("div.section-text", {}, text(block.text)), block, context)
    : null;
  const fields = block.fields
    ? h(
        "div.fields",
        {},
        block.fields.map((field) => h("div", {}, text(field))),
      )
    : null;
  const accessory = block.accessory
    ? h("div.accessory", {}, part(block.accessory, block, context))
    : null;
  return h("div.block.section", {}, h("div.section-body", {}, words, fields), accessory);
}

function actions(block, context) {
  return h(
    "div.block.actions",
    {},
    block.elements.map((inner) => part(inner, block, context)),
  );
}

function context(block) {
  return h(
    "div.block.context",
    {},
    block.elements.map((inner) =>
      inner.type === "image" ? picture(inner, "small") : h("div", {}, text(inner)),
    ),
  );
}

function alert(block) {
  const level = Object.hasOwn(ALERTS, block.level) ? block.level : "default";
  return h(
    `div.block.alert.${level}`,
    { role: "note" },
    h("span.alert-icon", { role: "img", "aria-label": t(`alert_${level}`) }, ALERTS[level]),
    h("div", {}, text(block.text)),
  );
}

function part(inner, block, context) {
  return inner.type === "image" ? picture(inner, "thumb") : element(inner, block, context);
}
