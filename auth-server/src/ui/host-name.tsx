import { Fragment } from "react";

/** Letters of a label that fit on any line here: a longer one has to break somewhere. */
const SHORT = 20;

/** Writes a host so that it breaks at its dots only: half a name reads as another. */
export function HostName({ host }: { readonly host: string }) {
  const labels = host.split(/(?<=\.)/);
  return (
    <span className="host">
      {labels.map((label, i) => (
        <Fragment key={i}>
          {i > 0 && <wbr />}
          {label.length <= SHORT ? <span className="whole-label">{label}</span> : label}
        </Fragment>
      ))}
    </span>
  );
}
