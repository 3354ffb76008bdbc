// What the composer offers while one writes: slash commands, and people after an @.

import { avatar, h } from "../kit/dom.js";
import { Options } from "../blocks/options.js";
import { t } from "../kit/words.js";

const MOST = 8;
const MENTION = /(^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u;

const picked = new Map();
let number = 0;

export class Suggestions {
  /** Beside `field`; `place()` gives {state}. */
  constructor(field, place) {
    Object.assign(this, { field, place });
    const id = `suggestions${(number += 1)}`;
    this.options = new Options(id, t("suggestions"), false, (choice) => this.take(choice));
    this.options.moved = (active) => this.point(active);
    this.usage = h("p.usage", { hidden: true });
    const kept = { onpointerdown: (event) => event.preventDefault() };
    this.box = h("div.suggestions", kept, this.options.list, this.usage);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    this.show([]);
  }

  offer() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const mention = MENTION.exec(before);
    const found = mention ? this.people(mention[2]) : this.commands(this.field.value);
    this.show(found);
    this.showUsage(found.length ? "" : this.field.value);
  }

  show(choices) {
    this.options.show({ groups: [{ choices }] }, new Set(), false);
  }

  point(id) {
    if (id) this.field.setAttribute("aria-activedescendant", id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** Whether the key was meant for the list; a command that is written out is sent by Enter. */
  key(event) {
    if (this.options.list.hidden || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { choice } = this.options;
    const isWhole = choice?.value === this.field.value.trim();
    if (step) this.options.move(step);
    else if (event.key === "Escape") this.show([]);
    else if (event.key === "Tab" ? event.shiftKey : event.key !== "Enter" || isWhole) return false;
    else this.take(choice);
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  commands(value) {
    if (!value.startsWith("/") || /\s/.test(value)) return [];
    const found = this.place().state.commands.filter((one) => one.command.startsWith(value));
    return found.map((one) => ({
      value: one.command,
      label: h("span", {}, h("strong", {}, one.command), ` ${one.usage_hint}`),
      description: one.description,
    }));
  }

  /** What a command takes stays to be read while one writes it. */
  showUsage(value) {
    const name = /^(\/\S+)\s/.exec(value)?.[1];
    const command = this.place().state.commands.find((one) => one.command === name);
    this.usage.hidden = !command;
    if (!command) return;
    this.usage.replaceChildren(h("strong", {}, command.command), ` ${command.usage_hint}`);
  }

  people(query) {
    const { people } = this.place().state;
    const wanted = query.toLowerCase();
    const isMeant = (name) =>
      name.startsWith(wanted) || name.split(" ").some((word) => word.startsWith(wanted));
    return people
      .filter((one) => !one.deleted && one.id !== "USLACKBOT")
      .filter((one) => isMeant(one.real_name.toLowerCase()))
      .slice(0, MOST)
      .map((one) => ({
        person: one,
        label: one.real_name,
        description: one.title,
        mark: () => avatar(one.id, one.real_name, one.is_bot),
      }));
  }

  take({ value, person }) {
    const { field } = this;
    if (person) this.mention(person);
    else field.value = `${value} `;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  mention(person) {
    const { field } = this;
    const before = field.value.slice(0, field.selectionStart).replace(MENTION, "$1");
    const written = `${before}@${person.real_name} `;
    picked.set(`@${person.real_name}`, `<@${person.id}>`);
    field.value = written + field.value.slice(field.selectionStart);
    field.setSelectionRange(written.length, written.length);
  }

  /** The text as Slack sends it: people who were picked by their ids. */
  written(text) {
    const names = [...picked.keys()].toSorted((a, b) => b.length - a.length);
    return names.reduce((line, name) => line.replaceAll(name, picked.get(name)), text);
  }
}
