import { expect } from "chai";
import { parseArguments } from "../../src/cli/arguments.ts";
import { configure } from "../../src/cli/configuration.ts";
import type { Configuration } from "../../src/cli/configuration.ts";

function configuration(...argv: string[]): Configuration {
  return configure(parseArguments(argv));
}

describe("The command line", () => {
  it("defaults to anvil-zksync's settings", () => {
    expect(configuration()).to.deep.include({
      hosts: ["127.0.0.1"],
      port: 8011,
      chainId: 260n,
      timestamp: 1000n,
      balance: 10_000n * 10n ** 18n,
      sealing: { mode: "automatic" },
      silent: false,
      allowOrigin: "*",
      dropSilently: false,
    });
  });

  it("is read as Hardhat's node plugin writes it", () => {
    expect(configuration("--port=8012", "--offline", "--silent=true", "run")).to.deep.include({
      port: 8012,
      silent: true,
    });
  });

  it("accepts a flag's value after an equals sign or as the next word", () => {
    expect(configuration("--port", "1234", "--chain-id=324")).to.include({ port: 1234, chainId: 324n });
  });

  it("accepts anvil-zksync's one-letter flags", () => {
    const { accounts, sealing, state } = configuration("-a", "3", "-b", "5", "--state=x", "-s", "9");
    expect([accounts.count, sealing, state.interval]).to.deep.equal([3, { mode: "interval", seconds: 5 }, 9]);
  });

  it("sets how blocks are made", () => {
    expect(configuration("--no-mining").sealing).to.deep.equal({ mode: "manual" });
    expect(configuration("--block-time=5").sealing).to.deep.equal({ mode: "interval", seconds: 5 });
  });

  it("sets which state files are read and written", () => {
    expect(configuration("--state=a", "--state-interval=9").state).to.deep.equal({
      load: "a",
      isLoadOptional: true,
      dump: "a",
      interval: 9,
    });
    expect(configuration("--load-state=a", "--dump-state=b").state).to.deep.equal({
      load: "a",
      isLoadOptional: false,
      dump: "b",
      interval: undefined,
    });
  });

  it("counts how often its verbosity is given", () => {
    const given = [[], ["-v"], ["-vvv", "run"], ["-v", "-v"], ["--verbosity", "-vv", "--verbosity"]];
    expect(given.map((argv) => configuration(...argv).detail.verbosity)).to.deep.equal([0, 1, 3, 2, 4]);
  });

  it("takes a value after a space, and leaves a flag or run that comes next alone", () => {
    expect(configuration("--silent", "false", "run").silent).to.equal(false);
    expect(configuration("--silent", "run").silent).to.equal(true);
    expect(configuration("--show-node-config", "false").showsConfig).to.equal(false);
    expect(configuration("--mnemonic-random", "15", "run").accounts.randomWords).to.equal(15);
    expect(configuration("--silent", "--no-cors").allowOrigin).to.equal(undefined);
  });

  it("can disable CORS or limit it to an origin", () => {
    expect(configuration("--no-cors").allowOrigin).to.equal(undefined);
    expect(configuration("--allow-origin=https://a.test").allowOrigin).to.equal("https://a.test");
  });

  const refused: [argv: string[], message: string][] = [
    [["--bogus"], "unknown argument --bogus"],
    [["bogus"], "unknown argument bogus"],
    [["--"], "unknown argument --"],
    [["--show-vm-details=some"], '--show-vm-details must be one of none, all, got "some"'],
    [["--log=loud"], '--log must be one of error, warn, info, debug, trace, got "loud"'],
    [["--log"], "--log needs a value"],
    [["--show-storage-logs=paid"], '--show-storage-logs must be one of none, read, write, all, got "paid"'],
    [["--show-gas-details=some"], '--show-gas-details must be one of none, all, got "some"'],
    [["--show-storage-logs"], "--show-storage-logs needs a value"],
    [["--show-node-config=maybe"], "--show-node-config is true or false"],
    [["-vvvvvv"], "unknown argument -vvvvvv"],
    [["-vvv", "-vvv"], "--verbosity is given more than 5 times"],
    [["--verbosity=3"], '--verbosity takes no value, got "3"'],
    [["-v=3"], '--verbosity takes no value, got "3"'],
    [["--order=random"], '--order must be one of fifo, fees, got "random"'],
    [["--host="], '--host takes addresses with commas between them, got ""'],
    [["--host=::1,"], '--host takes addresses with commas between them, got "::1,"'],
    [["--mnemonic-random=13"], '--mnemonic-random is 12, 15, 18, 21 or 24, got "13"'],
    [["--mnemonic-random", "13"], '--mnemonic-random is 12, 15, 18, 21 or 24, got "13"'],
    [["--mnemonic-random", "true"], '--mnemonic-random is 12, 15, 18, 21 or 24, got "true"'],
    [["--silent", "yes"], '--silent is true or false, got "yes"'],
    [["--silent", "fork"], "fork: command not supported by local-era (see --help)"],
    [["--mnemonic-random", "-m", "a b"], "--mnemonic and --mnemonic-random cannot be combined"],
    [["--init=/nowhere.json"], "the genesis file /nowhere.json cannot be used"],
    [["--state-interval=3"], "--state-interval needs --state or --dump-state"],
    [["--state=a", "--state-interval=0"], "--state-interval must be at least 1 second"],
    [["--state=a", "--dump-state=b"], "use one or the other"],
    [["fork", "--fork-url", "x"], "fork: command not supported by local-era"],
    [["--port"], "--port needs a value"],
    [["--port=http"], '--port must be a whole number from 0 to 65535, got "http"'],
    [["--port=65536"], "--port must be a whole number from 0 to 65535"],
    [["--balance=-1"], "--balance must be a whole number"],
    [["--chain-id=1e3"], "--chain-id must be a whole number"],
    [["--offline=yes"], "--offline takes no value"],
    [["--silent=yes"], "--silent is true or false"],
    ...["0", "0.0001", "2147484", "soon", "-1", "1e1"].map((text): [string[], string] => [
      [`--block-time=${text}`],
      `--block-time must be seconds, from 0.001 to 2147483, got "${text}"`,
    ]),
    [["--no-mining", "--block-time=3"], "--no-mining and --block-time cannot be combined"],
    [["--port=1", "--port=2"], "--port is given twice"],
  ];
  for (const [argv, message] of refused) {
    it(`refuses ${argv.join(" ")}`, () => {
      expect(() => configuration(...argv)).to.throw(message);
    });
  }
});
