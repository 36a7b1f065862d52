import { useEffect, useState } from "react";

/** Milliseconds in which nothing is said: most things are done by then. */
const PATIENCE = 300;

/** Says what is waited for, if it takes longer than a moment. */
export function Busy({ children }: { readonly children: string }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <p className="busy" role="status">
      {isLong && (
        <>
          <span className="dot" aria-hidden="true" />
          {children}
        </>
      )}
    </p>
  );
}
