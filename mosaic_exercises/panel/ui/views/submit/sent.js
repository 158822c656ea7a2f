// Handing in where the class collects: one button, how it goes, and the receipt. Python sends; this asks how it stands.

import { button, enable, isOff } from "../../kit/button.js";
import { fill, h } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { plain } from "../../kit/markup.js";
import { count } from "../../kit/words.js";

const ASK = 600; // ms

/** @param {number} at seconds since 1970 */
const when = (at) => new Date(at * 1000).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });

/** @param {string} id @param {any} host @param {{ send: (message: any) => void }} page */
export function sentBox(id, host, page) {
  let timer = 0;
  let shown = ""; // what is drawn again unchanged would be read aloud again
  const send = button(
    "Hand in",
    { id: `${id}-send`, "data-act": "send-in", onclick: () => !isOff(send) && go() },
    { tone: "main", icon: "upload" },
  );

  function go() {
    enable(send, false);
    page.send({ type: "send-in" });
  }

  return {
    send,
    stop: () => clearTimeout(timer),
    /** @param {SentInView} is */
    draw(is) {
      clearTimeout(timer);
      const going = is.state === "sending";
      enable(send, !going);
      fill(send.querySelector(".mo-btn-label"), going ? "Handing in …" : is.version ? "Hand in again" : "Hand in");
      const now = JSON.stringify(is);
      if (now !== shown) fill(host, is.state === "failed" ? failed(is) : !going && is.version > 0 && arrived(is));
      shown = now;
      if (going) timer = setTimeout(() => page.send({ type: "refresh" }), ASK);
    },
  };
}

const ANY_TIME = "You can hand in again at any time; the newest version counts.";

/** @param {string} tone @param {string} icon @param {string} title @param {...any} rest */
const box = (tone, icon, title, ...rest) =>
  h(
    "div.mo-feedback",
    { "data-tone": tone },
    h(
      "div.mo-feedback-head",
      {},
      h("span.mo-mark", { "data-tone": tone }, iconOf(icon)),
      h("h4.mo-feedback-title", {}, title),
    ),
    ...rest,
  );

/** @param {SentInView} is */
function arrived(is) {
  const since = `${count(is.since, "answer")} of yours came after it and ${is.since === 1 ? "is" : "are"} not in it. Hand in again when you are ready.`;
  return box(
    is.since ? "part" : "good",
    is.since ? "half" : "check",
    is.since ? "You have gone on since you handed in" : "Your work has arrived",
    h("p", {}, `Version ${is.version}, received on ${when(is.at)}. ${is.since ? since : ANY_TIME}`),
    is.note && plain("p", `To look at: ${is.note}.`),
    h(
      "p.mo-small",
      {},
      "Receipt: ",
      h("code", { title: is.receipt }, (is.receipt.slice(0, 16).match(/.{4}/g) ?? []).join(" ")),
      ". It is worked out from everything you handed in. ",
      h("a", { href: is.page, target: "_blank", rel: "noopener" }, "See what has arrived"),
    ),
  );
}

/** @param {SentInView} is */
function failed(is) {
  const before = is.version > 0 ? `Version ${is.version}, received on ${when(is.at)}, still counts.` : "Nothing has arrived yet.";
  return box(
    "bad",
    "warn",
    "It could not be handed in",
    plain("p", is.problem),
    h("p", {}, before, " Your answers are kept here, and you can make a hand-in file meanwhile."),
  );
}
