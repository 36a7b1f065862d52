import type { EraFinding } from "./findings";

/** What somebody looked at: how often a rule may find something in a file, and why it is right there. */
export interface ReviewedUse {
  readonly rule: string;
  readonly file: string;
  readonly uses: number;
  readonly reason: string;
}

/** Says what was found and not looked at, and what was looked at and is no longer there. */
export function unreviewed(findings: readonly EraFinding[], reviewed: readonly ReviewedUse[]): string[] {
  const isReviewed = ({ rule, file }: EraFinding) =>
    reviewed.some((use) => use.rule === rule.name && use.file === file);
  const news = findings
    .filter((finding) => !isReviewed(finding))
    .map(({ rule, file, line }) => `${file}:${line}: ${rule.message} (${rule.name})`);
  const changed = reviewed.flatMap(({ rule, file, uses }) => {
    const lines = findings.filter((found) => found.rule.name === rule && found.file === file);
    if (lines.length === uses) return [];
    const where = lines.map(({ line }) => line).join(", ") || "nowhere";
    return `${file}: ${rule} was reviewed ${uses} times, and is there ${lines.length} times (lines: ${where})`;
  });
  return [...news, ...changed];
}
