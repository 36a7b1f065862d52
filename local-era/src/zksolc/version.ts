/** The zksolc release whose interface is served; plugins compare it to choose flags and output fields. */
export const ZKSOLC_VERSION = "1.5.15";

/** Answer to `--version`. The first x.y.z in it is what plugins read. */
export const VERSION_TEXT = `zksolc v${ZKSOLC_VERSION} interface, served by local-era (EVM code in EraVM-shaped containers)`;
