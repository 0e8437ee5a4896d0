// Stands inline in every peer's page, which sets `bench.ask` (a question -> a promise of its answer) and says when it
// can be asked. The driver hears the console.
globalThis.bench = {
  /** How often the engine gave a start up and began anew by itself: slow, but no failure. */
  restarts: 0,
  ready() {
    console.log(`bench ready ${performance.now()} ${bench.restarts}`);
  },
  /** @param {unknown} error */
  failed(error) {
    console.log(`bench failed ${error instanceof Error ? error.stack : error}`);
  },
  /** One sheet after the other: milliseconds from the question to the answer, and the answers if they are wanted. */
  async score(sheets, keep) {
    const times = [];
    const answers = [];
    for (const sheet of sheets) {
      const start = performance.now();
      const answer = await bench.ask({ do: "score", sheet, seconds: {} });
      times.push(performance.now() - start);
      if (keep) answers.push(answer);
    }
    return { times, answers };
  },
  /** `ask` for a worker that takes `{ id, json }` and gives `{ id, json }`. */
  asking(worker) {
    const waiting = new Map();
    let last = 0;
    worker.addEventListener("message", ({ data }) => {
      waiting.get(data.id)?.(JSON.parse(data.json));
      waiting.delete(data.id);
    });
    return (question) =>
      new Promise((resolve) => {
        waiting.set((last += 1), resolve);
        worker.postMessage({ id: last, json: JSON.stringify(question) });
      });
  },
};
addEventListener("error", ({ message }) => bench.failed(message));
addEventListener("unhandledrejection", ({ reason }) => bench.failed(reason));
