import { Interface } from "ethers";

/** Errors of the chain's own contracts that a refused transaction may carry. */
export const systemErrors = new Interface([
  "error ValueMismatch(uint256 expected, uint256 actual)",
  "error NonceAlreadyUsed(address account, uint256 nonce)",
  "error InvalidNonceKey(uint192 nonceKey)",
  "error InsufficientFunds(uint256 required, uint256 actual)",
  "error UnknownCodeHash(bytes32 code)",
  "error HashIsNonZero(bytes32 hash)",
  "error NonEmptyAccount()",
  "error FailedToPayOperator()",
  "error TimestampOutOfRange(uint256 current, uint256 start, uint256 end)",
]);
