// The service worker: registered at the start; a new version takes over then, never mid-form.

const WORKER = "/thuc-dia/sw.js";
const SCOPE = "/thuc-dia/";
const SETTLES = 4_000; // milliseconds, on a slow phone; only at a start that meets a new version
const TRIES = 3; // the page left a moment ago may still count as another tab
const BETWEEN = 300;

const after = (milliseconds, value) => new Promise((resolve) => setTimeout(resolve, milliseconds, value));

const changed = () =>
  new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));

/** Whether the version that waits takes over now; false while another tab is open. */
function asked(worker) {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => port1.addEventListener("message", (event) => resolve(event.data)));
  port1.start();
  worker.postMessage("take over", [port2]);
  return Promise.race([answered, after(SETTLES, false)]);
}

/** Let a version that waits take over before anything begins; true when the page loads anew. */
async function takeOver(here) {
  if (!here.waiting || !navigator.serviceWorker.controller) return false;
  const over = changed();
  let free = false;
  for (let at = 0; at < TRIES && !free && here.waiting; at += 1) {
    if (at) await after(BETWEEN);
    free = await asked(here.waiting);
  }
  const done = free && (await Promise.race([over.then(() => true), after(SETTLES, false)]));
  if (done) location.reload(); // else the browser still keeps the old one busy: at a later start
  return done;
}

/** Register and bring up to date; works without where the browser has none. */
export async function install() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const before = await navigator.serviceWorker.getRegistration(SCOPE);
    if (before && (await takeOver(before))) return;
    const registering = navigator.serviceWorker.register(WORKER, { scope: SCOPE, updateViaCache: "none" });
    registering.catch((error) => console.warn(error.message)); // nobody waits for a weak network
  } catch (error) {
    console.warn(error.message); // offline, or not allowed: the app works as a page
  }
}
