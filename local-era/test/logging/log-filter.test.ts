import { expect } from "chai";
import { InvalidLogDirective, LOG_TARGETS, LogFilter } from "../../src/logging/log-filter.ts";
import type { LogTarget } from "../../src/logging/log-filter.ts";
import { LOG_LEVELS } from "../../src/logging/log-level.ts";

/** Returns the least important level that a filter lets through, per target; "off" if it lets none through. */
function limits(filter: LogFilter): Record<LogTarget, string> {
  const limit = (target: LogTarget): string =>
    LOG_LEVELS.findLast((level) => filter.lets(target, level)) ?? "off";
  return Object.fromEntries(LOG_TARGETS.map((target) => [target, limit(target)])) as Record<
    LogTarget,
    string
  >;
}

function all(level: string): Record<LogTarget, string> {
  return { chain: level, console: level, node: level, rpc: level };
}

describe("Log filters", () => {
  it("let lines of a level and the more important ones through", () => {
    const filter = LogFilter.upTo("warn");
    expect(LOG_LEVELS.filter((level) => filter.lets("rpc", level))).to.deep.equal(["error", "warn"]);
    for (const level of LOG_LEVELS) expect(limits(LogFilter.upTo(level))).to.deep.equal(all(level));
  });

  const directives: [text: string, expected: Record<LogTarget, string>][] = [
    ["debug", all("debug")],
    ["WARN", all("warn")],
    ["off", all("off")],
    ["anvil_zksync=trace", all("trace")],
    ["rpc=debug", { ...all("error"), rpc: "debug" }],
    ["rpc", { ...all("error"), rpc: "trace" }],
    ["info,rpc=debug,console=off", { ...all("info"), rpc: "debug", console: "off" }],
    ["chain=warn, info", { ...all("info"), chain: "warn" }],
    ["rpc=off,rpc=info,warn,debug", { ...all("debug"), rpc: "info" }],
  ];
  for (const [text, expected] of directives) {
    it(`read ${text} as RUST_LOG does`, () => {
      expect(limits(LogFilter.parse(text))).to.deep.equal(expected);
    });
  }

  const LEVELS = "error, warn, info, debug, trace, off";
  const TARGETS = "chain, console, node, rpc, anvil_zksync";
  const refused: [text: string, message: string][] = [
    ["loud", `"loud" is neither a level (${LEVELS}) nor a target (${TARGETS})`],
    ["", `"" is neither a level (${LEVELS}) nor a target (${TARGETS})`],
    ["info,", `"" is neither a level (${LEVELS}) nor a target (${TARGETS})`],
    ["rpc=loud", `unknown level "loud": the levels are ${LEVELS}`],
    ["rpc=", `unknown level "": the levels are ${LEVELS}`],
    ["hyper=info", `unknown target "hyper": the targets are ${TARGETS}`],
    ["rpc[call]=info", `unknown target "rpc[call]": the targets are ${TARGETS}`],
    ["__proto__=info", `unknown target "__proto__": the targets are ${TARGETS}`],
  ];
  for (const [text, message] of refused) {
    it(`refuse ${JSON.stringify(text)} and list what is allowed`, () => {
      expect(() => LogFilter.parse(text)).to.throw(InvalidLogDirective, message);
    });
  }
});
