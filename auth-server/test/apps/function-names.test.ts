import { expect } from "chai";
import { parseAbi, toFunctionSelector, zeroHash, type Abi } from "viem";
import { functionNames, rememberFunctions } from "../../src/apps/function-names.ts";
import { callOf, sessionOf, TARGET } from "../session.ts";

const HARVEST = parseAbi(["function harvest(uint256 field)"]);
const selector = toFunctionSelector(HARVEST[0]);

const remember = (hash: `0x${string}`, ...abis: Abi[]): void => {
  const contractCalls = abis.map((abi) => ({ address: TARGET, abi, functionName: "harvest" }) as const);
  const spec = sessionOf({ callPolicies: abis.map(() => callOf(selector)) });
  rememberFunctions(hash, spec, { contractCalls });
};

describe("The names of the functions that a session may call", () => {
  const global = globalThis as { localStorage?: Pick<Storage, "getItem" | "setItem"> };
  let stored: Map<string, string>;

  beforeEach(() => {
    stored = new Map();
    global.localStorage = {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, text) => void stored.set(key, text),
    };
  });
  afterEach(() => {
    delete global.localStorage;
  });

  it("are stored as the app wrote them in its ABI, policy by policy", () => {
    remember(zeroHash, HARVEST, parseAbi(["function other()"]));
    expect(functionNames()).to.deep.equal({ [zeroHash]: ["harvest", ""] });
  });

  it("are plain names, whatever the app writes", () => {
    const name = "harvest\u202e all\nof it";
    remember(zeroHash, [{ ...HARVEST[0], name }]);
    const [kept = ""] = functionNames()[zeroHash] ?? [];
    expect(kept).to.not.match(/[\u202e\n]/);
  });

  it("are kept for the last two hundred sessions", () => {
    for (let i = 0; i < 201; i++) remember(`0x${i.toString(16).padStart(64, "0")}`, HARVEST);
    expect(Object.keys(functionNames())).to.have.length(200);
    expect(functionNames()).to.not.have.property(zeroHash);
  });

  it("are absent if what is stored cannot be read", () => {
    stored.set("zksync-sso.functions", '{"0x": [1]}');
    expect(functionNames()).to.deep.equal({});
  });
});
