// On a narrow screen the sidebar is a drawer: it covers the page, keeps the focus, and gives it
// back.

import { icon } from "../kit/icons.js";
import { t } from "../kit/words.js";

const button = document.getElementById("menu");
const side = document.getElementById("side");
const shade = document.getElementById("shade");
const behind = ["main", "thread"].map((id) => document.getElementById(id));

export function labelDrawer() {
  button.ariaLabel = t("menu");
}

export function setDrawer(isOpen) {
  if (document.body.classList.contains("side-open") === isOpen) return;
  document.body.classList.toggle("side-open", isOpen);
  button.setAttribute("aria-expanded", String(isOpen));
  shade.hidden = !isOpen;
  for (const one of behind) one.inert = isOpen;
  if (isOpen) (side.querySelector(".room.here") ?? side.querySelector("button")).focus();
  else button.focus();
}

button.append(icon("menu"));
button.addEventListener("click", () => setDrawer(true));
shade.addEventListener("click", () => setDrawer(false));
side.addEventListener("keydown", (event) => {
  if (event.key === "Escape") setDrawer(false);
});
// A wide screen has no drawer.
matchMedia("(min-width: 681px)").addEventListener("change", () => setDrawer(false));
