"use strict";

/** Stands in for the telemetry client: same calls, nothing collected, nothing sent. */
class Telemetry {
  /** The plugins use the result at once, so it must not be a promise. */
  static initialize() {
    return new Telemetry();
  }

  trackEvent() {}

  trackError() {}

  async shutdown() {}
}

module.exports = { Telemetry };
