const USAGE_LIMIT = [
  { name: "limitType", type: "uint8" },
  { name: "limit", type: "uint256" },
  { name: "period", type: "uint256" },
] as const;

const CONSTRAINT = [
  { name: "condition", type: "uint8" },
  { name: "index", type: "uint64" },
  { name: "refValue", type: "bytes32" },
  { name: "limit", type: "tuple", components: USAGE_LIMIT },
] as const;

const CALL_SPEC = [
  { name: "target", type: "address" },
  { name: "selector", type: "bytes4" },
  { name: "maxValuePerUse", type: "uint256" },
  { name: "valueLimit", type: "tuple", components: USAGE_LIMIT },
  { name: "constraints", type: "tuple[]", components: CONSTRAINT },
] as const;

const TRANSFER_SPEC = [
  { name: "target", type: "address" },
  { name: "maxValuePerUse", type: "uint256" },
  { name: "valueLimit", type: "tuple", components: USAGE_LIMIT },
] as const;

/** The ABI parameter `SessionSpec`. */
export const sessionSpecParameter = {
  name: "sessionSpec",
  type: "tuple",
  components: [
    { name: "signer", type: "address" },
    { name: "expiresAt", type: "uint256" },
    { name: "feeLimit", type: "tuple", components: USAGE_LIMIT },
    { name: "callPolicies", type: "tuple[]", components: CALL_SPEC },
    { name: "transferPolicies", type: "tuple[]", components: TRANSFER_SPEC },
  ],
} as const;
