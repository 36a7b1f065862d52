// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

// Modules that others published, compiled as they are, for accounts to install: imported for that alone.
// solhint-disable no-unused-import
import {MockExecutor} from "@rhinestone/modulekit/src/module-bases/mocks/MockExecutor.sol";
import {MockFallback} from "@rhinestone/modulekit/src/module-bases/mocks/MockFallback.sol";
import {MockHook} from "@rhinestone/modulekit/src/module-bases/mocks/MockHook.sol";
