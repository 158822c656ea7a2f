// Files on their way to Python: packed into messages that a notebook server lets pass, each sent when the last was answered.

import { h, uid } from "../../kit/dom.js";
import { fileBase64 } from "../../kit/files.js";

const PART = 2 * 1024 * 1024; // bytes a message: a notebook server drops the connection at 10 MiB
const TOGETHER = 100; // small files a message
const HIDDEN = /^(\.|thumbs\.db$|desktop\.ini$)/i;

/** Everything that was dropped: files, and those in folders.
 *  @param {any} transfer */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  /** @type {any[]} */
  const found = [];
  /** @param {any} entry @returns {Promise<void>} */
  const walk = async (entry) => {
    if (HIDDEN.test(entry.name)) return;
    if (entry.isFile) return void found.push(await new Promise((done, fail) => entry.file(done, fail)));
    const reader = entry.createReader();
    for (;;) {
      /** @type {any[]} */
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return;
      for (const one of some) await walk(one);
    }
  };
  for (const entry of entries) await walk(entry);
  return found;
}

/** The messages that carry the files: parts of { file, id, at, end, last }.
 *  @param {any[]} files */
export function packed(files) {
  /** @type {any[][]} */
  const messages = [[]];
  let size = 0;
  for (const file of files) {
    const id = uid();
    let at = 0;
    do {
      const end = Math.min(file.size, at + PART);
      if (size + end - at > PART || messages[messages.length - 1].length >= TOGETHER) {
        messages.push([]);
        size = 0;
      }
      messages[messages.length - 1].push({ file, id, at, end, last: end === file.size });
      size += end - at;
      at = end;
    } while (at < file.size);
  }
  return messages.filter((parts) => parts.length);
}

/** Sends files. `answered(n)` resolves with the reply to message n; `tell(done)` hears how many files are sent. Gives the
 *  rows of all replies: [name, taken, words].
 *  @param {any[]} files @param {string} where @param {{ send: (message: any) => number, answered: (n: number) => Promise<any>, tell: (done: number) => void }} wire */
export async function sendFiles(files, where, { send, answered, tell }) {
  /** @type {any[]} */
  const rows = [];
  let done = 0;
  for (const parts of packed(files)) {
    const message = await Promise.all(
      parts.map(async ({ file, id, at, end, last }) => ({ id, name: file.name, at, last, base64: await fileBase64(file.slice(at, end)) })),
    ).catch((error) => ({ error: String(error?.message ?? error) }));
    if ("error" in message) {
      rows.push([parts[0].file.name, false, `It could not be read (${message.error}). Copy it to this computer first.`]);
      continue;
    }
    const reply = await answered(send({ type: "put", where, parts: message }));
    const why = reply.notice || "It could not be taken.";
    rows.push(...(reply.files ?? parts.map((part) => [part.file.name, false, why])));
    done += parts.filter((part) => part.last).length;
    tell(done);
  }
  return rows;
}

/** Sends one lot of files at a time; `heard(reply)` is called with each answer, and says whether it was waited for.
 *  @param {(message: any) => number} send */
export function makeSender(send) {
  /** @type {{ n: number, done: (reply: any) => void } | null} */
  let waits = null;
  let busy = false;
  return {
    /** @param {any} reply */
    heard(reply) {
      const mine = waits !== null && reply.n === waits.n;
      if (mine) waits?.done(reply);
      return mine;
    },
    /** @param {any[]} files @param {string} where @param {(rows: any[]) => void} told @param {(words: any) => void} tell */
    async put(files, where, told, tell = () => {}) {
      if (!files.length) return;
      if (busy) return tell("Files are on their way; wait until they are here.");
      const many = files.length.toLocaleString();
      tell(h("p", {}, `Sending ${files.length === 1 ? files[0].name : `${many} files`} ...`));
      busy = true;
      const answered = (/** @type {number} */ n) => new Promise((done) => (waits = { n, done }));
      const rows = await sendFiles(files, where, { send, answered, tell: (n) => tell(h("p", {}, `Sent ${n.toLocaleString()} of ${many} files ...`)) });
      waits = null;
      busy = false;
      told(rows);
    },
  };
}
