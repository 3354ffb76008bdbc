// Guided tours. For each step the page goes to its place, the thing to look at is ringed and a
// sentence stands beside it. The visitor does what it says and the tour goes on by itself, or
// presses Next and it is done for them. What the tours tell is the host's: this is only how.
//
// tour = {id, title, about, end, begins_at?, begins_with?, steps}, texts as {en, de}. It begins at
// an ISO time, or with one of the host's runs.
// step = {as, in, tab, say, at, do, picture}: who one is, where ("dm" or a channel; like the step
// before when left out), the sentence, a CSS selector, and an act of tour_acts.js.

import { act, read } from "../kit/dom.js";
import { asks, isDeed, isDone, perform, settled } from "./tour_acts.js";
import { Callout } from "./tour_callout.js";
import { f, inLanguage } from "./words.js";

const PATIENCE = 10000;
const LOOK = 100;

let running = null;

/** Starts a tour from the beginning; another one that runs ends. */
export async function startTour(tour) {
  running?.end();
  running = new Tour(tour);
  await running.begin();
}

class Tour {
  constructor(tour) {
    this.tour = tour;
    this.index = -1;
    this.turn = 0; // what was begun in an earlier turn is out of date
    this.isBusy = false;
    this.callout = new Callout(inLanguage(tour.title), () => this.end());
    this.noticeDeed = (event) => this.notice(isDone(this.step, event.detail));
    this.noticeClick = (event) => this.notice(asks(this.step, event.target));
    document.addEventListener("acted", this.noticeDeed);
    document.addEventListener("click", this.noticeClick, true);
  }

  get step() {
    return this.tour.steps[this.index];
  }

  /** The step with the person and the place of those before it. */
  get place() {
    const before = this.tour.steps.slice(0, this.index + 1);
    const last = (key) => before.findLast((step) => step[key])?.[key];
    return { as: last("as"), in: last("in"), tab: this.step.tab ?? "messages" };
  }

  end() {
    this.turn += 1;
    this.callout.close();
    document.removeEventListener("acted", this.noticeDeed);
    document.removeEventListener("click", this.noticeClick, true);
    if (running === this) running = null;
  }

  async begin() {
    const turn = ++this.turn;
    this.callout.show({ text: f("tourBegins"), buttons: [] });
    await startOver(this.tour);
    if (turn === this.turn) await this.go(0, true);
  }

  /** Shows a step once its place is there; `hasFocus` where the visitor pressed Next. */
  async go(index, hasFocus) {
    const turn = ++this.turn;
    this.index = index;
    if (index === this.tour.steps.length) return this.finish();
    const target = await appears(this.step.at, this.place, () => turn !== this.turn);
    if (turn !== this.turn) return;
    if (!target) return this.giveUp();
    const isTall = target.offsetHeight > innerHeight / 2;
    target.scrollIntoView({ block: isTall ? "start" : "center", inline: "nearest" });
    this.callout.show({
      step: f("tourStep", { n: index + 1, all: this.tour.steps.length }),
      text: inLanguage(this.step.say),
      hint: this.step.do ? f("tourDo") : "",
      target: () => find(this.step?.at),
      buttons: [
        [f("tourNext"), () => this.next(), "primary"],
        [f("tourEnd"), () => this.end()],
      ],
      hasFocus,
    });
  }

  /** Does what the step asks for, and goes on. */
  async next() {
    if (this.isBusy) return;
    const { turn, index } = this;
    this.isBusy = true;
    this.callout.wait();
    try {
      if (this.step.do) await this.perform();
    } finally {
      this.isBusy = false;
    }
    if (turn === this.turn) await this.go(index + 1, true);
  }

  async perform() {
    const { place, step } = this;
    const target = find(step.at) ?? (await appears(step.at, place)); // the visitor went elsewhere
    if (target) await perform(step.do, target, { user: place.as, channel: roomOf(place) });
  }

  /** The visitor did something: when it is what the step asks for, the tour goes on. */
  async notice(isIt) {
    if (!isIt || this.isBusy) return;
    const { turn, index } = this;
    this.callout.wait();
    if (isDeed(this.step.do)) await settled();
    if (turn === this.turn) await this.go(index + 1, this.callout.hasFocus);
  }

  giveUp() {
    this.callout.show({
      text: f("tourLost"),
      buttons: [
        [f("tourAgain"), () => startTour(this.tour), "primary"],
        [f("tourEnd"), () => this.end()],
      ],
      hasFocus: true,
    });
  }

  async finish() {
    const tours = await read("tours");
    const following = tours[tours.findIndex((one) => one.id === this.tour.id) + 1];
    const go = following && [
      f("tourFollowing", { title: inLanguage(following.title) }),
      () => startTour(following),
      "primary",
    ];
    this.callout.show({
      step: f("tourDone"),
      text: inLanguage(this.tour.end),
      buttons: [go, [f("tourClose"), () => this.end(), go ? "" : "primary"]].filter(Boolean),
      hasFocus: true,
    });
  }
}

async function startOver(tour) {
  const state = await read("state");
  if (state.can_start_over) await act("start_over");
  if (tour.begins_at) await act("time", { to: tour.begins_at });
  if (tour.begins_with) await perform({ run: tour.begins_with });
}

/**
 * Whether one is somebody, somewhere; else goes there. The page reads the place from its address,
 * and forgets the mark that is put into it when it has drawn the place.
 */
function isAt({ as, tab, ...place }) {
  const there = new URLSearchParams({ as, in: roomOf({ as, ...place }), tab });
  const here = new URLSearchParams(location.hash.slice(1));
  if (!here.has("tab")) here.set("tab", "messages");
  if ([...there].every(([key, value]) => here.get(key) === value)) return !here.has("going");
  location.hash = `${there}&going`;
  return false;
}

const roomOf = (place) => (place.in === "dm" ? `D${place.as.slice(1)}` : place.in);

/**
 * What a selector finds and one can see and use: the first there is, of messages that in the newest
 * one; nothing that an open modal covers. Folded parts are unfolded for it.
 */
function find(selector) {
  const all = selector ? [...document.querySelectorAll(selector)] : [];
  const newest = all.at(-1)?.closest("[data-ts]");
  const found = newest ? all.filter((one) => newest.contains(one)) : all;
  for (const one of found) {
    const folded = one.closest("details:not([open]) > :not(summary)")?.closest("details");
    if (folded) folded.open = true;
  }
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true });
  return found.find((one) => isSeen(one) && !one.closest("[inert]")) ?? null;
}

/** What a selector finds at a place, as soon as it is there; null when it does not come. */
async function appears(selector, place, isOver = () => false) {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until && !isOver()) {
    const found = isAt(place) && find(selector);
    if (found) return found;
    await new Promise((later) => setTimeout(later, LOOK));
  }
  return null;
}
