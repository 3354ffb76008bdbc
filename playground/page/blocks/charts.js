// Charts: a picture with a legend, and the same figures as a table for whoever wants to read them.

import { h, svg } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { axes } from "./axes.js";
import { figure, pattern, share, swatch } from "./figures.js";
import { pie } from "./pie.js";

let drawn = 0;

export function chart(block) {
  const { chart: source, title } = block;
  // The patterns of a picture are found by id, and ids are shared by the whole page.
  const key = `chart-${(drawn += 1)}`;
  const isPie = source.type === "pie";
  const names = isPie ? source.segments.map(({ label }) => label) : source.series.map(nameOf);
  const picture = (isPie ? pie : axes)(source, key);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `${t(`chart_${source.type}`)}: ${title}`);
  picture.prepend(svg("defs", {}, ...names.map((_, index) => pattern(key, index))));
  return h(
    `figure.block.chart.${source.type}-chart`,
    {},
    h("figcaption", {}, title),
    h("div.chart-body", {}, picture, legend(source, names, key)),
    h(
      "details.figures",
      {},
      h("summary", {}, t("asTable")),
      h("div.scrolled", { tabindex: 0, role: "group", "aria-label": title }, rows(source, title)),
    ),
  );
}

const nameOf = ({ name }) => name;

function legend(source, names, key) {
  const total = source.segments?.reduce((sum, { value }) => sum + value, 0);
  const value = (index) =>
    total ? h("span.amount", {}, amount(source.segments[index].value, total)) : null;
  const entry = (name, index) => h("li", {}, swatch(source.type, key, index), name, value(index));
  return h("ul.legend", {}, names.map(entry));
}

const amount = (value, total) => `${figure(value)} · ${share(value / total)}`;

function rows(source, title) {
  const head = source.segments
    ? ["", t("value")]
    : [axisName(source), ...source.series.map(nameOf)];
  const lines = source.segments
    ? source.segments.map(({ label, value }) => [label, figure(value)])
    : source.axis_config.categories.map((label, index) => [
        label,
        ...source.series.map(({ data }) => figure(data[index].value)),
      ]);
  return h(
    "table",
    {},
    h("caption.spoken", {}, title),
    h("thead", {}, h("tr", {}, head.map(headCell))),
    h("tbody", {}, lines.map(line)),
  );
}

const axisName = (source) => source.axis_config.x_label ?? "";
const headCell = (name, index) =>
  index ? h("th.number", { scope: "col" }, name) : h("td", {}, name);
const line = ([label, ...values]) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, label),
    values.map((one) => h("td.number", {}, one)),
  );
