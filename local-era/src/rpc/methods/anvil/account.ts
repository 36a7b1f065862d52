import { readAddress, readBoolean, readBytes, readQuantity } from "../../../primitives/json-value.ts";
import { requireDeployable } from "../../../transactions/factory-dependency.ts";
import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { invalidParams } from "../../rpc-error.ts";

const MAX_WORD = 2n ** 256n - 1n;
const MAX_HALF_NONCE = 2n ** 128n - 1n;

/** Implements direct writes to accounts, and impersonation. */
export const anvilAccountMethods: MethodTable = {
  ...named("anvil_setBalance hardhat_setBalance", ({ chain }, [account, wei]) => {
    chain.world.setBalance(readAddress(account, "address"), readWord(wei, "balance"));
    return true;
  }),

  ...named("anvil_setNonce hardhat_setNonce evm_setAccountNonce", ({ chain }, [account, nonce]) => {
    const value = readQuantity(nonce, "nonce");
    if (value > MAX_HALF_NONCE) throw invalidParams("nonce must be below 2^128");
    chain.world.setNonces(readAddress(account, "address"), value, value);
    return true;
  }),

  ...named("anvil_setCode hardhat_setCode", async ({ chain }, [account, code]) => {
    const [address, bytecode] = [readAddress(account, "address"), readBytes(code, "code")];
    requireDeployable(bytecode);
    await chain.bootloader.setCode(address, bytecode, chain.pendingContext());
  }),

  ...named("anvil_setStorageAt hardhat_setStorageAt", ({ chain }, [account, slot, value]) => {
    const [position, word] = [readWord(slot, "slot"), readWord(value, "value")];
    chain.world.storage.write(readAddress(account, "address"), position, word);
    return true;
  }),

  ...named("anvil_impersonateAccount hardhat_impersonateAccount", ({ impersonation }, [account]) =>
    impersonation.start(readAddress(account, "address")),
  ),

  anvil_stopImpersonatingAccount: ({ impersonation }, [account]) => {
    impersonation.stop(readAddress(account, "address"));
  },

  /** Returns whether the account was impersonated, as Hardhat does; its ZKsync plugin relies on the answer. */
  hardhat_stopImpersonatingAccount: ({ impersonation }, [account]) =>
    impersonation.stop(readAddress(account, "address")),

  ...named("anvil_autoImpersonateAccount hardhat_autoImpersonateAccount", ({ impersonation }, [enabled]) => {
    impersonation.automatic = readBoolean(enabled, "enabled");
  }),
};

function readWord(value: unknown, name: string): bigint {
  const word = readQuantity(value, name);
  if (word > MAX_WORD) throw invalidParams(`${name} must be below 2^256`);
  return word;
}
