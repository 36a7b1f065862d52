// Runs Foundry's anvil from the npm package of this platform, as a Node program like the other nodes.
const { spawn } = require("node:child_process");

const ARCHITECTURES = { x64: "amd64", arm64: "arm64" };
const SYSTEMS = { linux: "linux", darwin: "darwin", win32: "win32" };
const name = `@foundry-rs/anvil-${SYSTEMS[process.platform]}-${ARCHITECTURES[process.arch]}`;

function executable() {
  try {
    return require.resolve(`${name}/bin/anvil`);
  } catch {
    console.error(`anvil is not installed here: add it with "npm install --no-save ${name}@1.7.1"`);
    process.exit(1);
  }
}

const child = spawn(executable(), process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
process.on("disconnect", () => child.kill());
child.on("exit", (code) => process.exit(code ?? 0));
