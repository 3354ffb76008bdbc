// Slack's menus: fixed options, people, channels, conversations and what the app finds, one or
// many.

import { avatar, h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Combobox } from "./combobox.js";
import { change, entered, named, shared } from "./entered.js";
import { plain } from "./mrkdwn.js";

export function select(source, block, context) {
  const isMulti = source.type.startsWith("multi_");
  const isExternal = source.type.endsWith("external_select");
  const held = entered(source, block, context);
  const all = groups(source, context);
  const chosen = (isMulti ? (held ?? []) : [held])
    .filter(Boolean)
    .map((value) => known(value, all, isExternal));
  return new Combobox({
    attributes: shared(source, block, context),
    label: named(source, block),
    placeholder: plain(source.placeholder) || t(isMulti ? "chooseMany" : "choose"),
    chosen,
    isMulti,
    max: source.max_selected_items,
    canClear: !isMulti && block.type === "input" && Boolean(block.optional),
    isSlow: isExternal,
    waits: (query) => tooShort(source, query),
    find: isExternal
      ? (query) => searched(source, block, context, query)
      : (query) => filtered(all, query),
    changed: async (choices) => {
      const values = choices.map((choice) => choice.option ?? choice.value);
      return (
        (await change(source, block, context, isMulti ? values : (values[0] ?? null))) !== null
      );
    },
  }).box;
}

const asChoice = (option, keeps) => ({
  value: option.value,
  label: plain(option.text),
  description: option.description ? plain(option.description) : "",
  option: keeps ? option : null,
});

function groups(source, context) {
  if (source.type.includes("users")) return [{ choices: people(context) }];
  if (/channels|conversations/.test(source.type)) return [{ choices: rooms(source, context) }];
  return grouped(source, false);
}

function grouped(source, keeps) {
  return (source.option_groups ?? [{ options: source.options ?? [] }]).map((group) => ({
    label: group.label ? plain(group.label) : "",
    choices: group.options.map((option) => asChoice(option, keeps)),
  }));
}

function people(context) {
  return (context.people ?? [])
    .filter((person) => !person.deleted && !person.is_bot && person.id !== "USLACKBOT")
    .sort((a, b) => a.real_name.localeCompare(b.real_name))
    .map((person) => ({
      value: person.id,
      label: person.real_name,
      description: person.title,
      mark: () => avatar(person.id, person.real_name),
    }));
}

const KINDS = { channel: "public", group: "private", im: "im", mpim: "mpim" };

function rooms(source, context) {
  const filter = source.filter ?? {};
  const wanted = source.type.includes("conversations")
    ? (filter.include ?? Object.values(KINDS))
    : ["public"];
  const app = context.people?.find((person) => person.is_bot);
  return (context.rooms ?? [])
    .filter((room) => wanted.includes(KINDS[room.kind]) && !room.is_archived)
    .filter((room) => room.kind !== "im" || !filter.exclude_bot_users)
    .map((room) => ({
      value: room.id,
      label: room.kind === "im" ? (app?.real_name ?? room.id) : room.name,
      mark: () => sign(room, app),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function sign(room, app) {
  if (room.kind === "im") return avatar(room.id, app?.real_name ?? "?", true);
  return h("span.sign", {}, room.kind === "group" ? "🔒" : "#");
}

// A chosen value as a choice; what the menu does not list (any more) still shows.
function known(value, all, isExternal) {
  if (value.text) return asChoice(value, isExternal);
  const found = all.flatMap((group) => group.choices).find((choice) => choice.value === value);
  return found ?? { value, label: value };
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function filtered(all, query) {
  const wanted = folded(query.trim());
  const fits = (choice) => folded(`${choice.label} ${choice.description ?? ""}`).includes(wanted);
  return {
    groups: all.map((group) => ({ ...group, choices: group.choices.filter(fits) })),
  };
}

function tooShort(source, query) {
  const least = source.min_query_length ?? 3;
  return query.length < least ? t("typeMore", { n: least }) : null;
}

async function searched(source, block, context, query) {
  const note = tooShort(source, query);
  if (note || !context.suggest) return { groups: [], note };
  const reply = await context.suggest(source, block, query);
  const body = reply.error || !reply.body ? { options: [] } : reply.body;
  return { groups: grouped(body, true) };
}
