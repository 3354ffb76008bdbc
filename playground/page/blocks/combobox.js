// A field with a list to choose from: type to filter, arrows to move, Enter to choose, Esc to
// close. The focus stays in the field; `aria-activedescendant` says which option is meant.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Options } from "./options.js";
import { Popup } from "./popup.js";

const PATIENCE = 250;

// `spec`: attributes, label, placeholder, chosen: [choice], find(query) → what `Options.show` takes
// or a promise of it, changed(choices) → false where the choice must be taken back; isMulti, max,
// canClear, isSlow (what finds takes long: it is asked only after a pause).
export class Combobox {
  constructor(spec) {
    this.spec = spec;
    this.chosen = [...spec.chosen];
    this.turn = 0;
    this.input = this.field();
    this.lead = h("span.combo-lead", { "aria-hidden": "true" });
    this.chips = h("ul.chips", { "aria-label": t("chosen") });
    this.clear = h(
      "button.combo-clear",
      { type: "button", "aria-label": t("clear"), onclick: () => this.take([]) },
      "✕",
    );
    this.box = h("div.combo", { onclick: (event) => this.pressed(event) });
    // The field keeps the focus, whatever is pressed in the list.
    const kept = { onmousedown: (event) => event.preventDefault() };
    this.popup = new Popup(this.box, kept, {
      classes: ".combo-popup",
      onclose: () => this.closed(),
    });
    this.options = new Options(`${this.input.id}-list`, spec.label, spec.isMulti, (choice) =>
      this.pick(choice),
    );
    this.options.moved = (id) => this.point(id);
    this.popup.box.append(this.options.note, this.options.list);
    if (spec.isMulti) this.box.classList.add("multi");
    this.box.append(
      spec.isMulti ? this.chips : this.lead,
      this.input,
      ...(spec.canClear ? [this.clear] : []),
      h("span.chevron", { "aria-hidden": "true" }),
      this.popup.box,
    );
    this.showChosen();
  }

  field() {
    const { attributes } = this.spec;
    return h("input.combo-input", {
      ...attributes,
      type: "text",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": `${attributes.id}-list`,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.search(this.input.value),
      onkeydown: (event) => this.key(event),
      onblur: () => this.popup.close(),
    });
  }

  showChosen() {
    const [first] = this.chosen;
    const { isMulti, placeholder } = this.spec;
    this.input.value = isMulti ? "" : (first?.label ?? "");
    this.input.placeholder = isMulti && first ? "" : placeholder;
    this.lead.replaceChildren(...(first?.mark ? [first.mark()] : []));
    this.clear.hidden = !first;
    this.chips.hidden = !first;
    this.chips.replaceChildren(...(isMulti ? this.chosen.map((choice) => this.chip(choice)) : []));
  }

  chip(choice) {
    const remove = h(
      "button",
      {
        type: "button",
        "aria-label": `${t("remove")} ${choice.label}`,
        onclick: () => {
          this.take(this.chosen.filter((one) => one !== choice));
          this.input.focus();
        },
      },
      "✕",
    );
    return h("li.chip", {}, choice.mark?.(), h("span", {}, choice.label), remove);
  }

  pressed(event) {
    if (event.target.closest("button, .popup")) return;
    this.input.focus();
    if (this.popup.isOpen && event.target !== this.input) this.popup.close();
    else if (!this.popup.isOpen) this.search("");
  }

  async search(query) {
    const turn = ++this.turn;
    this.open();
    if (!query && !this.spec.isMulti) this.input.select();
    if (this.spec.isSlow) {
      this.list({ groups: [], note: this.spec.waits?.(query) ?? t("loading") });
      await new Promise((later) => setTimeout(later, PATIENCE));
      if (turn !== this.turn) return;
    }
    const answer = this.spec.find(query);
    const found = answer instanceof Promise ? await answer : answer;
    if (turn === this.turn && this.popup.isOpen) this.list(found);
  }

  list(found) {
    const { isMulti, max } = this.spec;
    const isFull = isMulti && this.chosen.length >= (max ?? Infinity);
    const isEmpty = !found.groups.some((group) => group.choices.length);
    const note = isFull ? t("atMost", { n: max }) : (found.note ?? (isEmpty ? t("noResults") : ""));
    const values = new Set(this.chosen.map((choice) => choice.value));
    this.options.show({ groups: found.groups, note }, values, isFull);
    this.popup.place();
  }

  open() {
    this.input.setAttribute("aria-expanded", "true");
    if (this.popup.isOpen) return;
    this.popup.open();
  }

  closed() {
    this.turn += 1;
    this.input.setAttribute("aria-expanded", "false");
    this.point(null);
    this.showChosen();
  }

  point(id) {
    if (id && this.popup.isOpen) this.input.setAttribute("aria-activedescendant", id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.isComposing) return;
    const { isOpen } = this.popup;
    const move = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" }[event.key];
    if (event.key === "ArrowDown" || event.key === "ArrowUp" || (isOpen && move)) {
      if (isOpen) this.options.move(move);
      else this.search("");
    } else if (event.key === "Enter") {
      if (isOpen && this.options.choice) this.pick(this.options.choice);
      else if (!isOpen) this.search("");
    } else if (event.key === "Escape" && isOpen) this.popup.close();
    else if (event.key === "Backspace" && this.spec.isMulti && !this.input.value && !event.repeat)
      return void this.take(this.chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  pick(choice) {
    if (!this.spec.isMulti) {
      const isSame = this.chosen[0]?.value === choice.value;
      return isSame ? this.popup.close() : this.take([choice]);
    }
    const rest = this.chosen.filter((one) => one.value !== choice.value);
    return this.take(rest.length < this.chosen.length ? rest : [...this.chosen, choice]);
  }

  async take(choices) {
    const before = this.chosen;
    if (!choices.length && !before.length) return;
    this.chosen = choices;
    if (!this.spec.isMulti) this.popup.close();
    this.showChosen();
    if (this.popup.isOpen) this.search("");
    if ((await this.spec.changed(choices)) === false) {
      this.chosen = before;
      this.showChosen();
    }
  }
}
