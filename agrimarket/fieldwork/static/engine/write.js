// Everything a worker writes in the field: on the disk first, sent when there is network.

import { sha256 } from "./bytes.js";
import { hidden } from "./citizen.js";
import { refusal } from "./errors.js";
import { newId } from "./ids.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { shrink } from "./shrink.js";
import { nudge } from "./nudge.js";

const LARGEST_VOICE = 6 << 20; // agrimarket/households/evidence.py

/** An operation as it will be sent, in the item that waits. */
function operation(kind, objectId, fields, { after = null, base = null, about = objectId, name = "", hint } = {}) {
  const at = new Date().toISOString();
  const id = newId();
  const op = { id, after, kind, object_id: objectId, base, at, fields };
  return { id, op, about, name, hint, state: "waiting", at };
}

/** A file's item and the write that keeps its bytes. */
async function file(kind, objectId, blob, { after = null, about = objectId, name = "" } = {}) {
  const bytes = await blob.arrayBuffer();
  const id = newId();
  const media_type = (blob.type || "application/octet-stream").split(";")[0];
  const described = { id, object_id: objectId, kind, after, size: bytes.byteLength, sha256: await sha256(bytes), media_type };
  const kept = { id, file: described, about, name, state: "waiting", at: new Date().toISOString() };
  return [kept, await queue.putFile(id, bytes)];
}

const nameOf = (fields) => fields.legal_name || fields.head_name || "";

/** What this phone last did to a producer: own changes in a row are nobody's conflict. Goods
 * stand apart: one of them given up takes no change of the producer with it. */
const lastOf = (householdId) => queue.opsAbout(householdId).filter((item) => item.op.object_id === householdId).at(-1)?.id ?? null;

function known(id) {
  const record = records.find(id);
  if (!record || record.removed) throw refusal("no_such_record");
  return record;
}

/** Keep all of it in one go, then try to send. */
async function save(ops, files = []) {
  await queue.keep([...ops, ...files.map(([kept]) => kept)], files.map(([, bytes]) => bytes));
  records.touched([...new Set([...ops, ...files.map(([kept]) => kept)].map((item) => item.about))]);
  nudge();
}

async function evidence(id, after, name, voice, paper) {
  const found = [];
  if (voice && voice.size > LARGEST_VOICE) throw refusal("voice_too_large");
  if (voice) found.push(await file("consent_voice", id, voice, { after, name }));
  if (paper) found.push(await file("consent_paper", id, await shrink(paper), { after, name }));
  return found;
}

async function pictures(kind, id, blobs, more) {
  const found = [];
  for (const blob of blobs || []) found.push(await file(kind, id, await shrink(blob), more));
  return found; // one after the other: a phone decodes one photo at a time
}

function complete(fields) {
  if (!nameOf(fields).trim()) throw refusal("name_missing", { fields: { head_name: [refusal("name_missing").sentence] } });
  if (!fields.commune_code) throw refusal("commune_missing", { fields: { commune_code: [refusal("commune_missing").sentence] } });
}

async function closed(values, id) {
  const { citizen_hint: hint, ...fields } = await hidden(values, id);
  return { fields, hint };
}

/** A new producer with consent, photos, voice, paper; returns the id once all is on the disk. */
export async function register(values, { consent = null, photos = [], voice = null, paper = null } = {}) {
  complete(values);
  const { id = newId(), ...given } = values;
  const { fields, hint } = await closed({ kind: "household", ...given }, id);
  const name = nameOf(fields);
  const ops = [operation("household.register", id, fields, { name, hint })];
  if (consent) ops.push(operation("consent.give", id, consent, { after: ops[0].id, name }));
  const files = await pictures("household_photo", id, photos, { after: ops[0].id, name });
  files.push(...(await evidence(id, ops.at(-1).id, name, consent && voice, consent && paper)));
  await save(ops, files);
  return id;
}

/** Change fields; crops as a list or {add, remove}; null empties one. */
export async function edit(id, changes) {
  const record = known(id);
  const { fields, hint } = await closed(changes, id);
  if (Array.isArray(fields.crops)) fields.crops = difference(record.crops || [], fields.crops);
  const name = nameOf(fields) || record.name;
  await save([operation("household.edit", id, fields, { after: lastOf(id), base: record.revision, name, hint })]);
}

const difference = (before, after) => ({
  add: after.filter((one) => !before.includes(one)),
  remove: before.filter((one) => !after.includes(one)),
});

/** Delete a producer who was registered by mistake. */
export async function remove(id, reason) {
  const { revision, name } = known(id);
  await save([operation("household.delete", id, { reason }, { after: lastOf(id), base: revision, name })]);
}

/** What the producer agreed to, with the recording or the signed paper. */
export async function consent(id, given, voice = null, paper = null) {
  const { name, revision } = known(id);
  const op = operation("consent.give", id, given, { after: lastOf(id), base: revision, name });
  await save([op], await evidence(id, op.id, name, voice, paper));
}

/** A product draft with photos; returns its id. */
export async function product(householdId, fields, photos = []) {
  known(householdId);
  const id = newId();
  const name = fields.name || "";
  const full = { ...fields, household_id: householdId };
  const op = operation("product.draft", id, full, { after: lastOf(householdId), about: householdId, name });
  await save([op], await pictures("product_photo", id, photos, { after: op.id, about: householdId, name }));
  return id;
}

/** A new lot of a product; returns its id. */
export async function lot(householdId, fields) {
  known(householdId);
  const id = newId();
  const after = queue.maker(fields.product_id)?.id ?? null;
  const full = { ...fields, household_id: householdId };
  await save([operation("lot.open", id, full, { after, about: householdId, name: fields.lot_code || "" })]);
  return id;
}

/** An entry in a lot's diary, with its photos; `corrects_id` names the one it mends. Its id. */
export async function diary(lotId, fields, photos = []) {
  const [id] = await diaries([lotId], fields, photos);
  return id;
}

/** The same entry in the diaries of several lots of one area: all or none; their ids. */
export async function diaries(lotIds, fields, photos = []) {
  const blobs = [];
  for (const blob of photos) blobs.push(await shrink(blob));
  const ops = lotIds.map((lotId) => line(lotId, fields));
  const files = [];
  for (const { id, op, about, name } of ops) {
    for (const blob of blobs) files.push(await file("event_photo", op.object_id, blob, { after: id, about, name }));
  }
  await save(ops, files);
  return ops.map((item) => item.op.object_id);
}

function line(lotId, fields) {
  const owner = records.entries().find(({ record }) => record.open_lots?.some((lot) => lot.id === lotId))?.record;
  const name = owner?.open_lots.find((lot) => lot.id === lotId).lot_code || "";
  const before = queue.maker(fields.corrects_id) ?? queue.maker(lotId); // the lot's own stands before its lines
  const full = { ...fields, lot_id: lotId, household_id: owner?.id ?? null };
  return operation("diary.add", newId(), full, { after: before?.id ?? null, about: owner?.id ?? lotId, name });
}

/** A roll goes on packs (`activate`), or spoilt stamps are void for ever; the service decides. */
export async function stamps(kind, householdId, fields, name) {
  known(householdId);
  const full = { ...fields, household_id: householdId };
  await save([operation(`stamps.${kind}`, newId(), full, { about: householdId, name })]);
}

/** One more photo of a producer. */
export async function photo(id, blob) {
  const { name } = known(id);
  const first = queue.opsAbout(id).find((item) => item.op.kind === "household.register");
  await save([], await pictures("household_photo", id, [blob], { after: first?.id ?? null, name }));
}
