// The page of the case at hand. It fetches the case when it is opened: who opens a notebook need not wait for it.

import { button } from "../../kit/button.js";
import { askCase } from "../../kit/case_data.js";
import { caseFile } from "../../kit/case_file.js";
import { fill, focusOn, h, uid } from "../../kit/dom.js";
import { makeAnnouncer } from "../../kit/status.js";

export default {
  /**
   * @param {HTMLElement} root
   * @param {CasePageView} view
   * @param {{ link: Link, signal: AbortSignal }} panel
   */
  mount(root, view, { link, signal }) {
    const id = uid();
    const { node: announcer, announce } = makeAnnouncer();
    const trouble = h("div", { role: "alert" });
    const open = button("Open the case", { "data-act": "open-case", onclick: fetch }, { tone: "main", icon: "solution" });
    const place = h("div.mo-case-place", {}, view.case && open);
    root.append(
      h(
        "section.mo-case-page",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, h("p.mo-kicker", {}, "The case"), h("h3.mo-title", { id: `${id}-title`, tabindex: "-1" }, "The case at hand")),
        h(
          "p",
          {},
          view.case
            ? "Who is who, the interviews in full, prices, promises, dates, complaints and the claims file: to read, to search, and the interviews also to hear."
            : "This course's folder holds no files of the case, so there is nothing to look up here.",
        ),
        place,
        trouble,
        announcer,
      ),
    );

    function fetch() {
      fill(trouble);
      announce("Fetching the case ...");
      askCase(view.case, { link, signal }, (sections, problem) => {
        if (!sections) return fill(trouble, h("p.mo-notice", { "data-tone": "part" }, problem));
        const file = caseFile(id, sections, { announce, signal });
        fill(place, file.node);
        announce("The case is open.");
        focusOn(file.node.querySelector("input"));
      });
    }
  },
};
