// The service worker: registered at the start; a new version takes over then, never mid-form.

const WORKER = "/thuc-dia/sw.js";
const SCOPE = "/thuc-dia/";
const SETTLES = 1_500;

const changed = () =>
  new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));

/** Let a version that waits take over before anything begins; true when the page loads anew. */
async function takeOver(here) {
  if (!here.waiting || !navigator.serviceWorker.controller) return false;
  const over = changed();
  here.waiting.postMessage("take over");
  const done = await Promise.race([over.then(() => true), new Promise((no) => setTimeout(no, SETTLES, false))]);
  if (done) location.reload();
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
