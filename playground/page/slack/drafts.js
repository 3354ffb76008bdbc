// What a person typed into modals. It is on the page at once and with the server soon; whatever is
// sent goes one after the other, what was typed first.

import { using } from "./using.js";

export class Drafts {
  constructor() {
    this.clear();
    this.pending = Promise.resolve();
  }

  clear() {
    this.typed = new Map();
    this.unsent = new Map();
  }

  type(view, source, block, value) {
    const key = `${view} ${block.block_id} ${source.action_id}`;
    this.typed.set(key, value);
    this.unsent.set(key, { source, block, value });
  }

  keep(user, view, source, block, value) {
    if (source.type.endsWith("_input")) this.type(view, source, block, value);
    else return this.inTurn(user, () => using(user).keep(source, block, value));
    return this.inTurn(user, () => {});
  }

  inTurn(user, work) {
    const whole = async () => {
      const unsent = [...this.unsent.values()];
      this.unsent = new Map();
      for (const { source, block, value } of unsent) await using(user).keep(source, block, value);
      return work();
    };
    this.pending = this.pending.then(whole, whole);
    return this.pending;
  }

  // The state of a view with what was typed since.
  over(view) {
    const state = structuredClone(view.state.values);
    for (const [block, entries] of Object.entries(state))
      for (const [action, entry] of Object.entries(entries)) {
        const typed = this.typed.get(`${view.id} ${block} ${action}`);
        if (typed !== undefined) entry.value = typed;
      }
    return state;
  }
}
