import { expect } from "chai";
import { parseArguments } from "../../src/cli/arguments.ts";
import { configure } from "../../src/cli/configuration.ts";
import type { Configuration } from "../../src/cli/configuration.ts";
import { NO_GENESIS_FILE } from "../../src/cli/genesis-file.ts";
import { FLAGS, UNSUPPORTED_FLAGS } from "../../src/cli/flags.ts";
import { UsageError } from "../../src/primitives/usage-error.ts";
import type { Address } from "../../src/primitives/hex.ts";

/**
 * Describes the resulting configuration; `anything` for flags that print and exit, or that change nothing by design.
 */
type Effect = Partial<Configuration> | "anything";

/** Lists anvil-zksync's flags that the node honours, in forms that its command line allows. */
const HONOURED: readonly (readonly [argument: string, effect: Effect])[] = [
  ["--port=1234", { port: 1234 }],
  ["--host=0.0.0.0", { hosts: ["0.0.0.0"] }],
  ["--host=127.0.0.1,::1", { hosts: ["127.0.0.1", "::1"] }],
  ["--chain-id=300", { chainId: 300n }],
  ["--timestamp=5000", { timestamp: 5000n }],
  ["--balance=3", { balance: 3n * 10n ** 18n }],
  ["--no-mining", { sealing: { mode: "manual" } }],
  ["--no-mine", { sealing: { mode: "manual" } }],
  ["--block-time=5", { sealing: { mode: "interval", seconds: 5 } }],
  ["--block-time=0.25", { sealing: { mode: "interval", seconds: 0.25 } }],
  ["-b=5", { sealing: { mode: "interval", seconds: 5 } }],
  ["--auto-impersonate", { autoImpersonate: true }],
  ["--state=f", { state: { load: "f", isLoadOptional: true, dump: "f", interval: undefined } }],
  ["--load-state=f", { state: { load: "f", isLoadOptional: false, dump: undefined, interval: undefined } }],
  ["--dump-state=f", { state: { load: undefined, isLoadOptional: false, dump: "f", interval: undefined } }],
  ["--show-storage-logs=all", { detail: { verbosity: 0, storage: "all", gas: "none", vm: "none" } }],
  ["--show-gas-details=all", { detail: { verbosity: 0, storage: "none", gas: "all", vm: "none" } }],
  ["--show-vm-details=all", { detail: { verbosity: 0, storage: "none", gas: "none", vm: "all" } }],
  ["-vvv", { detail: { verbosity: 3, storage: "none", gas: "none", vm: "none" } }],
  ["--verbosity", { detail: { verbosity: 1, storage: "none", gas: "none", vm: "none" } }],
  ["--order=fees", { order: "fees" }],
  ["--config-out=f", { configFile: "f" }],
  ["--no-request-size-limit", { maxBodySize: undefined }],
  ["--cache=none", { withoutEffect: ["cache"] }],
  ["--cache-dir=f", { withoutEffect: ["cache-dir"] }],
  ["--reset-cache", { withoutEffect: ["reset-cache"] }],
  ["--auto-execute-l1=true", { withoutEffect: ["auto-execute-l1"] }],
  ["--show-node-config=false", { showsConfig: false }],
  ["--log=debug", { logLevel: "debug" }],
  ["--log-file-path=f", { logFile: "f" }],
  ["--silent=true", { silent: true }],
  ["--quiet", { silent: true }],
  ["--no-cors", { allowOrigin: undefined }],
  ["--allow-origin=https://a.test", { allowOrigin: "https://a.test" }],
  ["--health-check-endpoint=true", { healthCheck: true }],
  ["--offline", "anything"],
  ["--version", "anything"],
  ["--help", "anything"],
];

/** Lists flags whose effect is within `accounts`, and flags that require another one. */
const HONOURED_TOGETHER: readonly (readonly [
  argv: readonly string[],
  read: (c: Configuration) => unknown,
  value: unknown,
])[] = [
  [["--accounts=3"], ({ accounts }) => accounts.count, 3],
  [["-a=3"], ({ accounts }) => accounts.count, 3],
  [["--mnemonic=a b"], ({ accounts }) => accounts.mnemonic, "a b"],
  [["-m", "a b"], ({ accounts }) => accounts.mnemonic, "a b"],
  [["--mnemonic-random"], ({ accounts }) => accounts.randomWords, 12],
  [["--mnemonic-random=24"], ({ accounts }) => accounts.randomWords, 24],
  [["--host=127.0.0.1", "--host", "::1"], ({ hosts }) => hosts, ["127.0.0.1", "::1"]],
  [["--init=f"], ({ chainId }) => chainId, 324n],
  [["--init=f"], ({ timestamp }) => timestamp, 77n],
  [["--init=f", "--timestamp=78"], ({ timestamp }) => timestamp, 78n],
  [["--derivation-path=m/1/"], ({ accounts }) => accounts.derivationPath, "m/1/"],
  [["--state=f", "--state-interval=9"], ({ state }) => state.interval, 9],
  [["--state=f", "-s=9"], ({ state }) => state.interval, 9],
];

/** Lists flags for features that an embedded node does not have. */
const REFUSED = [
  "override-bytecodes-dir",
  "external-l1",
  "spawn-l1",
  "dev-system-contracts",
  "l1-gas-price",
  "l2-gas-price",
  "l1-pubdata-price",
  "price-scale-factor",
  "limit-scale-factor",
  "base-token-ratio",
  "base-token-symbol",
  "preserve-historical-states",
  "protocol-version",
  "evm-interpreter",
  "emulate-evm",
  "enforce-bytecode-compression",
  "system-contracts-path",
  "mnemonic-seed-unsafe",
  "zksync-os",
  "fork-url",
  "fork-at",
];

const [FIRST, SECOND] = [`0x${"ab".repeat(20)}`, `0x${"CD".repeat(20)}`];

/** Lists the node's own flags, with values and the resulting configuration. */
const OWN_VALUES: readonly (readonly [argument: string, effect: Partial<Configuration>])[] = [
  ["--anvil-send", { dropSilently: true }],
  ["--no-validation-rules", { enforceRules: false }],
  ["--source-maps=f", { sourceMaps: "f" }],
  ["--artifacts=f", { artifacts: "f" }],
  ["--show-console", { showsConsole: true }],
  ["--ends-with=4711", { endsWith: 4711 }],
  ["--pubdata-price=50000", { gasPerPubdata: 50_000n }],
  ["--pubdata-price=0", { gasPerPubdata: 0n }],
  [`--trusted-storage=${FIRST}`, { trustedStorage: [FIRST as Address] }],
  [`--trusted-storage=${FIRST},${SECOND}`, { trustedStorage: [FIRST, SECOND.toLowerCase()] as Address[] }],
];

/** Lists values that the node's own flags refuse, and the messages. */
const BAD_VALUES: readonly (readonly [argument: string, message: string])[] = [
  ...["50001", "-1", "many", ""].map(
    (value) =>
      [
        `--pubdata-price=${value}`,
        `--pubdata-price must be a whole number from 0 to 50000, got "${value}"`,
      ] as const,
  ),
  ...["0x12", FIRST.slice(2), `${FIRST}0`].map(
    (value) =>
      [
        `--trusted-storage=${value}`,
        `--trusted-storage takes addresses of 20 bytes separated by commas, got "${value}"`,
      ] as const,
  ),
  [
    `--trusted-storage=${FIRST},`,
    '--trusted-storage takes addresses of 20 bytes separated by commas, got ""',
  ],
];

const OWN = OWN_VALUES.map(([argument]) => /^--([a-z-]+)/.exec(argument)![1]);

describe("anvil-zksync's flags", () => {
  const genesis = { ...NO_GENESIS_FILE, chainId: 324n, timestamp: 77n };
  const configuration = (...argv: string[]) => configure(parseArguments(argv), () => genesis);
  const plain = configuration();

  for (const [argument, effect] of HONOURED) {
    it(`${argument} is honoured`, () => {
      const changed = configuration(argument, "run");
      expect(changed).to.deep.equal(effect === "anything" ? plain : { ...plain, ...effect });
      if (effect !== "anything") expect(changed).to.not.deep.equal(plain);
    });
  }

  for (const [argv, read, value] of HONOURED_TOGETHER) {
    it(`${argv.join(" ")} is honoured`, () => {
      expect(read(configuration(...argv))).to.deep.equal(value);
      expect(read(plain)).to.not.deep.equal(value);
    });
  }

  for (const [argument, effect] of OWN_VALUES) {
    it(`${argument}, a flag of local-era only, is honoured`, () => {
      expect(configuration(argument)).to.deep.equal({ ...plain, ...effect });
    });
  }

  for (const [argument, message] of BAD_VALUES) {
    it(`${argument} is refused with what the flag accepts`, () => {
      expect(() => configuration(argument)).to.throw(UsageError, message);
    });
  }

  for (const name of REFUSED) {
    it(`--${name} is refused by name, with or without a value`, () => {
      const message = `--${name}: flag not supported by local-era (see --help)`;
      for (const argument of [`--${name}`, `--${name}=1`]) {
        expect(() => configuration(argument)).to.throw(UsageError, message);
      }
    });
  }

  for (const command of ["fork", "replay_tx"]) {
    it(`the command ${command} is refused by name`, () => {
      expect(() => configuration(command)).to.throw(UsageError, `${command}: command not supported`);
    });
  }

  it("the tables of flags list every flag of the official node", () => {
    const named = [...HONOURED.map(([argument]) => [argument]), ...HONOURED_TOGETHER.map(([argv]) => argv)]
      .flat()
      .map((argument) => /^--([a-z-0-9]+)/.exec(argument)?.[1])
      .filter((name) => name !== undefined);
    const known = FLAGS.flatMap((flag) => [flag.name, ...("aliases" in flag ? flag.aliases : [])]);
    expect([...new Set([...named, ...OWN])].sort()).to.deep.equal([...known].sort());
    expect([...REFUSED].sort()).to.deep.equal([...UNSUPPORTED_FLAGS].sort());
  });
});
