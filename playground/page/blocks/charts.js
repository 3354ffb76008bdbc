// Tables and charts. A chart is drawn simply, and its figures stand beside it as a table.

import { h, svg } from "../kit/dom.js";
import { richText } from "./mrkdwn.js";
import { locale, t } from "../kit/words.js";

const COLOURS = 6;
const WIDTH = 480;
const HEIGHT = 200;
const figure = (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);

function cell(source, tag, align) {
  const content = source.type === "rich_text" ? richText(source) : source.text;
  const isNumber = source.type === "raw_number";
  return h(
    `${tag}${isNumber || align === "right" ? ".number" : ""}${align === "center" ? ".centre" : ""}`,
    {},
    content,
  );
}

export function table(block) {
  const align = (index) => block.column_settings?.[index]?.align;
  const rows = block.rows.map((row, number) =>
    h(
      "tr",
      {},
      row.map((one, index) => cell(one, number ? "td" : "th", align(index))),
    ),
  );
  return h("table", {}, h("thead", {}, rows[0]), h("tbody", {}, rows.slice(1)));
}

export function dataTable(block) {
  const [head, ...rest] = block.rows;
  const drawn = rest.map((row) =>
    h(
      "tr",
      {},
      row.map((one, index) =>
        cell(one, index === (block.row_header_column_index ?? 0) ? "th" : "td"),
      ),
    ),
  );
  const size = block.page_size ?? 5;
  drawn.slice(size).forEach((row) => {
    row.hidden = true;
  });
  const more = h(
    "button.link",
    {
      type: "button",
      onclick: () => {
        drawn.forEach((row) => {
          row.hidden = false;
        });
        more.remove();
      },
    },
    `${t("showAll")} (${rest.length})`,
  );
  const whole = h(
    "table",
    {},
    h("caption", {}, block.caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head.map((one) => cell(one, "th")),
      ),
    ),
    h("tbody", {}, drawn),
  );
  return h("div", {}, whole, rest.length > size ? more : null);
}

export function chart(source, title) {
  return source.type === "pie" ? pie(source, title) : axes(source, title);
}

function axes(source, title) {
  const { categories } = source.axis_config;
  const values = source.series.flatMap((series) => series.data.map((point) => point.value));
  const top = Math.max(...values, 0) || 1;
  const bottom = Math.min(...values, 0);
  const y = (value) => HEIGHT - 24 - ((value - bottom) / (top - bottom)) * (HEIGHT - 40);
  const step = (WIDTH - 50) / categories.length;
  const x = (index) => 44 + step * (index + 0.5);
  const drawing = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": title,
  });
  for (const value of [bottom, (top + bottom) / 2, top]) {
    drawing.append(
      svg("line", { x1: 44, x2: WIDTH, y1: y(value), y2: y(value), class: "grid" }),
      label(40, y(value) + 4, figure(value), "end"),
    );
  }
  const every = Math.ceil(categories.length / 8);
  categories.forEach((name, index) => {
    if (index % every === 0) drawing.append(label(x(index), HEIGHT - 6, name, "middle"));
  });
  source.series.forEach((series, number) =>
    drawing.append(
      ...(source.type === "bar" ? bars : lines)(source, series, number, { x, y, step }),
    ),
  );
  return h("div", {}, drawing, legend(source.series.map((series) => series.name)));
}

function label(x, y, content, anchor) {
  const node = svg("text", { x, y, "text-anchor": anchor });
  node.textContent = content;
  return node;
}

function bars(source, series, number, { x, y, step }) {
  const width = (step * 0.8) / source.series.length;
  return series.data.map((point, index) => {
    const [from, to] = [y(0), y(point.value)];
    const left = x(index) - step * 0.4 + width * number;
    const bar = svg("rect", {
      x: left,
      width: Math.max(1, width - 2),
      y: Math.min(from, to),
      height: Math.max(1, Math.abs(from - to)),
      rx: 2,
      class: `fill-${number % COLOURS}`,
    });
    bar.append(tip(`${series.name} · ${point.label}: ${figure(point.value)}`));
    return bar;
  });
}

function lines(source, series, number, { x, y }) {
  const points = series.data.map((point, index) => `${x(index)},${y(point.value)}`);
  const drawn = [];
  if (source.type === "area") {
    const base = y(0);
    drawn.push(
      svg("polygon", {
        points: `${x(0)},${base} ${points.join(" ")} ${x(series.data.length - 1)},${base}`,
        class: `area fill-${number % COLOURS}`,
      }),
    );
  }
  drawn.push(
    svg("polyline", { points: points.join(" "), class: `line stroke-${number % COLOURS}` }),
  );
  series.data.forEach((point, index) => {
    const dot = svg("circle", {
      cx: x(index),
      cy: y(point.value),
      r: 3,
      class: `fill-${number % COLOURS}`,
    });
    dot.append(tip(`${series.name} · ${point.label}: ${figure(point.value)}`));
    drawn.push(dot);
  });
  return drawn;
}

function tip(content) {
  const node = svg("title");
  node.textContent = content;
  return node;
}

function pie(source, title) {
  const total = source.segments.reduce((sum, segment) => sum + segment.value, 0);
  const drawing = svg("svg", {
    viewBox: "-100 -100 200 200",
    role: "img",
    "aria-label": title,
    class: "pie",
  });
  let angle = -Math.PI / 2;
  source.segments.forEach((segment, number) => {
    const end = angle + (segment.value / total) * 2 * Math.PI;
    const at = (turn) => `${95 * Math.cos(turn)} ${95 * Math.sin(turn)}`;
    const isLarge = end - angle > Math.PI ? 1 : 0;
    const whole = source.segments.length === 1;
    const slice = whole
      ? svg("circle", { r: 95, class: "fill-0" })
      : svg("path", {
          d: `M0 0L${at(angle)}A95 95 0 ${isLarge} 1 ${at(end)}Z`,
          class: `fill-${number % COLOURS}`,
        });
    slice.append(tip(`${segment.label}: ${figure(segment.value)}`));
    drawing.append(slice);
    angle = end;
  });
  return h(
    "div.pie-box",
    {},
    drawing,
    legend(source.segments.map((segment) => `${segment.label}: ${figure(segment.value)}`)),
  );
}

function legend(names) {
  return h(
    "ul.legend",
    {},
    names.map((name, number) =>
      h("li", {}, h(`span.swatch.back-${number % COLOURS}`, { "aria-hidden": "true" }), name),
    ),
  );
}
