import { ethInWords } from "../words/amount.ts";

/** Says what something costs the account, above the button that does it; nothing where nobody can tell, or another pays. */
export function FeeNote({ fee }: { readonly fee: bigint | undefined }) {
  return fee === undefined ? null : (
    <p className="soft small">Your account pays the network fee: about {ethInWords(fee)}.</p>
  );
}
