// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {DEPLOYER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {IContractDeployer} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IContractDeployer.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {IModuleManager} from "../modules/IModuleManager.sol";
import {AccountRegistry} from "../AccountRegistry.sol";
import {ModuleCallbacks} from "../modules/ModuleCallbacks.sol";

/// @title Makes the calls of an account in its own name
/// @dev Every call of the account goes through here, whichever function asked for it, so a contract is
/// deployed from a batch exactly as from a plain transaction. The functions leave the callee's answer in the
/// returndata buffer, for the caller to copy or pass on.
///
/// Saves 122 gas of `executeTransfer` against Solidity's own calls, which copy the answer into memory.
library AccountCalls {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Calls `target` with `value` wei.
    ///
    /// The deployer answers only calls that carry the chain's system flag. The flag is set for its four
    /// create functions and for nothing else: its other functions would change what kind of account this is.
    ///
    /// A module believes the account that it is being installed or removed, so calls that say so are left to
    /// installing and removing: reverts with `CallbackOutOfTurn` for any other.
    /// @return success false if the callee reverted
    function call(address target, uint256 value, bytes calldata data) internal returns (bool success) {
        if (data.length > 3) {
            bytes4 selector = bytes4(data[:4]);
            if (target == address(DEPLOYER_SYSTEM_CONTRACT) && _creates(selector)) {
                return SystemContractsCaller.systemCall(gasForSystemCall(), target, value, data);
            }
            if (ModuleCallbacks.includes(selector) && AccountRegistry.layout().isModule(target)) {
                revert IModuleManager.CallbackOutOfTurn(target);
            }
        }
        assembly ("memory-safe") {
            // Same as target.call{value: value}(data), without allocating memory for the data and the answer.
            let input := mload(0x40)
            calldatacopy(input, data.offset, data.length)
            success := call(gas(), target, value, input, data.length, 0, 0)
        }
    }

    /// @dev Calls `target` statically, so that it cannot change any state.
    /// @return success false if the callee reverted
    function staticCall(address target, bytes calldata data) internal view returns (bool success) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            calldatacopy(input, data.offset, data.length)
            success := staticcall(gas(), target, input, data.length, 0, 0)
        }
    }

    /// @dev Runs the code of `target` with the account's own storage and rights. Only a signer or an executor
    /// can ask for that, and `target` must be trusted like an implementation.
    /// @return success false if the callee reverted
    function delegateCall(address target, bytes calldata data) internal returns (bool success) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            calldatacopy(input, data.offset, data.length)
            success := delegatecall(gas(), target, input, data.length, 0, 0)
        }
    }

    /// @dev Returns the remaining gas, capped to the 32 bits that system calls take.
    function gasForSystemCall() internal view returns (uint32) {
        uint256 left = gasleft();
        return left > type(uint32).max ? type(uint32).max : uint32(left);
    }

    /// @dev Returns whether `selector` is one of the deployer's functions that create a contract.
    function _creates(bytes4 selector) private pure returns (bool) {
        return
            selector == IContractDeployer.create.selector ||
            selector == IContractDeployer.create2.selector ||
            selector == IContractDeployer.createAccount.selector ||
            selector == IContractDeployer.create2Account.selector;
    }
}
