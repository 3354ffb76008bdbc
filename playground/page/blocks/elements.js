// Interactive elements. Each calls `context.use(element, block, value)`; `context.state` holds what
// was entered before, `context.people` and `context.rooms` fill the menus of people and channels.

import { act, h } from "../kit/dom.js";
import { plain } from "./mrkdwn.js";
import { t } from "../kit/words.js";

const DRAW = {
  button,
  overflow,
  static_select: select,
  users_select: select,
  channels_select: select,
  conversations_select: select,
  radio_buttons: choices,
  checkboxes: choices,
  external_select: searched,
  multi_static_select: many,
  multi_users_select: many,
  multi_channels_select: many,
  multi_conversations_select: many,
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  datepicker: typed,
  timepicker: typed,
  datetimepicker: typed,
};

export function element(source, block, context) {
  return (DRAW[source.type] ?? (() => h("span.unknown", {}, `[${source.type}]`)))(
    source,
    block,
    context,
  );
}

function entry(source, block, context) {
  return context.state?.[block.block_id]?.[source.action_id] ?? {};
}

function button(source, block, context) {
  const press = async () => {
    if (source.confirm && !(await context.confirm(source.confirm))) return;
    if (source.url) window.open(source.url, "_blank", "noopener,noreferrer");
    await context.use(source, block, source.value ?? null);
  };
  const tag = `button.button${source.style ? `.${source.style}` : ""}`;
  return h(
    tag,
    {
      type: "button",
      onclick: press,
      "aria-label": source.accessibility_label,
      "data-action": source.action_id,
    },
    plain(source.text),
  );
}

function overflow(source, block, context) {
  const choose = async (option, details) => {
    details.open = false;
    if (source.confirm && !(await context.confirm(source.confirm))) return;
    if (option.url) window.open(option.url, "_blank", "noopener,noreferrer");
    context.use(source, block, option.value);
  };
  const details = h(
    "details.overflow",
    { "data-action": source.action_id },
    h("summary", { "aria-label": t("more") }, "⋯"),
  );
  const items = source.options.map((option) =>
    h("button", { type: "button", onclick: () => choose(option, details) }, plain(option.text)),
  );
  details.append(h("div.popover", {}, items));
  return details;
}

function offered(source, context) {
  if (source.type.includes("users")) {
    return context.people
      .filter((person) => !person.deleted && !person.is_bot && person.id !== "USLACKBOT")
      .map((person) => ({ value: person.id, label: person.real_name }));
  }
  if (/channels|conversations/.test(source.type)) {
    return context.rooms
      .filter((room) => room.name)
      .map((room) => ({ value: room.id, label: `#${room.name}` }));
  }
  return (source.options ?? []).map(asChoice);
}

const asChoice = (option) => ({
  value: option.value,
  label: plain(option.text),
  description: option.description ? plain(option.description) : "",
});

function chosen(source, block, context) {
  const now = entry(source, block, context);
  return (
    now.selected_option?.value ??
    now.selected_user ??
    now.selected_channel ??
    now.selected_conversation ??
    firstChoice(source)
  );
}

function firstChoice(source) {
  return (
    source.initial_option?.value ??
    source.initial_user ??
    source.initial_channel ??
    source.initial_conversation ??
    ""
  );
}

function select(source, block, context) {
  const current = chosen(source, block, context);
  const asOption = (choice) =>
    h("option", { value: choice.value, selected: choice.value === current }, choice.label);
  const groups = source.option_groups?.map((group) =>
    h(
      "optgroup",
      { label: plain(group.label) },
      group.options.map((option) => asOption(asChoice(option))),
    ),
  );
  const none = h(
    "option",
    { value: "" },
    source.placeholder ? plain(source.placeholder) : t("choose"),
  );
  const changed = (event) =>
    (event.target.value || block.type === "input") &&
    context.use(source, block, event.target.value || null);
  return h(
    "select",
    { ...shared(source, context), onchange: changed },
    none,
    groups ?? offered(source, context).map(asOption),
  );
}

function shared(source, context) {
  return {
    id: context.id,
    "aria-describedby": context.described,
    "data-action": source.action_id,
    "aria-label": context.id
      ? null
      : source.placeholder
        ? plain(source.placeholder)
        : source.action_id,
  };
}

function ticked(source, block, context) {
  const now = entry(source, block, context);
  const list =
    now.selected_options?.map((option) => option.value) ??
    now.selected_users ??
    now.selected_channels ??
    now.selected_conversations;
  const first =
    source.initial_options?.map((option) => option.value) ??
    source.initial_users ??
    source.initial_channels ??
    source.initial_conversations;
  return new Set(list ?? first ?? []);
}

function choices(source, block, context) {
  const isRadio = source.type === "radio_buttons";
  const picked = isRadio
    ? new Set([chosen(source, block, context)])
    : ticked(source, block, context);
  return tickList(
    source,
    block,
    context,
    offered(source, context),
    picked,
    isRadio ? "radio" : "checkbox",
  );
}

function many(source, block, context) {
  const options = source.option_groups
    ? source.option_groups.flatMap((group) => group.options.map(asChoice))
    : offered(source, context);
  const list = tickList(
    source,
    block,
    context,
    options,
    ticked(source, block, context),
    "checkbox",
  );
  list.classList.add("many");
  return list;
}

function tickList(source, block, context, options, picked, type) {
  const box = h("div.ticks", {
    "data-action": source.action_id,
    "aria-describedby": context.described,
  });
  const changed = () => {
    const values = [...box.querySelectorAll("input:checked")].map((input) => input.value);
    context.use(source, block, type === "radio" ? (values[0] ?? null) : values);
  };
  box.append(
    ...options.map((choice) => {
      const input = h("input", {
        type,
        name: `${context.prefix}-${block.block_id}-${source.action_id}`,
        value: choice.value,
        checked: picked.has(choice.value),
        onchange: changed,
      });
      return h(
        "label.tick",
        {},
        input,
        h("span", {}, choice.label, choice.description ? h("small", {}, choice.description) : null),
      );
    }),
  );
  return box;
}

const TYPES = {
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
  email_text_input: "email",
  url_text_input: "url",
};

function typed(source, block, context) {
  const now = entry(source, block, context);
  const kept =
    now.value ?? now.selected_date ?? now.selected_time ?? localMoment(now.selected_date_time);
  const first = source.initial_value ?? source.initial_date ?? source.initial_time ?? "";
  const value = "type" in now ? (kept ?? "") : first;
  const attributes = {
    ...shared(source, context),
    value,
    maxlength: source.max_length,
    placeholder: source.placeholder ? plain(source.placeholder) : null,
    oninput: (event) => context.dirty?.(block, event.target.value),
    onchange: (event) => context.use(source, block, outgoing(source, event.target.value)),
    autocomplete: "off",
    autofocus: source.focus_on_load,
  };
  if (source.multiline) return h("textarea", { ...attributes, rows: 4 });
  const inputmode = source.type === "number_input" ? "decimal" : null;
  return h("input", { type: TYPES[source.type] ?? "text", inputmode, ...attributes });
}

function localMoment(seconds) {
  if (!seconds) return undefined;
  const moment = new Date(seconds * 1000);
  return new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function outgoing(source, value) {
  return source.type === "datetimepicker" && value ? Math.floor(new Date(value) / 1000) : value;
}

function searched(source, block, context) {
  const now = entry(source, block, context).selected_option;
  const listId = `${context.prefix}-${source.action_id}-list`;
  const list = h("datalist", { id: listId });
  let found = [];
  const search = async (event) => {
    if (event.target.value.length < (source.min_query_length ?? 3)) return;
    const reply = await act("suggest", {
      user: context.user,
      action_id: source.action_id,
      query: event.target.value,
    });
    found =
      reply.body?.options ?? reply.body?.option_groups?.flatMap((group) => group.options) ?? [];
    list.replaceChildren(...found.map((option) => h("option", { value: plain(option.text) })));
  };
  const choose = (event) => {
    const option = found.find((one) => plain(one.text) === event.target.value);
    if (option) context.use(source, block, option);
  };
  const value = now ? plain(now.text) : "";
  return h(
    "span",
    {},
    h("input", {
      ...shared(source, context),
      list: listId,
      value,
      placeholder: t("typeToSearch"),
      oninput: search,
      onchange: choose,
    }),
    list,
  );
}
