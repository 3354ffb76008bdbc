// Where a person writes: messages, replies, slash commands and shortcuts.

import { act, h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { menu } from "../blocks/menu.js";
import { t } from "../kit/words.js";
import { Suggestions } from "./suggestions.js";

const TALLEST = 200;
const drafts = new Map();

export class Composer {
  constructor(form) {
    Object.assign(this, { form, drawnFor: "" });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  /** Draws it for a room or thread; `place` is {state, room, user, thread, title, label}. */
  draw(place) {
    this.place = place;
    const { user, room, thread } = place;
    const lang = document.documentElement.lang;
    const key = `${user} ${room.id} ${thread ?? ""} ${lang} ${room.is_archived}`;
    if (key === this.drawnFor) return;
    this.drawnFor = key;
    this.draft = `${user} ${room.id} ${thread ?? ""}`;
    if (room.is_archived) this.form.replaceChildren(h("p.closed", {}, t("isArchived")));
    else this.fill(place);
  }

  fill({ label }) {
    const field = h("textarea", { rows: 1, placeholder: label, "aria-label": label });
    this.field = field;
    field.value = drafts.get(this.draft) ?? "";
    this.suggestions = new Suggestions(field, () => this.place);
    this.sendButton = h(
      "button.send",
      { type: "submit", "aria-label": t("send"), title: t("send") },
      icon("send"),
    );
    const row = h("div.composer-row", {}, this.shortcuts(), this.sendButton);
    this.form.replaceChildren(this.suggestions.box, h("div.composer-box", {}, field, row));
    field.addEventListener("input", () => this.changed());
    field.addEventListener("keydown", (event) => this.key(event));
    this.changed();
  }

  focus() {
    this.field?.focus();
  }

  changed() {
    drafts.set(this.draft, this.field.value);
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
    this.sendButton.classList.toggle("ready", Boolean(this.field.value.trim()));
    this.suggestions.offer();
  }

  key(event) {
    if (this.suggestions.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const { user, room, thread } = this.place;
    const line = this.suggestions.written(this.field.value.trim());
    if (!line) return;
    this.field.value = "";
    this.changed();
    if (line.startsWith("/")) await act("command", { user, line, channel: room.id });
    else await act("say", { user, text: line, channel: room.id, thread_ts: thread ?? null });
  }

  shortcuts() {
    const found = this.place.state.shortcuts.filter((one) => one.type === "global");
    const items = found.map((one) => ({
      label: one.name,
      description: one.description,
      run: () => act("shortcut", { user: this.place.user, callback_id: one.callback_id }),
    }));
    const none = { label: t("noShortcuts"), run: () => {} };
    const label = { "aria-label": t("shortcuts"), title: t("shortcuts") };
    const offered = menu(label, icon("bolt"), items.length ? items : [none]);
    offered.firstChild.classList.add("small-button");
    return offered;
  }
}
