import { useMemo } from "react";
import { qrCode } from "./qr-code.ts";

/** Squares that stay free around a code, so that cameras find it. */
const QUIET = 4;

interface QrPictureProps {
  readonly text: string;
  /** What the code says, for whoever cannot see it. */
  readonly label: string;
}

/** Shows a QR code: dark on light in any case, as cameras expect it. */
export function QrPicture({ text, label }: QrPictureProps) {
  const modules = useMemo(() => qrCode(text), [text]);
  const size = modules.length + 2 * QUIET;
  const path = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path.join("")} fill="#16181d" />
    </svg>
  );
}
