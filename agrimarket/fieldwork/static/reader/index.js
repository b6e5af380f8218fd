// A QR reader for phones whose browser has none: plain JavaScript, no network, nothing kept.

import { greyOf } from "./luminance.js";
import { readGrey } from "./read.js";

const LONGEST = 800; // pixels of a frame's longer side: enough for a card held in the hand
const PAUSE_MS = 120; // between frames, so that a phone stays cool

// The text of a QR symbol in an ImageData, or null.
export function readImage(image) {
  return readGrey(greyOf(image));
}

// Opens the camera at the back into a video element; the promise fails as getUserMedia does.
export async function openCamera(video) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video.srcObject = stream;
  video.setAttribute("playsinline", ""); // Safari would fill the screen
  video.muted = true;
  await video.play();
  return () => stream.getTracks().forEach((track) => track.stop());
}

// Reads a playing video until stopped; `onText` is told each text when it is first seen, and again
// once another one, or none for two seconds, came between. Gives the function that stops it.
export function watch(video, onText) {
  let stopped = false;
  let last = null;
  let seenAt = 0;
  const look = async (reader) => {
    if (stopped) return;
    let text = null;
    try {
      text = video.readyState >= 2 ? await reader(video) : null;
    } catch {
      reader = ourReader(); // the browser's own gave up: some have the name without the thing
    }
    if (stopped) return;
    const now = performance.now();
    if (text !== null && (text !== last || now - seenAt > 2000)) onText(text);
    if (text !== null) [last, seenAt] = [text, now];
    setTimeout(() => look(reader), PAUSE_MS);
  };
  theirReader().then((theirs) => look(theirs || ourReader()));
  return () => {
    stopped = true;
  };
}

async function theirReader() {
  try {
    const formats = await globalThis.BarcodeDetector.getSupportedFormats();
    if (!formats.includes("qr_code")) return null;
    const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  } catch {
    return null; // no such thing here
  }
}

function ourReader() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!canvas.width || !canvas.height) return null;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    return readImage(pen.getImageData(0, 0, canvas.width, canvas.height));
  };
}
