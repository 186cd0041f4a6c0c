/**
 * Takes the place of `@vscode/native-watchdog` in the server build, whose native code would need a compiler:
 * an extension host ends when the process `parent` is gone, even if that was killed.
 */
exports.start = (parent) => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit();
    }
  }, 1_000).unref();
};

exports.exit = (code) => process.exit(code);
