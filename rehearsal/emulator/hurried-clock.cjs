// Loaded into Lambda workers under faults only: a pause of seconds, such as one that lets AWS settle, takes a fiftieth. Shorter ones,
// with which clients space their retries, stay as they are, and so do the time limits that functions behind the doors give their calls.
const { setTimeout: wait } = globalThis;
const pauses = () => /-(network-settings|account-settings|purge-[a-z-]+)$/.test(process.env.AWS_LAMBDA_FUNCTION_NAME);
globalThis.setTimeout = Object.assign(
  (work, delay, ...rest) => wait(work, delay >= 4000 && pauses() ? delay / 50 : delay, ...rest),
  wait,
);
