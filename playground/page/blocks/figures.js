// What all charts share: numbers as the person writes them, fillings, marks, labels and tooltips.

import { svg } from "../kit/dom.js";
import { locale } from "../kit/words.js";

const COLOURS = 6;
const LARGE = 100000;
// Beside the colour, each series has a filling of its own, so that nobody has to tell colours
// apart.
const FILLINGS = [
  "",
  "M-2 2L2 -2M0 8L8 0M6 10L10 6",
  "M0 4H8",
  "M-2 6L2 10M0 0L8 8M6 -2L10 2",
  "M4 0V8",
  "M0 4H8M4 0V8",
];
const MARKS = [
  "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
  "M-3.5 -3.5H3.5V3.5H-3.5Z",
  "M0 -4.5L4.5 3.5H-4.5Z",
  "M0 -5L5 0L0 5L-5 0Z",
  "M0 4.5L4.5 -3.5H-4.5Z",
  "M-4 -1.5H-1.5V-4H1.5V-1.5H4V1.5H1.5V4H-1.5V1.5H-4Z",
];

const colour = (index) => index % COLOURS;
const isSecondRound = (index) => index >= COLOURS;

export const figure = (value) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);

export const share = (value) =>
  new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: value < 0.01 ? 1 : 0,
  }).format(value);

// Short enough to stand beside an axis: 1,200,000 is 1.2M there.
export function tick(value) {
  const notation = Math.abs(value) >= LARGE ? "compact" : "standard";
  return new Intl.NumberFormat(locale, { notation, maximumFractionDigits: 2 }).format(value);
}

export function label(content, attributes) {
  return svg("text", attributes, content);
}

export function shortened(name, most) {
  return name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name;
}

export const tip = (content) => svg("title", {}, content);

export function pattern(key, index) {
  const shape = FILLINGS[(index + (isSecondRound(index) ? 3 : 0)) % FILLINGS.length];
  return svg(
    "pattern",
    { id: `${key}-${index}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
    svg("rect", { width: 8, height: 8, class: `fill-${colour(index)}` }),
    svg("path", { d: shape, class: "texture" }),
  );
}

export const filling = (key, index) => `url(#${key}-${index})`;

export function mark(x, y, index) {
  const hollow = isSecondRound(index) ? " hollow" : "";
  return svg("path", {
    d: MARKS[index % MARKS.length],
    transform: `translate(${x} ${y})`,
    class: `mark fill-${colour(index)} stroke-${colour(index)}${hollow}`,
  });
}

export function swatch(kind, key, index) {
  const box = svg("svg", { viewBox: "0 0 22 12", class: "swatch", "aria-hidden": "true" });
  if (kind === "line") {
    box.append(svg("path", { d: "M0 6H22", class: strokes(index) }), mark(11, 6, index));
  } else {
    box.append(svg("rect", { x: 5, width: 12, height: 12, rx: 3, fill: filling(key, index) }));
  }
  return box;
}

export const strokes = (index) =>
  `line stroke-${colour(index)}${isSecondRound(index) ? " dashed" : ""}`;
