// Who wants to hear what: state, records, queue, sync; across tabs of one phone too.

const listeners = new Map();
const CHANNEL = "agrimarket-field";
let channel = null;

/** Hear of an event; returns the function that ends it. @param {string} event @param {Function} fn */
export function on(event, fn) {
  const heard = listeners.get(event) || new Set();
  listeners.set(event, heard.add(fn));
  return () => heard.delete(fn);
}

/** Tell this tab. @param {string} event @param {*} detail */
export function tell(event, detail) {
  for (const fn of [...(listeners.get(event) || [])]) {
    try {
      fn(detail);
    } catch (error) {
      console.error(error); // one deaf page stops neither the others nor the engine
    }
  }
}

/** Tell the other tabs. @param {string} what @param {*} detail */
export function tellTabs(what, detail) {
  channel?.postMessage({ what, detail });
}

/** Hear the other tabs. @param {(what: string, detail: *) => void} fn */
export function hearTabs(fn) {
  if (!("BroadcastChannel" in self) || channel) return;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => fn(data.what, data.detail);
}
