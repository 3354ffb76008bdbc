// Pie charts.

import { svg } from "../kit/dom.js";
import { figure, filling, label, share, tip } from "./figures.js";

const RADIUS = 96;
const LABELLED = 0.07;

export function pie(source, key) {
  const total = source.segments.reduce((sum, { value }) => sum + value, 0);
  if (!(total > 0 && total < Infinity)) throw new TypeError("a pie needs values above 0");
  const drawing = svg("svg", { viewBox: "-100 -100 200 200", class: "pie" });
  let start = -Math.PI / 2;
  const labels = source.segments.map((segment, number) => {
    const part = segment.value / total;
    const end = start + part * 2 * Math.PI;
    const slice = svg("path", {
      d: part > 0.9999 ? ring() : wedge(start, end),
      fill: filling(key, number),
      class: "slice",
    });
    slice.append(tip(`${segment.label}: ${figure(segment.value)} · ${share(part)}`));
    drawing.append(slice);
    const middle = (start + end) / 2;
    start = end;
    return part < LABELLED ? null : within(middle, part);
  });
  drawing.append(...labels.filter(Boolean));
  return drawing;
}

const at = (turn, radius = RADIUS) =>
  [Math.cos(turn), Math.sin(turn)].map((one) => Math.round(one * radius * 100) / 100);

const ring = () => `M0 ${-RADIUS}A${RADIUS} ${RADIUS} 0 1 1 -0.01 ${-RADIUS}Z`;

function wedge(start, end) {
  const isLarge = end - start > Math.PI ? 1 : 0;
  return `M0 0L${at(start).join(" ")}A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${at(end).join(" ")}Z`;
}

function within(middle, part) {
  const [x, y] = at(middle, part > 0.9999 ? 0 : RADIUS * 0.64);
  return label(share(part), { x, y: y + 4, "text-anchor": "middle", class: "on-slice" });
}
