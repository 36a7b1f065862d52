import { ABIS_FILE, generateAbis } from "./abis.js";
import { CONTRACT_ERRORS_FILE, generateContractErrors } from "./contract-errors.js";

generateAbis(ABIS_FILE);
generateContractErrors(CONTRACT_ERRORS_FILE);
