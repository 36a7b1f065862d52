import type { Address, Hex } from "../primitives/hex.ts";

/** Holds an account whose key is public. */
export interface DevAccount {
  readonly address: Address;
  readonly privateKey: Hex;
}

/** Is the phrase that every development node uses. */
export const DEFAULT_MNEMONIC = "test test test test test test test test test test test junk";
/** Prefixes an account's index to give its derivation path. */
export const DEFAULT_DERIVATION_PATH = "m/44'/60'/0'/0/";

/** Lists the first ten accounts of {@link DEFAULT_MNEMONIC}, written out to spare the start a key derivation. */
export const DEFAULT_ACCOUNTS: readonly DevAccount[] = [
  {
    address: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
    privateKey: "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  },
  {
    address: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
    privateKey: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  },
  {
    address: "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
    privateKey: "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  },
  {
    address: "0x90f79bf6eb2c4f870365e785982e1f101e93b906",
    privateKey: "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
  },
  {
    address: "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65",
    privateKey: "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
  },
  {
    address: "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc",
    privateKey: "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
  },
  {
    address: "0x976ea74026e726554db657fa54763abd0c3a0aa9",
    privateKey: "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
  },
  {
    address: "0x14dc79964da2c08b23698b3d3cc7ca32193d9955",
    privateKey: "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
  },
  {
    address: "0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f",
    privateKey: "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
  },
  {
    address: "0xa0ee7a142d267c1f36714e4a8f75612f20a79720",
    privateKey: "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
  },
];

/**
 * Lists the accounts that Hardhat's ZKsync plugins sign with when the chain id is 260, from the rich-wallet lists of
 * `@matterlabs/hardhat-zksync-deploy` and `@matterlabs/hardhat-zksync-ethers`.
 */
export const PLUGIN_ACCOUNTS: readonly Address[] = [
  "0x36615cf349d7f6344891b1e7ca7c72883f5dc049",
  "0xa61464658afeaf65cccaafd3a512b69a83b77618",
  "0x0d43eb5b8a47ba8900d84aa36656c92024e9772e",
  "0xa13c10c0d5bd6f79041b9835c63f91de35a15883",
  "0x8002cd98cfb563492a6fb3e7c8243b7b9ad4cc92",
  "0x4f9133d1d3f50011a6859807c837bdcb31aaab13",
  "0xbd29a1b981925b94eec5c4f1125af02a2ec4d1ca",
  "0xedb6f5b4aab3dd95c7806af42881ff12be7e9daa",
  "0xe706e60ab5dc512c36a4646d719b889f398cbbcb",
  "0xe90e12261ccb0f3f7976ae611a29e84a6a85f424",
  "0xbc989fde9e54cad2ab4392af6df60f04873a033a",
  "0x55be1b079b53962746b2e86d12f158a41df294a6",
  "0xce9e6063674dc585f6f3c7eabe82b9936143ba6c",
  "0xd986b0cb0d1ad4cccf0c4947554003fc0be548e9",
  "0x87d6ab9fe5adef46228fb490810f0f5cb16d6d04",
  "0x78cad996530109838eb016619f5931a03250489a",
  "0xc981b213603171963f81c687b9fc880d33caed16",
  "0x42f3dc38da81e984b92a95cbdaaa5fa2bd5cb1ba",
  "0x64f47eed3dc749d13e49291d46ea8378755fb6df",
  "0xe2b8cb53a43a56d4d2ab6131c81bd76b86d3afe5",
];
