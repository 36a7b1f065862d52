/** Writes a value the way an error message shows it: short, and never throwing. */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value instanceof Date) return showDate(value);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "an array" : "an object";
  return String(value);
}

function showDate(date: Date): string {
  try {
    return date.toISOString();
  } catch {
    return "an invalid date";
  }
}
