// Loaded into Lambda workers under faults only: a pause of seconds, such as one that lets AWS settle, takes a fiftieth. Shorter ones,
// with which clients space their retries, stay as they are.
const { setTimeout: wait } = globalThis;
globalThis.setTimeout = Object.assign(
  (work, delay, ...rest) => wait(work, delay >= 4000 ? delay / 50 : delay, ...rest),
  wait,
);
