// The plane of a quadrant exercise: two axes, thresholds, four names, dots that can be moved, arrows from now to wanted.

const quadrantShare = (axis, value) => ((value - axis.low) / (axis.high - axis.low)) * 100; // percent of the way

/** The value at a share of the way, on the axis and in whole hundredths of it. */
function quadrantValue(axis, share) {
  const step = (axis.high - axis.low) / 100;
  const value = axis.low + Math.round(Math.min(100, Math.max(0, share))) * step;
  return Math.round(value * 1e6) / 1e6;
}

/** The quadrant's name; a tie goes up, on either axis, as in Python. */
function quadrantName({ x, y, quadrants }, [across, up]) {
  const side = across >= x.threshold ? "right" : "left";
  return quadrants[`${up >= y.threshold ? "top" : "bottom"}_${side}`];
}

function quadrantPlane(task, api, on) {
  const { x, y, quadrants } = task;
  const [cutX, cutY] = [quadrantShare(x, x.threshold), quadrantShare(y, y.threshold)];
  const arrows = svg("svg.mo-plane-arrows", { "aria-hidden": "true" });
  const dots = new Map();
  const plane = h(
    "div.mo-plane",
    { role: "group", "aria-label": `Map: ${x.name} across, ${y.name} up`, style: `--x:${cutX}%;--y:${cutY}%` },
    Object.entries(quadrants).map(([at, name]) => h("span.mo-plane-name", { "data-at": at, dir: "auto" }, name)),
    h("span.mo-plane-cut", { "data-way": "x" }),
    h("span.mo-plane-cut", { "data-way": "y" }),
    arrows,
  );
  const at = (event) => {
    const box = plane.getBoundingClientRect();
    return [
      quadrantValue(x, ((event.clientX - box.left) / box.width) * 100),
      quadrantValue(y, ((box.bottom - event.clientY) / box.height) * 100),
    ];
  };
  plane.addEventListener("click", (event) => !event.target.closest(".mo-dot") && on.clicked(at(event)));
  const node = h(
    "figure.mo-plane-figure",
    {},
    h("p.mo-plane-axis", { dir: "auto" }, `↑ ${y.name}: ${y.from} to ${y.to}`),
    plane,
    h("p.mo-plane-axis", { dir: "auto" }, `→ ${x.name}: ${x.from} to ${x.to}`),
  );
  makeDrag(
    plane,
    {
      items: ".mo-dot",
      grip: ".mo-dot",
      over: () => {},
      drop: (item, _, event) => on.put(item.dataset.point, item.dataset.when, at(event)),
      end: () => {},
    },
    api.signal,
  );

  function dot(point, number, when) {
    const node_ = h(
      "button.mo-dot",
      {
        type: "button",
        id: api.id(`dot-${point.id}-${when}`),
        "data-point": point.id,
        "data-when": when,
        onkeydown: (event) => keyed(event, point.id, when),
      },
      number,
    );
    dots.set(`${point.id} ${when}`, node_);
    return node_;
  }

  function keyed(event, id, when) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return on.put(id, when, null);
    }
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? 1 : 5;
    const [across, up] = on.spot(id, when);
    on.put(id, when, [
      quadrantValue(x, quadrantShare(x, across) + way[0] * far),
      quadrantValue(y, quadrantShare(y, up) + way[1] * far),
    ]);
  }

  return {
    node,
    plane,
    focus: (id, when) => focusOn(dots.get(`${id} ${when}`)),
    draw(points, spots) {
      const lines = [];
      for (const [key, node_] of dots) {
        if (points.some((p) => key === `${p.id} now` || key === `${p.id} wanted`)) continue;
        node_.remove();
        dots.delete(key);
      }
      points.forEach((point, i) => {
        for (const when of ["now", "wanted"]) {
          const place = spots.get(point.id)?.[when];
          const key = `${point.id} ${when}`;
          if (!place) {
            dots.get(key)?.remove();
            dots.delete(key);
            continue;
          }
          const node_ = dots.get(key) ?? dot(point, i + 1, when);
          if (node_.parentNode !== plane) plane.append(node_);
          if (node_.textContent !== String(i + 1)) node_.textContent = i + 1;
          node_.style.left = `${quadrantShare(x, place[0])}%`;
          node_.style.bottom = `${quadrantShare(y, place[1])}%`;
          const what = when === "wanted" ? ", wanted" : "";
          node_.setAttribute("aria-label", `${i + 1}, ${point.text}${what}: ${place[0]}, ${place[1]}, ${quadrantName(task, place)}`);
        }
        const { now, wanted } = spots.get(point.id) ?? {};
        if (now && wanted) lines.push(arrow(now, wanted));
      });
      fill(arrows, lines.length > 0 && svg("defs", {}, head()), lines);
    },
  };

  function arrow(from, to) {
    const [x1, y1, x2, y2] = [quadrantShare(x, from[0]), 100 - quadrantShare(y, from[1]), quadrantShare(x, to[0]), 100 - quadrantShare(y, to[1])];
    return svg("line", { x1: `${x1}%`, y1: `${y1}%`, x2: `${x2}%`, y2: `${y2}%`, "marker-end": `url(#${api.id("head")})` });
  }

  /** The arrow's head; it ends at the rim of the dot, not under it. */
  function head() {
    const size = { markerUnits: "userSpaceOnUse", markerWidth: 11, markerHeight: 11, viewBox: "0 0 10 10", orient: "auto" };
    return svg("marker", { id: api.id("head"), refX: 23, refY: 5, ...size }, svg("path.mo-plane-head", { d: "M0 0L10 5L0 10z" }));
  }
}
