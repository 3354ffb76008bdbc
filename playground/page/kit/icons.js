// Small drawings for buttons; what a button does stands in its label.

import { svg } from "./dom.js";

const PATHS = {
  bolt: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5Z",
  chevron: "M7 4.5 12.5 10 7 15.5",
  close: "M5 5 15 15M15 5 5 15",
  down: "M10 4V16M5 11 10 16 15 11",
  eye: "M2 10C5.5 4 14.5 4 18 10 14.5 16 5.5 16 2 10ZM12.3 10A2.3 2.3 0 1 1 7.7 10 2.3 2.3 0 0 1 12.3 10Z",
  hash: "M7.5 3 6 17M14 3 12.5 17M3.5 7.5H17M3 12.5H16.5",
  link: "M8.5 11.5 11.5 8.5M9 6.5 11.5 4A3.2 3.2 0 0 1 16 8.5L13.5 11M11 13.5 8.5 16A3.2 3.2 0 0 1 4 11.5L6.5 9",
  lock: "M5 9H15V16.5H5ZM7 9V6.5A3 3 0 0 1 13 6.5V9",
  menu: "M3 5.5H17M3 10H17M3 14.5H17",
  more: "M10 4.5V4.6M10 10V10.1M10 15.4V15.5",
  people:
    "M10.2 7A2.7 2.7 0 1 1 4.8 7 2.7 2.7 0 0 1 10.2 7ZM2.5 16C2.5 12 12.5 12 12.5 16M12.5 4.6A2.7 2.7 0 0 1 12.5 9.4M14 12.6C16.4 13 17.5 14.2 17.5 16",
  search: "M14 9A5 5 0 1 1 4 9 5 5 0 0 1 14 9ZM12.7 12.7 17 17",
  send: "M3 3.5 17.5 10 3 16.5 5 10ZM5 10H11",
  smile:
    "M17 10A7 7 0 1 1 3 10 7 7 0 0 1 17 10ZM7.5 8V8.1M12.5 8V8.1M6.8 11.8C8 14.2 12 14.2 13.2 11.8",
  thread: "M3 4H17V13.5H10L6 17V13.5H3ZM6.5 7.5H13.5M6.5 10.2H11",
};

export function icon(name) {
  const path = svg("path", { d: PATHS[name] });
  return svg("svg", { class: "drawing", viewBox: "0 0 20 20", "aria-hidden": "true" }, path);
}
