import { erc20Abi, parseAbi, type Abi } from "viem";
import { callPolicy } from "../../src/session/index.js";

const address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const abi = parseAbi([
  "struct Pair { uint256 a; uint256 b; }",
  "function pay(address to, uint256 amount, int256 offset, bool fast, bytes32 id)",
  "function pay(address to)",
  "function tell(string text, uint256 amount, uint256[] list, uint256[2] pair, Pair both)",
  "function look() view returns (uint256)",
  "function nested((uint256 a, (address b, string c) d)[] items, uint8 n)",
]);

callPolicy({ address, abi: erc20Abi, functionName: "transfer" });
callPolicy({ address, abi: erc20Abi, functionName: "transfer(address,uint256)" });
callPolicy({
  address,
  abi: erc20Abi,
  functionName: "transfer",
  maxUses: 3,
  constraints: [{ index: 0, value: address }],
});
callPolicy({
  address,
  abi: erc20Abi,
  functionName: "transfer",
  constraints: [
    { index: 1, value: 5n, condition: "LessEqual", limit: { limit: 10n, period: "1 day" } },
    { index: 1, limit: 7n },
  ],
});
callPolicy({ address, abi, functionName: "pay(address)", constraints: [{ index: 0, value: address }] });
callPolicy({
  address,
  abi,
  functionName: "tell",
  constraints: [
    { index: 1, value: 1n },
    { index: 3, value: [1n, 2n] },
  ],
});
callPolicy({ address, abi, functionName: "tell", constraints: [{ index: 4, value: { a: 1n, b: 2n } }] });
callPolicy({
  address,
  abi,
  functionName: "nested((uint256,(address,string))[],uint8)",
  constraints: [{ index: 1, value: 5 }],
});

// An ABI whose type is not known accepts any name and any argument.
const unknownAbi: Abi = erc20Abi;
callPolicy({
  address,
  abi: unknownAbi,
  functionName: "transfer",
  constraints: [{ index: 0, value: address }],
});

const transfer = { address, abi: erc20Abi, functionName: "transfer" } as const;
const tell = { address, abi, functionName: "tell" } as const;
const pay = { address, abi, functionName: "pay(address,uint256,int256,bool,bytes32)" } as const;

// @ts-expect-error a wrong function name
callPolicy({ address, abi: erc20Abi, functionName: "transfers" });
// @ts-expect-error a view function
callPolicy({ address, abi: erc20Abi, functionName: "balanceOf" });
// @ts-expect-error a view function, by its signature
callPolicy({ address, abi, functionName: "look()" });
// @ts-expect-error a name that two functions have
callPolicy({ address, abi, functionName: "pay" });
// @ts-expect-error a signature that no function has
callPolicy({ address, abi, functionName: "pay(uint256)" });
// @ts-expect-error an argument that does not exist
callPolicy({ ...transfer, constraints: [{ index: 2, value: 1n }] });
// @ts-expect-error an argument that only the other overload has
callPolicy({ address, abi, functionName: "pay(address)", constraints: [{ index: 1, value: 1n }] });
// @ts-expect-error a value of another type
callPolicy({ ...transfer, constraints: [{ index: 0, value: 1n }] });
// @ts-expect-error a value of another argument's type
callPolicy({ ...transfer, constraints: [{ index: 1, value: address }] });
// @ts-expect-error a condition that there is not
callPolicy({ ...transfer, constraints: [{ index: 1, value: 1n, condition: "More" }] });
// @ts-expect-error a condition without a value
callPolicy({ ...transfer, constraints: [{ index: 1, condition: "Less" }] });
// @ts-expect-error a dynamic argument
callPolicy({ ...tell, constraints: [{ index: 0, value: "hi" }] });
// @ts-expect-error a list of any length
callPolicy({ ...tell, constraints: [{ index: 2, value: [1n] }] });
// @ts-expect-error a tuple with a dynamic member
callPolicy({ address, abi, functionName: "nested", constraints: [{ index: 0, value: [] }] });
// @ts-expect-error an order on a number with a sign
callPolicy({ ...pay, constraints: [{ index: 2, value: 1n, condition: "Less" }] });
// @ts-expect-error an order on an address
callPolicy({ ...pay, constraints: [{ index: 0, value: address, condition: "Less" }] });
// @ts-expect-error a limit on a truth value
callPolicy({ ...pay, constraints: [{ index: 3, limit: 1n }] });
// @ts-expect-error a limit on an array
callPolicy({ ...tell, constraints: [{ index: 3, limit: 1n }] });

// What is right in them compiles.
callPolicy({ ...pay, constraints: [{ index: 2, limit: 1n }] });
callPolicy({ ...pay, constraints: [{ index: 3, value: true }] });
callPolicy({ ...tell, constraints: [{ index: 3, value: [1n, 2n] }] });
