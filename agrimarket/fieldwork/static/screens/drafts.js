// Forms that are still being written: each keystroke is kept, a restart offers them again.

import { newId } from "../engine/ids.js";

const INDEX = "phieu";

/** Keeps the newest values of one draft; writes follow each other, the last one wins. */
export class Keeper {
  constructor(engine, key) {
    Object.assign(this, { engine, key, wanted: null, running: null, gone: false });
  }

  /** Note values now; a write that is under way is followed by one with the newest. */
  keep(values) {
    if (this.gone) return this.running;
    this.wanted = values;
    this.running ??= this.#write().finally(() => { this.running = null; });
    return this.running;
  }

  async #write() {
    while (this.wanted && !this.gone) {
      const values = this.wanted;
      this.wanted = null;
      await this.engine.drafts.save(this.key, values);
    }
  }

  /** The form was saved or thrown away. */
  async drop() {
    this.gone = true;
    await this.running;
    await this.engine.drafts.drop(this.key);
  }
}

/** A key for a new form: the id that its producer will have, so that no form is saved twice. */
export const newKey = newId;

const index = async (engine) => (await engine.drafts.load(INDEX))?.list ?? [];
const keepIndex = (engine, list) => engine.drafts.save(INDEX, { list });

/** Name the form in the list that is offered after a restart. */
export async function nameDraft(engine, key, name) {
  const others = (await index(engine)).filter((one) => one.key !== key);
  await keepIndex(engine, [{ key, name, at: new Date().toISOString() }, ...others]);
}

export async function forgetDraft(engine, key, parts = []) {
  await keepIndex(engine, (await index(engine)).filter((one) => one.key !== key));
  for (const part of ["", ...parts]) await engine.drafts.drop(`phieu:${key}${part}`);
}

/** Forms begun and not finished, newest first; each with `hide` (undoable) and `drop`. */
export async function openDrafts(engine) {
  const found = await index(engine);
  const done = await Promise.all(found.map((one) => engine.records.get(one.key)));
  return found.filter((_, place) => !done[place]).map((one) => ({
    ...one,
    hide: async () => {
      await keepIndex(engine, (await index(engine)).filter((other) => other.key !== one.key));
      return () => nameDraft(engine, one.key, one.name);
    },
    drop: async () => {
      const values = await engine.drafts.load(`phieu:${one.key}`);
      await forgetDraft(engine, one.key, (values?.blobs ?? []).map((name) => `:${name}`));
    },
  }));
}
