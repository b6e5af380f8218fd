// Photos and recordings go apart, in pieces, and go on where they were cut off.

import { refusal } from "./errors.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { call } from "./session.js";

const PIECE = 256 << 10;
const ROUNDS = 4; // how often the service may correct us before we wait
const HEADERS = { "Content-Type": "application/octet-stream" };

/** Files whose operation was applied. */
const ready = () =>
  queue.open().filter((item) => item.file && item.state === "waiting" && !queue.isOpen(item.file.after));

/** Send every file that may go; how many arrived. */
export async function sendFiles() {
  let arrived = 0;
  for (const item of ready()) {
    queue.mark([item.id], true);
    try {
      await upload(item.file);
      await done(item);
      arrived += 1;
    } catch (error) {
      await failed(item, error);
    } finally {
      queue.mark([item.id], false);
    }
  }
  return arrived;
}

async function upload(file) {
  const bytes = new Uint8Array(await queue.fileBytes(file.id));
  const begun = (await call("/tep", { method: "POST", json: file })).data;
  let [at, corrected] = [begun.received, 0];
  let complete = begun.complete;
  while (!complete) {
    const { status, data } = await piece(file.id, at, bytes.subarray(at, at + PIECE));
    const received = data.received ?? data.facts?.received;
    if (status === 409 && received === undefined) throw refusal(data.code, { status, sentence: data.detail });
    if (status === 409 && (corrected += 1) > ROUNDS) throw refusal("server", { passing: true });
    at = received ?? bytes.length;
    complete = data.complete;
    // all came, and its operation is not done there yet
    if (!complete && at >= bytes.length) throw refusal("server", { passing: true });
  }
}

/** One piece; where it does not fit the answer says what does. */
const piece = (id, at, body) =>
  call(`/tep/${id}?offset=${at}`, { method: "PUT", body, headers: HEADERS, accepts: [409], within: 60_000 });

async function done(item) {
  const sent = { ...item, state: "sent", reason: "", doneAt: new Date().toISOString() };
  await queue.keep([sent], [{ store: "files", drop: item.id }]);
  records.touched([item.about]);
}

async function failed(item, error) {
  const lost = error.code === "file_gone";
  const refused = error.status >= 400 && error.status < 500 && ![401, 403, 408, 429].includes(error.status);
  if (!lost && !refused) throw error;
  const tries = (item.tries || 0) + 1;
  const again = error.code === "file_hash_wrong" && tries < ROUNDS; // spoilt on the way: from the start
  if (again) return queue.keep([{ ...item, tries }]);
  await queue.keep([{ ...item, state: "failed", reason: error.sentence }]);
}
