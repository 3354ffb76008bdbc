// Where somebody is, as the address of the page says it: #as=person&in=room, with &thread=message
// or &tab=home; and /archives/room/p… for one message.

const ARCHIVE = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/;

/** {user, room, tab, thread, ts} of the address; `ts` is the message to be shown. */
export function readPlace() {
  const words = new URLSearchParams(location.hash.slice(1));
  const query = new URLSearchParams(location.search);
  const [, room, seconds, rest] = ARCHIVE.exec(location.pathname) ?? [];
  return {
    user: words.get("as") ?? "",
    room: room ?? words.get("in") ?? "",
    tab: words.get("tab") ?? "messages",
    thread: words.get("thread") ?? query.get("thread_ts") ?? "",
    ts: seconds ? `${seconds}.${rest}` : null,
  };
}

export function writePlace({ user, room, tab, thread, ts }) {
  const words = new URLSearchParams({ as: user, in: room });
  if (thread) words.set("thread", thread);
  if (tab === "home") words.set("tab", tab);
  const query = new URLSearchParams(location.search);
  for (const name of ts ? [] : ["thread_ts", "cid"]) query.delete(name);
  const search = query.size ? `?${query}` : "";
  history.replaceState(null, "", `${ts ? location.pathname : "/"}${search}#${words}`);
}
