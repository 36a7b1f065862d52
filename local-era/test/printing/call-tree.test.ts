import { expect } from "chai";
import { selectorHex } from "../../src/primitives/abi.ts";
import { fromHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { callTree } from "../../src/printing/call-tree.ts";
import type { CallFrame } from "../../src/vm/call-frame.ts";

const PROXY: Address = `0x${"ab".repeat(20)}`;
const IMPLEMENTATION: Address = `0x${"cd".repeat(20)}`;

function frame(fields: Partial<CallFrame>): CallFrame {
  return {
    type: "call",
    from: SystemAddress.Bootloader,
    to: PROXY,
    value: 0n,
    gas: 9n,
    gasUsed: 5n,
    input: fromHex(selectorHex("followBeacon(address)")),
    output: new Uint8Array(0),
    calls: [],
    ...fields,
  };
}

describe("The call tree", () => {
  it("shows a proxy's delegate call as the proxy's, and names the functions of the suite", () => {
    // In the code that the proxy delegates to, msg.sender is still the bootloader.
    const delegated = frame({ type: "delegateCall", to: IMPLEMENTATION });
    expect(callTree([frame({ calls: [delegated] })], false)).to.deep.equal([
      `└─ [5] Bootloader → ${PROXY}.followBeacon`,
      `   ├─ [5] ${PROXY} → ${IMPLEMENTATION}.followBeacon (delegate)`,
      "   │  └─ ← ()",
      "   └─ ← ()",
    ]);
  });
});
