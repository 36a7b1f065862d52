"use strict";

// A thread that runs a compiler on each input in turn, and answers with the outputs.
const { parentPort, workerData } = require("node:worker_threads");
const wrapper = require("solc/wrapper");
const loadSoljson = require("./load-soljson.cjs");

const { soljson, inputs } = workerData;
const solc = wrapper(loadSoljson(soljson));

parentPort.postMessage(inputs.map((input) => solc.compile(input)));
