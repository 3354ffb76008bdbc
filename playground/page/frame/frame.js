// The bar above the Slack, and what opens from it.

import "./theme.js";
import { drawActing } from "./acting.js";
import { drawClock } from "./clock.js";

export function drawFrame(state, user, { become, refresh }) {
  drawActing(state, user, become);
  drawClock(state, refresh);
}
