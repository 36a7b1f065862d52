import { ethInWords } from "../words/amount.ts";

interface FeeNoteProps {
  readonly fee: bigint | undefined;
  /** Whether it is paid several times. */
  readonly isEach?: boolean;
}

/** Says what something costs the account, above the button that does it; nothing where nobody can tell, or another pays. */
export function FeeNote({ fee, isEach = false }: FeeNoteProps) {
  return fee === undefined ? null : (
    <p className="soft small">
      Your account pays the network fee{isEach && " each time"}: about {ethInWords(fee)}.
    </p>
  );
}
