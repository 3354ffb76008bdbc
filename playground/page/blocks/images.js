// Images. What cannot be loaded is told by its alternative text.

import { h } from "../kit/dom.js";
import { plain } from "./mrkdwn.js";

// What the page's content security policy lets it load.
const isLoadable = (address) =>
  /^(https:|data:image\/|\/(?!\/))/i.test(address) || address.startsWith(`${location.origin}/`);

export function imageBlock(block) {
  return h(
    "figure.block",
    {},
    block.title ? h("figcaption", {}, plain(block.title)) : null,
    picture(block, "large"),
  );
}

export function picture(source, size) {
  const address = source.image_url ?? source.slack_file?.url ?? "";
  if (!isLoadable(address)) return missing(source, size);
  const image = h(`img.${size}`, { src: address, alt: source.alt_text, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(missing(source, size)));
  return image;
}

function missing(source, size) {
  const words = size === "small" ? "" : source.alt_text;
  return h(
    `span.no-image.${size}`,
    { role: "img", "aria-label": source.alt_text, title: source.alt_text },
    h("span", { "aria-hidden": "true" }, "🖼"),
    words ? h("span.no-image-words", {}, words) : null,
  );
}
