// Loaded by each worker of a parallel run after Hardhat. For each value that they compare, Hardhat's matchers look for
// the classes of two libraries and of ethers 5, which takes a tenth of a millisecond: ours are bigints.
require("hardhat/common/bigInt").isBigNumber = (value) => typeof value === "bigint";
