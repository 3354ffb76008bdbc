// What using an element does, for one person: in a message where `place` says its channel and ts,
// else in the modal that is open or on the Home tab. Goes into the context of blocks.

import { act } from "../kit/dom.js";

export function using(user, place = null) {
  const send = (name) => (source, block, value) =>
    act(name, {
      user,
      ...place,
      action_id: source.action_id,
      block_id: block.block_id,
      value: source.type === "button" ? null : value,
    });
  return {
    user,
    use: send(place ? "click" : "press"),
    keep: send("enter"),
    suggest: (source, block, query) =>
      act("suggest", {
        user,
        ...place,
        action_id: source.action_id,
        block_id: block.block_id,
        query,
      }),
  };
}
