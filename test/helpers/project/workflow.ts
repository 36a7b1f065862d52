import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectPath } from "../../../scripts/toolchain/toolchain";

const FOLDER = ".github/workflows";

/** What a job of GitHub Actions may do by its token, by the token's scopes. */
export type Permissions = Readonly<Record<string, "read" | "write" | "none">>;

/** One step of a job. */
export interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** One job of a workflow. */
export interface WorkflowJob {
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Permissions;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly "timeout-minutes"?: number;
  readonly steps: readonly WorkflowStep[];
}

/** A workflow of GitHub Actions, as far as it is tested. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

/** A workflow with the text of its file. */
export interface WorkflowFile {
  readonly name: string;
  readonly text: string;
  readonly workflow: Workflow;
}

/**
 * Reads the project's workflows, by the names of their files.
 *
 * @throws YAMLParseError for a file that is no YAML, or names a member twice.
 */
export function workflowFiles(): WorkflowFile[] {
  return readdirSync(projectPath(FOLDER)).map((name) => {
    const text = readFileSync(projectPath(join(FOLDER, name)), "utf8");
    return { name, text, workflow: parse(text) as Workflow };
  });
}
