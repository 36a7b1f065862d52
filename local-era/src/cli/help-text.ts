import { FLAGS } from "./flags.ts";

/** Returns the text of --help. */
export function helpText(): string {
  const name = (flag: (typeof FLAGS)[number]): string => {
    const value = flag.value === "required" ? ` <${flag.name}>` : "";
    const names = [flag.name, ...("aliases" in flag ? flag.aliases : [])].map((each) => `--${each}`);
    return `${"short" in flag ? `-${flag.short}, ` : "    "}${names.join(", ")}${value}`;
  };
  const width = Math.max(...FLAGS.map((flag) => name(flag).length)) + 2;
  return [
    "An in-memory ZKsync Era node that runs EVM code, with anvil-zksync's command line.",
    "",
    "Usage: anvil-zksync [flags] [run]",
    "",
    ...FLAGS.map((flag) => `  ${name(flag).padEnd(width)}${flag.help}`),
    "",
  ].join("\n");
}
