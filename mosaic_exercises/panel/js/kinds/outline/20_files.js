// An outline in and out of files, as kinds/outline_files.py does it: Markdown and OPML out, OPML in.

const outlinePlain = (text) => text.replace(/([\\`*_[\]<>#|~])/g, "\\$1");

function outlineMarkdown(nodes, title) {
  const lines = [`# ${outlinePlain(title)}`, ""];
  for (const n of nodes) {
    const indent = "  ".repeat(n.level);
    const text = outlinePlain(n.text) || "(no text)";
    lines.push(`${indent}- ${n.link ? `[${text}](<${n.link}>)` : text}`);
    if (n.note) for (const line of n.note.split("\n")) lines.push(`${indent}  > ${outlinePlain(line)}`.trimEnd());
  }
  return `${lines.join("\n")}\n`;
}

const outlineEscape = (text) =>
  text.replace(/[&<>"\n\t]/g, (s) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;" })[s]);

function outlineOpml(nodes, title) {
  const out = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">'];
  out.push(`  <head><title>${outlineEscape(title)}</title></head>`, "  <body>");
  const open = [];
  const pad = (level) => "  ".repeat(level + 2);
  nodes.forEach((n, i) => {
    while (open.length && open.at(-1) >= n.level) out.push(`${pad(open.pop())}</outline>`);
    const pairs = [["text", n.text], ["_id", n.id]];
    if (n.note) pairs.push(["_note", n.note]);
    if (n.link) pairs.push(["type", "link"], ["url", n.link]);
    if (n.shut) pairs.push(["_shut", "true"]);
    const parent = outlineHasChildren(nodes, i);
    out.push(`${pad(n.level)}<outline${pairs.map(([k, v]) => ` ${k}="${outlineEscape(v)}"`).join("")}${parent ? ">" : "/>"}`);
    if (parent) open.push(n.level);
  });
  while (open.length) out.push(`${pad(open.pop())}</outline>`);
  return [...out, "  </body>", "</opml>", ""].join("\n");
}

/** Reads an OPML file. Returns { nodes } or { fault }. A browser's parser fetches nothing; entities are refused. */
function outlineFromOpml(text) {
  const fault = (why) => ({ fault: `The file was not read: ${why}. Export it again as OPML.` });
  if (text.length > 2_000_000) return fault("it is larger than an outline can be");
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return fault("it declares entities or a document type, which an outline does not need");
  const page = new DOMParser().parseFromString(text.replace(/^\ufeff/, ""), "text/xml");
  const body = page.documentElement?.nodeName === "opml" && page.querySelector("opml > body");
  if (page.querySelector("parsererror") || !body) return fault("it is no OPML");
  const found = [];
  const stack = [...body.children].reverse().map((node) => [node, 0]);
  while (stack.length) {
    const [node, level] = stack.pop();
    if (node.nodeName !== "outline") continue;
    if (level > OUTLINE_DEEPEST) return fault(`it has more than ${OUTLINE_DEEPEST + 1} levels`);
    if (found.length >= OUTLINE_MOST) return fault(`it has more than ${OUTLINE_MOST} branches`);
    const of = (...names) => names.map((n) => node.getAttribute(n)).find(Boolean) ?? "";
    found.push({
      id: of("_id"),
      level,
      text: of("text", "title").split(/\s+/).filter(Boolean).join(" ").slice(0, 300),
      note: of("_note").slice(0, 4000),
      link: outlineLink(of("url", "htmlUrl", "xmlUrl")),
      shut: of("_shut") === "true",
    });
    for (const child of [...node.children].reverse()) stack.push([child, level + 1]);
  }
  const taken = new Set();
  for (const n of found) {
    if (!/^[A-Za-z0-9-]{1,40}$/.test(n.id) || taken.has(n.id)) n.id = outlineId();
    taken.add(n.id);
  }
  return found.length ? { nodes: found } : fault("there is no branch in it");
}
