// One example: its blocks in a frame of their surface, what the app sends to get them, and what
// Slack would send back when an element is used.

import { act, avatar, h } from "../kit/dom.js";
import { at, t } from "../kit/words.js";
import { blocks } from "../blocks/blocks.js";
import { isQuiet } from "../blocks/entered.js";
import { f, inLanguage } from "../frame/words.js";
import { ask } from "../slack/confirm.js";

const FRAMES = { message, modal, home };

export function example(one, state) {
  const told = h("div.told", { role: "status" });
  const drawn = blocks(one.blocks, context(one, state, told));
  const title = h(
    "h3.example-title",
    { id: `${one.name}-title` },
    inLanguage(one.title),
    " ",
    h("span.tag", { "data-f": one.surface }),
  );
  return h(
    "article.example",
    { id: one.name, "aria-labelledby": title.id, tabindex: "-1" },
    title,
    h("div.framed", {}, FRAMES[one.surface](drawn, one, state)),
    h(
      "div.beside",
      {},
      h("details", {}, h("summary", { "data-f": "sentBlocks" }), json(one.sent)),
      told,
    ),
  );
}

function context(one, state, told) {
  const use = async (source, block, value) => {
    const body = { surface: one.surface, block, action_id: source.action_id, value };
    const answer = await act("try_element", body);
    if (!answer.error) tell(told, answer);
    return {};
  };
  return {
    prefix: one.name,
    user: state.viewer?.id,
    people: state.people,
    rooms: state.rooms,
    now: new Date(state.now),
    state: {},
    confirm: ask,
    use,
    // Slack hears at the end of a form of what is only kept.
    keep: (source, block, value) => (isQuiet(block) ? use(source, block, value) : {}),
    suggest: async (_source, _block, query) => ({ body: { options: fitting(one, query) } }),
  };
}

const fitting = (one, query) =>
  one.suggested.filter((option) => option.text.text.toLowerCase().includes(query.toLowerCase()));

function tell(told, answer) {
  const heading = answer.actions ? "wouldSend" : "wouldSubmit";
  told.replaceChildren(h("p.told-title", { "data-f": heading }, f(heading)), json(answer));
}

// A code box scrolls, and what scrolls has to be reached by key.
function json(value) {
  const attributes = { tabindex: "0", role: "group", "aria-label": "JSON" };
  return h("pre.json", attributes, JSON.stringify(value, null, 2));
}

function message(drawn, one, state) {
  const { name, user } = state.app;
  const head = h(
    "div.message-head",
    {},
    h("strong", {}, name),
    h("span.tag", {}, t("app")),
    h("time.stamp", {}, at(Date.parse(state.now) / 1000)),
  );
  return h("div.message", {}, avatar(user, name, true), h("div.message-body", {}, head, drawn));
}

function modal(drawn, one) {
  const title = h("p.frame-title", {}, inLanguage(one.title));
  return h("div.modal.frame", {}, title, h("div.modal-body", {}, drawn));
}

function home(drawn) {
  return h("div.home.frame", {}, drawn);
}
