// The bar above the Slack, and what opens from it.

import "./theme.js";
import { drawActing } from "./acting.js";
import { drawClock } from "./clock.js";
import { drawInspector } from "./inspector.js";
import { drawTools } from "./tools.js";
import { language, translate } from "./words.js";

const ROOMS = document.querySelectorAll(".top, #inspector, #tour");
let spoken = null;

/** Draws all of it; `become(user)` and `refresh()` are what it asks the page for. */
export function drawFrame(state, user, { become, refresh }) {
  const person = state.people.find((one) => one.id === user);
  drawTools(state, refresh);
  drawInspector(state, user);
  drawClock(state, person, refresh);
  drawActing(state, user, become);
  if (spoken !== language) speak();
}

function speak() {
  spoken = language;
  for (const room of ROOMS) {
    room.lang = language;
    translate(room);
  }
}

// A key of the frame presses the button that names it in aria-keyshortcuts.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !event.code.startsWith("Key") || document.querySelector("dialog:modal"))
    return;
  const button = document.querySelector(`.top [aria-keyshortcuts="Alt+${event.code.slice(3)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
