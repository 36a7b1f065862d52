import { expect } from "chai";
import {
  CallExecutionError,
  encodeErrorResult,
  encodeFunctionData,
  numberToHex,
  pad,
  parseAbiItem,
  RpcRequestError,
  zeroHash,
  type AbiParameter,
  type Hex,
} from "viem";
import { guardianRecoveryModuleAbi, webAuthnModuleAbi } from "../../src/abi/generated.js";
import type { Asked } from "../../src/contract-errors/called-families.js";
import { CONTRACT_ERRORS } from "../../src/contract-errors/generated.js";
import { withContractErrors } from "../../src/contract-errors/with-contract-errors.js";
import {
  AccountContractError,
  PasskeyContractError,
  PaymasterContractError,
  RecoveryContractError,
  SessionContractError,
  SsoContractError,
  SsoError,
  toContractError,
  type ContractFamily,
} from "../../src/errors/index.js";
import { encodeSessionBatch } from "../../src/session/index.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const every = (Object.keys(CONTRACT_ERRORS) as ContractFamily[]).flatMap((family) =>
  CONTRACT_ERRORS[family].map((signature) => ({ family, signature: signature as string })),
);

describe("Contract errors", () => {
  it("are known by rule, each with its arguments, a sentence, a remedy, a page and a code", () => {
    expect(every.length).to.be.greaterThan(100);
    for (const { signature } of every) {
      const error = toContractError({ data: revert(signature) });
      const [rule] = signature.split("(");
      expect(error, signature).to.be.instanceOf(SsoContractError).and.instanceOf(SsoError);
      expect(error).to.include({ rule });
      expect(error!.shortMessage).to.include(rule).and.match(/\.$/);
      expect(error!.shortMessage, signature).not.to.include("undefined");
      expect(error!.metaMessages).to.have.lengthOf(1);
      expect(error!.docsPath).to.match(/^docs\/sdk\/\w+\.md#[a-z-]+$/);
      expect(error!.code).to.be.a("number");
    }
  });

  it("are known in capitals, too: as data, and in a node's words", () => {
    for (const { signature } of every) {
      const digits = revert(signature).slice(2).toUpperCase();
      for (const error of [{ data: `0x${digits}` }, { message: `execution reverted, data = 0x${digits}` }])
        expect(toContractError(error), signature).to.include({ rule: signature.split("(")[0] });
    }
  });

  it("name the amounts", () => {
    const error = toContractError({ data: revert("FeeLimitExceeded(uint256 asked, uint256 left)") });
    expect(error).to.be.instanceOf(SessionContractError);
    expect(error!.values).to.deep.equal({ asked: 7n, left: 7n });
    expect(error!.shortMessage).to.equal(
      "The session module refuses by its rule FeeLimitExceeded: the fee limit has 7 wei left, and the transaction may cost 7.",
    );
  });

  it("are not read from the request that a client's error repeats, as anybody chooses its calldata", () => {
    const calldata = revert("SignerAlreadyUsed(address signer, bytes32 sessionHash)");
    const refused = new RpcRequestError({
      body: { method: "eth_sendTransaction", params: [{ data: calldata }] },
      error: { code: 3, message: "execution reverted" },
      url: "http://node.example",
    });
    const error = new CallExecutionError(refused, { to: ALICE, data: calldata });
    expect(error.message).to.include(calldata);
    expect(toContractError(error)).to.equal(undefined);
    expect(toContractError({ message: `execution reverted, data = ${calldata}` })).to.include({
      rule: "SignerAlreadyUsed",
    });
  });

  it("name conditions and addresses", () => {
    const [bob, alice] = [pad(BOB), pad(ALICE)];
    const condition =
      "ConditionFailed(uint256 policy, uint256 constraint, bytes32 argument, uint8 condition, bytes32 refValue)";
    const sentence = (signature: string, ...args: unknown[]) =>
      toContractError({ data: revertWith(signature, args) })!.shortMessage;
    expect(sentence(condition, 0n, 1n, bob, 1, alice)).to.equal(
      `The session module refuses by its rule ConditionFailed: an argument has to be exactly ${ALICE}, and is ${BOB} ` +
        "(callPolicies[0].constraints[1]).",
    );
    expect(
      sentence(condition, 0n, 1n, numberToHex(9, { size: 32 }), 5, numberToHex(6, { size: 32 })),
    ).to.include("has to be at most 6, and is 9");
    for (const signature of [
      "NotAFunctionCall(uint256 target)",
      "NotThePasskeyModule(uint256 target)",
      "WrongSender(uint256 from)",
    ])
      expect(sentence(signature, BigInt(BOB)), signature).to.include(BOB);
  });

  it("give the rule's remedy where the session is not the obstacle", () => {
    const remedy = (signature: string) => toContractError({ data: revert(signature) })!.metaMessages[0];
    expect(remedy("SessionAlreadyExists(bytes32 sessionHash)")).to.include("a key of its own");
    expect(remedy("PaymasterInputTooShort(uint256 length, uint256 needed)")).to.include(
      "getGeneralPaymasterInput",
    );
    expect(remedy("SessionNotActive(bytes32 sessionHash, uint8 status)")).to.include("nothing to close");
    const closed = revertWith("SessionNotActive(bytes32 sessionHash, uint8 status)", [zeroHash, 2]);
    expect(toContractError({ data: closed })!.shortMessage).to.include("is closed already");
  });

  it("shared by several contracts are attributed to the one that was called, or that pays", async () => {
    const failing = (signature: string, asked?: Asked) =>
      rejection(
        withContractErrors(
          () => Promise.reject(Object.assign(new Error(), { data: revert(signature) })),
          asked,
        ),
        SsoContractError,
      );
    const missing = "AccountNotInitialized(address account)";
    const propose = encodeFunctionData({
      abi: guardianRecoveryModuleAbi,
      functionName: "proposeGuardian",
      args: [zeroHash, ALICE],
    });
    const remove = encodeFunctionData({
      abi: webAuthnModuleAbi,
      functionName: "removeValidationKey",
      args: ["0x07", "https://auth.example"],
    });
    const lacksRecovery = await failing(missing, { data: propose });
    expect(lacksRecovery).to.be.instanceOf(RecoveryContractError);
    expect(lacksRecovery.shortMessage).to.match(/^The recovery module .* is not installed in the account 0x/);
    expect(lacksRecovery.metaMessages[0]).to.include("Install the recovery module");
    const inCapitals = `0x${propose.slice(2).toUpperCase()}` as const;
    expect(await failing(missing, { data: inCapitals })).to.be.instanceOf(RecoveryContractError);
    const lacksPasskeys = await failing(missing, { data: encodeSessionBatch([{ to: BOB, data: remove }]) });
    expect(lacksPasskeys).to.be.instanceOf(PasskeyContractError);
    expect(lacksPasskeys.metaMessages[0]).to.include("Install the passkey module");
    expect(await failing(missing, { data: "0x" })).to.be.instanceOf(SessionContractError);
    const unpaid = "FeePaymentFailed(uint256 fee)";
    expect(await failing(unpaid)).to.be.instanceOf(AccountContractError);
    expect(await failing(unpaid, { paymaster: ALICE })).to.be.instanceOf(PaymasterContractError);
  });

  it("are found wherever a node puts them", () => {
    const data = revert("TransferNotAllowed(address target)");
    const digits = data.slice(2);
    const answers: unknown[] = [
      { data },
      { data: { data } },
      { cause: { cause: { data } } },
      new Error("failed", { cause: Object.assign(new Error("inner"), { data }) }),
      { message: `Account validation error: Error function_selector = ${data.slice(0, 10)}, data = ${data}` },
      { details: `Account validation error: Error with function selector: ${data.slice(0, 10)}: ${data}` },
      { details: `Unknown VM revert reason: function_selector=${data.slice(0, 10)}, data=${digits}` },
    ];
    for (const answer of answers)
      expect(toContractError(answer), JSON.stringify(answer)).to.include({ rule: "TransferNotAllowed" });
  });

  it("are not recognized in a contract's own require or panic, whatever its words", () => {
    const own = revert("SignerAlreadyUsed(address signer, bytes32 sessionHash)");
    const words = `data = ${own}`;
    const plain = [
      revertWith("Error(string reason)", ["ERC20: transfer amount exceeds balance"]),
      revertWith("Error(string reason)", [words]),
      revertWith("Panic(uint256 code)", [0x11n]),
    ];
    for (const data of plain)
      for (const answer of [
        { data },
        { message: `execution reverted: ${words}`, data },
        { shortMessage: `Execution reverted with reason: ${words}.`, cause: { data } },
        { details: `Paymaster validation error: ${words}: ${data}.` },
      ])
        expect(toContractError(answer), JSON.stringify(answer)).to.equal(undefined);
    expect(toContractError({ message: `execution reverted: ${words}` })).to.equal(undefined);
  });

  it("are not recognized in what other contracts and nodes say", async () => {
    const others = [
      undefined,
      null,
      "reverted",
      new Error("nonce too low"),
      { data: "0x" },
      { data: "0x08c379a0" },
      { data: revert("SomeOtherError(uint256 asked)") },
      { message: "Request body: 0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42" },
    ];
    for (const other of others) expect(toContractError(other), String(other)).to.equal(undefined);
    const plain = new Error("nonce too low");
    expect(await rejection(withContractErrors(() => Promise.reject(plain)))).to.equal(plain);
  });
});

/** Returns revert data of an error, with every argument 7 or as close to it as its type allows. */
interface ErrorItem {
  readonly name: string;
  readonly inputs?: readonly AbiParameter[];
}

function itemOf(signature: string): ErrorItem {
  return parseAbiItem(`error ${signature}`) as ErrorItem;
}

function revertWith(signature: string, args: readonly unknown[]): Hex {
  const item = itemOf(signature);
  return encodeErrorResult({ abi: [item], errorName: item.name, args } as never);
}

function revert(signature: string): Hex {
  const item = itemOf(signature);
  const args = (item.inputs ?? []).map(({ type }) => {
    if (type === "string") return "seven";
    if (type === "address") return "0x0000000000000000000000000000000000000007";
    if (type === "bool") return true;
    if (type === "bytes") return "0x07";
    if (type.startsWith("bytes")) return `0x${"07".repeat(Number(type.slice(5)))}`;
    return Number(type.replace(/\D/g, "")) <= 48 ? 7 : 7n;
  });
  return revertWith(signature, args);
}
