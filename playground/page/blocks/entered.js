// What all elements share: an id, what was entered before, and telling of a change.
//
// A `context` says where elements stand: `prefix` for ids, `state` (block_id → action_id → entry),
// `people` and `rooms` for menus, `confirm(dialog)` → whether one is sure, `use(source, block,
// value)` → the reply of the app, `keep` for what the app need not hear of yet, `suggest(source,
// block, query)` for external menus, and `typing` for every letter. Only `use` is needed.

import { plain } from "./mrkdwn.js";

const KEYS = {
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
  checkboxes: "selected_options",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  multi_users_select: "selected_users",
  multi_channels_select: "selected_channels",
  multi_conversations_select: "selected_conversations",
};

export const idOf = (source, block, context) =>
  `${context.prefix}-${block.block_id}-${source.action_id}`;

export function entered(source, block, context) {
  const entry = context.state?.[block.block_id]?.[source.action_id];
  const key = KEYS[source.type] ?? "value";
  const initial = key === "value" ? "initial_value" : key.replace("selected", "initial");
  return (entry ? entry[key] : source[initial]) ?? null;
}

// In an input block the label names the element, elsewhere its placeholder does.
export function shared(source, block, context) {
  const isInput = block.type === "input";
  return {
    id: idOf(source, block, context),
    "data-action": source.action_id,
    "data-focus": Boolean(source.focus_on_load),
    "aria-describedby": isInput ? context.described : null,
    "aria-label": isInput ? null : named(source, block),
  };
}

export function named(source, block) {
  return plain(source.placeholder) || plain(block.text).slice(0, 80) || source.action_id;
}

export const isQuiet = (block) => block.type === "input" && !block.dispatch_action;

// The reply of the app, {} for what it need not hear of, null where the person was not sure.
export async function change(source, block, context, value) {
  if (source.confirm && context.confirm && !(await context.confirm(source.confirm))) return null;
  const work = isQuiet(block) && context.keep ? context.keep : context.use;
  return (await work(source, block, value)) ?? {};
}
