import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { terminalPrinter } from "../../../scripts/start/printer";

describe("The printer of npm start", () => {
  it("marks a required refusal with a tick, and what did not hold with a cross", () => {
    const lines = printed(() => {
      const printer = terminalPrinter();
      printer.refused("one wei over the limit", "ValueLimitExceeded(1, 0)");
      printer.failed("this step did not hold:");
    });
    expect(lines).to.deep.equal([
      "  ✓ refused, as it should be: one wei over the limit",
      "      ValueLimitExceeded(1, 0)",
      "  ✗ this step did not hold:",
    ]);
  });
});

/** Returns what is printed meanwhile, without colours. */
function printed(task: () => void): string[] {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    task();
  } finally {
    console.log = log;
  }
  return lines.map(stripVTControlCharacters);
}
