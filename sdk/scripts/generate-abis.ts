import { ABIS_FILE, generateAbis } from "./abis.js";
import { CONTRACT_ERRORS_FILE, generateContractErrors } from "./contract-errors.js";
import { generateSuiteInterface, SUITE_INTERFACE_FILE } from "./suite-interface.js";

generateAbis(ABIS_FILE);
generateContractErrors(CONTRACT_ERRORS_FILE);
generateSuiteInterface(SUITE_INTERFACE_FILE);
