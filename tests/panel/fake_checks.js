// What the fake kernel finds, by slug. Enough to show every outcome; the real checks are Python's and tested there.
{
  const c = (met, seen, more = {}) => ({
    id: "c",
    met,
    seen,
    why: "",
    try_next: "",
    item: "",
    misconception: "",
    judge: "computer",
    ...more,
  });
  const found = (outcome, score, summary, criteria = []) => ({ outcome, score, summary, criteria });
  const graded = (score, summary, criteria) =>
    found(score >= 1 ? "correct" : score > 0 ? "partial" : "incorrect", score, summary, criteria);
  const isBlank = (answer) =>
    answer === null || answer === "" || (typeof answer === "object" && !Object.keys(answer).length);
  const blank = found("not_attempted", 0, "Nothing has been answered yet.");

  const one = (right) => (answer) => {
    if (answer[0] === right)
      return graded(1, "Winning a customer costs once; staying pays every year.", [
        c(true, "Your choice fits.", { item: right }),
      ]);
    const why = "Loyal customers compare too; they only have more reasons to stay.";
    return graded(0, "Not this one.", [
      c(false, "You chose another reason.", {
        item: answer[0],
        why,
        try_next: "Think of what is paid once and what comes back each year.",
        misconception: "Satisfaction is the same as loyalty.",
      }),
    ]);
  };

  const many = (right) => (answer) => {
    const hits = answer.filter((id) => right.includes(id));
    const rows = answer.map((id) =>
      c(right.includes(id), `You chose option ${id}.`, {
        item: id,
        why: right.includes(id) ? "" : "This shows satisfaction, not a recommendation.",
      }),
    );
    return graded(
      Math.max(0, 2 * hits.length - answer.length) / right.length,
      `${hits.length} of ${right.length} found.`,
      rows,
    );
  };

  const ladder = (answer) => {
    const stage = (card) => `s${((Number(card.slice(1)) - 1) % 6) + 1}`;
    const rows = Object.entries(answer).map(([card, bin]) =>
      bin === stage(card)
        ? c(true, `Card ${card} is in the right place.`, { item: card })
        : c(false, `You put card ${card} on rung ${bin.slice(1)}.`, {
            item: card,
            why: "A client buys regularly; one renewal is a repeat purchase.",
            try_next: "Count the purchases in the text.",
            misconception: "A client is the same as a repeat customer.",
          }),
    );
    const right = rows.filter((r) => r.met).length;
    return graded(right / 12, `${right} of 12 cards are in the right place.`, rows);
  };

  const number = (answer) => {
    const value = Number(
      String(answer)
        .replace(/[^0-9.,-]/g, "")
        .replace(",", "."),
    );
    if (!/\d/.test(answer) || Number.isNaN(value))
      return found("invalid", 0, `"${answer}" cannot be read as a number. Type a figure such as 1250.50.`);
    const read = `Read as ${value}.`;
    if (Math.abs(value - 266.67) < 0.01)
      return graded(1, "The margin is multiplied by retention over one plus discount minus retention.", [
        c(true, read),
      ]);
    return graded(0, "Not this figure.", [
      c(false, read, {
        why: "This multiplies revenue by years.",
        try_next: "Let each year's margin shrink by the share that stays.",
        misconception: "Lifetime value is revenue times years.",
      }),
    ]);
  };

  const results = {
    "tessera-relationship-why": one("a"),
    "tessera-client-true-false": one("false"),
    "tessera-advocate-signs": many(["a", "d"]),
    "tessera-loyalty-ladder": ladder,
    "tessera-transaction-relationship": (answer) => graded(Object.keys(answer).length / 4, "Sorted.", []),
    "tessera-stage-order": (answer) =>
      graded(answer.join() === "i0,i1,i2,i3,i4,i5" ? 1 : 0, "The order of the stages.", [
        c(answer[0] === "i0", "What stands first.", { item: answer[0] }),
      ]),
    "tessera-clv-basic": number,
    "tessera-move-up": (answer) =>
      found("recorded", 0, "Your text is recorded.", [
        c(true, `${answer.split(/\s+/).length} words.`),
        c(null, "Names the customer and the present stage with evidence", { judge: "marker" }),
      ]),
    "clv-curve": (answer) => (answer.note ? found("recorded", 0, "Your finding is recorded.") : blank),
  };
  window.fakeResults = (slug, answer) =>
    isBlank(answer) ? blank : (window.checkWith?.[slug] ?? results[slug])(answer);

  window.fakePictures = ({ values, theme, width }) => {
    const ink = theme === "dark" ? "#e6e7ea" : "#1f2328";
    const at = (r) => (values.margin * r) / (1.1 - r);
    const x = (r) => 40 + ((r - 0.5) / 0.45) * (width - 60);
    const y = (v) => 190 - (Math.min(v, 800) / 800) * 170;
    const line = Array.from({ length: 46 }, (_, i) => 0.5 + i / 100)
      .map((r) => `${x(r)},${y(at(r))}`)
      .join(" ");
    const r = values.retention / 100;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="220" viewBox="0 0 ${width} 220" font-family="sans-serif" font-size="12" fill="${ink}"><polyline points="${line}" fill="none" stroke="${theme === "dark" ? "#a9b8ff" : "#3a4fb0"}" stroke-width="2.5"/><path d="M40 10V190H${width - 20}" fill="none" stroke="${ink}" stroke-opacity=".4"/><circle cx="${x(r)}" cy="${y(at(r))}" r="5"/><text x="44" y="20">EUR</text><text x="${width - 90}" y="210">retention</text></svg>`;
    const rows = [50, 60, 70, 80, 90].map((p) => [`${p}%`, Math.round(at(p / 100) * 100) / 100]);
    return {
      picture: {
        svg,
        title: "Lifetime value by retention (EUR)",
        alt: "A curve that rises ever more steeply with retention.",
        table: { columns: ["Retention", "Value in EUR"], rows },
      },
      finding: `At ${values.retention}% a client is worth EUR ${at(r).toFixed(2)}.`,
    };
  };
}
