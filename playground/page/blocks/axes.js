// Bar, line and area charts.

import { svg } from "../kit/dom.js";
import { figure, filling, label, mark, shortened, strokes, tick, tip } from "./figures.js";

const HEIGHT = 250;
const LETTER = 6.3;
const MOST_LETTERS = 12;
const TICKS = 5;
const MOST = 1e300; // beyond it the steps of a scale are infinite, or nothing
const DRAW = { bar: bars, line: curve, area: filled };

export function axes(source, key) {
  const plot = measured(source, key);
  const drawing = svg("svg", { viewBox: `0 0 ${plot.width} ${HEIGHT}` });
  drawing.append(...grid(plot), ...categories(plot), ...titles(source.axis_config, plot));
  source.series.forEach((series, number) =>
    drawing.append(...DRAW[source.type](series, number, plot)),
  );
  return drawing;
}

function measured(source, key) {
  const { categories: names, x_label: below, y_label: beside } = source.axis_config;
  const ticks = scale(source.series.flatMap(({ data }) => data.map(({ value }) => value)));
  const width = matchMedia("(max-width: 680px)").matches ? 270 : 560;
  const widest = Math.max(...ticks.map((value) => tick(value).length));
  const left = widest * LETTER + 12 + (beside ? 16 : 0);
  const bottom = HEIGHT - 24 - (below ? 18 : 0);
  const [low, high] = [ticks[0], ticks.at(-1)];
  const step = (width - left - 8) / names.length;
  return {
    ...{ key, names, width, left, bottom, ticks, step, count: source.series.length },
    x: (index) => round(left + step * (index + 0.5)),
    y: (value) => round(bottom - ((value - low) / (high - low)) * (bottom - 12)),
  };
}

const round = (value) => Math.round(value * 10) / 10;

// Round values from below the lowest to above the highest; zero is always among them.
function scale(values) {
  if (!values.every((value) => Number.isFinite(value) && Math.abs(value) < MOST))
    throw new TypeError("a value cannot be drawn");
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = (high - low > 1 / MOST ? high - low : 1) / (TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) * power;
  const first = Math.floor(low / size);
  const count = Math.max(1, Math.ceil(high / size) - first) + 1;
  return Array.from({ length: count }, (_, index) =>
    Number(((first + index) * size).toPrecision(12)),
  );
}

function grid({ ticks, left, width, y }) {
  return ticks.flatMap((value) => [
    svg("line", {
      x1: round(left),
      x2: width,
      y1: y(value),
      y2: y(value),
      class: value === 0 ? "grid zero" : "grid",
    }),
    label(tick(value), { x: round(left - 6), y: y(value) + 4, "text-anchor": "end" }),
  ]);
}

function categories({ names, step, bottom, x }) {
  const longest = Math.min(MOST_LETTERS, Math.max(...names.map((name) => name.length)));
  const every = Math.ceil((longest * LETTER + 7) / step);
  const letters = Math.max(3, Math.floor((step * every - 6) / LETTER));
  return names.flatMap((name, index) => {
    if (index % every) return [];
    const node = label(shortened(name, letters), {
      x: x(index),
      y: bottom + 17,
      "text-anchor": "middle",
    });
    node.append(tip(name));
    return [node];
  });
}

function titles({ x_label: below, y_label: beside }, { left, width, bottom }) {
  const middle = round(bottom / 2);
  return [
    below &&
      label(below, {
        x: round((left + width) / 2),
        y: HEIGHT - 6,
        "text-anchor": "middle",
        class: "axis-title",
      }),
    beside &&
      label(shortened(beside, 34), {
        transform: `translate(11 ${middle}) rotate(-90)`,
        "text-anchor": "middle",
        class: "axis-title",
      }),
  ].filter(Boolean);
}

const told = (series, point) => tip(`${series.name} · ${point.label}: ${figure(point.value)}`);

function bars(series, number, { key, x, y, step, count }) {
  const width = Math.min(44, (step * 0.78) / count);
  return series.data.map((point, index) => {
    const [from, to] = [y(0), y(point.value)];
    return svg(
      "rect",
      {
        x: round(x(index) + (number - count / 2) * width),
        width: round(Math.max(1, width - (width > 5 ? 2 : 0))),
        y: Math.min(from, to),
        height: Math.max(1, Math.abs(from - to)),
        rx: Math.min(3, width / 4),
        fill: filling(key, number),
      },
      told(series, point),
    );
  });
}

function curve(series, number, { x, y }) {
  const points = series.data.map(({ value }, index) => `${x(index)},${y(value)}`);
  const marks = series.data.map((point, index) => {
    const node = mark(x(index), y(point.value), number);
    node.append(told(series, point));
    return node;
  });
  return [svg("polyline", { points: points.join(" "), class: strokes(number) }), ...marks];
}

function filled(series, number, plot) {
  const { key, x, y } = plot;
  const top = series.data.map(({ value }, index) => `${x(index)},${y(value)}`).join(" ");
  const points = `${x(0)},${y(0)} ${top} ${x(series.data.length - 1)},${y(0)}`;
  return [
    svg("polygon", { points, class: "area", fill: filling(key, number) }),
    ...curve(series, number, plot),
  ];
}
