import { useEffect, useState } from "react";

/** Milliseconds between two looks at the clock: what is shown is in minutes. */
const STEP = 15_000;

/** Follows the chain's clock (seconds) from a time that it said once. */
export function useChainNow(said: bigint): bigint {
  const [now, setNow] = useState(said);
  useEffect(() => {
    const start = performance.now();
    setNow(said);
    const timer = setInterval(() => {
      setNow(said + BigInt(Math.floor((performance.now() - start) / 1000)));
    }, STEP);
    return () => {
      clearInterval(timer);
    };
  }, [said]);
  return now;
}
