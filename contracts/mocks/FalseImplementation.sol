// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice What a false implementation does, whatever function is called.
enum Pretence {
    SayYes,
    SayItsAddress,
    RunInCircles,
    ReturnMegabytes,
    ReturnNothing,
    Forward
}

/// @title Code that is not an account's, and would lock an account that ran it
/// @dev Claims every interface, since it answers every question in the same way.
contract FalseImplementation {
    Pretence private immutable _pretence;
    address private immutable _other;

    /// @param pretence what it does
    /// @param other the address that it forwards calls to, if it does
    constructor(Pretence pretence, address other) {
        (_pretence, _other) = (pretence, other);
    }

    fallback(bytes calldata data) external payable returns (bytes memory answer) {
        return _pretend(data);
    }

    function _pretend(bytes calldata data) private returns (bytes memory answer) {
        if (_pretence == Pretence.SayYes) return abi.encode(true);
        if (_pretence == Pretence.SayItsAddress) return abi.encode(_itself());
        while (_pretence == Pretence.RunInCircles) {}
        if (_pretence == Pretence.ReturnMegabytes) {
            assembly ("memory-safe") {
                return(0, 1000000)
            }
        }
        if (_pretence == Pretence.Forward) return _forward(data);
    }

    /// @dev Forwards the call as an account's proxy would, but always to one address.
    function _forward(bytes calldata data) private returns (bytes memory answer) {
        bool success;
        (success, answer) = _other.delegatecall(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    /// @dev Returns what an account that runs it is asked for first. Reads the slot, since plain Solidity has
    /// no `CODE_ADDRESS`.
    function _itself() private view returns (address implementation) {
        assembly ("memory-safe") {
            implementation := sload(0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc)
        }
    }
}
