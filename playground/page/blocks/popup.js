// A box in the top layer, below or above what opened it. A press elsewhere closes it, and so does
// the focus that leaves it; in the top layer, no dialog and no scrolled part of the page cuts it
// off.

import { h } from "../kit/dom.js";

const GAP = 4;
const EDGE = 8;
const TALL = 340;

export class Popup {
  constructor(anchor, attributes, { classes = "", onclose = () => {} } = {}) {
    this.anchor = anchor;
    this.onclose = onclose;
    this.box = h(`div.popup${classes}`, { popover: "manual", ...attributes });
    this.elsewhere = (event) => {
      if (!this.anchor.isConnected) this.forget();
      else if (!this.box.contains(event.target) && !this.anchor.contains(event.target))
        this.close();
    };
    this.box.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && !this.box.contains(next)) this.close();
    });
    this.follow = () => (this.anchor.isConnected ? this.place() : this.forget());
  }

  get isOpen() {
    return this.box.matches(":popover-open");
  }

  open() {
    if (!this.isOpen) {
      this.box.showPopover();
      document.addEventListener("pointerdown", this.elsewhere, true);
      window.addEventListener("resize", this.follow);
      document.addEventListener("scroll", this.follow, true);
    }
    this.place();
  }

  close() {
    if (!this.isOpen) return;
    this.box.hidePopover();
    this.forget();
    this.onclose();
  }

  forget() {
    document.removeEventListener("pointerdown", this.elsewhere, true);
    window.removeEventListener("resize", this.follow);
    document.removeEventListener("scroll", this.follow, true);
  }

  place() {
    const { style } = this.box;
    const spot = this.anchor.getBoundingClientRect();
    style.minWidth = `${Math.min(spot.width, innerWidth - 2 * EDGE)}px`;
    style.maxHeight = `${TALL}px`;
    const { width, height } = this.box.getBoundingClientRect();
    const below = innerHeight - spot.bottom - GAP - EDGE;
    const above = spot.top - GAP - EDGE;
    const isAbove = below < height && above > below;
    style.maxHeight = `${Math.min(TALL, Math.max(isAbove ? above : below, 80))}px`;
    style.left = `${Math.max(EDGE, Math.min(spot.left, innerWidth - width - EDGE))}px`;
    style.top = isAbove ? "auto" : `${spot.bottom + GAP}px`;
    style.bottom = isAbove ? `${innerHeight - spot.top + GAP}px` : "auto";
  }
}
