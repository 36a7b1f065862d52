/* 0x10000 Create2Factory: create2 for anyone, passed on to ContractDeployer as a system call. */
import { SystemAddress } from "../primitives/system-addresses.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";

async function forward(call: NativeCall): Promise<Uint8Array> {
  call.requireMutable();
  const result = await call.call({
    kind: "call",
    caller: SystemAddress.Create2Factory,
    address: SystemAddress.ContractDeployer,
    codeAddress: SystemAddress.ContractDeployer,
    value: call.value,
    data: call.data,
    isSystem: true,
    extraAbi: [],
  });
  return result.success ? result.returnData : call.revertWith(result.returnData);
}

export const create2Factory = nativeContract({
  "create2(bytes32,bytes32,bytes)": forward,
  "create2Account(bytes32,bytes32,bytes,uint8)": forward,
});
