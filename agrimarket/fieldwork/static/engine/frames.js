// The file that a queue is carried in: a header to read, then sealed frames, each in its place.
//
//   AGRIFIELD 1 \n  {header as JSON} \n  then per frame: length (4 bytes, big end first), iv (12), ct
//
// Each frame is bound to the header and its own number, so none can be left out, swapped or added.

import { sha256, text, utf8 } from "./bytes.js";
import { refusal } from "./errors.js";
import { openBytes, sealBytes } from "./seal.js";

const MAGIC = "AGRIFIELD ";
export const FORMAT = 1;
const LONGEST_HEADER = 4096;
const IV = 12;

const place = (mark, number) => `export:${mark}:${number}`;

/** The first bytes of a file and what binds its frames. @param {object} header */
export async function begin(header) {
  const bytes = utf8(`${MAGIC}${FORMAT}\n${JSON.stringify(header)}\n`);
  return { bytes, mark: await sha256(bytes) };
}

/** One frame as parts of a Blob. */
export async function frame(key, mark, number, bytes) {
  const { iv, ct } = await sealBytes(key, place(mark, number), bytes);
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, ct.byteLength);
  return [length.buffer, iv, ct];
}

/** {header, mark, start} of a file; import_not_ours, import_newer, import_cut. @param {Blob} file */
export async function readHeader(file) {
  const bytes = new Uint8Array(await file.slice(0, LONGEST_HEADER).arrayBuffer());
  const first = bytes.indexOf(10);
  const magic = text(bytes.subarray(0, Math.max(0, first)));
  if (!magic.startsWith(MAGIC)) throw refusal("import_not_ours");
  if (Number(magic.slice(MAGIC.length)) > FORMAT) throw refusal("import_newer");
  const second = bytes.indexOf(10, first + 1);
  if (second < 0) throw refusal(file.size < LONGEST_HEADER ? "import_cut" : "import_broken");
  try {
    const header = JSON.parse(text(bytes.subarray(first + 1, second)));
    return { header, mark: await sha256(bytes.subarray(0, second + 1)), start: second + 1 };
  } catch {
    throw refusal("import_broken");
  }
}

/** Frame by frame, so that a big file needs little memory; import_cut, import_broken. */
export async function* readFrames(file, key, { mark, start, header }) {
  let at = start;
  for (let number = 0; number <= header.files; number += 1) {
    if (at + 4 + IV > file.size) throw refusal("import_cut");
    const length = new DataView(await file.slice(at, at + 4).arrayBuffer()).getUint32(0);
    const end = at + 4 + IV + length;
    if (end > file.size) throw refusal("import_cut");
    const iv = new Uint8Array(await file.slice(at + 4, at + 4 + IV).arrayBuffer());
    const ct = await file.slice(at + 4 + IV, end).arrayBuffer();
    yield await openBytes(key, place(mark, number), { iv, ct }).catch(() => {
      throw refusal("import_broken");
    });
    at = end;
  }
  if (at !== file.size) throw refusal("import_broken");
}
