// The list of a combobox: groups of options, one of them active, and a note where there are none.

import { h } from "../kit/dom.js";

const MOST = 200;

export class Options {
  constructor(id, label, isMulti, pick) {
    this.id = id;
    this.pick = pick;
    this.rows = [];
    this.active = -1;
    this.list = h("div.options", {
      id,
      role: "listbox",
      "aria-label": label,
      "aria-multiselectable": isMulti ? "true" : null,
    });
    this.note = h("p.options-note", { role: "status" });
  }

  // `found` is {groups: [{label?, choices}], note?}; `chosen` a set of values.
  show(found, chosen, isFull) {
    let left = MOST;
    this.rows = [];
    const groups = found.groups.map((group) => {
      const choices = group.choices.slice(0, left);
      left -= choices.length;
      return this.group(group.label, choices, chosen, isFull);
    });
    this.list.replaceChildren(...groups.filter(Boolean));
    this.list.hidden = !this.rows.length;
    this.note.textContent = found.note ?? "";
    this.note.hidden = !found.note;
    const first = this.rows.findIndex((row) => chosen.has(row.choice.value));
    this.activate(first >= 0 ? first : this.rows.findIndex((row) => !row.isOff));
  }

  group(label, choices, chosen, isFull) {
    if (!choices.length) return null;
    const rows = choices.map((choice) => this.option(choice, chosen.has(choice.value), isFull));
    if (!label) return h("div", { role: "presentation" }, rows);
    const id = `${this.id}-group-${this.rows.length}`;
    return h(
      "div.option-group",
      { role: "group", "aria-labelledby": id },
      h("div.option-heading", { id, role: "presentation" }, label),
      rows,
    );
  }

  option(choice, isChosen, isFull) {
    const number = this.rows.length;
    const isOff = isFull && !isChosen;
    const node = h(
      "div.option",
      {
        id: `${this.id}-${number}`,
        role: "option",
        "data-value": choice.value,
        "aria-selected": String(isChosen),
        "aria-disabled": isOff ? "true" : null,
        onclick: () => !isOff && this.pick(choice),
        onpointermove: () => this.active !== number && !isOff && this.activate(number, false),
      },
      choice.mark?.(),
      h(
        "span.option-text",
        {},
        choice.label,
        choice.description ? h("small", {}, choice.description) : null,
      ),
      isChosen ? h("span.option-tick", { "aria-hidden": "true" }, "✓") : null,
    );
    this.rows.push({ choice, node, isOff });
    return node;
  }

  activate(number, scrolls = true) {
    this.rows[this.active]?.node.classList.remove("active");
    this.active = number;
    const node = this.rows[number]?.node;
    node?.classList.add("active");
    if (scrolls) node?.scrollIntoView?.({ block: "nearest" });
    this.moved?.(node?.id ?? null);
  }

  move(step) {
    const open = this.rows.map((row, index) => (row.isOff ? -1 : index)).filter((i) => i >= 0);
    if (!open.length) return;
    const at = open.indexOf(this.active);
    const next = { first: 0, last: open.length - 1 }[step] ?? at + step;
    this.activate(open[(next + open.length) % open.length]);
  }

  get choice() {
    return this.rows[this.active]?.choice ?? null;
  }
}
