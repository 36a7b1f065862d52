import { createRequire } from "node:module";

/**
 * Loads what a task does, when it runs. The tasks are part of Hardhat's configuration, which has to load without the contracts'
 * bindings: compiling makes them.
 *
 * @param path the module's, from this folder
 */
export function load<Module>(path: string): Module {
  return createRequire(__filename)(path) as Module;
}
