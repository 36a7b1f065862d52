"use strict";

// A thread that runs solc on each input in turn, and answers with the outputs.
const { parentPort, workerData } = require("node:worker_threads");
const solc = require("solc");

parentPort.postMessage(workerData.map((input) => solc.compile(input)));
