// Blocks as DOM. `use(element, block, value)` is called when a person uses an element.

import { chart, dataTable, table } from "./charts.js";
import { h } from "../kit/dom.js";
import { element } from "./elements.js";
import { markdown, plain, richText, text } from "./mrkdwn.js";
import { t } from "../kit/words.js";

const DRAW = {
  section,
  actions,
  context,
  input,
  image,
  header: (block) => h("h3.block.header", {}, plain(block.text)),
  divider: () => h("hr.block"),
  rich_text: (block) => h("div.block.rich", {}, richText(block)),
  markdown: (block) => h("div.block.rich", {}, markdown(block.text)),
  alert: (block) =>
    h(`div.block.alert.${block.level ?? "default"}`, { role: "note" }, text(block.text)),
  table: (block) => h("div.block.scrolled", {}, table(block)),
  data_table: (block) => h("div.block.scrolled", {}, dataTable(block)),
  data_visualization: (block) =>
    h(
      "figure.block.chart",
      {},
      h("figcaption", {}, plain({ text: block.title })),
      chart(block.chart, block.title),
    ),
};

export function blocks(list, context) {
  return list.map((block) => (DRAW[block.type] ?? unknown)(block, context));
}

function unknown(block) {
  return h("p.block.unknown", {}, `[${block.type}]`);
}

function section(block, context) {
  const words = block.text ? h("div.section-text", {}, text(block.text)) : null;
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
      inner.type === "image" ? picture(inner, "small") : h("span", {}, text(inner)),
    ),
  );
}

function image(block) {
  return h(
    "figure.block",
    {},
    block.title ? h("figcaption", {}, plain(block.title)) : null,
    picture(block, "large"),
  );
}

function picture(source, size) {
  return h(`img.${size}`, { src: source.image_url ?? "", alt: source.alt_text, loading: "lazy" });
}

function part(inner, block, context) {
  return inner.type === "image" ? picture(inner, "thumb") : element(inner, block, context);
}

function input(block, context) {
  const id = `${context.prefix}-${block.block_id}`;
  const isGroup =
    ["radio_buttons", "checkboxes"].includes(block.element.type) ||
    block.element.type.startsWith("multi_");
  const label = [
    plain(block.label),
    block.optional ? h("span.optional", {}, ` ${t("optional")}`) : null,
  ];
  const hint = block.hint ? h("p.hint", { id: `${id}-hint` }, plain(block.hint)) : null;
  const described = [hint ? `${id}-hint` : null, `${id}-error`].filter(Boolean).join(" ");
  const control = element(block.element, block, { ...context, id, described });
  const error = h("p.error", { id: `${id}-error`, "data-error": block.block_id, role: "alert" });
  if (isGroup)
    return h(
      "fieldset.block.input",
      { "data-block": block.block_id },
      h("legend", {}, label),
      control,
      error,
      hint,
    );
  return h(
    "div.block.input",
    { "data-block": block.block_id },
    h("label", { for: id }, label),
    control,
    error,
    hint,
  );
}
