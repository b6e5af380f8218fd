// One request to our own service: time-limited, never followed elsewhere, revoked phones noticed.

import { refusal } from "./errors.js";

const ANSWERS_WITHIN = 30_000;
let onRevoked = () => {};

/** What to do when the service says that this phone was revoked. @param {Function} fn */
export function whenRevoked(fn) {
  onRevoked = fn;
}

/** The service, or what is left here, says that this phone is no field phone any more. */
export async function revoked() {
  await onRevoked();
  return refusal("revoked");
}

/** An error that passes with time or network. */
const passing = (code, more) => refusal(code, { passing: true, ...more });

async function ask(path, { method = "GET", headers = {}, body, within = ANSWERS_WITHIN }) {
  try {
    return await fetch(path, {
      method, body, redirect: "manual", credentials: "same-origin", cache: "no-store",
      headers: { Accept: "application/json", ...headers }, signal: AbortSignal.timeout(within),
    });
  } catch (error) {
    throw passing("needs_network", { cause: error });
  }
}

async function read(answer) {
  if (!/json/.test(answer.headers.get("Content-Type") || "")) return null;
  try {
    return await answer.json();
  } catch (error) {
    throw passing("needs_network", { cause: error }); // cut while it came
  }
}

/**
 * The answer as {status, data, headers}; refusals of the service as EngineError with `status`.
 * `accepts` names statuses that are answers too.
 */
export async function request(path, options = {}) {
  const answer = await ask(path, options);
  if (answer.headers.has("Clear-Site-Data")) throw await revoked();
  if (answer.type === "opaqueredirect") throw refusal("signed_out", { status: 401 });
  const data = await read(answer);
  // every answer of ours is JSON: without it the headers were cut, or somebody else answered
  if (answer.ok && data === null) throw passing("needs_network");
  if (answer.ok || options.accepts?.includes(answer.status)) {
    return { status: answer.status, data, headers: answer.headers };
  }
  throw problem(answer, data);
}

function problem(answer, data) {
  const status = answer.status;
  const wait = Number(answer.headers.get("Retry-After")) || 0;
  const facts = { status, wait, fields: data?.fields, passing: status >= 500 || status === 429 };
  if (status === 401) return refusal("signed_out", facts);
  if (!data?.code) return refusal("server", { ...facts, passing: status !== 413 });
  return refusal(data.code, { ...facts, sentence: data.detail });
}
