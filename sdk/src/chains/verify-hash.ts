import {
  BaseError,
  bytesToHex,
  encodeFunctionData,
  ExecutionRevertedError,
  isAddressEqual,
  isErc6492Signature,
  isHex,
  pad,
  parseAbi,
  parseErc6492Signature,
  recoverAddress,
  serializeSignature,
  type Address,
  type CallParameters,
  type Client,
  type Hash,
  type Hex,
  type VerifyHashParameters,
} from "viem";
import { call, getCode } from "viem/actions";
import { CounterfactualSignatureError } from "../errors/message-errors.js";

const ERC1271 = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
/** The word to answer, as a whole: a contract that repeats what it is asked answers its first four bytes, too. */
const VALID = pad("0x1626ba7e", { dir: "right" });

/**
 * Says whether a signature is by an address: by ERC-1271 if it has code, else by its key. One call of the node.
 *
 * @throws CounterfactualSignatureError for a signature of an account that is not deployed (ERC-6492)
 * @throws what the transport throws if the node cannot be asked
 */
export async function verifyHash(client: Client, parameters: VerifyHashParameters): Promise<boolean> {
  const { address, hash } = parameters;
  const { factory, factoryData } = parameters as { factory?: Address; factoryData?: Hex };
  const wrapped = hexOf(parameters.signature);
  const signature = wrapped && unwrapped(wrapped);
  // What cannot be read as a signature is nobody's.
  if (!wrapped || !signature) return false;
  const isWrapped = isErc6492Signature(wrapped);
  if (
    (isWrapped || factory !== undefined || factoryData !== undefined) &&
    !(await hasCode(client, parameters))
  )
    throw new CounterfactualSignatureError(address);
  const answer = await askSigner(client, parameters, signature);
  if (answer === undefined) return false;
  // Nothing is what an address without code answers.
  return answer === "0x" ? isSignedByKey(address, hash, signature) : answer.startsWith(VALID);
}

async function hasCode(client: Client, parameters: VerifyHashParameters): Promise<boolean> {
  return (await getCode(client, { address: parameters.address, ...blockOf(parameters) })) !== undefined;
}

/** What the signer's contract answers; nothing if it reverts. */
async function askSigner(
  client: Client,
  parameters: VerifyHashParameters,
  signature: Hex,
): Promise<Hex | undefined> {
  const data = encodeFunctionData({
    abi: ERC1271,
    functionName: "isValidSignature",
    args: [parameters.hash, signature],
  });
  try {
    const question: CallParameters = { to: parameters.address, data, batch: false, ...blockOf(parameters) };
    return (await call(client, question)).data ?? "0x";
  } catch (error) {
    const reverted =
      error instanceof BaseError && error.walk((each) => each instanceof ExecutionRevertedError) !== null;
    if (!reverted) throw error;
    return undefined;
  }
}

async function isSignedByKey(address: Address, hash: Hash, signature: Hex): Promise<boolean> {
  try {
    return isAddressEqual(address, await recoverAddress({ hash, signature }));
  } catch {
    // What is no signature of a key is not signed.
    return false;
  }
}

/** The block to ask about, and nothing else of what was given. */
function blockOf(parameters: VerifyHashParameters): Pick<CallParameters, "blockTag"> {
  const given = Object.entries(parameters).filter(
    ([name, value]) =>
      value !== undefined && ["blockNumber", "blockTag", "blockHash", "requireCanonical"].includes(name),
  );
  return Object.fromEntries(given);
}

/** Returns the signature itself; nothing if what should be wrapped around it is not. */
function unwrapped(signature: Hex): Hex | undefined {
  if (!isErc6492Signature(signature)) return signature;
  try {
    return parseErc6492Signature(signature).signature;
  } catch {
    return undefined;
  }
}

/** Returns a signature in any of viem's forms as bytes; nothing for what is in none. */
function hexOf(signature: VerifyHashParameters["signature"]): Hex | undefined {
  if (isHex(signature)) return signature.length % 2 === 0 ? signature : undefined;
  if (ArrayBuffer.isView(signature)) return bytesToHex(signature as Uint8Array);
  try {
    return serializeSignature(signature as Exclude<typeof signature, Uint8Array>);
  } catch {
    return undefined;
  }
}
