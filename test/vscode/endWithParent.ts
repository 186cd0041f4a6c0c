/** Loaded first into a process, ends it with the one that started it, even if that was killed. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) {
    process.exit();
  }
}, 1_000).unref();
