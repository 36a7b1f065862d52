/** Describes a command-line flag. */
export interface Flag {
  readonly name: string;
  /** `none`: never takes a value; `optional`: true when it has none; `counted`: how often it or its letter is given. */
  readonly value: "none" | "optional" | "required" | "counted";
  readonly help: string;
  readonly short?: string;
  /** Its other names. */
  readonly aliases?: readonly string[];
  /** What an `optional` one takes; true and false if not given. */
  readonly choices?: readonly string[];
  /** Given more than once it is a list, as with commas between the values. */
  readonly isList?: true;
  /** Taken and reported, since the node can do nothing with it and nobody is misled. */
  readonly hasNoEffect?: true;
}

/** How many words a BIP-39 phrase may have. */
export const PHRASE_LENGTHS = ["12", "15", "18", "21", "24"];

/** The flags the node takes. */
export const FLAGS = [
  { name: "port", value: "required", help: "Port to listen on (default 8011)" },
  {
    name: "host",
    value: "required",
    help: "Addresses to listen on, with commas between them (default 127.0.0.1)",
    isList: true,
  },
  { name: "chain-id", value: "required", help: "Chain id (default 260)" },
  { name: "timestamp", value: "required", help: "Timestamp of block 0, in seconds (default 1000)" },
  {
    name: "accounts",
    value: "required",
    help: "How many accounts to derive and fund (default 10), in addition to the 20 of Hardhat's ZKsync plugins",
    short: "a",
  },
  { name: "balance", value: "required", help: "Balance of every funded account, in ether (default 10000)" },
  { name: "mnemonic", value: "required", help: "BIP-39 phrase the accounts come from", short: "m" },
  {
    name: "mnemonic-random",
    value: "optional",
    help: "Take a phrase nobody has used, of 12, 15, 18, 21 or 24 words (default 12)",
    choices: PHRASE_LENGTHS,
  },
  { name: "derivation-path", value: "required", help: "Their BIP-32 path (default m/44'/60'/0'/0/)" },
  { name: "no-mining", value: "none", help: "Make blocks only on request (evm_mine)", aliases: ["no-mine"] },
  {
    name: "block-time",
    value: "required",
    help: "Make a block every so many seconds, or fractions of one",
    short: "b",
  },
  {
    name: "order",
    value: "required",
    help: "What waits comes into a block as it came (fifo, the default) or the highest fee first (fees)",
  },
  { name: "auto-impersonate", value: "none", help: "Let anyone send as any account" },
  {
    name: "anvil-send",
    value: "none",
    help: "Accept every well-formed transaction and drop those that fail validation silently, as anvil-zksync does",
  },
  {
    name: "no-validation-rules",
    value: "none",
    help: "Do not hold accounts to the sequencer's validation rules (storage, context, gas)",
  },
  {
    name: "trusted-storage",
    value: "required",
    help: "Contracts whose storage those rules let every account read, separated by commas (default none)",
  },
  { name: "pubdata-price", value: "required", help: "Gas per published byte, up to 50000 (default 84)" },
  {
    name: "init",
    value: "required",
    help: "Genesis file (JSON): chainId, timestamp, hash, and what accounts own in alloc",
  },
  { name: "state", value: "required", help: "File to load the state from, if it exists, and to write it to" },
  { name: "load-state", value: "required", help: "File to load the state from" },
  { name: "dump-state", value: "required", help: "File to write the state to when the node ends" },
  {
    name: "state-interval",
    value: "required",
    help: "Also write the state at this interval, in seconds",
    short: "s",
  },
  {
    name: "verbosity",
    value: "counted",
    help: "-vv prints the calls of every transaction, -vvv with their data in full (up to five)",
    short: "v",
  },
  {
    name: "show-storage-logs",
    value: "required",
    help: "Print the slots each transaction touched: none, read, write or all",
  },
  { name: "show-gas-details", value: "required", help: "Print what gas was used for: none or all" },
  {
    name: "show-vm-details",
    value: "required",
    help: "Print what each transaction cost to run: none or all",
  },
  {
    name: "show-node-config",
    value: "optional",
    help: "Print accounts and settings when the chain starts, anvil_reset included (default true)",
  },
  {
    name: "source-maps",
    value: "required",
    help: "Print the source lines of what fails, by this file of contracts and source maps",
  },
  {
    name: "log",
    value: "required",
    help: "Print lines up to this level: error, warn, info, debug or trace (default info)",
  },
  { name: "log-file-path", value: "required", help: "File to write what is printed to, --silent or not" },
  { name: "silent", value: "optional", help: "Print nothing", aliases: ["quiet"] },
  { name: "show-console", value: "none", help: "Print console.log of contracts even if silent" },
  {
    name: "artifacts",
    value: "required",
    help: "Folder of a Hardhat project's artifacts: its errors and functions are printed by name",
  },
  { name: "ends-with", value: "required", help: "Process id of a program: end when it has ended" },
  { name: "config-out", value: "required", help: "File to write accounts, keys and settings to, as JSON" },
  { name: "no-cors", value: "none", help: "Send no CORS headers" },
  { name: "allow-origin", value: "required", help: "Origin that may call from a browser (default *)" },
  { name: "health-check-endpoint", value: "optional", help: "Answer GET /health" },
  { name: "no-request-size-limit", value: "none", help: "Take requests larger than 10 MiB" },
  { name: "offline", value: "none", help: "Accepted; the node never opens a connection" },
  {
    name: "cache",
    value: "required",
    help: "No effect: the node fetches nothing to keep",
    hasNoEffect: true,
  },
  { name: "cache-dir", value: "required", help: "No effect: see --cache", hasNoEffect: true },
  { name: "reset-cache", value: "optional", help: "No effect: see --cache", hasNoEffect: true },
  {
    name: "auto-execute-l1",
    value: "optional",
    help: "No effect: there is no L1 to execute batches on",
    hasNoEffect: true,
  },
  { name: "help", value: "none", help: "Print this text", short: "h" },
  { name: "version", value: "none", help: "Print the version", short: "V" },
] as const satisfies readonly Flag[];

export type FlagName = (typeof FLAGS)[number]["name"];

/** Lists flags of anvil-zksync that are refused by name, so that nobody assumes they work. */
export const UNSUPPORTED_FLAGS: ReadonlySet<string> = new Set([
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
]);

/** Matches verbosity flags, `-v` to `-vvvvv`. */
export const VERBOSITY = /^-(v{1,5})$/;
