// Loaded by each worker of a parallel run before Hardhat: points the network `localEra` at the worker's own
// node.
const urls = process.env.TEST_NODE_URLS.split(",");
process.env.HARDHAT_NETWORK = "localEra";
// The node's own accounts, whatever key somebody deploys to public chains with.
process.env.DEPLOYER_PRIVATE_KEY = "";
process.env.LOCAL_ERA_URL = urls[Number(process.env.MOCHA_WORKER_ID) % urls.length];
