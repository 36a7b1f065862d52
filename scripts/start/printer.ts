import type { TransactionReceipt } from "ethers";
import { formatEth, formatGas } from "./amounts";

/** What a transaction cost, from its receipt. */
export type Cost = Pick<TransactionReceipt, "gasUsed" | "gasPrice">;

/** How the walk reports its progress. */
export interface Printer {
  title(text: string): void;
  /** Something that happened without a transaction. */
  note(text: string): void;
  /** A transaction that succeeded, with what it cost. */
  done(text: string, receipt: Cost): void;
  /** An attempt that the chain refused as it must, with its reason. */
  refused(text: string, reason: string): void;
  /** What did not hold. */
  failed(text: string): void;
}

/** How `npm start` reports its progress. */
export interface StartPrinter extends Printer {
  /** An address to open in a browser. */
  open(text: string, url: string): void;
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 } as const;

/** Prints to the terminal; in colour if it supports that and NO_COLOR is not set. */
export function terminalPrinter(): StartPrinter {
  const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const paint = (colour: keyof typeof CODES, text: string) =>
    coloured ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
  return {
    title: (text) => console.log(`\n${paint("bold", text)}`),
    note: (text) => console.log(`  ${paint("dim", "·")} ${text}`),
    done: (text, receipt) => {
      console.log(`  ${paint("green", "✓")} ${text}`);
      console.log(`      ${paint("dim", cost(receipt))}`);
    },
    refused: (text, reason) => {
      console.log(`  ${paint("green", "✓")} refused, as it should be: ${text}`);
      console.log(`      ${paint("cyan", reason)}`);
    },
    failed: (text) => console.log(`  ${paint("red", "✗")} ${text}`),
    open: (text, url) => console.log(`  ${paint("green", "→")} ${paint("bold", url)}  ${text}`),
  };
}

function cost({ gasUsed, gasPrice }: Cost): string {
  return `gas ${formatGas(gasUsed)}, fee ${formatEth(gasUsed * gasPrice)}`;
}
