import { Fragment } from "react";

const SHORT_ADDRESS = /(0x[0-9a-fA-F]{4}…[0-9a-fA-F]{4})/;

/** Writes a text in which no short address is split over two lines. */
export function Unbroken({ children }: { readonly children: string }) {
  return children.split(SHORT_ADDRESS).map((part, i) => (
    // Every other part is an address.
    <Fragment key={i}>{i % 2 === 1 ? <span className="unbroken">{part}</span> : part}</Fragment>
  ));
}
