// The callout of a tour: a ring around what is meant, and beside it a sentence with its buttons. It
// lies in the top layer, inside of an open dialog, for everything else is inert then.

import { h } from "../kit/dom.js";
import { f } from "./words.js";

const layer = document.getElementById("tour");
const GAP = 14;
const EDGE = 8;
const PAD = 5;

export class Callout {
  constructor(title, onend) {
    this.onend = onend;
    this.shown = { target: () => null };
    this.ring = h("div.tour-ring", { hidden: true });
    this.said = h("p.tour-say", { "aria-live": "polite" });
    this.step = h("span.tour-count");
    this.hint = h("p.tour-hint");
    this.buttons = h("div.tour-buttons");
    this.box = h(
      "section.tour-box",
      { "aria-label": f("tourNamed", { title }), tabindex: "-1" },
      h("p.tour-head", {}, h("span.tour-title", {}, title), this.step),
      this.said,
      this.hint,
      this.buttons,
    );
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys, true);
    layer.popover = "manual";
    layer.replaceChildren(this.ring, this.box);
    this.follow();
  }

  get hasFocus() {
    return this.box.contains(document.activeElement);
  }

  /** Shows a step: `target()` is what it is about, `buttons` are [label, work, class]. */
  show({ step = "", text, hint = "", target = () => null, buttons, hasFocus = false }) {
    this.shown = { target };
    this.box.removeAttribute("aria-busy");
    this.settle();
    this.step.textContent = step;
    this.said.textContent = text;
    this.hint.textContent = hint;
    const keepsFocus = hasFocus || this.hasFocus;
    this.buttons.replaceChildren(
      ...buttons.map(([label, work, kind]) =>
        h(`button.tour-button${kind ? `.${kind}` : ""}`, { type: "button", onclick: work }, label),
      ),
    );
    if (keepsFocus) this.focus();
    this.place();
  }

  /** Says that something is under way. */
  wait() {
    this.box.setAttribute("aria-busy", "true");
  }

  focus() {
    (this.buttons.querySelector("button") ?? this.box).focus({ preventScroll: true });
    this.isKept = true;
  }

  close() {
    document.removeEventListener("keydown", this.keys, true);
    cancelAnimationFrame(this.frame);
    document.body.append(layer);
    layer.replaceChildren();
    if (layer.matches(":popover-open")) layer.hidePopover();
  }

  // Esc ends the tour from inside of the callout, and from anywhere else that has no use for it.
  key(event) {
    if (event.key !== "Escape") return;
    const isIdle = document.activeElement === document.body && !openDialog();
    if (!this.hasFocus && !isIdle) return;
    event.preventDefault();
    event.stopPropagation();
    this.onend();
  }

  follow() {
    this.settle();
    this.place();
    this.frame = requestAnimationFrame(() => this.follow());
  }

  // A dialog that opens, closes or is drawn again takes the layer along, or throws it out.
  settle() {
    const host = openDialog() ?? document.body;
    if (layer.parentElement !== host || !layer.matches(":popover-open")) {
      host.append(layer);
      layer.showPopover();
      if (this.isKept && document.activeElement === document.body) this.focus();
    }
    if (document.activeElement !== document.body) this.isKept = this.hasFocus;
  }

  place() {
    const spot = inSight(this.shown.target());
    const size = this.box.getBoundingClientRect();
    const at = JSON.stringify([spot, size.width, size.height, innerWidth, innerHeight]);
    if (at === this.placedAt) return;
    this.placedAt = at;
    this.ring.hidden = !spot;
    if (spot) frame(this.ring.style, spot);
    const { left, top } = beside(spot, size);
    frame(this.box.style, { left, top });
  }
}

const openDialog = () => [...document.querySelectorAll("dialog:modal")].at(-1);

function frame(style, sides) {
  for (const [side, length] of Object.entries(sides)) style[side] = `${Math.round(length)}px`;
}

/** The ring of a target: a little larger, and no larger than what scrolls it leaves in sight. */
function inSight(target) {
  if (!target) return null;
  const spot = target.getBoundingClientRect();
  let [left, top] = [spot.left - PAD, spot.top - PAD];
  let [right, bottom] = [spot.right + PAD, spot.bottom + PAD];
  for (let box = target.parentElement; box; box = box.parentElement) {
    if (getComputedStyle(box).overflowY === "visible") continue;
    const edge =
      box === document.body
        ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
        : box.getBoundingClientRect();
    [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
    [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
  }
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Where the callout has room: right, below, left or above; else in the emptier half. */
function beside(ring, { width, height }) {
  const low = innerHeight - height - EDGE;
  if (!ring) return { left: (innerWidth - width) / 2, top: low - 2 * GAP };
  const across = { left: within(ring.left, innerWidth - width - EDGE) };
  const along = { top: within(ring.top, low) };
  const right = ring.left + ring.width + GAP;
  const under = ring.top + ring.height + GAP;
  const places = [
    { left: right, ...along },
    { ...across, top: under },
    { left: ring.left - width - GAP, ...along },
    { ...across, top: ring.top - height - GAP },
  ];
  const fits = ({ left, top }) =>
    left >= EDGE && left + width + EDGE <= innerWidth && top >= EDGE && top <= low;
  const isLow = ring.top + ring.height / 2 > innerHeight / 2;
  return (
    places.find(fits) ?? {
      left: within(Infinity, innerWidth - width - EDGE),
      top: isLow ? EDGE : low,
    }
  );
}

const within = (wanted, most) => Math.max(EDGE, Math.min(wanted, most));
