// The bar above a notebook: says calmly what cannot go on by itself, with a button. Also speaks to screen readers.
const PACKAGE = "mosaic-exercises";
const VISIBLE = "mosaic-visible";

export const NOTICES = {
  untrusted: {
    text: "This notebook is not trusted on this computer yet, so nothing in it was run.",
    button: "Run this notebook's exercises",
  },
  slow: {
    text: "Python is busy, or takes longer than usual to start. The exercises appear as soon as it answers.",
    button: "Restart Python",
  },
  fetching: {
    text: "Python is being fetched into this browser. That takes a minute or two the first time; you can read on meanwhile.",
    button: null,
  },
  broken: {
    text: "The connection broke while Python was being fetched. What has come is kept, and so is what you have answered.",
    button: "Try again",
  },
  beginning: {
    text:
      "Python is here and starts, which takes a minute on a slow device. If nothing comes, load this page again: what you have " +
      "answered is kept.",
    button: null,
  },
  blocked: {
    text:
      "This browser keeps the page from what its Python needs (service workers), so the exercises cannot start. A private " +
      "window, or a strict setting, may do that: open this page in an ordinary window, or in another browser.",
    button: null,
  },
  edition: {
    text: "The course has a new edition of this notebook. You have changed yours, so it was kept.",
    button: "Take the new one and keep mine beside it",
  },
  dead: {
    text: "Python is not running, so the exercises cannot start. What you have answered is kept.",
    button: "Start Python",
  },
  reconnect: {
    text: "Python restarted. Your exercises reconnect when you leave the field you are in.",
    button: "Reconnect now",
  },
  package: {
    text:
      `The Python of this notebook cannot load the course's package ${PACKAGE}, so the exercises cannot start. ` +
      "Start the workbook with the command mosaic lab, or choose another one under Kernel > Change Kernel.",
    button: "Try again",
  },
  language: {
    text: "The exercises need Python, and this notebook is set to another language. Choose Kernel > Change Kernel.",
    button: null,
  },
  failed: {
    text: "The exercises could not be started by themselves. Choose Run > Run All Cells.",
    button: null,
  },
};

// A notice area at the top of the panel. show(name) resolves when its button is pressed; say() only speaks.
export function createNotice(Widget, panel) {
  const node = document.createElement("div");
  node.className = "mosaic-notice";
  const text = document.createElement("span");
  text.setAttribute("role", "status");
  node.append(text);
  const place = document.createElement("div");
  place.append(node);
  panel.contentHeader.addWidget(new Widget({ node: place }));
  // The place is as high as its min-height says: that has to follow the notice, also when its text wraps.
  const follow = new ResizeObserver(() => {
    place.style.minHeight = `${node.classList.contains(VISIBLE) ? node.offsetHeight : 0}px`;
    panel.contentHeader.fit();
  });
  follow.observe(node);
  panel.disposed.connect(() => follow.disconnect());
  let shown = null;
  let pressed = null;

  const put = (name, words) => {
    shown = name;
    node.classList.toggle(VISIBLE, name !== null);
    for (const one of node.querySelectorAll("button, .mosaic-measure")) one.remove();
    text.textContent = words;
  };
  return {
    // Shows the notice (once, however often it is asked for) and returns the promise of its button.
    show(name) {
      if (name === shown) return pressed;
      const { text: words, button: label } = NOTICES[name];
      put(name, words);
      pressed = new Promise((done) => {
        if (label === null) return;
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        button.addEventListener("click", () => {
          put(null, "");
          done(name);
        });
        node.append(button);
      });
      return pressed;
    },
    say: (words) => put(null, words),
    // How much of what is waited for has come, in bytes. It is not in the status, which would be read out at each change.
    measure(done, whole) {
      let measure = node.querySelector(".mosaic-measure");
      if (!measure) {
        measure = document.createElement("span");
        measure.className = "mosaic-measure";
        const bar = document.createElement("progress");
        bar.setAttribute("aria-label", "Python fetched so far");
        measure.append(bar, document.createElement("span"));
        node.append(measure);
      }
      const [bar, words] = measure.children;
      bar.max = whole;
      bar.value = done;
      words.textContent = `${Math.floor(done / 1e6)} of ${Math.ceil(whole / 1e6)} MB`;
    },
  };
}
