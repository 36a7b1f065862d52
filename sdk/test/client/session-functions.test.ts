import { expect } from "chai";
import type { Abi } from "viem";
import { formatAbiItem, getAbiItem } from "viem/utils";
import { sessionKeyModuleAbi } from "../../src/abi/index.js";
import { sessionFunctions } from "../../src/client/session/session-functions.js";

type AbiFunction = Extract<Abi[number], { type: "function" }>;

describe("The session module functions that clients call", () => {
  for (const own of sessionFunctions)
    it(`match the contract: ${own.name}`, () => {
      const contracts = getAbiItem({ abi: sessionKeyModuleAbi as Abi, name: own.name }) as AbiFunction;
      expect(shape(own)).to.deep.equal(shape(contracts));
      expect(own.stateMutability).to.equal(contracts.stateMutability);
      expect(formatAbiItem(own)).to.equal(formatAbiItem(contracts));
    });
});

/** Compares types and member names at every depth; the names of parameters do not matter. */
function shape({ inputs, outputs }: { inputs: readonly unknown[]; outputs: readonly unknown[] }): unknown {
  return [inputs, outputs].map((list) =>
    list.map((parameter) => ({ ...(members(parameter) as object), name: "" })),
  );
}

function members(parameter: unknown): unknown {
  const {
    name,
    type,
    components = [],
  } = parameter as {
    name?: string;
    type: string;
    components?: readonly unknown[];
  };
  return { name, type, components: components.map(members) };
}
