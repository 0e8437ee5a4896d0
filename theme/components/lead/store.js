/** Leads that are on their way, in IndexedDB: one record a lead. Nothing else is kept there, for 72 hours. */

export const DATABASE = "edge-leads";
const STORE = "leads";
/** Milliseconds after which a lead that was not sent is erased. */
export const LIFE = 72 * 3_600_000;
/** How long a tab that sends has a record for itself. */
const LEASE = 25_000;
/** The longest time until the next try. */
export const LONGEST_WAIT = LIFE;
/** How long the browser may take to open its storage; some never say anything. */
const PATIENCE = 5_000;

/**
 * `queued`: to be sent; `sending`: some tab is at it, until `lease`; `waiting`: to be tried again from `next` on;
 * `unsure`: sent, and nobody can tell whether it arrived; `accepted` and `refused` as the service said; `gone`, never
 * kept: what tabs are told of a record that was deleted.
 * @typedef {"queued" | "sending" | "waiting" | "unsure" | "accepted" | "refused" | "gone"} State
 */
/** @typedef {{ id: string, lead: import("./envelope.js").Lead, state: State, at: number, tries: number, next: number, lease: number, faults: import("./adapters.js").Fault[], why: string, doubt?: boolean }} Kept `doubt`: an earlier try may have arrived, so its text is not changed under its number. */

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error("its storage does not answer"));
    }, PATIENCE);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => {
      clearTimeout(timer);
      if (late) request.result.close();
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
  });
}

/**
 * Runs within one transaction, so that no other tab comes between.
 * @template T
 * @param {(store: IDBObjectStore, done: (value: T) => void) => void} work
 * @returns {Promise<T>}
 */
async function within(work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      /** @type {T} */
      let result;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      work(transaction.objectStore(STORE), (value) => (result = value));
    });
  } finally {
    database.close();
  }
}

/**
 * Milliseconds until a record is due, 0 or less for at once. A time further ahead than any can be was written before
 * the clock was set back.
 * @param {Kept} kept
 */
export function dueIn({ state, lease, next }) {
  const [until, longest] = state === "sending" ? [lease, LEASE] : state === "waiting" ? [next, LONGEST_WAIT] : [0, 0];
  const wait = until - Date.now();
  return wait > longest ? 0 : wait;
}

/** Whether some tab sends a record just now. @param {Kept} kept */
const inFlight = (kept) => kept.state === "sending" && dueIn(kept) > 0;

/** Keeps a lead to be sent, unless it is kept already. @param {import("./envelope.js").Lead} lead @returns {Promise<boolean>} whether it is new */
export function queue(lead) {
  return within((store, done) => {
    const found = store.get(lead.id);
    found.onsuccess = () => {
      const kept = /** @type {Kept | undefined} */ (found.result);
      // What was refused may be sent again once it was mended.
      if (kept && kept.state !== "refused") return done(false);
      store.put({ id: lead.id, lead, state: "queued", at: Date.now(), tries: 0, next: 0, lease: 0, faults: [], why: "" });
      done(true);
    };
  });
}

/**
 * Takes a record for this tab, if it is due; of one that another tab left while it sent, `left` is true.
 * @param {string} id
 * @returns {Promise<{ kept: Kept, left: boolean } | null>}
 */
export function claim(id) {
  return within((store, done) => {
    const found = store.get(id);
    found.onsuccess = () => {
      const kept = /** @type {Kept | undefined} */ (found.result);
      if (!kept || !["queued", "waiting", "sending"].includes(kept.state) || dueIn(kept) > 0) return done(null);
      const taken = { ...kept, state: /** @type {State} */ ("sending"), lease: Date.now() + LEASE, tries: kept.tries + 1 };
      store.put(taken);
      done({ kept: taken, left: kept.state === "sending" });
    };
  });
}

/**
 * Changes a record that is there; where states are given, only if it is in one of them.
 * @param {string} id
 * @param {Partial<Kept> | ((kept: Kept) => Partial<Kept>)} change
 * @param {State[]} [from]
 * @returns {Promise<Kept | null>}
 */
export function change(id, change, from) {
  return within((store, done) => {
    const found = store.get(id);
    found.onsuccess = () => {
      if (!found.result || (from && !from.includes(found.result.state))) return done(null);
      const changed = { ...found.result, ...(typeof change === "function" ? change(found.result) : change) };
      store.put(changed);
      done(changed);
    };
  });
}

/**
 * Every record that is not done with, the oldest first; the others are erased, and what is too old, but for what is
 * just being sent.
 * @returns {Promise<Kept[]>}
 */
export function all() {
  return within((store, done) => {
    const found = store.getAll();
    found.onsuccess = () => {
      const rows = /** @type {Kept[]} */ (found.result);
      const old = rows.filter((row) => row.state === "accepted" || (Date.now() - row.at > LIFE && !inFlight(row)));
      for (const { id } of old) store.delete(id);
      // What was kept before the clock was set back has its 72 hours from now on.
      for (const row of rows) if (!old.includes(row) && row.at > Date.now()) store.put({ ...row, at: Date.now() });
      done(rows.filter((row) => !old.includes(row)).sort((one, other) => one.at - other.at));
    };
  });
}

/** Erases a record, unless some tab sends it just now. @param {string} id @returns {Promise<boolean>} whether it is gone */
export function erase(id) {
  return within((store, done) => {
    const found = store.get(id);
    found.onsuccess = () => {
      if (found.result && inFlight(found.result)) return done(false);
      store.delete(id);
      done(true);
    };
  });
}
