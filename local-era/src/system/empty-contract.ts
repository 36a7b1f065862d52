/* EmptyContract: the zero address and the formal bootloader address; takes any call and does nothing. */
import { EMPTY } from "../primitives/hex.ts";
import type { NativeContract } from "../vm/native-call.ts";

export const emptyContract: NativeContract = () => EMPTY;
