// Tables: the plain one, and the data table that is sorted and turned page by page.

import { h } from "../kit/dom.js";
import { locale, t } from "../kit/words.js";
import { richText } from "./rich_text.js";

const USUAL_PAGE = 5;
const ARROWS = { none: "↕", ascending: "↑", descending: "↓" };

function cell(source, tag, attributes = {}, classes = []) {
  const content = source.type === "rich_text" ? richText(source) : (source.text ?? "");
  const kinds = [...classes, source.type === "raw_number" ? "number" : null].filter(Boolean);
  return h([tag, ...kinds].join("."), attributes, content);
}

export function table(block) {
  const classes = (index) => {
    const { align = "left", is_wrapped: isWrapped = false } = block.column_settings?.[index] ?? {};
    return [`align-${align}`, isWrapped ? "wrapped" : "clipped"];
  };
  const [head, ...rest] = block.rows.map((row, number) =>
    h(
      "tr",
      {},
      row.map((one, index) =>
        cell(one, number ? "td" : "th", number ? {} : { scope: "col" }, classes(index)),
      ),
    ),
  );
  return h("table", {}, h("thead", {}, head), h("tbody", {}, rest));
}

export function dataTable(block) {
  const [head, ...rows] = block.rows;
  const shown = { column: null, order: "none", page: 0 };
  const size = block.page_size ?? USUAL_PAGE;
  const body = h("tbody");
  const place = h("span", { role: "status" });
  const draw = () => fill(block, rows, shown, { size, body, place, heads, turns });
  const heads = head.map((one, index) => heading(one, () => sort(shown, index, draw)));
  const turn = (by) => () => {
    shown.page += by;
    draw();
  };
  const turns = [turnButton("‹", "pageBefore", turn(-1)), turnButton("›", "pageAfter", turn(1))];
  const whole = h(
    "table.data",
    {},
    h("caption", {}, block.caption),
    h("thead", {}, h("tr", {}, heads)),
    body,
  );
  const pager = rows.length > size ? h("div.pager", {}, turns[0], place, turns[1]) : null;
  draw();
  return [h("div.scrolled", {}, whole), pager];
}

function heading(source, onclick) {
  const arrow = h("span.arrow", { "aria-hidden": "true" }, ARROWS.none);
  const button = h("button", { type: "button", onclick }, source.text, " ", arrow);
  return h(
    `th${source.type === "raw_number" ? ".number" : ""}`,
    { scope: "col", "aria-sort": "none" },
    button,
  );
}

const turnButton = (sign, key, onclick) =>
  h("button.icon", { type: "button", "aria-label": t(key), onclick }, sign);

function sort(shown, column, draw) {
  const isAgain = shown.column === column && shown.order === "ascending";
  Object.assign(shown, { column, order: isAgain ? "descending" : "ascending", page: 0 });
  draw();
}

function fill(block, rows, shown, { size, body, place, heads, turns }) {
  const sorted = inOrder(rows, shown);
  const from = shown.page * size;
  const here = sorted.slice(from, from + size);
  const named = block.row_header_column_index ?? 0;
  body.replaceChildren(...here.map((row) => dataRow(row, named)));
  heads.forEach((one, index) => {
    const order = index === shown.column ? shown.order : "none";
    one.setAttribute("aria-sort", order);
    one.querySelector(".arrow").textContent = ARROWS[order];
  });
  const words = { from: from + 1, to: from + here.length, all: rows.length };
  place.textContent = t("rowsOf", words);
  turns[0].disabled = !from;
  turns[1].disabled = from + size >= rows.length;
}

function dataRow(row, named) {
  const draw = (one, index) =>
    index === named ? cell(one, "th", { scope: "row" }) : cell(one, "td");
  return h("tr", {}, row.map(draw));
}

function inOrder(rows, { column, order }) {
  if (column === null) return rows;
  const sign = order === "ascending" ? 1 : -1;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const keyed = rows.map((row) => ({ row, key: sortKey(row[column]) }));
  keyed.sort(({ key: one }, { key: other }) =>
    typeof one === "number" && typeof other === "number"
      ? sign * (one - other)
      : sign * compare(String(one), String(other)),
  );
  return keyed.map(({ row }) => row);
}

function sortKey(source) {
  if (source.type === "raw_number") return source.value;
  return source.text ?? h("span", {}, richText(source)).textContent;
}
