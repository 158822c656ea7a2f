// As much of a page as modules need that make nodes: text, attributes, children. What needs more is tested in a browser.

class Node {
  parent = null;
}

class Text extends Node {
  constructor(text) {
    super();
    this.data = text;
  }
  get textContent() {
    return this.data;
  }
}

class Element extends Node {
  children_ = [];
  attributes = new Map();
  dataset = {};
  classes = [];
  classList = { add: (...names) => this.classes.push(...names) };
  constructor(tag) {
    super();
    this.tag = tag;
  }
  get children() {
    return this.children_.filter((child) => child instanceof Element);
  }
  get textContent() {
    return this.children_.map((child) => child.textContent).join("");
  }
  set textContent(text) {
    this.replaceChildren(new Text(text));
  }
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }
  addEventListener() {}
  remove() {
    if (this.parent) this.parent.children_ = this.parent.children_.filter((child) => child !== this);
    this.parent = null;
  }
  append(...nodes) {
    for (const node of nodes) this.insertBefore(node, null);
  }
  replaceChildren(...nodes) {
    this.children_ = [];
    this.append(...nodes);
  }
  insertBefore(node, before) {
    node.remove?.();
    const at = before ? this.children_.indexOf(before) : this.children_.length;
    this.children_.splice(at, 0, node);
    node.parent = this;
  }
  /** Tags and text, to compare. */
  get said() {
    const inside = this.children_.map((child) => child.said ?? child.textContent).join("");
    return `<${this.tag}${this.attributes.has("href") ? ` ${this.attributes.get("href")}` : ""}>${inside}</>`;
  }
}

globalThis.Node = Node;
globalThis.document = {
  createElement: (tag) => new Element(tag),
  createElementNS: (_, tag) => new Element(tag),
  createTextNode: (text) => new Text(text),
};
