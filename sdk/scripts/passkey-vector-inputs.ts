import type { TypedDataDefinition } from "viem";

// Nothing here is secret: the key is the example of RFC 6979, section A.2.5.

/** The public key of all vectors. */
export const KEY = [
  "0x60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
  "0x7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
] as const;
const [x, y] = KEY.map((coordinate) => coordinate.slice(2)) as [string, string];

export const ORIGIN = "https://auth.example";
export const RP_ID = "auth.example";
export const CREDENTIAL_ID = "AAECAwQFBgcICQoLDA0ODw";
export const HASH = "0x1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8";
export const PASSKEY_MODULE = "0x7a55ce7000000000000000000000000000000001";
export const RECOVERY_MODULE = "0x4ec0de4000000000000000000000000000000001";
export const ACCOUNT = "0xacc0000000000000000000000000000000000001";
export const CHAIN_ID = 260;

const word = (byte: string) => byte.repeat(32);

/** Public keys, in hexadecimal. */
export const keys: readonly (readonly [name: string, bytes: string])[] = [
  ["COSE_Key", `a5010203262001215820${x}225820${y}`],
  ["COSE_Key with its members in another order", `a5225820${y}215820${x}200103260102`],
  ["SubjectPublicKeyInfo", `3059301306072a8648ce3d020106082a8648ce3d03010703420004${x}${y}`],
  ["a point without compression", `04${x}${y}`],
  [
    "a compressed point in SubjectPublicKeyInfo",
    `3039301306072a8648ce3d020106082a8648ce3d03010703220002${x}`,
  ],
  ["a compressed COSE_Key", `a5010203262001215820${x}22f4`],
  ["an RSA COSE_Key (RS256)", "a40103033901002041032143010001"],
  ["an Ed25519 COSE_Key", `a4010103272006215820${x}`],
  ["an ES384 COSE_Key", `a401020338222002215830${"11".repeat(48)}`],
  ["an Ed25519 SubjectPublicKeyInfo", `302a300506032b6570032100${x}`],
  ["a COSE_Key without an algorithm", `a401022001215820${x}225820${y}`],
  ["a COSE_Key on another curve", `a5010203262002215820${x}225820${y}`],
  ["a COSE_Key with a short coordinate", `a501020326200121581f${x.slice(2)}225820${y}`],
  ["a COSE_Key that goes on", `a5010203262001215820${x}225820${y}00`],
  ["a COSE_Key that is cut off", `a5010203262001215820${x}225820${y.slice(2)}`],
  ["a point off the curve", `a5010203262001215820${word("11")}225820${word("11")}`],
  ["x and y of 0", `a5010203262001215820${word("00")}225820${word("00")}`],
  [
    "an x that is the prime",
    `a5010203262001215820ffffffff00000001000000000000000000000000ffffffffffffffffffffffff225820${y}`,
  ],
  ["nothing", ""],
];

const N = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/** Signatures in DER, in hexadecimal. */
export const signatures: readonly (readonly [name: string, der: string])[] = [
  ["s in the lower half", "3006020101020101"],
  [
    "the greatest s of the lower half",
    "302502010102207fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8",
  ],
  [
    "the least s of the upper half",
    "302502010102207fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a9",
  ],
  ["the greatest s", `3026020101022100${N.slice(0, -1)}0`],
  ["an r with a leading zero", "3007020200800201" + "01"],
  ["a byte after the end", "300602010102010100"],
  ["a length in two bytes", "308106020101020101"],
  ["another tag", "3106020101020101"],
  ["a negative r", "3006020180020101"],
  ["a zero too many", "300702020001020101"],
  ["r of 0", "3006020100020101"],
  ["s of 0", "3006020101020100"],
  ["s of n", `3026020101022100${N}`],
  ["no s", "3003020101"],
  ["nothing", ""],
];

const challenge = "HIr_lQaFwu1LwxdPNHIoe1bZUXuclIEnMZoJp6Nt6sg";
const escaped = `{"type":"webauthn.get","challenge":"${challenge}","origin":"https:\\/\\/auth.example","crossOrigin":false}`;
const usual = escaped.replaceAll("\\", "");

/** Client data, as an assertion over `HASH` on a page of `ORIGIN` has it or should not have it. */
export const clientData: readonly (readonly [name: string, text: string])[] = [
  ["as the standard has it", usual],
  ["with slashes escaped in the origin", escaped],
  ["without crossOrigin", usual.replace(',"crossOrigin":false', "")],
  [
    "with the challenge first",
    `{"challenge":"${challenge}","clientExtensions":{},"hashAlgorithm":"SHA-256","origin":"${ORIGIN}","type":"webauthn.get"}`,
  ],
  [
    "with a member more",
    usual.replace(
      "}",
      ',"other_keys_can_be_added_here":"do not compare clientDataJSON against a template. See https://goo.gl/yabPex"}',
    ),
  ],
  ["with a member of eight levels", usual.replace("}", `,"a":${"[".repeat(8)}${"]".repeat(8)}}`)],
  ["with a member of nine levels", usual.replace("}", `,"a":${"[".repeat(9)}${"]".repeat(9)}}`)],
  ["in a frame of another origin", usual.replace("false", "true")],
  ["with a top origin", usual.replace("}", ',"topOrigin":"https://a.example"}')],
  ["of a registration", usual.replace("webauthn.get", "webauthn.create")],
  ["of another challenge", usual.replace("HIr", "HIs")],
  ["with a padded challenge", usual.replace(challenge, `${challenge}=`)],
  ["of another origin", usual.replace("auth.example", "evil.example")],
  ["of another port", usual.replace("auth.example", "auth.example:8443")],
  ["with a space", usual.replace(":", ": ")],
  ["with another escape", usual.replace("auth", "\\u0061uth")],
  ["with a member twice", usual.replace("{", '{"type":"webauthn.get",')],
  ["that goes on", `${usual} `],
  ["that is cut off", usual.slice(0, -1)],
  ["without an origin", `{"type":"webauthn.get","challenge":"${challenge}","crossOrigin":false}`],
];

const rpIdHash = "c8b0ad48cf39a0739e16587c4bab270870a4e080d139785fadf2c9b306e4cc43";

/** Authenticator data of an assertion for `RP_ID`, in hexadecimal. */
export const authenticatorData: readonly (readonly [name: string, bytes: string])[] = [
  ["of a synced passkey", `${rpIdHash}1d00000007`],
  ["of a security key", `${rpIdHash}0500000007`],
  ["with extensions", `${rpIdHash}8500000007a0`],
  ["without presence", `${rpIdHash}0400000007`],
  ["without verification", `${rpIdHash}0100000007`],
  ["synced, and never", `${rpIdHash}1500000007`],
  ["with bytes that no flag announces", `${rpIdHash}0500000007a0`],
  ["without what a flag announces", `${rpIdHash}8500000007`],
  ["that is cut off", `${rpIdHash}05000000`],
  ["of another relying party", `${word("00")}0500000007`],
];

export const origins: readonly string[] = [
  ORIGIN,
  "http://localhost:3002",
  `https://${"a".repeat(245)}`,
  `https://${"a".repeat(246)}`,
  "android:apk-key-hash:2jmj7l5rSw0yVb_vlWAYkK_YBwk",
  "",
  "https://auth.example/ ",
  'https://"',
  "https:\\\\auth.example",
  "https://grüße.example",
];

/** Credential ids, base64url. */
export const credentialIds: readonly string[] = [
  CREDENTIAL_ID,
  "A".repeat(1364),
  "A".repeat(1366),
  "AAECAwQFBgcICQoLDA0O",
  "AAECAwQFBgcICQoLDA0ODx",
  "AAECAwQFBgcICQoLDA0ODw==",
  "+AECAwQFBgcICQoLDA0ODw",
];

/** Answers of the key to `HASH`, whose signatures differ in the half of their s. */
export const assertions = [
  [
    "s in the lower half",
    "30440220245d9b0a4fe6fe3bc3e99407188898e2aae777837903eb40aeed4d1fa2c3a6170220430cba6537fce09e2248a12c9f0e5e56833728bfe63e09a28d491c6d67e433d8",
  ],
  [
    "s in the upper half",
    "3046022100c1a4af04a63a7deee5e505e5cdfeeba0004aae39f310dcda0004d5b3219df38f022100bb9fcdfa9310b393d74ee797b7b0f02bd5e29d9e990c293f8f25cb65fb6fc514",
  ],
].map(([name = "", signature = ""]) => ({
  name,
  authenticatorData: `${rpIdHash}1d00000007`,
  clientDataJSON: usual,
  signature,
}));

export const messages: readonly string[] = ["", "Hello", "Grüße 👋"];

/** Typed data whose types come in each order. */
export const typedData = {
  "the contents' type comes first": {
    domain: { name: "An app", version: "1", chainId: CHAIN_ID, verifyingContract: ACCOUNT },
    types: {
      Mail: [
        { name: "to", type: "Person" },
        { name: "text", type: "string" },
      ],
      Person: [{ name: "wallet", type: "address" }],
    },
    primaryType: "Mail",
    message: { to: { wallet: ACCOUNT }, text: "Hello" },
  },
  "the contents' type comes last": {
    domain: { name: "Permit2", chainId: CHAIN_ID, verifyingContract: ACCOUNT },
    types: {
      PermitSingle: [
        { name: "details", type: "PermitDetails" },
        { name: "spender", type: "address" },
      ],
      PermitDetails: [
        { name: "token", type: "address" },
        { name: "amount", type: "uint160" },
      ],
    },
    primaryType: "PermitSingle",
    message: { details: { token: ACCOUNT, amount: "10" }, spender: ACCOUNT },
  },
} as const satisfies Record<string, TypedDataDefinition | object>;
