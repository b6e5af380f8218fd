// Photos leave the phone small, upright and without where and when they were taken.

import { refusal } from "./errors.js";
import { memory } from "./memory.js";

const LONGEST = 1600; // pixels
const MOST = 400_000; // bytes; both are told by the service, these hold until then
const QUALITIES = [0.82, 0.74, 0.66, 0.58, 0.5];
const SMALLER = 0.8;

async function opened(blob) {
  try {
    // the picture stands as it was held (EXIF), and is painted anew: nothing else of it stays
    return await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch (error) {
    throw refusal("photo_unreadable", { cause: error });
  }
}

function painted(bitmap, scale) {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const brush = canvas.getContext("2d", { alpha: false });
  brush.fillStyle = "#fff"; // a see-through PNG becomes white, not black
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

const written = (canvas, quality) =>
  new Promise((resolve, reject) => {
    const done = (blob) => (blob ? resolve(blob) : reject(refusal("photo_unreadable")));
    canvas.toBlob(done, "image/jpeg", quality);
  });

/** The photo as JPEG below the limits of pixels and bytes. @param {Blob} blob @returns {Promise<Blob>} */
export async function shrink(blob) {
  const { longest_px: longest = LONGEST, most_bytes: most = MOST } = memory.facts?.photo || {};
  const bitmap = await opened(blob);
  try {
    let scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    for (;;) {
      const canvas = painted(bitmap, scale);
      for (const quality of QUALITIES) {
        const found = await written(canvas, quality);
        if (found.size < most) return found;
      }
      scale *= SMALLER;
    }
  } finally {
    bitmap.close();
  }
}
